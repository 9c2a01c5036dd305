#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_FIELD_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_FIELD_H_

#include "absl/strings/string_view.h"

namespace entente::agreements {

// A field of cooperation, numbered as in the contract. The first twelve are those that the Xinhua
// report of 2022-05-11 names.
enum class Field {
  kTransport = 1,
  kDefenceIndustry = 2,
  kMilitaryIntelligence = 3,
  kInformationTechnology = 4,
  kCulture = 5,
  kAgriculture = 6,
  kTrade = 7,
  kCustoms = 8,
  kEducation = 9,
  kYouth = 10,
  kCommunication = 11,
  kArchives = 12,
  kPolitical = 13,
  kDefence = 14,
  kSecurity = 15,
  kEconomy = 16,
  kInvestment = 17,
  kTaxation = 18,
  kFinance = 19,
  kIndustry = 20,
  kMining = 21,
  kEnergy = 22,
  kEnvironment = 23,
  kLogistics = 24,
  kAviation = 25,
  kTourism = 26,
  kScience = 27,
  kMedia = 28,
  kHealth = 29,
  kSports = 30,
  kLabour = 31,
  kFamily = 32,
  kDisasters = 33,
  kConsular = 34,
  kJustice = 35
};
inline constexpr Field kLastField = Field::kJustice;

// The field in English, in the words of the contract, e.g. "agriculture, plant and animal health".
absl::string_view FieldName(Field field);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_FIELD_H_
