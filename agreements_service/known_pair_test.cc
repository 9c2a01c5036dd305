// Kazakhstan and Türkiye: what was gathered about them in turkey_kazakhstan_agreements.csv, row by
// row, is what the service answers once data/agreements.textproto is loaded.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/server.h"
#include "common/file/csv.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::known_pair_test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;

// A row of the file by column.
using Row = std::map<std::string, std::string>;

std::vector<Row> RowsOf(const std::string& csv) {
  CsvReader reader(TextSource(csv));
  std::vector<Row> rows;
  std::vector<std::string> names;
  for (auto found = reader.Next(); found.ok() && *found; found = reader.Next()) {
    const std::vector<std::string> fields(reader.fields().begin(), reader.fields().end());
    if (names.empty()) {
      names = fields;
      continue;
    }
    Row& row = rows.emplace_back();
    for (size_t i = 0; i < fields.size(); ++i) row[names.at(i)] = fields[i];
  }
  return rows;
}

constexpr char kPair[] = "pairs/KAZ-TUR";

// Which resource a row is, and how other registers know it: "scheme value", with commas between.
struct Known {
  const char* resource;
  const char* identifiers;
};

const std::map<std::string, Known>& KnownRows() {
  static const auto& rows = *new std::map<std::string, Known>{
      {"1", {"agreements/kaz-tur-1991-cooperation", ""}},
      {"2", {"agreements/kaz-tur-1992-visa-exemption", "continent-online 30004234"}},
      {"3", {"agreements/kaz-tur-1992-investment", "unctad-iia 2215"}},
      {"4", {"agreements/kaz-tur-1995-taxation", ""}},
      {"5", {"agreements/kaz-tur-1995-plant-quarantine", "ieadb 968"}},
      {"6",
       {"agreements/kaz-tur-1995-animal-health",
        "ieadb 969,faolex LEX-FAOC023842,resmi-gazete 22603"}},
      {"7", {"agreements/kaz-tur-1997-environment", "ieadb 1055"}},
      {"8", {"agreements/kaz-tur-2003-customs", "adilet P040000229_"}},
      {"9", {"agreements/kaz-tur-2009-strategic-partnership", ""}},
      {"10", {"pairs/KAZ-TUR/milestones/high-level-council", ""}},
      {"11", {"agreements/kaz-tur-2018-military-cooperation", "adilet P1800000558"}},
      {"12", {"agreements/kaz-tur-2018-cultural-centres", "adilet P1800000560"}},
      {"13", {"agreements/kaz-tur-2022-enhanced-strategic-partnership", ""}},
      {"14", {"agreements/kaz-tur-2022-plant-protection", "ieadb 9857"}},
      {"15", {"pairs/KAZ-TUR/occasions/2022-05-10", ""}},
      {"16", {"agreements/kaz-tur-2022-veterinary-services", "ieadb 9855"}},
      {"17", {"pairs/KAZ-TUR/occasions/2022-10-12", ""}},
      {"18", {"agreements/kaz-tur-2024-military-transit", ""}},
      {"19", {"pairs/KAZ-TUR/occasions/2025-07-29", ""}},
      {"20", {"agreements/kaz-tur-2026-foreign-ministries-plan", ""}},
      {"21", {"agreements/energy-charter-treaty", "unctad-iia 5212"}},
      {"22", {"agreements/eco-trade-agreement", "desta 371,ggo ECNCOT_2003A"}},
      {"23", {"agreements/eco-investment-agreement", "unctad-iia 3217"}},
      {"24", {"agreements/nakhchivan-agreement", ""}},
      {"25", {"agreements/ots-combined-freight-transport", "adilet Z2400000099"}},
      {"26", {"agreements/helsinki-final-act", "atop 3740"}},
      {"27", {"pairs/KAZ-TUR/milestones/recognition", ""}},
      {"28", {"pairs/KAZ-TUR/milestones/diplomatic-relations", ""}},
      {"29", {"pairs/KAZ-TUR/milestones/turkish-embassy", ""}}};
  return rows;
}

