// Every RPC over a real server: what it gives, and each error that the contract lists.

#include <thread>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/server.h"

namespace entente::agreements::service_test {
namespace {

using entente::testing::FromGrpc;
using entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using A = v1::AgreementService::Stub;
using R = v1::RelationshipService::Stub;
using G = v1::RegistryService::Stub;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kNotFound = absl::StatusCode::kNotFound;
constexpr auto kAborted = absl::StatusCode::kAborted;
constexpr auto kExists = absl::StatusCode::kAlreadyExists;

template <typename Proto>
Proto Parse(const std::string& text) {
  Proto proto;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto)) << text;
  return proto;
}

// An agreement, occasion or milestone that can be recorded.
std::string AgreementText(const std::string& id, const std::string& more = "") {
  return absl::StrCat(
      "name: 'agreements/", id, "' titles { language: 'en' text: 'Agreement ", id,
      "' } instrument: INSTRUMENT_TREATY parties { id: 'KAZ' kind: PARTY_KIND_STATE country: 'KAZ' "
      "} parties { id: 'TUR' kind: PARTY_KIND_STATE country: 'Türkiye' } evidence { publisher: "
      "'Gazette' } ",
      more);
}
std::string OccasionText(const std::string& id) {
  return absl::StrCat("name: 'pairs/KAZ-TUR/occasions/", id,
                      "' kind: OCCASION_KIND_VISIT title: 'Visit' start { edtf: '2022-05-10' } "
                      "evidence { publisher: 'Gazette' }");
}
std::string MilestoneText(const std::string& id, const std::string& date = "1992-03-02") {
  return absl::StrCat("name: 'pairs/KAZ-TUR/milestones/", id,
                      "' kind: MILESTONE_KIND_MISSION title: 'Embassy' date { edtf: '", date,
                      "' } evidence { publisher: 'Gazette' }");
}

constexpr char kSigned[] = "events { kind: EVENT_KIND_SIGNED date { edtf: '1992-05-01' } } ";
constexpr char kInForce[] =
    "events { kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: '1995-08-10' } } ";
constexpr char kDay[] = "day { year: 2022 month: 5 day: 11 } ";

class ServiceTest : public testing::ServerTest {
 protected:
  // Calls a method with a request in text form.
  template <typename Stub, typename Request, typename Response>
  static absl::StatusOr<Response> Ask(Stub& stub,
                                      grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                   const Request&, Response*),
                                      const std::string& request) {
    return Call(stub, method, Parse<Request>(request));
  }

  // The call ends with this code, and "REASON field" (or only the reason).
  template <typename Stub, typename Request, typename Response>
  static void ExpectRefused(
      Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
      const std::string& request, absl::StatusCode code, const std::string& problem) {
    const absl::Status status = Ask(stub, method, request).status();
    EXPECT_THAT(status, StatusIs(code)) << request;
    const ErrorDetails details = DetailsOf(status);
    EXPECT_EQ(absl::StrCat(details.reason, details.violations.empty() ? "" : " ",
                           details.violations.empty() ? "" : details.violations[0].field),
              problem)
        << request;
  }

  v1::Agreement Create(const std::string& id, const std::string& more = "") {
    const auto response = Ask(*agreements_, &A::CreateAgreement,
                              absl::StrCat("agreement {", AgreementText(id, more), "}"));
    EXPECT_OK(response);
    return response.ok() ? response->agreement() : v1::Agreement();
  }

  std::vector<std::string> List(const std::string& request) {
    const auto response = Ask(*agreements_, &A::ListAgreements, absl::StrCat(kDay, request));
    EXPECT_OK(response);
    std::vector<std::string> names;
    if (!response.ok()) return names;
    for (const auto& listed : response->agreements()) names.push_back(listed.agreement().name());
    return names;
  }

  common::v1::EmptyReason WhyEmpty(const std::string& request) {
    return Ask(*agreements_, &A::ListAgreements, absl::StrCat(kDay, request))->empty_reason();
  }
};

TEST_F(ServiceTest, CreateAgreement) {
  ASSERT_OK_AND_ASSIGN(const auto response,
                       Ask(*agreements_, &A::CreateAgreement,
                           absl::StrCat("reason: 'why' request_id: 'one' agreement {",
                                        AgreementText("x", kSigned), "}")));
  EXPECT_EQ(response.revision(), 1);
  EXPECT_EQ(response.agreement().etag(), "r1");
  EXPECT_EQ(response.agreement().events(0).id(), "signed");
  EXPECT_EQ(response.agreement().parties(1).country(), "TUR");
  EXPECT_EQ(response.agreement().parties(1).name(), "Türkiye");
  EXPECT_EQ(response.agreement().recorded().seconds(), absl::ToUnixSeconds(clock_.Now()));

  ExpectRefused(*agreements_, &A::CreateAgreement,
                absl::StrCat("agreement {", AgreementText("x"), "}"), kExists, "ALREADY_EXISTS");
  ExpectRefused(*agreements_, &A::CreateAgreement, "agreement {}", kInvalid,
                "NAME_INVALID agreement.name");
  ExpectRefused(*agreements_, &A::CreateAgreement,
                absl::StrCat("agreement {", AgreementText("y", "evidence {}"), "}"), kInvalid,
                "EVIDENCE_EMPTY agreement.evidence[1]");
  ExpectRefused(*agreements_, &A::CreateAgreement,
                absl::StrCat("request_id: 'one' agreement {", AgreementText("y"), "}"), kInvalid,
                "REQUEST_ID_REUSED request_id");
  ExpectRefused(*agreements_, &A::CreateAgreement,
                absl::StrCat("request_id: 'a b' agreement {", AgreementText("y"), "}"), kInvalid,
                "REQUEST_ID_INVALID request_id");
}

