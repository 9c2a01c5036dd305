#include "common/api/request.h"

#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "common/api/convert.h"
#include "common/journal/memory_journal.h"
#include "common/status/error.h"
#include "common/testing/echo_service.pb.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using testing::StatusIs;
using testing::v1::SayRequest;

// "reason field" of an INVALID_ARGUMENT.
template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  EXPECT_THAT(result, StatusIs(absl::StatusCode::kInvalidArgument));
  const ErrorDetails details = DetailsOf(result.status());
  return absl::StrCat(details.reason, " ",
                      details.violations.empty() ? "-" : details.violations[0].field);
}

constexpr absl::Time kStart = absl::FromUnixSeconds(1652175000);

// Three revisions, a minute apart.
class ReadAtTest : public ::testing::Test {
 protected:
  ReadAtTest() {
    for (int i = 1; i <= 3; ++i) {
      Mutation mutation;
      mutation.writes = {{.collection = "c", .name = absl::StrCat(i), .body = "x"}};
      EXPECT_OK(journal_.Append(mutation, kStart + absl::Minutes(i)));
    }
  }

  absl::StatusOr<ReadPoint> Resolve(const std::string& read_at) {
    common::v1::ReadAt proto;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(read_at, &proto));
    return ResolveReadAt(proto, journal_);
  }

  absl::StatusOr<int64_t> Revision(const std::string& read_at) {
    const absl::StatusOr<ReadPoint> point = Resolve(read_at);
    if (!point.ok()) return point.status();
    return point->revision;
  }

  // The revision of what had been recorded by then.
  absl::StatusOr<int64_t> RevisionAsRecorded(absl::Time time) {
    common::v1::ReadAt proto;
    *proto.mutable_as_recorded() = ToProto(time);
    const absl::StatusOr<ReadPoint> point = ResolveReadAt(proto, journal_);
    if (!point.ok()) return point.status();
    return point->revision;
  }

  MemoryJournal journal_;
};

TEST_F(ReadAtTest, IsTheLatestStateByDefault) {
  ASSERT_OK_AND_ASSIGN(const ReadPoint point, Resolve(""));
  EXPECT_EQ(point.revision, 3);
  EXPECT_FALSE(point.as_of.has_value());
}

TEST_F(ReadAtTest, MayBeARevision) {
  EXPECT_THAT(Revision("revision: 1"), IsOkAndHolds(1));
  EXPECT_THAT(Revision("revision: 3"), IsOkAndHolds(3));
  EXPECT_EQ(Refusal(Revision("revision: -1")), "READ_AT_INVALID read_at.revision");
}

TEST_F(ReadAtTest, ARevisionToComeIsAFailedPrecondition) {
  const absl::Status status = Revision("revision: 4").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(DetailsOf(status).reason, "REVISION_NOT_REACHED");
  EXPECT_EQ(DetailsOf(status).metadata.at("head"), "3");
}

TEST_F(ReadAtTest, MayBeWhatHadBeenRecorded) {
  EXPECT_THAT(RevisionAsRecorded(kStart), IsOkAndHolds(0));
  EXPECT_THAT(RevisionAsRecorded(kStart + absl::Minutes(2) - absl::Nanoseconds(1)),
              IsOkAndHolds(1));
  EXPECT_THAT(RevisionAsRecorded(kStart + absl::Minutes(2)), IsOkAndHolds(2));
  EXPECT_THAT(RevisionAsRecorded(kStart + absl::Hours(1)), IsOkAndHolds(3));
  EXPECT_EQ(Refusal(Revision("revision: 1 as_recorded { seconds: 1652175000 }")),
            "READ_AT_INVALID read_at");
}

TEST_F(ReadAtTest, MayBeWhatHadBeenPublished) {
  ASSERT_OK_AND_ASSIGN(const ReadPoint point,
                       Resolve("revision: 2 as_of { year: 2022 month: 5 day: 10 }"));
  EXPECT_EQ(point.revision, 2);
  EXPECT_EQ(point.as_of, absl::CivilDay(2022, 5, 10));
  EXPECT_EQ(Refusal(Resolve("as_of { year: 2022 month: 2 day: 30 }")), "DAY_INVALID read_at.as_of");
}

