// What a filter of agreements holds of, and what it refuses.

#include "agreements_service/agreement_condition.h"

#include <optional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"
#include "common/api/filter_tree.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::agreements::agreement_condition_test {
namespace {

using entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeEvent;

absl::StatusOr<FilterTree<AgreementTest>> TreeOf(const std::string& text) {
  ASSIGN_OR_RETURN(const Filter filter, ParseFilter(text));
  return FilterTree<AgreementTest>::Of(filter, TestOf);
}

AgreementFilter NarrowedBy(const std::string& text) {
  AgreementFilter filter;
  const auto tree = TreeOf(text);
  EXPECT_OK(tree) << text;
  tree->VisitRequired([&](const AgreementTest& test) {
    if (test.narrow) test.narrow(filter);
  });
  return filter;
}

// One of Kazakhstan, Türkiye and the European Union.
struct AgreementConditionTest : ::testing::Test {
  Agreement agreement = testing::MakeAgreement("x", "Agreement on İşbirliği in Trade");
  StatusOnDay status;

  AgreementConditionTest() {
    agreement.parties.push_back({.id = "european-union",
                                 .kind = PartyKind::kOrganisation,
                                 .country = "",
                                 .name = "European Union"});
    agreement.fields = {Field::kTrade, Field::kDefenceIndustry};
    agreement.events = {MakeEvent(EventKind::kSigned, "2009-10-03", "Nur-Sultan (Astana)"),
                        MakeEvent(EventKind::kEntryIntoForce, "2010")};
    agreement.identifiers = {{.scheme = "unts", .value = "I-55631"},
                             {.scheme = "unctad-iia", .value = "2215"}};
    agreement.occasion = "pairs/KAZ-TUR/occasions/2009-10";
    agreement.evidence = {testing::MakeEvidence("UNCTAD, IIA Navigator")};
    status.status = Status::kInForce;
  }

