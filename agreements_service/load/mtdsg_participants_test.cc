#include "agreements_service/load/mtdsg_participants.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/addition.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::mtdsg_participants_test {
namespace {

using testing::Date;
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

absl::StatusOr<LoadedFile> Load(absl::string_view content) {
  return LoadFile(FileOf(content, "10-11-a.csv"));
}

Agreement LoadOne(absl::string_view content) {
  const absl::StatusOr<LoadedFile> loaded = Load(content);
  EXPECT_OK(loaded);
  return Find(*loaded, "agreements/mtdsg-10-11-a");
}

// How many actions of which kind.
std::map<ActionKind, int> KindsOf(const Agreement& agreement) {
  std::map<ActionKind, int> kinds;
  for (const Action& action : agreement.actions) ++kinds[action.kind];
  return kinds;
}

TEST(MtdsgParticipantsTest, ReadsAFile) {
  constexpr char kContent[] =
      "Participant,Signature,\"Ratification, Acceptance(A)\"\n"
      "Turkey,30 Sep 1994,17 Aug 2000 A\n";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(kContent));
  EXPECT_THAT(loaded.batch.agreements, IsEmpty());
  ASSERT_THAT(loaded.batch.additions, SizeIs(1));
  const Agreement& agreement = loaded.batch.additions[0];
  EXPECT_EQ(agreement.name, "agreements/mtdsg-10-11-a");
  EXPECT_THAT(agreement.identifiers,
              ElementsAre(Identifier{.scheme = "mtdsg", .value = "10-11-a"}));
  EXPECT_EQ(agreement.titles[0].text,
            "Treaty 11-a of chapter 10 of Multilateral Treaties Deposited with the "
            "Secretary-General");
  EXPECT_EQ(agreement.parties[0].id, "TUR");
  ASSERT_THAT(agreement.actions, SizeIs(2));
  EXPECT_EQ(agreement.actions[0].id, "tur-signature");
  EXPECT_EQ(agreement.actions[0].date, Date("1994-09-30"));
  EXPECT_EQ(agreement.actions[1].kind, ActionKind::kAcceptance);
  EXPECT_EQ(agreement.actions[1].date, Date("2000-08-17"));
  EXPECT_EQ(agreement.actions[1].evidence[0].cell, "line 2");
  EXPECT_THAT(NotesOf(loaded), IsEmpty());
}

TEST(MtdsgParticipantsTest, AHeaderListsItsSuffixesInAnyOrder) {
  const Agreement agreement = LoadOne(
      "Participant,\"Approval(AA), Formal confirmation(c), Definitive signature(s), Accession(a), "
      "Succession(d), Ratification, Acceptance(A)\"\n"
      "Mali,1 Jan 2000 AA\nChad,1 Jan 2000 c\nPeru,1 Jan 2000 s\nCuba,1 Jan 2000 a\n"
      "Iraq,1 Jan 2000 d\nIran,1 Jan 2000\nTogo,1 Jan 2000 A\n");
  std::vector<ActionKind> kinds;
  for (const Action& action : agreement.actions) kinds.push_back(action.kind);
  EXPECT_THAT(kinds, ElementsAre(ActionKind::kApproval, ActionKind::kRatification,
                                 ActionKind::kDefinitiveSignature, ActionKind::kAccession,
                                 ActionKind::kSuccession, ActionKind::kRatification,
                                 ActionKind::kAcceptance));
  EXPECT_EQ(agreement.actions[1].text, "Formal confirmation");
}

TEST(MtdsgParticipantsTest, WhatTheHeaderDoesNotExplainIsAClaim) {
  constexpr char kContent[] =
      "Participant,\"Ratification, Accession(a), Blessing(b)\",Entry\n"
      "Mali,1 Jan 2000 x,\nChad,1 Jan 2000 b,\nPeru,,soon\n";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(kContent));
  const Agreement& agreement = loaded.batch.additions[0];
  EXPECT_THAT(agreement.actions, IsEmpty());
  ASSERT_THAT(agreement.claims, SizeIs(3));
  EXPECT_EQ(agreement.claims[0].key, "Ratification, Accession(a), Blessing(b)");
  EXPECT_EQ(agreement.claims[0].value, "Mali: 1 Jan 2000 x");
  EXPECT_EQ(agreement.claims[2].key, "Entry");
  EXPECT_EQ(agreement.claims[2].value, "Peru: soon");
  EXPECT_EQ(agreement.claims[2].evidence.cell, "line 4");
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("TERM_UNMAPPED", 3)));
}

