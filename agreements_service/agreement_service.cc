#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/agreement_condition.h"
#include "agreements_service/agreement_search.h"
#include "agreements_service/convert.h"
#include "agreements_service/core/record.h"
#include "agreements_service/core/supposition.h"
#include "agreements_service/relation_graph.h"
#include "agreements_service/request.h"
#include "agreements_service/services.h"
#include "agreements_service/store/documents.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/filter.h"
#include "common/api/filter_tree.h"
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

// Reads what is recorded under the name, lets `change` make another state of it, and records that.
// What is expected is the state that is read, of the agreement and those that are merged with it.
template <typename Change>
absl::StatusOr<Commit> ChangeAgreement(Store& store, const Mutation& mutation,
                                       const std::string& name, int64_t expected, Change change) {
  return ReadModifyWrite(
      store.journal(), mutation, expected, [&](int64_t head) -> absl::StatusOr<Commit> {
        ASSIGN_OR_RETURN(const Agreement shown, store.GetAgreement(name, head));
        // Before `change`, which may not fit a state that is not expected.
        RETURN_IF_ERROR(CheckExpectations({.collection = kAgreements,
                                           .name = name,
                                           .body = "",
                                           .expect = Write::Expect::kPresent,
                                           .expected_revision = expected},
                                          shown.revision));
        ASSIGN_OR_RETURN(Agreement agreement, store.GetUnmerged(name, head));
        const int64_t present = agreement.revision;
        RETURN_IF_ERROR(change(agreement, head));
        return store.PutAgreement(mutation, agreement, Write::Expect::kPresent, present);
      });
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
  std::optional<Identifier> identifier;
  if (!request.has_identifier()) {
    RETURN_IF_ERROR(CheckName(request.name(), "name"));
  } else if (request.name().empty()) {
    ASSIGN_OR_RETURN(identifier, FromProto(request.identifier(), "identifier"));
  } else {
    return InvalidField("IDENTIFIER_UNEXPECTED", "identifier", "send a name or an identifier");
  }
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  const Snapshot snapshot(store, read.revision, read.as_of);
  ASSIGN_OR_RETURN(const Agreement agreement, identifier ? snapshot.GetAgreement(*identifier)
                                                         : snapshot.GetAgreement(request.name()));
  v1::GetAgreementResponse response;
  *response.mutable_agreement() = ToProto(agreement);
  response.set_revision(read.revision);
  return response;
}

// The conditions of a list that its agreements are held against one by one.
struct Conditions {
  std::vector<Field> fields;
  std::vector<Status> statuses;
  FilterTree<AgreementTest> filter;

  bool Fit(const AgreementOnDay& one) const {
    const std::vector<Field>& has = one.agreement.fields;
    const auto holds = [&](const AgreementTest& test) {
      return test.holds(one.agreement, one.status);
    };
    return (fields.empty() || std::any_of(fields.begin(), fields.end(),
                                          [&](Field field) {
                                            return std::find(has.begin(), has.end(), field) !=
                                                   has.end();
                                          })) &&
           (statuses.empty() ||
            std::find(statuses.begin(), statuses.end(), one.status.status) != statuses.end()) &&
           filter.Holds(holds).value_or(false);
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
  ASSIGN_OR_RETURN(const Filter filter, ParseFilter(request.filter()));
  ASSIGN_OR_RETURN(conditions.filter, FilterTree<AgreementTest>::Of(filter, TestOf));
  return conditions;
}

absl::StatusOr<v1::ListAgreementsResponse> ListAgreements(
    const Store& store, const v1::ListAgreementsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> countries, CheckParties(request.countries()));
  AgreementFilter filter;
  filter.countries = countries;
  if (!request.occasion().empty()) {
    RETURN_IF_ERROR(MatchName(request.occasion(), "pairs/*/occasions/*", "occasion").status());
    filter.occasion = request.occasion();
  }
  ASSIGN_OR_RETURN(const Conditions conditions, CheckConditions(request));
  conditions.filter.VisitRequired([&](const AgreementTest& test) {
    if (test.narrow) test.narrow(filter);
  });
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
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(countries, later));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(list.read.revision);
  return response;
}

