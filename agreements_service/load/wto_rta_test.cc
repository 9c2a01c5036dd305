#include "agreements_service/load/wto_rta.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::wto_rta_test {
namespace {

using ::testing::ElementsAre;
using testing::FileOf;
using testing::Find;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using testing::UnknownParties;

constexpr char kHeader[] =
    "RTA ID,RTA Name,Coverage,Type,Notification,Status,Date of Signature (G),Date of Signature "
    "(S),Date of Notification (G),Date of Notification (S),Date of Entry into Force (G),Date of "
    "Entry into Force (S),Inactive Date,Accession?,RTA Composition,Region,Cross-regional,All "
    "Parties WTO members?,Current signatories,Original signatories,Specific Entry/Exit dates,WTO "
    "Consideration Process (G),Consideration Date (G),WTO Consideration Process (S),Consideration "
    "Date (S),End of implementation period (G),End of implementation period (S),Remarks";

using Row = std::map<std::string, std::string>;  // by column

absl::StatusOr<LoadedFile> Load(const std::vector<Row>& rows) {
  std::string content = absl::StrCat(kHeader, "\n");
  for (const Row& row : rows) {
    std::vector<std::string> fields;
    for (const absl::string_view column : absl::StrSplit(kHeader, ',')) {
      const auto found = row.find(std::string(column));
      fields.push_back(found == row.end() ? "" : absl::StrCat("\"", found->second, "\""));
    }
    absl::StrAppend(&content, absl::StrJoin(fields, ","), "\n");
  }
  return LoadFile(FileOf(content));
}

Row Bilateral(absl::string_view id, absl::string_view name = "Türkiye - Montenegro") {
  return {{"RTA ID", std::string(id)},
          {"RTA Name", std::string(name)},
          {"Original signatories", "Türkiye; Montenegro"}};
}

std::vector<std::string> PartiesOf(const Agreement& agreement) {
  std::vector<std::string> ids;
  for (const Party& party : agreement.parties) ids.push_back(party.id);
  return ids;
}

std::map<std::string, std::string> ClaimsOf(const Agreement& agreement) {
  std::map<std::string, std::string> claims;
  for (const Claim& claim : agreement.claims) claims[claim.key] = claim.value;
  return claims;
}

TEST(WtoRtaTest, GoodsAndServicesOfDifferentDays) {
  Row row = Bilateral("708");
  row["Type"] = "CU & EIA";
  row["Date of Signature (G)"] = "39778";
  row["Date of Signature (S)"] = "43663";
  row["Date of Entry into Force (G)"] = "40238";
  row["Date of Entry into Force (S)"] = "44743";
  row["Date of Notification (G)"] = "40249";
  row["Date of Notification (S)"] = "40249";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({row}));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-708");
  EXPECT_THAT(agreement.identifiers, ElementsAre(Identifier{.scheme = "wto-rta", .value = "708"}));
  EXPECT_EQ(agreement.instrument, Instrument::kAgreement);
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kTrade, Field::kCustoms));
  ASSERT_EQ(agreement.events.size(), 5u);
  EXPECT_EQ(agreement.events[0].date, testing::Date("2008-11-26"));
  EXPECT_EQ(agreement.events[0].evidence[0].cell, "line 2, Date of Signature (G)");
  EXPECT_EQ(agreement.events[1].kind, EventKind::kSigned);
  EXPECT_EQ(agreement.events[1].date, testing::Date("2019-07-17"));
  EXPECT_EQ(agreement.events[3].kind, EventKind::kEntryIntoForce);
  EXPECT_EQ(agreement.events[3].date, testing::Date("2022-07-01"));
  EXPECT_EQ(agreement.events[3].evidence[0].cell, "line 2, Date of Entry into Force (S)");
  EXPECT_EQ(agreement.events[4].kind, EventKind::kRegistered);
  EXPECT_EQ(agreement.events[4].method, "WTO");
  EXPECT_THAT(agreement.events[4].evidence, IsEmpty());
  // Either brings it into force.
  EXPECT_EQ(StatusOn(agreement, {}, testing::Day("2015-01-01")).status, Status::kInForce);
}

