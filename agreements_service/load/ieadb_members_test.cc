#include "agreements_service/load/ieadb_members.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/addition.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::ieadb_members_test {
namespace {

using testing::Date;
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
    "\xEF\xBB\xBF\"Cite the Database; its website\"\n\n"
    "Mitch ID;Treaty Name from Treaty Table;Country (official name);Country (as entered);Action;"
    "Year;Month;Day;Notes;Inclusion;Signature Date;Entry into force (EIF) Date;"
    "Agreement Type - Level 3;Lineage;IEA Termination date;Terminated by IEA#;"
    "IEA Termination type\r\n";

// What rows say of the agreement in the usual case.
constexpr char kTreaty[] = ";BEA;1995-08-15;1995-09-15;Agreement;Not Yet Assigned;1111-11-11;;";

// A row: "968;On Plants;" before `row`, kTreaty behind it.
std::string RowOf(absl::string_view row) {
  return absl::StrCat("968;On Plants;", row, kTreaty, "\r\n");
}

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

// The one agreement of rows of one.
Agreement Only(absl::string_view rows) {
  const auto loaded = Load(rows);
  EXPECT_OK(loaded);
  EXPECT_THAT(loaded->batch.additions, SizeIs(1));
  return loaded->batch.additions.at(0);
}

TEST(IeadbMembersTest, RowsOfAnAgreementAreItsActions) {
  const Agreement agreement =
      Only(absl::StrCat(RowOf("Kazakhstan;Kazakhstan;Signature;1995;8;15;"),
                        RowOf("Türkiye;Turkey;Signature;1995;8;15;from treaty data"),
                        RowOf("Türkiye;Turkey;Ratification;1995;9;1;")));
  EXPECT_EQ(agreement.name, "agreements/ieadb-968");
  EXPECT_THAT(agreement.titles, ElementsAre(Title{.language = "en", .text = "On Plants"}));
  EXPECT_EQ(agreement.instrument, Instrument::kAgreement);
  EXPECT_EQ(agreement.binding_force, BindingForce::kBinding);
  ASSERT_THAT(agreement.parties, SizeIs(2));
  EXPECT_EQ(agreement.parties[1].id, "TUR");
  EXPECT_EQ(agreement.evidence[0].publisher,
            "International Environmental Agreements Database, members");
  ASSERT_THAT(agreement.actions, SizeIs(3));
  EXPECT_EQ(agreement.actions[1].id, "tur-signature");
  EXPECT_EQ(agreement.actions[1].date, Date("1995-08-15"));
  EXPECT_EQ(agreement.actions[1].evidence[0].cell, "line 5");
  EXPECT_EQ(agreement.actions[1].evidence[0].note, "from treaty data");
  EXPECT_EQ(agreement.actions[2].kind, ActionKind::kRatification);
  ASSERT_THAT(agreement.events, SizeIs(1)) << "the day of signature is that of an action";
  EXPECT_EQ(agreement.events[0].id, "entry-into-force");
  EXPECT_EQ(agreement.events[0].date, Date("1995-09-15"));
}

TEST(IeadbMembersTest, RowsOfAnAgreementMayStandApart) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(RowOf("Kazakhstan;Kazakhstan;Signature;1995;8;15;"),
                                         "1;On Seas;Iran;Iran", ";Accession;1999;1;2;", kTreaty,
                                         "\n", RowOf("Türkiye;Turkey;Signature;1995;8;15;"))));
  EXPECT_EQ(loaded.report.read, 3);
  EXPECT_EQ(loaded.report.kept, 3);
  EXPECT_THAT(loaded.batch.additions, SizeIs(2));
  EXPECT_THAT(Find(loaded, "agreements/ieadb-968").actions, SizeIs(2));
  const Agreement other = Find(loaded, "agreements/ieadb-1");
  EXPECT_THAT(other.events, SizeIs(2)) << "no action has the day of signature";
  EXPECT_EQ(other.events[0].date, Date("1995-08-15"));
}

