#include "trade_service/store/documents.h"

#include <utility>

#include "common/journal/resources.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"

namespace entente::trade {
namespace {

template <typename Proto>
std::string Serialize(Proto proto) {
  proto.clear_etag();
  proto.clear_recorded();
  proto.clear_revision();
  return proto.SerializeAsString();
}

// Parses a document's message and turns it into the domain type.
template <typename Proto, typename T>
absl::Status Parse(const Document& document, T& value) {
  Proto proto;
  if (!proto.ParseFromString(document.body)) return DocumentDamaged(document, "not a message");
  absl::StatusOr<T> parsed = FromProto(proto);
  if (!parsed.ok()) return DocumentDamaged(document, parsed.status().message());
  value = *std::move(parsed);
  return absl::OkStatus();
}

template <typename Proto, typename T>
absl::Status ParseDated(const Document& document, T& value) {
  absl::Status status = Parse<Proto>(document, value);
  value.recorded = document.recorded;
  value.revision = document.revision;
  return status;
}

}  // namespace

std::string Encode(const Source& source) { return ToProto(source).SerializeAsString(); }

// The document's revision and time are of its last state: of the pruning, where there was one. Then
// those of the release stay in the message.
std::string Encode(const Release& release) {
  v1::Release proto = ToProto(release);
  if (release.pruned) {
    proto.mutable_pruned()->clear_recorded();
    proto.mutable_pruned()->clear_revision();
  } else {
    proto.clear_recorded();
    proto.clear_revision();
  }
  return proto.SerializeAsString();
}

std::string Encode(const Target& target) { return Serialize(ToProto(target)); }

std::string Encode(const Statement& statement) { return Serialize(ToProto(statement)); }

std::string Encode(const CommodityTitle& title) { return ToProto(title).SerializeAsString(); }

std::string Encode(const Conversion& conversion) {
  v1::Conversion proto = ToProto(conversion);
  proto.mutable_evidence()->clear_recorded();
  return proto.SerializeAsString();
}

absl::Status Decode(const Document& document, Source& source) {
  return Parse<v1::Source>(document, source);
}

absl::Status Decode(const Document& document, Release& release) {
  absl::Status status = Parse<v1::Release>(document, release);
  int64_t& revision = release.pruned ? release.pruned->revision : release.revision;
  absl::Time& recorded = release.pruned ? release.pruned->recorded : release.recorded;
  revision = document.revision;
  recorded = document.recorded;
  return status;
}

absl::Status Decode(const Document& document, Target& target) {
  return ParseDated<v1::Target>(document, target);
}

absl::Status Decode(const Document& document, Statement& statement) {
  return ParseDated<v1::Statement>(document, statement);
}

absl::Status Decode(const Document& document, CommodityTitle& title) {
  return Parse<v1::CommodityTitle>(document, title);
}

absl::Status Decode(const Document& document, Conversion& conversion) {
  RETURN_IF_ERROR(Parse<v1::Conversion>(document, conversion));
  conversion.evidence.recorded = document.recorded;
  return absl::OkStatus();
}

}  // namespace entente::trade