TEST(WtoRtaTest, ServicesAlone) {
  Row row = Bilateral("1");
  row["Date of Entry into Force (S)"] = "44743";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({row}));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-1");
  ASSERT_EQ(agreement.events.size(), 1u);
  EXPECT_THAT(agreement.events[0].evidence, IsEmpty());
}

TEST(WtoRtaTest, InactiveIsTerminatedAndClaimed) {
  Row row = Bilateral("1");
  row["Status"] = "Inactive ";
  row["Date of Entry into Force (G)"] = "34700";
  row["Inactive Date"] = "38108";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({row}));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-1");
  EXPECT_EQ(ClaimsOf(agreement).at("status"), "Inactive");
  EXPECT_EQ(StatusOn(agreement, {}, testing::Day("2004-04-30")).status, Status::kInForce);
  EXPECT_EQ(StatusOn(agreement, {}, testing::Day("2004-05-01")).status, Status::kTerminated);
}

TEST(WtoRtaTest, DatesOfParties) {
  Row row = Bilateral("1");
  row["Specific Entry/Exit dates"] =
      "Kosovo (under UNSC res. 1244)(26-Jul-2007 - ); United Kingdom( - 31-Dec-2020); "
      "Philippines(01-Jan-9999 - ); Kyrgyz Republic(28-Dec-1995 - 13-Dec-2013); "
      "Peru(31-Feb-2007 - ); Chile 2007";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({row}));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-1");
  std::vector<std::string> actions;
  for (const Action& action : agreement.actions) {
    actions.push_back(absl::StrCat(action.party,
                                   action.kind == ActionKind::kWithdrawal ? " left " : " entered ",
                                   action.date.ToString()));
  }
  EXPECT_THAT(actions,
              ElementsAre(SlugOf("Kosovo (under UNSC res. 1244)") + " entered 2007-07-26",
                          "GBR left 2020-12-31", "PHL entered ..", "KGZ entered 1995-12-28",
                          "KGZ left 2013-12-13", "PER entered XXXX"));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("DATE_INVALID", 1), Pair("PARTY_DATES_INVALID", 1)));
  EXPECT_EQ(agreement.anomalies[1].detail, "Chile 2007");
}

TEST(WtoRtaTest, AnAgreementAsAPartyAndWhoSucceededTheSignatories) {
  Row row = Bilateral("1", "EFTA - MERCOSUR");
  row["Original signatories"] = "Southern Common Market (MERCOSUR); Bahrain, Kingdom of";
  row["Current signatories"] = "Southern Common Market (MERCOSUR); European Union";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({row}));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-1");
  EXPECT_EQ(agreement.parties[0].kind, PartyKind::kOrganisation);
  EXPECT_EQ(agreement.parties[1].id, "BHR");
  EXPECT_EQ(agreement.parties[2].id, "european-union");
  EXPECT_EQ(ClaimsOf(agreement).at("Original signatories"),
            "Southern Common Market (MERCOSUR); Bahrain, Kingdom of");
  EXPECT_EQ(ClaimsOf(agreement).at("Current signatories"),
            "Southern Common Market (MERCOSUR); European Union");
}

TEST(WtoRtaTest, PartiesThatOnlyTheNameTells) {
  const auto row = [](const char* id, const char* name, const char* signatories) {
    return Row{{"RTA ID", id}, {"RTA Name", name}, {"Original signatories", signatories}};
  };
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load({row("1", "EFTA - Russian Federation / Belarus / Kazakhstan", ""),
            row("2", "EU - Morocco Deep and Comprehensive Free Trade Area", ""),
            row("3", "Borneo Free Trade Area", ""), row("4", "EU - West Africa EPA", ""),
            row("5", "Finland - Czechoslovakia Agreement", "Finland")}));
  EXPECT_THAT(PartiesOf(Find(loaded, "agreements/wto-rta-1")),
              ElementsAre("efta", "RUS", "BLR", "KAZ"));
  EXPECT_THAT(PartiesOf(Find(loaded, "agreements/wto-rta-2")), ElementsAre("eu", "MAR"));
  EXPECT_THAT(PartiesOf(Find(loaded, "agreements/wto-rta-5")),
              ElementsAre("FIN", "czechoslovakia"));
  EXPECT_EQ(Find(loaded, "agreements/wto-rta-5").parties[1].kind, PartyKind::kPredecessorState);
  EXPECT_THAT(UnknownParties(loaded), ElementsAre("Borneo Free Trade Area", "West Africa"));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("PARTIES_FROM_NAME", 5), Pair("PARTY_UNKNOWN", 2)));
}

