#include "agreements_service/load/desta.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::desta_test {
namespace {

using ::testing::ElementsAre;
using testing::FileOf;
using testing::Find;
using ::testing::IsEmpty;
using testing::MakeRelation;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using ::testing::SizeIs;
using testing::UnknownParties;

constexpr char kHeader[] =
    "\"number\",\"base_treaty\",\"name\",\"entry_type\",\"year\",\"entryforceyear\",\"regioncon\","
    "\"wto_name\",\"c1\",\"c2\",\"c3\",\"mc1\",\"mc2\",\"mc3\"\n";
// Norway, Switzerland.
constexpr char kBase[] =
    "\"375\",375,\"EFTA\",\"base_treaty\",1960,1961,\"Europe\",\"E F T A\",578,756,,0,0,\n";

absl::StatusOr<LoadedFile> Load(absl::string_view rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  return LoadFile(FileOf(content));
}

TEST(DestaTest, ABaseTreatyHasYears) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(kBase));
  const Agreement agreement = Find(loaded, "agreements/desta-375");
  EXPECT_THAT(agreement.identifiers, ElementsAre(Identifier{.scheme = "desta", .value = "375"}));
  EXPECT_EQ(agreement.titles[0].text, "EFTA");
  EXPECT_EQ(agreement.instrument, Instrument::kUnspecified);
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kTrade));
  ASSERT_THAT(agreement.parties, SizeIs(2));
  EXPECT_EQ(agreement.parties[0].id, "NOR");
  EXPECT_EQ(agreement.parties[1].name, "Switzerland");
  ASSERT_THAT(agreement.events, SizeIs(2));
  EXPECT_EQ(agreement.events[0].date, testing::Date("1960"));
  EXPECT_EQ(agreement.events[1].date, testing::Date("1961"));
  EXPECT_THAT(agreement.relations, IsEmpty());
  ASSERT_THAT(agreement.claims, SizeIs(3));
  EXPECT_EQ(agreement.claims[0].key, "entry_type");
  EXPECT_EQ(agreement.claims[1].value, "Europe");
  EXPECT_EQ(agreement.claims[2].value, "E F T A");
  EXPECT_EQ(agreement.evidence[0].cell, "line 2");
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
}

TEST(DestaTest, AnAccessionIsAnAgreementAndAnActionOfItsBaseTreaty) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      // Iceland, in force later; Finland, of which nobody says when.
      Load(absl::StrCat("375+1,375,Iceland accession,accession,1969,1970,,,578,756,352,2,2,1\n",
                        "375+2,375,Finland accession,accession,1985,NA,,,578,756,246,2,2,1\n",
                        kBase)));
  EXPECT_EQ(loaded.report.kept, 3);
  EXPECT_EQ(loaded.report.merged, 0);
  const Agreement base = Find(loaded, "agreements/desta-375");
  EXPECT_THAT(base.parties, SizeIs(4));
  ASSERT_THAT(base.actions, SizeIs(2));
  EXPECT_EQ(base.actions[0].id, "isl-accession");
  EXPECT_EQ(base.actions[0].date, testing::Date("1969"));
  EXPECT_EQ(base.actions[0].effective, testing::Date("1970"));
  EXPECT_EQ(base.actions[0].text, "375+1 Iceland accession");
  EXPECT_EQ(base.actions[0].evidence[0].cell, "line 2");
  EXPECT_EQ(base.actions[1].party, "FIN");
  EXPECT_EQ(base.actions[1].effective, PartialDate::Unknown());
  const Agreement& accession = loaded.batch.agreements[0];
  EXPECT_EQ(accession.identifiers[0].value, "375+1");
  EXPECT_THAT(accession.parties, SizeIs(3));
  EXPECT_THAT(accession.actions, IsEmpty());
  EXPECT_THAT(accession.relations,
              ElementsAre(MakeRelation(RelationKind::kProtocolTo, "desta-375")));
}

// Where members of a group accede to its agreement with a third party, they have 2, and that one 3.
TEST(DestaTest, WhoAccedes) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(kBase, "375+1,375,A,accession,1985,1986,,,620,724,578,2,2,3\n",
                        "375+2,375,B,accession,1985,1986,,,40,578,756,2,2,2\n")));
  std::vector<std::string> acceding;
  for (const Action& action : Find(loaded, "agreements/desta-375").actions) {
    acceding.push_back(action.party);
  }
  EXPECT_THAT(acceding, ElementsAre("PRT", "ESP"));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ACCEDING_PARTY_UNKNOWN", 1)));
}

