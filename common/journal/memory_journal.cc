#include "common/journal/memory_journal.h"

#include <algorithm>
#include <iterator>
#include <mutex>

#include "absl/strings/match.h"

#include "common/journal/rules.h"
#include "common/status/status_macros.h"

namespace entente {
namespace {

// The state at a revision; null if there was none yet.
template <typename States>
auto* StateAt(const States& states, int64_t revision) {
  const auto next =
      std::upper_bound(states.begin(), states.end(), revision,
                       [](int64_t value, const auto& state) { return value < state.revision; });
  return next == states.begin() ? nullptr : &*std::prev(next);
}

}  // namespace

absl::StatusOr<Commit> MemoryJournal::Append(const Mutation& mutation, absl::Time now) {
  RETURN_IF_ERROR(CheckWrites(mutation));
  const std::unique_lock lock(mutex_);
  ASSIGN_OR_RETURN(const std::optional<Commit> first, FirstCommit(mutation));
  if (first.has_value()) return *first;
  const std::vector<const Write*> writes = InOrder(mutation);
  for (const Write* write : writes) {
    RETURN_IF_ERROR(CheckExpectations(*write, Present(*write)));
  }
  const int64_t revision = static_cast<int64_t>(revisions_.size()) + 1;
  Revision made{
      RecordedAt(now, revisions_.empty() ? absl::InfinitePast() : At(revision - 1).recorded),
      mutation.principal,
      mutation.reason,
      mutation.fingerprint,
      {}};
  for (const Write* write : writes) {
    made.changes.push_back(
        {revision, made.recorded, made.principal, write->name, KindOf(*write, Present(*write))});
    collections_[write->collection][write->name].push_back({revision, write->body});
  }
  if (!mutation.request_id.empty()) {
    requests_.emplace(std::pair(mutation.principal, mutation.request_id), revision);
  }
  revisions_.push_back(std::move(made));
  return Commit{revision, revisions_.back().recorded};
}

absl::StatusOr<std::optional<Commit>> MemoryJournal::FirstCommit(const Mutation& mutation) const {
  const auto first = requests_.find({mutation.principal, mutation.request_id});
  if (first == requests_.end()) return std::nullopt;
  const Revision& revision = At(first->second);
  RETURN_IF_ERROR(CheckRepetition(mutation, revision.fingerprint));
  return Commit{first->second, revision.recorded, /*repeated=*/true};
}

absl::StatusOr<std::optional<Commit>> MemoryJournal::FindRepetition(
    const Mutation& mutation) const {
  const std::shared_lock lock(mutex_);
  return FirstCommit(mutation);
}

int64_t MemoryJournal::Head() const {
  const std::shared_lock lock(mutex_);
  return static_cast<int64_t>(revisions_.size());
}

absl::StatusOr<int64_t> MemoryJournal::RevisionAt(absl::Time time) const {
  const std::shared_lock lock(mutex_);
  const auto later = std::upper_bound(
      revisions_.begin(), revisions_.end(), time,
      [](absl::Time value, const Revision& revision) { return value < revision.recorded; });
  return later - revisions_.begin();
}

absl::StatusOr<Document> MemoryJournal::Get(absl::string_view collection, absl::string_view name,
                                            int64_t revision) const {
  const std::shared_lock lock(mutex_);
  const States* states = Find(collection, name);
  const State* state = states == nullptr ? nullptr : StateAt(*states, revision);
  if (state == nullptr || !state->body.has_value()) return DocumentNotFound(name);
  return MakeDocument(name, *state);
}

absl::StatusOr<std::vector<Document>> MemoryJournal::List(absl::string_view collection,
                                                          absl::string_view prefix,
                                                          absl::string_view after, int limit,
                                                          int64_t revision) const {
  const std::shared_lock lock(mutex_);
  std::vector<Document> documents;
  const auto found = collections_.find(collection);
  if (found == collections_.end()) return documents;
  const Collection& all = found->second;
  auto it = after < prefix ? all.lower_bound(prefix) : all.upper_bound(after);
  for (; it != all.end() && absl::StartsWith(it->first, prefix); ++it) {
    if (documents.size() == static_cast<size_t>(limit)) break;
    const State* state = StateAt(it->second, revision);
    if (state == nullptr || !state->body.has_value()) continue;
    documents.push_back(MakeDocument(it->first, *state));
  }
  return documents;
}

absl::StatusOr<std::vector<Version>> MemoryJournal::History(absl::string_view collection,
                                                            absl::string_view name, int64_t before,
                                                            int limit) const {
  const std::shared_lock lock(mutex_);
  std::vector<Version> versions;
  const States* states = Find(collection, name);
  if (states == nullptr) return versions;
  for (auto state = states->rbegin(); state != states->rend(); ++state) {
    if (versions.size() == static_cast<size_t>(limit)) break;
    if (state->revision >= before) continue;
    const Revision& made = At(state->revision);
    versions.push_back({state->revision, made.recorded, made.principal, made.reason, state->body});
  }
  return versions;
}

absl::StatusOr<std::vector<Change>> MemoryJournal::Changes(int64_t after, int limit) const {
  const std::shared_lock lock(mutex_);
  std::vector<Change> changes;
  const int64_t head = static_cast<int64_t>(revisions_.size());
  for (int64_t revision = after + 1; revision <= head; ++revision) {
    const std::vector<Change>& more = At(revision).changes;
    if (!changes.empty() && changes.size() + more.size() > static_cast<size_t>(limit)) break;
    changes.insert(changes.end(), more.begin(), more.end());
  }
  return changes;
}

const MemoryJournal::Revision& MemoryJournal::At(int64_t revision) const {
  return revisions_[static_cast<size_t>(revision - 1)];
}

const MemoryJournal::States* MemoryJournal::Find(absl::string_view collection,
                                                 absl::string_view name) const {
  const auto in = collections_.find(collection);
  if (in == collections_.end()) return nullptr;
  const auto found = in->second.find(name);
  return found == in->second.end() ? nullptr : &found->second;
}

std::optional<int64_t> MemoryJournal::Present(const Write& write) const {
  const States* states = Find(write.collection, write.name);
  if (states == nullptr || !states->back().body.has_value()) return std::nullopt;
  return states->back().revision;
}

Document MemoryJournal::MakeDocument(absl::string_view name, const State& state) const {
  return {std::string(name), state.revision, At(state.revision).recorded, *state.body};
}

}  // namespace entente
