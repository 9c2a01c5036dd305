#include "agreements_service/load/ieadb_treaties.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::ieadb_treaties_test {
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

// A row by the columns that it has something in.
using Row = std::map<std::string, std::string>;

constexpr const char* kHeader[] = {"IEA#",
                                   "Agreement Name",
                                   "Agreement Type Level 3",
                                   "Alternative Treaty Name",
                                   "AmendProtToA",
                                   "Data entry notes",
                                   "Date *Bilateral* signed by 2nd state (ONLY if BEA)",
                                   "Date IEA entered into force",
                                   "Date IEA was concluded",
                                   "E (environment) Code (agreement is environmental or not)",
                                   "Inclusion (type of agreements)",
                                   "Lineage",
                                   "Membership eligibility (multilateral, bilateral, etc)",
                                   "Place IEA was concluded",
                                   "Possible Sources (additional)",
                                   "Secretariat",
                                   "Sequence in lineage",
                                   "Issue area (subject)",
                                   "Term by ID",
                                   "Term Date",
                                   "Term Type",
                                   "UNTS",
                                   "URL to membership list",
                                   "URL to text of IEA"};

// The file of `rows`; each has at least a title and a type.
std::string TextOf(const std::vector<Row>& rows) {
  std::string text = absl::StrCat("\xEF\xBB\xBF\"Cite the Database; its website\"\n\"Data\"\n\n",
                                  absl::StrJoin(kHeader, ";"), "\r\n");
  for (Row row : rows) {
    row.try_emplace("Agreement Name", "Agreement");
    row.try_emplace("Agreement Type Level 3", "Agreement");
    std::vector<std::string> fields;
    for (const char* column : kHeader) fields.push_back(absl::StrCat("\"", row[column], "\""));
    absl::StrAppend(&text, absl::StrJoin(fields, ";"), "\r\n");
  }
  return text;
}

absl::StatusOr<LoadedFile> Load(const std::vector<Row>& rows) {
  const std::string text = TextOf(rows);
  return LoadFile(FileOf(text));
}

// The one agreement of a row.
Agreement Only(const Row& row) {
  const auto loaded = Load({row});
  EXPECT_OK(loaded);
  EXPECT_THAT(loaded->batch.additions, SizeIs(1));
  return loaded->batch.additions.at(0);
}

TEST(IeadbTreatiesTest, ReadsARowAsAnAddition) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load({{{"IEA#", "1055"},
                              {"Agreement Name", "Agreement On The Environment"},
                              {"Date IEA entered into force", "1997-06-23"},
                              {"Date IEA was concluded", "1997-03-04"},
                              {"Date *Bilateral* signed by 2nd state (ONLY if BEA)", "1111-11-11"},
                              {"E (environment) Code (agreement is environmental or not)", "E"},
                              {"Inclusion (type of agreements)", "BEA"},
                              {"Issue area (subject)", "Agriculture"},
                              {"Place IEA was concluded", "Ankara"},
                              {"Term Date", "1111-11-11"}}}));
  EXPECT_THAT(loaded.batch.agreements, IsEmpty());
  ASSERT_THAT(loaded.batch.additions, SizeIs(1));
  const Agreement& agreement = loaded.batch.additions[0];
  EXPECT_EQ(agreement.name, "agreements/ieadb-1055");
  EXPECT_THAT(agreement.identifiers, ElementsAre(Identifier{.scheme = "ieadb", .value = "1055"}));
  EXPECT_THAT(agreement.titles,
              ElementsAre(Title{.language = "en", .text = "Agreement On The Environment"}));
  EXPECT_EQ(agreement.instrument, Instrument::kAgreement);
  EXPECT_EQ(agreement.binding_force, BindingForce::kBinding);
  EXPECT_THAT(agreement.fields, ElementsAre(Field::kAgriculture, Field::kEnvironment));
  ASSERT_THAT(agreement.events, SizeIs(2));
  EXPECT_EQ(agreement.events[0].id, "signed");
  EXPECT_EQ(agreement.events[0].date, Date("1997-03-04"));
  EXPECT_EQ(agreement.events[0].place, "Ankara");
  EXPECT_EQ(agreement.events[1].id, "entry-into-force");
  EXPECT_EQ(agreement.events[1].date, Date("1997-06-23"));
  EXPECT_EQ(agreement.evidence[0].publisher,
            "International Environmental Agreements Database, agreements");
  EXPECT_EQ(agreement.evidence[0].cell, "line 5") << "the citation and a blank line count";
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("PARTY_MISSING", 1)))
      << "its parties stand in the file of members";
}