TEST(DestaTest, AWithdrawalIsAnActionAlone) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(kBase,
                        "375_1,375,Denmark leaves,withdrawal,1972,1973,,,208,578,756,1,2,2\n",
                        "375_2,375,Norway leaves,withdrawal,1986,,,,578,756,,1,2,\n")));
  EXPECT_EQ(loaded.report.read, 3);
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_EQ(loaded.report.merged, 2);
  const Agreement& base = loaded.batch.agreements[0];
  ASSERT_THAT(base.actions, SizeIs(2));
  // Denmark was no party in the row of the base treaty.
  EXPECT_EQ(base.parties[2].id, "DNK");
  EXPECT_EQ(base.actions[0].kind, ActionKind::kWithdrawal);
  EXPECT_EQ(base.actions[0].party, "DNK");
  EXPECT_EQ(base.actions[0].date, testing::Date("1972"));
  EXPECT_EQ(base.actions[0].effective, testing::Date("1973"));
  EXPECT_EQ(base.actions[1].effective, PartialDate());
}

TEST(DestaTest, WithdrawalsThatCannotBeKeptAreRejected) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kBase, "9_1,9,A,withdrawal,1972,,,,578,756,,1,2,\n",
                                         "375_1,375,B,withdrawal,1972,,,,578,756,,2,2,\n",
                                         "375_2,375,C,withdrawal,72,,,,578,756,,1,2,\n",
                                         "8,8,,base_treaty,1972,,,,578,756,,0,0,\n",
                                         "8_1,8,D,withdrawal,1972,,,,578,756,,1,2,\n")));
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_EQ(loaded.report.merged, 0);
  EXPECT_EQ(loaded.report.rejected(), 5);
  EXPECT_THAT(RejectionsOf(loaded),
              ElementsAre(Pair("BASE_TREATY_MISSING", 2), Pair("DATE_INVALID", 1),
                          Pair("PARTY_MISSING", 1), Pair("TITLE_MISSING", 1)));
}

TEST(DestaTest, RelationsToTheBaseTreaty) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("1,375,A,protocol or amendment,2001,2002,,,578,756,,0,0,\n"
                            "1a,375,B,consolidated,2001,2002,,,578,756,,0,0,\n"
                            "2,375,C,negotiation,,,,,578,756,352,2,2,1\n"
                            "3,3,D,negotiation,,,,,578,756,,0,0,\n"
                            "4,375,E,annex,2001,,,,578,756,,0,0,\n"));
  std::vector<std::vector<Relation>> relations;
  for (const Agreement& agreement : loaded.batch.agreements) {
    relations.push_back(agreement.relations);
  }
  EXPECT_THAT(relations,
              ElementsAre(ElementsAre(MakeRelation(RelationKind::kAmends, "desta-375")),
                          ElementsAre(MakeRelation(RelationKind::kConsolidates, "desta-375")),
                          ElementsAre(MakeRelation(RelationKind::kProtocolTo, "desta-375")),
                          IsEmpty(), IsEmpty()));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("TERM_UNMAPPED", 1)));
  const Agreement negotiated = Find(loaded, "agreements/desta-3");
  EXPECT_THAT(negotiated.events, IsEmpty());
  EXPECT_EQ(negotiated.claims[0].key, "status");
  EXPECT_EQ(negotiated.claims[0].value, "negotiation");
}

// "3+1" and "3_1" would be one name in letters, digits and hyphens alone.
TEST(DestaTest, IdsStayApart) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("3+1,3+1,A,base_treaty,2001,,,,578,756,,0,0,\n"
                            "3_1,3_1,B,base_treaty,2001,,,,578,756,,0,0,\n"
                            "694a,694a,C,base_treaty,2001,,,,578,756,,0,0,\n"
                            "1142,1142,D,base_treaty,2001,,,,578,756,,0,0,\n"
                            "1142,1142,E,base_treaty,2001,,,,578,756,,0,0,\n"));
  std::vector<std::string> names;
  for (const Agreement& agreement : loaded.batch.agreements) names.push_back(agreement.name);
  EXPECT_THAT(names, ElementsAre("agreements/desta-3-1-543a5181", AgreementName("desta", "3_1"),
                                 "agreements/desta-694a", "agreements/desta-1142",
                                 "agreements/desta-1142-2"));
  EXPECT_NE(names[1], names[0]);
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ID_REPEATED", 1)));
}

TEST(DestaTest, OddCountriesAndYears) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("1,1,A,base_treaty,1957,1956,,,900,987,756,0,0,0\n"
                            "2,2,B,base_treaty,19x7,NA,,,84,84,NA,0,0,\n"));
  const Agreement agreement = Find(loaded, "agreements/desta-1");
  EXPECT_EQ(agreement.parties[0].name, "Kosovo");
  EXPECT_EQ(agreement.parties[1].name, "987");
  EXPECT_EQ(agreement.parties[1].kind, PartyKind::kOther);
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("DATE_INVALID", 1), Pair("ENTRY_BEFORE_SIGNATURE", 1),
                          Pair("PARTY_REPEATED", 1), Pair("PARTY_UNKNOWN", 1)));
}

