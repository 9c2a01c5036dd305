#include "trade_service/mirror_comparison.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/analysis_convert.h"
#include "trade_service/analysis_request.h"
#include "trade_service/convert.h"
#include "trade_service/core/filled_series.h"
#include "trade_service/core/gap_steps.h"
#include "trade_service/core/mirror.h"
#include "trade_service/request.h"
#include "trade_service/store/commodities.h"
#include "trade_service/titles.h"

namespace entente::trade {
namespace {

constexpr int kChapter = 2;
constexpr char kReExports[] = "RX";

struct Question {
  std::string exporter;
  std::string importer;
  Frequency frequency = Frequency::kAnnual;
  std::optional<Period> period;
  std::string commodity;
  Basis asked;
  bool assume_freight = false;

  // What the exporter reports in a flow.
  BlockQuery FromExporter(const char* flow, Frequency at) const {
    return Between(exporter, importer, flow, at);
  }
  // What the importer does.
  BlockQuery FromImporter(const char* flow, Frequency at) const {
    return Between(importer, exporter, flow, at);
  }

 private:
  static BlockQuery Between(const std::string& reporter, const std::string& partner,
                            const char* flow, Frequency at) {
    BlockQuery query;
    query.reporter = reporter;
    query.partner = partner;
    query.flow = std::string(flow);
    query.frequency = at;
    return query;
  }
};

absl::StatusOr<Question> Check(const v1::CompareMirrorRequest& request) {
  Question question;
  ASSIGN_OR_RETURN(question.exporter, CheckReporter(request.exporter(), "exporter"));
  ASSIGN_OR_RETURN(question.importer, CheckReporter(request.importer(), "importer"));
  if (question.exporter == question.importer) {
    return InvalidField("PAIR_INVALID", "importer", "is the exporter; name two countries");
  }
  ASSIGN_OR_RETURN(const std::optional<Frequency> frequency,
                   FromProto(request.frequency(), "frequency"));
  question.frequency = frequency.value_or(Frequency::kAnnual);
  ASSIGN_OR_RETURN(question.period, CheckPeriod(request.period(), question.frequency, "period"));
  ASSIGN_OR_RETURN(question.commodity, CheckCommodity(request.commodity(), kTotal));
  ASSIGN_OR_RETURN(question.asked, CheckBasis(request.source(), request.classification()));
  question.assume_freight = request.assume_freight();
  return question;
}

// Both ends' series on one basis; without points where an end has none.
struct Ends {
  Basis basis;
  Frequency parts;  // the periods that those asked for are added up from
  Series exports;
  Series imports;
  std::set<Period> incomplete;  // in which an end could not be added up

