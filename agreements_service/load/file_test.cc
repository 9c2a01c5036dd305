#include "agreements_service/load/file.h"

#include <filesystem>
#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/loaded.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::file_test {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::ReadFileBytes;
using entente::testing::SharedPath;
using entente::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kMilestone[] = R"(
milestones {
  name: "pairs/KAZ-TUR/milestones/relations"
  kind: MILESTONE_KIND_DIPLOMATIC_RELATIONS
  title: "Diplomatic relations are established"
  date { edtf: "1992-03-02" }
  evidence { publisher: "MFA" }
}
)";

std::string AgreementText(const std::string& rest) {
  return absl::StrCat(R"(agreements {
  name: "agreements/x"
  titles { language: "en" text: "On cotton" }
  parties { id: "KAZ" kind: PARTY_KIND_STATE country: "kazakhstan" }
  evidence { publisher: "Gazette" }
)",
                      rest, "}\n");
}

absl::StatusOr<LoadedFile> Load(absl::string_view content) {
  return LoadFile(testing::FileOf(content, "facts.textproto"));
}

std::string ReasonOf(absl::string_view content) {
  const absl::Status status = Load(content).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << content;
  return DetailsOf(status).reason;
}

TEST(LoadFileTest, ReadsFacts) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat("\xEF\xBB\xBF# A comment.\n\n", kMilestone,
                                         AgreementText("actions { party: \"KAZ\" kind: "
                                                       "ACTION_KIND_DOMESTIC_STEP date { edtf: "
                                                       "\"1995\" } }\n"))));
  ASSERT_THAT(loaded.batch.agreements, SizeIs(1));
  const Agreement& agreement = loaded.batch.agreements[0];
  EXPECT_EQ(agreement.parties[0].country, "KAZ");
  EXPECT_EQ(agreement.parties[0].name, "Kazakhstan");
  EXPECT_EQ(agreement.actions[0].id, "kaz-domestic-step");
  EXPECT_THAT(loaded.batch.milestones, SizeIs(1));
  EXPECT_EQ(loaded.report.read, 2);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_THAT(loaded.report.anomalies(), SizeIs(0));
}

TEST(LoadFileTest, FilesThatAreNoFacts) {
  EXPECT_EQ(ReasonOf(""), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("\n  \r\n"), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("# only a comment"), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("\n<!DOCTYPE html><html>"), "FILE_IS_HTML");
  EXPECT_EQ(ReasonOf("Unable to process the request"), "FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonOf("{\"agreements\": []}"), "FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonOf("agreementsX { }"), "FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonOf("{\n\"treaty\": \"x\", \"articles\": []}"), "FILE_IS_TREATY_TEXT");
  EXPECT_THAT(Load("\n\nError 503: busy").status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("line 3"), HasSubstr("Error 503"))));
}

// The registers that stand in the shared data, without two: a list of our pair, whose facts the
// project has written down anew, and a treaty's articles.
TEST(LoadFileTest, EveryFileOfTheSharedDataIsReadOrRefusedWithAReason) {
  const std::string folder = SharedPath("agreements");
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "skipped: no shared data";
  std::map<std::string, std::string> refused;
  int read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename();
    const std::optional<std::string> content = ReadFileBytes(entry.path());
    ASSERT_TRUE(content) << name;
    const absl::StatusOr<LoadedFile> loaded = LoadFile(testing::FileOf(*content, name));
    if (!loaded.ok()) {
      refused[name] = DetailsOf(loaded.status()).reason;
      continue;
    }
    ++read;
    const ImportReport& report = loaded->report;
    EXPECT_GT(report.kept, 0) << name;
    EXPECT_EQ(report.read, report.kept + report.merged + report.rejected()) << name;
  }
  EXPECT_GE(read, 22);
  EXPECT_THAT(refused,
              ElementsAre(Pair("turkey_kazakhstan_agreements.csv", "FORMAT_UNKNOWN"),
                          Pair("vienna_convention_law_of_treaties.json", "FILE_IS_TREATY_TEXT")));
}

TEST(LoadFileTest, AMalformedFileNamesLineAndColumn) {
  const absl::Status status = Load("agreements {\n  nam: \"x\"\n}\n").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("line 2, column"), HasSubstr("nam"))));
  EXPECT_EQ(DetailsOf(status).reason, "FILE_MALFORMED");
  EXPECT_EQ(DetailsOf(status).metadata.at("line"), "2");
}

TEST(LoadFileTest, HalfAFileIsMalformed) {
  const std::string whole = kMilestone;
  for (size_t size = whole.size() / 4; size + 3 < whole.size(); size += 7) {
    EXPECT_EQ(ReasonOf(whole.substr(0, size)), "FILE_MALFORMED") << size;
  }
}

TEST(LoadFileTest, ABadResourceIsNamedWithItsLineAndField) {
  const absl::Status status =
      Load(absl::StrCat(kMilestone, AgreementText("events { kind: EVENT_KIND_SIGNED date { edtf: "
                                                  "\"2022-13\" } }\n")))
          .status();
  EXPECT_THAT(status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("line 9, agreements/x: agreement.events[0].date.edtf"),
                             HasSubstr("2022-13"))));
  EXPECT_EQ(DetailsOf(status).reason, "DATE_INVALID");
  EXPECT_EQ(DetailsOf(status).violations.at(0).field, "agreement.events[0].date.edtf");
}

TEST(LoadFileTest, ANameStandsOnce) {
  EXPECT_EQ(ReasonOf(AgreementText("") + AgreementText("")), "NAME_REPEATED");
}

TEST(LoadFileTest, EntryBeforeSignatureIsNotedAndKept) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(
          AgreementText("events { kind: EVENT_KIND_SIGNED date { edtf: \"1995\" } }\n"
                        "events { kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: \"1994\" } }\n")));
  EXPECT_THAT(loaded.report.anomalies(),
              ElementsAre(AllOf(Field(&ImportReport::Anomaly::reason, "ENTRY_BEFORE_SIGNATURE"),
                                Field(&ImportReport::Anomaly::first, "agreements/x"))));
  EXPECT_EQ(loaded.report.kept, 1);
}

// The facts that come with the project.
TEST(LoadFileTest, TheCuratedFactsAreGood) {
  const std::optional<std::string> content = ReadFileBytes("data/agreements.textproto");
  ASSERT_TRUE(content) << "run the test in the project's root";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(*content));
  EXPECT_THAT(loaded.report.anomalies(), SizeIs(0));
  EXPECT_GE(loaded.batch.agreements.size(), 20u);
  EXPECT_GE(loaded.batch.occasions.size(), 8u);
  EXPECT_GE(loaded.batch.milestones.size(), 6u);
  EXPECT_THAT(
      Load(*content),
      IsOkAndHolds(Field(&LoadedFile::batch, Field(&Batch::agreements, loaded.batch.agreements))));
}

}  // namespace
}  // namespace entente::agreements::file_test