// The file is in Latin-1, with what Windows has besides; the same in UTF-8 is the same.
TEST(DestaTest, BothEncodings) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile latin,
      Load("1,1,\"T\xFCrkiye\xA0\x96 C\xF4te d\x92Ivoire\",base_treaty,2001,,,,792,384,,0,0,\n"));
  const std::string title = "Türkiye\u00A0– Côte d’Ivoire";
  EXPECT_EQ(latin.batch.agreements[0].titles[0].text, title);
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile utf8,
      Load(absl::StrCat("1,1,\"", title, "\",base_treaty,2001,,,,792,384,,0,0,\n")));
  EXPECT_EQ(utf8.batch.agreements, latin.batch.agreements);
  // Columns of errors are the file's.
  const absl::Status status =
      Load("1,1,\"T\xFCrkiye\"x,base_treaty,2001,,,,792,384,,0,0,\n").status();
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("line 2, column 14"));
}

TEST(DestaTest, NothingToKeep) {
  EXPECT_EQ(DetailsOf(Load("1,1,,base_treaty,2001,,,,792,384,,0,0,\n").status()).reason,
            "NOTHING_TO_KEEP");
  EXPECT_EQ(DetailsOf(Load("").status()).reason, "FILE_EMPTY");
}

// The real file. Counted apart from this by Python, over
// `r = list(csv.DictReader(open(path, encoding='latin-1')))`: entry types by Counter, events as
// `sum(bool(x['year']) for x in r if x['entry_type'] != 'withdrawal')`, those that withdraw as the
// number of 1 in mc1, mc2, ..., and those that accede as that or, where there is none, the number
// of 2 if there is a 3; parties as the sizes of the sets of c1, c2, ..., with theirs.
TEST(DestaTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/desta_list_of_treaties_02_03.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 1410);
  EXPECT_EQ(loaded.report.kept, 1338);
  EXPECT_EQ(loaded.report.merged, 72);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("ACCEDING_PARTY_UNKNOWN", 1), Pair("ENTRY_BEFORE_SIGNATURE", 1),
                          Pair("ID_REPEATED", 1), Pair("PARTY_REPEATED", 1)));
  EXPECT_THAT(UnknownParties(loaded), ElementsAre("Kosovo"));
  std::map<EventKind, int> events;
  std::map<ActionKind, int> actions;
  std::map<RelationKind, int> relations;
  size_t parties = 0;
  for (const Agreement& agreement : loaded.batch.agreements) {
    for (const Event& event : agreement.events) ++events[event.kind];
    for (const Action& action : agreement.actions) ++actions[action.kind];
    for (const Relation& relation : agreement.relations) ++relations[relation.kind];
    parties += agreement.parties.size();
  }
  EXPECT_THAT(events,
              ElementsAre(Pair(EventKind::kSigned, 1260), Pair(EventKind::kEntryIntoForce, 1008)));
  EXPECT_THAT(actions,
              ElementsAre(Pair(ActionKind::kAccession, 517), Pair(ActionKind::kWithdrawal, 93)));
  EXPECT_THAT(relations,
              ElementsAre(Pair(RelationKind::kAmends, 77), Pair(RelationKind::kProtocolTo, 208 + 1),
                          Pair(RelationKind::kConsolidates, 72)));
  EXPECT_EQ(parties, 8711u);
  EXPECT_EQ(Find(loaded, "agreements/desta-1097").claims[2].value, "Türkiye - Faeroe Islands");
}

// Mercosur's, with Venezuela in and out.
TEST(DestaTest, OneOfTheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/desta_list_of_treaties_02_03.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  const Agreement agreement = Find(loaded, "agreements/desta-604");
  std::vector<std::string> parties;
  for (const Party& party : agreement.parties) parties.push_back(party.id);
  EXPECT_THAT(parties, ElementsAre("ARG", "BRA", "PRY", "URY", "VEN", "BOL"));
  ASSERT_THAT(agreement.actions, SizeIs(3));
  EXPECT_EQ(agreement.actions[0].id, "ven-accession");
  EXPECT_EQ(agreement.actions[0].effective, testing::Date("2012"));
  EXPECT_EQ(agreement.actions[1].party, "BOL");
  EXPECT_EQ(agreement.actions[2].id, "ven-withdrawal");
  EXPECT_EQ(agreement.actions[2].text, "604_1 MERCOSUR withdrawal Venezuela");
  const auto venezuela = [&](absl::string_view day) {
    return StatusOn(agreement, {}, testing::Day(day)).standings[4].in_force;
  };
  EXPECT_EQ(venezuela("2011-12-31"), Truth::kNo);
  EXPECT_EQ(venezuela("2012-07-01"), Truth::kIndeterminate);
  EXPECT_EQ(venezuela("2015-01-01"), Truth::kYes);
  EXPECT_EQ(venezuela("2018-01-01"), Truth::kNo);
}

}  // namespace
}  // namespace entente::agreements::desta_test
