#include "agreements_service/core/search_conditions.h"

#include <algorithm>

#include "agreements_service/core/fact.h"
#include "agreements_service/core/source.h"

namespace entente::agreements {
namespace {

template <typename T>
bool Contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool MayBeSigned(const SearchConditions& conditions, const Agreement& agreement) {
  if (!conditions.signed_from.has_value() && !conditions.signed_until.has_value()) return true;
  const std::optional<Fact> signature = FactReader(agreement).signature();
  if (!signature.has_value()) return false;
  const Span& span = signature->span;
  return (!conditions.signed_from.has_value() || span.latest >= *conditions.signed_from) &&
         (!conditions.signed_until.has_value() || span.earliest <= *conditions.signed_until);
}

bool HasSource(const SearchConditions& conditions, const std::vector<Evidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& one) {
    return std::any_of(conditions.sources.begin(), conditions.sources.end(),
                       [&](const std::string& source) {
                         return one.source == source || NamesPublisher(source, one.publisher);
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
