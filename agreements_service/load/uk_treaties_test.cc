#include "agreements_service/load/uk_treaties.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/load/vocabulary.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::uk_treaties_test {
namespace {

using testing::Date;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::Find;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using ::testing::SizeIs;
using testing::UnknownParties;

// A line with `members`, and what each line has.
std::string Line(absl::string_view id, absl::string_view members) {
  return absl::StrCat(R"({"aw_library_id": "library2_lib", "lb_document_id": 1, "id": ")", id,
                      R"(", "title": "Agreement )", id, R"(", )", members,
                      R"(, "document_url": "https://treaties.fcdo.gov.uk/data/Library2\\html\\)",
                      id, ".html\"}\n");
}

constexpr char kBilateral[] =
    R"("field3": "BI", "subject": "TRADE", "country_name": "TURKEY ; UNITED KINGDOM")";

absl::StatusOr<LoadedFile> Load(absl::string_view content) { return LoadFile(FileOf(content)); }

// The only agreement of a file with one line.
Agreement Only(absl::string_view members) {
  const std::string content = Line("7", members);
  const absl::StatusOr<LoadedFile> loaded = Load(content);
  EXPECT_OK(loaded.status());
  if (!loaded.ok()) return {};
  return Find(*loaded, "agreements/uk-treaties-7");
}

std::string Events(const Agreement& agreement) {
  return absl::StrJoin(agreement.events, ", ", [](std::string* out, const Event& event) {
    absl::StrAppend(out, event.id, " ", event.date.ToString(), event.place.empty() ? "" : " ",
                    event.place);
  });
}

// Each party with its kind, and the state that it is or became.
std::string Parties(const Agreement& agreement) {
  return absl::StrJoin(agreement.parties, ", ", [](std::string* out, const Party& party) {
    absl::StrAppend(out, party.id, " ", static_cast<int>(party.kind), party.country);
  });
}

std::string Anomalies(const Agreement& agreement) {
  return absl::StrJoin(agreement.anomalies, ", ", [](std::string* out, const Anomaly& anomaly) {
    absl::StrAppend(out, anomaly.reason, ": ", anomaly.detail);
  });
}

std::string Claims(const Agreement& agreement) {
  return absl::StrJoin(agreement.claims, ", ", [](std::string* out, const Claim& claim) {
    absl::StrAppend(out, claim.key, "=", claim.value);
  });
}

TEST(UkTreatiesTest, ReadsALine) {
  const Agreement agreement = Only(absl::StrCat(
      kBilateral,
      R"(, "signed_event_date": "28/11/1931", "signed_event_location": "Angora",)"
      R"( "definative_eif_event_date": "12/04/1933", "terminated_event_date": "01/02/1940",)"
      R"( "references": "Treaty Series 014/1933: Cmd 4318")"));
  EXPECT_THAT(agreement.identifiers,
              ElementsAre(Identifier{.scheme = "uk-treaties", .value = "7"}));
  EXPECT_EQ(agreement.titles[0].text, "Agreement 7");
  EXPECT_EQ(agreement.instrument, Instrument::kAgreement);
  EXPECT_EQ(agreement.binding_force, BindingForce::kBinding);
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kTrade));
  EXPECT_EQ(Parties(agreement), "TUR 1TUR, GBR 1GBR");
  EXPECT_EQ(Events(agreement),
            "signed 1931-11-28 Angora, entry-into-force 1933-04-12, terminated 1940-02-01");
  EXPECT_EQ(Claims(agreement),
            "subject=TRADE, field3=BI, references=Treaty Series 014/1933: Cmd 4318");
  EXPECT_THAT(agreement.anomalies, IsEmpty());
  EXPECT_EQ(agreement.evidence[0].publisher, "FCDO, UK Treaties Online");
  EXPECT_EQ(agreement.evidence[0].url, "https://treaties.fcdo.gov.uk/data/Library2/html/7.html");
  EXPECT_EQ(agreement.evidence[0].cell, "line 1");
}

TEST(UkTreatiesTest, CapitalsAreStatesAndSmallLettersTerritories) {
  EXPECT_EQ(
      Parties(Only(R"("field3": "MULTI", "country_name": "Malta ; MALTA ; Tanganyika ;)"
                   R"( TANGANYIKA ; Straits Settlements ; PERSIA ; PERSIA ; EUROPEAN UNION")")),
      "MLT 1MLT, tanganyika 2TZA, IRN 1IRN, european-union 3, malta 5MLT, "
      "tanganyika-territory 5TZA, straits-settlements 6");
}

