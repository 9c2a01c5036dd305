#include "agreements_service/load/wto_rta_changes.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::wto_rta_changes_test {
namespace {

using ::testing::ElementsAre;
using testing::FileOf;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using testing::UnknownParties;

constexpr char kHeader[] =
    "RTA ID,RTA Name,Parties concerned,Changes affect,Date of notification of changes,Date of "
    "signature of changes,Date of entry into force of changes,Remarks\r\n";
constexpr char kDecision[] =
    "57,China - Hong Kong,\" China, Hong Kong, China\",Services,40193,39756,40238,\"Protocol to "
    "amend the agreement\n\nIn two lines.\"\r\n";

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

std::vector<std::string> NamesOf(absl::string_view rows) {
  std::vector<std::string> names;
  const auto loaded = Load(rows);
  EXPECT_OK(loaded.status());
  if (!loaded.ok()) return names;
  for (const Agreement& agreement : loaded->batch.agreements) names.push_back(agreement.name);
  return names;
}

TEST(WtoRtaChangesTest, AChangeIsAnAgreementThatAmends) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(kDecision));
  ASSERT_EQ(loaded.batch.agreements.size(), 1u);
  const Agreement& change = loaded.batch.agreements[0];
  EXPECT_EQ(change.titles[0].text, "China - Hong Kong: Protocol to amend the agreement");
  EXPECT_EQ(change.instrument, Instrument::kProtocol);
  EXPECT_THAT(change.fields, ElementsAre(Field::kTrade));
  // "China" and "Hong Kong, China", or "China, Hong Kong" and "China": these two either way.
  ASSERT_EQ(change.parties.size(), 2u);
  EXPECT_EQ(change.parties[0].id, "HKG");
  EXPECT_EQ(change.parties[1].id, "CHN");
  EXPECT_THAT(change.identifiers, IsEmpty());
  ASSERT_EQ(change.events.size(), 3u);
  EXPECT_EQ(change.events[0].date, testing::Date("2008-11-04"));
  EXPECT_EQ(change.events[1].kind, EventKind::kEntryIntoForce);
  EXPECT_EQ(change.events[1].date, testing::Date("2010-03-01"));
  EXPECT_EQ(change.events[2].kind, EventKind::kRegistered);
  EXPECT_EQ(change.events[2].method, "WTO");
  EXPECT_THAT(change.relations,
              ElementsAre(testing::MakeRelation(RelationKind::kAmends, "wto-rta-57")));
  ASSERT_EQ(change.claims.size(), 2u);
  EXPECT_EQ(change.claims[0].value, "Services");
  EXPECT_EQ(change.claims[1].value, "Protocol to amend the agreement\n\nIn two lines.");
  EXPECT_EQ(change.evidence[0].cell, "line 2");
}

TEST(WtoRtaChangesTest, ANameStaysWhenOtherRowsOrMoreOfItAreAdded) {
  const std::vector<std::string> alone = NamesOf(kDecision);
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0], "agreements/wto-rta-change-57-b66da53e");
  const std::vector<std::string> later = NamesOf(absl::StrCat(
      "57,China - Hong Kong,\"China, Hong Kong, China\",Goods,40193,39756,40238,Annex II\r\n",
      "57,\"China - Hong Kong, China\",\"China, Hong Kong, China\",Services,40193,39756,41000,"
      "\"Protocol to amend the agreement\nIn three lines.\"\r\n"));
  ASSERT_EQ(later.size(), 2u);
  EXPECT_NE(later[0], alone[0]);
  EXPECT_EQ(later[1], alone[0]);
}

TEST(WtoRtaChangesTest, WhatIsOddIsKeptOrRejectedWithAReason) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kDecision, kDecision,
                                         "1,A - B,\"Chile, Atlantis\",Goods,x,34000,33000,\r\n"
                                         ",A - B,Chile,Goods,40193,39756,40238,X\r\n"
                                         "2,A - B,,Goods,40193,39756,40238,X\r\n"
                                         "3,A,T\xFCrkiye,Goods,40193,39756,40238,X\r\n")));
  EXPECT_EQ(loaded.report.read, 6);
  EXPECT_EQ(loaded.report.kept, 3);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 1),
                                                Pair("PARTY_MISSING", 1), Pair("TEXT_INVALID", 1)));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("DATE_INVALID", 1), Pair("ENTRY_BEFORE_SIGNATURE", 1),
                          Pair("ID_REPEATED", 1), Pair("PARTY_UNKNOWN", 1)));
  EXPECT_EQ(loaded.batch.agreements[1].name, loaded.batch.agreements[0].name + "-2");
  EXPECT_EQ(loaded.batch.agreements[2].titles[0].text, "A - B: change");
}

TEST(WtoRtaChangesTest, NothingToKeep) {
  EXPECT_EQ(DetailsOf(Load(",A - B,Chile,Goods,1,2,3,X\r\n").status()).reason, "NOTHING_TO_KEEP");
  EXPECT_EQ(DetailsOf(Load("").status()).reason, "FILE_EMPTY");
}

// The real file. Counted apart from this by Python: `r = list(csv.DictReader(open(path)))`, events
// as `sum(bool(x[column]) for x in r)`, the amended as `len({x['RTA ID'] for x in r})`.
TEST(WtoRtaChangesTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/wto_rta_RTA_Changes.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 354);
  EXPECT_EQ(loaded.report.kept, 354);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 3)));
  EXPECT_THAT(UnknownParties(loaded), ElementsAre("ASEAN Free Trade Area (AFTA)"));
  std::map<EventKind, int> events;
  std::set<std::string> amended;
  for (const Agreement& change : loaded.batch.agreements) {
    for (const Event& event : change.events) ++events[event.kind];
    ASSERT_EQ(change.relations.size(), 1u);
    amended.insert(change.relations[0].agreement);
    EXPECT_GE(change.parties.size(), 2u) << change.name;
  }
  EXPECT_THAT(events,
              ElementsAre(Pair(EventKind::kSigned, 353), Pair(EventKind::kEntryIntoForce, 335),
                          Pair(EventKind::kRegistered, 354)));
  EXPECT_EQ(amended.size(), 41u);
}

// Of what the changes amend, all is in the other file.
TEST(WtoRtaChangesTest, TheRealFilesGoTogether) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/wto_rta_RTA_Changes.csv");
  READ_SHARED_FILE_OR_SKIP(all, "agreements/wto_rta_AllRTAs.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile changes, LoadFile(FileOf(content)));
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(all)));
  std::set<std::string> names;
  for (const Agreement& agreement : loaded.batch.agreements) names.insert(agreement.name);
  for (const Agreement& change : changes.batch.agreements) {
    EXPECT_EQ(names.count(change.relations[0].agreement), 1u) << change.name;
  }
}

}  // namespace
}  // namespace entente::agreements::wto_rta_changes_test