TEST(IeadbTreatiesTest, TitlesHaveTheirLanguageWhereItIsCertain) {
  const auto languages = [](const std::string& titles) {
    std::vector<std::string> found;
    for (const Title& title : Only({{"IEA#", "1"}, {"Alternative Treaty Name", titles}}).titles) {
      found.push_back(absl::StrCat(title.language, " ", title.text));
    }
    found.erase(found.begin());
    return found;
  };
  EXPECT_THAT(languages(""), IsEmpty());
  EXPECT_THAT(languages("On The Use Of Rivers; Соглашение о реках"),
              ElementsAre("en On The Use Of Rivers", "ru Соглашение о реках"));
  EXPECT_THAT(languages("Regulations of Navigation (Art. 21; 22);"),
              ElementsAre("en Regulations of Navigation (Art. 21; 22)"));
  EXPECT_THAT(languages("Споразумение между правителството"),
              ElementsAre("bg Споразумение между правителството"));
  EXPECT_THAT(languages("Türkiye Cumhuriyeti Hükümeti ile Oman arasında"),
              ElementsAre("tr Türkiye Cumhuriyeti Hükümeti ile Oman arasında"));
  EXPECT_THAT(languages("Azərbaycan Respublikası Hökuməti ilə arasında"),
              ElementsAre("az Azərbaycan Respublikası Hökuməti ilə arasında"));
  EXPECT_THAT(languages("Accord on protectia mediului"),
              ElementsAre("und Accord on protectia mediului"));
  EXPECT_THAT(languages("Convenio between"), ElementsAre("und Convenio between"))
      << "two languages are none";
}

TEST(IeadbTreatiesTest, TheElevenEleventhOfElevenElevenIsUnknown) {
  const Agreement agreement = Only({{"IEA#", "1"},
                                    {"Date IEA was concluded", "1111-11-11"},
                                    {"Date IEA entered into force", "1111-11-11"},
                                    {"Term Date", "1111-11-11"}});
  ASSERT_THAT(agreement.events, SizeIs(2)) << "an end that is not known is none";
  EXPECT_EQ(agreement.events[0].date, PartialDate::Unknown());
  EXPECT_EQ(agreement.events[1].date, PartialDate::Unknown());
}

TEST(IeadbTreatiesTest, ASecondDayOfSignature) {
  constexpr char kSecond[] = "Date *Bilateral* signed by 2nd state (ONLY if BEA)";
  const auto days = [&](const std::string& second) {
    std::vector<PartialDate> signatures;
    const Agreement agreement = Only({{"IEA#", "1"},
                                      {"Date IEA was concluded", "2010-05-26"},
                                      {"Place IEA was concluded", "Not known"},
                                      {kSecond, second}});
    for (const Event& event : agreement.events) {
      if (event.kind == EventKind::kSigned) signatures.push_back(event.date);
      EXPECT_EQ(event.place, "");
    }
    return signatures;
  };
  EXPECT_THAT(days(""), ElementsAre(Date("2010-05-26")));
  EXPECT_THAT(days("1111-11-11"), ElementsAre(Date("2010-05-26")));
  EXPECT_THAT(days("2010-05-26"), ElementsAre(Date("2010-05-26")));
  EXPECT_THAT(days("2010-10-20"), ElementsAre(Date("2010-05-26"), Date("2010-10-20")));
}