TEST(UkTreatiesTest, BilateralWithThreePartiesOrOne) {
  EXPECT_EQ(
      Anomalies(Only(R"("field3": "BI", "country_name": "FRANCE ; UNITED KINGDOM ; Jersey")")),
      "PARTIES_NOT_TWO: bilateral (BI), with 3 parties, territories included");
  EXPECT_EQ(Anomalies(Only(R"("field3": "BI", "country_name": "UNITED KINGDOM")")),
            "PARTIES_NOT_TWO: bilateral (BI), with 1 party, territories included");
  EXPECT_EQ(Anomalies(Only(R"("field3": "MULTI", "country_name": "UNITED KINGDOM")")),
            "PARTIES_TOO_FEW: multilateral (MULTI), with 1 party");
}

TEST(UkTreatiesTest, SeveralPlacesAreSeveralEvents) {
  EXPECT_EQ(Events(Only(absl::StrCat(kBilateral, R"(, "signed_event_date": "28/11/1931",)"
                                                 R"( "signed_event_location": "London/Paris")"))),
            "signed 1931-11-28 London, signed-2 1931-11-28 Paris");
  EXPECT_EQ(
      Events(Only(absl::StrCat(kBilateral, R"(, "signed_event_date": "28/11/1931",)"
                                           R"( "signed_event_location": "London & Angora")"))),
      "signed 1931-11-28 London, signed-2 1931-11-28 Angora");
}

TEST(UkTreatiesTest, WhatWasAdoptedWasNotSigned) {
  const Agreement agreement = Only(absl::StrCat(
      kBilateral, R"(, "signed_event_date": "29/06/1951", "adopted_event_date": "29/06/1951",)"
                  R"( "signed_event_location": "Adopted not signed")"));
  EXPECT_EQ(Events(agreement), "adopted 1951-06-29");
  EXPECT_THAT(Claims(agreement), HasSubstr("signed_event_location=Adopted not signed"));
}

TEST(UkTreatiesTest, TheEffectCountsAndTheActIsAClaim) {
  const Agreement agreement =
      Only(absl::StrCat(kBilateral, R"(, "definative_eif_event_date": "12/04/1933",)"
                                    R"( "definative_eif_event_effective_date": "12/07/1933",)"
                                    R"( "terminated_event_date": "08/12/1979",)"
                                    R"( "terminated_event_effective_date": "22/12/1879")"));
  EXPECT_EQ(Events(agreement), "entry-into-force 1933-07-12, terminated 1879-12-22");
  EXPECT_THAT(Claims(agreement), HasSubstr("definative_eif_event_date=12/04/1933"));
  EXPECT_EQ(Anomalies(agreement),
            "EFFECT_BEFORE_ACT: terminated_event_date is 08/12/1979, and its effect 22/12/1879");
}

TEST(UkTreatiesTest, OddDatesAreKeptAndSaid) {
  const Agreement agreement = Only(absl::StrCat(
      kBilateral, R"(, "signed_event_date": "31/02/1931", "signed_event_location": "A/B",)"
                  R"( "definative_eif_event_date": "12/04/2142")"));
  EXPECT_EQ(Events(agreement), "signed XXXX A/B, entry-into-force 2142-04-12");
  EXPECT_EQ(Anomalies(agreement),
            "DATE_INVALID: '31/02/1931' is no date like 28/05/2004, DATE_FAR_OFF: 2142-04-12");
}

TEST(UkTreatiesTest, EntryBeforeSignatureIsNoted) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(Line("7", absl::StrCat(kBilateral, R"(, "signed_event_date": "22/12/1934",)"
                                              R"( "definative_eif_event_date": "01/01/1934")"))));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 1)));
}

TEST(UkTreatiesTest, LinesThatAreNoAgreementAreRejected) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(Line("7", kBilateral), "\r\n", Line("8", R"("thumbnail": "8.png")"),
                        Line("9", R"("field3": "MULTI", "subject": "BALLET")"),
                        Line("", kBilateral), "[\"row\"]\n", Line("7", kBilateral))));
  EXPECT_EQ(loaded.report.read, 6);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("ID_MISSING", 2), Pair("NOT_AN_AGREEMENT", 1),
                                                Pair("PARTY_MISSING", 1)));
  EXPECT_EQ(loaded.report.first_rejected()[0].line, 3);
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ID_REPEATED", 1), Pair("TERM_UNMAPPED", 1)));
}

TEST(UkTreatiesTest, AMalformedLineIsNamedAndRefusesTheFile) {
  const std::string good = Line("7", kBilateral);
  absl::Status status = Load(absl::StrCat(good, "\n", good, "oops\n", good)).status();
  EXPECT_EQ(DetailsOf(status).reason, "FILE_MALFORMED");
  EXPECT_EQ(DetailsOf(status).metadata.at("line"), "4");
  EXPECT_THAT(status.message(), HasSubstr("line 4, column 1"));
  EXPECT_EQ(DetailsOf(Load(absl::StrCat(good, "42\n")).status()).reason, "FILE_MALFORMED");
  status = Load(absl::StrCat(good, good.substr(0, good.size() / 2))).status();
  EXPECT_EQ(DetailsOf(status).reason, "FILE_TRUNCATED");
  EXPECT_EQ(DetailsOf(status).metadata.at("line"), "2");
}

