#include "agreements_service/core/check.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr size_t kMaxId = 80;

// Lower-case letters, digits and hyphens.
bool IsSlug(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
         });
}

bool IsLanguage(absl::string_view text) {
  return text.size() >= 2 && text.size() <= 35 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-';
         });
}

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

// Whether there is a character that commands a terminal instead of being read; line feeds and tabs
// are none.
bool HasControl(absl::string_view utf8) {
  for (size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) return true;
    // U+0080 to U+009F.
    if (byte == 0xC2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

absl::Status CheckText(absl::string_view text, absl::string_view field) {
  if (!HasControl(text)) return absl::OkStatus();
  return InvalidField("TEXT_INVALID", field, "has a control character; send plain text");
}

absl::Status CheckId(absl::string_view id, absl::string_view field) {
  if (IsSlug(id)) return absl::OkStatus();
  return InvalidField("ID_INVALID", absl::StrCat(field, ".id"),
                      absl::StrCat("use 1 to ", kMaxId, " lower-case letters, digits and hyphens"));
}

template <typename T>
absl::Status CheckDistinctIds(const std::vector<T>& list, absl::string_view field) {
  absl::flat_hash_set<absl::string_view> ids;
  for (size_t i = 0; i < list.size(); ++i) {
    if (ids.insert(list[i].id).second) continue;
    return InvalidField("ID_TAKEN", absl::StrCat(field, "[", i, "].id"),
                        absl::StrCat("'", list[i].id, "' is used twice; choose another one"));
  }
  return absl::OkStatus();
}

// A date that was said, and not `never` unless that has a meaning.
absl::Status CheckDate(const PartialDate& date, bool can_be_never, absl::string_view field) {
  if (date == PartialDate()) {
    return InvalidField("DATE_MISSING", field,
                        "say when, as precisely as is known; XXXX where that is unknown");
  }
  if (date.kind() == PartialDate::Kind::kNever && !can_be_never) {
    return InvalidField("DATE_INVALID", field,
                        "only the entry into force of an agreement can be 'never'");
  }
  return absl::OkStatus();
}

absl::Status CheckTitle(const Title& title, absl::string_view field) {
  if (IsBlank(title.text)) {
    return InvalidField("TITLE_MISSING", absl::StrCat(field, ".text"), "write the title");
  }
  if (!IsLanguage(title.language)) {
    return InvalidField("LANGUAGE_INVALID", absl::StrCat(field, ".language"),
                        "send a BCP 47 code, e.g. en, tr, kk, ru");
  }
  return CheckText(title.text, absl::StrCat(field, ".text"));
}

absl::Status CheckParty(const Party& party, absl::string_view field) {
  RETURN_IF_ERROR(CheckText(party.name, absl::StrCat(field, ".name")));
  const std::string country = absl::StrCat(field, ".country");
  const bool has_none = party.kind == PartyKind::kOrganisation || party.kind == PartyKind::kOther;
  if (has_none && !party.country.empty()) {
    return InvalidField("COUNTRY_UNEXPECTED", country,
                        "an organisation has none, and neither has what is no state");
  }
  if (!has_none && party.kind != PartyKind::kPredecessorState && party.country.empty()) {
    return InvalidField("COUNTRY_MISSING", country,
                        "name the state that the party is, became or acts for");
  }
  if (party.kind == PartyKind::kState) {
    if (party.id == party.country) return absl::OkStatus();
    return InvalidField("ID_INVALID", absl::StrCat(field, ".id"),
                        absl::StrCat("the id of a state is its code, ", party.country));
  }
  if (IsBlank(party.name)) {
    return InvalidField("NAME_MISSING", absl::StrCat(field, ".name"), "write its name at the time");
  }
  return CheckId(party.id, field);
}

absl::Status CheckClaim(const Claim& claim, absl::string_view field) {
  if (IsBlank(claim.key)) {
    return InvalidField("KEY_MISSING", absl::StrCat(field, ".key"), "say what it is about");
  }
  RETURN_IF_ERROR(CheckText(claim.key, absl::StrCat(field, ".key")));
  return CheckText(claim.value, absl::StrCat(field, ".value"));
}

absl::Status CheckAnomaly(const Anomaly& anomaly, absl::string_view field) {
  if (IsBlank(anomaly.reason)) {
    return InvalidField("REASON_MISSING", absl::StrCat(field, ".reason"), "say what is odd");
  }
  RETURN_IF_ERROR(CheckText(anomaly.reason, absl::StrCat(field, ".reason")));
  return CheckText(anomaly.detail, absl::StrCat(field, ".detail"));
}

absl::Status CheckResourceTitle(absl::string_view title, absl::string_view resource) {
  const std::string field = absl::StrCat(resource, ".title");
  if (IsBlank(title)) {
    return InvalidField("TITLE_MISSING", field, "say in English what it was");
  }
  return CheckText(title, field);
}

template <typename T>
absl::Status CheckLength(const std::vector<T>& list, absl::string_view field,
                         size_t limit = kMaxEntries) {
  if (list.size() <= limit) return absl::OkStatus();
  return InvalidField("LIST_TOO_LONG", field,
                      absl::StrCat("has ", list.size(), " entries; at most ", limit, " are taken"));
}

// At least one source, and what CheckEvidence wants.
absl::Status CheckSources(const std::vector<Evidence>& evidence, absl::string_view resource) {
  const std::string field = absl::StrCat(resource, ".evidence");
  if (!evidence.empty()) return CheckEvidence(evidence, field);
  return InvalidField("EVIDENCE_MISSING", field, "name at least one source");
}

// From 0 to so many in each part, and not nothing at all unless that `can_be_none`.
absl::Status CheckTime(const Length& length, bool can_be_none, absl::string_view field) {
  constexpr int64_t kMax = 10'000;
  for (const int64_t part : {length.years, length.months, length.days}) {
    if (part >= 0 && part <= kMax) continue;
    return InvalidField("LENGTH_INVALID", field,
                        absl::StrCat("years, months and days are each from 0 to ", kMax));
  }
  if (can_be_none || length != Length()) return absl::OkStatus();
  return InvalidField("LENGTH_INVALID", field, "must be one day at least");
}

absl::Status CheckTime(const std::optional<Length>& length, absl::string_view field) {
  return length.has_value() ? CheckTime(*length, false, field) : absl::OkStatus();
}

absl::Status CheckEntryRule(const EntryRule& rule) {
  RETURN_IF_ERROR(CheckText(rule.article, "agreement.terms.entry.article"));
  RETURN_IF_ERROR(CheckTime(rule.after, true, "agreement.terms.entry.after"));
  const bool counts = rule.basis == EntryBasis::kConsents;
  if (rule.consents < 0 || rule.consents > static_cast<int>(counts ? kMaxEntries : 0)) {
    return InvalidField("CONSENTS_INVALID", "agreement.terms.entry.consents",
                        counts ? absl::StrCat("must be 0 to ", kMaxEntries)
                               : "only a rule that counts consents has it");
  }
  const bool on_date = rule.basis == EntryBasis::kDate;
  if (on_date != (rule.date.kind() == PartialDate::Kind::kDate) ||
      (!on_date && rule.date != PartialDate())) {
    return InvalidField(on_date ? "DATE_MISSING" : "DATE_UNEXPECTED", "agreement.terms.entry.date",
                        on_date ? "say on which date" : "only a rule of a date has it");
  }
  if (on_date && rule.after != Length()) {
    return InvalidField("LENGTH_UNEXPECTED", "agreement.terms.entry.after",
                        "a rule of a date has none; send the date itself");
  }
  return absl::OkStatus();
}

absl::Status CheckNoticeRule(const NoticeRule& rule, bool renewed) {
  RETURN_IF_ERROR(CheckText(rule.article, "agreement.terms.notice.article"));
  RETURN_IF_ERROR(CheckTime(rule.before_end, "agreement.terms.notice.before_end"));
  if (rule.any_time.has_value()) {
    RETURN_IF_ERROR(CheckTime(*rule.any_time, true, "agreement.terms.notice.any_time"));
  } else if (!rule.before_end.has_value()) {
    return InvalidField("LENGTH_MISSING", "agreement.terms.notice",
                        "say how long before the end of a period, or how long after the notice");
  }
  if (rule.before_end.has_value() && !renewed) {
    return InvalidField("TERM_UNEXPECTED", "agreement.terms.notice.before_end",
                        "without a renewal it ends anyway; say how it is renewed");
  }
  return absl::OkStatus();
}

absl::Status CheckTerms(const Terms& terms) {
  if (terms.entry.has_value()) {
    RETURN_IF_ERROR(CheckEntryRule(*terms.entry));
  }
  const bool limited = terms.duration.has_value() && terms.duration->length.has_value();
  if (terms.duration.has_value()) {
    RETURN_IF_ERROR(CheckText(terms.duration->article, "agreement.terms.duration.article"));
    RETURN_IF_ERROR(CheckTime(terms.duration->length, "agreement.terms.duration.length"));
  }
  if (terms.renewal.has_value()) {
    RETURN_IF_ERROR(CheckText(terms.renewal->article, "agreement.terms.renewal.article"));
    RETURN_IF_ERROR(CheckTime(terms.renewal->length, "agreement.terms.renewal.length"));
    if (!limited) {
      return InvalidField("TERM_UNEXPECTED", "agreement.terms.renewal",
                          "what has no end is not renewed; say for how long it was made");
    }
  }
  if (terms.notice.has_value()) {
    RETURN_IF_ERROR(CheckNoticeRule(*terms.notice, terms.renewal.has_value()));
  }
  if (terms.sunset.has_value()) {
    RETURN_IF_ERROR(CheckText(terms.sunset->article, "agreement.terms.sunset.article"));
    RETURN_IF_ERROR(CheckTime(terms.sunset->length, false, "agreement.terms.sunset.length"));
  }
  return CheckEvidence(terms.evidence, "agreement.terms.evidence");
}

// Runs `check(entry, path)` on every entry.
template <typename T, typename Check>
absl::Status CheckEach(const std::vector<T>& list, absl::string_view field, Check check) {
  for (size_t i = 0; i < list.size(); ++i) {
    RETURN_IF_ERROR(check(list[i], absl::StrCat(field, "[", i, "]")));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckEvidence(const std::vector<Evidence>& evidence, absl::string_view field) {
  for (size_t i = 0; i < evidence.size(); ++i) {
    const std::string one = absl::StrCat(field, "[", i, "]");
    RETURN_IF_ERROR(CheckText(evidence[i].publisher, absl::StrCat(one, ".publisher")));
    RETURN_IF_ERROR(CheckText(evidence[i].url, absl::StrCat(one, ".url")));
    RETURN_IF_ERROR(CheckText(evidence[i].cell, absl::StrCat(one, ".cell")));
    RETURN_IF_ERROR(CheckText(evidence[i].note, absl::StrCat(one, ".note")));
  }
  return CheckLength(evidence, field);
}

absl::Status CheckAction(const Action& action, const Agreement& agreement,
                         absl::string_view field) {
  RETURN_IF_ERROR(CheckId(action.id, field));
  RETURN_IF_ERROR(CheckText(action.text, absl::StrCat(field, ".text")));
  if (std::none_of(agreement.parties.begin(), agreement.parties.end(),
                   [&](const Party& party) { return party.id == action.party; })) {
    return InvalidField("PARTY_UNKNOWN", absl::StrCat(field, ".party"),
                        absl::StrCat("'", action.party, "' is not the id of one of the parties"));
  }
  RETURN_IF_ERROR(CheckDate(action.date, false, absl::StrCat(field, ".date")));
  if (action.effective == PartialDate()) return absl::OkStatus();
  return CheckDate(action.effective, false, absl::StrCat(field, ".effective"));
}

absl::Status CheckEvent(const Event& event, absl::string_view field) {
  RETURN_IF_ERROR(CheckId(event.id, field));
  RETURN_IF_ERROR(CheckText(event.place, absl::StrCat(field, ".place")));
  RETURN_IF_ERROR(CheckText(event.method, absl::StrCat(field, ".method")));
  return CheckDate(event.date, event.kind == EventKind::kEntryIntoForce,
                   absl::StrCat(field, ".date"));
}

absl::Status CheckRelation(const Relation& relation, absl::string_view name,
                           absl::string_view field) {
  if (relation.agreement == name) {
    return InvalidField("RELATION_TO_ITSELF", absl::StrCat(field, ".agreement"),
                        "name another agreement");
  }
  if (relation.date == PartialDate()) return absl::OkStatus();
  return CheckDate(relation.date, false, absl::StrCat(field, ".date"));
}

absl::Status CheckIdentifier(const Identifier& identifier, absl::string_view field) {
  if (!IsSlug(identifier.scheme)) {
    return InvalidField("SCHEME_INVALID", absl::StrCat(field, ".scheme"),
                        "name the register in lower-case letters, digits and hyphens, e.g. unts");
  }
  if (IsBlank(identifier.value)) {
    return InvalidField("VALUE_MISSING", absl::StrCat(field, ".value"),
                        "write its name in the register");
  }
  return CheckText(identifier.value, absl::StrCat(field, ".value"));
}

absl::Status CheckLengths(const Agreement& agreement) {
  RETURN_IF_ERROR(CheckLength(agreement.titles, "agreement.titles"));
  RETURN_IF_ERROR(CheckLength(agreement.fields, "agreement.fields"));
  RETURN_IF_ERROR(CheckLength(agreement.parties, "agreement.parties"));
  RETURN_IF_ERROR(CheckLength(agreement.identifiers, "agreement.identifiers"));
  RETURN_IF_ERROR(CheckLength(agreement.actions, "agreement.actions", kMaxActions));
  RETURN_IF_ERROR(CheckLength(agreement.events, "agreement.events"));
  RETURN_IF_ERROR(CheckLength(agreement.relations, "agreement.relations"));
  RETURN_IF_ERROR(CheckLength(agreement.claims, "agreement.claims"));
  RETURN_IF_ERROR(CheckLength(agreement.anomalies, "agreement.anomalies"));
  return CheckLength(agreement.evidence, "agreement.evidence");
}

absl::Status CheckAgreement(const Agreement& agreement) {
  RETURN_IF_ERROR(CheckLengths(agreement));
  constexpr absl::string_view kPrefix = "agreements/";
  if (!absl::StartsWith(agreement.name, kPrefix) ||
      !IsSlug(absl::string_view(agreement.name).substr(kPrefix.size()))) {
    return InvalidField("NAME_INVALID", "agreement.name",
                        "must be 'agreements/' and 1 to 80 lower-case letters, digits and hyphens");
  }
  if (agreement.titles.empty()) {
    return InvalidField("TITLE_MISSING", "agreement.titles", "write at least one title");
  }
  RETURN_IF_ERROR(CheckEach(agreement.titles, "agreement.titles", CheckTitle));
  if (agreement.parties.empty() &&
      std::none_of(agreement.anomalies.begin(), agreement.anomalies.end(),
                   [](const Anomaly& anomaly) { return anomaly.reason == kPartyMissing; })) {
    return InvalidField("PARTY_MISSING", "agreement.parties", "name at least one party");
  }
  RETURN_IF_ERROR(CheckEach(agreement.parties, "agreement.parties", CheckParty));
  RETURN_IF_ERROR(CheckDistinctIds(agreement.parties, "agreement.parties"));
  RETURN_IF_ERROR(CheckEach(agreement.identifiers, "agreement.identifiers", CheckIdentifier));
  RETURN_IF_ERROR(CheckEach(agreement.actions, "agreement.actions",
                            [&](const Action& action, absl::string_view field) {
                              return CheckAction(action, agreement, field);
                            }));
  RETURN_IF_ERROR(CheckDistinctIds(agreement.actions, "agreement.actions"));
  RETURN_IF_ERROR(CheckEach(agreement.events, "agreement.events", CheckEvent));
  RETURN_IF_ERROR(CheckDistinctIds(agreement.events, "agreement.events"));
  RETURN_IF_ERROR(CheckEach(agreement.relations, "agreement.relations",
                            [&](const Relation& relation, absl::string_view field) {
                              return CheckRelation(relation, agreement.name, field);
                            }));
  RETURN_IF_ERROR(CheckEach(agreement.claims, "agreement.claims", CheckClaim));
  RETURN_IF_ERROR(CheckEach(agreement.anomalies, "agreement.anomalies", CheckAnomaly));
  RETURN_IF_ERROR(CheckTerms(agreement.terms));
  RETURN_IF_ERROR(CheckText(agreement.note, "agreement.note"));
  return CheckSources(agreement.evidence, "agreement");
}

absl::Status CheckOccasion(const Occasion& occasion) {
  RETURN_IF_ERROR(CheckLength(occasion.declared_counts, "occasion.declared_counts"));
  RETURN_IF_ERROR(CheckResourceTitle(occasion.title, "occasion"));
  RETURN_IF_ERROR(CheckText(occasion.place, "occasion.place"));
  RETURN_IF_ERROR(CheckText(occasion.note, "occasion.note"));
  RETURN_IF_ERROR(CheckDate(occasion.start, false, "occasion.start"));
  if (occasion.end != PartialDate()) {
    RETURN_IF_ERROR(CheckDate(occasion.end, false, "occasion.end"));
    if (occasion.end.Latest() < occasion.start.Earliest()) {
      return InvalidField("DATE_INVALID", "occasion.end", "the last day comes before the first");
    }
  }
  RETURN_IF_ERROR(CheckEach(occasion.declared_counts, "occasion.declared_counts",
                            [](const DeclaredCount& declared, absl::string_view field) {
                              if (declared.count >= 0) return absl::OkStatus();
                              return absl::Status(InvalidField("COUNT_INVALID",
                                                               absl::StrCat(field, ".count"),
                                                               "must not be negative"));
                            }));
  return CheckSources(occasion.evidence, "occasion");
}

absl::Status CheckMilestone(const Milestone& milestone) {
  RETURN_IF_ERROR(CheckResourceTitle(milestone.title, "milestone"));
  RETURN_IF_ERROR(CheckText(milestone.note, "milestone.note"));
  RETURN_IF_ERROR(CheckDate(milestone.date, false, "milestone.date"));
  return CheckSources(milestone.evidence, "milestone");
}

}  // namespace entente::agreements