TEST(MtdsgParticipantsTest, TermsOfTheTreatyAsAmendedAreToldInWords) {
  const Agreement agreement = LoadOne(
      "Participant,\"Signature, Succession to signature(d)\",Provisional application(n),"
      "\"Ratification of the Convention as amended, Accession to the Convention as amended(a)\"\n"
      "Mali,1 Jan 2000 d,2 Jan 2000 n,3 Jan 2000 a\nChad,,,4 Jan 2000\n");
  ASSERT_THAT(agreement.actions, SizeIs(4));
  EXPECT_EQ(agreement.actions[0].kind, ActionKind::kSignature);
  EXPECT_EQ(agreement.actions[0].text, "Succession to signature");
  EXPECT_EQ(agreement.actions[1].kind, ActionKind::kProvisionalApplication);
  EXPECT_EQ(agreement.actions[2].kind, ActionKind::kAccession);
  EXPECT_EQ(agreement.actions[2].text, "Accession to the Convention as amended");
  EXPECT_EQ(agreement.actions[3].kind, ActionKind::kRatification);
  EXPECT_EQ(agreement.actions[3].text, "Ratification of the Convention as amended");
}

// As of the Grains Trade Convention.
TEST(MtdsgParticipantsTest, WhatStandsInBracketsIsNoAction) {
  const Agreement agreement =
      LoadOne("Participant,\"Ratification, Accession(a)\"\nEcuador,[  4 Nov 1997 a]\n");
  EXPECT_THAT(agreement.actions, IsEmpty());
  EXPECT_EQ(agreement.claims[0].value, "Ecuador: [  4 Nov 1997 a]");
  EXPECT_THAT(agreement.anomalies,
              ElementsAre(Anomaly{.reason = "DATE_IN_BRACKETS",
                                  .detail = "line 2: Ecuador: [  4 Nov 1997 a]"}));
}

// As of the Statute of the International Court.
TEST(MtdsgParticipantsTest, AColumnWithoutANameIsARemark) {
  const Agreement agreement = LoadOne("Participant,\nNauru3,as from 29 January 1988\n");
  EXPECT_EQ(agreement.parties[0].id, "NRU");
  EXPECT_EQ(agreement.claims[0].key, "remark");
  EXPECT_EQ(agreement.claims[0].value, "Nauru: as from 29 January 1988");
}

TEST(MtdsgParticipantsTest, ParticipantsOfWhichNothingIsSaid) {
  const Agreement names = LoadOne("Participant\nAustralia\nJapan\n");
  EXPECT_THAT(names.parties, SizeIs(2));
  EXPECT_THAT(names.actions, IsEmpty());
  EXPECT_THAT(names.anomalies,
              ElementsAre(Anomaly{.reason = "ACTION_MISSING",
                                  .detail = "nothing but the name is said of 2 participants"}));
}

TEST(MtdsgParticipantsTest, WhatIsOddIsKeptAndSaid) {
  constexpr char kContent[] =
      "Participant,\"Ratification, Accession(a)\"\n"
      "Mali,31 Feb 2000 a\n,1 Jan 2000\nMali,NA a\n\"Germany 2, 3\",1 Jan 2000\nMali\xFF,1 Jan "
      "2000\n";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(kContent));
  EXPECT_EQ(loaded.report.read, 5);
  EXPECT_EQ(loaded.report.kept, 3);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("PARTY_MISSING", 1), Pair("TEXT_INVALID", 1)));
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("DATE_INVALID", 1), Pair("PARTY_REPEATED", 1)));
  const Agreement& agreement = loaded.batch.additions[0];
  ASSERT_THAT(agreement.actions, SizeIs(3));
  EXPECT_EQ(agreement.actions[0].date, PartialDate::Unknown());
  EXPECT_EQ(agreement.actions[1].date, PartialDate::Unknown());
  EXPECT_EQ(agreement.actions[2].party, "DEU");
}

