#include "common/api/convert.h"

#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;

google::type::Date Day(int year, int month, int day) {
  google::type::Date proto;
  proto.set_year(year);
  proto.set_month(month);
  proto.set_day(day);
  return proto;
}

common::v1::PartialDate Date(const std::string& edtf) {
  common::v1::PartialDate proto;
  proto.set_edtf(edtf);
  return proto;
}

TEST(ConvertTest, DaysComeBack) {
  for (const absl::CivilDay day : {absl::CivilDay(1, 1, 1), absl::CivilDay(1992, 3, 2),
                                   absl::CivilDay(2024, 2, 29), absl::CivilDay(9999, 12, 31)}) {
    EXPECT_THAT(FromProto(ToProto(day), "as_of"), IsOkAndHolds(day));
  }
}

TEST(ConvertTest, DaysThatTheCalendarLacksAreRefused) {
  for (const auto& day : {Day(2023, 2, 29), Day(2022, 13, 1), Day(2022, 4, 31), Day(2022, 5, 0),
                          Day(2022, 0, 0), Day(0, 5, 10), Day(10000, 1, 1), Day(-1, 1, 1)}) {
    const absl::Status status = FromProto(day, "read_at.as_of").status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << day.ShortDebugString();
    EXPECT_EQ(DetailsOf(status).reason, "DAY_INVALID");
    EXPECT_EQ(DetailsOf(status).violations[0].field, "read_at.as_of");
  }
}

TEST(ConvertTest, TimesComeBackToTheNanosecond) {
  for (const absl::Time time :
       {absl::UnixEpoch(), absl::FromUnixNanos(1652175000000000001), absl::FromUnixNanos(-1)}) {
    EXPECT_EQ(FromProto(ToProto(time)), time);
  }
  // Nanoseconds count forward, also before 1970.
  EXPECT_EQ(ToProto(absl::FromUnixNanos(-1)).seconds(), -1);
  EXPECT_EQ(ToProto(absl::FromUnixNanos(-1)).nanos(), 999'999'999);
}

TEST(ConvertTest, PartialDatesComeBack) {
  for (const char* edtf :
       {"", "XXXX", "..", "never", "2018", "2018-09~", "2018?", "2022-05-10", "2022-05-10%"}) {
    ASSERT_OK_AND_ASSIGN(const PartialDate date, PartialDate::Parse(edtf));
    EXPECT_EQ(ToProto(date).edtf(), edtf);
    EXPECT_THAT(FromProto(ToProto(date), "said"), IsOkAndHolds(date));
  }
}

TEST(ConvertTest, OnlyDatesHaveAFirstAndALastDay) {
  const common::v1::PartialDate month = ToProto(*PartialDate::Parse("2009-10"));
  EXPECT_EQ(month.earliest().ShortDebugString(), Day(2009, 10, 1).ShortDebugString());
  EXPECT_EQ(month.latest().ShortDebugString(), Day(2009, 10, 31).ShortDebugString());
  for (const char* edtf : {"", "XXXX", "..", "never"}) {
    const common::v1::PartialDate date = ToProto(*PartialDate::Parse(edtf));
    EXPECT_FALSE(date.has_earliest()) << edtf;
    EXPECT_FALSE(date.has_latest()) << edtf;
  }
}

TEST(ConvertTest, BadPartialDatesNameTheirField) {
  const absl::Status status = FromProto(Date("2022-13"), "target.announced").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(status).reason, "DATE_INVALID");
  EXPECT_EQ(DetailsOf(status).violations[0].field, "target.announced.edtf");
}

TEST(ConvertTest, EvidenceComesBack) {
  common::v1::Evidence proto;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(source: "sources/xinhua"
         release: "sources/xinhua/releases/1"
         publisher: "Xinhua"
         url: "https://example.org/1"
         published { edtf: "2022-05-11" }
         recorded { seconds: 1652175000 nanos: 42000 }
         retrieved { edtf: "2022-06" }
         cell: "paragraph 3"
         note: "as reported"
         confidence: CONFIDENCE_MEDIUM)",
      &proto));
  ASSERT_OK_AND_ASSIGN(const Evidence evidence, FromProto(proto, "evidence"));
  EXPECT_EQ(evidence.confidence, Confidence::kMedium);
  EXPECT_EQ(evidence.published.ToString(), "2022-05-11");
  EXPECT_THAT(FromProto(ToProto(evidence), "evidence"), IsOkAndHolds(evidence));
}