  bool both() const { return !exports.points.empty() && !imports.points.empty(); }
};

// The bases of the sources that have both ends or, if none has, one, the weightiest first.
std::vector<Basis> BasesOf(const std::vector<Series>& exports, const std::vector<Series>& imports,
                           const SourceKinds& kinds, const Basis& asked) {
  std::vector<Series> both;
  std::copy_if(exports.begin(), exports.end(), std::back_inserter(both), [&](const Series& one) {
    return ChooseBasis(imports, kinds, BasisOf(one, one.commodity, {})).has_value();
  });
  std::vector<Basis> bases = RankBases(both, kinds, asked);
  if (!bases.empty()) return bases;
  std::vector<Series> either = exports;
  either.insert(either.end(), imports.begin(), imports.end());
  return RankBases(either, kinds, asked);
}

// The series of `series` on the basis, which are of one query.
Series OneOnBasis(const Basis& basis, const std::vector<Series>& series, const BlockQuery& query,
                  const std::string& commodity) {
  std::vector<Series> found = OnBasis(basis, series);
  if (!found.empty()) return std::move(found.front());
  Series none;
  none.reporter = query.reporter;
  none.partner = query.partner;
  none.flow = query.flow;
  none.commodity = commodity;
  none.classification = basis.classification;
  none.frequency = *query.frequency;
  none.source = basis.source;
  none.currency = basis.currency;
  return none;
}

// What both ends have of a frequency, as their sources give it, the weightiest first. Empty if
// there is nothing on what is asked for; `any` is set if there is something else.
absl::StatusOr<std::vector<Ends>> ReadEndsAt(const Snapshot& snapshot, const Question& question,
                                             Frequency frequency, bool& any) {
  const BlockQuery of_exports = question.FromExporter(kExports, frequency);
  const BlockQuery of_imports = question.FromImporter(kImports, frequency);
  ASSIGN_OR_RETURN(const std::vector<Series> exports,
                   snapshot.ReadSeries(of_exports, question.commodity));
  ASSIGN_OR_RETURN(const std::vector<Series> imports,
                   snapshot.ReadSeries(of_imports, question.commodity));
  any |= !exports.empty() || !imports.empty();
  std::vector<Ends> all;
  for (const Basis& basis : BasesOf(exports, imports, snapshot.kinds(), question.asked)) {
    all.push_back({.basis = basis,
                   .parts = frequency,
                   .exports = OneOnBasis(basis, exports, of_exports, question.commodity),
                   .imports = OneOnBasis(basis, imports, of_imports, question.commodity),
                   .incomplete = {}});
  }
  return all;
}

// Brings a series to a frequency, and gives the periods that could not be added up.
absl::StatusOr<std::set<Period>> AddUpTo(Frequency frequency, const Vintage& vintage,
                                         Series& series) {
  ASSIGN_OR_RETURN(FilledSeries filled, FillUp(frequency, {series}, vintage));
  series.frequency = frequency;
  series.points.clear();
  if (!filled.series.empty()) series = std::move(filled.series.front());
  return std::move(filled.incomplete);
}

// Both ends at the frequency that is asked for, added up from shorter periods where no source has
// both, or none has either. `any`: as in ReadEndsAt.
absl::StatusOr<std::optional<Ends>> ReadEnds(const Snapshot& snapshot, const Question& question,
                                             bool& any) {
  std::optional<Ends> found;
  for (const Frequency frequency : FrequenciesFrom(question.frequency)) {
    ASSIGN_OR_RETURN(std::vector<Ends> all, ReadEndsAt(snapshot, question, frequency, any));
    for (Ends& ends : all) {
      for (Series* const end : {&ends.exports, &ends.imports}) {
        ASSIGN_OR_RETURN(std::set<Period> incomplete,
                         AddUpTo(question.frequency, snapshot.vintage(), *end));
        ends.incomplete.merge(incomplete);
      }
      if (ends.both()) return std::optional<Ends>(std::move(ends));
      if (!found) found = std::move(ends);
    }
  }
  return found;
}

// The period that is asked for, or the latest that both ends have; null if there is none.
const MirrorPeriod* Find(const std::vector<MirrorPeriod>& mirror,
                         const std::optional<Period>& period) {
  const auto found = std::find_if(mirror.rbegin(), mirror.rend(), [&](const MirrorPeriod& one) {
    return one.gap.gap && (!period || one.period == *period);
  });
  return found == mirror.rend() ? nullptr : &*found;
}

// What the exporter reports on the basis in a flow and frequency.
absl::StatusOr<Series> ReadExporter(const Snapshot& snapshot, const Question& question,
                                    const Basis& basis, const char* flow, Frequency frequency) {
  const BlockQuery query = question.FromExporter(flow, frequency);
  ASSIGN_OR_RETURN(const std::vector<Series> series,
                   snapshot.ReadSeries(query, question.commodity));
  return OneOnBasis(basis, series, query, question.commodity);
}

// Both ends' chapters of a period.
struct Chapters {
  std::optional<Commodities> exports;
  std::optional<Commodities> imports;

  bool comparable() const {
    return exports && imports && TellsMost(exports->table) && TellsMost(imports->table) &&
           CheckMirrors(exports->table, imports->table).ok();
  }