TEST(MtdsgParticipantsTest, ACellThatCannotBeReadMeansNoAction) {
  const Agreement agreement =
      LoadOne("Participant,\"Ratification, Accession(a)\"\nMali,1 Jan 2000 a 2\n");
  EXPECT_THAT(agreement.actions, IsEmpty());
  EXPECT_EQ(agreement.claims[0].value, "Mali: 1 Jan 2000 a 2");
  EXPECT_EQ(agreement.anomalies[0].reason, "DATE_INVALID");
  // Where there is one meaning, it is known.
  const Agreement ratified = LoadOne("Participant,Ratification\nMali,1 Jan 2000 and later\n");
  EXPECT_EQ(ratified.actions[0].kind, ActionKind::kRatification);
  EXPECT_EQ(ratified.actions[0].date, PartialDate::Unknown());
}

TEST(MtdsgParticipantsTest, ADeclarationTellsResolutionAndRegistration) {
  constexpr char kContent[] =
      "Participant,Resolution,Date of Adoption,Registration Date,Registration Number,UNTS Volume,"
      "UNTS Page\n"
      "Albania,995 (X),14 Dec 1955,14 Dec 1955,3043,223,23\n"
      "Malawi,,1 Dec 1964,1 Dec 1964,7496,,\n"
      "Grenada,3204 (XXIX),17 Sep 1974,7 Sep 1974,13544,950,7\n"
      "Angola,,,,,,\n";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(kContent));
  const Agreement& agreement = loaded.batch.additions[0];
  ASSERT_THAT(agreement.actions, SizeIs(3));
  EXPECT_EQ(agreement.actions[0].kind, ActionKind::kDeclaration);
  EXPECT_EQ(agreement.actions[0].date, Date("1955-12-14"));
  EXPECT_EQ(
      agreement.actions[0].text,
      "resolution 995 (X), adopted 14 Dec 1955, registered 14 Dec 1955, No. 3043, UNTS volume "
      "223, page 23");
  EXPECT_EQ(agreement.actions[1].text, "adopted 1 Dec 1964, registered 1 Dec 1964, No. 7496");
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("ACTION_MISSING", 1), Pair("REGISTERED_BEFORE_ADOPTION", 1)));
  EXPECT_THAT(agreement.anomalies[0].detail, HasSubstr("line 4: resolution 3204 (XXIX)"));
}

TEST(MtdsgParticipantsTest, OnlyTheNameOfTheFileTellsTheTreaty) {
  constexpr char kContent[] = "Participant,Ratification\nMali,1 Jan 2000\n";
  for (const char* name : {"10-11-a.csv", "10-11.a.csv", "10-11-a (1).csv", "10-11-a.csv.gz",
                           "/data/un_mtdsg/10-11-a.csv", "C:\\data\\10-11-A.csv"}) {
    const absl::StatusOr<LoadedFile> loaded = LoadFile(FileOf(kContent, name));
    ASSERT_OK(loaded) << name;
    EXPECT_EQ(loaded->batch.additions[0].name, "agreements/mtdsg-10-11-a") << name;
  }
  for (const char* name : {"participants.csv", "2024-01.csv", "10.csv", "10-11-a-b-c.csv"}) {
    const absl::Status status = LoadFile(FileOf(kContent, name)).status();
    EXPECT_EQ(DetailsOf(status).reason, "FILE_NAME_INVALID") << name;
    EXPECT_THAT(status.message(), HasSubstr(name));
  }
}

TEST(MtdsgParticipantsTest, NothingToKeep) {
  EXPECT_EQ(DetailsOf(Load("Participant,Ratification\n").status()).reason, "FILE_EMPTY");
  EXPECT_EQ(DetailsOf(Load("Participant,Ratification\n,1 Jan 2000\n").status()).reason,
            "NOTHING_TO_KEEP");
  EXPECT_EQ(DetailsOf(Load("Participant,Ratification\nMali,1 Jan 20").status()).reason,
            "FILE_TRUNCATED");
  EXPECT_EQ(DetailsOf(Load("Participant,A\xFF\nMali,1\n").status()).reason, "FILE_MALFORMED");
}