TEST(IeadbTreatiesTest, WhatEndedItAndWhatItAmends) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load({{{"IEA#", "1"},
                                                       {"Term Date", "2015-01-01"},
                                                       {"Term Type", "On the basis of  a treaty"},
                                                       {"Term by ID", "2"}},
                                                      {{"IEA#", "2"}, {"AmendProtToA", "3126"}},
                                                      {{"IEA#", "3"},
                                                       {"AmendProtToA", "7, 8"},
                                                       {"Agreement Type Level 3", "Protocol"},
                                                       {"Term by ID", "99"}}}));
  const Agreement ended = Find(loaded, "agreements/ieadb-1");
  ASSERT_THAT(ended.events, SizeIs(1));
  EXPECT_EQ(ended.events[0].kind, EventKind::kTerminated);
  EXPECT_EQ(ended.events[0].date, Date("2015-01-01"));
  EXPECT_EQ(ended.events[0].method, "On the basis of a treaty");
  const Agreement second = Find(loaded, "agreements/ieadb-2");
  ASSERT_THAT(second.relations, SizeIs(2));
  EXPECT_EQ(second.relations[0].kind, RelationKind::kAmends);
  EXPECT_EQ(second.relations[0].agreement, "agreements/ieadb-3126");
  EXPECT_EQ(second.relations[1].kind, RelationKind::kTerminates);
  EXPECT_EQ(second.relations[1].agreement, "agreements/ieadb-1");
  EXPECT_EQ(second.relations[1].date, Date("2015-01-01"));
  EXPECT_EQ(second.relations[1].evidence[0].cell, "line 5");
  const Agreement third = Find(loaded, "agreements/ieadb-3");
  ASSERT_THAT(third.relations, SizeIs(2));
  EXPECT_EQ(third.relations[1].kind, RelationKind::kProtocolTo);
  EXPECT_EQ(third.relations[1].agreement, "agreements/ieadb-8");
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("PARTY_MISSING", 3), Pair("REFERENCE_DANGLING", 1)));
}

TEST(IeadbTreatiesTest, ClaimsAreWhatTheSourceSaysOfWhatItKnows) {
  const auto claims = [](const Row& row) {
    std::vector<std::string> found;
    for (const Claim& claim : Only(row).claims) {
      found.push_back(absl::StrCat(claim.key, ": ", claim.value));
    }
    return found;
  };
  EXPECT_THAT(
      claims({{"IEA#", "1"},
              {"Lineage", "Caspian Sea"},
              {"UNTS", "ATS 11"},
              {"Secretariat", "No known secretariat"},
              {"URL to text of IEA", "/No URL available/"}}),
      ElementsAre("UNTS: ATS 11", "Agreement Type Level 3: Agreement", "Lineage: Caspian Sea"));
  EXPECT_THAT(claims({{"IEA#", "1"}, {"Lineage", "Not Yet Assigned"}}), SizeIs(1));
}

TEST(IeadbTreatiesTest, TheSeriesThatPublishedItIsAnIdentifier) {
  const auto schemes = [](const std::string& series) {
    const Agreement agreement = Only({{"IEA#", "1"}, {"UNTS", series}});
    return agreement.identifiers.size() == 2 ? agreement.identifiers[1].scheme : "";
  };
  EXPECT_EQ(schemes("109 LNTS 122"), "lnts");
  EXPECT_EQ(schemes("1190 UNTS 35"), "unts");
  EXPECT_EQ(schemes("ATS 11"), "") << "Australia's";
}

TEST(IeadbTreatiesTest, WhatIsOddIsKeptAndSaid) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load({{{"IEA#", "1"},
                              {"Alternative Treaty Name", "Волго\x02Уральской"},
                              {"Agreement Type Level 3", "Pact"},
                              {"Inclusion (type of agreements)", "BEN"},
                              {"Date IEA was concluded", "1998-02-30"}},
                             {{"IEA#", "2"},
                              {"Date IEA was concluded", "1998-06-16"},
                              {"Date IEA entered into force", "1900-01-01"}},
                             {{"IEA#", "2"}},
                             {{"IEA#", ""}},
                             {{"IEA#", "3"}, {"Agreement Name", "\xFF"}},
                             {{"IEA#", "4"}, {"Agreement Name", " "}}}));
  EXPECT_EQ(loaded.report.read, 6);
  EXPECT_EQ(loaded.report.kept, 3);
  EXPECT_THAT(RejectionsOf(loaded), ElementsAre(Pair("NOT_AN_AGREEMENT", 1),
                                                Pair("TEXT_INVALID", 1), Pair("TITLE_MISSING", 1)));
  EXPECT_THAT(NotesOf(loaded),
              ElementsAre(Pair("DATE_INVALID", 1), Pair("ENTRY_BEFORE_SIGNATURE", 1),
                          Pair("ID_REPEATED", 1), Pair("PARTY_MISSING", 3),
                          Pair("TERM_UNMAPPED", 1), Pair("TEXT_INVALID", 1)));
  const Agreement first = Find(loaded, "agreements/ieadb-1");
  EXPECT_EQ(first.titles[1].text, "Волго Уральской");
  EXPECT_EQ(first.binding_force, BindingForce::kNotBinding);
  EXPECT_EQ(first.claims[0].value, "Pact");
}