TEST(WtoRtaTest, AnAccessionIsOneToTheAgreementOfThatName) {
  Row accession = Bilateral("2", "X (XFTA) - Accession of Montenegro");
  accession["Accession?"] = "Yes";
  Row ambiguous = Bilateral("5", "Y - Accession of Montenegro");
  ambiguous["Accession?"] = "Yes";
  Row enlargement = Bilateral("6", "EC (10) Enlargement");
  enlargement["Accession?"] = "Yes";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load({accession, Bilateral("1", "X (XFTA)"), Bilateral("3", "Y"),
                             Bilateral("4", "Y"), ambiguous, enlargement}));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-2");
  ASSERT_EQ(agreement.relations.size(), 1u);
  EXPECT_EQ(agreement.relations[0].kind, RelationKind::kProtocolTo);
  EXPECT_EQ(agreement.relations[0].agreement, "agreements/wto-rta-1");
  EXPECT_EQ(ClaimsOf(agreement).at("Accession?"), "Yes");
  EXPECT_THAT(Find(loaded, "agreements/wto-rta-5").relations, IsEmpty());
  EXPECT_THAT(Find(loaded, "agreements/wto-rta-6").relations, IsEmpty());
}

TEST(WtoRtaTest, WhatIsOddIsKeptOrRejectedWithAReason) {
  Row odd = Bilateral("7");
  odd["Type"] = "Ballet";
  odd["Date of Signature (G)"] = "26 June 1990";
  Row early = Bilateral("7");
  early["Date of Signature (G)"] = "36102";
  early["Date of Entry into Force (G)"] = "35947";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({odd, early, Bilateral(""), Bilateral("8", ""),
                                                      Bilateral("9", "T\xFCrkiye - Montenegro")}));
  EXPECT_EQ(loaded.report.read, 5);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 1),
                                                Pair("TEXT_INVALID", 1), Pair("TITLE_MISSING", 1)));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("DATE_INVALID", 1), Pair("ENTRY_BEFORE_SIGNATURE", 1),
                          Pair("ID_REPEATED", 1), Pair("TERM_UNMAPPED", 2)));
  EXPECT_EQ(Find(loaded, "agreements/wto-rta-7").fields[0], Field::kTrade);
  EXPECT_EQ(Find(loaded, "agreements/wto-rta-7-2").events.size(), 2u);
}

TEST(WtoRtaTest, NothingToKeep) {
  EXPECT_EQ(DetailsOf(Load({Bilateral("")}).status()).reason, "NOTHING_TO_KEEP");
  EXPECT_EQ(DetailsOf(Load({}).status()).reason, "FILE_EMPTY");
}

// The real file. Counted apart from this by Python: `r = list(csv.DictReader(open(path)))`, events
// of two columns as `sum(len({x[k + ' (G)'], x[k + ' (S)']} - {''}) for x in r)`, actions by
// `re.search(r'\(\S+ - ', entry)` and `re.search(r' - \S+\)$', entry)` over the entries of
// `x['Specific Entry/Exit dates'].split('; ')`, and names without signatories by
// `sum(len(x['Original signatories'].split('; ')) < 2 for x in r)`.
TEST(WtoRtaTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/wto_rta_AllRTAs.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 655);
  EXPECT_EQ(loaded.report.kept, 655);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 3), Pair("PARTIES_FROM_NAME", 33),
                          Pair("PARTY_UNKNOWN", 3)));
  // Three of them in no table, for what they mean is not sure; AFTA, CACM and Kosovo in one, as
  // neither states nor organisations.
  EXPECT_THAT(UnknownParties(loaded),
              ElementsAre("ASEAN Free Trade Area (AFTA)",
                          "Bay of Bengal Initiative on Multi-Sectoral Technical and Economic "
                          "Cooperation (BIMSTEC)",
                          "Borneo Free Trade Area", "Central American Common Market (CACM)",
                          "Kosovo (under UNSC res. 1244)", "West Africa"));
  std::map<EventKind, int> events;
  std::map<ActionKind, int> actions;
  int open = 0;
  int accessions = 0;
  for (const Agreement& agreement : loaded.batch.agreements) {
    for (const Event& event : agreement.events) ++events[event.kind];
    for (const Action& action : agreement.actions) {
      ++actions[action.kind];
      if (action.date == PartialDate::Open()) ++open;
    }
    accessions += static_cast<int>(agreement.relations.size());
  }
  EXPECT_THAT(events,
              ElementsAre(Pair(EventKind::kSigned, 643), Pair(EventKind::kEntryIntoForce, 647),
                          Pair(EventKind::kTerminated, 213), Pair(EventKind::kRegistered, 650)));
  EXPECT_THAT(actions, ElementsAre(Pair(ActionKind::kEntryIntoForce, 194),
                                   Pair(ActionKind::kWithdrawal, 78)));
  EXPECT_EQ(open, 4);
  EXPECT_EQ(accessions, 21);
}

