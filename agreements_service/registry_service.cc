#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/anomaly_list.h"
#include "agreements_service/conflict_list.h"
#include "agreements_service/convert.h"
#include "agreements_service/load/file.h"
#include "agreements_service/merges.h"
#include "agreements_service/pair_filter.h"
#include "agreements_service/revision_diff.h"
#include "agreements_service/services.h"
#include "agreements_service/store/references.h"
#include "agreements_service/store/replaced.h"
#include "common/api/convert.h"
#include "common/api/handlers.h"
#include "common/api/import_upload.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/api/update.h"
#include "common/api/watch.h"
#include "common/file/spool.h"
#include "common/hash/sha256.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/agreements/v1/registry_service.pb.h"

namespace entente::agreements {
namespace {

using Upload = ImportUpload<v1::ImportDatasetRequest, v1::ImportHeader, v1::ImportDatasetResponse>;

constexpr size_t kDigitsInName = 16;  // of the file's SHA-256

absl::Status CheckHeader(const v1::ImportHeader& header) {
  static_assert(static_cast<int>(kLastFormat) == v1::ImportFormat_MAX);
  if (v1::ImportFormat_IsValid(header.format())) return absl::OkStatus();
  return InvalidField("FORMAT_UNKNOWN", "header.format", "not a value of ImportFormat");
}

absl::StatusOr<File> FileOf(const v1::ImportHeader& header, const ImportOptions& options,
                            const Upload::File& upload) {
  File file;
  file.content = upload.content;
  file.format = static_cast<FileFormat>(header.format());
  file.name = header.file_name();
  file.url = header.url();
  ASSIGN_OR_RETURN(file.published, entente::FromProto(header.published(), "header.published"));
  ASSIGN_OR_RETURN(file.retrieved, entente::FromProto(header.retrieved(), "header.retrieved"));
  file.folder = options.spool_folder;
  file.max_bytes = options.max_bytes;
  return file;
}

// Whether the data set's file was loaded before.
absl::StatusOr<std::optional<Dataset>> FindDataset(const Store& store, const std::string& name,
                                                   int64_t revision) {
  absl::StatusOr<Dataset> dataset = store.GetDataset(name, revision);
  if (dataset.ok()) return std::optional<Dataset>(*std::move(dataset));
  if (dataset.status().code() == absl::StatusCode::kNotFound) return std::optional<Dataset>();
  return dataset.status();
}

// Records the batch on the store's head, or finds that it was recorded before.
absl::StatusOr<ImportOutcome> ImportAt(Store& store, int64_t head, const Mutation& mutation,
                                       const Batch& batch, const Dataset& dataset, bool dry_run) {
  ASSIGN_OR_RETURN(const std::optional<Dataset> loaded, FindDataset(store, dataset.name, head));
  if (loaded.has_value()) {
    ImportOutcome outcome;
    outcome.commit = {loaded->revision, loaded->recorded, /*repeated=*/true};
    return outcome;
  }
  absl::StatusOr<ImportOutcome> outcome = store.Import(mutation, batch, dataset, dry_run);
  if (outcome.status().code() != absl::StatusCode::kAlreadyExists) return outcome;
  // Somebody recorded one of the resources meanwhile.
  return absl::AbortedError(outcome.status().message());
}

absl::StatusOr<v1::ImportDatasetResponse> Import(Store& store, const rpc::Context& context,
                                                 const ImportOptions& options,
                                                 const OnCommit& on_commit,
                                                 const v1::ImportHeader& header,
                                                 const Upload::File& upload) {
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, header, header.request_id(), "import",
                                                    "header.request_id"));
  mutation.fingerprint = Sha256Hex(absl::StrCat(mutation.fingerprint, upload.sha256));
  ASSIGN_OR_RETURN(const File file, FileOf(header, options, upload));
  ASSIGN_OR_RETURN(LoadedFile loaded, LoadFile(file));
  RETURN_IF_ERROR(NoteDanglingReferences(store, loaded.batch, loaded.report));
  RETURN_IF_ERROR(NoteReplacedParts(store, loaded.batch, loaded.report));