TEST_F(ReadAtTest, AnEmptyStoreIsAtRevisionNought) {
  const MemoryJournal empty;
  EXPECT_EQ(ResolveReadAt(common::v1::ReadAt(), empty)->revision, 0);
  common::v1::ReadAt first;
  first.set_revision(1);
  EXPECT_THAT(ResolveReadAt(first, empty), StatusIs(absl::StatusCode::kFailedPrecondition));
}

absl::StatusOr<std::string> Countries(const std::vector<std::string>& countries) {
  const google::protobuf::RepeatedPtrField<std::string> field(countries.begin(), countries.end());
  const absl::StatusOr<Pair> pair = CheckCountries(field, "countries");
  if (!pair.ok()) return pair.status();
  return PairId(*pair);
}

TEST(CheckCountriesTest, TakesTwoCountriesInAnyForm) {
  EXPECT_THAT(Countries({"TUR", "KAZ"}), IsOkAndHolds("KAZ-TUR"));
  EXPECT_THAT(Countries({"kz", "Türkiye"}), IsOkAndHolds("KAZ-TUR"));
  EXPECT_THAT(Countries({"398", "Турция"}), IsOkAndHolds("KAZ-TUR"));
}

TEST(CheckCountriesTest, RefusesAnythingElse) {
  EXPECT_EQ(Refusal(Countries({})), "PAIR_INVALID countries");
  EXPECT_EQ(Refusal(Countries({"KAZ"})), "PAIR_INVALID countries");
  EXPECT_EQ(Refusal(Countries({"KAZ", "TUR", "UZB"})), "PAIR_INVALID countries");
  EXPECT_EQ(Refusal(Countries({"KAZ", "Kazakhstan"})), "PAIR_INVALID countries");
  EXPECT_EQ(Refusal(Countries({"KAZ", ""})), "COUNTRY_MISSING countries[1]");
  EXPECT_EQ(Refusal(Countries({"Korea", "KAZ"})), "COUNTRY_AMBIGUOUS countries[0]");
}

TEST(CheckCountryTest, GivesItsCode) {
  EXPECT_THAT(CheckCountry("Kazakhstan", "reporter"), IsOkAndHolds("KAZ"));
  EXPECT_EQ(Refusal(CheckCountry("Kazakstann", "reporter")), "COUNTRY_UNKNOWN reporter");
  EXPECT_EQ(
      DetailsOf(CheckCountry("Kazakstann", "reporter").status()).metadata.count("suggestions"), 1u);
}

