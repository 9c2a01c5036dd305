#include "common/journal/rules.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente {

absl::Status CheckWrites(const Mutation& mutation) {
  if (mutation.writes.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "NOTHING_TO_WRITE",
                 "the request changes nothing; send at least one change");
  }
  std::set<std::pair<absl::string_view, absl::string_view>> written;
  for (const Write& write : mutation.writes) {
    if (!written.emplace(write.collection, write.name).second) {
      return Error(absl::StatusCode::kInvalidArgument, "WRITTEN_TWICE",
                   absl::StrCat("'", write.name,
                                "' is changed twice in one request; send its last state once"))
          .With("name", write.name);
    }
  }
  return absl::OkStatus();
}

std::vector<const Write*> InOrder(const Mutation& mutation) {
  std::vector<const Write*> ordered;
  ordered.reserve(mutation.writes.size());
  for (const Write& write : mutation.writes) ordered.push_back(&write);
  std::sort(ordered.begin(), ordered.end(), [](const Write* a, const Write* b) {
    return std::tie(a->collection, a->name) < std::tie(b->collection, b->name);
  });
  return ordered;
}

absl::Status CheckExpectations(const Write& write, const std::optional<int64_t>& present_revision) {
  if (write.expect == Write::Expect::kAbsent && present_revision.has_value()) {
    return Error(absl::StatusCode::kAlreadyExists, "ALREADY_EXISTS",
                 absl::StrCat("'", write.name, "' exists since revision ", *present_revision,
                              "; update it, or choose another id"))
        .With("name", write.name)
        .With("revision", absl::StrCat(*present_revision));
  }
  const bool must_exist = write.expect == Write::Expect::kPresent || !write.body.has_value();
  if (must_exist && !present_revision.has_value()) return DocumentNotFound(write.name);
  const int64_t present = present_revision.value_or(0);
  if (write.expected_revision != 0 && write.expected_revision != present) {
    return Error(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                 absl::StrCat("'", write.name, "' was read at revision ", write.expected_revision,
                              " and has changed since; read it again and repeat the change"))
        .With("name", write.name)
        .With("expected_revision", absl::StrCat(write.expected_revision))
        .With("present_revision", absl::StrCat(present));
  }
  return absl::OkStatus();
}

ChangeKind KindOf(const Write& write, const std::optional<int64_t>& present_revision) {
  if (!write.body.has_value()) return ChangeKind::kDeleted;
  return present_revision.has_value() ? ChangeKind::kUpdated : ChangeKind::kCreated;
}

absl::Status CheckRepetition(const Mutation& mutation, absl::string_view first_fingerprint) {
  if (mutation.fingerprint == first_fingerprint) return absl::OkStatus();
  return InvalidField("REQUEST_ID_REUSED", "request_id",
                      absl::StrCat("'", mutation.request_id,
                                   "' was used for another request; send a new one, such as a "
                                   "random UUID"));
}

absl::Status DocumentNotFound(absl::string_view name) {
  return Error(absl::StatusCode::kNotFound, "NOT_FOUND",
               absl::StrCat("no '", name, "'; list the collection to see what there is"))
      .With("name", name);
}

absl::Time RecordedAt(absl::Time now, absl::Time last) {
  return absl::FromUnixMicros(absl::ToUnixMicros(std::max(now, last)));
}

}  // namespace entente
