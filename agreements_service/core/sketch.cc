#include "agreements_service/core/sketch.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

#include "common/geo/country.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

// What titles have whatever they are about, folded.
constexpr absl::string_view kSaysLittle[] = {
    "a",          "accord",       "agreement",  "agreements", "an",          "and",
    "as",         "at",           "between",    "bit",        "bits",        "by",
    "concerning", "constituting", "convention", "dated",      "de",          "des",
    "du",         "ec",           "eec",        "entre",      "et",          "eu",
    "exchange",   "federal",      "for",        "form",       "from",        "fta",
    "government", "governments",  "great",      "her",        "his",         "in",
    "including",  "into",         "ireland",    "its",        "kingdom",     "la",
    "le",         "les",          "letters",    "majesty",    "northern",    "notes",
    "of",         "on",           "or",         "other",      "people",      "protocol",
    "regarding",  "relating",     "republic",   "respect",    "respecting",  "s",
    "signed",     "socialist",    "state",      "states",     "territories", "the",
    "their",      "thereto",      "to",         "treaty",     "uk",          "under",
    "union",      "united",       "upon",       "us",         "usa",         "with",
    "within"};

constexpr size_t kDigitsOfYear = 4;
constexpr size_t kLettersOfCode = 3;  // shorter words are no names of countries

bool SaysLittle(absl::string_view word) {
  return word.size() < 2 ||
         std::binary_search(std::begin(kSaysLittle), std::end(kSaysLittle), word);
}

bool IsNumber(absl::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

void AddWords(absl::string_view text, std::set<std::string>& words) {
  for (std::string& word : Words(Fold(text))) words.insert(std::move(word));
}

bool IsDated(const PartialDate& date) { return date.kind() == PartialDate::Kind::kDate; }

// The earliest of the dates of events of these kinds, by the first day that each can mean; absent
// if none is known.
PartialDate FirstOf(const Agreement& agreement, EventKind kind, EventKind or_kind) {
  PartialDate first;
  for (const Event& event : agreement.events) {
    if ((event.kind != kind && event.kind != or_kind) || !IsDated(event.date)) continue;
    if (!IsDated(first) || event.date.Earliest() < first.Earliest() ||
        (event.date.Earliest() == first.Earliest() && event.date.Latest() < first.Latest())) {
      first = event.date;
    }
  }
  return first;
}

// Words that name the parties of an agreement of two countries.
std::set<std::string> NamesOfTwo(const Agreement& agreement) {
  std::set<std::string> names;
  for (const Party& party : agreement.parties) {
    names.insert(party.country);
    AddWords(party.name, names);
    AddWords(CountryName(party.country, "en"), names);
  }
  return names;
}

// Fills in what follows from titles, the parties being there.
void AddTitles(const Agreement& agreement, Sketch& sketch) {
  std::set<std::string> names;
  if (IsOfTwoCountries(sketch)) names = NamesOfTwo(agreement);
  std::set<std::string> words;
  std::set<std::string> languages;
  for (const Title& title : agreement.titles) {
    languages.insert(title.language);
    for (std::string& word : Words(Fold(title.text))) {
      if (SaysLittle(word) || IsNumber(word)) continue;
      if (word.size() > kLettersOfCode) {
        if (const Country* country = FindCountry(word)) word = country->alpha3;
      }
      if (!names.contains(word)) words.insert(std::move(word));
    }
  }
  sketch.words.assign(words.begin(), words.end());
  sketch.languages.assign(languages.begin(), languages.end());
  for (std::string& word : Words(Fold(sketch.title.text))) {
    if (IsNumber(word) && word.size() < kDigitsOfYear) sketch.numbers.push_back(std::move(word));
  }
  std::sort(sketch.numbers.begin(), sketch.numbers.end());
}

}  // namespace

Sketch SketchOf(const Agreement& agreement) {
  Sketch sketch;
  sketch.name = agreement.name;
  sketch.title = agreement.titles.front();
  std::set<std::string> parties;
  for (const Party& party : agreement.parties) {
    parties.insert(party.country.empty() ? party.id : party.country);
  }
  sketch.parties.assign(parties.begin(), parties.end());
  AddTitles(agreement, sketch);
  sketch.fields = agreement.fields;
  std::sort(sketch.fields.begin(), sketch.fields.end());
  for (const Evidence& evidence : agreement.evidence) {
    if (!evidence.publisher.empty()) sketch.publishers.push_back(evidence.publisher);
  }
  std::sort(sketch.publishers.begin(), sketch.publishers.end());
  sketch.signed_on = FirstOf(agreement, EventKind::kSigned, EventKind::kAdopted);
  sketch.in_force_from = FirstOf(agreement, EventKind::kEntryIntoForce, EventKind::kEntryIntoForce);
  sketch.identifiers = agreement.identifiers;
  sketch.instrument = agreement.instrument;
  sketch.parts = agreement.actions.size() + agreement.events.size() + agreement.titles.size() +
                 agreement.relations.size();
  return sketch;
}

bool IsOfTwoCountries(const Sketch& sketch) {
  return sketch.parties.size() == 2 &&
         std::all_of(sketch.parties.begin(), sketch.parties.end(), [](const std::string& party) {
           return absl::ascii_isupper(static_cast<unsigned char>(party.front()));
         });
}

}  // namespace entente::agreements
