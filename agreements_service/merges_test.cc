// The RPCs about merges over a real server: what they give, what other RPCs give of merged
// agreements, and each error that the contract lists.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/server.h"
#include "common/status/error.h"

namespace entente::agreements::merges_test {
namespace {

using entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using A = v1::AgreementService::Stub;
using G = v1::RegistryService::Stub;
using R = v1::RelationshipService::Stub;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

class MergesTest : public testing::ServerTest {
 protected:
  template <typename Stub, typename Request, typename Response>
  static absl::StatusOr<Response> Ask(Stub& stub,
                                      grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                   const Request&, Response*),
                                      const std::string& text) {
    Request request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
    return Call(stub, method, request);
  }

  template <typename Stub, typename Request, typename Response>
  static void ExpectRefused(
      Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
      const std::string& request, absl::StatusCode code, const std::string& reason) {
    const absl::Status status = Ask(stub, method, request).status();
    EXPECT_THAT(status, StatusIs(code)) << request;
    EXPECT_EQ(DetailsOf(status).reason, reason) << request;
  }

  v1::Agreement Create(const std::string& id, const std::string& title,
                       const std::string& more = "") {
    const auto response =
        Ask(*agreements_, &A::CreateAgreement,
            absl::StrCat("agreement { name: 'agreements/", id, "' titles { language: 'en' text: '",
                         title,
                         "' } parties { id: 'KAZ' kind: PARTY_KIND_STATE country: 'KAZ' } "
                         "parties { id: 'TUR' kind: PARTY_KIND_STATE country: 'TUR' } "
                         "evidence { publisher: '",
                         id, "' } ", more, "}"));
    EXPECT_OK(response);
    return response.ok() ? response->agreement() : v1::Agreement();
  }

  v1::Agreement Get(const std::string& id) {
    const auto response =
        Ask(*agreements_, &A::GetAgreement, absl::StrCat("name: 'agreements/", id, "'"));
    EXPECT_OK(response);
    return response.ok() ? response->agreement() : v1::Agreement();
  }

