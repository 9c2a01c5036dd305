#include "agreements_service/load/unts_statement.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::unts_statement_test {
namespace {

using ::testing::ElementsAre;
using testing::FileOf;
using testing::Find;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::NotesOf;
using ::testing::Pair;
using testing::RejectionsOf;
using ::testing::SizeIs;
using testing::UnknownParties;

constexpr char kHead[] =
    "ST/LEG/SER.A/863     \n   \n"
    " 3 TABLE OF CONTENTS \n"
    "Part I.  Original treaties: Nos. 55569 to \n55637 ......  7 \n"
    "Annex A.  Ratifications ......  14 \n"
    "Alphabetical Index ......  23 \n"
    "  7Part I.  Original treaties registered: Nos. 55569 to 55637  ";

constexpr char kAnnex[] = "  14Annex A.  Ratifications, accessions, etc. ";

absl::StatusOr<LoadedFile> Load(absl::string_view blocks) {
  const std::string content = absl::StrCat(kHead, blocks);
  return LoadFile(FileOf(content, "2019-1.txt"));
}

std::string Events(const Agreement& agreement) {
  return absl::StrJoin(agreement.events, "; ", [](std::string* out, const Event& event) {
    absl::StrAppend(out, event.id, " ", event.date.ToString());
    for (const std::string& text : {event.place, event.method}) {
      if (!text.empty()) absl::StrAppend(out, " ", text);
    }
  });
}

std::string Actions(const Agreement& agreement) {
  return absl::StrJoin(agreement.actions, "; ", [](std::string* out, const Action& action) {
    absl::StrAppend(out, action.id, " ", action.date.ToString(), " ", action.effective.ToString());
    if (!action.text.empty()) absl::StrAppend(out, " ", action.text);
  });
}

std::string Parties(const Agreement& agreement) {
  return absl::StrJoin(agreement.parties, ", ", [](std::string* out, const Party& party) {
    absl::StrAppend(out, party.id);
  });
}

std::string Claims(const Agreement& agreement) {
  return absl::StrJoin(agreement.claims, "; ", [](std::string* out, const Claim& claim) {
    absl::StrAppend(out, claim.key, "=", claim.value);
  });
}

TEST(UntsStatementTest, ReadsABlockWithBrokenLines) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load("No. 55569.  Uruguay and Netherlands (for the European and \n"
           "the Caribbean part of the Netherlands)\n"
           " Air Services Agreement between t\n"
           "he Kingdom of the Netherlands and \n\n"
           "the Oriental Republic of Uruguay (with annex).  Montevideo, 12 \n"
           "December 2016 \n"
           "Entry into force: 1 December 2018, in accordance with article \n"
           "24 Authentic texts: Dutch, English and Spanish \n"
           " 13Registration with the Secretariat of the United Nations: Netherlands, 1 \n"
           "January 2019 \n"
           "See article XIII, for provisions relating to the appointment of arbitrator(s) \n"));
  EXPECT_EQ(loaded.report.read, 1);
  ASSERT_THAT(loaded.batch.agreements, SizeIs(1));
  const Agreement& agreement = loaded.batch.agreements[0];
  EXPECT_EQ(agreement.name, "agreements/unts-i-55569");
  EXPECT_THAT(agreement.identifiers, ElementsAre(Identifier{.scheme = "unts", .value = "I-55569"}));
  EXPECT_EQ(agreement.titles[0].text,
            "Air Services Agreement between the Kingdom of the Netherlands and the Oriental "
            "Republic of Uruguay (with annex)");
  EXPECT_EQ(agreement.instrument, Instrument::kAgreement);
  EXPECT_EQ(Parties(agreement), "URY, NLD");
  EXPECT_EQ(Events(agreement),
            "signed 2016-12-12 Montevideo; entry-into-force 2018-12-01 in accordance with article "
            "24; registered 2019-01-01 Secretariat of the United Nations");
  EXPECT_EQ(Claims(agreement),
            "registered by=Netherlands; parties=Uruguay and Netherlands (for the European and the "
            "Caribbean part of the Netherlands); authentic texts=Dutch, English and Spanish");
  EXPECT_EQ(agreement.evidence[0].cell, "line 8");
  EXPECT_THAT(agreement.anomalies, IsEmpty());
}