// Of merged agreements no list can be replaced: the caller has read what all of them say, and would
// record it of one.
absl::Status CheckMaskOfMerged(const Store& store, const std::string& name, int64_t revision,
                               const google::protobuf::FieldMask& mask) {
  if (store.FamilyOf(name, revision).names.size() == 1) return absl::OkStatus();
  const auto is_list = [](const std::string& path) {
    const auto* field = v1::Agreement::descriptor()->FindFieldByName(path);
    return field == nullptr || field->is_repeated();
  };
  if (!mask.paths().empty() && std::none_of(mask.paths().begin(), mask.paths().end(), is_list)) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kFailedPrecondition, "AGREEMENT_MERGED",
               absl::StrCat("'", name,
                            "' is read as one with others, whose parts would become its "
                            "own; undo the merge first, or name in update_mask no list"))
      .With("name", name);
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
          store, mutation, name, expected, [&](Agreement& agreement, int64_t head) -> absl::Status {
            RETURN_IF_ERROR(CheckMaskOfMerged(store, name, head, request.update_mask()));
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

// That the other is there, and not read as one with the agreement.
absl::Status CheckRelated(const Store& store, const Agreement& agreement, const Relation& relation,
                          int64_t revision) {
  ASSIGN_OR_RETURN(const Agreement other, store.GetAgreement(relation.agreement, revision));
  if (other.name != store.FamilyOf(agreement.name, revision).names.front()) {
    return absl::OkStatus();
  }
  return InvalidField("RELATION_TO_ITSELF", "relation.agreement",
                      absl::StrCat("'", relation.agreement, "' is merged with it; name another"));
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
                                     return CheckRelated(store, agreement, relation, head);
                                   }));
  return Recorded<v1::RelateAgreementResponse>(store, request.agreement(), commit);
}

absl::StatusOr<Supposition> CheckSupposition(const v1::Supposition& proto) {
  Supposition supposition;
  for (int i = 0; i < proto.actions_size(); ++i) {
    ASSIGN_OR_RETURN(supposition.actions.emplace_back(),
                     FromProto(proto.actions(i), absl::StrCat("suppose.actions[", i, "]")));
  }
  for (int i = 0; i < proto.events_size(); ++i) {
    ASSIGN_OR_RETURN(supposition.events.emplace_back(),
                     FromProto(proto.events(i), absl::StrCat("suppose.events[", i, "]")));
  }
  for (int i = 0; i < proto.relations_size(); ++i) {
    ASSIGN_OR_RETURN(supposition.relations.emplace_back(),
                     FromProto(proto.relations(i), absl::StrCat("suppose.relations[", i, "]")));
  }
  return supposition;
}

// Adds a supposed relation to the successor that has it, which may be a new one.
absl::Status AddRelation(const Relation& relation, const std::string& name, absl::string_view field,
                         const Snapshot& snapshot, std::vector<Agreement>& successors) {
  ASSIGN_OR_RETURN(Agreement found, snapshot.GetAgreement(relation.agreement));
  Relation resolved = relation;  // an old name is that of what it was merged into
  resolved.agreement = found.name;
  auto other = std::find_if(successors.begin(), successors.end(), [&](const Agreement& successor) {
    return successor.name == found.name;
  });
  if (other == successors.end()) other = successors.insert(successors.end(), std::move(found));
  return Suppose(std::move(resolved), name, field, *other);
}

absl::StatusOr<v1::GetStatusResponse> GetStatus(const Store& store,
                                                const v1::GetStatusRequest& request) {
  RETURN_IF_ERROR(CheckName(request.name(), "name"));
  ASSIGN_OR_RETURN(const absl::CivilDay day, CheckDay(request));
  ASSIGN_OR_RETURN(const Supposition supposition, CheckSupposition(request.suppose()));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  const Snapshot snapshot(store, read.revision, read.as_of);
  ASSIGN_OR_RETURN(Agreement agreement, snapshot.GetAgreement(request.name()));
  ASSIGN_OR_RETURN(std::vector<Agreement> successors, snapshot.SuccessorsOf(agreement));
  RETURN_IF_ERROR(Suppose(supposition, agreement));
  for (size_t i = 0; i < supposition.relations.size(); ++i) {
    RETURN_IF_ERROR(AddRelation(supposition.relations[i], agreement.name,
                                absl::StrCat("suppose.relations[", i, "]"), snapshot, successors));
  }
  v1::GetStatusResponse response;
  *response.mutable_status() = ToProto(StatusOn(agreement, successors, day));
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
  handlers.Read("GetRelations", GetRelations);
  return service;
}

}  // namespace entente::agreements
