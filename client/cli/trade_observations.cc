#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/format.h"
#include "client/render/observations.h"
#include "client/render/sdmx_csv.h"
#include "client/render/words.h"
#include "client/trade_client.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

// Every release by its name, and its source, at a revision.
absl::StatusOr<std::map<std::string, Origin>> OriginsAt(int64_t revision, const TradeClient& client,
                                                        absl::Time deadline) {
  trade::v1::ListSourcesRequest for_sources;
  for_sources.mutable_read_at()->set_revision(revision);
  ASSIGN_OR_RETURN(const trade::v1::ListSourcesResponse listed,
                   client.ListSources(for_sources, deadline));
  std::map<std::string, trade::v1::Source> sources;
  for (const trade::v1::Source& source : listed.sources()) sources[source.name()] = source;
  trade::v1::ListReleasesRequest for_releases;
  for_releases.set_parent("sources/-");
  for_releases.mutable_read_at()->set_revision(revision);
  ASSIGN_OR_RETURN(const trade::v1::ListReleasesResponse releases,
                   client.ListReleases(for_releases, deadline));
  std::map<std::string, Origin> origins;
  for (const trade::v1::Release& release : releases.releases()) {
    const std::string source = release.name().substr(0, release.name().find("/releases/"));
    origins[release.name()] = {release, sources[source]};
  }
  return origins;
}

// Writes a stream of observations in one of their formats.
class Export {
 public:
  Export(const TradeClient& client, Format format, absl::Time deadline)
      : client_(client), format_(format), deadline_(deadline) {}

  // Fetches what a format needs of the service besides the stream.
  absl::Status Prepare() {
    if (format_ == Format::kProtobuf || format_ == Format::kSdmxCsv) return absl::OkStatus();
    ASSIGN_OR_RETURN(const trade::v1::ListAreasResponse areas, client_.ListAreas({}, deadline_));
    numbers_ = NumbersOf(areas);
    return absl::OkStatus();
  }

  absl::Status Write(const trade::v1::StreamObservationsResponse& batch) {
    if (!begun_) RETURN_IF_ERROR(Begin(batch.revision()));
    if (batch.empty_reason() != common::v1::EMPTY_REASON_UNSPECIFIED) {
      fputs(absl::StrCat("entente: no observation: ",
                         WhyNoFigure(batch.empty_reason(), "the reporter"), "\n")
                .c_str(),
            stderr);
    }
    if (format_ == Format::kProtobuf) return client::Write(ObservationsProtobuf(batch));
    for (const trade::v1::ObservationBlock& block : batch.blocks()) {
      ASSIGN_OR_RETURN(const std::vector<ObservationRow> rows, RowsOf(block));
      RETURN_IF_ERROR(client::Write(LinesOf(block, rows)));
    }
    return absl::OkStatus();
  }

  // Says what of a file for UN Comtrade's format does not fit in there.
  void End() const {
    if (misfits_ == 0) return;
    fputs(absl::StrCat("entente: ", Grouped(misfits_), misfits_ == 1 ? " row does" : " rows do",
                       " not fit in UN Comtrade's format and cannot be imported again from this "
                       "file (the first is ",
                       why_, "); --format sdmx-csv keeps them whole, one --source at a time\n")
              .c_str(),
          stderr);
  }

 private:
  absl::Status Begin(int64_t revision) {
    begun_ = true;
    if (format_ == Format::kJson || format_ == Format::kProtobuf) return absl::OkStatus();
    if (format_ != Format::kSdmxCsv) return client::Write(ObservationsCsvHeader());
    ASSIGN_OR_RETURN(origins_, OriginsAt(revision, client_, deadline_));
    return client::Write(SdmxCsvHeader());
  }

  std::string LinesOf(const trade::v1::ObservationBlock& block,
                      const std::vector<ObservationRow>& rows) {
    if (format_ == Format::kSdmxCsv) return SdmxCsv(block, rows, origins_[block.release()]);
    if (format_ == Format::kJson) return ObservationsJson(block, rows, numbers_);
    if (format_ == Format::kCsv) CountMisfits(block, rows);
    return ObservationsCsv(block, rows, numbers_);
  }

  void CountMisfits(const trade::v1::ObservationBlock& block,
                    const std::vector<ObservationRow>& rows) {
    if (std::string why = WhyNotComtrade(block, numbers_); !why.empty()) {
      AddMisfits(static_cast<int64_t>(rows.size()), std::move(why));
      return;
    }
    // Blocks that differ in their release alone come one after the other.
    std::string cells =
        absl::StrJoin({block.reporter(), block.partner(), block.flow(), block.period()}, " ");
    if (cells != cells_) values_.clear();
    cells_ = std::move(cells);
    for (const ObservationRow& row : rows) {
      const auto [known, added] =
          values_.try_emplace({row.classification, row.commodity}, row.value);
      if (!added && known->second != row.value) {
        AddMisfits(1, "of a cell that another release before it has with another value");
      }
    }
  }

  void AddMisfits(int64_t count, std::string why) {
    if (misfits_ == 0) why_ = std::move(why);
    misfits_ += count;
  }

  const TradeClient& client_;
  const Format format_;
  const absl::Time deadline_;
  AreaNumbers numbers_;
  std::map<std::string, Origin> origins_;  // by name of the release
  bool begun_ = false;
  int64_t misfits_ = 0;  // rows that UN Comtrade's format has no place for
  std::string why_;      // that the first of them does not fit
  std::string cells_;    // that the last block is of, but for classification and commodity
  std::map<std::pair<std::string, std::string>, std::string> values_;  // first of each, by these
};

}  // namespace

ExitCode RunTradeObservations(const GlobalOptions& global,
                              const trade::v1::StreamObservationsRequest& asked) {
  trade::v1::StreamObservationsRequest request = asked;
  const absl::Status resolved =
      ResolveCountries({request.mutable_reporter(), request.mutable_partner()});
  if (!resolved.ok()) return Fail(resolved);
  *request.mutable_read_at() = ReadAt(global.as_of, global.trade_revision);

  const TradeClient client(global.trade_address);
  const absl::Time deadline = global.Deadline(kStreamTime);
  Export file(client, global.format, deadline);
  if (const absl::Status prepared = file.Prepare(); !prepared.ok()) return Fail(prepared);
  const absl::Status done = client.StreamObservations(
      request,
      [&](const trade::v1::StreamObservationsResponse& batch) { return file.Write(batch); },
      deadline);
  if (!done.ok()) return Fail(done);
  file.End();
  return ExitCode::kOk;
}

}  // namespace entente::client