// Our names of the file's fields; what the file leaves open has none.
std::set<std::string> NamedFields(absl::string_view text) {
  static const auto& others =
      *new std::map<std::string, std::string>{{"consular/visa", "consular"},
                                              {"military", "defence"},
                                              {"innovation", "science"},
                                              {"defence industry", "defence_industry"},
                                              {"IT", "information_technology"},
                                              {"pharma", "health"},
                                              {"...", ""}};
  std::set<std::string> fields;
  for (const absl::string_view field : absl::StrSplit(text, ';', absl::SkipEmpty())) {
    const auto other = others.find(std::string(field));
    fields.insert(other == others.end() ? std::string(field) : other->second);
  }
  fields.erase("");
  return fields;
}

template <typename Proto>
std::set<std::string> FieldsOf(const Proto& proto) {
  std::set<std::string> fields;
  for (const int field : proto.fields()) {
    fields.insert(absl::AsciiStrToLower(
        absl::StripPrefix(v1::Field_Name(static_cast<v1::Field>(field)), "FIELD_")));
  }
  return fields;
}

template <typename Proto>
void AddConfidences(const Proto& proto, std::set<std::string>& confidences) {
  for (const common::v1::Evidence& one : proto.evidence()) {
    confidences.insert(absl::AsciiStrToLower(
        absl::StripPrefix(common::v1::Confidence_Name(one.confidence()), "CONFIDENCE_")));
  }
}

// Every confidence that the row speaks of is that of some evidence.
void ExpectConfidence(const Row& row, const std::set<std::string>& confidences) {
  for (const char* confidence : {"high", "medium", "low"}) {
    if (absl::StrContains(row.at("confidence"), confidence)) {
      EXPECT_THAT(confidences, Contains(confidence));
    }
  }
}

const v1::Event* EventOf(const v1::Agreement& agreement, v1::EventKind kind) {
  for (const v1::Event& event : agreement.events()) {
    if (event.kind() == kind) return &event;
  }
  return nullptr;
}

class KnownPairTest : public testing::ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    const auto facts = entente::testing::ReadFileBytes("data/agreements.textproto");
    ASSERT_TRUE(facts.has_value());
    v1::ImportHeader header;
    header.set_file_name("agreements.textproto");
    ASSERT_OK(Import(header, *facts));
    v1::ListAgreementsRequest list;
    list.set_filter("pair = KAZ-TUR");
    list.mutable_day()->set_year(2026);
    list.mutable_day()->set_month(2);
    list.mutable_day()->set_day(3);
    ASSERT_OK_AND_ASSIGN(const auto agreements,
                         Call(*agreements_, &v1::AgreementService::Stub::ListAgreements, list));
    for (const auto& one : agreements.agreements()) {
      listed_agreements_[one.agreement().name()] = one.agreement();
    }
    v1::ListOccasionsRequest occasions;
    occasions.set_parent(kPair);
    ASSERT_OK_AND_ASSIGN(
        const auto held,
        Call(*relationships_, &v1::RelationshipService::Stub::ListOccasions, occasions));
    for (const v1::Occasion& one : held.occasions()) occasions_[one.name()] = one;
    v1::ListMilestonesRequest milestones;
    milestones.set_parent(kPair);
    *milestones.mutable_day() = list.day();
    ASSERT_OK_AND_ASSIGN(
        const auto reached,
        Call(*relationships_, &v1::RelationshipService::Stub::ListMilestones, milestones));
    for (const auto& one : reached.milestones()) {
      milestones_[one.milestone().name()] = one.milestone();
    }
  }

  void ExpectAgreement(const Row& row, const v1::Agreement& agreement) {
    const v1::Event* const signature = EventOf(agreement, v1::EVENT_KIND_SIGNED);
    ASSERT_NE(signature, nullptr);
    EXPECT_EQ(signature->date().edtf(), row.at("date_signed"));
    EXPECT_EQ(signature->place(), row.at("place"));
    const v1::Event* const entry = EventOf(agreement, v1::EVENT_KIND_ENTRY_INTO_FORCE);
    std::string expected = row.at("entry_into_force");
    if (absl::StrContains(row.at("status_note"), "EIF unknown")) expected = "XXXX";
    EXPECT_EQ(entry == nullptr ? "" : entry->date().edtf(), expected);
    EXPECT_EQ(FieldsOf(agreement), NamedFields(row.at("fields")));
    std::set<std::string> confidences;
    AddConfidences(agreement, confidences);
    for (const v1::Event& event : agreement.events()) AddConfidences(event, confidences);
    ExpectConfidence(row, confidences);
  }

  void ExpectMilestone(const Row& row, const v1::Milestone& milestone) {
    EXPECT_EQ(milestone.date().edtf(), row.at("date_signed"));
    // The place is in its own words, or that of the visit on which it came about.
    std::string text = absl::StrCat(milestone.title(), " ", milestone.note());
    for (const auto& [name, occasion] : occasions_) {
      if (absl::StartsWith(occasion.start().edtf(), row.at("date_signed"))) {
        absl::StrAppend(&text, " ", occasion.place());
      }
    }
    EXPECT_THAT(text, HasSubstr(row.at("place")));
    std::set<std::string> confidences;
    AddConfidences(milestone, confidences);
    ExpectConfidence(row, confidences);
  }

  void ExpectOccasion(const Row& row, const v1::Occasion& occasion) {
    EXPECT_EQ(occasion.start().edtf(), row.at("date_signed"));
    EXPECT_EQ(occasion.place(), row.at("place"));
    ASSERT_GT(occasion.declared_counts_size(), 0);
    std::set<std::string> confidences;
    AddConfidences(occasion, confidences);
    for (const v1::DeclaredCount& one : occasion.declared_counts()) {
      confidences.insert(one.evidence().confidence() == common::v1::CONFIDENCE_MEDIUM ? "medium"
                                                                                      : "high");
    }
    ExpectConfidence(row, confidences);
  }

  std::map<std::string, v1::Agreement> listed_agreements_;
  std::map<std::string, v1::Occasion> occasions_;
  std::map<std::string, v1::Milestone> milestones_;
};

