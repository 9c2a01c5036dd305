#include "agreements_service/revision_diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

#include "agreements_service/pair_filter.h"
#include "agreements_service/part_diff.h"
#include "agreements_service/store/documents.h"
#include "common/api/convert.h"
#include "common/api/fingerprint.h"
#include "common/journal/journal.h"
#include "common/journal/resources.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/agreements/v1/resources.pb.h"

namespace entente::agreements {
namespace {

constexpr int kChangesAtOnce = 10'000;
constexpr int kComparedAtOnce = 100;  // others have their turn in between
constexpr size_t kBatchBytes = 1'000'000;
constexpr int kMaxEdits = 20;

// The collection of a resource, which is in its name: "pairs/KAZ-TUR/occasions/2022" is one of the
// occasions.
std::string CollectionOf(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return parts.size() < 2 ? "" : std::string(parts[parts.size() - 2]);
}

// An empty message of the type that resources of a collection are kept as. Null for a data set,
// which never changes.
std::unique_ptr<google::protobuf::Message> NewMessage(absl::string_view collection) {
  if (collection == kAgreements) return std::make_unique<v1::Agreement>();
  if (collection == kOccasions) return std::make_unique<v1::Occasion>();
  if (collection == kMilestones) return std::make_unique<v1::Milestone>();
  if (collection == kMerges) return std::make_unique<v1::Merge>();
  return nullptr;
}

absl::StatusOr<std::optional<Document>> FindDocument(const Journal& journal,
                                                     const std::string& collection,
                                                     const std::string& name, int64_t revision) {
  absl::StatusOr<Document> document = journal.Get(collection, name, revision);
  if (document.ok()) return std::optional(*std::move(document));
  if (document.status().code() == absl::StatusCode::kNotFound) return std::nullopt;
  return document.status();
}

// Adds the parts in which two states differ.
absl::Status AddParts(const std::string& collection, const Document& before, const Document& after,
                      v1::ResourceChange& change) {
  const auto one = NewMessage(collection);
  const auto other = NewMessage(collection);
  if (one == nullptr) return absl::OkStatus();
  if (!one->ParseFromString(before.body)) return DocumentDamaged(before, "not a message");
  if (!other->ParseFromString(after.body)) return DocumentDamaged(after, "not a message");
  DiffParts(*one, *other, change);
  return absl::OkStatus();
}

// Differences in batches. Of the resources that were touched it keeps the names alone.
class RevisionDiff final : public rpc::Stream<v1::DiffRevisionsResponse> {
 public:
  RevisionDiff(const Store& store, const Clock& clock, PairFilter filter, int64_t before,
               int64_t after, std::string place, std::string fingerprint)
      : journal_(store.journal()),
        clock_(clock),
        filter_(std::move(filter)),
        before_(before),
        after_(after),
        fingerprint_(std::move(fingerprint)),
        gathered_(before),
        place_(std::move(place)) {}

  absl::StatusOr<rpc::Next> Pull(v1::DiffRevisionsResponse& response) override {
    if (gathered_ < after_) RETURN_IF_ERROR(Gather());
    if (gathered_ < after_) return rpc::Next::WaitUntil(clock_.Now());
    RETURN_IF_ERROR(AddChanges(response));
    const bool ended = names_.empty();
    if (response.changes().empty() && !ended) return rpc::Next::WaitUntil(clock_.Now());
    if (response.changes().empty() && sent_) return rpc::Next::End();
    sent_ = true;
    response.set_changed(changed_);
    response.set_added(added_);
    response.set_deleted(deleted_);
    response.set_resume_token(
        rpc::EncodePageToken({.revision = after_, .after = place_}, fingerprint_));
    response.set_revision(after_);
    return rpc::Next::Message();
  }

 private:
  // Collects names of resources that the next revisions touched.
  absl::Status Gather() {
    ASSIGN_OR_RETURN(const std::vector<Change> changes,
                     journal_.Changes(gathered_, kChangesAtOnce));
    for (const Change& change : changes) {
      if (change.revision <= after_ && change.name > place_) names_.insert(change.name);
    }
    gathered_ = changes.empty() ? after_ : std::min(after_, changes.back().revision);
    return absl::OkStatus();
  }

