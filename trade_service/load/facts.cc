#include "trade_service/load/facts.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/api/convert.h"
#include "common/api/fingerprint.h"
#include "common/api/request.h"
#include "common/api/text_proto.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/trade/v1/facts.pb.h"
#include "trade_service/block.h"
#include "trade_service/convert.h"

namespace entente::trade {
namespace {

constexpr size_t kFingerprintInName = 12;

absl::StatusOr<Observation> ReadFigure(const v1::FactFigure& figure) {
  Observation observation;
  Cell& cell = observation.cell;
  ASSIGN_OR_RETURN(cell.reporter, CheckCountry(figure.reporter(), "reporter"));
  ASSIGN_OR_RETURN(cell.partner, CheckCountry(figure.partner(), "partner"));
  if (figure.flow().empty()) return InvalidField("FLOW_MISSING", "flow", "say X, M or another");
  if (!IsCode(figure.flow())) return InvalidField("FLOW_INVALID", "flow", "is no code of a flow");
  cell.flow = figure.flow();
  cell.commodity = kTotal;
  const absl::StatusOr<Period> period = Period::Parse(figure.period());
  if (!period.ok()) {
    return InvalidField("PERIOD_INVALID", "period", period.status().message());
  }
  cell.period = *period;
  cell.frequency = period->frequency();
  const absl::StatusOr<Decimal> value = Decimal::Parse(figure.value());
  if (!value.ok()) return InvalidField("VALUE_INVALID", "value", value.status().message());
  observation.value = *value;
  ASSIGN_OR_RETURN(observation.valuation, FromProto(figure.valuation(), "valuation"));
  ASSIGN_OR_RETURN(observation.flags, FromProto(figure.flags(), "flags"));
  observation.locator = figure.cell();
  return observation;
}

// A release's name carries a fingerprint of what is in it, so that a file that was edited adds only
// the releases that were.
absl::StatusOr<NewRelease> ReadRelease(const v1::FactRelease& fact, const File& file) {
  RETURN_IF_ERROR(MatchName(fact.source(), "sources/*", "source").status());
  const std::string fingerprint = Fingerprint(fact).substr(0, kFingerprintInName);
  v1::Release proto;
  proto.set_name(absl::StrCat(fact.source(), "/releases/", fact.dataset(), "-", fingerprint));
  proto.set_dataset(fact.dataset());
  *proto.mutable_published() = fact.published();
  *proto.mutable_retrieved() = fact.retrieved();
  proto.set_url(fact.url());
  proto.set_file_name(file.name);
  proto.set_currency(fact.currency());
  proto.set_note(fact.note());
  proto.set_sha256(file.sha256);
  proto.set_observation_count(fact.figures_size());
  proto.set_principal(file.principal);
  NewRelease added;
  ASSIGN_OR_RETURN(added.release, FromProto(proto));
  if (fact.figures().empty()) {
    return InvalidField("FIGURES_MISSING", "figures", "a release has at least one figure");
  }
  std::set<Cell> cells;
  std::vector<Observation> observations;
  for (int i = 0; i < fact.figures_size(); ++i) {
    absl::StatusOr<Observation> figure = ReadFigure(fact.figures(i));
    if (!figure.ok()) return AtField(figure.status(), absl::StrCat("figures[", i, "]"));
    if (!cells.insert(figure->cell).second) {
      return InvalidField("CELL_CONFLICT", absl::StrCat("figures[", i, "]"),
                          "an earlier figure is of the same reporter, partner, flow and period");
    }
    observations.push_back(*std::move(figure));
  }
  ASSIGN_OR_RETURN(added.blocks, BlocksOf(std::move(observations)));
  return added;
}

// Reads one repeated field of the file; what is wrong with an element is told with its line.
template <typename Protos, typename T, typename Read>
absl::Status ReadAll(const TextProto& text, const v1::Facts& facts, absl::string_view field,
                     const Protos& protos, std::vector<T>& values, Read read) {
  for (int i = 0; i < protos.size(); ++i) {
    absl::StatusOr<T> value = read(protos[i]);
    if (!value.ok()) {
      return Prefix(AtField(value.status(), absl::StrCat(field, "[", i, "]")),
                    text.Where(facts, field, i));
    }
    values.push_back(*std::move(value));
  }
  return absl::OkStatus();
}

template <typename T, typename NameOf>
absl::Status CheckUnique(const std::vector<T>& values, NameOf name_of) {
  std::set<std::string> names;
  for (const T& value : values) {
    if (!names.insert(name_of(value)).second) {
      return Error(
          absl::StatusCode::kInvalidArgument, "NAME_REPEATED",
          absl::StrCat(name_of(value), " stands twice in the file; give each its own name"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LoadedFile> LoadFacts(const File& file) {
  v1::Facts facts;
  TextProto text;
  RETURN_IF_ERROR(text.Parse(file.content, facts));
  LoadedFile loaded;
  Batch& batch = loaded.batch;
  RETURN_IF_ERROR(ReadAll(text, facts, "sources", facts.sources(), batch.sources,
                          [](const auto& proto) { return FromProto(proto); }));
  RETURN_IF_ERROR(ReadAll(text, facts, "releases", facts.releases(), batch.releases,
                          [&](const auto& proto) { return ReadRelease(proto, file); }));
  RETURN_IF_ERROR(ReadAll(text, facts, "targets", facts.targets(), batch.targets,
                          [](const auto& proto) { return FromProto(proto); }));
  RETURN_IF_ERROR(ReadAll(text, facts, "statements", facts.statements(), batch.statements,
                          [](const auto& proto) { return FromProto(proto); }));
  RETURN_IF_ERROR(ReadAll(text, facts, "commodity_titles", facts.commodity_titles(), batch.titles,
                          [](const auto& proto) { return FromProto(proto); }));
  const auto name = [](const auto& resource) { return resource.name; };
  RETURN_IF_ERROR(CheckUnique(batch.sources, name));
  RETURN_IF_ERROR(CheckUnique(batch.releases, [](const NewRelease& r) { return r.release.name; }));
  RETURN_IF_ERROR(CheckUnique(batch.targets, name));
  RETURN_IF_ERROR(CheckUnique(batch.statements, name));
  RETURN_IF_ERROR(CheckUnique(batch.titles, name));

  ImportReport& report = loaded.report;
  Decimal all;
  for (const NewRelease& added : batch.releases) {
    report.kept += added.release.observation_count;
    ASSIGN_OR_RETURN(const std::vector<Observation> observations, ObservationsOf(*added.blocks));
    for (const Observation& observation : observations) {
      ASSIGN_OR_RETURN(all, all.Add(observation.value));
    }
  }
  report.kept += static_cast<int64_t>(batch.sources.size() + batch.targets.size() +
                                      batch.statements.size() + batch.titles.size());
  report.read = report.kept;
  if (report.read == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "the file has no source, release, target, statement or title");
  }
  if (!batch.releases.empty()) report.totals.emplace_back("all values", all.ToString());
  return loaded;
}

}  // namespace entente::trade