// The real file. Counted apart, in Python, with rows = [json.loads(line) for line in file] and
// kept = [r for r in rows if r.get('country_name')]: len(rows) 1173, of which 263 have neither
// field3, subject nor country_name, and one, of the Seafarers' Code, lacks just the last;
// names = r['country_name'].split(';') are not two in 69 of BI, less than three in 27 of MULTI;
// entry into force (effective, if it says so) is before signature in 17; 30 names are ambiguous:
// KOREA in 28, BORNEO and PERSIAN GULF STATES.
TEST(UkTreatiesTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/uk_treaties_sample.jsonl");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 1173);
  EXPECT_EQ(loaded.report.kept, 909);
  EXPECT_EQ(loaded.report.merged, 0);
  EXPECT_THAT(loaded.batch.agreements, SizeIs(909));
  EXPECT_THAT(RejectionsOf(loaded),
              ElementsAre(Pair("NOT_AN_AGREEMENT", 263), Pair("PARTY_MISSING", 1)));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("EFFECT_BEFORE_ACT", 1), Pair("ENTRY_BEFORE_SIGNATURE", 17),
                          Pair("PARTIES_NOT_TWO", 69), Pair("PARTIES_TOO_FEW", 27),
                          Pair("PARTY_UNKNOWN", 30)));
  std::map<EventKind, int> events;
  int territories = 0;
  std::set<std::string> unknown;
  for (const Agreement& agreement : loaded.batch.agreements) {
    for (const Event& event : agreement.events) ++events[event.kind];
    territories +=
        std::count_if(agreement.parties.begin(), agreement.parties.end(), [](const Party& party) {
          return (party.kind == PartyKind::kTerritory || party.kind == PartyKind::kOther) &&
                 absl::AsciiStrToUpper(party.name) != party.name;
        });
  }
  for (const std::string& name : UnknownParties(loaded)) {
    ImportReport report;
    PartyNamed(name, report);
    if (!report.anomalies().empty()) unknown.insert(name);
  }
  EXPECT_THAT(unknown, ElementsAre("BORNEO", "KOREA", "PERSIAN GULF STATES"));
  // 794 rows have a date of signature, of which one was adopted; 21 have two places.
  EXPECT_THAT(events,
              ElementsAre(Pair(EventKind::kAdopted, 115), Pair(EventKind::kSigned, 814),
                          Pair(EventKind::kProvisionalApplication, 23),
                          Pair(EventKind::kEntryIntoForce, 480), Pair(EventKind::kTerminated, 67)));
  // sum(name != name.upper() for r in kept for name in names)
  EXPECT_EQ(territories, 4854);
}

TEST(UkTreatiesTest, AgreementsOfTheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/uk_treaties_sample.jsonl");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  const Agreement trade = Find(loaded, "agreements/uk-treaties-58583");
  EXPECT_EQ(trade.titles[0].text,
            "Agreement between His Majesty's Government in the United Kingdom and the Turkish "
            "Government respecting Trade and Payments With Protocol and Protocol of Signature");
  EXPECT_EQ(Parties(trade), "TUR 1TUR, GBR 1GBR");
  EXPECT_EQ(Events(trade), "signed 1935-06-04 Angora, provisional-application 1935-06-20");
  EXPECT_THAT(trade.fields, ElementsAre(Field::kTrade));
  EXPECT_THAT(trade.anomalies, IsEmpty());

  const Agreement morocco = Find(loaded, "agreements/uk-treaties-76442");
  EXPECT_EQ(Parties(morocco), "FRA 1FRA, GBR 1GBR, morocco 5MAR");
  EXPECT_EQ(Events(morocco), "signed 1904-04-08 London");
  EXPECT_EQ(morocco.instrument, Instrument::kJointStatement);
  EXPECT_EQ(Anomalies(morocco),
            "PARTIES_NOT_TWO: bilateral (BI), with 3 parties, territories included");

  const Agreement trademarks = Find(loaded, "agreements/uk-treaties-58394");
  EXPECT_EQ(Events(trademarks), "signed 1879-12-08 Berne, entry-into-force 1879-12-22");
  EXPECT_THAT(Anomalies(trademarks),
              HasSubstr("EFFECT_BEFORE_ACT: definative_eif_event_date is 08/12/1979"));
}

}  // namespace
}  // namespace entente::agreements::uk_treaties_test
