#include "trade_service/observation_condition.h"

#include <algorithm>
#include <compare>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/api/filter_field.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "entente/trade/v1/resources.pb.h"
#include "trade_service/convert.h"
#include "trade_service/core/level.h"
#include "trade_service/request.h"

namespace entente::trade {
namespace {

using Comparison = FilterComparison;

constexpr absl::string_view kSources = "sources/";

bool IsEqual(const FilterCondition& condition) {
  return condition.comparison == Comparison::kEqual;
}

bool Compares(std::strong_ordering order, Comparison comparison) {
  switch (comparison) {
    case Comparison::kEqual:
      return order == 0;
    case Comparison::kNotEqual:
      return order != 0;
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessOrEqual:
      return order <= 0;
    case Comparison::kGreater:
      return order > 0;
    default:
      return order >= 0;
  }
}

// Asks a query for `text`, unless it asks for something already.
auto Asking(std::string BlockQuery::*member, std::string text) {
  return [member, text = std::move(text)](BlockQuery& query) {
    if ((query.*member).empty()) query.*member = text;
  };
}

absl::StatusOr<std::string> AreaOf(const FilterCondition& condition,
                                   decltype(CheckArea)* check = CheckArea) {
  absl::StatusOr<std::string> area = check(condition.value, condition.field);
  if (!area.ok()) return FilterError(condition.value_column, area.status());
  return area;
}

// A test of a side of the block's, and of the member of a query that asks for it.
ObservationTest SideTest(std::string BlockKey::*side, std::string BlockQuery::*asked,
                         std::string area, bool equal) {
  ObservationTest test;
  test.of_block = [side, area, equal](const BlockKey& key, const Release&) {
    return (key.*side == area) == equal;
  };
  if (equal) test.narrow = Asking(asked, std::move(area));
  return test;
}

absl::StatusOr<ObservationTest> Reporter(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(std::string area, AreaOf(condition, CheckReporter));
  return SideTest(&BlockKey::reporter, &BlockQuery::reporter, std::move(area), IsEqual(condition));
}

absl::StatusOr<ObservationTest> Partner(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(std::string area, AreaOf(condition));
  return SideTest(&BlockKey::partner, &BlockQuery::partner, std::move(area), IsEqual(condition));
}

// A country alone.
absl::StatusOr<ObservationTest> EitherSide(const FilterCondition& condition) {
  FilterCondition named = condition;
  named.field = "reporter or partner";
  ASSIGN_OR_RETURN(const std::string area, AreaOf(named));
  ObservationTest test;
  test.of_block = [area](const BlockKey& key, const Release&) {
    return key.reporter == area || key.partner == area;
  };
  return test;
}

absl::StatusOr<ObservationTest> PeriodTest(const FilterCondition& condition) {
  const absl::StatusOr<Period> parsed = Period::Parse(condition.value);
  if (!parsed.ok()) {
    return FilterError(condition.value_column,
                       Error(parsed.status().code(), "PERIOD_INVALID", parsed.status().message()));
  }
  const Period period = *parsed;
  ObservationTest test;
  test.of_block = [period, comparison = condition.comparison](const BlockKey& key, const Release&) {
    const absl::CivilDay first = key.period.First();
    const absl::CivilDay last = key.period.Last();
    const bool within = period.First() <= first && last <= period.Last();
    switch (comparison) {
      case Comparison::kEqual:
        return within;
      case Comparison::kNotEqual:
        return !within;
      case Comparison::kLess:
        return last < period.First();
      case Comparison::kLessOrEqual:
        return last <= period.Last();
      case Comparison::kGreater:
        return first > period.Last();
      default:
        return first >= period.First();
    }
  };
  // Nothing but a month lies within it.
  if (IsEqual(condition) && period.frequency() == Frequency::kMonthly) {
    test.narrow = [period](BlockQuery& query) {
      if (!query.period) query.period = period;
    };
  }
  return test;
}

// A code or name, or what those that are meant begin with.
struct Pattern {
  std::string text;
  bool begins = false;

  bool Matches(absl::string_view code) const {
    return begins ? absl::StartsWith(code, text) : code == text;
  }
};

Pattern PatternOf(const FilterCondition& condition) {
  absl::string_view text = condition.value;
  const bool begins = absl::ConsumeSuffix(&text, "*");
  return {.text = std::string(text), .begins = begins};
}

absl::StatusOr<Pattern> CodePattern(const FilterCondition& condition) {
  Pattern pattern = PatternOf(condition);
  if (!IsCode(pattern.text)) {
    return BadFilterValue(condition,
                          "a code (at most 20 printable ASCII characters without blanks)");
  }
  return pattern;
}

// A name of a source, or of something below one.
absl::StatusOr<Pattern> NamePattern(const FilterCondition& condition) {
  Pattern pattern = PatternOf(condition);
  if (absl::StartsWith(pattern.text, kSources)) return pattern;
  if (pattern.begins && absl::StartsWith(kSources, pattern.text)) return pattern;
  return BadFilterValue(condition, "a name that begins with sources/");
}

// A test of a text of the block: `text_of(key, release)`.
template <typename TextOf>
ObservationTest BlockTest(Pattern pattern, bool equal, TextOf text_of) {
  ObservationTest test;
  test.of_block = [pattern = std::move(pattern), equal, text_of](const BlockKey& key,
                                                                 const Release& release) {
    return pattern.Matches(text_of(key, release)) == equal;
  };
  return test;
}

// A test of a row: `holds(row)`.
template <typename Holds>
ObservationTest RowTest(Holds holds) {
  ObservationTest test;
  test.of_row = std::move(holds);
  return test;
}

absl::StatusOr<ObservationTest> Flow(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const Pattern pattern, CodePattern(condition));
  ObservationTest test =
      BlockTest(pattern, IsEqual(condition),
                [](const BlockKey& key, const Release&) { return absl::string_view(key.flow); });
  if (IsEqual(condition) && !pattern.begins) test.narrow = Asking(&BlockQuery::flow, pattern.text);
  return test;
}

absl::StatusOr<ObservationTest> SourceTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(Pattern pattern, NamePattern(condition));
  return BlockTest(std::move(pattern), IsEqual(condition),
                   [](const BlockKey&, const Release& release) { return SourceOf(release); });
}

