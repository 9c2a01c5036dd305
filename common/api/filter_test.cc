#include "common/api/filter.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A filter with every parenthesis that it can have, a value alone in angle brackets.
std::string Show(const Filter& filter) {
  const auto join = [](const std::vector<Filter>& parts, absl::string_view word) {
    return absl::StrCat(
        "(",
        absl::StrJoin(parts, word,
                      [](std::string* out, const Filter& part) { out->append(Show(part)); }),
        ")");
  };
  switch (filter.kind) {
    case Filter::Kind::kAll:
      return join(filter.parts, " & ");
    case Filter::Kind::kAny:
      return join(filter.parts, " | ");
    case Filter::Kind::kNot:
      return absl::StrCat("!", Show(filter.parts.front()));
    case Filter::Kind::kCondition:
      break;
  }
  const FilterCondition& condition = filter.condition;
  if (condition.field.empty()) return absl::StrCat("<", condition.value, ">");
  return absl::StrCat(condition.field, SpellingOf(condition.comparison), condition.value);
}

std::string Parsed(absl::string_view text) {
  const absl::StatusOr<Filter> filter = ParseFilter(text);
  return filter.ok() ? Show(*filter) : std::string(filter.status().message());
}

TEST(FilterTest, NothingHoldsOfEverything) {
  for (const char* text : {"", " ", "\n\t "}) EXPECT_EQ(Parsed(text), "()") << text;
}

TEST(FilterTest, ComparesInEveryWay) {
  for (const char* text : {"a=1", "a!=1", "a<1", "a<=1", "a>1", "a>=1", "a:1"}) {
    EXPECT_EQ(Parsed(text), text);
  }
  EXPECT_EQ(Parsed(" a  >=\n1 "), "a>=1");
  EXPECT_EQ(Parsed("a = -1.5e3"), "a=-1.5e3") << "no NOT in front of a value";
}

TEST(FilterTest, OrBindsTighterThanAnd) {
  EXPECT_EQ(Parsed("a=1 AND b=2 OR c=3"), "(a=1 & (b=2 | c=3))");
  EXPECT_EQ(Parsed("a=1 OR b=2 AND c=3"), "((a=1 | b=2) & c=3)");
  EXPECT_EQ(Parsed("a=1 b=2 OR c=3 AND d=4"), "((a=1 & (b=2 | c=3)) & d=4)");
  EXPECT_EQ(Parsed("a=1 OR (b=2 AND c=3)"), "(a=1 | (b=2 & c=3))");
  EXPECT_EQ(Parsed("((a=1))"), "a=1");
}

TEST(FilterTest, NotBindsTightest) {
  EXPECT_EQ(Parsed("NOT a=1 OR b=2"), "(!a=1 | b=2)");
  EXPECT_EQ(Parsed("-a=1 AND -(b=2 OR c=3)"), "(!a=1 & !(b=2 | c=3))");
  EXPECT_EQ(Parsed("NOT(a=1)"), "!a=1");
  EXPECT_EQ(Parsed("NOT -a=1"), "!!a=1");
  EXPECT_EQ(Parsed("NOTE=1"), "NOTE=1");
}

TEST(FilterTest, TakesValuesInQuotesAndBare) {
  EXPECT_EQ(Parsed("a = \"South Korea\""), "a=South Korea");
  EXPECT_EQ(Parsed("a = 'Côte d\\'Ivoire'"), "a=Côte d'Ivoire");
  EXPECT_EQ(Parsed("a = \"x \\\\ \\\" y\""), "a=x \\ \" y");
  EXPECT_EQ(Parsed("a = \"\""), "a=");
  EXPECT_EQ(Parsed("a = \"AND\""), "a=AND");
  EXPECT_EQ(Parsed("a = sources/kaz-bns AND b = 27* AND c = Қазақстан"),
            "(a=sources/kaz-bns & b=27* & c=Қазақстан)");
}

TEST(FilterTest, TakesValuesAlone) {
  EXPECT_EQ(Parsed("KAZ"), "<KAZ>");
  EXPECT_EQ(Parsed("KAZ TUR"), "(<KAZ> & <TUR>)");
  EXPECT_EQ(Parsed("KAZ OR NOT TUR"), "(<KAZ> | !<TUR>)");
  EXPECT_EQ(Parsed("KAZ (a=1 OR b=2) \"x y\""), "(<KAZ> & (a=1 | b=2) & <x y>)");
}

TEST(FilterTest, ComparesWithSeveralValues) {
  EXPECT_EQ(Parsed("a = (1 OR 2)"), "(a=1 | a=2)");
  EXPECT_EQ(Parsed("a = (1)"), "a=1");
  EXPECT_EQ(Parsed("a = (-5 OR -3)"), "(a=-5 | a=-3)") << "no NOT, but numbers";
  EXPECT_EQ(Parsed("a = (NOT -5) AND -b = 1"), "(!a=-5 & !b=1)");
  EXPECT_EQ(Parsed("a != (1 OR 2) b = 3"), "(!(a=1 | a=2) & b=3)");
  EXPECT_EQ(Parsed("a:(x AND NOT (y OR z))"), "(a:x & !(a:y | a:z))");
  EXPECT_EQ(Parsed("a = (1 OR 2) OR b = 3"), "((a=1 | a=2) | b=3)");
}