TEST_F(ServiceTest, ARepeatedRequestReturnsTheFirstAnswer) {
  const std::string create = absl::StrCat("request_id: 'one' agreement {", AgreementText("x"), "}");
  const std::string record =
      "request_id: 'two' agreement: 'agreements/x' event { id: 'e' kind: EVENT_KIND_SIGNED "
      "date { edtf: '1992' } }";
  const std::string update =
      "request_id: 'three' agreement { name: 'agreements/x' note: 'n' } "
      "update_mask { paths: 'note' }";
  const std::string del = "request_id: 'four' name: 'agreements/x'";
  ASSERT_OK_AND_ASSIGN(const auto created, Ask(*agreements_, &A::CreateAgreement, create));
  ASSERT_OK_AND_ASSIGN(const auto recorded, Ask(*agreements_, &A::RecordEvent, record));
  ASSERT_OK_AND_ASSIGN(const auto updated, Ask(*agreements_, &A::UpdateAgreement, update));
  ASSERT_OK_AND_ASSIGN(const auto deleted, Ask(*agreements_, &A::DeleteAgreement, del));
  const auto bytes = [](const auto& response) { return response->SerializeAsString(); };
  EXPECT_EQ(bytes(Ask(*agreements_, &A::CreateAgreement, create)), created.SerializeAsString());
  EXPECT_EQ(bytes(Ask(*agreements_, &A::RecordEvent, record)), recorded.SerializeAsString());
  EXPECT_EQ(bytes(Ask(*agreements_, &A::UpdateAgreement, update)), updated.SerializeAsString());
  EXPECT_EQ(bytes(Ask(*agreements_, &A::DeleteAgreement, del)), deleted.SerializeAsString());
  EXPECT_EQ(store_->journal().Head(), 4);
}

TEST_F(ServiceTest, GetAgreement) {
  Create("x", "note: 'first'");
  ASSERT_OK(Ask(*agreements_, &A::UpdateAgreement,
                "agreement { name: 'agreements/x' note: 'second' } update_mask { paths: 'note' }"));
  ASSERT_OK_AND_ASSIGN(const auto latest,
                       Ask(*agreements_, &A::GetAgreement, "name: 'agreements/x'"));
  EXPECT_EQ(latest.agreement().note(), "second");
  EXPECT_EQ(latest.revision(), 2);
  ASSERT_OK_AND_ASSIGN(const auto first, Ask(*agreements_, &A::GetAgreement,
                                             "name: 'agreements/x' read_at { revision: 1 }"));
  EXPECT_EQ(first.agreement().note(), "first");
  EXPECT_EQ(first.revision(), 1);

  ExpectRefused(*agreements_, &A::GetAgreement, "name: 'agreements/y'", kNotFound, "NOT_FOUND");
  ExpectRefused(*agreements_, &A::GetAgreement, "name: 'y'", kInvalid, "NAME_INVALID name");
  ExpectRefused(*agreements_, &A::GetAgreement, "name: 'agreements/x' read_at { revision: -1 }",
                kInvalid, "READ_AT_INVALID read_at.revision");
  ExpectRefused(*agreements_, &A::GetAgreement, "name: 'agreements/x' read_at { revision: 9 }",
                absl::StatusCode::kFailedPrecondition, "REVISION_NOT_REACHED read_at.revision");
}

TEST_F(ServiceTest, GetAgreementByIdentifier) {
  Create("x", "identifiers { scheme: 'unts' value: 'I-1' } identifiers { scheme: 'x' value: '2' }");
  Create("y", "identifiers { scheme: 'x' value: '2' }");
  const auto name_of = [&](const std::string& request) -> std::string {
    const auto found = Ask(*agreements_, &A::GetAgreement, request);
    EXPECT_OK(found) << request;
    return found.ok() ? found->agreement().name() : "";
  };
  const std::string unts = "identifier { scheme: 'unts' value: 'I-1' } ";
  const std::string both = "identifier { scheme: 'x' value: '2' } ";
  EXPECT_EQ(name_of(unts), "agreements/x");
  EXPECT_EQ(name_of(absl::StrCat(both, "read_at { revision: 1 }")), "agreements/x");
  ASSERT_OK(Ask(*agreements_, &A::UpdateAgreement,
                "agreement { name: 'agreements/x' } update_mask { paths: 'identifiers' }"));
  EXPECT_EQ(name_of(both), "agreements/y");
  EXPECT_EQ(name_of(absl::StrCat(unts, "read_at { revision: 2 }")), "agreements/x");

  const auto refused = [&](const std::string& request, const std::string& problem) {
    ExpectRefused(*agreements_, &A::GetAgreement, request, kInvalid, problem);
  };
  ExpectRefused(*agreements_, &A::GetAgreement, unts, kNotFound, "NOT_FOUND");
  refused(absl::StrCat(both, "read_at { revision: 2 }"), "IDENTIFIER_AMBIGUOUS identifier");
  EXPECT_EQ(
      DetailsOf(Ask(*agreements_, &A::GetAgreement, absl::StrCat(both, "read_at { revision: 2 }"))
                    .status())
          .metadata.at("agreements"),
      "agreements/x,agreements/y");
  refused(absl::StrCat(unts, "name: 'agreements/x'"), "IDENTIFIER_UNEXPECTED identifier");
  refused("identifier { scheme: 'UNTS' value: '1' }", "SCHEME_INVALID identifier.scheme");
  refused("identifier { scheme: 'unts' }", "VALUE_MISSING identifier.value");
  refused("", "NAME_INVALID name");
}

