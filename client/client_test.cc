#include <algorithm>
#include <sstream>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

#include "client/agreement_counts.h"
#include "client/brief.h"
#include "client/health.h"
#include "client/testing/fake_services.h"
#include "client/testing/golden.h"
#include "common/api/convert.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::client {
namespace {

using ::entente::testing::IsOk;
using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::google::protobuf::util::MessageDifferencer;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kNobody[] = "127.0.0.1:1";  // no server listens there

absl::Time Soon() { return absl::Now() + absl::Seconds(20); }

BriefOptions Options() {
  return {.day = absl::CivilDay(2022, 5, 11), .as_of = std::nullopt, .deadline = Soon()};
}

const Pair kPair = {"KAZ", "TUR"};

class ClientTest : public ::testing::Test {
 protected:
  const brief::v1::Brief golden_ = GoldenBrief();
  FakeTradeServer trade_server_{golden_.trade()};
  FakeAgreementsServer agreements_server_{golden_.agreements()};
  const TradeClient trade_{trade_server_.address()};
  const AgreementsClient agreements_{agreements_server_.address()};
};

TEST_F(ClientTest, BriefJoinsBothServices) {
  const brief::v1::Brief brief = BuildBrief(trade_, agreements_, kPair, Options());
  std::string difference;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&difference);
  EXPECT_TRUE(differencer.Compare(golden_, brief)) << difference;
}

TEST_F(ClientTest, BriefReadsEachServiceAtOneRevision) {
  BuildBrief(trade_, agreements_, kPair, Options());
  std::vector<int64_t> trade = trade_server_.revisions();
  ASSERT_THAT(trade, SizeIs(6));  // summary, targets, two evaluated, two pages of statements
  EXPECT_EQ(trade.front(), 0);    // the latest
  trade.erase(trade.begin());
  EXPECT_THAT(trade, Each(7));
  // Two pages of agreements, whose token keeps the revision; occasions; two pages of milestones.
  EXPECT_THAT(agreements_server_.revisions(), ElementsAre(0, 0, 4, 4, 4));
}

TEST_F(ClientTest, BriefPinsTheRevisionsItIsAskedFor) {
  BriefOptions options = Options();
  options.trade_revision = 7;
  options.agreements_revision = 4;
  BuildBrief(trade_, agreements_, kPair, options);
  EXPECT_THAT(trade_server_.revisions(), Each(7));
  EXPECT_THAT(agreements_server_.revisions(), Each(4));
}

TEST_F(ClientTest, BriefNamesTheSectionThatIsMissing) {
  const brief::v1::Brief brief = BuildBrief(TradeClient(kNobody), agreements_, kPair, Options());
  EXPECT_FALSE(brief.has_trade());
  EXPECT_TRUE(MessageDifferencer::Equals(brief.agreements(), golden_.agreements()));
  ASSERT_EQ(brief.missing_size(), 1);
  EXPECT_EQ(brief.missing(0).section(), "trade");
  EXPECT_EQ(brief.missing(0).code(), "UNAVAILABLE");
  EXPECT_EQ(brief.missing(0).reason(), "SERVICE_UNREACHABLE");
  EXPECT_THAT(brief.missing(0).message(), HasSubstr("127.0.0.1:1 cannot be reached"));
  EXPECT_EQ(brief.pair().second().name(), "Türkiye");
}

TEST_F(ClientTest, ErrorsKeepTheServersDetails) {
  trade_server_.FailWith(Error(absl::StatusCode::kFailedPrecondition, "REVISION_NOT_REACHED",
                               "the store has not reached revision 99")
                             .With("revision", "99"));
  const absl::Status status = trade_.GetPairSummary({}, Soon()).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition,
                               HasSubstr("the store has not reached revision 99")));
  EXPECT_EQ(DetailsOf(status).reason, "REVISION_NOT_REACHED");
  EXPECT_EQ(DetailsOf(status).metadata.at("revision"), "99");
}

TEST_F(ClientTest, ReadsAreTriedAgainWhileTheServerIsUnavailable) {
  trade_server_.FailWith(absl::UnavailableError("starting"));
  EXPECT_THAT(trade_.GetPairSummary({}, Soon()), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(trade_server_.revisions(), SizeIs(4));
}

TEST_F(ClientTest, ACallEndsAtItsDeadline) {
  const absl::Status status = trade_.GetPairSummary({}, absl::Now() - absl::Seconds(1)).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("in time")));
}

