#include "common/journal/resources.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente {

Write DeletionOf(absl::string_view collection, absl::string_view name, int64_t expected_revision) {
  return {.collection = std::string(collection),
          .name = std::string(name),
          .body = std::nullopt,
          .expect = Write::Expect::kPresent,
          .expected_revision = expected_revision};
}

absl::Status DocumentDamaged(const Document& document, absl::string_view why) {
  return Error(
      absl::StatusCode::kDataLoss, "DOCUMENT_DAMAGED",
      absl::StrCat("the store's document ", document.name, " at revision ", document.revision,
                   " cannot be read (", why, "); restore the store from a backup"));
}

}  // namespace entente
