#include "agreements_service/load/wipo_members.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::wipo_members_test {
namespace {

using testing::Date;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::Find;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using ::testing::SizeIs;
using testing::UnknownParties;
using ::testing::UnorderedElementsAre;

constexpr char kHeader[] =
    "Contracting Party,Treaty,Signature Date,Instrument Type,Instrument Date,Entry Into Force "
    "Date\n";

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

std::string ReasonOf(absl::string_view rows) { return DetailsOf(Load(rows).status()).reason; }

TEST(WipoMembersTest, ReadsARow) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("Botswana,Rome,2012-10-04,Ratification,2013-11-20,2020-04-28\n"));
  ASSERT_THAT(loaded.batch.agreements, SizeIs(1));
  const Agreement& agreement = loaded.batch.agreements[0];
  EXPECT_EQ(agreement.name, "agreements/wipo-rome");
  EXPECT_THAT(agreement.titles,
              ElementsAre(Title{.language = "en",
                                .text = "Rome Convention for the Protection of Performers, "
                                        "Producers of Phonograms and Broadcasting Organizations"},
                          Title{.language = "en", .text = "Rome"}));
  EXPECT_EQ(agreement.instrument, Instrument::kConvention);
  EXPECT_EQ(agreement.binding_force, BindingForce::kBinding);
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kEconomy, Field::kCulture));
  EXPECT_EQ(agreement.parties[0].id, "BWA");
  ASSERT_THAT(agreement.actions, SizeIs(3));
  EXPECT_EQ(agreement.actions[0].kind, ActionKind::kSignature);
  EXPECT_EQ(agreement.actions[0].date, Date("2012-10-04"));
  EXPECT_EQ(agreement.actions[1].kind, ActionKind::kRatification);
  EXPECT_EQ(agreement.actions[1].date, Date("2013-11-20"));
  EXPECT_EQ(agreement.actions[2].kind, ActionKind::kEntryIntoForce);
  EXPECT_EQ(agreement.actions[2].date, Date("2020-04-28"));
  EXPECT_EQ(agreement.actions[2].evidence[0].cell, "line 2");
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
}

TEST(WipoMembersTest, RowsOfATreatyMayStandAnywhere) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Mali,Rome,,Accession,2000-01-01,\n"
                                                     "Mali,Paris,,Accession,2000-01-01,\n"
                                                     "Chad,Rome,,Acceptance,2000-01-01,\n"));
  EXPECT_EQ(loaded.report.kept, 3);
  ASSERT_THAT(loaded.batch.agreements, SizeIs(2));
  EXPECT_THAT(loaded.batch.agreements[0].parties, SizeIs(2));
  EXPECT_EQ(loaded.batch.agreements[1].evidence[0].cell, "line 3");
}

TEST(WipoMembersTest, ASuccessionReachesBack) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load("Bahamas,Berne,,Declaration of Continued Application,1976-07-05,1973-07-10\n"
           "Croatia,Berne,,Declaration/Notification of Succession,1992-07-28,1991-10-08\n"));
  const Agreement& agreement = loaded.batch.agreements[0];
  EXPECT_EQ(agreement.actions[0].kind, ActionKind::kSuccession);
  EXPECT_EQ(agreement.actions[0].text, "Declaration of Continued Application");
  EXPECT_EQ(agreement.actions[2].text, "Declaration/Notification of Succession");
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
  // Before Croatia said so.
  const StatusOnDay status = StatusOn(agreement, {}, testing::Day("1992-01-01"));
  EXPECT_EQ(status.standings[1].in_force, Truth::kYes);
}