  // What is suggested, as "agreement duplicate".
  std::vector<std::string> Suggest(const std::string& request) {
    const auto response = Ask(*registry_, &G::SuggestMerges, request);
    EXPECT_OK(response);
    std::vector<std::string> pairs;
    for (const v1::MergeSuggestion& one : response->suggestions()) {
      pairs.push_back(absl::StrCat(one.agreement().substr(11), " ", one.duplicate().substr(11)));
    }
    return pairs;
  }
};

constexpr char kSigned[] = "events { kind: EVENT_KIND_SIGNED date { edtf: '1992-05-01' } } ";
constexpr char kEntry[] =
    "events { kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: '1995-08-10' } } ";
constexpr char kMergeAB[] = "agreement: 'agreements/a' duplicate: 'agreements/b' ";

TEST_F(MergesTest, MergeAgreements) {
  Create("a", "Agreement on investment", kSigned);
  Create("b", "Kazakhstan - Turkey BIT", kEntry);
  const std::string request = absl::StrCat(
      kMergeAB, "evidence { publisher: 'UNCTAD' } reason: 'the same text' request_id: 'one'");
  ASSERT_OK_AND_ASSIGN(const auto merged, Ask(*registry_, &G::MergeAgreements, request));
  EXPECT_EQ(merged.revision(), 3);
  EXPECT_EQ(merged.merge().name(), "merges/b");
  EXPECT_EQ(merged.merge().etag(), "r3");
  EXPECT_EQ(merged.merge().principal(), "anonymous");
  EXPECT_EQ(merged.merge().reason(), "the same text");
  EXPECT_EQ(merged.merge().evidence(0).publisher(), "UNCTAD");
  EXPECT_FALSE(merged.merge().undone());
  EXPECT_EQ(merged.agreement().name(), "agreements/a");
  EXPECT_EQ(merged.agreement().etag(), "r3");
  EXPECT_THAT(merged.agreement().merged(), ElementsAre("agreements/b"));
  EXPECT_THAT(merged.agreement().events(), SizeIs(2));
  ASSERT_OK_AND_ASSIGN(const auto again, Ask(*registry_, &G::MergeAgreements, request));
  EXPECT_EQ(again.SerializeAsString(), merged.SerializeAsString());

  EXPECT_EQ(Get("b").SerializeAsString(), merged.agreement().SerializeAsString());
  ASSERT_OK_AND_ASSIGN(
      const auto status,
      Ask(*agreements_, &A::GetStatus, "name: 'agreements/b' day { year: 2022 month: 5 day: 10 }"));
  EXPECT_EQ(status.status().status(), v1::STATUS_IN_FORCE);
  ASSERT_OK_AND_ASSIGN(const auto listed, Ask(*agreements_, &A::ListAgreements,
                                              "day { year: 2022 month: 5 day: 10 }"));
  EXPECT_THAT(listed.agreements(), SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const auto found,
                       Ask(*agreements_, &A::SearchAgreements, "query: 'BIT investment'"));
  ASSERT_THAT(found.agreements(), SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const auto history,
                       Ask(*agreements_, &A::ListHistory, "name: 'agreements/b'"));
  ASSERT_THAT(history.entries(), SizeIs(2));
  EXPECT_EQ(history.entries(0).reason(), "the same text");
  EXPECT_EQ(history.entries(1).agreement().name(), "agreements/b");

  const auto refused = [&](const std::string& text, absl::StatusCode code,
                           const std::string& reason) {
    ExpectRefused(*registry_, &G::MergeAgreements, text, code, reason);
  };
  refused("agreement: 'a' duplicate: 'agreements/b'", kInvalid, "NAME_INVALID");
  refused("agreement: 'agreements/a' duplicate: 'b'", kInvalid, "NAME_INVALID");
  refused("agreement: 'agreements/a' duplicate: 'agreements/a'", kInvalid, "MERGE_WITH_ITSELF");
  refused(absl::StrCat(kMergeAB, "evidence {}"), kInvalid, "EVIDENCE_EMPTY");
  refused("agreement: 'agreements/a' duplicate: 'agreements/x'", absl::StatusCode::kNotFound,
          "NOT_FOUND");
  refused(kMergeAB, absl::StatusCode::kAlreadyExists, "ALREADY_EXISTS");
  refused("agreement: 'agreements/b' duplicate: 'agreements/a'",
          absl::StatusCode::kFailedPrecondition, "MERGE_CIRCULAR");
}

TEST_F(MergesTest, EvidenceSaysWhenItWasRecorded) {
  const v1::Agreement first = Create("a", "One");
  clock_.Advance(absl::Hours(1));
  const v1::Agreement second = Create("b", "Two");
  clock_.Advance(absl::Hours(1));
  ASSERT_OK_AND_ASSIGN(const auto merged, Ask(*registry_, &G::MergeAgreements, kMergeAB));
  EXPECT_EQ(merged.agreement().evidence(0).recorded().seconds(), first.recorded().seconds());
  EXPECT_EQ(merged.agreement().evidence(1).recorded().seconds(), second.recorded().seconds());
  EXPECT_EQ(merged.agreement().recorded().seconds(), absl::ToUnixSeconds(clock_.Now()));
}

TEST_F(MergesTest, WhatIsRecordedGoesToTheNameThatItIsRecordedUnder) {
  Create("a", "One", kSigned);
  Create("b", "Two");
  ASSERT_OK_AND_ASSIGN(const auto merged, Ask(*registry_, &G::MergeAgreements, kMergeAB));
  ASSERT_OK_AND_ASSIGN(
      const auto recorded,
      Ask(*agreements_, &A::RecordEvent,
          absl::StrCat("agreement: 'agreements/b' etag: '", merged.agreement().etag(), "' event {",
                       "kind: EVENT_KIND_EXPIRED date { edtf: '2000' } }")));
  EXPECT_EQ(recorded.agreement().name(), "agreements/a");
  EXPECT_THAT(recorded.agreement().events(), SizeIs(2));
  ExpectRefused(*agreements_, &A::RecordEvent,
                absl::StrCat("agreement: 'agreements/a' etag: '", merged.agreement().etag(),
                             "' event { kind: EVENT_KIND_EXPIRED date { edtf: '2001' } }"),
                absl::StatusCode::kAborted, "ETAG_MISMATCH");

  const std::string update = "agreement { name: 'agreements/a' note: 'n' } ";
  ASSERT_OK(Ask(*agreements_, &A::UpdateAgreement,
                absl::StrCat(update, "update_mask { paths: 'note' }")));
  for (const char* mask :
       {"", "update_mask { paths: '*' }", "update_mask { paths: ['note', 'events'] }"}) {
    ExpectRefused(*agreements_, &A::UpdateAgreement, absl::StrCat(update, mask),
                  absl::StatusCode::kFailedPrecondition, "AGREEMENT_MERGED");
  }
  ExpectRefused(*agreements_, &A::DeleteAgreement, "name: 'agreements/b'",
                absl::StatusCode::kFailedPrecondition, "AGREEMENT_MERGED");
  ExpectRefused(*agreements_, &A::RelateAgreement,
                "agreement: 'agreements/a' relation { kind: RELATION_KIND_AMENDS agreement: "
                "'agreements/b' }",
                kInvalid, "RELATION_TO_ITSELF");

  ASSERT_OK(Ask(*registry_, &G::UndoMerge, "name: 'merges/b'"));
  EXPECT_THAT(Get("a").events(), SizeIs(1));
  EXPECT_EQ(Get("a").note(), "n");
  EXPECT_THAT(Get("b").events(), SizeIs(1));
}

TEST_F(MergesTest, UndoMerge) {
  Create("a", "One");
  Create("b", "Two");
  ASSERT_OK(Ask(*registry_, &G::MergeAgreements, kMergeAB));
  const auto refused = [&](const std::string& text, absl::StatusCode code,
                           const std::string& reason) {
    ExpectRefused(*registry_, &G::UndoMerge, text, code, reason);
  };
  refused("name: 'b'", kInvalid, "NAME_INVALID");
  refused("name: 'merges/b' etag: 'x'", kInvalid, "ETAG_INVALID");
  refused("name: 'merges/b' etag: 'r2'", absl::StatusCode::kAborted, "ETAG_MISMATCH");
  refused("name: 'merges/a'", absl::StatusCode::kNotFound, "NOT_FOUND");
  const std::string request = "name: 'merges/b' etag: 'r3' reason: 'not so' request_id: 'one'";
  ASSERT_OK_AND_ASSIGN(const auto undone, Ask(*registry_, &G::UndoMerge, request));
  EXPECT_TRUE(undone.merge().undone());
  EXPECT_EQ(undone.merge().reason(), "not so");
  EXPECT_EQ(undone.revision(), 4);
  EXPECT_EQ(Get("b").name(), "agreements/b");
  EXPECT_EQ(Get("b").etag(), "r2");
  ASSERT_OK_AND_ASSIGN(const auto again, Ask(*registry_, &G::UndoMerge, request));
  EXPECT_EQ(again.SerializeAsString(), undone.SerializeAsString());
  refused("name: 'merges/b'", absl::StatusCode::kNotFound, "NOT_FOUND");
}

TEST_F(MergesTest, ListMerges) {
  ASSERT_OK_AND_ASSIGN(const auto none, Ask(*registry_, &G::ListMerges, ""));
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  for (const char* id : {"a", "b", "c"}) Create(id, id);
  ASSERT_OK(Ask(*registry_, &G::MergeAgreements, kMergeAB));
  ASSERT_OK(
      Ask(*registry_, &G::MergeAgreements, "agreement: 'agreements/a' duplicate: 'agreements/c'"));
  ASSERT_OK(Ask(*registry_, &G::UndoMerge, "name: 'merges/c'"));
  ASSERT_OK_AND_ASSIGN(const auto first, Ask(*registry_, &G::ListMerges, "page_size: 1"));
  ASSERT_THAT(first.merges(), SizeIs(1));
  EXPECT_EQ(first.merges(0).duplicate(), "agreements/b");
  ASSERT_OK_AND_ASSIGN(const auto second, Ask(*registry_, &G::ListMerges,
                                              absl::StrCat("page_size: 1 page_token: '",
                                                           first.next_page_token(), "'")));
  ASSERT_THAT(second.merges(), SizeIs(1));
  EXPECT_TRUE(second.merges(0).undone());
  EXPECT_EQ(second.next_page_token(), "");
  ExpectRefused(*registry_, &G::ListMerges, "page_size: -1", kInvalid, "PAGE_SIZE_INVALID");
  ExpectRefused(*registry_, &G::ListMerges, "page_token: 'x'", kInvalid, "PAGE_TOKEN_INVALID");
  ExpectRefused(*registry_, &G::ListMerges, "read_at { revision: -1 }", kInvalid,
                "READ_AT_INVALID");
}

TEST_F(MergesTest, SuggestMerges) {
  ASSERT_OK_AND_ASSIGN(const auto none, Ask(*registry_, &G::SuggestMerges, ""));
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  Create("a", "Agreement on the promotion and protection of investments",
         absl::StrCat(kSigned, kEntry));
  Create("b", "Agreement concerning the reciprocal promotion and protection of investments",
         kSigned);
  Create("c", "Agreement on plant quarantine", kSigned);
  Create("d", "Agreement on promotion and protection of investments",
         "events { kind: EVENT_KIND_SIGNED date { edtf: '1992-05-02' } }");
  ASSERT_OK_AND_ASSIGN(const auto all, Ask(*registry_, &G::SuggestMerges, ""));
  ASSERT_THAT(all.suggestions(), SizeIs(3));
  EXPECT_EQ(all.total(), 3);
  const v1::MergeSuggestion& best = all.suggestions(0);
  EXPECT_EQ(best.agreement(), "agreements/a");
  EXPECT_EQ(best.duplicate(), "agreements/b");
  EXPECT_EQ(best.agreement_title().text(),
            "Agreement on the promotion and protection of investments");
  EXPECT_GE(best.score(), all.suggestions(1).score());
  ASSERT_THAT(best.reasons(), SizeIs(3));
  EXPECT_EQ(best.reasons(0).kind(), v1::MERGE_REASON_KIND_PARTIES);
  EXPECT_EQ(best.reasons(0).score(), 1);
  EXPECT_THAT(best.reasons(1).sentence(), HasSubstr("1992-05-01"));
  EXPECT_THAT(best.reasons(2).sentence(), HasSubstr("investments"));

  EXPECT_THAT(Suggest("page_size: 1"), ElementsAre("a b"));
  EXPECT_THAT(Suggest(absl::StrCat(
                  "page_size: 1 page_token: '",
                  Ask(*registry_, &G::SuggestMerges, "page_size: 1")->next_page_token(), "'")),
              SizeIs(1));
  EXPECT_THAT(Suggest("minimum_score: 1"), IsEmpty());
  EXPECT_THAT(Suggest("countries: 'Kazakistan' countries: 'TUR'"), SizeIs(3));
  EXPECT_THAT(Suggest("countries: 'UZB'"), IsEmpty());
  EXPECT_THAT(Suggest("read_at { revision: 1 }"), IsEmpty());

  const auto why_empty = [&](const std::string& request) {
    return Ask(*registry_, &G::SuggestMerges, request)->empty_reason();
  };
  EXPECT_EQ(why_empty("minimum_score: 1"), common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(why_empty("countries: 'UZB'"), common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  EXPECT_EQ(why_empty("read_at { as_of { year: 1990 month: 1 day: 1 } }"),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);

  ASSERT_OK(Ask(*registry_, &G::MergeAgreements, kMergeAB));
  EXPECT_THAT(Suggest(""), ElementsAre("a d")) << "what is merged is one";
  ASSERT_OK(Ask(*registry_, &G::UndoMerge, "name: 'merges/b'"));
  EXPECT_THAT(Suggest(""), ElementsAre("a d", "b d")) << "not what somebody has parted";
  ASSERT_OK(
      Ask(*registry_, &G::MergeAgreements, "agreement: 'agreements/d' duplicate: 'agreements/b'"));
  ASSERT_OK(Ask(*registry_, &G::UndoMerge, "name: 'merges/b'"));
  EXPECT_THAT(Suggest(""), ElementsAre("a d")) << "nor what somebody had parted before";

  const auto refused = [&](const std::string& text, const std::string& reason) {
    ExpectRefused(*registry_, &G::SuggestMerges, text, kInvalid, reason);
  };
  refused("minimum_score: 1.5", "SCORE_INVALID");
  refused("minimum_score: nan", "SCORE_INVALID");
  refused("countries: 'Nowhere'", "COUNTRY_UNKNOWN");
  refused("page_size: -1", "PAGE_SIZE_INVALID");
  refused("page_token: 'x'", "PAGE_TOKEN_INVALID");
  refused("read_at { revision: -1 }", "READ_AT_INVALID");
}

}  // namespace
}  // namespace entente::agreements::merges_test
