#include "agreements_service/load/mtdsg_index.h"

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

namespace entente::agreements::mtdsg_index_test {
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

constexpr char kHeader[] = "chapter_no,treaty_no,treaty_name,url,chapter_url,chapter_name\n";

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

// The treaty of a row with this name.
Agreement Named(absl::string_view name) {
  const absl::StatusOr<LoadedFile> loaded =
      Load(absl::StrCat("10,1,\"", name, "\",,,Commodities\n"));
  EXPECT_OK(loaded);
  return Find(*loaded, "agreements/mtdsg-10-1");
}

TEST(MtdsgIndexTest, ReadsARow) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(
          "11,2.a,\"Convention on roads. Lake Success, New York, 4 May 1949\",http://un/?src=TREATY"
          "&mtdsg_no=XI-A-2-a&chapter=11,http://un/11,Transport and Communications\n"));
  EXPECT_THAT(loaded.batch.agreements, IsEmpty());
  const Agreement agreement = Find(loaded, "agreements/mtdsg-11-2-a");
  EXPECT_THAT(agreement.identifiers,
              ElementsAre(Identifier{.scheme = "mtdsg", .value = "11-2-a"},
                          Identifier{.scheme = "untc", .value = "XI-A-2-a"}));
  EXPECT_THAT(agreement.titles,
              ElementsAre(Title{.language = "en", .text = "Convention on roads"}));
  EXPECT_EQ(agreement.instrument, Instrument::kConvention);
  EXPECT_EQ(agreement.binding_force, BindingForce::kBinding);
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kTransport, Field::kCommunication));
  Event concluded = testing::MakeEvent(EventKind::kAdopted, "1949-05-04", "Lake Success, New York");
  concluded.id = "adopted";
  EXPECT_THAT(agreement.events, ElementsAre(concluded));
  EXPECT_EQ(agreement.claims[0].key, "chapter_name");
  EXPECT_EQ(agreement.claims[0].value, "Transport and Communications");
  EXPECT_EQ(agreement.evidence[0].url, "http://un/?src=TREATY&mtdsg_no=XI-A-2-a&chapter=11");
  EXPECT_EQ(agreement.evidence[0].cell, "line 2");
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("PARTY_MISSING", 1)));
}

TEST(MtdsgIndexTest, ATreatyCanBeConcludedTwice) {
  const Agreement twice = Named("On A. Geneva, 13 July 1931, and New York, 11 December 1946");
  ASSERT_EQ(twice.events.size(), 2u);
  EXPECT_EQ(twice.events[0].place, "Geneva");
  EXPECT_EQ(twice.events[0].date, Date("1931-07-13"));
  EXPECT_EQ(twice.events[1].place, "New York");
  EXPECT_EQ(twice.events[1].date, Date("1946-12-11"));
  const Agreement one_place = Named("On B. London, 14 November 1975 and 9 November 1977");
  ASSERT_EQ(one_place.events.size(), 2u);
  EXPECT_EQ(one_place.events[1].place, "London");
  EXPECT_EQ(one_place.events[1].date, Date("1977-11-09"));
}

TEST(MtdsgIndexTest, APlaceNeedNotBeTold) {
  const Agreement agreement = Named("Declarations of the Court. 15 October 1946");
  EXPECT_EQ(agreement.titles[0].text, "Declarations of the Court");
  EXPECT_EQ(agreement.events[0].place, "");
  EXPECT_EQ(agreement.events[0].date, Date("1946-10-15"));
}

TEST(MtdsgIndexTest, TheMarkOfAFootnoteIsNoPartOfATitle) {
  const Agreement agreement =
      Named("Sugar, by resolution No. 264 of 14 April 1973*. Geneva, 14 April 1973");
  EXPECT_EQ(agreement.titles[0].text, "Sugar, by resolution No. 264 of 14 April 1973");
}

TEST(MtdsgIndexTest, WordsThatTellNoDayStayInTheTitle) {
  for (const char* name :
       {"Coffee, 1994*. London", "Coffee, 1994", "Coffee. London, May 1994",
        "Coffee. London, 31 April 1994", "Coffee. London, 1 May 1994 and later"}) {
    const Agreement agreement = Named(name);
    EXPECT_EQ(agreement.titles[0].text, name);
    EXPECT_THAT(agreement.events, IsEmpty()) << name;
    EXPECT_EQ(agreement.anomalies[0].reason, "DATE_MISSING") << name;
    EXPECT_THAT(agreement.anomalies[0].detail, HasSubstr(name));
  }
}

TEST(MtdsgIndexTest, WhatIsNoTreatyIsRejected) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("1,1,\"Charter. San Francisco, 26 June 1945\",,,Human Rights\n"
                            ",1,\"A. Paris, 26 June 1945\",,,Human Rights\n"
                            "1,,\"A. Paris, 26 June 1945\",,,Human Rights\n"
                            "1,2,,,,Human Rights\n"
                            "1,3,\"A\xFF. Paris, 26 June 1945\",,,Human Rights\n"
                            "1,1,\"B. Paris, 26 June 1945\",,,Astrology\n"));
  EXPECT_EQ(loaded.report.read, 6);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 2),
                                                Pair("TEXT_INVALID", 1), Pair("TITLE_MISSING", 1)));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ID_REPEATED", 1), Pair("PARTY_MISSING", 2),
                                           Pair("TERM_UNMAPPED", 1)));
}

// The numbers are those of this Python over the rows of csv.DictReader, where `rest` is what
// follows the last ". " of treaty_name:
//   parts = re.split(",? and ", rest)
//   all(re.match(r"(.*, )?\d{1,2} (January|...|December) \d{4}$", part) for part in parts)
// True of 389 rows with one part and of 11 with two, false of one, "London".
TEST(MtdsgIndexTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/un_mtdsg/index.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 401);
  EXPECT_EQ(loaded.report.kept, 401);
  EXPECT_THAT(RejectionsOf(loaded), IsEmpty());
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("DATE_MISSING", 1), Pair("PARTY_MISSING", 401)));
  std::map<size_t, int> conclusions;
  for (const Agreement& agreement : loaded.batch.additions) ++conclusions[agreement.events.size()];
  EXPECT_THAT(conclusions, ElementsAre(Pair(0, 1), Pair(1, 389), Pair(2, 11)));
  const Agreement genocide = Find(loaded, "agreements/mtdsg-4-1");
  EXPECT_EQ(genocide.titles[0].text,
            "Convention on the Prevention and Punishment of the Crime of Genocide");
  EXPECT_EQ(genocide.instrument, Instrument::kConvention);
  EXPECT_THAT(genocide.fields, ElementsAre(Field::kJustice));
  EXPECT_EQ(genocide.events[0].date, Date("1948-12-09"));
  EXPECT_EQ(genocide.events[0].place, "Paris");
  EXPECT_EQ(genocide.identifiers[1].value, "IV-1");
  EXPECT_EQ(Find(loaded, "agreements/mtdsg-19-40").titles[0].text,
            "International Coffee Agreement, 1994*. London");
}

}  // namespace
}  // namespace entente::agreements::mtdsg_index_test