  // "yes", "no" or, where what is recorded does not say, "open".
  std::string Holds(const std::string& text) {
    const auto tree = TreeOf(text);
    EXPECT_OK(tree) << text;
    if (!tree.ok()) return "refused";
    const std::optional<bool> holds =
        tree->Holds([&](const AgreementTest& test) { return test.holds(agreement, status); });
    if (!holds) return "open";
    return *holds ? "yes" : "no";
  }
};

TEST_F(AgreementConditionTest, Holds) {
  for (const char* filter : {"",
                             "KAZ",
                             "\"Türkiye\" 398",
                             "party = TR",
                             "party:Turkey",
                             "party:\"union european\"",
                             "party != DEU",
                             "pair = KAZ-TUR",
                             "pair != DEU-TUR",
                             "field = trade",
                             "field:defence_industry",
                             "field = FIELD_TRADE",
                             "field != culture",
                             "instrument = agreement",
                             "instrument != unspecified",
                             "status = in_force",
                             "status = (signed OR IN_FORCE)",
                             "signed = 2009-10-03",
                             "signed = 2009",
                             "signed != 2009-11",
                             "signed < 2009-10-04",
                             "signed <= 2009-10",
                             "signed > 2009-09",
                             "signed >= 2009",
                             "signed:*",
                             "in_force = 2010",
                             "in_force < 2011",
                             "in_force > 2009",
                             "in_force:*",
                             "place = \"nur sultan astana\"",
                             "place:Astana",
                             "title:isbirligi",
                             "title:\"trade agreement\"",
                             "title = \"AGREEMENT ON ISBIRLIGI IN TRADE\"",
                             "occasion = pairs/KAZ-TUR/occasions/2009-10",
                             "occasion:*",
                             "source = unctad",
                             "source != UN",
                             "identifier = I-55631",
                             "identifier.unts = I-55631",
                             "identifier.unctad-iia:2215",
                             "identifier.unts:*",
                             "identifier:*",
                             "identifier.unts != 2215",
                             "KAZ field = trade AND NOT status = terminated"}) {
    EXPECT_EQ(Holds(filter), "yes") << filter;
  }
}

TEST_F(AgreementConditionTest, DoesNotHold) {
  for (const char* filter : {"DEU",
                             "party != KAZ",
                             "party:\"African Union\"",
                             "party:\"\"",
                             "pair = DEU-TUR",
                             "field = culture",
                             "instrument = treaty",
                             "status != in_force",
                             "signed = 2009-10-04",
                             "signed < 2009-10-03",
                             "signed > 2009-10",
                             "in_force = 2009",
                             "in_force >= 2011",
                             "place = Astana",
                             "place:Ankara",
                             "title = trade",
                             "title:tra",
                             "source = Navigator",
                             "occasion = pairs/KAZ-TUR/occasions/2022",
                             "identifier.unts = 2215",
                             "identifier = i-55631",
                             "identifier.wto-rta:*"}) {
    EXPECT_EQ(Holds(filter), "no") << filter;
  }
}

// A date that can mean days on both sides decides nothing, and neither does one that is not
// recorded; the NOT holds no more than the comparison.
TEST_F(AgreementConditionTest, WhatDatesLeaveOpen) {
  for (const char* filter : {"in_force = 2010-03", "in_force < 2010-03", "in_force >= 2010-03",
                             "NOT in_force = 2010-03", "in_force != 2010-03"}) {
    EXPECT_EQ(Holds(filter), "open") << filter;
  }
  agreement.events = {MakeEvent(EventKind::kSigned, "XXXX")};
  for (const char* filter : {"in_force < 2010", "NOT in_force < 2010", "signed > 2010"}) {
    EXPECT_EQ(Holds(filter), "open") << filter;
  }
  EXPECT_EQ(Holds("signed:*"), "yes");
  EXPECT_EQ(Holds("in_force:*"), "no");
}

TEST(AgreementFilterNarrowTest, ByWhatMustHold) {
  AgreementFilter filter = NarrowedBy(
      "KAZ party = TUR identifier.unts = I-1 "
      "occasion = pairs/KAZ-TUR/occasions/o title:trade");
  EXPECT_THAT(filter.countries, ElementsAre("KAZ", "TUR"));
  EXPECT_EQ(filter.identifier, (Identifier{.scheme = "unts", .value = "I-1"}));
  EXPECT_EQ(filter.occasion, "pairs/KAZ-TUR/occasions/o");
  EXPECT_THAT(NarrowedBy("pair = KAZ-TUR KAZ 792").countries, ElementsAre("KAZ", "TUR"));
  filter = NarrowedBy(
      "KAZ OR TUR NOT DEU party != FRA identifier = I-1 identifier.unts:* NOT identifier.unts = 1");
  EXPECT_THAT(filter.countries, IsEmpty());
  EXPECT_EQ(filter.identifier, std::nullopt);
}

TEST(AgreementFilterRefusalTest, SaysWhatIsExpected) {
  const std::pair<const char*, const char*> cases[] = {
      {"Atlantis", "column 1: party: "},
      {"party = Kazakhstn", "Kazakhstan"},
      {"pair = TUR-KAZ", "column 8: pair"},
      {"field = trading", "expected one of transport, defence_industry"},
      {"status = ended", "expected one of negotiated, signed"},
      {"signed = yesterday", "expected a year, month or day, such as 2009-10, of signed"},
      {"signed = ..", "expected a year"},
      {"signed:2009", "expected * behind : of signed"},
      {"occasion:2022", "expected * behind : of occasion"},
      {"occasion = 2022", "column 12"},
      {"title > x", "title is not compared by >; expected = != :"},
      {"identifier.unts > 1", "identifier.unts is not compared by >"},
      {"identifier. = 1", "'identifier.' is no field; did you mean identifier"},
      {"sign = 2009", "'sign' is no field; did you mean signed"}};
  for (const auto& [filter, says] : cases) {
    const absl::Status status = TreeOf(filter).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(says))) << filter;
    EXPECT_TRUE(DetailsOf(status).metadata.contains("column")) << filter;
  }
}

}  // namespace
}  // namespace entente::agreements::agreement_condition_test
