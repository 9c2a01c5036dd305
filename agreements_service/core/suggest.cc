#include "agreements_service/core/suggest.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "common/geo/country.h"

namespace entente::agreements {
namespace {

// How far apart dates of the same agreement may lie in different registers.
constexpr int kNearDays = 31;

// Dates and titles count less than in proportion, because registers write them differently.
constexpr double kExponent = 0.6;

// What is multiplied by a number below 1 where something speaks against it.
constexpr double kProtocolAlone = 0.8;
constexpr double kTwoEntries = 0.6;
constexpr double kOtherNumbers = 0.5;

// A block of more agreements than this tells nothing of them.
constexpr size_t kMaxBlock = 200;

// What both ordered lists have.
template <typename T>
std::vector<T> Common(const std::vector<T>& one, const std::vector<T>& other) {
  std::vector<T> common;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                        std::back_inserter(common));
  return common;
}

bool IsKnown(const PartialDate& date) { return date.kind() == PartialDate::Kind::kDate; }

bool IsDay(const PartialDate& date) { return date.Earliest() == date.Latest(); }

// Days between what two dates can mean; 0 if they can mean the same.
int64_t DaysBetween(const PartialDate& one, const PartialDate& other) {
  return std::max<int64_t>({0, one.Earliest() - other.Latest(), other.Earliest() - one.Latest()});
}

// How well two dates agree, both known.
double Agreeing(const PartialDate& one, const PartialDate& other) {
  const int64_t days = DaysBetween(one, other);
  const bool are_days = IsDay(one) && IsDay(other);
  if (days == 0) return are_days ? 1.0 : 0.8;
  if (are_days && days <= 3) return 0.7;
  if (are_days && days <= kNearDays) return 0.4;
  return days <= 366 ? 0.1 : 0.02;
}

// How much of two lists, neither empty, is common: the mean of its share in both together and in
// the shorter one.
template <typename T>
double Overlap(const std::vector<T>& one, const std::vector<T>& other) {
  const auto common = static_cast<double>(Common(one, other).size());
  const auto shorter = static_cast<double>(std::min(one.size(), other.size()));
  const double all = static_cast<double>(one.size() + other.size()) - common;
  return (common / all + common / shorter) / 2;
}

double PartyScore(const Sketch& one, const Sketch& other) {
  if (one.parties.empty() || other.parties.empty()) return 0.85;
  const double overlap = Overlap(one.parties, other.parties);
  if (overlap == 0 || IsOfTwoCountries(one) || IsOfTwoCountries(other)) return overlap;
  return (1 + overlap) / 2;
}

double DateScore(const Sketch& one, const Sketch& other) {
  const bool signatures = IsKnown(one.signed_on) && IsKnown(other.signed_on);
  const bool entries = IsKnown(one.in_force_from) && IsKnown(other.in_force_from);
  if (!signatures && !entries) return 0.3;
  if (!signatures) return 0.9 * Agreeing(one.in_force_from, other.in_force_from);
  const double by_signature = Agreeing(one.signed_on, other.signed_on);
  if (!entries) return by_signature;
  return 0.8 * by_signature + 0.2 * Agreeing(one.in_force_from, other.in_force_from);
}

bool HaveNumbersApart(const Sketch& one, const Sketch& other) {
  const auto has_all = [](const Sketch& more, const Sketch& less) {
    return std::includes(more.numbers.begin(), more.numbers.end(), less.numbers.begin(),
                         less.numbers.end());
  };
  return !has_all(one, other) && !has_all(other, one);
}

// Whether titles can be compared: both say something, in the same language.
bool HaveComparableTitles(const Sketch& one, const Sketch& other) {
  return !one.words.empty() && !other.words.empty() &&
         !Common(one.languages, other.languages).empty();
}

// Where titles say nothing, what they are about does.
double TitleScore(const Sketch& one, const Sketch& other) {
  double score = 0;
  if (HaveComparableTitles(one, other)) {
    score = Overlap(one.words, other.words);
  } else if (!one.fields.empty() && !other.fields.empty() &&
             Common(one.fields, other.fields).empty()) {
    score = 0.2;
  } else {
    score = one.words.empty() && other.words.empty() ? 0.8 : 0.5;
  }
  return HaveNumbersApart(one, other) ? score * kOtherNumbers : score;
}

// An identifier that both have.
std::optional<Identifier> SharedIdentifier(const Sketch& one, const Sketch& other) {
  for (const Identifier& identifier : one.identifiers) {
    if (std::find(other.identifiers.begin(), other.identifiers.end(), identifier) !=
        other.identifiers.end()) {
      return identifier;
    }
  }
  return std::nullopt;
}

// The two names that one register has for them. Numbers and places in a series, such as I-55569 and
// 1155 UNTS 331, are not held against each other.
std::optional<std::pair<Identifier, Identifier>> TwoEntries(const Sketch& one,
                                                            const Sketch& other) {
  const auto starts_with_digit = [](const Identifier& identifier) {
    return absl::ascii_isdigit(static_cast<unsigned char>(identifier.value.front()));
  };
  for (const Identifier& first : one.identifiers) {
    for (const Identifier& second : other.identifiers) {
      if (first.scheme == second.scheme && starts_with_digit(first) == starts_with_digit(second)) {
        return std::pair(first, second);
      }
    }
  }
  return std::nullopt;
}

// Whether one alone is a protocol. Other kinds are called differently by different registers.
bool IsOneAProtocol(const Sketch& one, const Sketch& other) {
  return one.instrument != Instrument::kUnspecified &&
         other.instrument != Instrument::kUnspecified &&
         (one.instrument == Instrument::kProtocol) != (other.instrument == Instrument::kProtocol);
}

// Parties, dates and titles must all agree, so they are multiplied. An identifier in common makes
// up for a part of what they lack; with it titles may be in different languages.
double ScoreOf(const Sketch& one, const Sketch& other) {
  const bool shared = SharedIdentifier(one, other).has_value();
  const double titles = std::max(TitleScore(one, other), shared ? 0.5 : 0.0);
  double score = PartyScore(one, other) * std::pow(DateScore(one, other) * titles, kExponent);
  if (IsOneAProtocol(one, other)) score *= kProtocolAlone;
  if (shared) {
    score = 0.4 + 0.6 * score;
  } else if (TwoEntries(one, other).has_value() ||
             !Common(one.publishers, other.publishers).empty()) {
    score *= kTwoEntries;
  }
  return std::round(score * 1000) / 1000;
}

// Years under which an agreement is looked for.
std::set<int64_t> YearsOf(const Sketch& sketch) {
  std::set<int64_t> years;
  for (const PartialDate& date : {sketch.signed_on, sketch.in_force_from}) {
    if (!IsKnown(date)) continue;
    const int margin = IsDay(date) ? kNearDays : 0;
    years.insert((date.Earliest() - margin).year());
    years.insert((date.Latest() + margin).year());
  }
  if (years.empty()) years.insert(0);
  return years;
}

// What agreements that are compared have in common: an identifier, or a year and either two parties
// or, where these are not enough, a word.
std::vector<std::string> BlocksOf(const Sketch& sketch) {
  constexpr size_t kFewParties = 6;
  std::vector<std::string> blocks;
  for (const Identifier& identifier : sketch.identifiers) {
    blocks.push_back(absl::StrCat("identifier ", identifier.scheme, " ", identifier.value));
  }
  const std::vector<std::string>& parties = sketch.parties;
  for (const int64_t year : YearsOf(sketch)) {
    for (size_t i = 0; i < parties.size() && parties.size() <= kFewParties; ++i) {
      for (size_t j = i + 1; j < parties.size(); ++j) {
        blocks.push_back(absl::StrCat(year, " parties ", parties[i], " ", parties[j]));
      }
    }
    if (IsOfTwoCountries(sketch)) continue;
    for (const std::string& word : sketch.words) {
      blocks.push_back(absl::StrCat(year, " word ", word));
    }
  }
  return blocks;
}

Suggestion::Reason PartyReason(const Sketch& one, const Sketch& other) {
  constexpr size_t kNamed = 3;
  Suggestion::Reason reason{Suggestion::ReasonKind::kParties, PartyScore(one, other), ""};
  const std::vector<std::string> common = Common(one.parties, other.parties);
  if (one.parties.empty() || other.parties.empty()) {
    reason.sentence = "Of one at least no source tells the parties.";
  } else if (one.parties != other.parties) {
    reason.sentence = absl::StrCat(common.size(), " parties are the same, of ", one.parties.size(),
                                   " and of ", other.parties.size(), ".");
  } else if (common.size() > kNamed) {
    reason.sentence = absl::StrCat("Both have the same ", common.size(), " parties.");
  } else {
    std::vector<std::string> names;
    for (const std::string& party : common) names.push_back(CountryName(party, "en"));
    reason.sentence = absl::StrCat("The parties of both are ", absl::StrJoin(names, ", "), ".");
  }
  return reason;
}

// "both signed 1992", "one signed 1992-05-01, the other 1992".
std::string BothDates(absl::string_view what, const PartialDate& one, const PartialDate& other) {
  if (one == other) return absl::StrCat("both ", what, " ", one.ToString());
  return absl::StrCat("one ", what, " ", one.ToString(), ", the other ", other.ToString());
}

Suggestion::Reason DateReason(const Sketch& one, const Sketch& other) {
  Suggestion::Reason reason{Suggestion::ReasonKind::kDates, DateScore(one, other), ""};
  std::vector<std::string> sentences;
  if (IsKnown(one.signed_on) && IsKnown(other.signed_on)) {
    sentences.push_back(BothDates("signed or adopted", one.signed_on, other.signed_on));
  }
  if (IsKnown(one.in_force_from) && IsKnown(other.in_force_from)) {
    sentences.push_back(BothDates("in force from", one.in_force_from, other.in_force_from));
  }
  if (sentences.empty()) sentences.emplace_back("no date is known of both");
  reason.sentence = absl::StrCat(absl::StrJoin(sentences, "; "), ".");
  reason.sentence[0] = absl::ascii_toupper(static_cast<unsigned char>(reason.sentence[0]));
  return reason;
}

std::string NamesOf(const std::vector<Field>& fields) {
  return absl::StrJoin(
      fields, "; ", [](std::string* out, Field field) { absl::StrAppend(out, FieldName(field)); });
}

Suggestion::Reason TitleReason(const Sketch& one, const Sketch& other) {
  constexpr size_t kNamed = 8;
  Suggestion::Reason reason{Suggestion::ReasonKind::kTitles, TitleScore(one, other), ""};
  if (HaveComparableTitles(one, other)) {
    std::vector<std::string> common = Common(one.words, other.words);
    const size_t count = common.size();
    common.resize(std::min(count, kNamed));
    reason.sentence = absl::StrCat("Of ", one.words.size(), " and ", other.words.size(),
                                   " words the titles share ", count, count == 0 ? "" : ": ",
                                   absl::StrJoin(common, ", "), count > kNamed ? ", ..." : "", ".");
  } else {
    reason.sentence = "The titles cannot be compared";
    if (!one.fields.empty() && !other.fields.empty()) {
      const std::vector<Field> common = Common(one.fields, other.fields);
      absl::StrAppend(&reason.sentence, "; the fields ",
                      common.empty() ? "have nothing in common" : "share ", NamesOf(common));
    }
    absl::StrAppend(&reason.sentence, ".");
  }
  if (HaveNumbersApart(one, other)) {
    absl::StrAppend(&reason.sentence, " Numbers in them differ: ", absl::StrJoin(one.numbers, ", "),
                    " and ", absl::StrJoin(other.numbers, ", "), ".");
  }
  return reason;
}

}  // namespace

