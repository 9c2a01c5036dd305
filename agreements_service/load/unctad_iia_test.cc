#include "agreements_service/load/unctad_iia.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::unctad_iia_test {
namespace {

using ::testing::ElementsAre;
using testing::FileOf;
using testing::Find;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using ::testing::SizeIs;
using testing::UnknownParties;

constexpr char kHeader[] =
    "treaty_id,kind,short_title,type,status,page_countries,parties_on_page,date_of_signature,"
    "date_of_entry_into_force,termination_date,text_langs,slug\n";

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

TEST(UnctadIiaTest, ReadsARow) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load("2215,bilateral-investment-treaties,Kazakhstan - Turkey BIT (1992),BITs,In force,"
           "Türkiye,Kazakhstan; Türkiye,01/05/1992,10/08/1995,,en|tr,x\n"));
  ASSERT_THAT(loaded.batch.agreements, SizeIs(1));
  const Agreement& agreement = loaded.batch.agreements[0];
  EXPECT_EQ(agreement.name, "agreements/unctad-iia-2215");
  EXPECT_THAT(agreement.identifiers,
              ElementsAre(Identifier{.scheme = "unctad-iia", .value = "2215"}));
  EXPECT_EQ(agreement.titles[0].text, "Kazakhstan - Turkey BIT (1992)");
  EXPECT_EQ(agreement.parties[0].id, "TUR");
  EXPECT_EQ(agreement.parties[1].id, "KAZ");
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kInvestment));
  EXPECT_EQ(agreement.events[0].date, testing::Date("1992-05-01"));
  EXPECT_EQ(agreement.events[1].kind, EventKind::kEntryIntoForce);
  EXPECT_EQ(agreement.events[1].date, testing::Date("1995-08-10"));
  EXPECT_EQ(agreement.claims[0].value, "In force");
  EXPECT_EQ(agreement.evidence[0].cell, "line 2");
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
}

TEST(UnctadIiaTest, WhatIsOddIsKeptAndSaid) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("7,x,A,BITs,In force,Türkiye; Atlantis,,31/02/1992,10/08/1991,,,\n"
                            "7,x,B,BITs,In force,Türkiye; Kazakhstan,,01/02/1992,10/08/1991,,,\n"
                            ",x,Model,Model agreements,,Türkiye,,,,,,\n"));
  EXPECT_EQ(loaded.report.read, 3);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 1)));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("DATE_INVALID", 1), Pair("ENTRY_BEFORE_SIGNATURE", 1),
                          Pair("ID_REPEATED", 1), Pair("PARTY_UNKNOWN", 1)));
  const Agreement first = Find(loaded, "agreements/unctad-iia-7");
  EXPECT_EQ(first.parties[1].kind, PartyKind::kOther);
  EXPECT_EQ(first.events[0].date, PartialDate::Unknown());
  EXPECT_EQ(first.anomalies[0].detail, "'31/02/1992' is no date like 28/05/2004");
  EXPECT_EQ(Find(loaded, "agreements/unctad-iia-7-2").titles[0].text, "B");
}

TEST(UnctadIiaTest, ARowThatIsNoUtf8IsRejected) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("7,x,T\xFCrkiye,BITs,In force,Türkiye; Kazakhstan,,01/02/1992,,,,\n"
                            "8,x,B,BITs,In force,Türkiye; Kazakhstan,,01/02/1992,,,,\n"));
  EXPECT_EQ(loaded.report.read, 2);
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("TEXT_INVALID", 1)));
}

TEST(UnctadIiaTest, NothingToKeep) {
  const absl::Status status = Load(",x,Model,Model agreements,,,,,,,,\n").status();
  EXPECT_EQ(DetailsOf(status).reason, "NOTHING_TO_KEEP");
  EXPECT_EQ(DetailsOf(Load("").status()).reason, "FILE_EMPTY");
}

