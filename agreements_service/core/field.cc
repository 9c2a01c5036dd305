#include "agreements_service/core/field.h"

namespace entente::agreements {

absl::string_view FieldName(Field field) {
  switch (field) {
    case Field::kTransport:
      return "transport";
    case Field::kDefenceIndustry:
      return "defence industry";
    case Field::kMilitaryIntelligence:
      return "military intelligence";
    case Field::kInformationTechnology:
      return "information technology";
    case Field::kCulture:
      return "culture";
    case Field::kAgriculture:
      return "agriculture, plant and animal health";
    case Field::kTrade:
      return "trade";
    case Field::kCustoms:
      return "customs";
    case Field::kEducation:
      return "education";
    case Field::kYouth:
      return "youth";
    case Field::kCommunication:
      return "communication";
    case Field::kArchives:
      return "archives";
    case Field::kPolitical:
      return "political relations and diplomacy";
    case Field::kDefence:
      return "defence";
    case Field::kSecurity:
      return "security, policing and the fight against crime";
    case Field::kEconomy:
      return "economy";
    case Field::kInvestment:
      return "investment";
    case Field::kTaxation:
      return "taxation";
    case Field::kFinance:
      return "finance and banking";
    case Field::kIndustry:
      return "industry";
    case Field::kMining:
      return "mining";
    case Field::kEnergy:
      return "energy";
    case Field::kEnvironment:
      return "environment";
    case Field::kLogistics:
      return "logistics";
    case Field::kAviation:
      return "aviation";
    case Field::kTourism:
      return "tourism";
    case Field::kScience:
      return "science, technology and innovation";
    case Field::kMedia:
      return "media and information";
    case Field::kHealth:
      return "health";
    case Field::kSports:
      return "sports";
    case Field::kLabour:
      return "labour and social affairs";
    case Field::kFamily:
      return "family and women's affairs";
    case Field::kDisasters:
      return "disasters and emergencies";
    case Field::kConsular:
      return "visas and consular affairs";
    case Field::kJustice:
      return "justice and legal assistance";
  }
  return "";
}

}  // namespace entente::agreements
