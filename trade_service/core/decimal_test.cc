#include "trade_service/core/decimal.h"

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/hash/hash_testing.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"

namespace entente::trade {
namespace {

using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::HasSubstr;

const std::string kNines(38, '9');

Decimal D(absl::string_view text) { return Decimal::Parse(text).value(); }

TEST(DecimalTest, ReadsAndWritesTheCanonicalText) {
  const std::pair<std::string, std::string> kCases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"+0", "0"},
      {"-0.00", "0"},
      {"000", "0"},
      {"0e5", "0"},
      {"0E-99999999999999999999", "0"},
      {"0." + std::string(100, '0'), "0"},
      {"1", "1"},
      {"+1", "1"},
      {"-1", "-1"},
      {"007", "7"},
      {"1.0", "1"},
      {"1.50", "1.5"},
      {"0.5", "0.5"},
      {"-0.05", "-0.05"},
      {"00.50", "0.5"},
      {"100", "100"},
      {"100.00", "100"},
      {"1000000000000", "1000000000000"},
      {"4111047931.68", "4111047931.68"},
      {"2964665648.32", "2964665648.32"},
      {"2715997517261", "2715997517261"},
      {"1.2E+9", "1200000000"},
      {"1.2e9", "1200000000"},
      {"12E-1", "1.2"},
      {"1e0", "1"},
      {"1e-18", "0.000000000000000001"},
      {"123.456e1", "1234.56"},
      {"123.456e2", "12345.6"},
      {"123.456e3", "123456"},
      {"123.456e5", "12345600"},
      {"-1.5E-03", "-0.0015"},
      {"1e37", "1" + std::string(37, '0')},
      {"1" + std::string(99, '0') + "e-99", "1"},
      {"1." + std::string(99, '0'), "1"},
      {"1.5" + std::string(99, '0'), "1.5"},
      {"0.30000000000000004", "0.30000000000000004"},
      {"18446744073709551615", "18446744073709551615"},
      {"18446744073709551616", "18446744073709551616"},
      {"10000000000000000000000000000000000001", "10000000000000000000000000000000000001"},
      {kNines, kNines},
      {"-" + kNines, "-" + kNines},
      {"99999999999999999999.999999999999999999", "99999999999999999999.999999999999999999"},
  };
  for (const auto& [text, canonical] : kCases) {
    ASSERT_OK_AND_ASSIGN(const Decimal decimal, Decimal::Parse(text));
    EXPECT_EQ(decimal.ToString(), canonical) << text;
    EXPECT_THAT(Decimal::Parse(canonical), IsOkAndHolds(decimal)) << text;
  }
}

TEST(DecimalTest, RefusesWhatIsNoNumberAndSaysWhere) {
  const std::pair<std::string, std::string> kCases[] = {
      {"", "column 1: digit expected"},
      {"-", "column 2: digit expected"},
      {"+-1", "column 2: digit expected"},
      {"--1", "column 2: digit expected"},
      {" 1", "column 1: digit expected"},
      {"1 ", "column 2: end of the number expected"},
      {"1\n", "column 2: end of the number expected"},
      {".5", "column 1: digit expected"},
      {"1.", "column 3: digit expected"},
      {"1..5", "column 3: digit expected"},
      {"1.5.2", "column 4: end of the number expected"},
      {"1,000", "column 2: end of the number expected"},
      {"1,5", "column 2: end of the number expected"},
      {"1e", "column 3: digit of the exponent expected"},
      {"1e+", "column 4: digit of the exponent expected"},
      {"1e1.5", "column 4: end of the number expected"},
      {"e5", "column 1: digit expected"},
      {"0x10", "column 2: end of the number expected"},
      {"1-", "column 2: end of the number expected"},
      {"(1)", "column 1: digit expected"},
      {"NA", "column 1: digit expected"},
      {"nan", "column 1: digit expected"},
      {"inf", "column 1: digit expected"},
      {"$1", "column 1: digit expected"},
      {"12a", "column 3: end of the number expected"},
      {std::string("1\0", 2), "column 2: end of the number expected"},
      {"\xD9\xA1", "column 1: digit expected"},
  };
  for (const auto& [text, problem] : kCases) {
    EXPECT_THAT(Decimal::Parse(text),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(problem)))
        << text;
  }
  EXPECT_LT(Decimal::Parse(std::string(1'000'000, '\xFF')).status().message().size(), 400u);
}