std::vector<Likeness> FindAlike(const std::vector<Sketch>& sketches, double minimum_score) {
  absl::flat_hash_map<std::string, std::vector<size_t>> blocks;
  for (size_t i = 0; i < sketches.size(); ++i) {
    for (std::string& block : BlocksOf(sketches[i])) blocks[std::move(block)].push_back(i);
  }
  std::vector<std::pair<size_t, size_t>> pairs;
  for (const auto& [block, members] : blocks) {
    if (members.size() > kMaxBlock) continue;
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) pairs.emplace_back(members[i], members[j]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());

  std::vector<Likeness> found;
  for (auto [one, other] : pairs) {
    const double score = ScoreOf(sketches[one], sketches[other]);
    if (score < minimum_score) continue;
    if (std::tie(sketches[other].parts, sketches[one].name) >
        std::tie(sketches[one].parts, sketches[other].name)) {
      std::swap(one, other);
    }
    found.push_back({.one = one, .other = other, .score = score});
  }
  std::sort(found.begin(), found.end(), [&](const Likeness& a, const Likeness& b) {
    return std::tie(b.score, sketches[a.one].name, sketches[a.other].name) <
           std::tie(a.score, sketches[b.one].name, sketches[b.other].name);
  });
  return found;
}

Suggestion Explain(const Sketch& agreement, const Sketch& duplicate) {
  using Kind = Suggestion::ReasonKind;
  Suggestion suggestion;
  suggestion.agreement = agreement.name;
  suggestion.duplicate = duplicate.name;
  suggestion.score = ScoreOf(agreement, duplicate);
  suggestion.agreement_title = agreement.title;
  suggestion.duplicate_title = duplicate.title;
  suggestion.reasons = {PartyReason(agreement, duplicate), DateReason(agreement, duplicate),
                        TitleReason(agreement, duplicate)};
  if (const auto shared = SharedIdentifier(agreement, duplicate)) {
    suggestion.reasons.push_back(
        {Kind::kIdentifiers, 1,
         absl::StrCat("Both are ", shared->scheme, " ", shared->value, ".")});
  } else if (const auto entries = TwoEntries(agreement, duplicate)) {
    suggestion.reasons.push_back(
        {Kind::kRegister, 0,
         absl::StrCat(entries->first.scheme, " has both, as ", entries->first.value, " and as ",
                      entries->second.value, ".")});
  } else if (const auto publishers = Common(agreement.publishers, duplicate.publishers);
             !publishers.empty()) {
    suggestion.reasons.push_back(
        {Kind::kRegister, 0, absl::StrCat(publishers.front(), " has both, apart.")});
  }
  if (IsOneAProtocol(agreement, duplicate)) {
    suggestion.reasons.push_back({Kind::kInstrument, 0, "One of them is a protocol."});
  }
  return suggestion;
}

}  // namespace entente::agreements