TEST_F(KnownPairTest, EveryRowIsShown) {
  READ_SHARED_FILE_OR_SKIP(csv, "agreements/turkey_kazakhstan_agreements.csv");
  const std::vector<Row> rows = RowsOf(csv);
  ASSERT_EQ(rows.size(), 29u);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.at("n"));
    const std::string name = KnownRows().at(row.at("n")).resource;
    if (listed_agreements_.contains(name)) {
      ExpectAgreement(row, listed_agreements_.at(name));
    } else if (milestones_.contains(name)) {
      ExpectMilestone(row, milestones_.at(name));
    } else if (occasions_.contains(name)) {
      ExpectOccasion(row, occasions_.at(name));
    } else {
      ADD_FAILURE() << "no " << name;
    }
  }
}

TEST_F(KnownPairTest, EveryIdentifierFindsItsAgreement) {
  for (const auto& [n, known] : KnownRows()) {
    for (const absl::string_view one : absl::StrSplit(known.identifiers, ',', absl::SkipEmpty())) {
      const std::vector<std::string> parts = absl::StrSplit(one, absl::MaxSplits(' ', 1));
      v1::GetAgreementRequest request;
      request.mutable_identifier()->set_scheme(parts[0]);
      request.mutable_identifier()->set_value(parts[1]);
      ASSERT_OK_AND_ASSIGN(const auto found,
                           Call(*agreements_, &v1::AgreementService::Stub::GetAgreement, request));
      EXPECT_EQ(found.agreement().name(), known.resource) << one;
    }
  }
}

// "14 or 15 documents", "Six documents", "18 documents": who says how many, and what was named.
TEST_F(KnownPairTest, DeclaredSets) {
  const auto declared = [&](const std::string& id) {
    std::multiset<std::pair<int, std::string>> counts;
    for (const auto& one :
         occasions_.at(absl::StrCat(kPair, "/occasions/", id)).declared_counts()) {
      counts.emplace(one.count(), one.evidence().publisher());
    }
    return counts;
  };
  EXPECT_THAT(declared("2022-05-10"),
              UnorderedElementsAre(std::pair(14, "RFE/RL"), std::pair(14, "Hürriyet Daily News"),
                                   std::pair(14, "vpoanalytics"), std::pair(15, "TRT Turkmen"),
                                   std::pair(15, "Xinhua, in People's Daily Online")));
  EXPECT_THAT(declared("2022-10-12"), UnorderedElementsAre(std::pair(6, "TRT Global")));
  EXPECT_THAT(declared("2025-07-29"), UnorderedElementsAre(std::pair(18, "politico.kz")));
  const std::string& note = occasions_.at("pairs/KAZ-TUR/occasions/2022-05-10").note();
  for (const char* named :
       {"military intelligence", "combined transport", "customs corridor", "mass information"}) {
    EXPECT_THAT(note, HasSubstr(named));
  }
  EXPECT_THAT(occasions_.at("pairs/KAZ-TUR/occasions/2025-07-29").note(),
              HasSubstr("more than 60 agreements"));
  const auto fields = [&](const std::string& id) {
    return FieldsOf(occasions_.at(absl::StrCat(kPair, "/occasions/", id)).declared_counts(0));
  };
  EXPECT_EQ(fields("2022-10-12"), NamedFields("energy;transport;culture;health"));
  EXPECT_EQ(fields("2025-07-29"), NamedFields("logistics;agriculture;defence industry;IT;pharma"));
}

