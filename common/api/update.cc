#include "common/api/update.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/util/field_mask_util.h"

#include "common/status/error.h"

namespace entente {
namespace {

using google::protobuf::util::FieldMaskUtil;

// Fields that every resource has and no caller sets.
constexpr std::array<absl::string_view, 4> kKept = {"name", "etag", "recorded", "revision"};

// Whether `path` is one of them, or within it.
bool IsKept(absl::string_view path) {
  const absl::string_view field = path.substr(0, path.find('.'));
  return std::find(kKept.begin(), kKept.end(), field) != kKept.end();
}

absl::Status MaskInvalid(absl::string_view path, absl::string_view why) {
  return InvalidField("MASK_INVALID", "update_mask", absl::StrCat("'", path, "' ", why));
}

}  // namespace

absl::Status ApplyMask(const google::protobuf::FieldMask& mask,
                       const google::protobuf::Message& from, google::protobuf::Message& into) {
  const google::protobuf::Descriptor* descriptor = into.GetDescriptor();
  google::protobuf::FieldMask paths;
  if (mask.paths().empty() || (mask.paths_size() == 1 && mask.paths(0) == "*")) {
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const std::string& name = descriptor->field(i)->name();
      if (!IsKept(name)) paths.add_paths(name);
    }
  } else {
    for (const std::string& path : mask.paths()) {
      if (IsKept(path)) return MaskInvalid(path, "cannot be set");
      if (path.empty() || !FieldMaskUtil::GetFieldDescriptors(descriptor, path, nullptr)) {
        return MaskInvalid(path, absl::StrCat("is no field of ", descriptor->name()));
      }
      paths.add_paths(path);
    }
  }
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(from, paths, options, &into);
  return absl::OkStatus();
}

}  // namespace entente