TEST(WipoMembersTest, WhatIsOddIsKeptAndSaid) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Mali,Rome,2000-02-31,Accession,,\n"
                                                     "Mali,Rome,,Blessing,2001-01-01,2002-01-01\n"
                                                     "Chad,Rome,,Accession,2001-01-01,2000-12-31\n"
                                                     "Peru,Rome,,,,\n"
                                                     "Cuba,Rome,,,2001-01-01,\n"
                                                     "Atlantis,Lisbon,,,,2002-01-01\n"
                                                     ",Rome,,,,2002-01-01\n"
                                                     "Iraq,,,,,2002-01-01\n"
                                                     "Iraq\xFF,Rome,,,,2002-01-01\n"));
  EXPECT_EQ(loaded.report.read, 9);
  EXPECT_EQ(loaded.report.kept, 6);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 1),
                                                Pair("PARTY_MISSING", 1), Pair("TEXT_INVALID", 1)));
  // Not mapped: two instruments; of Lisbon title, instrument and fields.
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("ACTION_MISSING", 1), Pair("DATE_INVALID", 1),
                          Pair("ENTRY_BEFORE_CONSENT", 1), Pair("PARTY_REPEATED", 1),
                          Pair("PARTY_UNKNOWN", 1), Pair("TERM_UNMAPPED", 5)));
  const Agreement rome = Find(loaded, "agreements/wipo-rome");
  EXPECT_EQ(rome.actions[0].date, PartialDate::Unknown());
  EXPECT_EQ(rome.actions[1].kind, ActionKind::kAccession);
  EXPECT_EQ(rome.actions[1].date, PartialDate::Unknown());
  EXPECT_EQ(rome.claims[0].value, "Mali: Blessing 2001-01-01");
  EXPECT_THAT(Find(loaded, "agreements/wipo-lisbon").titles,
              ElementsAre(Title{.language = "en", .text = "Lisbon"}));
}

TEST(WipoMembersTest, NothingToKeep) {
  EXPECT_EQ(ReasonOf(""), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("Mali,,,,,\n"), "NOTHING_TO_KEEP");
  EXPECT_EQ(ReasonOf("Mali,Rome,,,,2002-01"), "FILE_TRUNCATED");
}

// The numbers are those of this Python over the rows of csv.DictReader:
//   Counter(r["Treaty"] for r in rows), Counter(r["Instrument Type"] for r in rows),
//   sum(bool(r[column]) for r in rows) for the columns of dates
TEST(WipoMembersTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/membership-to-copyright-treaties.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 1501);
  EXPECT_EQ(loaded.report.kept, 1501);
  EXPECT_THAT(RejectionsOf(loaded), IsEmpty());
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
  EXPECT_THAT(UnknownParties(loaded), IsEmpty());
  std::map<std::string, size_t> parties;
  std::map<ActionKind, int> kinds;
  for (const Agreement& agreement : loaded.batch.agreements) {
    parties[agreement.titles.back().text] = agreement.parties.size();
    for (const Action& action : agreement.actions) ++kinds[action.kind];
  }
  EXPECT_THAT(parties,
              UnorderedElementsAre(
                  Pair("Beijing", 99), Pair("Berne", 182), Pair("Brussels", 50), Pair("Madrid", 37),
                  Pair("Marrakesh", 134), Pair("Nairobi", 73), Pair("Paris", 181),
                  Pair("Patent", 76), Pair("Phonograms", 84), Pair("Riyadh", 25), Pair("Rome", 101),
                  Pair("Singapore", 81), Pair("Trademark", 78), Pair("Washington", 10),
                  Pair("WIPO Copyright Treaty (WCT)", 125), Pair("WIPO GRATK Treaty", 44),
                  Pair("WIPO Performances and Phonograms Treaty (WPPT)", 121)));
  EXPECT_THAT(
      kinds,
      ElementsAre(Pair(ActionKind::kSignature, 629), Pair(ActionKind::kRatification, 339),
                  Pair(ActionKind::kAcceptance, 1), Pair(ActionKind::kAccession, 799),
                  Pair(ActionKind::kSuccession, 57 + 17), Pair(ActionKind::kEntryIntoForce, 1208)));
  const Agreement berne = Find(loaded, "agreements/wipo-berne");
  EXPECT_EQ(StatusOn(berne, {}, testing::Day("2024-01-01")).status, Status::kInForce);
  EXPECT_EQ(StatusOn(Find(loaded, "agreements/wipo-riyadh"), {}, testing::Day("2026-01-01")).status,
            Status::kSigned);
}

}  // namespace
}  // namespace entente::agreements::wipo_members_test
