#include "agreements_service/store/documents.h"

#include <utility>

#include "agreements_service/convert.h"
#include "common/journal/resources.h"

namespace entente::agreements {
namespace {

// The message of a resource, without what a state in the store adds to it.
template <typename T>
std::string Serialize(T resource) {
  resource.revision = 0;
  return ToProto(resource).SerializeAsString();
}

// Parses a document's message and turns it into the domain type.
template <typename Proto, typename T>
absl::Status Parse(const Document& document, T& value) {
  Proto proto;
  if (!proto.ParseFromString(document.body)) return DocumentDamaged(document, "not a message");
  absl::StatusOr<T> parsed = FromProto(proto);
  if (!parsed.ok()) return DocumentDamaged(document, parsed.status().message());
  value = *std::move(parsed);
  value.recorded = document.recorded;
  value.revision = document.revision;
  return absl::OkStatus();
}

}  // namespace

std::string Encode(const Agreement& agreement) { return Serialize(agreement); }

std::string Encode(const Occasion& occasion) { return Serialize(occasion); }

std::string Encode(const Milestone& milestone) { return Serialize(milestone); }

std::string Encode(const Dataset& dataset) { return Serialize(dataset); }

std::string Encode(const Merge& merge) { return Serialize(merge); }

absl::Status Decode(const Document& document, Agreement& agreement) {
  return Parse<v1::Agreement>(document, agreement);
}

absl::Status Decode(const Document& document, Occasion& occasion) {
  return Parse<v1::Occasion>(document, occasion);
}

absl::Status Decode(const Document& document, Milestone& milestone) {
  return Parse<v1::Milestone>(document, milestone);
}

absl::Status Decode(const Document& document, Dataset& dataset) {
  return Parse<v1::Dataset>(document, dataset);
}

absl::Status Decode(const Document& document, Merge& merge) {
  return Parse<v1::Merge>(document, merge);
}

}  // namespace entente::agreements