TEST(ConvertTest, EvidenceMayBeAnAddressAlone) {
  common::v1::Evidence proto;
  proto.set_url("https://example.org/1");
  ASSERT_OK_AND_ASSIGN(const Evidence evidence, FromProto(proto, "evidence"));
  EXPECT_EQ(ToProto(evidence).ShortDebugString(), proto.ShortDebugString());
}

TEST(ConvertTest, BadEvidenceNamesItsField) {
  const auto refused = [](const std::string& text) {
    common::v1::Evidence proto;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto));
    const absl::Status status = FromProto(proto, "evidence[1]").status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    const ErrorDetails details = DetailsOf(status);
    return details.reason + " " + details.violations[0].field;
  };
  EXPECT_EQ(refused(R"(note: "they say")"), "EVIDENCE_EMPTY evidence[1]");
  EXPECT_EQ(refused(R"(url: "u" published { edtf: "May" })"),
            "DATE_INVALID evidence[1].published.edtf");
  EXPECT_EQ(refused(R"(url: "u" retrieved { edtf: "?" })"),
            "DATE_INVALID evidence[1].retrieved.edtf");
  EXPECT_EQ(refused(R"(url: "u" confidence: 9)"), "CONFIDENCE_INVALID evidence[1].confidence");
}

TEST(ConvertTest, CountriesHaveNames) {
  EXPECT_EQ(CountryProto("KAZ").name(), "Kazakhstan");
  EXPECT_EQ(CountryProto("W00").alpha3(), "W00");
  EXPECT_EQ(CountryProto("W00").name(), "W00");
  EXPECT_EQ(ToProto(MakePair("TUR", "KAZ")).first().alpha3(), "KAZ");
  EXPECT_EQ(ToProto(MakePair("TUR", "KAZ")).second().alpha3(), "TUR");
}

TEST(ConvertTest, ReportsKeepEverything) {
  ImportReport report;
  report.read = 5;
  report.kept = 1;
  report.merged = 2;
  report.superseded = 3;
  report.Reject(7, 2, "PERIOD_INVALID", "month 13");
  report.Note("FLOW_UNKNOWN", "line 4");
  report.Note("FLOW_UNKNOWN", "line 9");
  report.totals.emplace_back("M 2022 CHN", "12.50");
  report.totals_left_out = 3;
  common::v1::ImportReport expected;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(read: 5 kept: 1 merged: 2 superseded: 3 rejected: 1
         first_rejected { line: 7 column: 2 reason: "PERIOD_INVALID" message: "month 13" }
         anomalies { reason: "FLOW_UNKNOWN" count: 2 first: "line 4" }
         totals { of: "M 2022 CHN" value: "12.50" }
         totals_left_out: 3
         rejections { reason: "PERIOD_INVALID" count: 1 })",
      &expected));
  EXPECT_EQ(ToProto(report).DebugString(), expected.DebugString());
}

TEST(ConvertTest, ChangesKeepEverything) {
  const common::v1::Change change = ToProto(Change{.revision = 17,
                                                   .recorded = absl::FromUnixSeconds(1652175000),
                                                   .principal = "anonymous",
                                                   .name = "pairs/KAZ-TUR/targets/x",
                                                   .kind = ChangeKind::kDeleted});
  EXPECT_EQ(change.revision(), 17);
  EXPECT_EQ(change.recorded().seconds(), 1652175000);
  EXPECT_EQ(change.principal(), "anonymous");
  EXPECT_EQ(change.resource(), "pairs/KAZ-TUR/targets/x");
  EXPECT_EQ(change.kind(), common::v1::CHANGE_KIND_DELETED);
}

}  // namespace
}  // namespace entente
