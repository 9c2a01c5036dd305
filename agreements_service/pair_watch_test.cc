// What a watcher of pairs is told, over gRPC.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/recorded.h"

namespace entente::agreements::pair_watch_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeState;
using testing::Parse;
using testing::ReasonAndField;

class PairWatchTest : public testing::RecordedTest {
 protected:
  // "3 agreements/a", the changes that a watcher is sent before the first checkpoint, which must be
  // of the head.
  std::vector<std::string> Watch(const std::string& request) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(1)));
    const auto reader = registry_->WatchChanges(&context, Parse<v1::WatchChangesRequest>(request));
    std::vector<std::string> changes;
    v1::WatchChangesResponse event;
    while (reader->Read(&event) && event.has_change()) {
      changes.push_back(absl::StrCat(event.change().revision(), " ", event.change().resource()));
    }
    EXPECT_EQ(event.checkpoint().revision(), store_->journal().Head());
    context.TryCancel();
    return changes;
  }

  std::string Refusal(const std::string& request) {
    return ReasonAndField(All(*registry_, &v1::RegistryService::Stub::WatchChanges,
                              Parse<v1::WatchChangesRequest>(request))
                              .status());
  }
};

TEST_F(PairWatchTest, AWatcherOfAPairSeesWhatConcernsIt) {
  Agreement agreement = MakeAgreement("a");
  Put(agreement);
  Agreement french = MakeAgreement("b");
  french.parties = {MakeState("FRA", "France"), MakeState("KAZ", "Kazakhstan")};
  Put(french);
  Put(MakeOccasion("o"));
  Put(MakeMilestone("m"));
  Milestone other = MakeMilestone("m");
  other.name = "pairs/FRA-KAZ/milestones/m";
  Put(other);
  Delete(agreement);
  EXPECT_THAT(Watch("pairs: 'pairs/KAZ-TUR'"),
              ElementsAre("1 agreements/a", "3 pairs/KAZ-TUR/occasions/o",
                          "4 pairs/KAZ-TUR/milestones/m", "6 agreements/a"));
  EXPECT_THAT(Watch("pairs: 'pairs/FRA-KAZ' after_revision: 2"),
              ElementsAre("5 pairs/FRA-KAZ/milestones/m"));
  EXPECT_THAT(Watch("pairs: 'pairs/FRA-TUR'"), IsEmpty());
  EXPECT_EQ(Watch("").size(), 6U);
}

TEST_F(PairWatchTest, AnAgreementConcernsThoseWhoWereItsParties) {
  Agreement agreement = MakeAgreement("a");
  Party soviet = MakeState("KAZ", "Kazakh Soviet Socialist Republic");
  soviet.id = "kazakh-ssr";
  soviet.kind = PartyKind::kPredecessorState;
  agreement.parties = {soviet, MakeState("TUR", "Türkiye")};
  Put(agreement);
  agreement.parties = {MakeState("FRA", "France"), MakeState("TUR", "Türkiye")};
  Put(agreement, "it was another's");
  agreement.note = "A note.";
  Put(agreement);
  EXPECT_THAT(Watch("pairs: 'pairs/KAZ-TUR'"), ElementsAre("1 agreements/a", "2 agreements/a"));
  EXPECT_THAT(Watch("pairs: 'pairs/FRA-TUR'"), ElementsAre("2 agreements/a", "3 agreements/a"));
}

TEST_F(PairWatchTest, RefusesBadPairs) {
  EXPECT_EQ(Refusal("pairs: 'KAZ-TUR'"), "NAME_INVALID pairs[0]");
  EXPECT_EQ(Refusal("pairs: 'pairs/KAZ-TUR' pairs: 'pairs/-'"), "NAME_INVALID pairs[1]");
  std::string many;
  for (int i = 0; i < 21; ++i) absl::StrAppend(&many, "pairs: 'pairs/KAZ-TUR' ");
  EXPECT_EQ(Refusal(many), "PAIRS_TOO_MANY pairs");
}

}  // namespace
}  // namespace entente::agreements::pair_watch_test
