#include "agreements_service/agreement_condition.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

#include "agreements_service/core/source.h"
#include "agreements_service/core/timeline.h"
#include "common/api/filter_field.h"
#include "common/api/request.h"
#include "common/geo/country.h"
#include "common/status/status_macros.h"
#include "common/text/fold.h"
#include "entente/agreements/v1/resources.pb.h"

namespace entente::agreements {
namespace {

using Comparison = FilterComparison;

constexpr absl::string_view kEqualOrHas = " = != : ";
constexpr absl::string_view kIdentifierIn = "identifier.";
constexpr char kAny[] = "*";

bool IsNot(const FilterCondition& condition) {
  return condition.comparison == Comparison::kNotEqual;
}

bool IsHas(const FilterCondition& condition) { return condition.comparison == Comparison::kHas; }

// A test of what an agreement has: `has(agreement)`, or the contrary for !=.
template <typename HasIt>
AgreementTest TestThat(const FilterCondition& condition, HasIt has) {
  AgreementTest test;
  test.holds = [wanted = !IsNot(condition), has = std::move(has)](
                   const Agreement& agreement, const StatusOnDay&) -> std::optional<bool> {
    return has(agreement) == wanted;
  };
  return test;
}

template <typename T, typename Matches>
bool HasOne(const std::vector<T>& list, Matches matches) {
  return std::any_of(list.begin(), list.end(), matches);
}

// Behind : where nothing but * may stand.
absl::Status CheckAny(const FilterCondition& condition) {
  if (condition.value == kAny) return absl::OkStatus();
  return BadFilterValue(condition, "* behind :");
}

// What a text is compared with: another one as a whole or, behind :, words that it has.
class TextPattern {
 public:
  explicit TextPattern(const FilterCondition& condition)
      : is_words_(IsHas(condition)), folded_(Fold(condition.value)), words_(Words(folded_)) {}

  bool Matches(absl::string_view text) const {
    const std::string folded = Fold(text);
    if (!is_words_) return folded == folded_;
    const std::vector<std::string> words = Words(folded);
    return !words_.empty() && std::all_of(words_.begin(), words_.end(), [&](const auto& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
  }

 private:
  bool is_words_;
  std::string folded_;
  std::vector<std::string> words_;
};

bool HasCountry(const Agreement& agreement, const std::string& code) {
  return HasOne(agreement.parties, [&](const Party& party) { return party.country == code; });
}

// A test of parties by country: `codes` are all among them.
AgreementTest CountriesTest(const FilterCondition& condition, std::vector<std::string> codes) {
  AgreementTest test = TestThat(condition, [codes](const Agreement& agreement) {
    return std::all_of(codes.begin(), codes.end(),
                       [&](const std::string& code) { return HasCountry(agreement, code); });
  });
  if (!IsNot(condition)) {
    test.narrow = [codes = std::move(codes)](AgreementFilter& filter) {
      for (const std::string& code : codes) {
        if (std::find(filter.countries.begin(), filter.countries.end(), code) ==
            filter.countries.end()) {
          filter.countries.push_back(code);
        }
      }
    };
  }
  return test;
}

absl::StatusOr<AgreementTest> PartyTest(const FilterCondition& condition) {
  if (IsHas(condition) && FindCountry(condition.value) == nullptr) {
    return TestThat(condition, [name = TextPattern(condition)](const Agreement& agreement) {
      return HasOne(agreement.parties,
                    [&](const Party& party) { return name.Matches(party.name); });
    });
  }
  absl::StatusOr<std::string> code = CheckCountry(condition.value, "party");
  if (!code.ok()) return FilterError(condition.value_column, code.status());
  return CountriesTest(condition, {*std::move(code)});
}

absl::StatusOr<AgreementTest> PairTest(const FilterCondition& condition) {
  const absl::StatusOr<Pair> pair = CheckPairName(condition.value, condition.field);
  if (!pair.ok()) return FilterError(condition.value_column, pair.status());
  return CountriesTest(condition, {pair->first, pair->second});
}

absl::StatusOr<AgreementTest> FieldTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const int number, FilterEnumNumber(condition, *v1::Field_descriptor()));
  return TestThat(condition, [number](const Agreement& agreement) {
    return HasOne(agreement.fields,
                  [number](Field field) { return static_cast<int>(field) == number; });
  });
}

absl::StatusOr<AgreementTest> InstrumentTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const int number, FilterEnumNumber(condition, *v1::Instrument_descriptor(),
                                                      /*unspecified=*/true));
  return TestThat(condition, [number](const Agreement& agreement) {
    return static_cast<int>(agreement.instrument) == number;
  });
}

absl::StatusOr<AgreementTest> StatusTest(const FilterCondition& condition) {
  ASSIGN_OR_RETURN(const int number, FilterEnumNumber(condition, *v1::Status_descriptor()));
  AgreementTest test;
  test.holds = [number, wanted = !IsNot(condition)](
                   const Agreement&, const StatusOnDay& status) -> std::optional<bool> {
    return (static_cast<int>(status.status) == number) == wanted;
  };
  return test;
}

std::optional<bool> Known(Truth truth) {
  if (truth == Truth::kIndeterminate) return std::nullopt;
  return truth == Truth::kYes;
}

std::optional<bool> Not(std::optional<bool> known) {
  return known ? std::optional<bool>(!*known) : std::nullopt;
}

