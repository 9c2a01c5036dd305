#include "agreements_service/load/vocabulary.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "agreements_service/core/source.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/tables.h"
#include "common/file/csv.h"
#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

// A term of a source: rows of a table are found by it.
std::string KeyOf(absl::string_view source, absl::string_view term) {
  return absl::StrCat(source, "\t", Fold(term));
}

using Row = std::vector<std::string>;

std::vector<Row> RowsOf(absl::string_view table) {
  std::vector<Row> rows;
  CsvReader reader(TextSource(table));
  for (absl::StatusOr<bool> found = reader.Next(); found.ok() && *found; found = reader.Next()) {
    if (reader.line() == 1) continue;  // the header
    rows.emplace_back(reader.fields().begin(), reader.fields().end());
  }
  return rows;
}

constexpr std::pair<absl::string_view, Instrument> kInstruments[] = {
    {"treaty", Instrument::kTreaty},
    {"agreement", Instrument::kAgreement},
    {"convention", Instrument::kConvention},
    {"protocol", Instrument::kProtocol},
    {"memorandum of understanding", Instrument::kMemorandumOfUnderstanding},
    {"exchange of notes", Instrument::kExchangeOfNotes},
    {"joint statement", Instrument::kJointStatement},
    {"plan", Instrument::kPlan},
    {"final act", Instrument::kFinalAct},
    {"other", Instrument::kOther},
};

constexpr std::pair<absl::string_view, Status> kStatuses[] = {
    {"negotiated", Status::kNegotiated},
    {"signed", Status::kSigned},
    {"provisionally applied", Status::kProvisionallyApplied},
    {"in force", Status::kInForce},
    {"suspended", Status::kSuspended},
    {"terminated", Status::kTerminated},
    {"superseded", Status::kSuperseded},
    {"expired", Status::kExpired},
    {"never in force", Status::kNeverInForce},
};

constexpr std::pair<absl::string_view, PartyKind> kPartyKinds[] = {
    {"state", PartyKind::kState},
    {"predecessor state", PartyKind::kPredecessorState},
    {"organisation", PartyKind::kOrganisation},
    {"ministry", PartyKind::kMinistry},
    {"territory", PartyKind::kTerritory},
};

// The value of a name in a list of pairs; `none` if it is not there.
template <typename T, size_t kSize>
T Named(const std::pair<absl::string_view, T> (&list)[kSize], absl::string_view name, T none) {
  for (const auto& [known, value] : list) {
    if (known == name) return value;
  }
  return none;
}

std::vector<Field> FieldsNamed(absl::string_view names) {
  std::vector<Field> fields;
  for (const absl::string_view name : absl::StrSplit(names, ';', absl::SkipEmpty())) {
    for (int field = 1; field <= static_cast<int>(kLastField); ++field) {
      if (FieldName(static_cast<Field>(field)) == name) fields.push_back(static_cast<Field>(field));
    }
  }
  return fields;
}

const absl::flat_hash_map<std::string, std::vector<Field>>& FieldTable() {
  static const auto& table = *[] {
    auto* made = new absl::flat_hash_map<std::string, std::vector<Field>>;
    for (const Row& row : RowsOf(kFieldTable)) {
      (*made)[KeyOf(row[0], row[1])] = FieldsNamed(row[2]);
    }
    return made;
  }();
  return table;
}

const absl::flat_hash_map<std::string, Instrument>& InstrumentTable() {
  static const auto& table = *[] {
    auto* made = new absl::flat_hash_map<std::string, Instrument>;
    for (const Row& row : RowsOf(kInstrumentTable)) {
      (*made)[KeyOf(row[0], row[1])] = Named(kInstruments, row[2], Instrument::kUnspecified);
    }
    return made;
  }();
  return table;
}

// What a source means by its folded words for a status.
struct StatusWords {
  std::string source;
  std::string words;
  std::vector<Status> statuses;
};

const std::vector<StatusWords>& StatusTable() {
  static const auto& table = *[] {
    auto* made = new std::vector<StatusWords>;
    for (const Row& row : RowsOf(kStatusTable)) {
      StatusWords& entry = made->emplace_back();
      entry.source = row[0];
      entry.words = Fold(row[1]);
      for (const absl::string_view name : absl::StrSplit(row[2], ';')) {
        entry.statuses.push_back(Named(kStatuses, name, Status::kIndeterminate));
      }
    }
    return made;
  }();
  return table;
}

// What the table says of a name: by its fold.
const absl::flat_hash_map<std::string, Party>& PartyTable() {
  static const auto& table = *[] {
    auto* made = new absl::flat_hash_map<std::string, Party>;
    for (const Row& row : RowsOf(kPartyTable)) {
      Party& party = (*made)[Fold(row[0])];
      party.kind = Named(kPartyKinds, row[1], PartyKind::kOther);
      party.country = row[2];
    }
    return made;
  }();
  return table;
}

// The language of a word: by its fold.
const absl::flat_hash_map<std::string, std::string>& LanguageTable() {
  static const auto& table = *[] {
    auto* made = new absl::flat_hash_map<std::string, std::string>;
    for (const Row& row : RowsOf(kLanguageTable)) (*made)[Fold(row[0])] = row[1];
    return made;
  }();
  return table;
}