TEST(DecimalTest, RefusesWhatItCannotHoldExactly) {
  for (const std::string& text :
       {"1" + std::string(38, '0'), kNines + "0", kNines + "9", "1" + kNines, kNines + ".1",
        std::string("1e38"), std::string("1e999999999999999999999"), std::string("1e-19"),
        std::string("-1E-999999999999999999999"), std::string("0.1234567890123456789"),
        "9" + std::string(19, '0') + ".9999999999999999999", std::string(100'000, '7')}) {
    EXPECT_THAT(Decimal::Parse(text),
                StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("38 digits with 18 decimals")))
        << text;
  }
}

TEST(DecimalTest, ComesFromAScaledInt) {
  EXPECT_EQ(Decimal::FromScaled(0, 0), Decimal());
  EXPECT_EQ(Decimal::FromScaled(-5'000'000'000, 0), D("-5000000000"));
  EXPECT_EQ(Decimal::FromScaled(-1'500, 3), D("-1.5"));
  EXPECT_EQ(Decimal::FromScaled(std::numeric_limits<int64_t>::min(), 0), D("-9223372036854775808"));
  EXPECT_EQ(Decimal::FromScaled(std::numeric_limits<int64_t>::max(), 0), D("9223372036854775807"));
}

TEST(DecimalTest, AddsAndSubtractsExactly) {
  struct Case {
    std::string left, right, sum;
  };
  const Case kCases[] = {
      {"2964665648.32", "1146382283.36", "4111047931.68"},
      {"0.1", "0.2", "0.3"},
      {"1.5", "1.5", "3"},
      {"1.25", "-0.25", "1"},
      {"0.05", "0.95", "1"},
      {"1", "-1", "0"},
      {"-1.5", "1.5", "0"},
      {"99.5", "0.5", "100"},
      {"1000000000000", "0.000000000000000001", "1000000000000.000000000000000001"},
      {kNines, "0", kNines},
      {kNines, "-" + kNines, "0"},
      {std::string(37, '9') + "8", "1", kNines},
      {"0", "0.5", "0.5"},
  };
  for (const Case& c : kCases) {
    EXPECT_THAT(D(c.left).Add(D(c.right)), IsOkAndHolds(D(c.sum))) << c.left << " + " << c.right;
    EXPECT_THAT(D(c.right).Add(D(c.left)), IsOkAndHolds(D(c.sum))) << c.right << " + " << c.left;
    EXPECT_THAT(D(c.sum).Subtract(D(c.right)), IsOkAndHolds(D(c.left)))
        << c.sum << " - " << c.right;
  }
}

TEST(DecimalTest, NeverOverflowsInSilence) {
  const std::pair<std::string, std::string> kCases[] = {
      {kNines, "1"},
      {kNines, kNines},
      {"-" + kNines, "-1"},
      {"-" + kNines, "-" + kNines},
      {kNines, "0.1"},   // 39 digits
      {kNines, "-0.1"},  // 39 digits
      {"1" + std::string(20, '0'), "1e-18"},
  };
  for (const auto& [left, right] : kCases) {
    EXPECT_THAT(D(left).Add(D(right)), StatusIs(absl::StatusCode::kOutOfRange)) << left;
    EXPECT_THAT(D(right).Add(D(left)), StatusIs(absl::StatusCode::kOutOfRange)) << left;
    EXPECT_THAT(D(left).Subtract(-D(right)), StatusIs(absl::StatusCode::kOutOfRange)) << left;
  }
}

TEST(DecimalTest, AppliesUnits) {
  struct Case {
    std::string value;
    int exponent;
    std::string product;
  };
  const Case kCases[] = {
      {"3.707", 3, "3707"},
      {"14.877", 2, "1487.7"},
      {"5.3", 9, "5300000000"},
      {"4.11104793168", 9, "4111047931.68"},
      {"0", 1'000'000, "0"},
      {"0", std::numeric_limits<int>::min(), "0"},
      {"-12.5", 6, "-12500000"},
      {"1200", -3, "1.2"},
      {"1200", -2, "12"},
      {"1", -18, "0.000000000000000001"},
      {"1" + std::string(30, '0'), -40, "0.0000000001"},
      {"1", 37, "1" + std::string(37, '0')},
      {"7.5", 0, "7.5"},
  };
  for (const Case& c : kCases) {
    EXPECT_THAT(D(c.value).TimesPowerOfTen(c.exponent), IsOkAndHolds(D(c.product)))
        << c.value << " * 10^" << c.exponent;
  }
  for (int exponent :
       {38, 1000, std::numeric_limits<int>::max(), -19, -1000, std::numeric_limits<int>::min()}) {
    EXPECT_THAT(D("1").TimesPowerOfTen(exponent), StatusIs(absl::StatusCode::kOutOfRange))
        << exponent;
  }
  EXPECT_THAT(D(kNines).TimesPowerOfTen(1), StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(DecimalTest, ASharesProductIsRoundedHalfToEven) {
  struct Case {
    const char* value;
    const char* share;
    int decimals;
    const char* product;
  };
  for (const Case& one : {
           Case{"100", "0.25", 6, "25"},
           Case{"-100", "0.25", 0, "-25"},
           Case{"4111047931.68", "1", 6, "4111047931.68"},
           Case{"4111047931.68", "0", 6, "0"},
           Case{"1", "0.7387386181041665", 6, "0.738739"},
           Case{"1000000", "0.7387386181041665", 18, "738738.6181041665"},
           Case{"0.000001", "0.5", 6, "0"},  // 0.5 of the last decimal, 0 is even
           Case{"0.000003", "0.5", 6, "0.000002"},
           Case{"0.000003", "0.500001", 6, "0.000002"},
           Case{"-0.000003", "0.5", 6, "-0.000002"},
           Case{"0.000001", "0.500000000000000001", 6, "0.000001"},
           Case{"1.2345675", "1", 6, "1.234568"},
           Case{"1.2345665", "1", 6, "1.234566"},
           Case{"1.23456651", "1", 6, "1.234567"},
           Case{"0.000000000000000001", "0.5", 18, "0"},
           Case{"0.000000000000000003", "0.5", 18, "0.000000000000000002"},
           Case{"99999999999999999999999999999999999999", "0.000000000000000001", 18,
                "99999999999999999999.999999999999999999"},
           Case{"99999999999999999999999999999999999999", "0.5", 0,
                "50000000000000000000000000000000000000"},
           Case{"10", "1.000000000000000001", 18, "10.00000000000000001"},
       }) {
    EXPECT_THAT(D(one.value).TimesShare(D(one.share), one.decimals), IsOkAndHolds(D(one.product)))
        << one.value << " * " << one.share;
  }
  for (const char* share : {"-0.1", "1.6", "2", "1e30"}) {
    EXPECT_THAT(D("1").TimesShare(D(share), 6), StatusIs(absl::StatusCode::kOutOfRange)) << share;
  }
  EXPECT_THAT(D(kNines).TimesShare(D("0.5"), 6), StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(DecimalTest, OrderIsByValue) {
  const std::vector<Decimal> ordered = {
      D("-" + kNines),
      D("-1e20"),
      D("-1.5"),
      D("-1.25"),
      D("-1"),
      D("-0.000000000000000001"),
      D("0"),
      D("0.000000000000000001"),
      D("0.999999999999999999"),
      D("1"),
      D("1.000000000000000001"),
      D("1.25"),
      D("1.5"),
      D("10"),
      D("99999999999999999999.999999999999999999"),
      D("1e20"),
      D(kNines),
  };
  for (size_t i = 0; i < ordered.size(); ++i) {
    for (size_t j = 0; j < ordered.size(); ++j) {
      EXPECT_EQ(ordered[i] <=> ordered[j], i <=> j) << ordered[i] << " <=> " << ordered[j];
      EXPECT_EQ(ordered[i] == ordered[j], i == j);
    }
  }
  EXPECT_TRUE(absl::VerifyTypeImplementsAbslHashCorrectly(ordered));
}

TEST(DecimalTest, EqualValuesHashAlikeHoweverTheyCame) {
  EXPECT_TRUE(absl::VerifyTypeImplementsAbslHashCorrectly(
      {D("1.5"), D("1.50"), D("15e-1"), D("0.75").Add(D("0.75")).value(),
       D("1500").TimesPowerOfTen(-3).value(), D("2"), D("0"), -D("0"), -D("1.5")}));
}

TEST(DecimalTest, GroupsThousandsForPeople) {
  const std::pair<std::string, std::string> kCases[] = {
      {"0", "0"},
      {"999", "999"},
      {"-999", "-999"},
      {"1000", "1,000"},
      {"-1000", "-1,000"},
      {"0.123456", "0.123456"},
      {"-1234567.5", "-1,234,567.5"},
      {"123456", "123,456"},
      {"4111047931.68", "4,111,047,931.68"},
      {"12345678901234567890123456789012345678",
       "12,345,678,901,234,567,890,123,456,789,012,345,678"},
  };
  for (const auto& [text, grouped] : kCases) EXPECT_EQ(D(text).Grouped(), grouped);
}

TEST(DecimalTest, BecomesADoubleForRatios) {
  EXPECT_EQ(D("0").ToDouble(), 0.0);
  EXPECT_EQ(D("-0.5").ToDouble(), -0.5);
  EXPECT_DOUBLE_EQ(D("4111047931.68").ToDouble(), 4111047931.68);
  EXPECT_DOUBLE_EQ(D("1e-18").ToDouble(), 1e-18);
  EXPECT_DOUBLE_EQ(D(kNines).ToDouble(), 1e38);
}

// A number of up to 38 digits with up to 18 decimals, in canonical text.
std::string RandomText(std::mt19937_64& random) {
  std::uniform_int_distribution<int> whole_digits(0, 20);
  std::uniform_int_distribution<int> digit(0, 9);
  std::uniform_int_distribution<int> nonzero(1, 9);
  const int whole = whole_digits(random);
  std::uniform_int_distribution<int> scale(whole == 0 ? 1 : 0, Decimal::kMaxScale);
  std::string text = random() % 2 == 0 ? "" : "-";
  absl::StrAppend(&text, whole == 0 ? 0 : nonzero(random));
  for (int i = whole; i > 1; --i) absl::StrAppend(&text, digit(random));
  const int decimals = scale(random);
  if (decimals == 0) return text;
  absl::StrAppend(&text, ".");
  for (int i = decimals; i > 1; --i) absl::StrAppend(&text, digit(random));
  absl::StrAppend(&text, nonzero(random));
  return text;
}

TEST(DecimalTest, EveryNumberComesBack) {
  std::mt19937_64 random(1992);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = RandomText(random);
    ASSERT_OK_AND_ASSIGN(const Decimal decimal, Decimal::Parse(text));
    ASSERT_EQ(decimal.ToString(), text);
    std::string grouped = decimal.Grouped();
    grouped.erase(std::remove(grouped.begin(), grouped.end(), ','), grouped.end());
    ASSERT_EQ(grouped, text);
    ASSERT_EQ(-(-decimal), decimal);
    ASSERT_EQ(decimal > Decimal(), text[0] != '-');
  }
}

TEST(DecimalTest, ArithmeticAgreesWithItself) {
  std::mt19937_64 random(1992);
  int exact = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal left = D(RandomText(random));
    const Decimal right = D(RandomText(random));
    const absl::StatusOr<Decimal> sum = left.Add(right);
    const absl::StatusOr<Decimal> difference = left.Subtract(right);
    if (difference.ok()) {
      ASSERT_EQ(left <=> right, *difference <=> Decimal()) << left << ' ' << right;
    }
    if (!sum.ok()) continue;
    ++exact;
    ASSERT_THAT(right.Add(left), IsOkAndHolds(*sum));
    ASSERT_THAT(Decimal::Parse(sum->ToString()), IsOkAndHolds(*sum));
    const absl::StatusOr<Decimal> back = sum->Subtract(right);
    if (back.ok()) {
      ASSERT_EQ(*back, left) << right;
    }
  }
  EXPECT_GT(exact, 10'000);
}

TEST(DecimalTest, SmallNumbersAgreeWithIntegers) {
  std::mt19937_64 random(1992);
  std::uniform_int_distribution<int64_t> any(-1'000'000'000'000, 1'000'000'000'000);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t left = any(random);
    const int64_t right = any(random);
    EXPECT_EQ(Decimal::FromScaled(left, 0).ToString(), absl::StrCat(left));
    EXPECT_EQ(Decimal::FromScaled(left, 0) <=> Decimal::FromScaled(right, 0), left <=> right);
    ASSERT_OK_AND_ASSIGN(const Decimal cents,
                         D(absl::StrCat(left, "e-2")).Add(D(absl::StrCat(right, "e-2"))));
    EXPECT_THAT(cents.TimesPowerOfTen(2), IsOkAndHolds(Decimal::FromScaled(left + right, 0)));
  }
}

}  // namespace
}  // namespace entente::trade
