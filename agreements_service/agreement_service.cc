#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/agreement_search.h"
#include "agreements_service/convert.h"
#include "agreements_service/core/record.h"
#include "agreements_service/request.h"
#include "agreements_service/services.h"
#include "agreements_service/store/documents.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/fingerprint.h"
#include "common/api/handlers.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/api/update.h"
#include "common/journal/rules.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/agreements/v1/agreement_service.pb.h"

namespace entente::agreements {
namespace {

absl::Status CheckName(const std::string& name, absl::string_view field) {
  return MatchName(name, "agreements/*", field).status();
}

// The agreement that a mutation made or left, as it answers.
template <typename Response>
absl::StatusOr<Response> Recorded(const Store& store, const std::string& name,
                                  const Commit& commit) {
  ASSIGN_OR_RETURN(const Agreement agreement, store.GetAgreement(name, commit.revision));
  Response response;
  *response.mutable_agreement() = ToProto(agreement);
  response.set_revision(commit.revision);
  return response;
}

// Reads the agreement, lets `change` make another state of it, and records that.
template <typename Change>
absl::StatusOr<Commit> ChangeAgreement(Store& store, const Mutation& mutation,
                                       const std::string& name, int64_t expected, Change change) {
  return ReadModifyWrite(
      store.journal(), mutation, expected, [&](int64_t head) -> absl::StatusOr<Commit> {
        ASSIGN_OR_RETURN(Agreement agreement, store.GetAgreement(name, head));
        const int64_t present = agreement.revision;
        // Before `change`, which may not fit a state that is not expected.
        RETURN_IF_ERROR(CheckExpectations({.collection = kAgreements,
                                           .name = name,
                                           .body = "",
                                           .expect = Write::Expect::kPresent,
                                           .expected_revision = expected},
                                          present));
        RETURN_IF_ERROR(change(agreement, head));
        return store.PutAgreement(mutation, agreement, Write::Expect::kPresent, present);
      });
}

template <typename Request>
absl::StatusOr<absl::CivilDay> CheckDay(const Request& request) {
  if (!request.has_day()) return InvalidField("DAY_MISSING", "day", "say for which day");
  return entente::FromProto(request.day(), "day");
}

absl::StatusOr<v1::CreateAgreementResponse> CreateAgreement(
    Store& store, const rpc::Context& context, const v1::CreateAgreementRequest& request) {
  ASSIGN_OR_RETURN(const Agreement agreement, FromProto(request.agreement()));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutAgreement(std::move(mutation), agreement, Write::Expect::kAbsent));
  return Recorded<v1::CreateAgreementResponse>(store, agreement.name, commit);
}

absl::StatusOr<v1::GetAgreementResponse> GetAgreement(const Store& store,
                                                      const v1::GetAgreementRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name(), "name"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Agreement agreement,
                   Snapshot(store, read.revision, read.as_of).GetAgreement(request.name()));
  v1::GetAgreementResponse response;
  *response.mutable_agreement() = ToProto(agreement);
  response.set_revision(read.revision);
  return response;
}

// The conditions of a list that its agreements are held against one by one.
struct Conditions {
  std::vector<Field> fields;
  std::vector<Status> statuses;

  bool Fit(const AgreementOnDay& one) const {
    const std::vector<Field>& has = one.agreement.fields;
    return (fields.empty() || std::any_of(fields.begin(), fields.end(),
                                          [&](Field field) {
                                            return std::find(has.begin(), has.end(), field) !=
                                                   has.end();
                                          })) &&
           (statuses.empty() ||
            std::find(statuses.begin(), statuses.end(), one.status.status) != statuses.end());
  }
};

absl::StatusOr<Conditions> CheckConditions(const v1::ListAgreementsRequest& request) {
  Conditions conditions;
  for (int i = 0; i < request.fields_size(); ++i) {
    ASSIGN_OR_RETURN(conditions.fields.emplace_back(),
                     FromProto(request.fields(i), absl::StrCat("fields[", i, "]")));
  }
  for (int i = 0; i < request.statuses_size(); ++i) {
    ASSIGN_OR_RETURN(conditions.statuses.emplace_back(),
                     FromProto(request.statuses(i), absl::StrCat("statuses[", i, "]")));
  }
  return conditions;
}

