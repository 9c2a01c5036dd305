#include "agreements_service/load/uk_treaties.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/json_path.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "uk-treaties";
constexpr char kPublisher[] = "FCDO, UK Treaties Online";

// What the FCDO writes where an agreement has no place of signature.
constexpr absl::string_view kNotSigned = "Adopted not signed";

// The FCDO writes states and organisations in capitals, and in small letters the territories to
// which they apply an agreement: "MALTA" is the state, "Malta" the colony.
bool IsTerritory(absl::string_view name) {
  return std::any_of(name.begin(), name.end(),
                     [](char c) { return absl::ascii_islower(static_cast<unsigned char>(c)); });
}

bool HasParty(const Agreement& agreement, absl::string_view id) {
  return std::any_of(agreement.parties.begin(), agreement.parties.end(),
                     [&](const Party& party) { return party.id == id; });
}

// A territory of which no present state or area is known is a party of another kind.
void AddTerritory(const std::string& name, Agreement& agreement) {
  ImportReport unheard;  // a territory need not be known
  Party party = PartyNamed(name, unheard);
  party.kind = party.country.empty() ? PartyKind::kOther : PartyKind::kTerritory;
  party.name = name;
  party.id = SlugOf(name);
  if (HasParty(agreement, party.id)) party.id += "-territory";  // a state of that time has it
  if (!HasParty(agreement, party.id)) agreement.parties.push_back(std::move(party));
}

// States first, so that territories give way.
void AddParties(const std::vector<std::string>& names, Agreement& agreement, ImportReport& report) {
  for (const std::string& name : names) {
    if (!IsTerritory(name)) AddParty(name, agreement, report);
  }
  for (const std::string& name : names) {
    if (IsTerritory(name)) AddTerritory(name, agreement);
  }
}

// Where the number of parties is not that of the agreement's type, BI or MULTI.
void CheckType(absl::string_view type, size_t count, Agreement& agreement) {
  if (type == "BI" && count != 2) {
    agreement.anomalies.push_back(
        {.reason = "PARTIES_NOT_TWO",
         .detail = absl::StrCat("bilateral (BI), with ", count, count == 1 ? " party" : " parties",
                                ", territories included")});
  }
  if (type == "MULTI" && count < 3) {
    agreement.anomalies.push_back({.reason = "PARTIES_TOO_FEW",
                                   .detail = absl::StrCat("multilateral (MULTI), with ", count,
                                                          count == 1 ? " party" : " parties")});
  }
}

// The places of "London/Paris", "Cairo / Beirut" and "London & Angora".
std::vector<std::string> Places(absl::string_view text) {
  std::vector<std::string> places;
  for (const absl::string_view place :
       absl::StrSplit(text, absl::ByAnyChar("/&"), absl::SkipWhitespace())) {
    places.emplace_back(absl::StripAsciiWhitespace(place));
  }
  return places;
}

// A record by the names of its members.
using Record = absl::flat_hash_map<std::string, std::string>;

class Reader final : public JsonPath {
 public:
  explicit Reader(const File& file) : list_(kRegister, kPublisher, file) {}

  absl::StatusOr<LoadedFile> Read(absl::string_view content) {
    absl::ConsumePrefix(&content, kByteOrderMark);
    RETURN_IF_ERROR(ReadJsonLines(content, *this, line_));
    return list_.Finish();
  }

 private:
  absl::Status OnValue(absl::string_view name, absl::string_view text) override {
    if (path().empty()) {
      return AtLine(line_, "FILE_MALFORMED",
                    absl::StrCat(Quoted(text), " is no record, which is a JSON object"));
    }
    if (path().size() == 1) record_[name] = std::string(absl::StripAsciiWhitespace(text));
    return absl::OkStatus();
  }

  absl::Status OnEnd() override {
    if (path().size() == 1) AddRecord(std::exchange(record_, Record()));
    return absl::OkStatus();
  }

  void AddRecord(const Record& record);

  // Adds when it happened. Where the source has two dates, that of the act and that of its effect,
  // the latter counts and the former is a claim.
  void AddDated(EventKind kind, absl::string_view event, const Record& record,
                Agreement& agreement);
  void AddSignature(const Record& record, Agreement& agreement);

  static absl::string_view Get(const Record& record, absl::string_view name) {
    const auto found = record.find(name);
    return found == record.end() ? absl::string_view() : found->second;
  }

  AgreementList list_;
  int64_t line_ = 0;
  Record record_;
};

