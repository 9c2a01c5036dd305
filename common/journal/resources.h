#ifndef ENTENTE_COMMON_JOURNAL_RESOURCES_H_
#define ENTENTE_COMMON_JOURNAL_RESOURCES_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/journal/journal.h"
#include "common/status/status_macros.h"

// Resources that a store keeps as documents. `T` is the type of one, and
// `absl::Status Decode(const Document&, T&)` beside it reads its bytes.
namespace entente {

// A resource's state at a revision. Errors as of Journal::Get and Decode.
template <typename T>
absl::StatusOr<T> GetResource(const Journal& journal, absl::string_view collection,
                              absl::string_view name, int64_t revision) {
  ASSIGN_OR_RETURN(const Document document, journal.Get(collection, name, revision));
  T value;
  RETURN_IF_ERROR(Decode(document, value));
  return value;
}

// Resources' states at a revision, as Journal::List gives them. Errors as of that and Decode.
template <typename T>
absl::StatusOr<std::vector<T>> ListResources(const Journal& journal, absl::string_view collection,
                                             absl::string_view prefix, absl::string_view after,
                                             int limit, int64_t revision) {
  ASSIGN_OR_RETURN(const std::vector<Document> documents,
                   journal.List(collection, prefix, after, limit, revision));
  std::vector<T> values(documents.size());
  for (size_t i = 0; i < documents.size(); ++i) {
    RETURN_IF_ERROR(Decode(documents[i], values[i]));
  }
  return values;
}

// The deletion of a resource; `expected_revision` as in Write.
Write DeletionOf(absl::string_view collection, absl::string_view name, int64_t expected_revision);

// DATA_LOSS (DOCUMENT_DAMAGED): that a document's bytes are not what Decode reads, and why.
absl::Status DocumentDamaged(const Document& document, absl::string_view why);

}  // namespace entente

#endif  // ENTENTE_COMMON_JOURNAL_RESOURCES_H_
