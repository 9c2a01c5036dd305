#include "trade_service/core/statement.h"

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::MakeStatement;

// The reason and field of what is wrong with a statement that was good before `spoil`.
template <typename Spoil>
std::string WhatIsWrong(StatementKind kind, Spoil spoil) {
  Statement statement = MakeStatement("s");
  statement.kind = kind;
  if (kind != StatementKind::kVolume) statement.amount.reset();
  if (kind == StatementKind::kTargetReached) statement.target = "pairs/KAZ-TUR/targets/5bn";
  if (kind == StatementKind::kPosition) statement.text = "Both support territorial integrity.";
  EXPECT_OK(CheckStatement(statement));
  spoil(statement);
  const absl::Status status = CheckStatement(statement);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  const ErrorDetails details = DetailsOf(status);
  return absl::StrCat(details.reason, " ", details.violations.at(0).field);
}

TEST(CheckStatementTest, AVolumeNeedsAnAmountAndNoTarget) {
  EXPECT_EQ(WhatIsWrong(StatementKind::kVolume, [](Statement& s) { s.amount.reset(); }),
            "AMOUNT_MISSING statement.amount");
  EXPECT_EQ(WhatIsWrong(StatementKind::kVolume,
                        [](Statement& s) { s.target = testing::MakeTarget("t").name; }),
            "TARGET_UNEXPECTED statement.target");
}

TEST(CheckStatementTest, AReachedTargetNeedsItsNameAndNoAmount) {
  EXPECT_EQ(WhatIsWrong(StatementKind::kTargetReached, [](Statement& s) { s.target.clear(); }),
            "TARGET_MISSING statement.target");
  EXPECT_EQ(WhatIsWrong(StatementKind::kTargetReached,
                        [](Statement& s) { s.amount = MakeStatement("s").amount; }),
            "AMOUNT_UNEXPECTED statement.amount");
}

TEST(CheckStatementTest, APositionNeedsATextAndCarriesNoNumber) {
  EXPECT_EQ(WhatIsWrong(StatementKind::kPosition, [](Statement& s) { s.text.clear(); }),
            "TEXT_MISSING statement.text");
  EXPECT_EQ(WhatIsWrong(StatementKind::kPosition,
                        [](Statement& s) { s.amount = MakeStatement("s").amount; }),
            "AMOUNT_UNEXPECTED statement.amount");
  EXPECT_EQ(WhatIsWrong(StatementKind::kPosition,
                        [](Statement& s) { s.target = testing::MakeTarget("t").name; }),
            "TARGET_UNEXPECTED statement.target");
}

TEST(CheckStatementTest, EveryKindNeedsADayAndEvidence) {
  for (const StatementKind kind :
       {StatementKind::kVolume, StatementKind::kTargetReached, StatementKind::kPosition}) {
    EXPECT_EQ(WhatIsWrong(kind, [](Statement& s) { s.said = PartialDate(); }),
              "DATE_MISSING statement.said");
    EXPECT_EQ(WhatIsWrong(kind, [](Statement& s) { s.evidence.clear(); }),
              "EVIDENCE_MISSING statement.evidence");
  }
}

}  // namespace
}  // namespace entente::trade
