#include "trade_service/core/volume.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

// What one source has of one period in one currency: who reported which flow.
struct Reports {
  // By reporter and flow.
  std::map<std::pair<absl::string_view, absl::string_view>, Figure> figures;

  const Figure* Find(absl::string_view reporter, absl::string_view flow) const {
    const auto found = figures.find({reporter, flow});
    return found == figures.end() ? nullptr : &found->second;
  }
};

bool Inferred(const Figure& figure) { return figure.flags.Has(Flag::kReporterInferred); }

// The two figures that a definition makes a volume of.
struct Candidate {
  Perspective perspective;
  absl::string_view reporter;
  const Figure* exports;
  const Figure* imports;
};

// Every way to make a volume out of `reports`, whether or not both figures are there.
std::vector<Candidate> Candidates(const Pair& pair, const Reports& reports, SourceKind kind) {
  const Figure* first_exports = reports.Find(pair.first, kExports);
  const Figure* first_imports = reports.Find(pair.first, kImports);
  const Figure* second_exports = reports.Find(pair.second, kExports);
  const Figure* second_imports = reports.Find(pair.second, kImports);
  if (kind == SourceKind::kReconciled) {
    // Both directions are told once; which side is named as the reporter means nothing.
    return {{Perspective::kReconciled, "", first_exports ? first_exports : second_imports,
             first_imports ? first_imports : second_exports}};
  }
  std::vector<Candidate> all;
  const auto own = [&](absl::string_view reporter, const Figure* exports, const Figure* imports) {
    if ((exports && Inferred(*exports)) || (imports && Inferred(*imports))) return;
    all.push_back({Perspective::kReporter, reporter, exports, imports});
  };
  own(pair.first, first_exports, first_imports);
  own(pair.second, second_exports, second_imports);
  all.push_back({Perspective::kExporters, "", first_exports, second_exports});
  all.push_back({Perspective::kImporters, "", second_imports, first_imports});
  return all;
}

}  // namespace

Figure FigureOf(const Series& series, const Point& point) {
  return {.period = point.period,
          .value = point.value,
          .currency = series.currency,
          .valuation = point.valuation,
          .flags = point.flags,
          .locator = point.locator,
          .release = point.release};
}

int WeightOf(const SourceKinds& kinds, const std::string& source) {
  const auto found = kinds.find(source);
  if (found == kinds.end() || found->second == SourceKind::kUnspecified) {
    return static_cast<int>(SourceKind::kReconciled) + 1;
  }
  return static_cast<int>(found->second);
}

void SortVolumes(const SourceKinds& kinds, std::vector<Volume>& volumes) {
  // Volumes are large: each is moved once.
  struct Entry {
    int weight;
    Volume* volume;
  };
  std::vector<Entry> order;
  order.reserve(volumes.size());
  for (Volume& volume : volumes) {
    order.push_back({WeightOf(kinds, volume.definition.source), &volume});
  }
  const auto key = [](const Entry& entry) {
    const Definition& d = entry.volume->definition;
    return std::tuple<int, const std::string&, Perspective, const std::string&, ReExports>(
        entry.weight, d.source, d.perspective, d.reporter, d.re_exports);
  };
  std::stable_sort(order.begin(), order.end(), [&](const Entry& a, const Entry& b) {
    if (a.volume->period != b.volume->period) return b.volume->period < a.volume->period;
    return key(a) < key(b);
  });
  std::vector<Volume> sorted;
  sorted.reserve(volumes.size());
  for (const Entry& entry : order) sorted.push_back(std::move(*entry.volume));
  volumes = std::move(sorted);
}

absl::StatusOr<std::vector<Volume>> Volumes(const Pair& pair, const std::vector<Series>& series,
                                            const SourceKinds& kinds) {
  std::map<std::tuple<absl::string_view, absl::string_view, Period>, Reports> by_source;
  for (const Series& one : series) {
    if (one.commodity != kTotal || (one.flow != kExports && one.flow != kImports)) continue;
    for (const Point& point : one.points) {
      by_source[{one.source, one.currency, point.period}].figures.emplace(
          std::pair<absl::string_view, absl::string_view>(one.reporter, one.flow),
          FigureOf(one, point));
    }
  }

  std::vector<Volume> volumes;
  for (const auto& [key, reports] : by_source) {
    const std::string source(std::get<0>(key));
    const Period period = std::get<2>(key);
    const auto kind = kinds.find(source);
    for (const Candidate& candidate :
         Candidates(pair, reports, kind == kinds.end() ? SourceKind::kUnspecified : kind->second)) {
      if (candidate.exports == nullptr || candidate.imports == nullptr) continue;
      Volume& volume = volumes.emplace_back();
      volume.definition.perspective = candidate.perspective;
      volume.definition.reporter = std::string(candidate.reporter);
      volume.definition.source = source;
      volume.definition.frequency = period.frequency();
      volume.period = period;
      volume.exports = *candidate.exports;
      volume.imports = *candidate.imports;
      ASSIGN_OR_RETURN(volume.total, volume.exports.value.Add(volume.imports.value));
      ASSIGN_OR_RETURN(volume.balance, volume.exports.value.Subtract(volume.imports.value));
    }
  }
  SortVolumes(kinds, volumes);
  return volumes;
}

}  // namespace entente::trade