// Computed from dates, every agreement has the status that the WTO gives, but for two that the WTO
// calls signed and gives a day of entry into force.
TEST(WtoRtaTest, TheStatusesOfTheRealFile) {
  const std::map<std::string, Status> statuses = {
      {"In Force", Status::kInForce},
      {"In force for at least one Party", Status::kInForce},
      {"Inactive", Status::kTerminated},
      {"Early announcement-Signed", Status::kSigned},
      {"Early announcement-Under negotiation", Status::kNegotiated}};
  READ_SHARED_FILE_OR_SKIP(content, "agreements/wto_rta_AllRTAs.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  std::vector<std::string> others;
  for (const Agreement& agreement : loaded.batch.agreements) {
    const Status said = statuses.at(ClaimsOf(agreement).at("status"));
    if (StatusOn(agreement, {}, testing::Day("2026-02-01")).status != said) {
      others.push_back(agreement.titles[0].text);
    }
  }
  EXPECT_THAT(others,
              ElementsAre("EFTA - India",
                          "The Cross-Straits Economic Cooperation Framework Agreement (ECFA)"));
}

TEST(WtoRtaTest, OneOfTheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/wto_rta_AllRTAs.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  const Agreement agreement = Find(loaded, "agreements/wto-rta-1218");
  EXPECT_EQ(agreement.titles[0].text,
            "Comprehensive and Progressive Agreement for Trans-Pacific Partnership (CPTPP) - "
            "Accession of the United Kingdom");
  EXPECT_THAT(PartiesOf(agreement), ElementsAre("AUS", "BRN", "CAN", "CHL", "JPN", "MYS", "MEX",
                                                "NZL", "PER", "SGP", "VNM", "GBR"));
  ASSERT_EQ(agreement.events.size(), 3u);
  EXPECT_EQ(agreement.events[0].date, testing::Date("2023-07-16"));
  EXPECT_EQ(agreement.events[1].date, testing::Date("2024-12-15"));
  EXPECT_EQ(agreement.events[2].date, testing::Date("2024-12-10"));
  ASSERT_EQ(agreement.actions.size(), 3u);
  EXPECT_EQ(agreement.actions[0].id, "aus-entry-into-force");
  EXPECT_EQ(agreement.actions[0].date, testing::Date("2024-12-24"));
  EXPECT_EQ(agreement.actions[1].party, "CAN");
  EXPECT_EQ(agreement.actions[1].date, PartialDate::Open());
  EXPECT_EQ(agreement.relations[0].agreement, "agreements/wto-rta-640");
  EXPECT_THAT(ClaimsOf(agreement), ::testing::IsSupersetOf(std::map<std::string, std::string>{
                                       {"status", "In force for at least one Party"},
                                       {"Coverage", "Goods & Services"},
                                       {"Type", "FTA & EIA"},
                                       {"Notification", "GATT Art. XXIV & GATS Art. V"},
                                       {"RTA Composition", "Plurilateral"},
                                       {"End of implementation period (G)", "2038"}}));
}

}  // namespace
}  // namespace entente::agreements::wto_rta_test