const absl::flat_hash_map<std::string, std::string>& TitleTable() {
  static const auto& table = *[] {
    auto* made = new absl::flat_hash_map<std::string, std::string>;
    for (const Row& row : RowsOf(kTitleTable)) (*made)[KeyOf(row[0], row[1])] = row[2];
    return made;
  }();
  return table;
}

void NoteUnmapped(absl::string_view source, absl::string_view term, ImportReport& report) {
  report.Note("TERM_UNMAPPED", absl::StrCat(source, ": ", term));
}

// The names between the commas of `list`.
void AddNames(absl::string_view list, std::vector<std::string>& names) {
  constexpr size_t kMaxParts = 3;  // of a name: "China, Hong Kong, SAR"
  const std::vector<absl::string_view> parts = absl::StrSplit(list, ',', absl::SkipWhitespace());
  for (size_t first = 0; first < parts.size();) {
    size_t count = std::min(kMaxParts, parts.size() - first);
    std::string name;
    for (; count > 0; --count) {
      name = std::string(absl::StripAsciiWhitespace(
          absl::StrJoin(parts.begin() + first, parts.begin() + first + count, ",")));
      if (count == 1 || IsKnownParty(name)) break;
    }
    names.push_back(std::move(name));
    first += count;
  }
}

Party State(const std::string& alpha3) {
  return {.id = alpha3,
          .kind = PartyKind::kState,
          .country = alpha3,
          .name = CountryName(alpha3, "en")};
}

}  // namespace

std::vector<Field> FieldsOf(absl::string_view source, absl::string_view term,
                            ImportReport& report) {
  const auto found = FieldTable().find(KeyOf(source, term));
  if (found != FieldTable().end()) return found->second;
  NoteUnmapped(source, term, report);
  return {};
}

Instrument InstrumentOf(absl::string_view source, absl::string_view term, ImportReport& report) {
  const auto found = InstrumentTable().find(KeyOf(source, term));
  if (found != InstrumentTable().end()) return found->second;
  NoteUnmapped(source, term, report);
  return Instrument::kUnspecified;
}

std::vector<Status> StatusesOf(absl::string_view publisher, absl::string_view words) {
  const std::string folded = Fold(words);
  for (const StatusWords& entry : StatusTable()) {
    if (entry.words == folded && NamesPublisher(entry.source, publisher)) return entry.statuses;
  }
  return {};
}

Instrument InstrumentOfTitle(absl::string_view title) {
  const std::vector<std::string> words = Words(Fold(title));
  // The longest beginning that is known: an exchange of notes is no exchange of students.
  constexpr size_t kMaxWords = 4;
  std::string beginning;
  Instrument instrument = Instrument::kUnspecified;
  for (size_t i = 0; i < words.size() && i < kMaxWords; ++i) {
    absl::StrAppend(&beginning, i == 0 ? "" : " ", words[i]);
    const auto found = InstrumentTable().find(KeyOf("title", beginning));
    if (found != InstrumentTable().end()) instrument = found->second;
  }
  return instrument;
}

Party PartyNamed(absl::string_view name, ImportReport& report) {
  name = absl::StripAsciiWhitespace(name);
  const auto found = PartyTable().find(Fold(name));
  Party party;
  if (found != PartyTable().end()) {
    party = found->second;
    if (party.kind == PartyKind::kState) return State(party.country);
  } else if (const Country* const country = FindCountry(name)) {
    return State(country->alpha3);
  } else if (DetailsOf(ParseCountry(name).status()).reason == "COUNTRY_FORMER") {
    party.kind = PartyKind::kPredecessorState;
  } else {
    party.kind = PartyKind::kOther;
    report.Note("PARTY_UNKNOWN", name);
  }
  party.id = SlugOf(name);
  party.name = std::string(name);
  return party;
}

std::string TitleOf(absl::string_view source, absl::string_view name, ImportReport& report) {
  const auto found = TitleTable().find(KeyOf(source, name));
  if (found != TitleTable().end()) return found->second;
  NoteUnmapped(source, name, report);
  return std::string(name);
}

bool IsKnownParty(absl::string_view name) {
  // What is no state may be two: "Belgium/Luxembourg" has the fold of "Belgium, Luxembourg".
  const auto found = PartyTable().find(Fold(name));
  if (found != PartyTable().end()) return found->second.kind != PartyKind::kOther;
  return FindCountry(name) != nullptr;
}

std::string LanguageOf(absl::string_view title) {
  constexpr char kUndetermined[] = "und";
  std::string language = kUndetermined;
  for (const std::string& word : Words(Fold(title))) {
    const auto found = LanguageTable().find(word);
    if (found == LanguageTable().end() || found->second == language) continue;
    if (language != kUndetermined) return kUndetermined;
    language = found->second;
  }
  return language;
}

std::vector<std::string> PartyNames(absl::string_view list) {
  std::vector<std::string> names;
  for (const absl::string_view part : absl::StrSplit(list, ';', absl::SkipWhitespace())) {
    const absl::string_view name = absl::StripAsciiWhitespace(part);
    if (!absl::StrContains(name, ',') || IsKnownParty(name)) {
      names.emplace_back(name);
    } else {
      AddNames(name, names);
    }
  }
  return names;
}

}  // namespace entente::agreements
