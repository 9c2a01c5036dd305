#include "agreements_service/load/vocabulary.h"

#include <string>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/load/tables.h"
#include "common/file/csv.h"
#include "common/geo/country.h"

namespace entente::agreements {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::string NoteOf(const ImportReport& report) {
  return report.anomalies().empty()
             ? ""
             : report.anomalies()[0].reason + " " + report.anomalies()[0].first;
}

// Calls `check(fields)` on every row of a table, which must have three columns.
template <typename Check>
void CheckRows(absl::string_view table, Check check) {
  CsvReader reader(TextSource(table));
  int rows = 0;
  while (true) {
    const absl::StatusOr<bool> found = reader.Next();
    ASSERT_TRUE(found.ok()) << found.status();
    if (!*found) break;
    ASSERT_EQ(reader.fields().size(), 3u) << "line " << reader.line();
    if (reader.line() > 1) check(reader.fields(), absl::StrCat("line ", reader.line()));
    ++rows;
  }
  EXPECT_GT(rows, 1);
}

TEST(TablesTest, EveryFieldIsOneOfOurs) {
  CheckRows(kFieldTable, [](const auto& row, const std::string& where) {
    ImportReport report;
    const size_t named =
        row[2].empty() ? 0 : std::vector<std::string>(absl::StrSplit(row[2], ';')).size();
    EXPECT_EQ(FieldsOf(row[0], row[1], report).size(), named) << where;
  });
}

TEST(TablesTest, EveryInstrumentIsOneOfOurs) {
  CheckRows(kInstrumentTable, [](const auto& row, const std::string& where) {
    ImportReport report;
    EXPECT_NE(InstrumentOf(row[0], row[1], report), Instrument::kUnspecified) << where;
  });
}

TEST(TablesTest, EveryStatusIsOneOfOurs) {
  CheckRows(kStatusTable, [](const auto& row, const std::string& where) {
    const std::vector<Status> statuses = StatusesOf(row[0], row[1]);
    EXPECT_EQ(statuses.size(), std::vector<std::string>(absl::StrSplit(row[2], ';')).size())
        << where;
    EXPECT_THAT(statuses, Not(Contains(Status::kIndeterminate))) << where;
  });
}

TEST(StatusesOfTest, BySourceAndFoldedWords) {
  EXPECT_THAT(StatusesOf("UNCTAD, IIA Navigator", "In force"), ElementsAre(Status::kInForce));
  EXPECT_THAT(
      StatusesOf("UNCTAD, International Investment Agreements Navigator", "signed (NOT in force)"),
      ElementsAre(Status::kSigned, Status::kNeverInForce));
  EXPECT_THAT(StatusesOf("ATOP 5.1", "ineffect = 1"), ElementsAre(Status::kInForce));
  EXPECT_THAT(StatusesOf("WTO, Regional Trade Agreements Database", "Terminated"), IsEmpty());
  EXPECT_THAT(StatusesOf("", "In force"), IsEmpty());
}

TEST(TablesTest, EveryTitleIsFound) {
  CheckRows(kTitleTable, [](const auto& row, const std::string& where) {
    ImportReport report;
    EXPECT_EQ(TitleOf(row[0], row[1], report), row[2]) << where;
    EXPECT_EQ(NoteOf(report), "") << where;
  });
}

TEST(TablesTest, EveryPartyIsWhatTheTableSays) {
  CheckRows(kPartyTable, [](const auto& row, const std::string& where) {
    ImportReport report;
    const Party party = PartyNamed(row[0], report);
    EXPECT_EQ(party.country, row[2]) << where;
    EXPECT_EQ(party.kind == PartyKind::kState, row[1] == "state") << where;
    EXPECT_EQ(party.kind == PartyKind::kOther, row[1] == "other") << where;
    if (!party.country.empty()) {
      EXPECT_NE(FindByAlpha3(party.country), nullptr) << where;
    }
  });
}

TEST(VocabularyTest, TermsOfASource) {
  ImportReport report;
  EXPECT_THAT(FieldsOf("unctad-iia", "BITs", report), ElementsAre(Field::kInvestment));
  EXPECT_EQ(InstrumentOf("unctad-iia", "bits", report), Instrument::kAgreement);
  EXPECT_EQ(NoteOf(report), "");
  EXPECT_THAT(FieldsOf("unctad-iia", "Ballet", report), IsEmpty());
  EXPECT_EQ(NoteOf(report), "TERM_UNMAPPED unctad-iia: Ballet");
}

TEST(InstrumentOfTitleTest, ByTheLongestBeginning) {
  EXPECT_EQ(InstrumentOfTitle("Agreement between A and B"), Instrument::kAgreement);
  EXPECT_EQ(InstrumentOfTitle("Exchange of Notes between A and B"), Instrument::kExchangeOfNotes);
  EXPECT_EQ(InstrumentOfTitle("Exchange of students"), Instrument::kUnspecified);
  EXPECT_EQ(InstrumentOfTitle(""), Instrument::kUnspecified);
}

TEST(PartyNamedTest, NeverGuesses) {
  ImportReport report;
  EXPECT_EQ(PartyNamed(" Türkiye ", report),
            (Party{.id = "TUR", .kind = PartyKind::kState, .country = "TUR", .name = "Türkiye"}));
  EXPECT_EQ(PartyNamed("Korea, Republic of", report).id, "KOR");
  const Party union_of_states = PartyNamed("European Union", report);
  EXPECT_EQ(union_of_states.kind, PartyKind::kOrganisation);
  EXPECT_EQ(union_of_states.id, "european-union");
  const Party soviet = PartyNamed("USSR", report);
  EXPECT_EQ(soviet.kind, PartyKind::kPredecessorState);
  EXPECT_EQ(soviet.country, "");
  EXPECT_EQ(soviet.name, "USSR");
  EXPECT_EQ(NoteOf(report), "");
  EXPECT_EQ(PartyNamed("Korea", report).kind, PartyKind::kOther);
  EXPECT_EQ(NoteOf(report), "PARTY_UNKNOWN Korea");
}

TEST(PartyNamesTest, CommasBetweenAndWithinNames) {
  EXPECT_THAT(PartyNames("Türkiye; Iran, Islamic Republic of"),
              ElementsAre("Türkiye", "Iran, Islamic Republic of"));
  EXPECT_THAT(PartyNames(" Armenia, Korea, Republic of, Moldova, Republic of, Tajikistan"),
              ElementsAre("Armenia", "Korea, Republic of", "Moldova, Republic of", "Tajikistan"));
  EXPECT_THAT(PartyNames("Atlantis, Macao, China"), ElementsAre("Atlantis", "Macao, China"));
  EXPECT_THAT(PartyNames("Belgium, Luxembourg"), ElementsAre("Belgium", "Luxembourg"));
  EXPECT_THAT(PartyNames(" ; "), IsEmpty());
}

}  // namespace
}  // namespace entente::agreements