absl::StatusOr<ObservationTest> ReleaseTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(Pattern pattern, NamePattern(condition));
  return BlockTest(
      std::move(pattern), IsEqual(condition),
      [](const BlockKey&, const Release& release) { return absl::string_view(release.name); });
}

absl::StatusOr<ObservationTest> Currency(const FilterCondition& condition) {
  if (!IsCurrency(condition.value)) {
    return BadFilterValue(condition, "three capital letters (ISO 4217)");
  }
  return BlockTest(
      {.text = condition.value, .begins = false}, IsEqual(condition),
      [](const BlockKey&, const Release& release) { return absl::string_view(release.currency); });
}

template <std::string Cell::*kMember>
absl::StatusOr<ObservationTest> CodeOfCell(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(Pattern pattern, CodePattern(condition));
  return RowTest([pattern, equal = IsEqual(condition)](const Observation& row) {
    return pattern.Matches(row.cell.*kMember) == equal;
  });
}

absl::StatusOr<ObservationTest> Level(const FilterCondition& condition) {
  int level = 0;
  if (!absl::SimpleAtoi(condition.value, &level) || level < 0) {
    return BadFilterValue(condition, "a number of digits, such as 6,");
  }
  return RowTest([level, comparison = condition.comparison](const Observation& row) {
    return Compares(LevelOf(row.cell.commodity) <=> level, comparison);
  });
}

absl::StatusOr<Decimal> Number(const FilterCondition& condition) {
  const absl::StatusOr<Decimal> number = Decimal::Parse(condition.value);
  if (number.ok()) return *number;
  return BadFilterValue(condition, "a decimal number");
}

absl::StatusOr<ObservationTest> Value(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const Decimal number, Number(condition));
  return RowTest([number, comparison = condition.comparison](const Observation& row) {
    return Compares(row.value <=> number, comparison);
  });
}

absl::StatusOr<ObservationTest> NetWeight(const FilterCondition& condition) {
  if (condition.comparison == Comparison::kHas) {
    if (condition.value != "*") return BadFilterValue(condition, "* behind :");
    return RowTest([](const Observation& row) { return row.net_weight_kg.has_value(); });
  }
  ASSIGN_OR_RETURN(const Decimal number, Number(condition));
  return RowTest(
      [number, comparison = condition.comparison](const Observation& row) -> std::optional<bool> {
        if (!row.net_weight_kg) return std::nullopt;
        return Compares(*row.net_weight_kg <=> number, comparison);
      });
}

absl::StatusOr<ObservationTest> FrequencyTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const int number, FilterEnumNumber(condition, *v1::Frequency_descriptor()));
  const auto frequency = static_cast<Frequency>(number);
  ObservationTest test;
  test.of_block = [frequency, equal = IsEqual(condition)](const BlockKey& key, const Release&) {
    return (key.period.frequency() == frequency) == equal;
  };
  if (IsEqual(condition)) {
    test.narrow = [frequency](BlockQuery& query) {
      if (!query.frequency) query.frequency = frequency;
    };
  }
  return test;
}

absl::StatusOr<ObservationTest> ValuationTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const int number,
                   FilterEnumNumber(condition, *v1::Valuation_descriptor(), /*unspecified=*/true));
  return RowTest([number, equal = IsEqual(condition)](const Observation& row) {
    return (static_cast<int>(row.valuation) == number) == equal;
  });
}

absl::StatusOr<ObservationTest> FlagsTest(const FilterCondition& condition) {
  if (condition.value == "*") {
    return RowTest([](const Observation& row) { return row.flags.bits() != 0; });
  }
  ASSIGN_OR_RETURN(const int number, FilterEnumNumber(condition, *v1::Flag_descriptor(),
                                                      /*unspecified=*/false, ", or * for any"));
  return RowTest(
      [number](const Observation& row) { return row.flags.Has(static_cast<Flag>(number)); });
}

constexpr FilterField<ObservationTest> kFields[] = {
    {"reporter", kFilterEquality, Reporter},
    {"partner", kFilterEquality, Partner},
    {"flow", kFilterEquality, Flow},
    {"period", kFilterOrder, PeriodTest},
    {"frequency", kFilterEquality, FrequencyTest},
    {"source", kFilterEquality, SourceTest},
    {"release", kFilterEquality, ReleaseTest},
    {"currency", kFilterEquality, Currency},
    {"classification", kFilterEquality, CodeOfCell<&Cell::classification>},
    {"commodity", kFilterEquality, CodeOfCell<&Cell::commodity>},
    {"level", kFilterOrder, Level},
    {"value", kFilterOrder, Value},
    {"net_weight_kg", " = != < <= > >= : ", NetWeight},
    {"valuation", kFilterEquality, ValuationTest},
    {"flags", " : ", FlagsTest},
};

}  // namespace

absl::StatusOr<ObservationTest> TestOf(const FilterCondition& condition) {
  if (condition.field.empty()) return EitherSide(condition);
  return FilterTestOf(condition, kFields);
}

}  // namespace entente::trade