void Reader::AddRecord(const Record& record) {
  ImportReport& report = list_.report();
  ++report.read;
  const absl::string_view id = Get(record, "id");
  const absl::string_view title = Get(record, "title");
  const absl::string_view type = Get(record, "field3");
  const absl::string_view subject = Get(record, "subject");
  const absl::string_view parties = Get(record, "country_name");
  if (id.empty()) {
    report.Reject(line_, 0, "ID_MISSING", absl::StrCat("has no id; its title is '", title, "'"));
    return;
  }
  if (type.empty() && subject.empty() && parties.empty()) {
    report.Reject(
        line_, 0, "NOT_AN_AGREEMENT",
        absl::StrCat("has neither type nor subject nor parties: it is the scan of '", title, "'"));
    return;
  }
  const std::string url = absl::StrReplaceAll(Get(record, "document_url"), {{"\\", "/"}});
  Agreement agreement = list_.New(id, absl::StrCat("line ", line_));
  if (!url.empty()) agreement.evidence.front().url = url;
  agreement.titles.push_back({.language = "en", .text = std::string(title)});
  agreement.instrument = InstrumentOfTitle(title);
  agreement.binding_force = BindingForce::kBinding;
  if (!subject.empty()) AddFields(FieldsOf(kRegister, subject, report), agreement);
  // Names have commas and no semicolons.
  std::vector<std::string> names;
  for (const absl::string_view name : absl::StrSplit(parties, ';', absl::SkipWhitespace())) {
    names.emplace_back(absl::StripAsciiWhitespace(name));
  }
  AddParties(names, agreement, report);
  CheckType(type, names.size(), agreement);
  AddEvent(EventKind::kAdopted, DayMonthYear(Get(record, "adopted_event_date")), agreement);
  AddSignature(record, agreement);
  AddDated(EventKind::kProvisionalApplication, "provisional_eif_event", record, agreement);
  AddDated(EventKind::kEntryIntoForce, "definative_eif_event", record, agreement);
  AddDated(EventKind::kTerminated, "terminated_event", record, agreement);
  for (const absl::string_view key :
       {"adopted_event_effective_date", "subject", "field3", "references"}) {
    AddClaim(key, Get(record, key), agreement);
  }
  list_.Add(std::move(agreement), line_);
}

void Reader::AddDated(EventKind kind, absl::string_view event, const Record& record,
                      Agreement& agreement) {
  const std::string date_name = absl::StrCat(event, "_date");
  const absl::string_view date_text = Get(record, date_name);
  const absl::string_view effective_text = Get(record, absl::StrCat(event, "_effective_date"));
  const absl::StatusOr<PartialDate> date = DayMonthYear(date_text);
  const absl::StatusOr<PartialDate> effective = DayMonthYear(effective_text);
  if (effective_text.empty() || effective_text == date_text) {
    AddEvent(kind, date, agreement);
    return;
  }
  AddEvent(kind, effective, agreement);
  AddClaim(date_name, date_text, agreement);
  if (date.ok() && effective.ok() && effective->Latest() < date->Earliest()) {
    agreement.anomalies.push_back({.reason = "EFFECT_BEFORE_ACT",
                                   .detail = absl::StrCat(date_name, " is ", date_text,
                                                          ", and its effect ", effective_text)});
  }
}

void Reader::AddSignature(const Record& record, Agreement& agreement) {
  const absl::StatusOr<PartialDate> date = DayMonthYear(Get(record, "signed_event_date"));
  const absl::string_view location = Get(record, "signed_event_location");
  if (location == kNotSigned) {
    AddClaim("signed_event_date", Get(record, "signed_event_date"), agreement);
    AddClaim("signed_event_location", location, agreement);
    return;
  }
  if (date.ok() && *date == PartialDate()) {
    AddClaim("signed_event_location", location, agreement);
    return;
  }
  std::vector<std::string> places = Places(location);
  if (places.empty() || !date.ok()) places = {std::string(location)};
  for (std::string& place : places) {
    AddEvent(EventKind::kSigned, date, agreement);
    agreement.events.back().place = std::move(place);
  }
}

}  // namespace

bool IsUkTreatiesHeader(absl::string_view line) {
  return absl::StartsWith(line, "{") && absl::StrContains(line, "\"lb_document_id\"") &&
         absl::StrContains(line, "\"aw_library_id\"");
}

absl::StatusOr<LoadedFile> LoadUkTreaties(const File& file) {
  return Reader(file).Read(file.content);
}

}  // namespace entente::agreements
