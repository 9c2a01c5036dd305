#include "agreements_service/load/us_missions.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::us_missions_test {
namespace {

using testing::Date;
using ::testing::ElementsAre;
using testing::FileOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using ::testing::SizeIs;

constexpr char kHeader[] = "state_dept_name,status_change,year,month,day,last_verified,notes\r\n";

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

std::string ReasonOf(absl::string_view rows) { return DetailsOf(Load(rows).status()).reason; }

// The milestone of that name; a test failure if it is not there.
Milestone FindMilestone(const LoadedFile& loaded, absl::string_view name) {
  for (const Milestone& milestone : loaded.batch.milestones) {
    if (milestone.name == name) return milestone;
  }
  ADD_FAILURE() << "no " << name;
  return {};
}

TEST(UsMissionsTest, ReadsARow) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("Kazakhstan,Embassy,1992,2,3,2023-12-07,First in the region\r\n"));
  Milestone expected;
  expected.name = "pairs/KAZ-USA/milestones/us-mission-embassy-1992-02-03";
  expected.kind = MilestoneKind::kMission;
  expected.title = "Embassy of the United States in Kazakhstan";
  expected.date = Date("1992-02-03");
  expected.note = "First in the region";
  Evidence evidence;
  evidence.publisher = "B. Kenkel, U.S. Diplomatic Missions";
  evidence.url = "https://example.org/file";
  evidence.cell = "line 2";
  evidence.note = "last verified 2023-12-07";
  expected.evidence = {evidence};
  EXPECT_THAT(loaded.batch.milestones, ElementsAre(expected));
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
}

TEST(UsMissionsTest, EachStatusIsToldInWords) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Mali,Legation,1900,1,1,,\n"
                                                     "Mali,Consulate,1900,1,1,,\n"
                                                     "Mali,Liaison,1900,1,1,,\n"
                                                     "Mali,Interests,1900,1,1,,\n"
                                                     "Mali,Ambassador Nonresident,1900,1,1,,\n"
                                                     "Mali,Envoy Nonresident,1900,1,1,,\n"
                                                     "Mali,Consul Nonresident,1900,1,1,,\n"
                                                     "Mali,None,1900,1,1,,\n"
                                                     "Mali,Hotline,1900,1,1,,\n"));
  std::vector<std::string> titles;
  for (const Milestone& milestone : loaded.batch.milestones) titles.push_back(milestone.title);
  EXPECT_THAT(titles, ElementsAre("Legation of the United States in Mali",
                                  "Consulate of the United States in Mali",
                                  "Liaison office of the United States in Mali",
                                  "Interests section of the United States in Mali",
                                  "Non-resident ambassador of the United States to Mali",
                                  "Non-resident envoy of the United States to Mali",
                                  "Non-resident consul of the United States to Mali",
                                  "No mission of the United States any more in Mali",
                                  "Mission of the United States in Mali: Hotline"));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("TERM_UNMAPPED", 1)));
}

TEST(UsMissionsTest, ADateIsAsPreciseAsItsRow) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Algeria,Consulate,1815,7,,,\n"
                                                     "Algeria,None,1830,,,,\n"
                                                     "Algeria,Embassy,1962,2,31,,\n"
                                                     "Algeria,Interests,,,,,\n"));
  const auto date = [&](size_t i) { return loaded.batch.milestones[i].date; };
  ASSERT_THAT(loaded.batch.milestones, SizeIs(4));
  EXPECT_EQ(date(0), Date("1815-07"));
  EXPECT_EQ(date(1), Date("1830"));
  EXPECT_EQ(date(2), PartialDate::Unknown());
  EXPECT_EQ(date(3), PartialDate::Unknown());
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("DATE_INVALID", 1), Pair("DATE_MISSING", 1)));
}

TEST(UsMissionsTest, ACountryThatIsNoMoreIsNamedInTheTitle) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Bavaria,Legation,1868,,,,\n"));
  const Milestone bavaria =
      FindMilestone(loaded, "pairs/DEU-USA/milestones/us-mission-bavaria-legation-1868");
  EXPECT_EQ(bavaria.title, "Legation of the United States in Bavaria");
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("COUNTRY_FORMER", 1)));
}

