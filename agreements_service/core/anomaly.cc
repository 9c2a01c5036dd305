#include "agreements_service/core/anomaly.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/sentence.h"
#include "agreements_service/core/status.h"
#include "agreements_service/core/timeline.h"
#include "common/time/day.h"

namespace entente::agreements {
namespace {

constexpr int kYearsAhead = 10;
constexpr char kDateFarOff[] = "DATE_FAR_OFF";

// The claims by which registers call an agreement bilateral: key and value. The reader of the
// FCDO's, which has one too, stores what is odd itself.
constexpr std::pair<absl::string_view, absl::string_view> kBilateral[] = {
    {"Inclusion", "BEA"},  // the IEA database
    {"Inclusion", "BEN"}, {"Inclusion", "BNA"}, {"RTA Composition", "Bilateral"},  // the WTO
    {"type", "BITs"},                                                              // UNCTAD
};

bool IsBilateral(const Claim& claim) {
  return std::any_of(std::begin(kBilateral), std::end(kBilateral), [&](const auto& one) {
    return claim.key == one.first && claim.value == one.second;
  });
}

// Sees what is odd in one agreement, one kind of thing after the other.
class AnomalyFinder {
 public:
  AnomalyFinder(const Agreement& agreement, absl::CivilDay day)
      : agreement_(agreement),
        day_(day),
        horizon_(day.year() + kYearsAhead, day.month(), day.day()),
        anomalies_(agreement.anomalies) {}

  std::vector<Anomaly> Find() {
    FindOrder();
    if (std::optional<Anomaly> odd = EntryNotByTerms(agreement_)) {
      anomalies_.push_back(*std::move(odd));
    }
    FindFarOffDates();
    FindParties();
    return std::move(anomalies_);
  }

 private:
  void Add(absl::string_view reason, std::string detail) {
    anomalies_.push_back({.reason = std::string(reason), .detail = std::move(detail)});
  }

  void FindOrder() {
    const Timeline timeline = TimelineOf(agreement_, {});
    const std::optional<Fact>& entry = timeline.entry_into_force;
    if (!entry.has_value()) return;
    if (EntersBeforeSignature(agreement_))
      AddOrder("ENTRY_BEFORE_SIGNATURE", *entry, *timeline.signature);
    for (const Ending& ending : timeline.endings) {
      if (ending.fact.span.latest >= entry->span.earliest) continue;
      AddOrder("END_BEFORE_ENTRY", ending.fact, *entry);
      return;
    }
  }

  void AddOrder(absl::string_view reason, const Fact& first, const Fact& second) {
    std::vector<std::string> sentences = first.sentences;
    sentences.insert(sentences.end(), second.sentences.begin(), second.sentences.end());
    Add(reason, absl::StrCat(absl::StrJoin(sentences, ". "), "."));
  }

  void FindFarOffDates() {
    for (const Event& event : agreement_.events) {
      if (IsFarOff(event.date)) AddFarOff(event.date, Sentence(event, agreement_));
    }
    for (const Action& action : agreement_.actions) {
      if (IsFarOff(action.Effect())) AddFarOff(action.Effect(), Sentence(action, agreement_));
    }
    for (const Relation& relation : agreement_.relations) {
      if (!IsFarOff(relation.date)) continue;
      AddFarOff(relation.date, absl::StrCat("Its relation to ", relation.agreement, " begins on ",
                                            relation.date.ToString()));
    }
  }

  bool IsFarOff(const PartialDate& date) const {
    return date.kind() == PartialDate::Kind::kDate && date.Earliest() > horizon_;
  }

  // Says it instead of what is stored of the date, which says less.
  void AddFarOff(const PartialDate& date, absl::string_view sentence) {
    std::erase(anomalies_, Anomaly{.reason = kDateFarOff, .detail = date.ToString()});
    Add(kDateFarOff, absl::StrCat(sentence, "; that is more than ", kYearsAhead, " years after ",
                                  FormatDay(day_), "."));
  }

  void FindParties() {
    const std::vector<Party>& parties = agreement_.parties;
    for (const Party& party : parties) {
      if (party.kind == PartyKind::kOther) Add("PARTY_UNKNOWN", party.name);
    }
    if (parties.size() == 1) {
      const Party& only = parties.front();
      Add("ONE_PARTY", absl::StrCat(only.name.empty() ? only.id : only.name, " alone."));
    }
    const auto bilateral =
        std::find_if(agreement_.claims.begin(), agreement_.claims.end(), IsBilateral);
    if (bilateral == agreement_.claims.end() || parties.empty() || parties.size() == 2) return;
    Add("PARTIES_NOT_TWO",
        absl::StrCat("Bilateral by ", bilateral->key, " ", bilateral->value, ", with ",
                     parties.size(), parties.size() == 1 ? " party." : " parties."));
  }

  const Agreement& agreement_;
  const absl::CivilDay day_;
  const absl::CivilDay horizon_;  // later dates are far off
  std::vector<Anomaly> anomalies_;
};

}  // namespace

std::vector<Anomaly> AnomaliesOf(const Agreement& agreement, absl::CivilDay day) {
  return AnomalyFinder(agreement, day).Find();
}

}  // namespace entente::agreements
