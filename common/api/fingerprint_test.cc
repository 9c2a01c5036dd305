#include "common/api/fingerprint.h"

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

#include "common/testing/echo_service.pb.h"

namespace entente::fingerprint_test {
namespace {

using entente::testing::v1::RecallRequest;
using entente::testing::v1::SayRequest;
using entente::testing::v1::WatchChangesRequest;
using ::testing::MatchesRegex;

SayRequest Say(const std::string& text) {
  SayRequest request;
  request.set_text(text);
  return request;
}

TEST(FingerprintTest, IsTheSameForEqualMessagesOnly) {
  EXPECT_THAT(Fingerprint(Say("a")), MatchesRegex("[0-9a-f]{32}"));
  EXPECT_EQ(Fingerprint(Say("a")), Fingerprint(Say("a")));
  EXPECT_NE(Fingerprint(Say("a")), Fingerprint(Say("b")));
  EXPECT_NE(Fingerprint(Say("")), Fingerprint(Say("b")));
}

// Stored with every mutation, so that it must not change from one build to the next.
TEST(FingerprintTest, IsTheSameInEveryProcess) {
  EXPECT_EQ(Fingerprint(Say("a")), "786b34a1c6569d0b805e09ab945c1ed8");
}

TEST(FingerprintTest, TellsTypesApart) {
  RecallRequest recall;
  recall.set_text("a");
  EXPECT_NE(Fingerprint(Say("a")), Fingerprint(recall));
}

TEST(FingerprintTest, LeavesFieldsOut) {
  WatchChangesRequest one;
  one.set_after_revision(1);
  one.mutable_checkpoint_interval()->set_seconds(5);
  WatchChangesRequest two = one;
  two.set_after_revision(2);
  EXPECT_NE(Fingerprint(one), Fingerprint(two));
  EXPECT_EQ(Fingerprint(one, {"after_revision"}), Fingerprint(two, {"after_revision"}));
  two.mutable_checkpoint_interval()->set_seconds(6);
  EXPECT_NE(Fingerprint(one, {"after_revision"}), Fingerprint(two, {"after_revision"}));
  EXPECT_EQ(Fingerprint(one, {"after_revision", "checkpoint_interval"}),
            Fingerprint(two, {"after_revision", "checkpoint_interval"}));
}

TEST(FingerprintTest, TheOrderInAMapIsNothing) {
  google::rpc::ErrorInfo one;
  google::rpc::ErrorInfo two;
  for (int i = 0; i < 50; ++i) {
    one.mutable_metadata()->insert({std::to_string(i), "value"});
    two.mutable_metadata()->insert({std::to_string(49 - i), "value"});
  }
  EXPECT_EQ(Fingerprint(one), Fingerprint(two));
}

}  // namespace
}  // namespace entente::fingerprint_test