TEST(MatchNameTest, GivesWhatTheStarsStandFor) {
  EXPECT_THAT(MatchName("pairs/KAZ-TUR/targets/a.b_c@1", "pairs/*/targets/*", "name"),
              IsOkAndHolds(ElementsAre("KAZ-TUR", "a.b_c@1")));
  EXPECT_THAT(MatchName("sources", "sources", "name"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(MatchName("sources/" + std::string(80, 'x'), "sources/*", "name"),
              IsOkAndHolds(ElementsAre(std::string(80, 'x'))));
}

TEST(MatchNameTest, RefusesOtherNames) {
  for (const std::string& name :
       {std::string(), std::string("sources"), std::string("sources/"), std::string("sources/a/"),
        std::string("/sources/a"), std::string("sources/a/b"), std::string("source/a"),
        std::string("Sources/a"), std::string("sources/a b"), std::string("sources/*"),
        std::string("sources/ü"), std::string("sources/a\0b", 11), std::string("sources/%41"),
        "sources/" + std::string(81, 'x')}) {
    EXPECT_EQ(Refusal(MatchName(name, "sources/*", "parent")), "NAME_INVALID parent") << name;
  }
}

TEST(CheckPairNameTest, TakesTheCanonicalFormAlone) {
  EXPECT_THAT(CheckPairName("KAZ-TUR", "name"), IsOkAndHolds(MakePair("KAZ", "TUR")));
  for (const char* id : {"TUR-KAZ", "KAZ-KAZ", "kaz-tur", "KAZ", "KAZ-", "-KAZ", "KAZ-TUR-UZB",
                         "AAA-TUR", "KAZTUR", "KZ-TR", ""}) {
    EXPECT_EQ(Refusal(CheckPairName(id, "name")), "NAME_INVALID name") << id;
  }
}

TEST(CheckNameBelowPairTest, GivesThePair) {
  EXPECT_THAT(CheckNameBelowPair("pairs/KAZ-TUR/targets/x", "targets", "name"),
              IsOkAndHolds(Pair{"KAZ", "TUR"}));
  for (const char* name : {"pairs/TUR-KAZ/targets/x", "pairs/KAZ-TUR/x/x", "pairs/KAZ-TUR"}) {
    EXPECT_EQ(Refusal(CheckNameBelowPair(name, "targets", "name")), "NAME_INVALID name") << name;
  }
}

TEST(CheckParentTest, IsAPairOrEveryPair) {
  ASSERT_OK_AND_ASSIGN(const Parent one, CheckParent("pairs/KAZ-TUR", "targets"));
  EXPECT_EQ(one.pair, (Pair{"KAZ", "TUR"}));
  EXPECT_EQ(one.prefix, "pairs/KAZ-TUR/targets/");
  ASSERT_OK_AND_ASSIGN(const Parent every, CheckParent("pairs/-", "targets"));
  EXPECT_EQ(every.pair, std::nullopt);
  EXPECT_EQ(every.prefix, "");
  for (const char* parent : {"", "pairs", "pairs/TUR-KAZ", "pairs/KAZ-TUR/targets"}) {
    EXPECT_EQ(Refusal(CheckParent(parent, "targets")), "NAME_INVALID parent") << parent;
  }
}

TEST(EtagTest, ComesBack) {
  for (const int64_t revision : {int64_t{1}, int64_t{17}, std::numeric_limits<int64_t>::max()}) {
    EXPECT_THAT(ParseEtag(EtagOf(revision), "etag"), IsOkAndHolds(revision));
  }
  EXPECT_THAT(ParseEtag("", "etag"), IsOkAndHolds(0));
}

TEST(EtagTest, OnlyItsOwnFormIsTaken) {
  for (const char* etag : {"17", "r", "r0", "r-1", "r017", "r 17", "r17 ", "R17", "r+17", "\"r17\"",
                           "r9223372036854775808"}) {
    EXPECT_EQ(Refusal(ParseEtag(etag, "target.etag")), "ETAG_INVALID target.etag") << etag;
  }
}

rpc::Context& Anonymous() {
  static rpc::Context context;
  context.principal = "anonymous";
  return context;
}

SayRequest Say(const std::string& text) {
  SayRequest request;
  request.set_text(text);
  return request;
}

TEST(StartMutationTest, FillsInWhoWhyAndWhat) {
  ASSERT_OK_AND_ASSIGN(const Mutation mutation,
                       StartMutation(Anonymous(), Say("a"), "id-1", "as announced"));
  EXPECT_EQ(mutation.principal, "anonymous");
  EXPECT_EQ(mutation.reason, "as announced");
  EXPECT_EQ(mutation.request_id, "id-1");
  EXPECT_THAT(mutation.writes, IsEmpty());
  EXPECT_EQ(mutation.fingerprint, StartMutation(Anonymous(), Say("a"), "id-1", "")->fingerprint);
  EXPECT_NE(mutation.fingerprint, StartMutation(Anonymous(), Say("b"), "id-1", "")->fingerprint);
}

TEST(StartMutationTest, ChecksTheRequestId) {
  EXPECT_OK(StartMutation(Anonymous(), Say(""), "", ""));
  EXPECT_OK(StartMutation(Anonymous(), Say(""), std::string(128, 'x'), ""));
  for (const std::string& id : {std::string(129, 'x'), std::string("a b"), std::string("a\n"),
                                std::string("ü"), std::string("\0", 1)}) {
    EXPECT_EQ(Refusal(StartMutation(Anonymous(), Say(""), id, "")),
              "REQUEST_ID_INVALID request_id");
  }
}

TEST(StartMutationTest, ChecksTheReason) {
  EXPECT_OK(StartMutation(Anonymous(), Say(""), "", std::string(1024, 'x')));
  EXPECT_EQ(Refusal(StartMutation(Anonymous(), Say(""), "", std::string(1025, 'x'))),
            "REASON_INVALID reason");
}

}  // namespace
}  // namespace entente