// Parties before a title that begins in their line, in a paragraph of their own, and with commas
// and 'and' in their names; a page's number before the block's.
TEST(UntsStatementTest, HeadingsOfEveryKind) {
  constexpr char kRest[] = ".  Rome, 28 August 2017 \nEntry into force: 28 August 2017 \n";
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(
          "No. 55571.  International Fund for Agricultural Development and \n"
          "China Agreement between the Government of the People's Republic of China \n"
          "and the International Fund for Agri\ncultural Development",
          kRest, " 9No. 55588.  Austria and Bosnia and Herzegovina\n Agreement on culture", kRest,
          "No. 55592.  Belgium, Luxembourg and Netherlands (in respect of Aruba)\n * Treaty", kRest,
          "No. 55614.  Peru and Latin American Civil Aviation Commission\n Agreement", kRest)));
  EXPECT_EQ(Parties(Find(loaded, "agreements/unts-i-55571")),
            "international-fund-for-agricultural-development, CHN");
  EXPECT_THAT(Find(loaded, "agreements/unts-i-55571").titles[0].text,
              HasSubstr("Agreement between the Government of the People's Republic of China and"));
  EXPECT_EQ(Parties(Find(loaded, "agreements/unts-i-55588")), "AUT, BIH");
  EXPECT_EQ(Parties(Find(loaded, "agreements/unts-i-55592")), "BEL, LUX, NLD");
  EXPECT_EQ(Find(loaded, "agreements/unts-i-55592").titles[0].text, "Treaty");
  EXPECT_EQ(Parties(Find(loaded, "agreements/unts-i-55614")),
            "PER, latin-american-civil-aviation-commission");
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("PARTY_UNKNOWN", 1)));
}

TEST(UntsStatementTest, ProvisionallyAndDefinitively) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(
          "No. 55587.  Spain and Argentina\n * Agreement on education.  Madrid, 23 \nFebruary 2017 "
          "\nEntry into force: provisionally on 23 February 2017 by signature and definitively on "
          "27 December 2018 by notification, in accordance with \n\narticle XI "
          "Authentic text: Spanish \n"));
  EXPECT_EQ(Events(loaded.batch.agreements[0]),
            "signed 2017-02-23 Madrid; provisional-application 2017-02-23 by signature; "
            "entry-into-force 2018-12-27 by notification, in accordance with article XI");
}

TEST(UntsStatementTest, WhatIsOddIsKeptAndSaid) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load("No. 55601.  Peru and Chile\n Agreement called ILO Convention No. 133.  Transit \n"
           "Entry into force: upon notice \n"
           "Registration with the Secretariat of the United Nations: ex officio, 1 \n"
           "No. 55602.  Multilateral\n Convention on trade.  Rome, 28 August 2017 \n"
           "No. 55603.  Nobody\n Convention on trade.  Rome, 28 August 2017 \n"));
  EXPECT_EQ(loaded.report.read, 3);
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_THAT(RejectionsOf(loaded),
              ElementsAre(Pair("PARTIES_UNREADABLE", 1), Pair("PARTY_MISSING", 1)));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("CONCLUSION_UNREADABLE", 1), Pair("DATE_INVALID", 2)));
  EXPECT_EQ(Events(loaded.batch.agreements[0]),
            "entry-into-force XXXX; registered XXXX Secretariat of the United Nations");
  EXPECT_EQ(loaded.batch.agreements[0].anomalies[2].detail, "'1' is no date like 24 Sep 1945");
}