TEST(IeadbTreatiesTest, AFileThatIsNone) {
  EXPECT_EQ(DetailsOf(Load({}).status()).reason, "FILE_EMPTY");
  EXPECT_EQ(DetailsOf(Load({{{"IEA#", ""}}}).status()).reason, "NOTHING_TO_KEEP");
  std::string text = TextOf({{{"IEA#", "1"}}});
  text.resize(text.size() - 2);
  EXPECT_EQ(DetailsOf(LoadFile(FileOf(text)).status()).reason, "FILE_TRUNCATED");
  EXPECT_EQ(DetailsOf(LoadFile(FileOf("\"Cite\"\n\"IEA#\"\n")).status()).reason, "FORMAT_UNKNOWN");
}

// The real file. Counted with csv.reader(delimiter=';') over its rows `r`, e.g.
//   sum(1 for r in rows if r[11]) + sum(1 for r in rows if r[9] not in ('', '1111-11-11', r[11]))
// for the signatures, and for other titles the parts of r[3] between semicolons outside
// parentheses.
TEST(IeadbTreatiesTest, TheRealFile) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/ieadb_treaties_sample.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content)));
  EXPECT_EQ(loaded.report.read, 463);
  EXPECT_EQ(loaded.report.kept, 463);
  EXPECT_THAT(RejectionsOf(loaded), IsEmpty());
  EXPECT_THAT(NotesOf(loaded), ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 1),
                                           Pair("PARTY_MISSING", 463), Pair("TEXT_INVALID", 1)));
  std::map<std::string, int> count;
  for (const Agreement& agreement : loaded.batch.additions) {
    count["titles"] += static_cast<int>(agreement.titles.size());
    for (const Title& title : agreement.titles) {
      if (title.language == "und") ++count["titles of no certain language"];
    }
    for (const Event& event : agreement.events) {
      const bool unknown = event.date == PartialDate::Unknown();
      if (event.kind == EventKind::kSigned) ++count[unknown ? "unknown signed" : "signed"];
      if (event.kind == EventKind::kEntryIntoForce) ++count[unknown ? "unknown entry" : "entry"];
      if (event.kind == EventKind::kTerminated) ++count["terminated"];
    }
    for (const Field field : agreement.fields) ++count[std::string(FieldName(field))];
    if (agreement.fields.empty()) ++count["no field"];
    if (agreement.binding_force == BindingForce::kBinding) ++count["binding"];
    if (agreement.binding_force == BindingForce::kNotBinding) ++count["not binding"];
    if (agreement.instrument == Instrument::kUnspecified) ++count["no instrument"];
    count["relations"] += static_cast<int>(agreement.relations.size());
  }
  EXPECT_THAT(count, ::testing::UnorderedElementsAre(
                         Pair("titles", 463 + 280), Pair("titles of no certain language", 6),
                         Pair("signed", 444), Pair("unknown signed", 20), Pair("entry", 204),
                         Pair("unknown entry", 259), Pair("terminated", 3),
                         Pair("agriculture, plant and animal health", 201), Pair("energy", 56),
                         Pair("environment", 423), Pair("trade", 2), Pair("no field", 11),
                         Pair("binding", 400), Pair("not binding", 63), Pair("relations", 1)));

  const Agreement amendment = Find(loaded, "agreements/ieadb-4641");
  EXPECT_EQ(amendment.evidence[0].cell, "line 82");
  EXPECT_EQ(amendment.events[0].place, "Marrakesh");
  EXPECT_EQ(amendment.relations[0].agreement, "agreements/ieadb-3126");
  EXPECT_EQ(Find(loaded, "agreements/ieadb-1172").events[1].date, Date("1900-01-01"));
}

}  // namespace
}  // namespace entente::agreements::ieadb_treaties_test
