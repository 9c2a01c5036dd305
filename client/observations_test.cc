#include "client/observations.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"

namespace entente::client {
namespace {

using ::entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

trade::v1::ObservationBlock Block(const std::string& text) {
  trade::v1::ObservationBlock block;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &block)) << text;
  return block;
}

TEST(RowsOf, UnpacksEveryColumn) {
  ASSERT_OK_AND_ASSIGN(
      const auto rows, RowsOf(Block(R"pb(
        columns {
          rows: 3
          commodity_steps: 10101
          commodity_steps: 169899
          commodity_steps: -180001
          commodity_texts: "TOTAL"
          classifications: "H6"
          classifications: ""
          classification: 0
          classification: 0
          classification: 1
          values { scale: 2 mantissas: 150 mantissas: 5 mantissas: 1200 negative: "\002" }
          valuations: 1
          flags: 18
          net_weights_kg { scale: 0 mantissas: 7 present: "\004" }
          quantity_unit_codes: ""
        }
        locators {
          first_line: 2
          line_steps: 3
          line_steps: -1
          further_lines: 0
          further_lines: 0
          further_lines: 6
        }
      )pb")));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].commodity, "0101");
  EXPECT_EQ(rows[1].commodity, "80000");
  EXPECT_EQ(rows[2].commodity, "TOTAL");
  EXPECT_EQ(rows[0].classification, "H6");
  EXPECT_EQ(rows[2].classification, "");
  EXPECT_EQ(rows[0].value, "1.5");
  EXPECT_EQ(rows[1].value, "-0.05");
  EXPECT_EQ(rows[2].value, "12");
  EXPECT_EQ(rows[1].valuation, trade::v1::VALUATION_CIF);
  EXPECT_THAT(rows[2].flags, ElementsAre(trade::v1::FLAG_ESTIMATED, trade::v1::FLAG_SUMMED));
  EXPECT_EQ(rows[0].net_weight_kg, std::nullopt);
  EXPECT_EQ(rows[2].net_weight_kg, "7");
  EXPECT_EQ(rows[0].cell, "line 2");
  EXPECT_EQ(rows[1].cell, "line 5");
  EXPECT_EQ(rows[2].cell, "line 4 and 6 more");
}

TEST(RowsOf, TakesNumbersAndCellsAsTexts) {
  ASSERT_OK_AND_ASSIGN(const auto rows, RowsOf(Block(R"pb(
                         columns {
                           rows: 1
                           commodity_steps: 127
                           classifications: ""
                           values { texts: "123456789012345678901.5" }
                           quantity_unit_codes: "8"
                         }
                         locators { texts: "sheet 1, row 3" }
                       )pb")));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].value, "123456789012345678901.5");
  EXPECT_EQ(rows[0].quantity_unit, "8");
  EXPECT_EQ(rows[0].cell, "sheet 1, row 3");
  EXPECT_THAT(rows[0].flags, IsEmpty());
}

TEST(RowsOf, RefusesColumnsThatDoNotFit) {
  for (const char*
           text : {
               R"pb(columns { rows: 2 commodity_steps: 127 })pb",
               R"pb(columns {
                      rows: 1
                      commodity_steps: 127
                      classifications: ""
                      quantity_unit_codes: ""
                    })pb",
               R"pb(columns { rows: 1 commodity_steps: 127 }
                    locators { first_line: 1 })pb",
               R"pb(columns {
                      rows: 1
                      commodity_steps: 127
                      classifications: ""
                      quantity_unit_codes: ""
                    }
                    locators { first_line: 1 })pb",
               R"pb(columns {
                      rows: 1
                      commodity_steps: 127
                      classifications: ""
                      quantity_unit_codes: ""
                      values { mantissas: 1 }
                    }
                    locators { first_line: -1 })pb",
               R"pb(columns {
                      rows: 2
                      commodity_steps: 127
                      commodity_steps: 1
                      classifications: ""
                      quantity_unit_codes: ""
                      values { mantissas: 1 mantissas: 2 }
                    }
                    locators { first_line: 9223372036854775807 line_steps: 1 })pb",
               R"pb(columns {
                      rows: 3
                      commodity_steps: 127
                      commodity_steps: 1
                      commodity_steps: 1
                      classifications: ""
                      quantity_unit_codes: ""
                      values { mantissas: 1 mantissas: 2 mantissas: 3 }
                    }
                    locators { first_line: 1 line_steps: 1 further_lines: 1 further_lines: 2 })pb",
               R"pb(columns {
                      rows: 1
                      commodity_steps: -1
                      classifications: ""
                      quantity_unit_codes: ""
                    }
                    locators { first_line: 1 })pb",
               R"pb(columns {
                      rows: 1
                      commodity_steps: 127
                      classifications: ""
                      quantity_unit_codes: ""
                      values { mantissas: 1 mantissas: 2 }
                    }
                    locators { first_line: 1 })pb",
               R"pb(columns {
                      rows: 1
                      commodity_steps: 127
                      classifications: ""
                      quantity_unit_codes: ""
                      values { scale: 4000000 mantissas: 1 }
                    }
                    locators { first_line: 1 })pb",
           }) {
    EXPECT_THAT(RowsOf(Block(text)), StatusIs(absl::StatusCode::kDataLoss)) << text;
  }
}

}  // namespace
}  // namespace entente::client