TEST(UntsStatementTest, TheFrenchHalfRepeats) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load("No. 55601.  Peru and Chile\n Agreement on tourism.  Lima, 6 July 2005 \n"
           "  23Alphabetical Index \nPeru I-55601 .... 7 \n"
           "  31Note du Secrétariat  \n 33Partie I.  Traités: Nos 55569 à 55637  No. 55601.  Pérou "
           "et Chili\n Accord.  Lima, 6 juillet 2005 \nNo. 55602.  Pérou et Chili\n Accord \n"));
  EXPECT_EQ(loaded.report.read, 1);
  EXPECT_EQ(loaded.report.kept, 1);
}

TEST(UntsStatementTest, AnnexesTellWhatPartiesDid) {
  constexpr char kRegistered[] =
      "Registration with the Secretariat of the United Nations: ex officio, \n11 January 2019 \n";
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(
          kAnnex,
          "No. 12430.  Multilateral\n Convention for the Protection of\n Producers.  Geneva, 29 \n"
          "October 1971 \nAccession \nUzbekistan \nDeposit of instrument with the "
          "Secretary-General of the United \nNations: 25 January 2019 \n"
          "Date of effect: 25 April 2019 \n\n",
          kRegistered,
          "Ratification (with declaration) \nPoland Deposit of instrument with the "
          "Secretary-General "
          "of the United Nations: 7 January 2019 \n",
          kRegistered,
          "Objection to the reservation made by Qatar upon accession \nGermany \nNotification "
          "deposited with the Secretary-General: 25 January 2019 \n",
          kRegistered,
          " 15No. 42524.  Belgium and Netherlands (in respect of Aruba)\n Exchange of letters on "
          "taxation.  \n\nBrussels, 18 May 2004, and The Hague, 9 November 2004 \nTermination  \n"
          "Date of effect: 1 January 2019 \n\n",
          kRegistered)));
  EXPECT_EQ(loaded.report.read, 4);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_EQ(loaded.report.merged, 1);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("ENTRY_UNREADABLE", 1)));
  const Agreement& producers = loaded.batch.agreements[0];
  EXPECT_THAT(producers.name, HasSubstr("agreements/unts-i-12430-of-st-leg-ser-a-863-"));
  EXPECT_THAT(producers.identifiers, ElementsAre(Identifier{.scheme = "unts", .value = "I-12430"}));
  EXPECT_EQ(producers.titles[0].text, "Convention for the Protection of Producers");
  EXPECT_EQ(Parties(producers), "UZB, POL");
  EXPECT_EQ(Actions(producers),
            "uzb-accession 2019-01-25 2019-04-25; pol-ratification 2019-01-07  with declaration");
  EXPECT_EQ(Events(producers), "signed 1971-10-29 Geneva");
  EXPECT_THAT(producers.note, HasSubstr("others name other parties"));
  const Agreement& letters = loaded.batch.agreements[1];
  EXPECT_EQ(letters.instrument, Instrument::kExchangeOfNotes);
  EXPECT_EQ(Parties(letters), "BEL, NLD");
  EXPECT_EQ(Events(letters),
            "signed 2004-05-18 Brussels; signed-2 2004-11-09 The Hague; terminated 2019-01-01");
  EXPECT_EQ(StatusOn(letters, {}, testing::Day("2020-01-01")).status, Status::kTerminated);
}

// What stands behind a protocol is about the protocol.
TEST(UntsStatementTest, AnnexesDoNotTellOfOtherAgreements) {
  constexpr char kAct[] =
      "Ratification \nFinland \nDeposit of instrument with the Secretary-General of the United \n"
      "Nations: 11 January 2019 \nRegistration with the Secretariat of the United Nations: ex "
      "officio, \n11 January 2019 \n";
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat(
          "No. 55601.  Peru and Chile\n Agreement on tourism.  Lima, 6 July 2005 \n", kAnnex,
          "No. 5742.  Multilateral\n Convention on Carriage (CMR).  Geneva, 19 May 1956 \n"
          "Additional Protocol concerning the Electronic Note.  Geneva, 20 February 2008 \n",
          kAct, kAct,
          "No. 16934.  Romania and Peru\n Agreement on trade.  Lima, 9 November 1968 \n"
          "Termination in accordance with:\n No. 55620  Convention on trade.  Lima, 16 May 1994 \n"
          "Entry into force: 30 May 1997 \nRegistration with the Secretariat of the United "
          "Nations: "
          "Peru, 11 \nJanuary 2019 \nInformation provided by the Secretariat of the United "
          "Nations: "
          "11 \nJanuary 2019 \n"
          "No. 16935.  Romania and Peru\n Agreement on trade \n")));
  EXPECT_EQ(loaded.report.read, 5);
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_THAT(RejectionsOf(loaded),
              ElementsAre(Pair("ENTRY_OF_ANOTHER", 1), Pair("ENTRY_UNREADABLE", 3)));
}

