#include "common/api/text_proto.h"

#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

#include "common/status/error.h"

namespace entente {
namespace {

// A message takes many times the memory of its text.
constexpr size_t kMaxBytes = size_t{64} << 20;

// Keeps the first error: later ones only follow from it.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (!status_.ok()) return;
    // A negative line speaks of the whole file.
    const std::string where =
        line < 0 ? "the file" : absl::StrCat("line ", line + 1, ", column ", column + 1);
    status_ = Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                    absl::StrCat(where, ": ", message))
                  .With("line", absl::StrCat(line + 1))
                  .With("column", absl::StrCat(column + 1));
  }

  const absl::Status& status() const { return status_; }

 private:
  absl::Status status_;
};

// The text form lets a string hold any bytes, but a message with such a string cannot be read back.
absl::Status CheckText(const google::protobuf::Message& message) {
  const std::unique_ptr<google::protobuf::Message> copy(message.New());
  if (copy->ParseFromString(message.SerializeAsString())) return absl::OkStatus();
  return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
               "the file has text that is not UTF-8; save it in that encoding");
}

}  // namespace

absl::Status TextProto::Parse(absl::string_view content, google::protobuf::Message& message) {
  if (content.size() > kMaxBytes) {
    return Error(absl::StatusCode::kResourceExhausted, "FILE_TOO_LARGE",
                 absl::StrCat("a text-proto can be up to ", kMaxBytes, " bytes, and this one has ",
                              content.size(), "; split it into several files"))
        .With("limit_bytes", absl::StrCat(kMaxBytes));
  }
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(&places_);
  google::protobuf::io::ArrayInputStream input(content.data(), static_cast<int>(content.size()));
  if (parser.Parse(&input, &message)) return CheckText(message);
  if (!error.status().ok()) return error.status();
  return Error(
      absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
      absl::StrCat("the file is not a text-proto of ", message.GetDescriptor()->full_name()));
}

std::string TextProto::Where(const google::protobuf::Message& message, absl::string_view field,
                             int index) const {
  const auto* descriptor = message.GetDescriptor()->FindFieldByName(std::string(field));
  return absl::StrCat("line ", places_.GetLocation(descriptor, index).line + 1);
}

bool BeginsField(absl::string_view line, const google::protobuf::Descriptor& message) {
  for (int i = 0; i < message.field_count(); ++i) {
    absl::string_view rest = line;
    if (!absl::ConsumePrefix(&rest, message.field(i)->name())) continue;
    rest = absl::StripLeadingAsciiWhitespace(rest);
    if (rest.empty() || rest[0] == '{' || rest[0] == ':' || rest[0] == '<') return true;
  }
  return false;
}

}  // namespace entente
