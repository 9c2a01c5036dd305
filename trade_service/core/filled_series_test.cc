#include "trade_service/core/filled_series.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using ::testing::ElementsAre;

// What a source tells of a flow: 1 in each of `periods`, which are of one frequency.
Series Told(absl::string_view source, absl::string_view flow,
            const std::vector<const char*>& periods) {
  Series series = testing::OneInEach(periods);
  series.source = std::string(source);
  series.flow = std::string(flow);
  return series;
}

// "a X: 2020=1 2021=4", and what is incomplete.
std::vector<std::string> Fill(Frequency frequency, const std::vector<Series>& given) {
  const auto filled =
      FillUp(frequency, given, testing::VintageOf({testing::MakeRelease("s", "d", "2022", 1)}));
  EXPECT_OK(filled);
  std::vector<std::string> texts;
  for (const Series& one : filled->series) {
    EXPECT_EQ(one.frequency, frequency);
    std::string& text = texts.emplace_back(absl::StrCat(one.source, " ", one.flow, ":"));
    for (const Point& point : one.points) {
      absl::StrAppend(&text, " ", point.period.ToString(), "=", point.value.ToString(),
                      point.flags.Has(Flag::kSummed) ? " summed" : "");
    }
  }
  for (const Period& period : filled->incomplete) {
    texts.push_back(absl::StrCat("incomplete ", period.ToString()));
  }
  return texts;
}

TEST(FillUpTest, YearsAndThenQuarters) {
  EXPECT_THAT(Fill(Frequency::kAnnual,
                   {Told("a", "X", {"2020"}),
                    Told("a", "X", {"2020-Q1", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"})}),
              ElementsAre("a X: 2020=1 2021=4 summed"));
}

TEST(FillUpTest, EachSourceAndFlowDecidesForItself) {
  const std::vector<const char*> months = {"2021-01", "2021-02", "2021-03"};
  EXPECT_THAT(Fill(Frequency::kQuarterly,
                   {Told("a", "X", {"2021-Q1"}), Told("a", "M", months), Told("b", "X", months)}),
              ElementsAre("a M: 2021-Q1=3 summed", "a X: 2021-Q1=1", "b X: 2021-Q1=3 summed"));
}

TEST(FillUpTest, MonthsWhereAQuarterIsMissing) {
  const std::vector<const char*> months = {"2021-01", "2021-02", "2021-03", "2021-04",
                                           "2021-05", "2021-06", "2021-07", "2021-08",
                                           "2021-09", "2021-10", "2021-11", "2021-12"};
  EXPECT_THAT(Fill(Frequency::kAnnual, {Told("a", "X", months), Told("a", "X", {"2021-Q1"})}),
              ElementsAre("a X: 2021=12 summed"));
}

TEST(FillUpTest, NamesWhatHasSomePartsAlone) {
  EXPECT_THAT(
      Fill(Frequency::kQuarterly, {Told("a", "X", {"2021-02", "2021-04"}),
                                   Told("a", "X", {"2021-Q2"}), Told("a", "RX", {"2022-01"})}),
      ElementsAre("a X: 2021-Q2=1", "incomplete 2021-Q1"));
}

}  // namespace
}  // namespace entente::trade