TEST_F(ServiceTest, ListAgreements) {
  Create("a", absl::StrCat(kSigned, kInForce, "fields: FIELD_TRADE"));
  Create("b", absl::StrCat(kSigned, "fields: FIELD_TRADE fields: FIELD_CULTURE"));
  Create("c", absl::StrCat(kInForce, "occasion: 'pairs/KAZ-TUR/occasions/2022'"));
  Create("d", "evidence { publisher: 'b' published { edtf: '2023-01-01' } }");
  EXPECT_THAT(List(""), SizeIs(4));
  EXPECT_THAT(List("countries: 'Kazakistan' countries: '792'"), SizeIs(4));
  EXPECT_THAT(List("fields: [FIELD_TRADE]"), ElementsAre("agreements/a", "agreements/b"));
  EXPECT_THAT(List("fields: [FIELD_CULTURE, FIELD_MEDIA]"), ElementsAre("agreements/b"));
  EXPECT_THAT(List("statuses: STATUS_IN_FORCE"), ElementsAre("agreements/a", "agreements/c"));
  EXPECT_THAT(List("occasion: 'pairs/KAZ-TUR/occasions/2022'"), ElementsAre("agreements/c"));
  EXPECT_THAT(List("read_at { as_of { year: 2022 month: 12 day: 31 } }"), SizeIs(3));
  EXPECT_THAT(List("read_at { revision: 2 }"), SizeIs(2));
  EXPECT_THAT(List("fields: FIELD_TRADE filter: 'pair = KAZ-TUR in_force:*'"),
              ElementsAre("agreements/a"));
  EXPECT_THAT(List("filter: 'occasion:* OR status = signed'"),
              ElementsAre("agreements/b", "agreements/c"));

  EXPECT_EQ(WhyEmpty("filter: 'USA'"), common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(WhyEmpty("countries: 'USA'"), common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  EXPECT_EQ(WhyEmpty("countries: 'KAZ' fields: FIELD_MEDIA"),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(WhyEmpty(""), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(WhyEmpty("read_at { as_recorded { seconds: 1 } }"),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);

  const auto refused = [&](const std::string& request, const std::string& problem) {
    ExpectRefused(*agreements_, &A::ListAgreements, request, kInvalid, problem);
  };
  refused("", "DAY_MISSING day");
  refused("day { year: 2022 month: 2 day: 30 }", "DAY_INVALID day");
  refused(absl::StrCat(kDay, "countries: 'Nowhere'"), "COUNTRY_UNKNOWN countries[0]");
  refused(absl::StrCat(kDay, "countries: ['KAZ', 'TUR', 'UZB']"), "COUNTRIES_TOO_MANY countries");
  refused(absl::StrCat(kDay, "fields: FIELD_UNSPECIFIED"), "VALUE_MISSING fields[0]");
  refused(absl::StrCat(kDay, "statuses: 99"), "VALUE_UNKNOWN statuses[0]");
  refused(absl::StrCat(kDay, "occasion: 'x'"), "NAME_INVALID occasion");
  refused(absl::StrCat(kDay, "filter: 'fields = trade'"), "FILTER_INVALID filter");
  refused(absl::StrCat(kDay, "filter: 'party = Nowhere'"), "COUNTRY_UNKNOWN filter");
  refused(absl::StrCat(kDay, "page_size: -1"), "PAGE_SIZE_INVALID page_size");
  refused(absl::StrCat(kDay, "page_token: 'x'"), "PAGE_TOKEN_INVALID page_token");
  refused(absl::StrCat(kDay, "read_at { revision: -1 }"), "READ_AT_INVALID read_at.revision");
}

TEST_F(ServiceTest, NotPublishedThenIsSaid) {
  ASSERT_OK(
      Ask(*agreements_, &A::CreateAgreement,
          "agreement { name: 'agreements/x' titles { language: 'en' text: 'x' } parties { id: "
          "'KAZ' kind: PARTY_KIND_STATE country: 'KAZ' } evidence { publisher: 'a' published "
          "{ edtf: '2022-05-11' } } }"));
  const std::string day_before = "read_at { as_of { year: 2022 month: 5 day: 10 } }";
  EXPECT_EQ(WhyEmpty(day_before), common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  ExpectRefused(*agreements_, &A::GetAgreement, absl::StrCat("name: 'agreements/x' ", day_before),
                kNotFound, "NOT_FOUND");
  ExpectRefused(*agreements_, &A::GetStatus,
                absl::StrCat("name: 'agreements/x' ", kDay, day_before), kNotFound, "NOT_FOUND");
}

TEST_F(ServiceTest, PagesAreFilledAndKeepTheirRevision) {
  for (int i = 0; i < 9; ++i) Create(absl::StrCat("a", i), i % 2 == 0 ? kInForce : "");
  const std::string request = absl::StrCat(kDay, "statuses: STATUS_IN_FORCE ");
  std::vector<std::string> names;
  std::string token;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page,
                         Ask(*agreements_, &A::ListAgreements,
                             absl::StrCat(request, "page_size: 2 page_token: '", token, "'")));
    EXPECT_EQ(page.revision(), 9);
    EXPECT_EQ(page.agreements_size(), page.next_page_token().empty() ? 1 : 2);
    for (const auto& listed : page.agreements()) names.push_back(listed.agreement().name());
    token = page.next_page_token();
    if (names.size() == 2) Create("a01", kInForce);  // not seen by the pages that follow
  } while (!token.empty());
  EXPECT_THAT(names, ElementsAre("agreements/a0", "agreements/a2", "agreements/a4", "agreements/a6",
                                 "agreements/a8"));
}

TEST_F(ServiceTest, UpdateAgreement) {
  const v1::Agreement created = Create("x", absl::StrCat("note: 'first' ", kSigned));
  const auto update = [&](const std::string& request) {
    return Ask(*agreements_, &A::UpdateAgreement, request);
  };
  ASSERT_OK_AND_ASSIGN(auto updated,
                       update("agreement { name: 'agreements/x' etag: 'r1' note: 'second' titles { "
                              "language: 'tr' text: 'Başlık' } } update_mask { paths: 'titles' }"));
  EXPECT_EQ(updated.agreement().note(), "first");
  EXPECT_EQ(updated.agreement().titles(0).text(), "Başlık");
  EXPECT_EQ(updated.agreement().titles_size(), 1);
  EXPECT_EQ(updated.agreement().etag(), "r2");

  // Without a mask every field is taken; those that are not sent are cleared.
  ASSERT_OK_AND_ASSIGN(updated, update(absl::StrCat("agreement {", AgreementText("x"), "}")));
  EXPECT_EQ(updated.agreement().events_size(), 0);
  EXPECT_EQ(updated.agreement().note(), "");
  ASSERT_OK_AND_ASSIGN(updated, update("agreement { name: 'agreements/x' } update_mask { paths: "
                                       "'instrument' }"));
  EXPECT_EQ(updated.agreement().instrument(), v1::INSTRUMENT_UNSPECIFIED);

  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::UpdateAgreement, request, code, problem);
  };
  refused("agreement { name: 'agreements/y' note: 'n' } update_mask { paths: 'note' }", kNotFound,
          "NOT_FOUND");
  refused("agreement { name: 'agreements/x' etag: 'r1' } update_mask { paths: 'note' }", kAborted,
          "ETAG_MISMATCH");
  refused("agreement { name: 'agreements/x' etag: 'x' } update_mask { paths: 'note' }", kInvalid,
          "ETAG_INVALID agreement.etag");
  refused("agreement { name: 'x' }", kInvalid, "NAME_INVALID agreement.name");
  refused("agreement { name: 'agreements/x' } update_mask { paths: 'nothing' }", kInvalid,
          "MASK_INVALID update_mask");
  refused("agreement { name: 'agreements/x' } update_mask { paths: 'revision' }", kInvalid,
          "MASK_INVALID update_mask");
  refused("agreement { name: 'agreements/x' } update_mask { paths: 'titles' }", kInvalid,
          "TITLE_MISSING agreement.titles");
  refused("agreement { name: 'agreements/x' }", kInvalid, "TITLE_MISSING agreement.titles");
}

TEST_F(ServiceTest, DeleteAgreement) {
  Create("x");
  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::DeleteAgreement, request, code, problem);
  };
  refused("name: 'agreements/x' etag: 'r7'", kAborted, "ETAG_MISMATCH");
  refused("name: 'agreements/x' etag: '7'", kInvalid, "ETAG_INVALID etag");
  refused("name: 'x'", kInvalid, "NAME_INVALID name");
  ASSERT_OK_AND_ASSIGN(const auto deleted,
                       Ask(*agreements_, &A::DeleteAgreement, "name: 'agreements/x' etag: 'r1'"));
  EXPECT_EQ(deleted.revision(), 2);
  refused("name: 'agreements/x'", kNotFound, "NOT_FOUND");
  ExpectRefused(*agreements_, &A::GetAgreement, "name: 'agreements/x'", kNotFound, "NOT_FOUND");
  EXPECT_OK(Ask(*agreements_, &A::GetAgreement, "name: 'agreements/x' read_at { revision: 1 }"));
}

