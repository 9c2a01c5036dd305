#include "trade_service/converted_series.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/core/basis.h"

namespace entente::trade {
namespace {

constexpr size_t kDigitsOfChapter = 2;

// Revisions of the Harmonized System, by number.
int NumberOf(absl::string_view revision) { return revision[1] - '0'; }

// The revision that is one nearer to another.
std::string Nearer(const std::string& revision, absl::string_view to) {
  std::string next = revision;
  next[1] = static_cast<char>(next[1] + (NumberOf(revision) < NumberOf(to) ? 1 : -1));
  return next;
}

// Whether rows of one revision are to be asked before those of another: those of `own` first, then
// the nearest, the later of two that are as near.
auto Nearest(const std::string& own) {
  return [own](const std::string& a, const std::string& b) {
    const auto rank = [&](const std::string& revision) {
      return std::pair(std::abs(NumberOf(revision) - NumberOf(own)), -NumberOf(revision));
    };
    return rank(a) < rank(b);
  };
}

}  // namespace

ConvertedSeries::ConvertedSeries(const Store& store, int64_t revision, const Snapshot& snapshot,
                                 std::string classification, std::string commodity)
    : store_(store),
      revision_(revision),
      snapshot_(snapshot),
      classification_(std::move(classification)),
      commodity_(std::move(commodity)),
      own_(commodity_) {}

absl::StatusOr<std::optional<ConversionPath>> ConvertedSeries::Step(absl::string_view from,
                                                                    const std::string& to) {
  ASSIGN_OR_RETURN(const ConversionPath* const rest, PathOf(to));
  if (rest == nullptr) return std::nullopt;
  absl::StatusOr<Conversion> found = store_.GetConversion(ConversionName(from, to), revision_);
  if (absl::IsNotFound(found.status())) return std::nullopt;
  RETURN_IF_ERROR(found.status());
  const auto conversion = std::make_shared<const Conversion>(*std::move(found));
  ASSIGN_OR_RETURN(CommodityShares shares, rest->shares.Before(*conversion));
  ConversionPath path{.shares = std::move(shares), .conversions = {conversion}};
  path.conversions.insert(path.conversions.end(), rest->conversions.begin(),
                          rest->conversions.end());
  return path;
}

absl::StatusOr<std::optional<ConversionPath>> ConvertedSeries::FindPath(const std::string& from) {
  if (from == classification_) return ConversionPath{.shares = own_, .conversions = {}};
  ASSIGN_OR_RETURN(std::optional<ConversionPath> direct, Step(from, classification_));
  const std::string next = Nearer(from, classification_);
  if (direct || next == classification_) return direct;
  return Step(from, next);
}

absl::StatusOr<const ConversionPath*> ConvertedSeries::PathOf(const std::string& from) {
  auto known = paths_.find(from);
  if (known == paths_.end()) {
    ASSIGN_OR_RETURN(std::optional<ConversionPath> path, FindPath(from));
    known = paths_.emplace(from, std::move(path)).first;
  }
  return known->second ? &*known->second : nullptr;
}

absl::StatusOr<bool> ConvertedSeries::IsWanted(const Cell& cell) {
  if (!IsHarmonizedSystem(cell.classification) || cell.commodity.size() > kSubheadingDigits) {
    return false;
  }
  if (own_.InChapter(cell.commodity)) return true;
  if (cell.commodity.size() < kSubheadingDigits) return false;
  ASSIGN_OR_RETURN(const ConversionPath* const path, PathOf(cell.classification));
  if (path == nullptr) return false;
  const CommodityShares::Part part = path->shares.Of(cell.commodity);
  return part.share != Decimal() || part.unknown != Decimal();
}

absl::StatusOr<std::vector<Series>> ConvertedSeries::ReadPeriod(
    const std::vector<Series>& rows, absl::Span<const BlockState> blocks) {
  // Rows by revision, of each source and currency.
  using ByRevision =
      std::map<std::string, std::vector<const Series*>, decltype(Nearest(std::string()))>;
  std::map<std::pair<std::string, std::string>, ByRevision> all;
  for (const Series& row : rows) {
    const auto of_source = all.try_emplace({row.source, row.currency}, Nearest(classification_));
    of_source.first->second[row.classification].push_back(&row);
  }
  std::vector<Series> told;
  for (const auto& [source, by_revision] : all) {
    ConvertedPeriod period;
    for (const auto& [revision, of_revision] : by_revision) {
      ASSIGN_OR_RETURN(const ConversionPath* const path, PathOf(revision));
      if (path == nullptr) continue;
      // Conversions are of subheadings: it is these that must be all there.
      const size_t digits = path->conversions.empty() ? kDigitsOfChapter : kSubheadingDigits;
      ASSIGN_OR_RETURN(period, ConvertPeriod(of_revision, commodity_, *path,
                                             snapshot_.ListsAllIn(blocks, digits)));
      if (period.able) break;
    }
    const bool others = by_revision.size() > by_revision.count(classification_);
    if (period.able ? !period.point : !others) continue;
    Series series = *by_revision.begin()->second.front();
    series.commodity = commodity_;
    series.classification = classification_;
    const Period when = series.points.front().period;
    series.points.clear();
    if (period.able) {
      series.points.push_back(*std::move(period.point));
    } else {
      series.unconverted_periods.push_back(when);
    }
    told.push_back(std::move(series));
  }
  return told;
}

absl::StatusOr<std::vector<Series>> ConvertedSeries::Read(const BlockQuery& query) {
  using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;
  std::map<Key, Series> all;
  const auto read = [&](absl::Span<const BlockState> blocks) -> absl::Status {
    std::vector<StoredObservation> wanted;
    for (const BlockState& block : blocks) {
      ASSIGN_OR_RETURN(std::vector<Observation> rows, snapshot_.ReadBlock(block));
      for (Observation& row : rows) {
        ASSIGN_OR_RETURN(const bool is_wanted, IsWanted(row.cell));
        if (is_wanted) wanted.push_back({.observation = std::move(row), .release = block.release});
      }
    }
    ASSIGN_OR_RETURN(std::vector<Series> told,
                     ReadPeriod(BuildSeries(wanted, snapshot_.vintage()), blocks));
    for (Series& one : told) {
      const Key key(one.source, one.reporter, one.partner, one.flow, one.currency);
      const auto [known, added] = all.try_emplace(key, one);
      if (added) continue;
      Series& series = known->second;
      for (Point& point : one.points) series.points.push_back(std::move(point));
      for (const Period& period : one.unconverted_periods) {
        series.unconverted_periods.push_back(period);
      }
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(snapshot_.ScanKeys(query, read));
  std::vector<Series> series;
  series.reserve(all.size());
  for (auto& [key, one] : all) series.push_back(std::move(one));
  return series;
}

}  // namespace entente::trade