TEST_F(ClientTest, ListsHoldAllPages) {
  ASSERT_OK_AND_ASSIGN(const auto listed, trade_.ListStatements({}, Soon()));
  EXPECT_EQ(listed.statements_size(), golden_.trade().statements_size());
  EXPECT_EQ(listed.next_page_token(), "");
}

TEST_F(ClientTest, ImportSendsTheWholeFile) {
  const std::string bytes(5'000'000, 'x');  // several parts
  std::istringstream file(bytes);
  std::vector<int64_t> seen;
  ASSERT_OK_AND_ASSIGN(const auto response,
                       trade_.Import(
                           {}, file, [&](int64_t sent) { seen.push_back(sent); }, Soon()));
  EXPECT_EQ(response.revision(), 8);
  EXPECT_EQ(trade_server_.imported(), bytes);
  EXPECT_THAT(seen, SizeIs(10));
  EXPECT_EQ(seen.front(), 524'288);
  EXPECT_EQ(seen.back(), 5'000'000);
}

TEST_F(ClientTest, ImportOfAnEmptyFileComesToItsEnd) {
  std::istringstream file("");
  EXPECT_THAT(trade_.Import({}, file, nullptr, Soon()), IsOk());
}

TEST_F(ClientTest, ImportThatIsRefusedEarlySaysWhy) {
  trade_server_.FailWith(
      Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN", "the format is not known"));
  std::istringstream file(std::string(1'000'000, 'x'));
  const absl::Status status = trade_.Import({}, file, nullptr, Soon()).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(status).reason, "FORMAT_UNKNOWN");
}

TEST_F(ClientTest, ImportOfAFileThatCannotBeReadStoresNothing) {
  std::istringstream file("abc");
  file.setstate(std::ios::badbit);
  EXPECT_THAT(trade_.Import({}, file, nullptr, Soon()), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(trade_server_.imported(), IsEmpty());
}

TEST_F(ClientTest, HealthIsAskedByService) {
  EXPECT_THAT(IsServing(trade_server_.address(), "", Soon()), IsOkAndHolds(true));
  EXPECT_THAT(IsServing(trade_server_.address(), "entente.trade.v1.ReleaseService", Soon()),
              IsOkAndHolds(true));
  EXPECT_THAT(IsServing(trade_server_.address(), "nobody", Soon()),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(IsServing(kNobody, "", Soon()), StatusIs(absl::StatusCode::kUnavailable));
}

TEST(CountAgreements, PutsTheLargestFirst) {
  brief::v1::AgreementsSection section;
  const auto add = [&](agreements::v1::Status status,
                       const std::vector<agreements::v1::Field>& fields) {
    auto& listed = *section.add_agreements();
    listed.mutable_status()->set_status(status);
    for (const char* country : {"KAZ", "TUR"}) {
      auto& party = *listed.mutable_agreement()->add_parties();
      party.set_id(country);
      party.set_country(country);
      auto& standing = *listed.mutable_status()->add_standings();
      standing.set_party(country);
      standing.set_in_force(status == agreements::v1::STATUS_IN_FORCE
                                ? agreements::v1::IN_FORCE_YES
                                : agreements::v1::IN_FORCE_NO);
    }
    for (const auto field : fields) listed.mutable_agreement()->add_fields(field);
  };
  add(agreements::v1::STATUS_SIGNED, {agreements::v1::FIELD_TRADE});
  add(agreements::v1::STATUS_IN_FORCE, {agreements::v1::FIELD_ENERGY, agreements::v1::FIELD_TRADE});
  add(agreements::v1::STATUS_IN_FORCE, {agreements::v1::FIELD_TRADE, agreements::v1::FIELD_TRADE});
  // In force as a whole, and not known to be for one of the two.
  add(agreements::v1::STATUS_IN_FORCE, {});
  section.mutable_agreements(3)->mutable_status()->mutable_standings(0)->set_in_force(
      agreements::v1::IN_FORCE_NOT_KNOWN);
  CountAgreements(entente::ToProto(kPair), section);
  EXPECT_EQ(section.in_force_for_both(), 2);
  ASSERT_EQ(section.fields_size(), 2);
  EXPECT_EQ(section.fields(0).field(), agreements::v1::FIELD_TRADE);
  EXPECT_EQ(section.fields(0).count(), 3);
  EXPECT_EQ(section.fields(0).in_force(), 2);
  EXPECT_EQ(section.fields(1).count(), 1);
  ASSERT_EQ(section.statuses_size(), 2);
  EXPECT_EQ(section.statuses(0).status(), agreements::v1::STATUS_IN_FORCE);
  EXPECT_EQ(section.statuses(0).count(), 3);
}

}  // namespace
}  // namespace entente::client