// The list and the participants, in either order, are one agreement.
TEST(MtdsgParticipantsTest, JoinsTheList) {
  constexpr char kContent[] = "Participant,Ratification\nMali,1 Jan 2000\n";
  constexpr char kList[] =
      "chapter_no,treaty_no,treaty_name,url,chapter_url,chapter_name\n"
      "10,11.a,\"Charter. Paris, 1 May 1999\",,,Commodities\n";
  ASSERT_OK_AND_ASSIGN(const LoadedFile list, LoadFile(FileOf(kList)));
  const Agreement& listed = list.batch.additions[0];
  const Agreement participants = LoadOne(kContent);
  Agreement none;
  none.name = listed.name;
  const Agreement joined = Joined(Joined(none, listed), participants);
  EXPECT_EQ(Joined(Joined(none, participants), listed), joined);
  EXPECT_EQ(joined.titles[0].text, "Charter");
  EXPECT_THAT(joined.titles, SizeIs(2));
  EXPECT_THAT(joined.parties, SizeIs(1));
  EXPECT_THAT(joined.actions, SizeIs(1));
  EXPECT_THAT(joined.events, SizeIs(1));
  EXPECT_THAT(joined.anomalies, IsEmpty());
}

// A real file, its rows, and its actions by kind as this Python counts them in csv.reader's rows:
// by "Signature" for the column, else by the letters of re.search(r" ([a-zA-Z]{1,2})$", cell).
struct RealFile {
  const char* name;
  int64_t rows;
  std::map<ActionKind, int> kinds;
  std::map<std::string, int64_t> notes;
};

TEST(MtdsgParticipantsTest, TheRealFiles) {
  using enum ActionKind;
  const RealFile kFiles[] = {
      {"1-1", 49, {{kRatification, 49}}, {}},
      {"1-2", 144, {{kDeclaration, 144}}, {{"REGISTERED_BEFORE_ADOPTION", 2}}},
      {"1-4", 84, {}, {{"ACTION_MISSING", 1}}},
      {"1-5-a", 107, {{kRatification, 107}}, {}},
      {"1-5-b", 92, {{kRatification, 92}}, {}},
      {"1-5-c", 106, {{kRatification, 106}}, {}},
      {"10-10",
       85,
       {{kSignature, 18},
        {kRatification, 13},
        {kAcceptance, 1},
        {kApproval, 2},
        {kAccession, 59},
        {kSuccession, 8}},
       {}},
      {"10-11-a", 5, {{kAcceptance, 5}}, {}},
      {"10-11", 20, {{kSignature, 3}, {kDefinitiveSignature, 16}, {kAccession, 1}}, {}},
      {"10-12", 8, {{kSignature, 3}, {kAccession, 5}}, {}},
      {"10-13", 9, {{kSignature, 5}, {kAccession, 4}}, {}},
      {"10-14",
       52,
       {{kSignature, 39},
        {kDefinitiveSignature, 3},
        {kRatification, 23},
        {kAcceptance, 1},
        {kApproval, 1},
        {kAccession, 10}},
       {}},
  };
  for (const RealFile& real : kFiles) {
    const std::string name = absl::StrCat(real.name, ".csv");
    READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("agreements/un_mtdsg/", name));
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content, name)));
    const Agreement agreement = Find(loaded, absl::StrCat("agreements/mtdsg-", real.name));
    EXPECT_EQ(loaded.report.read, real.rows) << name;
    EXPECT_EQ(loaded.report.kept, real.rows) << name;
    EXPECT_EQ(agreement.parties.size(), static_cast<size_t>(real.rows)) << name;
    EXPECT_EQ(KindsOf(agreement), real.kinds) << name;
    EXPECT_EQ(NotesOf(loaded), real.notes) << name;
    EXPECT_THAT(UnknownParties(loaded), IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace entente::agreements::mtdsg_participants_test