TEST(IeadbMembersTest, PartiesHaveTheirNameOfTheTime) {
  const auto party = [](absl::string_view official, absl::string_view entered) {
    return Only(RowOf(absl::StrCat(official, ";", entered, ";Signature;1995;8;15;"))).parties[0];
  };
  EXPECT_EQ(party("Türkiye", "Republic of Turkey").id, "TUR");
  const Party yugoslavia = party("Serbia", "Yugoslavia");
  EXPECT_EQ(yugoslavia.kind, PartyKind::kPredecessorState);
  EXPECT_EQ(yugoslavia.country, "SRB") << "so the source has it";
  EXPECT_EQ(yugoslavia.name, "Yugoslavia");
  const Party ottoman = party("Turkey (pre-1923)", "Turkey (pre-1923)");
  EXPECT_EQ(ottoman.kind, PartyKind::kPredecessorState);
  EXPECT_EQ(ottoman.country, "TUR");
  EXPECT_EQ(party("Germany (Bavaria)", "Bavaria").country, "DEU");
  EXPECT_EQ(party("Austria-Hungary", "Austria-Hungary").country, "");
  EXPECT_EQ(party("Moldova", "A name that nobody knows").id, "MDA");
  EXPECT_EQ(party("Atlantis", "Atlantis").kind, PartyKind::kOther);
}

TEST(IeadbMembersTest, DatesAreAsPreciseAsTheNotesSay) {
  const auto date = [](absl::string_view rest) {
    return Only(RowOf(absl::StrCat("Iran;Iran;Signature;", rest))).actions[0].date;
  };
  EXPECT_EQ(date("1111;11;11;Country EIF date unknown"), PartialDate::Unknown());
  EXPECT_EQ(date("1996;1;1;"), Date("1996-01-01"));
  EXPECT_EQ(date("1996;1;1;\"month and day not known -- January 1 assumed; x\""), Date("1996"));
  EXPECT_EQ(date("1996;11;7;month and day not known -- January 1 assumed"), Date("1996-11-07"));
  EXPECT_EQ(date("1996;;;"), Date("1996"));
  EXPECT_EQ(date(";;;"), PartialDate::Unknown());
  EXPECT_EQ(date("NA;;;"), PartialDate::Unknown());
}

TEST(IeadbMembersTest, TacitAcceptanceIsAnEntryIntoForceInItsWords) {
  const Agreement agreement =
      Only(RowOf("Iran;Iran;\"Entry Into Force (Tacit Acceptance); Status based on pre-amendment "
                 "agreement action of Entry into force\";2002;6;28;"));
  EXPECT_EQ(agreement.actions[0].kind, ActionKind::kEntryIntoForce);
  EXPECT_EQ(
      agreement.actions[0].text,
      "Entry Into Force (Tacit Acceptance); Status based on pre-amendment agreement action of "
      "Entry into force");
}

TEST(IeadbMembersTest, TheAgreementStandsAmongTheCountries) {
  const Agreement agreement =
      Only(absl::StrCat(RowOf("Agreement;Agreement;Amendment negotiated by members;2001;11;9;"),
                        RowOf("Agreement;Agreement;Entry Into Force (Tacit Acceptance);1995;9;15;"),
                        RowOf("Iran;Iran;Signature;1995;8;15;")));
  EXPECT_THAT(agreement.parties, SizeIs(1));
  EXPECT_THAT(agreement.actions, SizeIs(1));
  ASSERT_THAT(agreement.events, SizeIs(2)) << "the column says no other entry into force";
  EXPECT_EQ(agreement.events[0].kind, EventKind::kAdopted);
  EXPECT_EQ(agreement.events[1].date, Date("1995-09-15"));
  EXPECT_EQ(agreement.events[1].method, "Entry Into Force (Tacit Acceptance)");
}

TEST(IeadbMembersTest, WhatIsOddIsKeptAndSaid) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(RowOf("Iran;Iran;Signature;1998;2;30;"),
                        RowOf("Iran;Iran;Consent;1998;2;1;"),
                        RowOf("Agreement;Agreement;Blessing;1998;2;1;"),
                        "968;On Flowers;Atlantis;Atlantis;Withdrawal;1996;1;1;", kTreaty, "\n",
                        ";x;Iran;Iran;Signature;1998;2;1;", kTreaty, "\n",
                        RowOf(";;Signature;1998;2;1;"), "5; ;Iran;Iran;Signature;1998;2;1;",
                        kTreaty, "\n", "5; ;Oman;Oman;Signature;1998;2;1;", kTreaty, "\n")));
  EXPECT_EQ(loaded.report.read, 8);
  EXPECT_EQ(loaded.report.kept, 4);
  EXPECT_THAT(
      RejectionsOf(loaded),
      ElementsAre(Pair("NOT_AN_AGREEMENT", 1), Pair("PARTY_MISSING", 1), Pair("TITLE_MISSING", 2)));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("DATE_INVALID", 1), Pair("PARTY_UNKNOWN", 1),
                                           Pair("ROWS_DIFFER", 1), Pair("TERM_UNMAPPED", 2)));
  const Agreement agreement = Find(loaded, "agreements/ieadb-968");
  EXPECT_THAT(agreement.actions, SizeIs(2));
  EXPECT_EQ(agreement.claims[2].value, "Iran: Consent, 1998-2-1");
  EXPECT_EQ(agreement.claims[3].value, "Agreement: Blessing, 1998-2-1");
  EXPECT_EQ(
      agreement.anomalies[1].detail,
      "line 7 has another Treaty Name from Treaty Table than line 4: 'On Flowers' for 'On Plants'");
}