absl::StatusOr<v1::ListAgreementsResponse> ListAgreements(
    const Store& store, const v1::ListAgreementsRequest& request) {
  AgreementFilter filter;
  ASSIGN_OR_RETURN(filter.countries, CheckParties(request.countries()));
  if (!request.occasion().empty()) {
    RETURN_IF_ERROR(MatchName(request.occasion(), "pairs/*/occasions/*", "occasion").status());
    filter.occasion = request.occasion();
  }
  ASSIGN_OR_RETURN(const Conditions conditions, CheckConditions(request));
  ASSIGN_OR_RETURN(const absl::CivilDay day, CheckDay(request));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  const Snapshot snapshot(store, list.read.revision, list.read.as_of);
  bool later = false;  // one that would do was published later
  ASSIGN_OR_RETURN(const Page<AgreementOnDay> page,
                   FillPage<AgreementOnDay>(
                       list,
                       [&](const std::string& after, int limit) {
                         return snapshot.ListWithStatus(filter, after, limit, day);
                       },
                       [&](const AgreementOnDay& one) {
                         const bool fits = conditions.Fit(one);
                         later = later || (fits && !one.published);
                         return fits && one.published;
                       },
                       [](const AgreementOnDay& one) { return one.agreement.name; }));
  v1::ListAgreementsResponse response;
  for (const AgreementOnDay& one : page.items) {
    v1::ListedAgreement& listed = *response.add_agreements();
    *listed.mutable_agreement() = ToProto(one.agreement);
    *listed.mutable_status() = ToProto(one.status);
  }
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(filter.countries, later));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::UpdateAgreementResponse> UpdateAgreement(
    Store& store, const rpc::Context& context, const v1::UpdateAgreementRequest& request) {
  const std::string& name = request.agreement().name();
  RETURN_IF_ERROR(CheckName(name, "agreement.name"));
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.agreement().etag(), "agreement.etag"));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(
      const Commit commit,
      ChangeAgreement(
          store, mutation, name, expected, [&](Agreement& agreement, int64_t) -> absl::Status {
            v1::Agreement proto = ToProto(agreement);
            RETURN_IF_ERROR(ApplyMask(request.update_mask(), request.agreement(), proto));
            ASSIGN_OR_RETURN(agreement, FromProto(proto));
            return absl::OkStatus();
          }));
  return Recorded<v1::UpdateAgreementResponse>(store, name, commit);
}

absl::StatusOr<v1::DeleteAgreementResponse> DeleteAgreement(
    Store& store, const rpc::Context& context, const v1::DeleteAgreementRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name(), "name"));
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteAgreement(std::move(mutation), request.name(), expected));
  v1::DeleteAgreementResponse response;
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::RecordActionResponse> RecordAction(Store& store, const rpc::Context& context,
                                                      const v1::RecordActionRequest& request) {
  RETURN_IF_ERROR(CheckName(request.agreement(), "agreement"));
  ASSIGN_OR_RETURN(const Action action, FromProto(request.action(), "action"));
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(
      const Commit commit,
      ChangeAgreement(store, mutation, request.agreement(), expected,
                      [&](Agreement& agreement, int64_t) { return Record(action, agreement); }));
  return Recorded<v1::RecordActionResponse>(store, request.agreement(), commit);
}

absl::StatusOr<v1::RecordEventResponse> RecordEvent(Store& store, const rpc::Context& context,
                                                    const v1::RecordEventRequest& request) {
  RETURN_IF_ERROR(CheckName(request.agreement(), "agreement"));
  ASSIGN_OR_RETURN(const Event event, FromProto(request.event(), "event"));
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(
      const Commit commit,
      ChangeAgreement(store, mutation, request.agreement(), expected,
                      [&](Agreement& agreement, int64_t) { return Record(event, agreement); }));
  return Recorded<v1::RecordEventResponse>(store, request.agreement(), commit);
}