// What rows say besides of single agreements.
TEST_F(KnownPairTest, WhatRowsSayBesides) {
  const v1::Agreement& taxation = listed_agreements_.at("agreements/kaz-tur-1995-taxation");
  EXPECT_EQ(EventOf(taxation, v1::EVENT_KIND_APPLIED)->date().edtf(), "1997-01-01");
  EXPECT_EQ(listed_agreements_.at("agreements/kaz-tur-1991-cooperation").parties(0).kind(),
            v1::PARTY_KIND_PREDECESSOR_STATE);
  const auto actions = [&](const std::string& name) {
    std::set<std::string> actions;
    for (const v1::Action& action : listed_agreements_.at(name).actions()) {
      actions.insert(absl::StrCat(action.party(), " ", v1::ActionKind_Name(action.kind()), " ",
                                  action.date().edtf()));
    }
    return actions;
  };
  EXPECT_THAT(actions("agreements/kaz-tur-2003-customs"),
              Contains("KAZ ACTION_KIND_DOMESTIC_STEP 2004-02-26"));
  EXPECT_THAT(actions("agreements/kaz-tur-1995-animal-health"),
              Contains("TUR ACTION_KIND_DOMESTIC_STEP 1996-04-06"));
  EXPECT_THAT(actions("agreements/ots-combined-freight-transport"),
              IsSupersetOf({"KAZ ACTION_KIND_DOMESTIC_STEP 2024-06-27",
                            "KAZ ACTION_KIND_RESERVATION XXXX"}));
  const v1::Agreement& protocol = listed_agreements_.at("agreements/nakhchivan-agreement-protocol");
  EXPECT_EQ(EventOf(protocol, v1::EVENT_KIND_SIGNED)->place(), "Samarkand");
  EXPECT_THAT(actions(protocol.name()), IsSupersetOf({"KAZ ACTION_KIND_DOMESTIC_STEP 2025-05-23",
                                                      "KAZ ACTION_KIND_DECLARATION XXXX"}));
  for (const char* council :
       {"2012-05-22", "2012-10-11", "2015-04-15", "2022-10-12", "2025-07-29", "2026-02-02"}) {
    EXPECT_TRUE(occasions_.contains(absl::StrCat(kPair, "/occasions/", council))) << council;
  }
}

// UNCTAD's and ATOP's words of the pair: only what is said to be in force without binding is
// disputed.
TEST_F(KnownPairTest, Conflicts) {
  v1::ListConflictsRequest request;
  request.add_countries("KAZ");
  request.add_countries("TUR");
  request.mutable_day()->set_year(2026);
  request.mutable_day()->set_month(2);
  request.mutable_day()->set_day(1);
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       Call(*registry_, &v1::RegistryService::Stub::ListConflicts, request));
  ASSERT_EQ(answer.agreements_size(), 1);
  EXPECT_EQ(answer.agreements(0).agreement(), "agreements/helsinki-final-act");
  EXPECT_EQ(answer.agreements(0).conflicts(0).reason(), "NOT_BINDING");
  v1::ListAnomaliesRequest odd;
  *odd.mutable_day() = request.day();
  ASSERT_OK_AND_ASSIGN(const auto anomalies,
                       Call(*registry_, &v1::RegistryService::Stub::ListAnomalies, odd));
  EXPECT_THAT(anomalies.agreements(), IsEmpty());
  EXPECT_EQ(anomalies.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
}

}  // namespace
}  // namespace entente::agreements::known_pair_test
