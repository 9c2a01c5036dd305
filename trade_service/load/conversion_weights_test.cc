#include "trade_service/load/conversion_weights.h"

#include <map>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::conversion_weights_test {
namespace {

using testing::CountsOf;
using testing::Date;
using ::testing::ElementsAre;
using testing::FileOf;
using ::testing::HasSubstr;
using testing::NotesOf;
using testing::ReasonOf;

absl::StatusOr<LoadedFile> Load(const std::string& rows,
                                const std::string& header = "H4,H5,weight,group_id") {
  const std::string content = absl::StrCat(header, "\n", rows);
  File file = FileOf(content);
  file.url = "https://example.org/H4_to_H5.csv";
  file.published = Date("2025-03");
  return LoadConversionWeights(file);
}

// "870390 870380 0.25", a weight.
std::vector<std::string> WeightsOf(const LoadedFile& loaded) {
  std::vector<std::string> weights;
  for (const ConversionWeight& one : loaded.batch.conversions.at(0).weights) {
    weights.push_back(absl::StrCat(one.from, " ", one.to, " ", one.weight.ToString()));
  }
  return weights;
}

TEST(LoadConversionWeightsTest, WeightsOfOneConversion) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("871190,871160,0.7387386181041665,108\n"
                                                     "871190,871190,0.2612613818958335,108\n"
                                                     "871190,871120,0.0,108\n"
                                                     "10121,10121,1.0,\n"));
  ASSERT_EQ(loaded.batch.conversions.size(), 1u);
  const Conversion& conversion = loaded.batch.conversions[0];
  EXPECT_EQ(conversion.name, "classifications/H4/conversions/H5");
  EXPECT_THAT(WeightsOf(loaded), ElementsAre("010121 010121 1", "871190 871160 0.7387386181041665",
                                             "871190 871190 0.2612613818958335"));
  EXPECT_EQ(CountsOf(loaded.report), "4 read 4 kept 0 merged 0 superseded 0 rejected");
  EXPECT_THAT(conversion.evidence.publisher, HasSubstr("Growth Lab"));
  EXPECT_EQ(conversion.evidence.url, "https://example.org/H4_to_H5.csv");
  EXPECT_EQ(conversion.evidence.published, Date("2025-03"));
  EXPECT_THAT(conversion.evidence.note, HasSubstr("From H4 to H5"));
}

TEST(LoadConversionWeightsTest, WeightsAreRoundedToTheirDecimals) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("030214,030214,0.9999999999999856,2\n"
                                                     "030214,030299,1.4167639203666752e-14,2\n"
                                                     "030219,030219,1e0,2\n"
                                                     "030219,030299,4E-19,2\n"
                                                     "030221,030221,0.33333333333333333333,2\n"
                                                     "030221,030299,0.6666666666666666666,2\n"
                                                     "030222,030222,1,2\n"
                                                     "030222,030299,4e-99999,2\n"
                                                     "030222,030389,4.9999999e-19,2\n"
                                                     "030222,030390,9.9e-19,2\n"
                                                     "030223,030223,0.1e1,2\n"));
  EXPECT_THAT(WeightsOf(loaded),
              ElementsAre("030214 030214 0.9999999999999856", "030214 030299 0.000000000000014168",
                          "030219 030219 1", "030221 030221 0.333333333333333333",
                          "030221 030299 0.666666666666666667", "030222 030222 1",
                          "030222 030390 0.000000000000000001", "030223 030223 1"));
}

TEST(LoadConversionWeightsTest, WhatIsNoWeightIsRejected) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("010121,010121,1.0,\n"
                                                     "0101,010121,1.0,\n"
                                                     "9999AA,010121,1.0,\n"
                                                     "010129,,1.0,\n"
                                                     "010130,010130,-5e-25,\n"
                                                     "010190,010190,half,\n"
                                                     "010121,010121,1.0,\n"
                                                     "010130,010190,1.2,\n"
                                                     "010130,010190,1.00000000001e0,\n"
                                                     "010130,010190,0.5e,\n"));
  EXPECT_THAT(WeightsOf(loaded), ElementsAre("010121 010121 1"));
  EXPECT_THAT(
      NotesOf(loaded.report),
      ElementsAre("line 3: COMMODITY_INVALID '0101' is no code of six digits",
                  "line 4: COMMODITY_INVALID '9999AA' is no code of six digits",
                  "line 5: COMMODITY_INVALID '' is no code of six digits",
                  "line 6: WEIGHT_INVALID '-5e-25' is no decimal number from 0 to 1",
                  "line 7: WEIGHT_INVALID 'half' is no decimal number from 0 to 1",
                  "line 8: DUPLICATE_ROW '010121' stands in an earlier line of 010121 too",
                  "line 9: WEIGHT_INVALID '1.2' is no decimal number from 0 to 1",
                  "line 10: WEIGHT_INVALID '1.00000000001e0' is no decimal number from 0 to 1",
                  "line 11: WEIGHT_INVALID '0.5e' is no decimal number from 0 to 1"));
  EXPECT_EQ(CountsOf(loaded.report), "10 read 1 kept 0 merged 0 superseded 9 rejected");
}

