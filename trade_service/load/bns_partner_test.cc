#include "trade_service/load/bns_partner.h"

#include "gtest/gtest.h"

namespace entente::trade {
namespace {

std::string Code(absl::string_view name) {
  const auto partner = FindBnsPartner(name);
  if (!partner) return "";
  EXPECT_EQ(partner->is_group, IsBnsGroup(partner->code)) << name;
  return partner->code;
}

// Requirement 16: Russian names, no codes.
TEST(FindBnsPartnerTest, CountriesByTheirRussianNames) {
  EXPECT_EQ(Code("Турция"), "TUR");
  EXPECT_EQ(Code("Россия"), "RUS");
  EXPECT_EQ(Code("Республика Корея"), "KOR");
  EXPECT_EQ(Code("Молдова, Республика"), "MDA");
  EXPECT_EQ(Code("Республика Латвия"), "LVA");
  EXPECT_EQ(Code("Гибралтар (Брит.)"), "GIB");
  EXPECT_EQ(Code("Тайвань (Китай)"), "TWN");
  EXPECT_EQ(Code("Конго"), "COG");
  EXPECT_EQ(Code("Демократическая Республика Конго"), "COD");
}

// Requirement 16: spelling varies by year.
TEST(FindBnsPartnerTest, InEverySpelling) {
  EXPECT_EQ(Code("БОСНИЯ И ГЕРЦЕГОВИНА"), "BIH");
  EXPECT_EQ(Code("  Босния  и Герцеговина "), "BIH");
  EXPECT_EQ(Code("Южн. Джорджия и Южн. Сандвич. Острова"), "SGS");
  EXPECT_EQ(Code("Черногория (монтенегро)"), "MNE");
}

// Requirement 16: country groups among the countries.
TEST(FindBnsPartnerTest, GroupsAreNoCountries) {
  EXPECT_EQ(Code("Страны СНГ"), "BNS_CIS");
  EXPECT_EQ(Code("  Страны ЕС"), "BNS_EU");
  EXPECT_EQ(Code("Остальные страны мира"), "BNS_NON_CIS");
  EXPECT_EQ(Code("Страны Таможенного союза"), "BNS_CU") << "and not Cuba";
  EXPECT_TRUE(FindBnsPartner("Азия")->is_group);
  EXPECT_FALSE(FindBnsPartner("Турция")->is_group);
  EXPECT_FALSE(IsBnsGroup("TUR"));
}

TEST(FindBnsPartnerTest, TheWorldIsNoGroup) {
  EXPECT_EQ(Code("Всего"), "W00");
  EXPECT_FALSE(FindBnsPartner("Всего")->is_group);
}

TEST(FindBnsPartnerTest, NothingIsGuessed) {
  for (const char* name : {"", "Страны", "Прочие страны", "Атлантида", "Гвинейский залив"}) {
    EXPECT_FALSE(FindBnsPartner(name)) << name;
  }
}

}  // namespace
}  // namespace entente::trade