// The real file. Counted with csv.reader(delimiter=';') over its rows `r`: actions by r[5], but for
// the two of which r[2] is "Agreement"; parties as len({(r[0], r[2])}); years alone as the rows
// whose note assumes the first of January and that have it.
TEST(IeadbMembersTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/ieadb_members_sample.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 1645);
  EXPECT_EQ(loaded.report.kept, 1645);
  EXPECT_THAT(RejectionsOf(loaded), IsEmpty());
  EXPECT_THAT(loaded.batch.additions, SizeIs(349));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 1)));
  EXPECT_THAT(UnknownParties(loaded), ElementsAre("Kosovo"));
  std::map<ActionKind, int> actions;
  int parties = 0;
  int unknown = 0;
  int years = 0;
  for (const Agreement& agreement : loaded.batch.additions) {
    parties += static_cast<int>(agreement.parties.size());
    for (const Action& action : agreement.actions) {
      ++actions[action.kind];
      if (action.date == PartialDate::Unknown()) ++unknown;
      if (action.date.ToString().size() == 4 && action.date != PartialDate::Unknown()) ++years;
    }
  }
  EXPECT_THAT(actions,
              ElementsAre(Pair(ActionKind::kSignature, 772), Pair(ActionKind::kRatification, 46),
                          Pair(ActionKind::kAccession, 5),
                          Pair(ActionKind::kEntryIntoForce, 621 + 186 + 11),
                          Pair(ActionKind::kWithdrawal, 2)));
  EXPECT_EQ(parties, 970);
  EXPECT_EQ(unknown, 232);
  EXPECT_EQ(years, 30);

  const Agreement plants = Find(loaded, "agreements/ieadb-968");
  ASSERT_THAT(plants.actions, SizeIs(4));
  EXPECT_EQ(plants.parties[0].id, "KAZ");
  EXPECT_EQ(plants.parties[1].id, "TUR");
  EXPECT_EQ(plants.actions[3].id, "tur-entry-into-force");
  EXPECT_EQ(plants.actions[3].date, Date("1995-09-15"));
  EXPECT_EQ(plants.actions[3].evidence[0].cell, "line 141");
}

// Both real files, in either order: the same agreements, but for the ids of events where each file
// has its own: of one when it was signed, and where, of the other by what it entered into force.
TEST(IeadbMembersTest, BothRealFilesInEitherOrderAreTheSameAgreements) {
  READ_SHARED_FILE_OR_SKIP(treaties, "agreements/ieadb_treaties_sample.csv");
  READ_SHARED_FILE_OR_SKIP(members, "agreements/ieadb_members_sample.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile listed, LoadFile(FileOf(treaties)));
  ASSERT_OK_AND_ASSIGN(const LoadedFile acting, LoadFile(FileOf(members)));
  std::vector<std::string> other_ids;
  for (const Agreement& addition : acting.batch.additions) {
    const Agreement other = Find(listed, addition.name);
    Agreement nothing;
    nothing.name = addition.name;
    Agreement one = Joined(Joined(nothing, other), addition);
    Agreement two = Joined(Joined(nothing, addition), other);
    EXPECT_EQ(Joined(one, other), one);
    EXPECT_EQ(Joined(one, addition), one);
    if (one == two) continue;
    for (Event& event : one.events) event.id.clear();
    for (Event& event : two.events) event.id.clear();
    EXPECT_EQ(one, two);
    other_ids.push_back(addition.name);
  }
  EXPECT_THAT(other_ids, ElementsAre("agreements/ieadb-1172", "agreements/ieadb-4641"));
}

}  // namespace
}  // namespace entente::agreements::ieadb_members_test
