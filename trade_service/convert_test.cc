#include "trade_service/convert.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::convert_test {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::Date;
using testing::Per;

template <typename Proto>
Proto Parse(const std::string& text) {
  Proto proto;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto)) << text;
  return proto;
}

Evidence FullEvidence() {
  return {.source = "sources/kaz-bns",
          .release = "sources/kaz-bns/releases/x",
          .publisher = "Bureau of National Statistics",
          .url = "https://stat.gov.kz",
          .published = Date("2022-02"),
          .recorded = std::nullopt,
          .retrieved = Date("2022-06-01~"),
          .cell = "row 7",
          .note = "thousand USD",
          .confidence = Confidence::kMedium};
}

TEST(ConvertTest, SourcesRoundTrip) {
  const Source source{.name = "sources/s",
                      .title = "t",
                      .publisher = "p",
                      .url = "u",
                      .kind = SourceKind::kReconciled,
                      .note = "n"};
  EXPECT_THAT(FromProto(ToProto(source)), IsOkAndHolds(source));
}

TEST(ConvertTest, ReleasesRoundTripButForTheStoresNumber) {
  Release release = testing::MakeRelease("s", "d", "2022-02");
  release.retrieved = Date("2022?");
  release.url = "u";
  release.file_name = "f.csv";
  release.note = "n";
  release.sha256 = std::string(64, 'a');
  release.observation_count = 12;
  release.principal = "ayse";
  release.revision = 7;
  EXPECT_THAT(FromProto(ToProto(release)), IsOkAndHolds(release));
  release.published = release.retrieved = PartialDate();
  EXPECT_FALSE(ToProto(release).has_published());
  EXPECT_FALSE(ToProto(release).has_retrieved());
  EXPECT_THAT(FromProto(ToProto(release)), IsOkAndHolds(release));
}

TEST(ConvertTest, TargetsRoundTrip) {
  Target target = testing::MakeTarget("10bn", "10000000000.5");
  EXPECT_THAT(FromProto(ToProto(target)), IsOkAndHolds(target));
  target.definition = Definition{.perspective = Perspective::kReporter,
                                 .reporter = "KAZ",
                                 .source = "sources/s",
                                 .frequency = Frequency::kMonthly};
  target.place = "Ankara";
  target.announced_by = "the President";
  target.side = "TUR";
  target.deadline = Date("2030");
  target.text = "We will reach it.";
  target.supersedes = "pairs/KAZ-TUR/targets/5bn";
  target.evidence = {FullEvidence()};
  EXPECT_THAT(FromProto(ToProto(target)), IsOkAndHolds(target));
  target.definition->perspective = Perspective::kExporters;
  target.definition->reporter = "";
  EXPECT_THAT(FromProto(ToProto(target)), IsOkAndHolds(target));
  target.definition->re_exports = ReExports::kExcluded;
  EXPECT_THAT(FromProto(ToProto(target)), IsOkAndHolds(target));
}

TEST(ConvertTest, ReExportsCountUnlessItIsSaid) {
  v1::Target proto = ToProto(testing::MakeTarget("t"));
  proto.mutable_definition()->set_source("sources/s");
  proto.mutable_definition()->set_perspective(v1::PERSPECTIVE_EXPORTERS);
  ASSERT_OK_AND_ASSIGN(const Target target, FromProto(proto));
  EXPECT_EQ(target.definition->re_exports, ReExports::kIncluded);
  EXPECT_EQ(ToProto(target).definition().re_exports(), v1::RE_EXPORTS_INCLUDED);
}

TEST(ConvertTest, StatementsOfEveryKindRoundTrip) {
  Statement statement = testing::MakeStatement("s");
  statement.qualifier = Qualifier::kExceeded;
  statement.direction = Direction::kImports;
  statement.period = Per("2021");
  statement.place = "Ankara";
  statement.speaker = "the President";
  statement.side = "TUR";
  statement.text = "exceeded 5.3 billion dollars";
  statement.evidence = {FullEvidence(), testing::MakeEvidence()};
  EXPECT_THAT(FromProto(ToProto(statement)), IsOkAndHolds(statement));
  statement.amount.reset();
  statement.period.reset();
  statement.kind = StatementKind::kPosition;
  EXPECT_THAT(FromProto(ToProto(statement)), IsOkAndHolds(statement));
  statement.kind = StatementKind::kTargetReached;
  statement.target = "pairs/KAZ-TUR/targets/5bn";
  EXPECT_THAT(FromProto(ToProto(statement)), IsOkAndHolds(statement));
}

TEST(ConvertTest, StatesTellTheirEtag) {
  Target target = testing::MakeTarget("t");
  target.revision = 17;
  EXPECT_EQ(ToProto(target).etag(), "r17");
  Statement statement = testing::MakeStatement("s");
  statement.revision = 18;
  EXPECT_EQ(ToProto(statement).etag(), "r18");
}