  absl::Status AddChanges(v1::DiffRevisionsResponse& response) {
    size_t bytes = 0;
    for (int i = 0; i < kComparedAtOnce && bytes < kBatchBytes && !names_.empty(); ++i) {
      place_ = std::move(names_.extract(names_.begin()).value());
      v1::ResourceChange change;
      ASSIGN_OR_RETURN(const bool differs, Compare(place_, change));
      if (!differs) continue;
      Count(change.kind());
      bytes += change.ByteSizeLong();
      *response.add_changes() = std::move(change);
    }
    return absl::OkStatus();
  }

  // Whether a resource differs and concerns the pairs; tells how.
  absl::StatusOr<bool> Compare(const std::string& name, v1::ResourceChange& change) const {
    ASSIGN_OR_RETURN(const bool concerns, filter_.Concerns(name, before_, after_));
    if (!concerns) return false;
    const std::string collection = CollectionOf(name);
    ASSIGN_OR_RETURN(const std::optional<Document> had,
                     FindDocument(journal_, collection, name, before_));
    ASSIGN_OR_RETURN(const std::optional<Document> has,
                     FindDocument(journal_, collection, name, after_));
    if (!had && !has) return false;
    if (had && has && had->body == has->body) return false;
    change.set_kind(!had   ? v1::DIFFERENCE_KIND_ADDED
                    : !has ? v1::DIFFERENCE_KIND_DELETED
                           : v1::DIFFERENCE_KIND_CHANGED);
    change.set_resource(name);
    if (had && has) RETURN_IF_ERROR(AddParts(collection, *had, *has, change));
    ASSIGN_OR_RETURN(const std::vector<Version> versions,
                     journal_.History(collection, name, after_ + 1, kMaxEdits));
    for (const Version& version : versions) {
      if (version.revision <= before_) break;
      v1::Edit& edit = *change.add_edits();
      edit.set_revision(version.revision);
      *edit.mutable_recorded() = entente::ToProto(version.recorded);
      edit.set_principal(version.principal);
      edit.set_reason(version.reason);
    }
    return true;
  }

  void Count(v1::DifferenceKind kind) {
    changed_ += kind == v1::DIFFERENCE_KIND_CHANGED ? 1 : 0;
    added_ += kind == v1::DIFFERENCE_KIND_ADDED ? 1 : 0;
    deleted_ += kind == v1::DIFFERENCE_KIND_DELETED ? 1 : 0;
  }

  const Journal& journal_;
  const Clock& clock_;
  const PairFilter filter_;
  const int64_t before_;
  const int64_t after_;
  const std::string fingerprint_;
  int64_t gathered_;             // up to this revision
  std::string place_;            // name of the resource that was compared last
  std::set<std::string> names_;  // of those to compare
  int64_t changed_ = 0;
  int64_t added_ = 0;
  int64_t deleted_ = 0;
  bool sent_ = false;
};

absl::Status CheckRevision(int64_t revision, int64_t head, absl::string_view field) {
  if (revision < 0) return InvalidField("REVISION_INVALID", field, "must not be negative");
  if (revision <= head) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "REVISION_NOT_REACHED",
               absl::StrCat(field, ": the store is at revision ", head,
                            "; ask for that one or an earlier one"))
      .With("head", absl::StrCat(head))
      .Field(field, absl::StrCat("at most ", head));
}

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Stream<v1::DiffRevisionsResponse>>> DiffRevisions(
    const Store& store, const Clock& clock, const v1::DiffRevisionsRequest& request) {
  const std::string fingerprint = Fingerprint(request, {"resume_token"});
  ASSIGN_OR_RETURN(rpc::PageToken token,
                   rpc::DecodePageToken(request.resume_token(), fingerprint, "resume_token"));
  const int64_t head = store.journal().Head();
  const int64_t before = request.before();
  int64_t after = token.revision != 0 ? token.revision : request.after();
  RETURN_IF_ERROR(CheckRevision(before, head, "before"));
  RETURN_IF_ERROR(CheckRevision(after, head, "after"));
  if (after == 0) after = head;
  if (before > after) {
    return InvalidField("REVISION_INVALID", "before",
                        absl::StrCat("comes behind `after`, ", after, "; exchange the two"));
  }
  ASSIGN_OR_RETURN(PairFilter filter, PairFilter::Of(store, request.pairs()));
  return std::make_unique<RevisionDiff>(store, clock, std::move(filter), before, after,
                                        std::move(token.after), fingerprint);
}

}  // namespace entente::agreements