TEST_F(ServiceTest, RecordAction) {
  Create("x");
  const std::string to = "agreement: 'agreements/x' ";
  const std::string action = "party: 'KAZ' kind: ACTION_KIND_RATIFICATION date { edtf: '1993' } ";
  ASSERT_OK_AND_ASSIGN(auto recorded, Ask(*agreements_, &A::RecordAction,
                                          absl::StrCat(to, "etag: 'r1' action {", action, "}")));
  EXPECT_EQ(recorded.agreement().actions(0).id(), "kaz-ratification");
  ASSERT_OK_AND_ASSIGN(
      recorded, Ask(*agreements_, &A::RecordAction, absl::StrCat(to, "action {", action, "}")));
  EXPECT_EQ(recorded.agreement().actions(1).id(), "kaz-ratification-2");
  EXPECT_EQ(recorded.revision(), 3);

  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::RecordAction, request, code, problem);
  };
  refused(absl::StrCat("agreement: 'agreements/y' action {", action, "}"), kNotFound, "NOT_FOUND");
  refused(absl::StrCat(to, "etag: 'r1' action {", action, "}"), kAborted, "ETAG_MISMATCH");
  refused(absl::StrCat(to, "etag: 'r1' action {", action, "id: 'kaz-ratification' }"), kAborted,
          "ETAG_MISMATCH");
  refused(absl::StrCat(to, "action {", action, "id: 'kaz-ratification' }"), kInvalid,
          "ID_TAKEN action.id");
  refused(absl::StrCat(to, "action { party: 'UZB' kind: 3 date { edtf: '1993' } }"), kInvalid,
          "PARTY_UNKNOWN action.party");
  refused(absl::StrCat(to, "action { party: 'KAZ' kind: 3 }"), kInvalid,
          "DATE_MISSING action.date");
  refused(absl::StrCat(to, "action { party: 'KAZ' date { edtf: '1993' } }"), kInvalid,
          "VALUE_MISSING action.kind");
  refused("agreement: 'x'", kInvalid, "NAME_INVALID agreement");
}

TEST_F(ServiceTest, ConcurrentRecordsAllSucceed) {
  Create("x");
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      for (int k = 0; k < 5; ++k) {
        EXPECT_OK(Ask(*agreements_, &A::RecordAction,
                      "agreement: 'agreements/x' action { party: 'KAZ' kind: "
                      "ACTION_KIND_DECLARATION date { edtf: '1993' } }"));
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(Ask(*agreements_, &A::GetAgreement, "name: 'agreements/x'")->agreement().actions_size(),
            20);
}

TEST_F(ServiceTest, RecordEvent) {
  Create("x");
  const std::string to = "agreement: 'agreements/x' ";
  const std::string event = "kind: EVENT_KIND_SIGNED date { edtf: '1992-05-01' } place: 'Ankara' ";
  ASSERT_OK_AND_ASSIGN(const auto recorded,
                       Ask(*agreements_, &A::RecordEvent, absl::StrCat(to, "event {", event, "}")));
  EXPECT_EQ(recorded.agreement().events(0).id(), "signed");

  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::RecordEvent, request, code, problem);
  };
  refused(absl::StrCat("agreement: 'agreements/y' event {", event, "}"), kNotFound, "NOT_FOUND");
  refused(absl::StrCat(to, "etag: 'r1' event {", event, "}"), kAborted, "ETAG_MISMATCH");
  refused(absl::StrCat(to, "event {", event, "id: 'signed' }"), kInvalid, "ID_TAKEN event.id");
  refused(absl::StrCat(to, "event { kind: EVENT_KIND_SIGNED date { edtf: 'never' } }"), kInvalid,
          "DATE_INVALID event.date");
  refused(absl::StrCat(to, "event { date { edtf: '1993' } }"), kInvalid,
          "VALUE_MISSING event.kind");
}

TEST_F(ServiceTest, RelateAgreement) {
  Create("older", kInForce);
  Create("newer", "events { kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: '2007-03-01' } }");
  const std::string from = "agreement: 'agreements/newer' ";
  const std::string relation = "relation { kind: RELATION_KIND_SUPERSEDES agreement: ";
  ASSERT_OK_AND_ASSIGN(
      const auto related,
      Ask(*agreements_, &A::RelateAgreement, absl::StrCat(from, relation, "'agreements/older' }")));
  EXPECT_EQ(related.agreement().relations_size(), 1);
  EXPECT_THAT(List("statuses: STATUS_SUPERSEDED"), ElementsAre("agreements/older"));

  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::RelateAgreement, request, code, problem);
  };
  refused(absl::StrCat("agreement: 'agreements/y' ", relation, "'agreements/older' }"), kNotFound,
          "NOT_FOUND");
  refused(absl::StrCat(from, relation, "'agreements/y' }"), kNotFound, "NOT_FOUND");
  refused(absl::StrCat(from, relation, "'agreements/newer' }"), kInvalid,
          "RELATION_TO_ITSELF relation.agreement");
  refused(absl::StrCat(from, relation, "'older' }"), kInvalid, "NAME_INVALID relation.agreement");
  refused(absl::StrCat(from, "etag: 'r1' ", relation, "'agreements/older' }"), kAborted,
          "ETAG_MISMATCH");
}