  Dataset dataset{.name = absl::StrCat("datasets/", upload.sha256.substr(0, kDigitsInName)),
                  .file_name = header.file_name(),
                  .url = header.url(),
                  .sha256 = upload.sha256,
                  .resource_count = loaded.report.read,
                  .principal = context.principal,
                  .recorded = {},
                  .revision = 0};
  ImportOutcome outcome;
  ASSIGN_OR_RETURN(
      const Commit commit,
      ReadModifyWrite(store.journal(), mutation, 0, [&](int64_t head) -> absl::StatusOr<Commit> {
        ASSIGN_OR_RETURN(outcome,
                         ImportAt(store, head, mutation, loaded.batch, dataset, header.dry_run()));
        return outcome.commit;
      }));
  if (commit.repeated) outcome.unchanged = loaded.report.read;
  const bool recorded = !header.dry_run() || commit.repeated;
  if (recorded) {
    ASSIGN_OR_RETURN(dataset, store.GetDataset(dataset.name, commit.revision));
  }
  if (recorded && !commit.repeated) on_commit();

  loaded.report.totals = {{"created", absl::StrCat(outcome.created)},
                          {"updated", absl::StrCat(outcome.updated)},
                          {"unchanged", absl::StrCat(outcome.unchanged)}};
  v1::ImportDatasetResponse response;
  *response.mutable_dataset() = ToProto(dataset);
  *response.mutable_report() = entente::ToProto(loaded.report);
  response.set_already_loaded(commit.repeated);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::ListDatasetsResponse> ListDatasets(const Store& store,
                                                      const v1::ListDatasetsRequest& request) {
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(const Page<Dataset> page,
                   FillPage<Dataset>(
                       list,
                       [&](const std::string& after, int limit) {
                         return store.ListDatasets(after, limit, list.read.revision);
                       },
                       [](const Dataset&) { return true; },
                       [](const Dataset& dataset) { return dataset.name; }));
  v1::ListDatasetsResponse response;
  for (const Dataset& dataset : page.items) *response.add_datasets() = ToProto(dataset);
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) response.set_empty_reason(common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  response.set_revision(list.read.revision);
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewRegistryService(Store& store, const Clock& clock,
                                                 ImportOptions options, OnCommit on_commit) {
  auto service = std::make_unique<rpc::Service>(
      *v1::ImportHeader::descriptor()->file()->FindServiceByName("RegistryService"));
  AddMergeHandlers(*service, store, on_commit);
  service->ClientStream<v1::ImportDatasetRequest, v1::ImportDatasetResponse>(
      "ImportDataset",
      [&store, options = std::move(options),
       on_commit = std::move(on_commit)](const rpc::Context& context)
          -> absl::StatusOr<
              std::unique_ptr<rpc::Upload<v1::ImportDatasetRequest, v1::ImportDatasetResponse>>> {
        ASSIGN_OR_RETURN(std::unique_ptr<Spool> spool,
                         Spool::Open(options.spool_folder, options.max_bytes));
        return std::make_unique<Upload>(
            std::move(spool), CheckHeader,
            [&store, &context, &options, &on_commit](const v1::ImportHeader& header,
                                                     const Upload::File& upload) {
              return Import(store, context, options, on_commit, header, upload);
            });
      });
  Handlers handlers(*service, store);
  handlers.Read("ListDatasets", ListDatasets);
  handlers.Read("ListAnomalies", ListAnomalies);
  handlers.Read("ListConflicts", ListConflicts);
  service->ServerStream<v1::WatchChangesRequest, v1::WatchChangesResponse>(
      "WatchChanges",
      [&store, &clock](const rpc::Context&, const v1::WatchChangesRequest& request)
          -> absl::StatusOr<std::unique_ptr<rpc::Stream<v1::WatchChangesResponse>>> {
        ASSIGN_OR_RETURN(PairFilter filter, PairFilter::Of(store, request.pairs()));
        return WatchStream<v1::WatchChangesResponse>::Open(
            request, store.journal(), clock,
            [filter = std::move(filter)](const Change& change, v1::WatchChangesResponse&) {
              return filter.Concerns(change.name, change.revision - 1, change.revision);
            });
      });
  service->ServerStream<v1::DiffRevisionsRequest, v1::DiffRevisionsResponse>(
      "DiffRevisions",
      [&store, &clock](const rpc::Context&, const v1::DiffRevisionsRequest& request) {
        return DiffRevisions(store, clock, request);
      });
  return service;
}

}  // namespace entente::agreements