// What UNCTAD calls a status that we compute.
const std::map<std::string, Status>& UnctadStatuses() {
  static const auto& statuses =
      *new std::map<std::string, Status>{{"In force", Status::kInForce},
                                         {"Signed (not in force)", Status::kSigned},
                                         {"Terminated", Status::kTerminated},
                                         {"In negotiation", Status::kNegotiated}};
  return statuses;
}

// The real file: every row is kept, but for the one that is a model, and computed from its dates
// each has the status that UNCTAD gives.
TEST(UnctadIiaTest, TheRealFileAndItsStatuses) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/unctad_iia_TUR_KAZ.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 266);
  EXPECT_EQ(loaded.report.kept, 265);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 1)));
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
  EXPECT_THAT(UnknownParties(loaded), ElementsAre("OCT (Overseas Countries and Territories)"));
  std::map<std::string, int> other;
  for (const Agreement& agreement : loaded.batch.agreements) {
    EXPECT_GE(agreement.parties.size(), 2u) << agreement.name;
    const std::string& said = agreement.claims[0].value;
    if (StatusOn(agreement, {}, testing::Day("2026-02-01")).status != UnctadStatuses().at(said)) {
      ++other[absl::StrCat(agreement.name, " ", said)];
    }
  }
  EXPECT_THAT(other, IsEmpty());
}

// An event's date; absent if it has none of the kind.
PartialDate DateOf(const Agreement& agreement, EventKind kind) {
  for (const Event& event : agreement.events) {
    if (event.kind == kind) return event.date;
  }
  return {};
}

// Replacements in the real file: agreements of one type and the same parties, of which the earlier
// one ended and the later one entered into force. Counted apart in Python: 15, of which 13 end on
// the day on which the other enters into force.
TEST(UnctadIiaTest, OnTheDayOfReplacementOneIsInForce) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/unctad_iia_TUR_KAZ.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  const auto key = [](const Agreement& agreement) {
    std::set<std::string> parties;
    for (const Party& party : agreement.parties) parties.insert(party.id);
    return std::pair(parties, agreement.claims[1].value);
  };
  const auto in_force = [](const Agreement& agreement, const std::vector<Agreement>& successors,
                           absl::CivilDay day) {
    return StatusOn(agreement, successors, day).status == Status::kInForce;
  };
  int replaced = 0;
  int on_one_day = 0;
  for (const Agreement& old : loaded.batch.agreements) {
    for (Agreement next : loaded.batch.agreements) {
      const PartialDate end = DateOf(old, EventKind::kTerminated);
      const PartialDate entry = DateOf(next, EventKind::kEntryIntoForce);
      if (end == PartialDate() || entry == PartialDate() || key(old) != key(next) ||
          DateOf(old, EventKind::kSigned).Earliest() >=
              DateOf(next, EventKind::kSigned).Earliest()) {
        continue;
      }
      SCOPED_TRACE(next.titles[0].text);
      ++replaced;
      on_one_day += end == entry ? 1 : 0;
      const absl::CivilDay day = entry.Earliest();
      EXPECT_TRUE(in_force(next, {}, day));
      EXPECT_FALSE(in_force(old, {}, day));
      // Where only the relation tells of the end, it is the same, and another the day before.
      Agreement open = old;
      std::erase_if(open.events,
                    [](const Event& event) { return event.kind == EventKind::kTerminated; });
      next.relations = {{.kind = RelationKind::kSupersedes,
                         .agreement = old.name,
                         .date = PartialDate(),
                         .evidence = {}}};
      EXPECT_EQ(StatusOn(open, {next}, day).status, Status::kSuperseded);
      EXPECT_FALSE(in_force(next, {}, day - 1));
      EXPECT_EQ(in_force(open, {next}, day - 1),
                DateOf(old, EventKind::kEntryIntoForce) != PartialDate());
    }
  }
  EXPECT_EQ(replaced, 15);
  EXPECT_EQ(on_one_day, 13);
}

}  // namespace
}  // namespace entente::agreements::unctad_iia_test
