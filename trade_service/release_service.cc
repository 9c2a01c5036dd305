#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/api/convert.h"
#include "common/api/handlers.h"
#include "common/api/import_upload.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/api/watch.h"
#include "common/file/spool.h"
#include "common/hash/sha256.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/cell_history.h"
#include "trade_service/convert.h"
#include "trade_service/imported_reporters.h"
#include "trade_service/load/file.h"
#include "trade_service/pair_watch.h"
#include "trade_service/release_diff.h"
#include "trade_service/release_pruning.h"
#include "trade_service/request.h"
#include "trade_service/services.h"
#include "trade_service/store/chain.h"

namespace entente::trade {
namespace {

constexpr char kEverySource[] = "sources/-";

using Upload = ImportUpload<v1::ImportReleaseRequest, v1::ImportHeader, v1::ImportReleaseResponse>;

// The prefix of the release names below "sources/{source}"; "sources/-" stands for every source.
absl::StatusOr<std::string> ReleasePrefix(const std::string& parent) {
  if (parent == kEverySource) return std::string();
  RETURN_IF_ERROR(MatchName(parent, "sources/*", "parent").status());
  return absl::StrCat(parent, "/releases/");
}

absl::StatusOr<v1::GetSourceResponse> GetSource(const Store& store,
                                                const v1::GetSourceRequest& request) {
  RETURN_IF_ERROR(MatchName(request.name(), "sources/*", "name").status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Source source, store.GetSource(request.name(), read.revision));
  v1::GetSourceResponse response;
  *response.mutable_source() = ToProto(source);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListSourcesResponse> ListSources(const Store& store,
                                                    const v1::ListSourcesRequest& request) {
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(
      const Page<Source> page,
      FillPage<Source>(
          list,
          [&](const std::string& after, int limit) {
            return store.ListSources(after, limit, list.read.revision);
          },
          [](const Source&) { return true; }, [](const Source& source) { return source.name; }));
  v1::ListSourcesResponse response;
  for (const Source& source : page.items) *response.add_sources() = ToProto(source);
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) response.set_empty_reason(common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::GetReleaseResponse> GetRelease(const Store& store,
                                                  const v1::GetReleaseRequest& request) {
  RETURN_IF_ERROR(MatchName(request.name(), "sources/*/releases/*", "name").status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Release release, store.GetRelease(request.name(), read.revision));
  v1::GetReleaseResponse response;
  *response.mutable_release() = ToProto(release);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListReleasesResponse> ListReleases(const Store& store,
                                                      const v1::ListReleasesRequest& request) {
  ASSIGN_OR_RETURN(const std::string prefix, ReleasePrefix(request.parent()));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  if (request.parent() != kEverySource) {
    RETURN_IF_ERROR(CheckSource(store, request.parent(), list.read.revision));
  }
  bool later = false;  // one was published later
  ASSIGN_OR_RETURN(const Page<Release> page,
                   FillPage<Release>(
                       list,
                       [&](const std::string& after, int limit) {
                         return store.ListReleases(prefix, after, limit, list.read.revision);
                       },
                       [&](const Release& release) {
                         const bool known =
                             !list.read.as_of || PublishedDay(release) <= *list.read.as_of;
                         later = later || !known;
                         return known;
                       },
                       [](const Release& release) { return release.name; }));
  v1::ListReleasesResponse response;
  for (const Release& release : page.items) *response.add_releases() = ToProto(release);
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) {
    response.set_empty_reason(later            ? common::v1::EMPTY_REASON_NOT_KNOWN_THEN
                              : prefix.empty() ? common::v1::EMPTY_REASON_NO_SOURCE_LOADED
                                               : common::v1::EMPTY_REASON_NOT_REPORTED);
  }
  response.set_revision(list.read.revision);
  return response;
}

absl::Status CheckHeader(const v1::ImportHeader& header) {
  if (!v1::ImportFormat_IsValid(header.format())) {
    return InvalidField("FORMAT_UNKNOWN", "header.format", "not a value of ImportFormat");
  }
  RETURN_IF_ERROR(entente::FromProto(header.published(), "header.published").status());
  RETURN_IF_ERROR(entente::FromProto(header.retrieved(), "header.retrieved").status());
  if (!header.dataset().empty()) {
    RETURN_IF_ERROR(MatchName(header.dataset(), "*", "header.dataset").status());
  }
  if (!header.source().empty()) {
    RETURN_IF_ERROR(MatchName(header.source(), "sources/*", "header.source").status());
  }
  if (!header.period().empty()) {
    const absl::Status period = Period::Parse(header.period()).status();
    if (!period.ok()) return InvalidField("PERIOD_INVALID", "header.period", period.message());
  }
  const v1::ValueUnit& unit = header.unit();
  if (unit.exponent() < 0 || unit.exponent() > 9) {
    return InvalidField("UNIT_INVALID", "header.unit.exponent", "must be 0 to 9");
  }
  if (!unit.currency().empty() && !IsCurrency(unit.currency())) {
    return InvalidField("UNIT_INVALID", "header.unit.currency", "must be an ISO 4217 code");
  }
  if (header.format() == v1::IMPORT_FORMAT_FACTS &&
      (!header.dataset().empty() || header.has_published())) {
    return InvalidField("HEADER_INVALID", "header.dataset",
                        "a file of facts names its own data sets and dates; leave it out");
  }
  return absl::OkStatus();
}

absl::StatusOr<LoadedFile> Load(const rpc::Context& context, const ImportOptions& options,
                                const v1::ImportHeader& header, const Upload::File& upload) {
  static_assert(static_cast<int>(FileFormat::kBaciTitles) == v1::IMPORT_FORMAT_BACI_TITLES);
  File file{.content = upload.content,
            .format = static_cast<FileFormat>(header.format()),
            .name = header.file_name(),
            .dataset = header.dataset(),
            .published = {},
            .retrieved = {},
            .url = header.url(),
            .sha256 = upload.sha256,
            .content_sha256 = {},
            .principal = context.principal,
            .source = header.source(),
            .currency = header.unit().currency(),
            .exponent = header.unit().exponent(),
            .period = std::nullopt,
            .folder = options.spool_folder};
  if (!header.period().empty()) {
    ASSIGN_OR_RETURN(file.period, Period::Parse(header.period()));
  }
  ASSIGN_OR_RETURN(file.published, entente::FromProto(header.published(), "header.published"));
  ASSIGN_OR_RETURN(file.retrieved, entente::FromProto(header.retrieved(), "header.retrieved"));
  return LoadFile(file);
}

// Whether the store has what a lookup found; an error other than NOT_FOUND is passed on.
absl::StatusOr<bool> Has(const absl::Status& found) {
  if (found.code() == absl::StatusCode::kNotFound) return false;
  RETURN_IF_ERROR(found);
  return true;
}

// Takes out of the batch the releases that the store has already, and the sources that a format
// only supposes and the store knows better.
absl::Status DropKnown(const Store& store, Batch& batch) {
  const int64_t head = store.journal().Head();
  std::vector<NewRelease> releases;
  for (NewRelease& added : batch.releases) {
    ASSIGN_OR_RETURN(const bool known, Has(store.GetRelease(added.release.name, head).status()));
    if (!known) releases.push_back(std::move(added));
  }
  batch.releases = std::move(releases);
  if (batch.sources_supposed) {
    std::vector<Source> sources;
    for (Source& source : batch.sources) {
      ASSIGN_OR_RETURN(const bool known, Has(store.GetSource(source.name, head).status()));
      if (!known) sources.push_back(std::move(source));
    }
    batch.sources = std::move(sources);
  }
  return absl::OkStatus();
}

// Every release must be of a source that the file or the store has.
absl::Status CheckSources(const Store& store, const Batch& batch) {
  for (const NewRelease& added : batch.releases) {
    const absl::string_view source = SourceOf(added.release);
    if (std::any_of(batch.sources.begin(), batch.sources.end(),
                    [&](const Source& listed) { return listed.name == source; })) {
      continue;
    }
    ASSIGN_OR_RETURN(const bool known,
                     Has(store.GetSource(source, store.journal().Head()).status()));
    if (!known) {
      return Error(absl::StatusCode::kInvalidArgument, "SOURCE_UNKNOWN",
                   absl::StrCat("a release is of ", source,
                                ", which is neither in the file nor in the store; list it in the "
                                "file's sources"))
          .With("source", source);
    }
  }
  return absl::OkStatus();
}

// Imports what the store does not have yet. If another import of the same file was faster, all of
// it is there at the second look.
absl::StatusOr<Commit> ImportNew(Store& store, const Mutation& mutation, Batch batch) {
  RETURN_IF_ERROR(DropKnown(store, batch));
  absl::StatusOr<Commit> commit = store.Import(mutation, batch);
  if (commit.status().code() != absl::StatusCode::kAlreadyExists) return commit;
  RETURN_IF_ERROR(DropKnown(store, batch));
  return store.Import(mutation, batch);
}

v1::ReleaseChanges ToProto(const ChangeCounts& counts) {
  v1::ReleaseChanges proto;
  proto.set_changed(counts.changed);
  proto.set_added(counts.added);
  proto.set_deleted(counts.deleted);
  return proto;
}

// Tells what an import would do.
absl::Status AddPreview(const Store& store, Batch batch, v1::ImportReleaseResponse& response) {
  for (const NewRelease& added : batch.releases) {
    *response.add_releases() = ToProto(added.release);
  }
  RETURN_IF_ERROR(DropKnown(store, batch));
  ASSIGN_OR_RETURN(const std::vector<Write> writes, store.WritesOf(batch));
  response.set_already_loaded(writes.empty());
  ASSIGN_OR_RETURN(const std::vector<ChangeCounts> changes, PreviewChanges(store, batch.releases));
  size_t next = 0;
  for (const v1::Release& release : response.releases()) {
    v1::ReleaseChanges& proto = *response.add_changes();
    const bool is_new =
        next < changes.size() && batch.releases[next].release.name == release.name();
    if (is_new) proto = ToProto(changes[next++]);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ImportReleaseResponse> Import(Store& store, const rpc::Context& context,
                                                 const ImportOptions& options,
                                                 const OnCommit& on_commit,
                                                 const v1::ImportHeader& header,
                                                 const Upload::File& upload) {
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, header, header.request_id(), "import",
                                                    "header.request_id"));
  mutation.fingerprint = Sha256Hex(absl::StrCat(mutation.fingerprint, upload.sha256));
  ASSIGN_OR_RETURN(LoadedFile loaded, Load(context, options, header, upload));
  RETURN_IF_ERROR(CheckSources(store, loaded.batch));

  v1::ImportReleaseResponse response;
  *response.mutable_report() = entente::ToProto(loaded.report);
  AddReporters(loaded.batch, response);
  if (header.dry_run()) {
    RETURN_IF_ERROR(AddPreview(store, std::move(loaded.batch), response));
    response.set_revision(store.journal().Head());
    return response;
  }
  std::vector<std::string> names;
  for (const NewRelease& added : loaded.batch.releases) names.push_back(added.release.name);
  ASSIGN_OR_RETURN(const std::optional<Commit> earlier, store.journal().FindRepetition(mutation));
  const absl::StatusOr<Commit> commit =
      earlier ? *earlier : ImportNew(store, mutation, std::move(loaded.batch));
  if (commit.ok()) {
    response.set_already_loaded(commit->repeated);
    response.set_revision(commit->revision);
    if (!commit->repeated) on_commit();
  } else if (DetailsOf(commit.status()).reason == "NOTHING_TO_WRITE") {
    response.set_already_loaded(true);
    response.set_revision(store.journal().Head());
  } else {
    return commit.status();
  }
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const Release release, FindRelease(store, name, response.revision(), "name"));
    *response.add_releases() = ToProto(release);
    v1::ReleaseChanges& changes = *response.add_changes();
    const bool is_new = commit.ok() && release.revision == commit->revision;
    if (is_new) changes = ToProto(release.changes);
  }
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewReleaseService(Store& store, const Clock& clock,
                                                ImportOptions options, OnCommit on_commit) {
  auto service = std::make_unique<rpc::Service>(
      *v1::ImportHeader::descriptor()->file()->FindServiceByName("ReleaseService"));
  Handlers handlers(*service, store, on_commit);
  handlers.Read("GetSource", GetSource);
  handlers.Read("ListSources", ListSources);
  handlers.Read("GetRelease", GetRelease);
  handlers.Read("ListReleases", ListReleases);
  service->ServerStream<v1::DiffReleasesRequest, v1::DiffReleasesResponse>(
      "DiffReleases", [&store](const rpc::Context&, const v1::DiffReleasesRequest& request) {
        return DiffReleases(store, request);
      });
  handlers.Read("ListCellHistory", ListCellHistory);
  handlers.Mutate("PruneReleases", PruneReleases);
  service->ClientStream<v1::ImportReleaseRequest, v1::ImportReleaseResponse>(
      "ImportRelease",
      [&store, options = std::move(options),
       on_commit = std::move(on_commit)](const rpc::Context& context)
          -> absl::StatusOr<
              std::unique_ptr<rpc::Upload<v1::ImportReleaseRequest, v1::ImportReleaseResponse>>> {
        ASSIGN_OR_RETURN(std::unique_ptr<Spool> spool,
                         Spool::Open(options.spool_folder, options.max_bytes));
        return std::make_unique<Upload>(
            std::move(spool), CheckHeader,
            [&store, &context, &options, &on_commit](const v1::ImportHeader& header,
                                                     const Upload::File& file) {
              return Import(store, context, options, on_commit, header, file);
            });
      });
  service->ServerStream<v1::WatchChangesRequest, v1::WatchChangesResponse>(
      "WatchChanges",
      [&store, &clock](const rpc::Context&, const v1::WatchChangesRequest& request)
          -> absl::StatusOr<std::unique_ptr<rpc::Stream<v1::WatchChangesResponse>>> {
        using Watch = WatchStream<v1::WatchChangesResponse>;
        if (request.pairs().empty() && request.commodities().empty()) {
          return Watch::Open(request, store.journal(), clock);
        }
        ASSIGN_OR_RETURN(PairWatch pairs, PairWatch::Of(store, request));
        return Watch::Open(request, store.journal(), clock, std::move(pairs));
      });
  return service;
}

}  // namespace entente::trade