// Whether what happened within `span` compares so with the days from `first` to `last`.
std::optional<bool> Compares(const Span& span, Comparison comparison, absl::CivilDay first,
                             absl::CivilDay last) {
  const std::optional<bool> before = Known(span.By(first - 1));
  const std::optional<bool> by_last = Known(span.By(last));
  switch (comparison) {
    case Comparison::kLess:
      return before;
    case Comparison::kLessOrEqual:
      return by_last;
    case Comparison::kGreater:
      return Not(by_last);
    case Comparison::kGreaterOrEqual:
      return Not(before);
    default:
      break;
  }
  const bool differs = comparison == Comparison::kNotEqual;
  if (before == true || by_last == false) return differs;
  if (before == false && by_last == true) return !differs;
  return std::nullopt;
}

// A test of the day of what a timeline has in `fact`.
template <std::optional<Fact> Timeline::*kFact>
absl::StatusOr<AgreementTest> DayTest(const FilterCondition& condition) {
  AgreementTest test;
  if (IsHas(condition)) {
    RETURN_IF_ERROR(CheckAny(condition));
    return TestThat(condition, [](const Agreement& agreement) {
      return (TimelineOf(agreement, {}).*kFact).has_value();
    });
  }
  const absl::StatusOr<PartialDate> date = PartialDate::Parse(condition.value);
  if (!date.ok() || date->kind() != PartialDate::Kind::kDate) {
    return BadFilterValue(condition, "a year, month or day, such as 2009-10,");
  }
  test.holds = [comparison = condition.comparison, first = date->Earliest(), last = date->Latest()](
                   const Agreement& agreement, const StatusOnDay&) -> std::optional<bool> {
    const std::optional<Fact> fact = TimelineOf(agreement, {}).*kFact;
    if (!fact.has_value()) return std::nullopt;
    return Compares(fact->span, comparison, first, last);
  };
  return test;
}

absl::StatusOr<AgreementTest> PlaceTest(const FilterCondition& condition) {
  return TestThat(condition, [place = TextPattern(condition)](const Agreement& agreement) {
    return HasOne(agreement.events, [&](const Event& event) {
      return !event.place.empty() && place.Matches(event.place);
    });
  });
}

absl::StatusOr<AgreementTest> TitleTest(const FilterCondition& condition) {
  return TestThat(condition, [pattern = TextPattern(condition)](const Agreement& agreement) {
    return HasOne(agreement.titles,
                  [&](const Title& title) { return pattern.Matches(title.text); });
  });
}

absl::StatusOr<AgreementTest> OccasionTest(const FilterCondition& condition) {
  if (IsHas(condition)) {
    RETURN_IF_ERROR(CheckAny(condition));
    return TestThat(condition,
                    [](const Agreement& agreement) { return !agreement.occasion.empty(); });
  }
  const absl::StatusOr<Pair> pair =
      CheckNameBelowPair(condition.value, "occasions", condition.field);
  if (!pair.ok()) return FilterError(condition.value_column, pair.status());
  AgreementTest test = TestThat(condition, [name = condition.value](const Agreement& agreement) {
    return agreement.occasion == name;
  });
  if (!IsNot(condition)) {
    test.narrow = [name = condition.value](AgreementFilter& filter) {
      if (filter.occasion.empty()) filter.occasion = name;
    };
  }
  return test;
}

absl::StatusOr<AgreementTest> SourceTest(const FilterCondition& condition) {
  return TestThat(condition, [source = condition.value](const Agreement& agreement) {
    return NamesPublisher(source, agreement.evidence);
  });
}

// An identifier in any register or, by a field such as identifier.unts, in that one.
absl::StatusOr<AgreementTest> IdentifierTest(const FilterCondition& condition) {
  std::string scheme;
  if (absl::StartsWith(condition.field, kIdentifierIn)) {
    scheme = std::string(absl::StripPrefix(condition.field, kIdentifierIn));
  }
  const bool any = IsHas(condition) && condition.value == kAny;
  AgreementTest test =
      TestThat(condition, [scheme, any, value = condition.value](const Agreement& agreement) {
        return HasOne(agreement.identifiers, [&](const Identifier& one) {
          return (scheme.empty() || one.scheme == scheme) && (any || one.value == value);
        });
      });
  if (!IsNot(condition) && !any && !scheme.empty()) {
    test.narrow = [scheme, value = condition.value](AgreementFilter& filter) {
      if (!filter.identifier) filter.identifier = Identifier{.scheme = scheme, .value = value};
    };
  }
  return test;
}

constexpr FilterField<AgreementTest> kFields[] = {
    {"party", kEqualOrHas, PartyTest},
    {"pair", kFilterEquality, PairTest},
    {"field", kEqualOrHas, FieldTest},
    {"instrument", kFilterEquality, InstrumentTest},
    {"status", kFilterEquality, StatusTest},
    {"signed", " = != < <= > >= : ", DayTest<&Timeline::signature>},
    {"in_force", " = != < <= > >= : ", DayTest<&Timeline::entry_into_force>},
    {"place", kEqualOrHas, PlaceTest},
    {"title", kEqualOrHas, TitleTest},
    {"occasion", kEqualOrHas, OccasionTest},
    {"source", kFilterEquality, SourceTest},
    {"identifier", kEqualOrHas, IdentifierTest},
};

}  // namespace

absl::StatusOr<AgreementTest> TestOf(const FilterCondition& condition) {
  if (condition.field.empty()) {
    FilterCondition party = condition;
    party.comparison = Comparison::kEqual;
    return PartyTest(party);
  }
  if (condition.field.size() > kIdentifierIn.size() &&
      absl::StartsWith(condition.field, kIdentifierIn)) {
    RETURN_IF_ERROR(CheckFilterComparison(condition, kEqualOrHas));
    return IdentifierTest(condition);
  }
  return FilterTestOf(condition, kFields);
}

}  // namespace entente::agreements