TEST(UsMissionsTest, WhatIsNoPairIsRejected) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Mali,Embassy,1900,1,1,,\n"
                                                     "Atlantis,Embassy,1900,1,1,,\n"
                                                     "Korea,Legation,1883,5,20,,\n"
                                                     "Texas,Legation,1837,10,25,,\n"
                                                     "Czechoslovakia,Legation,1919,6,11,,\n"
                                                     "Mali\xFF,Embassy,1900,1,1,,\n"));
  EXPECT_THAT(loaded.batch.milestones, SizeIs(1));
  EXPECT_EQ(loaded.report.read, 6);
  EXPECT_THAT(RejectionsOf(loaded),
              ElementsAre(Pair("COUNTRY_FORMER", 1), Pair("COUNTRY_UNKNOWN", 2),
                          Pair("PAIR_INVALID", 1), Pair("TEXT_INVALID", 1)));
}

TEST(UsMissionsTest, ARowThatStandsTwiceIsKeptTwice) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("Mali,Embassy,1960,9,24,,\n"
                                                     "Mali,Embassy,1960,9,24,,\n"));
  FindMilestone(loaded, "pairs/MLI-USA/milestones/us-mission-embassy-1960-09-24-2");
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ID_REPEATED", 1)));
}

TEST(UsMissionsTest, TheLastLineNeedsNoEndUnlessItHasANote) {
  EXPECT_THAT(Load("Mali,Embassy,1960,9,24,2024-01-12,")->batch.milestones, SizeIs(1));
  EXPECT_EQ(ReasonOf("Mali,Embassy,1960,9,24,2024-01-12,Chiefs of Mis"), "FILE_TRUNCATED");
  EXPECT_EQ(ReasonOf("Mali,Embassy,1960,9,2"), "FILE_TRUNCATED");
}

TEST(UsMissionsTest, NothingToKeep) {
  EXPECT_EQ(ReasonOf(""), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("Atlantis,Embassy,1900,1,1,,\n"), "NOTHING_TO_KEEP");
  EXPECT_THAT(Load("Atlantis,Embassy,1900,1,1,,\n").status().message(),
              HasSubstr("'Atlantis' is no country that is known"));
}

// The numbers are those of this Python over the rows of csv.DictReader, with the names of a reason
// (those of states that are no more are all that the file has):
//   sum(row["state_dept_name"] in names for row in rows)
//   Counter((row["month"] != "", row["day"] != "") for row in rows)
TEST(UsMissionsTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/us_missions_transitions.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 590);
  EXPECT_EQ(loaded.report.kept, 590 - 18 - 3 - 5);
  // Austrian Empire, Central American Federation, Czechoslovakia, Kingdom of Serbia/Yugoslavia,
  // Papal States; Korea before 1905, Kosovo; Hawaii, Texas.
  EXPECT_THAT(
      RejectionsOf(loaded),
      ElementsAre(Pair("COUNTRY_FORMER", 18), Pair("COUNTRY_UNKNOWN", 3), Pair("PAIR_INVALID", 5)));
  // Baden, Bavaria, Brunswick and Lüneburg, East Germany, Hanseatic Republics, Hesse,
  // Mecklenburg-Schwerin, Nassau, North Yemen, Orange Free State, Republic of Genoa, South Yemen,
  // Two Sicilies, Württemberg, Zanzibar.
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("COUNTRY_FORMER", 34)));
  const Milestone turkey =
      FindMilestone(loaded, "pairs/TUR-USA/milestones/us-mission-embassy-1927-10-12");
  EXPECT_EQ(turkey.title, "Embassy of the United States in Türkiye");
  EXPECT_EQ(turkey.note, "Chiefs of Mission page for Turkey");
  std::map<size_t, int> digits;  // of dates: of a year, with a month, with a day
  for (const Milestone& milestone : loaded.batch.milestones) {
    ++digits[milestone.date.ToString().size()];
  }
  EXPECT_THAT(digits, ElementsAre(Pair(4, 21), Pair(7, 6), Pair(10, 537)));
}

}  // namespace
}  // namespace entente::agreements::us_missions_test