// The reason and the field of what is wrong.
template <typename T>
std::string Complaint(const absl::StatusOr<T>& value) {
  EXPECT_THAT(value, StatusIs(absl::StatusCode::kInvalidArgument));
  const ErrorDetails details = DetailsOf(value.status());
  if (details.violations.empty()) return details.reason;
  return absl::StrCat(details.reason, " ", details.violations[0].field);
}

// A text-proto of a good resource with something appended that spoils it: a scalar that stands
// again takes the place of the first.
struct Bad {
  const char* text;
  const char* complaint;

  friend std::ostream& operator<<(std::ostream& out, const Bad& bad) { return out << bad.text; }
};

class BadSourceTest : public ::testing::TestWithParam<Bad> {};
TEST_P(BadSourceTest, IsRefused) {
  v1::Source proto = ToProto(testing::MakeSource("s", SourceKind::kNational));
  EXPECT_OK(FromProto(proto));
  proto.MergeFrom(Parse<v1::Source>(GetParam().text));
  EXPECT_EQ(Complaint(FromProto(proto)), GetParam().complaint);
}
INSTANTIATE_TEST_SUITE_P(Fields, BadSourceTest,
                         ::testing::Values(Bad{"name: 's'", "NAME_INVALID source.name"},
                                           Bad{"name: 'sources/a b'", "NAME_INVALID source.name"},
                                           Bad{"name: 'sources/s/releases/r'",
                                               "NAME_INVALID source.name"}));

TEST(ConvertTest, SourcesNeedPublisherAndKind) {
  v1::Source proto = ToProto(testing::MakeSource("s", SourceKind::kNational));
  proto.clear_publisher();
  EXPECT_EQ(Complaint(FromProto(proto)), "PUBLISHER_MISSING source.publisher");
  proto.set_kind(static_cast<v1::SourceKind>(99));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN source.kind");
}

class BadReleaseTest : public ::testing::TestWithParam<Bad> {};
TEST_P(BadReleaseTest, IsRefused) {
  v1::Release proto = ToProto(testing::MakeRelease("s", "d", "2022"));
  EXPECT_OK(FromProto(proto));
  proto.MergeFrom(Parse<v1::Release>(GetParam().text));
  EXPECT_EQ(Complaint(FromProto(proto)), GetParam().complaint);
}
INSTANTIATE_TEST_SUITE_P(
    Fields, BadReleaseTest,
    ::testing::Values(Bad{"name: 'sources/s'", "NAME_INVALID release.name"},
                      Bad{"published { edtf: '2022-13' }", "DATE_INVALID release.published.edtf"},
                      Bad{"retrieved { edtf: 'May' }", "DATE_INVALID release.retrieved.edtf"},
                      Bad{"currency: 'usd'", "CURRENCY_INVALID release.currency"},
                      Bad{"currency: 'DOLLAR'", "CURRENCY_INVALID release.currency"}));

class BadTargetTest : public ::testing::TestWithParam<Bad> {};
TEST_P(BadTargetTest, IsRefused) {
  v1::Target proto = ToProto(testing::MakeTarget("t"));
  EXPECT_OK(FromProto(proto));
  proto.MergeFrom(Parse<v1::Target>(GetParam().text));
  EXPECT_EQ(Complaint(FromProto(proto)), GetParam().complaint);
}
INSTANTIATE_TEST_SUITE_P(
    Fields, BadTargetTest,
    ::testing::Values(Bad{"name: 'targets/t'", "NAME_INVALID target.name"},
                      Bad{"name: 'pairs/TUR-KAZ/targets/t'", "NAME_INVALID target.name"},
                      Bad{"name: 'pairs/KAZ-KAZ/targets/t'", "NAME_INVALID target.name"},
                      Bad{"name: 'pairs/KAZ-XXX/targets/t'", "NAME_INVALID target.name"},
                      Bad{"name: 'pairs/KAZ-TUR/statements/t'", "NAME_INVALID target.name"},
                      Bad{"amount { decimal: 'ten' }", "AMOUNT_INVALID target.amount.decimal"},
                      Bad{"amount { decimal: '-1' }", "AMOUNT_INVALID target.amount.decimal"},
                      Bad{"amount { currency: '$' }", "CURRENCY_INVALID target.amount.currency"},
                      Bad{"definition { source: 'sources/s' }",
                          "VALUE_UNKNOWN target.definition.perspective"},
                      Bad{"definition { perspective: PERSPECTIVE_REPORTER source: 'sources/s' }",
                          "COUNTRY_MISSING target.definition.reporter"},
                      Bad{"definition { perspective: PERSPECTIVE_EXPORTERS }",
                          "NAME_INVALID target.definition.source"},
                      Bad{"announced { edtf: '10 May' }", "DATE_INVALID target.announced.edtf"},
                      Bad{"side: 'Ruritania'", "COUNTRY_UNKNOWN target.side"},
                      Bad{"deadline { edtf: '?' }", "DATE_INVALID target.deadline.edtf"},
                      Bad{"supersedes: 'pairs/KAZ-TUR'", "NAME_INVALID target.supersedes"},
                      Bad{"evidence { published { edtf: 'x' } }",
                          "DATE_INVALID target.evidence[1].published.edtf"}));

