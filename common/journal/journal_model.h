#ifndef ENTENTE_COMMON_JOURNAL_JOURNAL_MODEL_H_
#define ENTENTE_COMMON_JOURNAL_JOURNAL_MODEL_H_

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/match.h"

#include "common/journal/journal.h"

namespace entente::testing {

// For tests: a journal that keeps the mutations and answers every question by going through them.
class Model {
 public:
  struct Outcome {
    std::string reason;  // of the error; empty: applied or repeated
    int64_t revision = 0;
    bool repeated = false;
  };

  Outcome Append(const Mutation& mutation, absl::Time now) {
    for (size_t i = 0; i < mutation.writes.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        const Write& a = mutation.writes[i];
        const Write& b = mutation.writes[j];
        if (a.collection == b.collection && a.name == b.name) return {"WRITTEN_TWICE"};
      }
    }
    for (size_t i = 0; i < applied_.size() && !mutation.request_id.empty(); ++i) {
      const Mutation& first = applied_[i].mutation;
      if (first.principal != mutation.principal || first.request_id != mutation.request_id)
        continue;
      if (first.fingerprint != mutation.fingerprint) return {"REQUEST_ID_REUSED"};
      return {"", static_cast<int64_t>(i) + 1, true};
    }
    Mutation ordered = mutation;
    std::sort(ordered.writes.begin(), ordered.writes.end(), [](const Write& a, const Write& b) {
      return std::tie(a.collection, a.name) < std::tie(b.collection, b.name);
    });
    for (const Write& write : ordered.writes) {
      const int64_t present = PresentRevision(write.collection, write.name, Head());
      if (write.expect == Write::Expect::kAbsent && present != 0) return {"ALREADY_EXISTS"};
      if (write.expect == Write::Expect::kPresent && present == 0) return {"NOT_FOUND"};
      if (!write.body.has_value() && present == 0) return {"NOT_FOUND"};
      if (write.expected_revision != 0 && write.expected_revision != present) {
        return {"ETAG_MISMATCH"};
      }
    }
    const absl::Time last = applied_.empty() ? now : applied_.back().recorded;
    applied_.push_back({ordered, std::max(now, last)});
    return {"", Head()};
  }

  int64_t Head() const { return static_cast<int64_t>(applied_.size()); }

  absl::Time Recorded(int64_t revision) const { return applied_[revision - 1].recorded; }

  int64_t RevisionAt(absl::Time time) const {
    int64_t at = 0;
    for (int64_t revision = 1; revision <= Head(); ++revision) {
      if (Recorded(revision) <= time) at = revision;
    }
    return at;
  }

  std::vector<Document> List(absl::string_view collection, absl::string_view prefix,
                             absl::string_view after, int limit, int64_t revision) const {
    std::map<std::string, Document> present;
    for (int64_t at = 1; at <= revision; ++at) {
      for (const Write& write : applied_[at - 1].mutation.writes) {
        if (write.collection != collection) continue;
        present.erase(write.name);
        if (write.body) present[write.name] = {write.name, at, Recorded(at), *write.body};
      }
    }
    std::vector<Document> listed;
    for (const auto& [name, document] : present) {
      if (!absl::StartsWith(name, prefix) || absl::string_view(name) <= after) continue;
      if (listed.size() < static_cast<size_t>(limit)) listed.push_back(document);
    }
    return listed;
  }

  std::vector<Version> History(absl::string_view collection, absl::string_view name, int64_t before,
                               int limit) const {
    std::vector<Version> versions;
    for (int64_t at = std::min(before - 1, Head()); at >= 1; --at) {
      const Mutation& mutation = applied_[at - 1].mutation;
      for (const Write& write : mutation.writes) {
        if (write.collection != collection || write.name != name) continue;
        if (versions.size() == static_cast<size_t>(limit)) continue;
        versions.push_back({at, Recorded(at), mutation.principal, mutation.reason, write.body});
      }
    }
    return versions;
  }

  std::vector<Change> Changes(int64_t after, int limit) const {
    std::vector<Change> changes;
    for (int64_t at = after + 1; at <= Head(); ++at) {
      const Mutation& mutation = applied_[at - 1].mutation;
      const size_t sum = changes.size() + mutation.writes.size();
      if (at > after + 1 && sum > static_cast<size_t>(limit)) break;
      for (const Write& write : mutation.writes) {
        const bool before = PresentRevision(write.collection, write.name, at - 1) != 0;
        const ChangeKind kind = !write.body ? ChangeKind::kDeleted
                                : before    ? ChangeKind::kUpdated
                                            : ChangeKind::kCreated;
        changes.push_back({at, Recorded(at), mutation.principal, write.name, kind});
      }
    }
    return changes;
  }

 private:
  struct Applied {
    Mutation mutation;
    absl::Time recorded;
  };

  // 0: none, or deleted.
  int64_t PresentRevision(absl::string_view collection, absl::string_view name,
                          int64_t revision) const {
    for (const Document& document : List(collection, "", "", 1 << 20, revision)) {
      if (document.name == name) return document.revision;
    }
    return 0;
  }

  std::vector<Applied> applied_;
};

}  // namespace entente::testing

#endif  // ENTENTE_COMMON_JOURNAL_JOURNAL_MODEL_H_
