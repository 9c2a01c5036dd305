#include "agreements_service/core/search_conditions.h"

#include <algorithm>

#include "agreements_service/core/search.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

template <typename T>
bool Contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool MayBeBetween(const PartialDate& date, const SearchConditions& conditions) {
  if (date.kind() != PartialDate::Kind::kDate && date.kind() != PartialDate::Kind::kUnknown) {
    return false;
  }
  return (!conditions.signed_from.has_value() || date.Latest() >= *conditions.signed_from) &&
         (!conditions.signed_until.has_value() || date.Earliest() <= *conditions.signed_until);
}

bool MayBeSigned(const SearchConditions& conditions, const Agreement& agreement) {
  if (!conditions.signed_from.has_value() && !conditions.signed_until.has_value()) return true;
  const bool by_event =
      std::any_of(agreement.events.begin(), agreement.events.end(), [&](const Event& event) {
        return event.kind == EventKind::kSigned && MayBeBetween(event.date, conditions);
      });
  return by_event ||
         std::any_of(agreement.actions.begin(), agreement.actions.end(), [&](const Action& action) {
           return (action.kind == ActionKind::kSignature ||
                   action.kind == ActionKind::kDefinitiveSignature) &&
                  MayBeBetween(action.date, conditions);
         });
}

bool HasSource(const SearchConditions& conditions, const std::vector<Evidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& one) {
    return std::any_of(
        conditions.sources.begin(), conditions.sources.end(), [&](const std::string& source) {
          const std::string wanted = Fold(source);
          return one.source == source ||
                 (!wanted.empty() && HasWords(Fold(one.publisher), wanted, /*beginning=*/false));
        });
  });
}

bool HasSource(const SearchConditions& conditions, const Agreement& agreement) {
  if (conditions.sources.empty()) return true;
  const auto has_one = [&](const auto& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const auto& part) { return HasSource(conditions, part.evidence); });
  };
  return HasSource(conditions, agreement.evidence) || has_one(agreement.events) ||
         has_one(agreement.actions) || has_one(agreement.relations);
}

}  // namespace

bool SearchConditions::MustRead() const {
  return signed_from.has_value() || signed_until.has_value() || !sources.empty() ||
         !statuses.empty();
}

std::vector<Marks> SearchConditions::Marked() const {
  std::vector<Marks> marked;
  if (!fields.empty()) {
    Marks& marks = marked.emplace_back();
    for (const Field field : fields) marks.push_back(FieldMark(field));
  }
  if (!instruments.empty()) {
    Marks& marks = marked.emplace_back();
    for (const Instrument instrument : instruments) marks.push_back(InstrumentMark(instrument));
  }
  return marked;
}

bool Fits(const SearchConditions& conditions, const Agreement& agreement) {
  const bool has_field =
      conditions.fields.empty() ||
      std::any_of(agreement.fields.begin(), agreement.fields.end(),
                  [&](Field field) { return Contains(conditions.fields, field); });
  const bool has_instrument =
      conditions.instruments.empty() || Contains(conditions.instruments, agreement.instrument);
  return has_field && has_instrument && MayBeSigned(conditions, agreement) &&
         HasSource(conditions, agreement);
}

bool Fits(const SearchConditions& conditions, Status status) {
  return conditions.statuses.empty() || Contains(conditions.statuses, status);
}

}  // namespace entente::agreements
