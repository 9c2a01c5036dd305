#include "agreements_service/load/facts.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "agreements_service/convert.h"
#include "agreements_service/core/status.h"
#include "common/api/text_proto.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "entente/agreements/v1/facts.pb.h"

namespace entente::agreements {
namespace {

// Reads one repeated field of the file; what is wrong with an element is told with its line and
// name.
template <typename Protos, typename T>
absl::Status ReadAll(const TextProto& text, const v1::Facts& facts, absl::string_view field,
                     const Protos& protos, std::vector<T>& resources) {
  absl::flat_hash_set<std::string> names;
  for (int i = 0; i < protos.size(); ++i) {
    absl::StatusOr<T> resource = FromProto(protos[i]);
    if (resource.ok() && !names.insert(resource->name).second) {
      resource = InvalidField("NAME_REPEATED", absl::StrCat(field, "[", i, "].name"),
                              "stands twice in the file; give each its own name");
    }
    if (!resource.ok()) {
      const std::string where = text.Where(facts, field, i);
      return Prefix(resource.status(),
                    protos[i].name().empty() ? where : absl::StrCat(where, ", ", protos[i].name()));
    }
    resources.push_back(*std::move(resource));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LoadedFile> LoadFacts(const File& file) {
  absl::string_view content = file.content;
  absl::ConsumePrefix(&content, kByteOrderMark);
  v1::Facts facts;
  TextProto text;
  RETURN_IF_ERROR(text.Parse(content, facts));
  LoadedFile loaded;
  Batch& batch = loaded.batch;
  RETURN_IF_ERROR(ReadAll(text, facts, "agreements", facts.agreements(), batch.agreements));
  RETURN_IF_ERROR(ReadAll(text, facts, "occasions", facts.occasions(), batch.occasions));
  RETURN_IF_ERROR(ReadAll(text, facts, "milestones", facts.milestones(), batch.milestones));

  ImportReport& report = loaded.report;
  report.read = static_cast<int64_t>(batch.agreements.size() + batch.occasions.size() +
                                     batch.milestones.size());
  report.kept = report.read;
  for (const Agreement& agreement : batch.agreements) {
    if (EntersBeforeSignature(agreement)) report.Note("ENTRY_BEFORE_SIGNATURE", agreement.name);
  }
  return loaded;
}

}  // namespace entente::agreements
