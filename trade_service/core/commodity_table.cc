#include "trade_service/core/commodity_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "common/text/digits.h"
#include "trade_service/core/coarsest.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

// Whether a code is a product of `level` digits, or below one.
bool IsBelowProduct(absl::string_view code, size_t level) {
  return code.size() >= level && !IsNotSpecified(code) && AllDigits(code.substr(0, level));
}

Commodity Alone(absl::string_view code, const CommodityRow& row) {
  return {.code = code,
          .value = row.value,
          .valuation = row.valuation,
          .flags = row.flags,
          .made_of = {&row}};
}

std::vector<const CommodityRow*> ByCode(const std::vector<CommodityRow>& rows) {
  std::vector<const CommodityRow*> sorted;
  sorted.reserve(rows.size());
  for (const CommodityRow& row : rows) sorted.push_back(&row);
  const auto before = [](const CommodityRow* a, const CommodityRow* b) {
    return a->code < b->code;
  };
  if (!std::is_sorted(sorted.begin(), sorted.end(), before)) {
    std::sort(sorted.begin(), sorted.end(), before);
  }
  return sorted;
}

absl::Status FlagSum(absl::string_view classification, const ListsAll& lists_all, Commodity& sum) {
  if (sum.made_of.empty() || sum.made_of.front()->code == sum.code) return absl::OkStatus();
  const CommodityRow* asked = nullptr;  // the last one whose release was asked about
  for (const CommodityRow* row : sum.made_of) {
    if (asked != nullptr && row->release == asked->release) continue;
    RETURN_IF_ERROR(FlagUnlessAll(row->release, classification, lists_all, sum.flags));
    asked = row;
  }
  return absl::OkStatus();
}

}  // namespace

bool IsNotSpecified(absl::string_view code) {
  return code.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(code[0])) ||
         absl::StartsWith(code, "99");
}

absl::StatusOr<CommodityTable> CommoditiesAt(int level, const std::vector<CommodityRow>& rows,
                                             std::string classification, std::string currency) {
  if (level != 2 && level != 4 && level != 6) {
    return absl::InvalidArgumentError(
        absl::StrCat("level ", level, " is not one of 2, 4 and 6 digits"));
  }
  CommodityTable table{.classification = std::move(classification),
                       .currency = std::move(currency),
                       .level = level,
                       .products = {},
                       .unspecified = {},
                       .total = {.code = kTotal, .value = {}, .flags = {}, .made_of = {}},
                       .not_specified = {}};
  const auto digits = static_cast<size_t>(level);
  Coarsest product;
  Coarsest unspecified;
  Coarsest of_all;
  const auto total = std::find_if(rows.begin(), rows.end(),
                                  [](const CommodityRow& r) { return r.code == kTotal; });
  const bool total_given = total != rows.end();
  if (total_given) table.total = Alone(kTotal, *total);
  for (const CommodityRow* row : ByCode(rows)) {
    const absl::string_view code = row->code;
    if (code == kTotal) continue;
    if (!total_given && of_all.Take(code)) RETURN_IF_ERROR(AddTo(table.total, Alone(code, *row)));
    if (!IsBelowProduct(code, digits)) {
      const bool coarser = code.size() < digits && !IsNotSpecified(code);
      if (!coarser && unspecified.Take(code)) table.unspecified.push_back(Alone(code, *row));
      continue;
    }
    if (!product.Take(code)) continue;
    if (code.size() == digits) {
      table.products.push_back(Alone(code, *row));
      continue;
    }
    const absl::string_view own = code.substr(0, digits);
    if (!table.products.empty() && table.products.back().code == own) {
      RETURN_IF_ERROR(AddTo(table.products.back(), Alone(own, *row)));
    } else {
      table.products.push_back(Alone(own, *row));
      table.products.back().flags.Add(Flag::kSummed);
    }
  }

  table.not_specified = table.total.value;
  for (const Commodity& commodity : table.products) {
    ASSIGN_OR_RETURN(table.not_specified, table.not_specified.Subtract(commodity.value));
  }
  return table;
}

absl::Status FlagSums(absl::string_view classification, const ListsAll& lists_all,
                      CommodityTable& table) {
  for (Commodity& product : table.products) {
    RETURN_IF_ERROR(FlagSum(classification, lists_all, product));
  }
  return FlagSum(classification, lists_all, table.total);
}

absl::Status AddTo(Commodity& sum, const Commodity& part) {
  RETURN_IF_ERROR(Join(part, sum.made_of.empty(), sum));
  sum.flags.Add(Flag::kSummed);
  sum.made_of.insert(sum.made_of.end(), part.made_of.begin(), part.made_of.end());
  return absl::OkStatus();
}

std::vector<int64_t> ReleasesOf(const CommodityTable& table) {
  std::set<int64_t> releases;
  const auto add = [&releases](const Commodity& commodity) {
    for (const CommodityRow* row : commodity.made_of) releases.insert(row->release);
  };
  std::for_each(table.products.begin(), table.products.end(), add);
  std::for_each(table.unspecified.begin(), table.unspecified.end(), add);
  add(table.total);
  return {releases.begin(), releases.end()};
}

absl::Status CheckComparable(const CommodityTable& a, const CommodityTable& b) {
  const auto differ = [](absl::string_view what, const auto& one, const auto& other) {
    return absl::InvalidArgumentError(absl::StrCat("commodities of different ", what, " (", one,
                                                   " and ", other, ") cannot be compared"));
  };
  if (a.level != b.level) return differ("levels", a.level, b.level);
  if (a.currency != b.currency) return differ("currencies", a.currency, b.currency);
  if (a.classification != b.classification) {
    return differ("classifications", a.classification, b.classification);
  }
  return absl::OkStatus();
}

}  // namespace entente::trade
