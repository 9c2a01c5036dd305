#ifndef ENTENTE_AGREEMENTS_SERVICE_TESTING_RECORDED_H_
#define ENTENTE_AGREEMENTS_SERVICE_TESTING_RECORDED_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/testing/server.h"
#include "common/status/error.h"

// For tests of what is computed over a store: resources that are put into it without an RPC.
namespace entente::agreements::testing {

template <typename Proto>
Proto Parse(const std::string& text) {
  Proto proto;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto)) << text;
  return proto;
}

// "NAME_INVALID parent", "NOT_FOUND", or "OK".
inline std::string ReasonAndField(const absl::Status& status) {
  if (status.ok()) return "OK";
  const ErrorDetails details = DetailsOf(status);
  if (details.violations.empty()) return details.reason;
  return absl::StrCat(details.reason, " ", details.violations[0].field);
}

class RecordedTest : public ServerTest {
 protected:
  // Records a state of an agreement, or a new occasion or milestone; its revision.
  int64_t Put(Agreement agreement, absl::string_view reason = "") {
    AssignIds(agreement);
    return Revision(store_->PutAgreement(By(reason), agreement, Write::Expect::kAnything));
  }
  int64_t Put(const Occasion& occasion) {
    return Revision(store_->PutOccasion(By(""), occasion, Write::Expect::kAnything));
  }
  int64_t Put(const Milestone& milestone) {
    return Revision(store_->PutMilestone(By(""), milestone, Write::Expect::kAnything));
  }
  int64_t Delete(const Agreement& agreement) {
    return Revision(store_->DeleteAgreement(By("wrong"), agreement.name, 0));
  }

  // All that a server stream sends.
  template <typename Response, typename Stub, typename Request>
  static absl::StatusOr<std::vector<Response>> All(
      Stub& stub,
      std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*,
                                                                    const Request&),
      const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(5)));
    const auto reader = (stub.*method)(&context, request);
    std::vector<Response> all;
    Response response;
    while (reader->Read(&response)) all.push_back(response);
    const absl::Status status = entente::testing::FromGrpc(reader->Finish());
    if (!status.ok()) return status;
    return all;
  }

 private:
  static Mutation By(absl::string_view reason) {
    Mutation mutation;
    mutation.principal = "ayse";
    mutation.reason = std::string(reason);
    return mutation;
  }

  static int64_t Revision(const absl::StatusOr<Commit>& commit) {
    EXPECT_OK(commit);
    return commit.ok() ? commit->revision : 0;
  }
};

}  // namespace entente::agreements::testing

#endif  // ENTENTE_AGREEMENTS_SERVICE_TESTING_RECORDED_H_