// Values converted by a part of a code's weights would be too small.
TEST(LoadConversionWeightsTest, ACodeWhoseWeightsDoNotAddUpIsRejectedWhole) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load("010121,010121,1.0,\n"
                                                     "871190,871160,0.7,108\n"
                                                     "871190,8711,0.3,108\n"
                                                     "871200,871200,0.6,\n"
                                                     "871200,871201,0.6,\n"));
  EXPECT_THAT(WeightsOf(loaded), ElementsAre("010121 010121 1"));
  EXPECT_EQ(CountsOf(loaded.report), "5 read 1 kept 0 merged 0 superseded 4 rejected");
  EXPECT_THAT(
      NotesOf(loaded.report),
      ElementsAre("line 4: COMMODITY_INVALID '8711' is no code of six digits",
                  "line 3: WEIGHTS_INCOMPLETE the weights of 871190 add up to 0.7 instead of 1",
                  "line 5: WEIGHTS_INCOMPLETE the weights of 871200 add up to 1.2 instead of 1",
                  "line 6: WEIGHTS_INCOMPLETE the weights of 871200 add up to 1.2 instead of 1"));
}

TEST(LoadConversionWeightsTest, AnythingElseIsRefused) {
  EXPECT_EQ(ReasonOf(Load("010121,010121,1.0,\n", "from,to,weight,group_id")), "FILE_MALFORMED");
  EXPECT_EQ(ReasonOf(Load("010121,010121,1.0\n", "H4,H5,share")), "FILE_MALFORMED");
  EXPECT_EQ(ReasonOf(Load("010121,010121,1.0\n", "H5,H5,weight")), "CLASSIFICATION_INVALID");
  EXPECT_EQ(ReasonOf(Load("010121,010121,0.9,\n")), "NOTHING_TO_KEEP");
  EXPECT_EQ(ReasonOf(Load("")), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf(Load("010121,010121,1.0,\n010129,0101")), "FILE_TRUNCATED");
  EXPECT_FALSE(IsConversionWeightsHeader("H4,H5"));
  EXPECT_FALSE(IsConversionWeightsHeader("H4,S3,weight"));
  EXPECT_TRUE(IsConversionWeightsHeader("H0,H6,weight"));
}

class RealConversionWeightsTest : public ::testing::TestWithParam<std::pair<char, char>> {};

TEST_P(RealConversionWeightsTest, EveryWeightIsTheFiles) {
  const std::string from(1, GetParam().first);
  const std::string to(1, GetParam().second);
  READ_SHARED_FILE_OR_SKIP(
      text, absl::StrCat("trade/reference/hs_conversion_weights_H", from, "_to_H", to, ".csv"));
  ASSERT_OK_AND_ASSIGN(const FileFormat format, Recognise(text));
  EXPECT_EQ(format, FileFormat::kConversionWeights);
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(text)));
  EXPECT_EQ(CountsOf(loaded.report), "40057 read 40057 kept 0 merged 0 superseded 0 rejected");
  ASSERT_EQ(loaded.batch.conversions.size(), 1u);
  EXPECT_EQ(loaded.batch.conversions[0].name,
            absl::StrCat("classifications/H", from, "/conversions/H", to));

  std::map<std::pair<std::string, std::string>, double> expected;
  for (auto& row : testing::SimpleRows(text)) {
    double weight = 0;
    ASSERT_TRUE(absl::SimpleAtod(row["weight"], &weight));
    const auto code = [&](const std::string& column) {
      return std::string(6 - row[column].size(), '0') + row[column];
    };
    if (weight != 0) expected[{code("H" + from), code("H" + to)}] = weight;
  }
  const auto& weights = loaded.batch.conversions[0].weights;
  ASSERT_EQ(weights.size(), expected.size());
  auto next = expected.begin();
  for (const ConversionWeight& one : weights) {
    EXPECT_EQ(std::pair(one.from, one.to), next->first);
    EXPECT_NEAR(one.weight.ToDouble(), next->second, 6e-19 + 1e-15 * next->second);
    ++next;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, RealConversionWeightsTest,
                         ::testing::Values(std::pair('4', '5'), std::pair('5', '4')));

}  // namespace
}  // namespace entente::trade::conversion_weights_test