 private:
  // Of what was loaded in part alone, chapters would tell what was loaded and not what was traded.
  static bool TellsMost(const CommodityTable& table) {
    const auto twice = table.not_specified.Add(table.not_specified);
    return twice.ok() && *twice <= table.total.value;
  }
};

absl::StatusOr<Chapters> ReadChapters(const Snapshot& snapshot, const Question& question,
                                      const Ends& ends, const Period& period) {
  Chapters chapters;
  if (question.commodity != kTotal) return chapters;
  CommodityQuery query{.key = {question.exporter, question.importer, kExports, period},
                       .parts = ends.parts,
                       .level = kChapter,
                       .asked = ends.basis};
  ASSIGN_OR_RETURN(chapters.exports, ReadCommodities(snapshot, query));
  query.key = {question.importer, question.exporter, kImports, period};
  ASSIGN_OR_RETURN(chapters.imports, ReadCommodities(snapshot, query));
  return chapters;
}

// Adds chapters and steps of a period that both ends have.
absl::Status AddPeriod(const Snapshot& snapshot, const Question& question, const Ends& ends,
                       const MirrorPeriod& mirror, const Titles& titles, EvidenceTable& evidence,
                       v1::CompareMirrorResponse& response) {
  MirrorFigures figures;
  figures.exports = *mirror.exports;
  figures.imports = *mirror.imports;
  if (question.assume_freight) figures.assumed_margin = ImfMargin();
  ASSIGN_OR_RETURN(Series re_exports,
                   ReadExporter(snapshot, question, ends.basis, kReExports, ends.parts));
  RETURN_IF_ERROR(AddUpTo(question.frequency, snapshot.vintage(), re_exports).status());
  for (const Point& point : re_exports.points) {
    if (point.period == mirror.period) figures.re_exports = point;
  }
  ASSIGN_OR_RETURN(const Series months,
                   ReadExporter(snapshot, question, ends.basis, kExports, Frequency::kMonthly));
  figures.edge_months = EdgeMonthsOf(mirror.period, months);
  ASSIGN_OR_RETURN(const Chapters chapters, ReadChapters(snapshot, question, ends, mirror.period));
  if (chapters.comparable()) {
    figures.export_table = &chapters.exports->table;
    figures.import_table = &chapters.imports->table;
    ASSIGN_OR_RETURN(const std::vector<MirrorProduct> products,
                     MirrorByProduct(*figures.export_table, *figures.import_table));
    for (const MirrorProduct& one : products) {
      v1::MirrorChapter& added = *response.add_chapters();
      added = ToProto(one, evidence);
      ASSIGN_OR_RETURN(*added.mutable_title(),
                       titles.Of(figures.export_table->classification, one.code));
    }
  }
  ASSIGN_OR_RETURN(const GapSteps steps, ExplainGap(figures));
  for (const GapStep& step : steps.steps) *response.add_steps() = ToProto(step, evidence);
  response.set_period(mirror.period.ToString());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CompareMirrorResponse> CompareMirror(const Store& store,
                                                        const v1::CompareMirrorRequest& request) {
  ASSIGN_OR_RETURN(const Question question, Check(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  bool any = false;
  ASSIGN_OR_RETURN(const std::optional<Ends> ends, ReadEnds(snapshot, question, any));

  v1::CompareMirrorResponse response;
  if (ends) {
    ASSIGN_OR_RETURN(const std::vector<MirrorPeriod> mirror,
                     MirrorByPeriod(ends->exports, ends->imports));
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    for (const MirrorPeriod& one : mirror) {
      *response.add_periods() = ToProto(one, ends->exports, ends->imports, evidence);
    }
    if (const MirrorPeriod* const period = Find(mirror, question.period)) {
      RETURN_IF_ERROR(AddPeriod(snapshot, question, *ends, *period, Titles(store, read.revision),
                                evidence, response));
    }
    evidence.MoveTo(response.mutable_evidence());
    response.set_source(ends->basis.source);
    response.set_currency(ends->basis.currency);
    response.set_classification(ends->basis.classification);
    AddPeriods(ends->incomplete, response.mutable_incomplete_periods());
  }
  if (response.periods().empty()) {
    const BlockQuery query = question.FromExporter(kExports, question.frequency);
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(query, any && !ends));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