absl::StatusOr<v1::RelateAgreementResponse> RelateAgreement(
    Store& store, const rpc::Context& context, const v1::RelateAgreementRequest& request) {
  RETURN_IF_ERROR(CheckName(request.agreement(), "agreement"));
  ASSIGN_OR_RETURN(const Relation relation, FromProto(request.relation(), "relation"));
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   ChangeAgreement(store, mutation, request.agreement(), expected,
                                   [&](Agreement& agreement, int64_t head) -> absl::Status {
                                     RETURN_IF_ERROR(Record(relation, agreement));
                                     return store.GetAgreement(relation.agreement, head).status();
                                   }));
  return Recorded<v1::RelateAgreementResponse>(store, request.agreement(), commit);
}

absl::StatusOr<v1::GetStatusResponse> GetStatus(const Store& store,
                                                const v1::GetStatusRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name(), "name"));
  ASSIGN_OR_RETURN(const absl::CivilDay day, CheckDay(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  const Snapshot snapshot(store, read.revision, read.as_of);
  ASSIGN_OR_RETURN(const Agreement agreement, snapshot.GetAgreement(request.name()));
  ASSIGN_OR_RETURN(const StatusOnDay status, snapshot.StatusOf(agreement, day));
  v1::GetStatusResponse response;
  *response.mutable_status() = ToProto(status);
  response.set_revision(read.revision);
  return response;
}

// The history goes on below a revision; a token says below which one.
absl::StatusOr<v1::ListHistoryResponse> ListHistory(const Store& store,
                                                    const v1::ListHistoryRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name(), "name"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  int64_t before = 0;
  if (!absl::SimpleAtoi(list.after, &before)) before = list.read.revision + 1;
  ASSIGN_OR_RETURN(const std::vector<AgreementVersion> versions,
                   store.AgreementHistory(request.name(), before, list.limit + 1));
  if (versions.empty()) return DocumentNotFound(request.name());

  v1::ListHistoryResponse response;
  for (const AgreementVersion& version : versions) {
    if (response.entries_size() == list.limit) {
      const int64_t last = response.entries(list.limit - 1).revision();
      response.set_next_page_token(rpc::EncodePageToken(
          {.revision = list.read.revision, .after = absl::StrCat(last)}, list.fingerprint));
      break;
    }
    v1::HistoryEntry& entry = *response.add_entries();
    entry.set_revision(version.revision);
    *entry.mutable_recorded() = entente::ToProto(version.recorded);
    entry.set_principal(version.principal);
    entry.set_reason(version.reason);
    if (version.agreement.has_value()) *entry.mutable_agreement() = ToProto(*version.agreement);
  }
  response.set_revision(list.read.revision);
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewAgreementService(Store& store, OnCommit on_commit) {
  auto service = std::make_unique<rpc::Service>(
      *v1::GetAgreementRequest::descriptor()->file()->FindServiceByName("AgreementService"));
  Handlers handlers(*service, store, std::move(on_commit));
  handlers.Mutate("CreateAgreement", CreateAgreement);
  handlers.Read("GetAgreement", GetAgreement);
  handlers.Read("ListAgreements", ListAgreements);
  handlers.Mutate("UpdateAgreement", UpdateAgreement);
  handlers.Mutate("DeleteAgreement", DeleteAgreement);
  handlers.Mutate("RecordAction", RecordAction);
  handlers.Mutate("RecordEvent", RecordEvent);
  handlers.Mutate("RelateAgreement", RelateAgreement);
  handlers.Read("GetStatus", GetStatus);
  handlers.Read("SearchAgreements", SearchAgreements);
  handlers.Read("ListHistory", ListHistory);
  return service;
}

}  // namespace entente::agreements