TEST_F(ServiceTest, GetStatus) {
  Create("x", absl::StrCat(kSigned,
                           "events { kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: "
                           "'2022' } }"));
  ASSERT_OK_AND_ASSIGN(const auto status, Ask(*agreements_, &A::GetStatus,
                                              absl::StrCat("name: 'agreements/x' ", kDay)));
  EXPECT_EQ(status.status().status(), v1::STATUS_INDETERMINATE);
  EXPECT_THAT(status.status().possible(), ElementsAre(v1::STATUS_SIGNED, v1::STATUS_IN_FORCE));
  EXPECT_THAT(status.status().reasons(0), HasSubstr("in 2022, according to Gazette"));
  EXPECT_EQ(status.status().day().day(), 11);
  EXPECT_EQ(status.revision(), 1);

  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::GetStatus, request, code, problem);
  };
  refused(absl::StrCat("name: 'agreements/y' ", kDay), kNotFound, "NOT_FOUND");
  refused(absl::StrCat("name: 'y' ", kDay), kInvalid, "NAME_INVALID name");
  refused("name: 'agreements/x'", kInvalid, "DAY_MISSING day");
  refused(absl::StrCat("name: 'agreements/x' ", kDay, "read_at { revision: -1 }"), kInvalid,
          "READ_AT_INVALID read_at.revision");
}