TEST(UntsStatementTest, NothingToKeep) {
  EXPECT_EQ(DetailsOf(Load("").status()).reason, "NOTHING_TO_KEEP");
}

// The real file: an excerpt that breaks off in the date of I-55610's registration. Counted apart,
// in Python: len(re.findall(r'No\. \d+\.  ', text.replace('\n', ''))) is 42; of 'Entry into force:'
// 42 too, 3 of them with 'provisionally on' and 'definitively on'; days before 'Entry into force'
// are one in 35 blocks, two in 6 and three in one.
TEST(UntsStatementTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/unts_statement_excerpt.txt");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 42);
  EXPECT_EQ(loaded.report.kept, 42);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("DATE_INVALID", 1)));
  EXPECT_THAT(UnknownParties(loaded), IsEmpty());
  std::map<EventKind, int> events;
  for (const Agreement& agreement : loaded.batch.agreements) {
    EXPECT_EQ(agreement.parties.size(), 2u) << agreement.name;
    EXPECT_NE(agreement.instrument, Instrument::kUnspecified) << agreement.titles[0].text;
    for (const Event& event : agreement.events) ++events[event.kind];
  }
  EXPECT_THAT(events,
              ElementsAre(Pair(EventKind::kSigned, 50), Pair(EventKind::kProvisionalApplication, 3),
                          Pair(EventKind::kEntryIntoForce, 42), Pair(EventKind::kRegistered, 42)));
}

TEST(UntsStatementTest, AgreementsOfTheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/unts_statement_excerpt.txt");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  const Agreement last = Find(loaded, "agreements/unts-i-55610");
  EXPECT_EQ(last.titles[0].text,
            "Agreement between the Government of Switzerland, represented by the Federal "
            "Department of Foreign Affairs, acting through the Division for Security Policy and "
            "the United Nations, represented by its Office for Disarmament Affairs (with project "
            "document)");
  EXPECT_EQ(Parties(last), "united-nations, CHE");
  EXPECT_EQ(Events(last),
            "signed 2018-10-03 Bern; signed-2 2018-10-09 Bern; signed-3 2018-10-16 New York; "
            "entry-into-force 2018-10-16 by signature, in accordance with article 16; registered "
            "XXXX Secretariat of the United Nations");
  EXPECT_EQ(Claims(last),
            "registered by=ex officio; parties=United Nations and Switzerland; "
            "authentic texts=English");
  EXPECT_EQ(last.evidence[0].cell, "line 691");

  const Agreement cyclone = Find(loaded, "agreements/unts-i-55592");
  EXPECT_EQ(cyclone.titles[0].text,
            "Exchange of letters constituting an arrangement between the Government of the Federal "
            "Republic of Germany and the General Secretariat of the Pacific Community (SPC) "
            "concerning financial cooperation for the project “Programme of emergency assistance "
            "after Cyclone Pam”");
  EXPECT_EQ(cyclone.instrument, Instrument::kExchangeOfNotes);
  EXPECT_EQ(Parties(cyclone), "DEU, pacific-community");
  EXPECT_EQ(Events(cyclone),
            "signed 2018-07-04 Wellington; signed-2 2018-07-17 Wellington; entry-into-force "
            "2018-07-17 by the exchange of the said letters, in accordance with their provisions; "
            "registered 2019-01-18 Secretariat of the United Nations");
}

}  // namespace
}  // namespace entente::agreements::unts_statement_test
