#include "agreements_service/core/united.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::united_test {
namespace {

using ::testing::ElementsAre;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeState;
using ::testing::SizeIs;
using testing::StartOfTime;

// The agreement of a register, recorded at a revision.
Agreement Of(absl::string_view register_name, int64_t revision) {
  Agreement agreement = MakeAgreement(register_name);
  agreement.evidence = {MakeEvidence(register_name)};
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-05-01")};
  agreement.identifiers = {{.scheme = std::string(register_name), .value = "1"}};
  agreement.revision = revision;
  agreement.recorded = StartOfTime() + absl::Seconds(revision);
  AssignIds(agreement);
  return agreement;
}

TEST(MergedTest, OneAloneIsItself) {
  const Agreement alone = Of("unts", 3);
  EXPECT_EQ(Merged({alone}), alone);
}

TEST(MergedTest, HasWhatAllSayUnderTheFirstName) {
  const Agreement first = Of("unts", 3);
  Agreement second = Of("unctad", 7);
  second.titles.push_back({.language = "tr", .text = "Ulaştırma"});
  second.events.push_back(MakeEvent(EventKind::kEntryIntoForce, "1995-08-10"));
  second.parties.push_back(MakeState("UZB", "Uzbekistan"));
  second.fields = {Field::kTransport};
  AssignIds(second);
  const Agreement merged = Merged({first, second, Of("wto", 5)});
  EXPECT_EQ(merged.name, "agreements/unts");
  EXPECT_THAT(merged.merged, ElementsAre("agreements/unctad", "agreements/wto"));
  EXPECT_EQ(merged.revision, 7);
  EXPECT_EQ(merged.recorded, second.recorded);
  EXPECT_THAT(merged.titles, SizeIs(2));
  EXPECT_THAT(merged.parties, SizeIs(3));
  EXPECT_THAT(merged.identifiers, SizeIs(3));
  EXPECT_THAT(merged.fields, ElementsAre(Field::kTransport));
  ASSERT_THAT(merged.events, SizeIs(2)) << "all say that it was signed";
  EXPECT_EQ(merged.events[0].id, "signed");
}

TEST(MergedTest, EachPartSaysWhoseItIsAndSinceWhen) {
  const Agreement merged = Merged({Of("unts", 3), Of("unctad", 7)});
  ASSERT_THAT(merged.events, SizeIs(1));
  ASSERT_THAT(merged.events[0].evidence, SizeIs(2));
  EXPECT_EQ(merged.events[0].evidence[0].publisher, "unts");
  EXPECT_EQ(merged.events[0].evidence[0].recorded, StartOfTime() + absl::Seconds(3));
  EXPECT_EQ(merged.events[0].evidence[1].publisher, "unctad");
  EXPECT_EQ(merged.events[0].evidence[1].recorded, StartOfTime() + absl::Seconds(7));
  EXPECT_THAT(merged.evidence, SizeIs(2));
}

TEST(MergedTest, OneSourceOfBothIsOneSource) {
  Agreement second = Of("unctad", 7);
  second.evidence = {MakeEvidence("unts")};
  EXPECT_THAT(Merged({Of("unts", 3), second}).evidence, SizeIs(1));
}

TEST(MergedTest, IdsStayDistinct) {
  Agreement first = Of("unts", 1);
  first.actions = {MakeAction("KAZ", ActionKind::kRatification, "1993")};
  AssignIds(first);
  Agreement second = Of("unctad", 2);
  second.actions = {MakeAction("KAZ", ActionKind::kRatification, "1994")};
  AssignIds(second);
  const Agreement merged = Merged({first, second});
  ASSERT_THAT(merged.actions, SizeIs(2));
  EXPECT_EQ(merged.actions[0].id, "kaz-ratification");
  EXPECT_EQ(merged.actions[1].id, "kaz-ratification-2");
}

TEST(MergedTest, NotesOfAllAreKept) {
  Agreement first = Of("unts", 1);
  first.note = "One.";
  Agreement second = Of("unctad", 2);
  second.note = "Two.";
  Agreement third = Of("wto", 3);
  third.note = "One.";
  EXPECT_EQ(Merged({first, third}).note, "One.");
  EXPECT_EQ(Merged({first, second}).note, "One. Two.");
  EXPECT_EQ(Merged({Of("unts", 1), second}).note, "Two.");
}

TEST(MergedTest, PartiesThatOneTellsAreNotMissing) {
  Agreement first = Of("unts", 1);
  first.parties.clear();
  first.anomalies = {{.reason = kPartyMissing, .detail = ""}};
  const Agreement merged = Merged({first, Of("unctad", 2)});
  EXPECT_THAT(merged.parties, SizeIs(2));
  EXPECT_THAT(merged.anomalies, SizeIs(0));
}

}  // namespace
}  // namespace entente::agreements::united_test