TEST_F(ServiceTest, SearchAgreements) {
  Create("cotton");
  Create("cotton-and-wool");
  Create("silk", "note: 'Not of cotton'");
  ASSERT_OK_AND_ASSIGN(const auto found, Ask(*agreements_, &A::SearchAgreements,
                                             "query: 'COTTON' page_size: 2 countries: 'KZ'"));
  EXPECT_EQ(found.total(), 3);
  ASSERT_EQ(found.agreements_size(), 2);
  EXPECT_EQ(found.agreements(0).name(), "agreements/cotton");
  EXPECT_EQ(found.agreements(1).name(), "agreements/cotton-and-wool");
  EXPECT_EQ(found.revision(), 3);
  EXPECT_EQ(
      Ask(*agreements_, &A::SearchAgreements, "query: 'cotton' read_at { revision: 1 }")->total(),
      1);
  EXPECT_EQ(Ask(*agreements_, &A::SearchAgreements, "query: 'cotton' countries: 'USA'")->total(),
            0);

  // Later pages keep the revision of the first.
  Create("cotton-too");
  ASSERT_OK_AND_ASSIGN(
      const auto rest,
      Ask(*agreements_, &A::SearchAgreements,
          absl::StrCat("query: 'COTTON' page_size: 2 countries: 'KZ' page_token: '",
                       found.next_page_token(), "'")));
  ASSERT_EQ(rest.agreements_size(), 1);
  EXPECT_EQ(rest.agreements(0).name(), "agreements/silk");
  EXPECT_EQ(rest.next_page_token(), "");
  EXPECT_EQ(rest.revision(), 3);

  const auto why = [&](const std::string& request) {
    return Ask(*agreements_, &A::SearchAgreements, request)->empty_reason();
  };
  EXPECT_EQ(why("query: 'cotton'"), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(why("query: 'wine'"), common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(why("query: 'cotton' countries: 'USA'"), common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  Create("wine", "evidence { publisher: 'a' published { edtf: '2023-01-01' } }");
  EXPECT_EQ(why("query: 'wine' read_at { as_of { year: 2022 month: 12 day: 31 } }"),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);

  const auto refused = [&](const std::string& request, const std::string& problem) {
    ExpectRefused(*agreements_, &A::SearchAgreements, request, kInvalid, problem);
  };
  refused("query: 'a' page_token: 'x'", "PAGE_TOKEN_INVALID page_token");
  refused("", "QUERY_EMPTY query");
  refused("query: ' . '", "QUERY_EMPTY query");
  refused(absl::StrCat("query: '", std::string(257, 'a'), "'"), "QUERY_TOO_LONG query");
  refused("query: 'a' page_size: -1", "PAGE_SIZE_INVALID page_size");
  refused("query: 'a' countries: '?'", "COUNTRY_UNKNOWN countries[0]");
  refused("query: 'a' read_at { revision: -1 }", "READ_AT_INVALID read_at.revision");
}

TEST_F(ServiceTest, ListHistory) {
  Create("x", "note: 'first'");
  ASSERT_OK(Ask(*agreements_, &A::UpdateAgreement,
                "reason: 'a slip' agreement { name: 'agreements/x' note: 'second' } update_mask { "
                "paths: 'note' }"));
  ASSERT_OK(Ask(*agreements_, &A::DeleteAgreement, "name: 'agreements/x'"));
  ASSERT_OK_AND_ASSIGN(const auto latest,
                       Ask(*agreements_, &A::ListHistory, "name: 'agreements/x' page_size: 2"));
  ASSERT_EQ(latest.entries_size(), 2);
  EXPECT_FALSE(latest.entries(0).has_agreement());
  EXPECT_EQ(latest.entries(0).revision(), 3);
  EXPECT_EQ(latest.entries(1).agreement().note(), "second");
  EXPECT_EQ(latest.entries(1).reason(), "a slip");
  EXPECT_EQ(latest.entries(1).principal(), "anonymous");
  EXPECT_EQ(latest.revision(), 3);
  ASSERT_OK_AND_ASSIGN(const auto rest, Ask(*agreements_, &A::ListHistory,
                                            absl::StrCat("name: 'agreements/x' page_token: '",
                                                         latest.next_page_token(), "'")));
  ASSERT_EQ(rest.entries_size(), 1);
  EXPECT_EQ(rest.entries(0).agreement().note(), "first");
  EXPECT_EQ(rest.next_page_token(), "");
  ASSERT_OK_AND_ASSIGN(const auto then, Ask(*agreements_, &A::ListHistory,
                                            "name: 'agreements/x' read_at { revision: 2 }"));
  ASSERT_EQ(then.entries_size(), 2);
  EXPECT_EQ(then.entries(0).agreement().note(), "second");
  EXPECT_EQ(then.revision(), 2);

  const auto refused = [&](const std::string& request, absl::StatusCode code,
                           const std::string& problem) {
    ExpectRefused(*agreements_, &A::ListHistory, request, code, problem);
  };
  refused("name: 'agreements/y'", kNotFound, "NOT_FOUND");
  refused("name: 'y'", kInvalid, "NAME_INVALID name");
  refused("name: 'agreements/x' page_size: -1", kInvalid, "PAGE_SIZE_INVALID page_size");
  refused("name: 'agreements/x' page_token: 'x'", kInvalid, "PAGE_TOKEN_INVALID page_token");
  refused("name: 'agreements/x' read_at { revision: 9 }", absl::StatusCode::kFailedPrecondition,
          "REVISION_NOT_REACHED read_at.revision");
}

TEST_F(ServiceTest, Occasions) {
  const std::string create = absl::StrCat("occasion {", OccasionText("2022"), "}");
  Create("x", "occasion: 'pairs/KAZ-TUR/occasions/2022'");
  ASSERT_OK_AND_ASSIGN(const auto created, Ask(*relationships_, &R::CreateOccasion, create));
  EXPECT_THAT(created.occasion().registered(), ElementsAre("agreements/x"));
  EXPECT_EQ(created.revision(), 2);
  ASSERT_OK(Ask(*relationships_, &R::CreateOccasion,
                absl::StrCat("occasion {", OccasionText("2023"), "}")));
  const std::string name = "name: 'pairs/KAZ-TUR/occasions/2022' ";
  ASSERT_OK_AND_ASSIGN(const auto got, Ask(*relationships_, &R::GetOccasion, name));
  EXPECT_THAT(got.occasion().registered(), ElementsAre("agreements/x"));
  ASSERT_OK_AND_ASSIGN(const auto page, Ask(*relationships_, &R::ListOccasions,
                                            "parent: 'pairs/KAZ-TUR' page_size: 1"));
  EXPECT_EQ(page.occasions(0).name(), "pairs/KAZ-TUR/occasions/2022");
  ASSERT_OK_AND_ASSIGN(const auto rest, Ask(*relationships_, &R::ListOccasions,
                                            absl::StrCat("parent: 'pairs/KAZ-TUR' page_token: '",
                                                         page.next_page_token(), "'")));
  EXPECT_EQ(rest.occasions(0).name(), "pairs/KAZ-TUR/occasions/2023");
  const std::string before = "read_at { as_of { year: 2022 month: 5 day: 9 } }";
  EXPECT_EQ(Ask(*relationships_, &R::ListOccasions, "parent: 'pairs/-'")->occasions_size(), 2);
  EXPECT_EQ(Ask(*relationships_, &R::ListOccasions, "parent: 'pairs/-'")->empty_reason(),
            common::v1::EMPTY_REASON_UNSPECIFIED);
  ASSERT_OK_AND_ASSIGN(const auto none, Ask(*relationships_, &R::ListOccasions,
                                            absl::StrCat("parent: 'pairs/-' ", before)));
  EXPECT_EQ(none.occasions_size(), 0);
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  EXPECT_EQ(Ask(*relationships_, &R::ListOccasions, "parent: 'pairs/KAZ-UZB'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);

  ExpectRefused(*relationships_, &R::CreateOccasion, create, kExists, "ALREADY_EXISTS");
  ExpectRefused(*relationships_, &R::CreateOccasion, "occasion { name: 'x' }", kInvalid,
                "NAME_INVALID occasion.name");
  ExpectRefused(*relationships_, &R::GetOccasion, absl::StrCat(name, before), kNotFound,
                "NOT_FOUND");
  ExpectRefused(*relationships_, &R::GetOccasion, "name: 'pairs/KAZ-TUR/occasions/y'", kNotFound,
                "NOT_FOUND");
  ExpectRefused(*relationships_, &R::GetOccasion, "name: 'pairs/TUR-KAZ/occasions/y'", kInvalid,
                "NAME_INVALID name");
  ExpectRefused(*relationships_, &R::GetOccasion, absl::StrCat(name, "read_at { revision: -1 }"),
                kInvalid, "READ_AT_INVALID read_at.revision");
  ExpectRefused(*relationships_, &R::ListOccasions, "parent: 'KAZ-TUR'", kInvalid,
                "NAME_INVALID parent");
  ExpectRefused(*relationships_, &R::ListOccasions, "parent: 'pairs/-' page_size: -1", kInvalid,
                "PAGE_SIZE_INVALID page_size");
  ExpectRefused(*relationships_, &R::DeleteOccasion, absl::StrCat(name, "etag: 'r1'"), kAborted,
                "ETAG_MISMATCH");
  EXPECT_EQ(Ask(*relationships_, &R::DeleteOccasion, absl::StrCat(name, "etag: 'r2'"))->revision(),
            4);
  ExpectRefused(*relationships_, &R::DeleteOccasion, name, kNotFound, "NOT_FOUND");
  EXPECT_OK(Ask(*relationships_, &R::GetOccasion, absl::StrCat(name, "read_at { revision: 3 }")));
}

TEST_F(ServiceTest, Milestones) {
  const std::string create = absl::StrCat("milestone {", MilestoneText("embassy"), "}");
  ASSERT_OK_AND_ASSIGN(const auto created, Ask(*relationships_, &R::CreateMilestone, create));
  EXPECT_EQ(created.milestone().date().earliest().day(), 2);
  ASSERT_OK(Ask(*relationships_, &R::CreateMilestone,
                absl::StrCat("milestone {", MilestoneText("month", "1992-03"), "}")));
  const std::string name = "name: 'pairs/KAZ-TUR/milestones/embassy' ";
  EXPECT_OK(Ask(*relationships_, &R::GetMilestone, name));
  const std::string parent = absl::StrCat("parent: 'pairs/KAZ-TUR' ", kDay);
  ASSERT_OK_AND_ASSIGN(const auto page, Ask(*relationships_, &R::ListMilestones, parent));
  ASSERT_EQ(page.milestones_size(), 2);
  EXPECT_EQ(page.milestones(0).next_anniversary().number(), 31);
  EXPECT_EQ(page.milestones(0).next_anniversary().day().year(), 2023);
  EXPECT_FALSE(page.milestones(1).has_next_anniversary());
  const std::string before = "read_at { as_of { year: 1992 month: 3 day: 1 } }";
  ASSERT_OK_AND_ASSIGN(const auto none,
                       Ask(*relationships_, &R::ListMilestones, absl::StrCat(parent, before)));
  EXPECT_EQ(none.milestones_size(), 0);
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NOT_KNOWN_THEN);

  ExpectRefused(*relationships_, &R::CreateMilestone, create, kExists, "ALREADY_EXISTS");
  ExpectRefused(*relationships_, &R::CreateMilestone, "milestone { name: 'x' }", kInvalid,
                "NAME_INVALID milestone.name");
  ExpectRefused(*relationships_, &R::GetMilestone, absl::StrCat(name, before), kNotFound,
                "NOT_FOUND");
  ExpectRefused(*relationships_, &R::GetMilestone, "name: 'x'", kInvalid, "NAME_INVALID name");
  ExpectRefused(*relationships_, &R::ListMilestones, "parent: 'pairs/KAZ-TUR'", kInvalid,
                "DAY_MISSING day");
  ExpectRefused(*relationships_, &R::ListMilestones, absl::StrCat(kDay, "parent: 'x'"), kInvalid,
                "NAME_INVALID parent");
  ExpectRefused(*relationships_, &R::DeleteMilestone, absl::StrCat(name, "etag: 'r2'"), kAborted,
                "ETAG_MISMATCH");
  EXPECT_EQ(Ask(*relationships_, &R::DeleteMilestone, name)->revision(), 3);
  ExpectRefused(*relationships_, &R::DeleteMilestone, name, kNotFound, "NOT_FOUND");
}

v1::ImportHeader Header(const std::string& more = "") {
  return Parse<v1::ImportHeader>(absl::StrCat("file_name: 'facts.textproto' ", more));
}

std::string FactsText() {
  return absl::StrCat("agreements {", AgreementText("a"), "} agreements {",
                      AgreementText("b",
                                    "relations { kind: RELATION_KIND_AMENDS agreement: "
                                    "'agreements/nowhere' }"),
                      "} milestones {", MilestoneText("embassy"), "}");
}

TEST_F(ServiceTest, ImportDataset) {
  Create("a");
  ASSERT_OK_AND_ASSIGN(const auto tried, Import(Header("dry_run: true"), FactsText()));
  EXPECT_EQ(tried.revision(), 1);
  EXPECT_EQ(tried.report().read(), 3);
  EXPECT_FALSE(tried.already_loaded());
  EXPECT_EQ(store_->journal().Head(), 1);

  ASSERT_OK_AND_ASSIGN(const auto loaded,
                       Import(Header("url: 'https://x.org' request_id: 'one'"), FactsText()));
  EXPECT_EQ(loaded.revision(), 2);
  EXPECT_EQ(loaded.dataset().resource_count(), 3);
  EXPECT_EQ(loaded.dataset().name(),
            absl::StrCat("datasets/", loaded.dataset().sha256().substr(0, 16)));
  EXPECT_EQ(loaded.dataset().url(), "https://x.org");
  EXPECT_EQ(loaded.dataset().revision(), 2);
  EXPECT_FALSE(loaded.already_loaded());
  EXPECT_EQ(loaded.report().anomalies(0).reason(), "REFERENCE_DANGLING");
  EXPECT_EQ(loaded.report().anomalies(0).first(), "agreements/b");
  std::vector<std::string> totals;
  for (const auto& total : loaded.report().totals()) {
    totals.push_back(absl::StrCat(total.of(), " ", total.value()));
  }
  EXPECT_THAT(totals, ElementsAre("created 2", "updated 0", "unchanged 1"));

  for (const char* more :
       {"", "request_id: 'two'", "url: 'https://x.org' request_id: 'one'", "dry_run: true"}) {
    ASSERT_OK_AND_ASSIGN(const auto again, Import(Header(more), FactsText()));
    EXPECT_TRUE(again.already_loaded()) << more;
    EXPECT_EQ(again.revision(), 2) << more;
    EXPECT_EQ(again.dataset().SerializeAsString(), loaded.dataset().SerializeAsString()) << more;
  }
  EXPECT_EQ(store_->journal().Head(), 2);
  EXPECT_THAT(Import(Header("request_id: 'one'"), FactsText()).status(), StatusIs(kInvalid));

  EXPECT_EQ(Ask(*registry_, &G::ListDatasets, "read_at { revision: 1 }")->empty_reason(),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  ASSERT_OK_AND_ASSIGN(const auto datasets, Ask(*registry_, &G::ListDatasets, ""));
  EXPECT_EQ(datasets.datasets_size(), 1);
  EXPECT_EQ(datasets.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(datasets.revision(), 2);
  ExpectRefused(*registry_, &G::ListDatasets, "page_size: -1", kInvalid,
                "PAGE_SIZE_INVALID page_size");
  ExpectRefused(*registry_, &G::ListDatasets, "page_token: 'x'", kInvalid,
                "PAGE_TOKEN_INVALID page_token");
  ExpectRefused(*registry_, &G::ListDatasets, "read_at { revision: -1 }", kInvalid,
                "READ_AT_INVALID read_at.revision");
}

// The two files of a register that speak of the same agreement.
constexpr char kIeadbTreaties[] =
    "\"Cite the Database\"\n\nIEA#;Agreement Name;Agreement Type Level 3;Alternative Treaty Name;"
    "AmendProtToA;Data entry notes;Date *Bilateral* signed by 2nd state (ONLY if BEA);"
    "Date IEA entered into force;Date IEA was concluded;"
    "E (environment) Code (agreement is environmental or not);Inclusion (type of agreements);"
    "Lineage;Membership eligibility (multilateral, bilateral, etc);Place IEA was concluded;"
    "Possible Sources (additional);Secretariat;Sequence in lineage;Issue area (subject);Term by ID;"
    "Term Date;Term Type;UNTS;URL to membership list;URL to text of IEA\n"
    "968;On Plants;Agreement;;;;;1995-09-15;1995-08-15;E;BEA;;;Almaty;;;;;;1111-11-11;;;;\n";
constexpr char kIeadbMembers[] =
    "\"Cite the Database\"\n\nMitch ID;Treaty Name from Treaty Table;Country (official name);"
    "Country (as entered);Action;Year;Month;Day;Notes;Inclusion;Signature Date;"
    "Entry into force (EIF) Date;Agreement Type - Level 3;Lineage;IEA Termination date;"
    "Terminated by IEA#;IEA Termination type\n"
    "968;On "
    "Plants;Kazakhstan;Kazakhstan;Signature;1995;8;15;;BEA;1995-08-15;1995-09-15;Agreement;;;;\n"
    "968;On "
    "Plants;T\u00fcrkiye;Turkey;Signature;1995;8;15;;BEA;1995-08-15;1995-09-15;Agreement;;;;\n";

class AdditionsTest : public ServiceTest {
 protected:
  // Imports the files one after the other, each after a dry run; the agreement that they make.
  Agreement Made(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
      const auto tried = Import(Header("dry_run: true"), file);
      const auto loaded = Import(Header(), file);
      EXPECT_OK(tried);
      EXPECT_OK(loaded);
      EXPECT_FALSE(loaded->already_loaded());
      EXPECT_EQ(loaded->report().DebugString(), tried->report().DebugString());
      for (const auto& anomaly : loaded->report().anomalies()) {
        EXPECT_EQ(anomaly.reason(), kPartyMissing);
      }
    }
    EXPECT_EQ(store_->journal().Head(), static_cast<int64_t>(files.size()));
    for (const std::string& file : files) {
      const auto again = Import(Header(), file);
      EXPECT_TRUE(again->already_loaded());
    }
    EXPECT_THAT(List("countries: 'KAZ' countries: 'TUR'"), ElementsAre("agreements/ieadb-968"));
    return store_->GetAgreement("agreements/ieadb-968", store_->journal().Head()).value();
  }
};

// What both orders make.
void ExpectWhatBothSay(const Agreement& agreement) {
  EXPECT_THAT(agreement.titles, SizeIs(1));
  EXPECT_THAT(agreement.parties, SizeIs(2));
  EXPECT_THAT(agreement.identifiers, SizeIs(1));
  EXPECT_THAT(agreement.anomalies, SizeIs(0));
  ASSERT_THAT(agreement.actions, SizeIs(2));
  EXPECT_EQ(agreement.actions[1].id, "tur-signature");
  EXPECT_THAT(agreement.actions[1].evidence, SizeIs(1));
  ASSERT_THAT(agreement.events, SizeIs(2));
  EXPECT_EQ(agreement.events[0].id, "signed");
  EXPECT_EQ(agreement.events[0].place, "Almaty");
  EXPECT_EQ(agreement.events[1].id, "entry-into-force");
  EXPECT_THAT(agreement.events[1].evidence, SizeIs(2)) << "both say when it entered into force";
  ASSERT_THAT(agreement.evidence, SizeIs(2));
  EXPECT_EQ(agreement.evidence[0].publisher,
            "International Environmental Agreements Database, agreements");
}

TEST_F(AdditionsTest, AgreementsThenMembers) {
  ExpectWhatBothSay(Made({kIeadbTreaties, kIeadbMembers}));
}

TEST_F(AdditionsTest, MembersThenAgreements) {
  ExpectWhatBothSay(Made({kIeadbMembers, kIeadbTreaties}));
}

TEST_F(ServiceTest, AnImportSaysWhereItReplacesRecordedParts) {
  ASSERT_OK(Import(Header(), FactsText()));
  const std::string edited = absl::StrCat("# edited\n", FactsText());
  ASSERT_OK(
      Ask(*agreements_, &A::RecordEvent,
          "agreement: 'agreements/a' event { kind: EVENT_KIND_SIGNED date { edtf: '1992' } }"));
  ASSERT_OK_AND_ASSIGN(const auto imported, Import(Header(), edited));
  ASSERT_EQ(imported.report().anomalies_size(), 2);
  EXPECT_EQ(imported.report().anomalies(1).reason(), "RECORDED_PARTS_REPLACED");
  EXPECT_EQ(imported.report().anomalies(1).first(), "agreements/a");
  EXPECT_EQ(imported.report().anomalies(1).count(), 1);
}

TEST_F(ServiceTest, ImportsThatAreRefusedChangeNothing) {
  const auto reason = [&](const v1::ImportHeader& header, const std::string& content,
                          bool with_end = true) {
    const absl::Status status = Import(header, content, with_end).status();
    EXPECT_THAT(status, StatusIs(kInvalid));
    return DetailsOf(status).reason;
  };
  EXPECT_EQ(reason(v1::ImportHeader(), FactsText()), "FILE_NAME_INVALID");
  EXPECT_EQ(reason(Header("format: 7"), FactsText()), "FORMAT_UNKNOWN");
  EXPECT_EQ(reason(Header(), FactsText(), /*with_end=*/false), "UPLOAD_INCOMPLETE");
  EXPECT_EQ(reason(Header(), "Error 503"), "FORMAT_UNKNOWN");
  EXPECT_EQ(reason(Header(), "agreements { name: }"), "FILE_MALFORMED");
  EXPECT_EQ(reason(Header(), FactsText() + "milestones { name: 'x' }"), "NAME_INVALID");
  EXPECT_THAT(Import(Header(), std::string(kMaxImportBytes + 1, '#')).status(),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(store_->journal().Head(), 0);
}

TEST_F(ServiceTest, WatchChanges) {
  Create("a");
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
  const auto reader = registry_->WatchChanges(
      &context, Parse<v1::WatchChangesRequest>("checkpoint_interval { seconds: 3600 }"));
  v1::WatchChangesResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.change().resource(), "agreements/a");
  EXPECT_EQ(response.change().kind(), common::v1::CHANGE_KIND_CREATED);
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.checkpoint().revision(), 1);
  // The stream waits now; a commit wakes it.
  ASSERT_OK(Import(Header(), FactsText()));
  std::vector<std::string> changed;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(reader->Read(&response));
    EXPECT_EQ(response.change().revision(), 2);
    changed.push_back(response.change().resource());
  }
  EXPECT_THAT(changed, ElementsAre("agreements/b", HasSubstr("datasets/"),
                                   "pairs/KAZ-TUR/milestones/embassy"));
  server_->Drain();
  while (reader->Read(&response)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ServiceTest, WatchesThatAreRefused) {
  const auto watch = [&](const std::string& request) {
    grpc::ClientContext context;
    const auto reader = registry_->WatchChanges(&context, Parse<v1::WatchChangesRequest>(request));
    v1::WatchChangesResponse response;
    EXPECT_FALSE(reader->Read(&response));
    return FromGrpc(reader->Finish());
  };
  EXPECT_THAT(watch("after_revision: -1"), StatusIs(kInvalid));
  EXPECT_THAT(watch("checkpoint_interval { nanos: 1 }"), StatusIs(kInvalid));
  EXPECT_THAT(watch("after_revision: 1"), StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace entente::agreements::service_test