TEST(ConvertTest, TargetsEnumsOutsideTheContract) {
  v1::Target proto = ToProto(testing::MakeTarget("t"));
  proto.mutable_definition()->set_source("sources/s");
  proto.mutable_definition()->set_perspective(static_cast<v1::Perspective>(99));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN target.definition.perspective");
  proto.mutable_definition()->set_perspective(v1::PERSPECTIVE_EXPORTERS);
  proto.mutable_definition()->set_frequency(static_cast<v1::Frequency>(99));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN target.definition.frequency");
  proto.mutable_definition()->set_frequency(v1::FREQUENCY_ANNUAL);
  proto.mutable_definition()->set_re_exports(static_cast<v1::ReExports>(99));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN target.definition.re_exports");
}

class BadStatementTest : public ::testing::TestWithParam<Bad> {};
TEST_P(BadStatementTest, IsRefused) {
  v1::Statement proto = ToProto(testing::MakeStatement("s"));
  EXPECT_OK(FromProto(proto));
  proto.MergeFrom(Parse<v1::Statement>(GetParam().text));
  EXPECT_EQ(Complaint(FromProto(proto)), GetParam().complaint);
}
INSTANTIATE_TEST_SUITE_P(
    Fields, BadStatementTest,
    ::testing::Values(
        Bad{"name: 'pairs/KAZ-TUR/targets/s'", "NAME_INVALID statement.name"},
        Bad{"amount { currency: 'x' }", "CURRENCY_INVALID statement.amount.currency"},
        Bad{"amount { decimal: '1e99' }", "AMOUNT_INVALID statement.amount.decimal"},
        Bad{"period: 'last year'", "PERIOD_INVALID statement.period"},
        Bad{"target: '5bn'", "NAME_INVALID statement.target"},
        Bad{"target: 'pairs/KAZ-TUR/targets/5bn'", "TARGET_UNEXPECTED statement.target"},
        Bad{"kind: STATEMENT_KIND_POSITION text: 'x'", "AMOUNT_UNEXPECTED statement.amount"},
        Bad{"said { edtf: '2022-02-30' }", "DATE_INVALID statement.said.edtf"},
        Bad{"side: 'Korea'", "COUNTRY_AMBIGUOUS statement.side"},
        Bad{"evidence { retrieved { edtf: 'x' } }",
            "DATE_INVALID statement.evidence[1].retrieved.edtf"}));

TEST(ConvertTest, StatementsEnumsOutsideTheContract) {
  const v1::Statement good = ToProto(testing::MakeStatement("s"));
  v1::Statement proto = good;
  proto.set_kind(v1::STATEMENT_KIND_UNSPECIFIED);
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN statement.kind");
  proto = good;
  proto.set_kind(static_cast<v1::StatementKind>(99));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN statement.kind");
  proto = good;
  proto.set_qualifier(static_cast<v1::Qualifier>(99));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN statement.qualifier");
  proto = good;
  proto.set_direction(static_cast<v1::Direction>(-1));
  EXPECT_EQ(Complaint(FromProto(proto)), "VALUE_UNKNOWN statement.direction");
}

TEST(ConvertTest, ValuationsFlagsAndFrequencies) {
  EXPECT_THAT(FromProto(v1::VALUATION_FOB, "f"), IsOkAndHolds(Valuation::kFob));
  EXPECT_EQ(Complaint(FromProto(static_cast<v1::Valuation>(9), "f")), "VALUE_UNKNOWN f");
  google::protobuf::RepeatedField<int> flags;
  EXPECT_EQ(FromProto(flags, "f")->bits(), 0u);
  flags.Add(v1::FLAG_SUMMED);
  EXPECT_TRUE(FromProto(flags, "f")->Has(Flag::kSummed));
  flags.Add(v1::FLAG_UNSPECIFIED);
  EXPECT_EQ(Complaint(FromProto(flags, "f")), "VALUE_UNKNOWN f");
  EXPECT_THAT(FromProto(v1::FREQUENCY_UNSPECIFIED, "f"), IsOkAndHolds(std::optional<Frequency>()));
  EXPECT_THAT(FromProto(v1::FREQUENCY_MONTHLY, "f"),
              IsOkAndHolds(std::optional<Frequency>(Frequency::kMonthly)));
  EXPECT_EQ(Complaint(FromProto(static_cast<v1::Frequency>(9), "f")), "VALUE_UNKNOWN f");
}

}  // namespace
}  // namespace entente::trade::convert_test
