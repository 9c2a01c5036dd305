#include "common/status/error.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace entente {
namespace {

constexpr char kDomain[] = "entente";
constexpr char kTypePrefix[] = "type.googleapis.com/";

std::string TypeUrl(const google::protobuf::Message& message) {
  return absl::StrCat(kTypePrefix, message.GetDescriptor()->full_name());
}

void SetPayload(absl::Status& status, const google::protobuf::Message& message) {
  status.SetPayload(TypeUrl(message), absl::Cord(message.SerializeAsString()));
}

// False if `status` has no payload of the message's type.
bool GetPayload(const absl::Status& status, google::protobuf::Message& message) {
  const auto payload = status.GetPayload(TypeUrl(message));
  return payload.has_value() && message.ParseFromString(std::string(*payload));
}

// `status` with another message and the same code and payloads.
absl::Status Reworded(const absl::Status& status, absl::string_view message) {
  absl::Status reworded(status.code(), message);
  status.ForEachPayload([&](absl::string_view type_url, const absl::Cord& payload) {
    reworded.SetPayload(type_url, payload);
  });
  return reworded;
}

}  // namespace

Error::Error(absl::StatusCode code, absl::string_view reason, absl::string_view sentence)
    : code_(code), reason_(reason), sentence_(sentence) {}

Error& Error::With(absl::string_view key, absl::string_view value) & {
  metadata_.insert_or_assign(std::string(key), std::string(value));
  return *this;
}

Error&& Error::With(absl::string_view key, absl::string_view value) && {
  return std::move(With(key, value));
}

Error& Error::Field(absl::string_view field, absl::string_view description) & {
  violations_.push_back({std::string(field), std::string(description)});
  return *this;
}

Error&& Error::Field(absl::string_view field, absl::string_view description) && {
  return std::move(Field(field, description));
}

Error::operator absl::Status() const {
  absl::Status status(code_, sentence_);
  google::rpc::ErrorInfo info;
  info.set_reason(reason_);
  info.set_domain(kDomain);
  info.mutable_metadata()->insert(metadata_.begin(), metadata_.end());
  SetPayload(status, info);
  if (!violations_.empty()) {
    google::rpc::BadRequest bad;
    for (const FieldViolation& violation : violations_) {
      auto& added = *bad.add_field_violations();
      added.set_field(violation.field);
      added.set_description(violation.description);
    }
    SetPayload(status, bad);
  }
  return status;
}

Error InvalidField(absl::string_view reason, absl::string_view field,
                   absl::string_view description) {
  return Error(absl::StatusCode::kInvalidArgument, reason, absl::StrCat(field, ": ", description))
      .Field(field, description);
}

absl::Status Prefix(const absl::Status& status, absl::string_view prefix) {
  if (status.ok()) return status;
  return Reworded(status, absl::StrCat(prefix, ": ", status.message()));
}

absl::Status AtField(const absl::Status& status, absl::string_view field) {
  if (status.ok()) return status;
  absl::Status at = Prefix(status, field);
  google::rpc::BadRequest bad;
  if (GetPayload(status, bad)) {
    for (auto& violation : *bad.mutable_field_violations()) {
      violation.set_field(absl::StrCat(field, ".", violation.field()));
    }
  } else {
    auto& violation = *bad.add_field_violations();
    violation.set_field(std::string(field));
    violation.set_description(std::string(status.message()));
  }
  SetPayload(at, bad);
  return at;
}

ErrorDetails DetailsOf(const absl::Status& status) {
  ErrorDetails details;
  google::rpc::ErrorInfo info;
  if (GetPayload(status, info)) {
    details.reason = info.reason();
    details.metadata.insert(info.metadata().begin(), info.metadata().end());
  }
  google::rpc::BadRequest bad;
  if (GetPayload(status, bad)) {
    for (const auto& violation : bad.field_violations()) {
      details.violations.push_back({violation.field(), violation.description()});
    }
  }
  return details;
}

std::string SerializeDetails(const absl::Status& status) {
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(std::string(status.message()));
  const auto add = [&](absl::string_view type_url, const absl::Cord& payload) {
    auto& any = *details.add_details();
    any.set_type_url(std::string(type_url));
    any.set_value(std::string(payload));
  };
  google::rpc::ErrorInfo info;
  if (!GetPayload(status, info)) {
    info.set_reason(absl::StatusCodeToString(status.code()));
    info.set_domain(kDomain);
    add(TypeUrl(info), absl::Cord(info.SerializeAsString()));
  }
  status.ForEachPayload(add);
  return details.SerializeAsString();
}

absl::Status WithDetails(absl::StatusCode code, absl::string_view message,
                         absl::string_view details) {
  absl::Status status(code, message);
  google::rpc::Status parsed;
  if (parsed.ParseFromArray(details.data(), static_cast<int>(details.size()))) {
    for (const auto& any : parsed.details()) {
      status.SetPayload(any.type_url(), absl::Cord(any.value()));
    }
  }
  return status;
}

}  // namespace entente