TEST(FilterTest, SaysWhereAndWhatWasExpected) {
  for (const auto& [text, message] : {
           std::pair("a =", "column 4: expected a value behind =, found the end"),
           std::pair("a == 1", "column 4: expected a value behind =, found '='"),
           std::pair("a = AND", "column 5: expected a value behind =, found 'AND'"),
           std::pair("a ! 1", "column 3: expected a condition, found '!'"),
           std::pair("= 1", "column 1: expected a condition, found '='"),
           std::pair("'' = 1", "column 1: expected a field before =, found ''"),
           std::pair("a = 1 AND", "column 10: expected a condition, found the end"),
           std::pair("a = 1 OR OR b = 2", "column 10: expected a condition, found 'OR'"),
           std::pair("AND a = 1", "column 1: expected a condition, found 'AND'"),
           std::pair("a = 1 b = 2)", "column 12: expected AND, OR or another condition, found ')'"),
           std::pair("()", "column 2: expected a condition, found ')'"),
           std::pair("(a = 1", "column 1: this ( is never closed; expected )"),
           std::pair("(a = 1 =", "column 8: expected a condition, found '='"),
           std::pair("a = (b = 1)", "column 8: expected a value, found '='"),
           std::pair("a < (1 OR 2)", "column 5: expected one value behind <, found '('"),
           std::pair("a = \"b", "column 5: this quote is never closed"),
           std::pair("a = \"b\\", "column 5: this quote is never closed"),
           std::pair("a = \"b\\n\"", "column 7: expected \", ' or \\ behind \\"),
           std::pair("a = 1 and b = 2",
                     "column 7: expected a condition (AND, OR and NOT are written in capitals), "
                     "found 'and'"),
           std::pair("lower(a) = 1",
                     "column 1: 'lower' is called like a function, and there are none; expected a "
                     "condition"),
           std::pair("a = lower(b)",
                     "column 5: 'lower' is called like a function, and there are none; expected a "
                     "value behind ="),
           std::pair("a = 1 OR 2",
                     "column 10: '2' stands alone beside a comparison; expected a field before it, "
                     "or several values of one as field = (A OR B)"),
           std::pair("a = (1 OR 2) OR NOT 3",
                     "column 21: '3' stands alone beside a comparison; expected a field before it, "
                     "or several values of one as field = (A OR B)"),
           std::pair("a = \"Қазақстан\" b >",
                     "column 20: expected a value behind >, found the end"),
       }) {
    EXPECT_EQ(Parsed(text), absl::StrCat("filter: ", message)) << text;
  }
}

TEST(FilterTest, AnErrorIsOfTheFieldFilter) {
  const absl::Status error = ParseFilter("a = 1 AND").status();
  EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument);
  const ErrorDetails details = DetailsOf(error);
  EXPECT_EQ(details.reason, "FILTER_INVALID");
  EXPECT_EQ(details.metadata.at("column"), "10");
  ASSERT_EQ(details.violations.size(), 1u);
  EXPECT_EQ(details.violations[0].field, "filter");
  EXPECT_EQ(details.violations[0].description, "column 10: expected a condition, found the end");
}

TEST(FilterTest, AnErrorKeepsTheReasonOfAnother) {
  const absl::Status why = Error(absl::StatusCode::kInvalidArgument, "COUNTRY_AMBIGUOUS", "two")
                               .With("suggestions", "KOR,PRK");
  const absl::Status error = FilterError(7, why);
  EXPECT_EQ(error.message(), "filter: column 7: two");
  const ErrorDetails details = DetailsOf(error);
  EXPECT_EQ(details.reason, "COUNTRY_AMBIGUOUS");
  EXPECT_EQ(details.metadata.at("suggestions"), "KOR,PRK");
  EXPECT_EQ(details.metadata.at("column"), "7");
}

TEST(FilterTest, LengthAndDepthAreBounded) {
  const auto nested = [](int depth, absl::string_view open, absl::string_view close) {
    std::string text;
    for (int i = 0; i < depth; ++i) absl::StrAppend(&text, open);
    absl::StrAppend(&text, "a=1");
    for (int i = 0; i < depth; ++i) absl::StrAppend(&text, close);
    return text;
  };
  for (const auto& [open, close] :
       {std::pair("(", ")"), std::pair("NOT ", ""), std::pair("-", ""), std::pair("NOT (", ")")}) {
    const int levels = absl::string_view(open) == "NOT (" ? kMaxFilterDepth / 2 : kMaxFilterDepth;
    EXPECT_OK(ParseFilter(nested(levels, open, close)));
    EXPECT_THAT(Parsed(nested(levels + 1, open, close)),
                AllOf(StartsWith("filter: column "),
                      HasSubstr("more than 50 parentheses, NOT and - within each other")));
  }
  const std::string wide = absl::StrCat("a = \"", std::string(kMaxFilterBytes - 6, 'x'), "\"");
  EXPECT_OK(ParseFilter(wide));
  EXPECT_EQ(Parsed(wide + " "),
            "filter: column 1: the filter has 4097 bytes; at most 4096 are allowed");
  std::string many = "a=(1";
  for (int i = 2; i < kMaxFilterConditions; ++i) many += " OR 1";
  EXPECT_OK(ParseFilter(many + ") b"));
  EXPECT_EQ(Parsed(many + " OR 1) b"), "filter: column 252: more than 50 conditions");
}

TEST(FilterTest, NamesFieldsThatAreSpelledAlike) {
  const auto unknown = [](const std::string& field) {
    FilterCondition condition;
    condition.field = field;
    condition.column = 5;
    return std::string(
        UnknownFilterField(condition, {"reporter", "partner", "flow", "flags"}).message());
  };
  EXPECT_EQ(unknown("repotrer"),
            "filter: column 5: 'repotrer' is no field; did you mean reporter; expected one of "
            "reporter, partner, flow, flags");
  EXPECT_THAT(unknown("Flow"), HasSubstr("did you mean flow;"));
  EXPECT_EQ(unknown("currency"),
            "filter: column 5: 'currency' is no field; expected one of reporter, partner, flow, "
            "flags");
}

}  // namespace
}  // namespace entente
