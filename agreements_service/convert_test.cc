#include "agreements_service/convert.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::agreements {
namespace {

using entente::testing::StatusIs;

template <typename Proto>
Proto Parse(const std::string& text) {
  Proto proto;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto));
  return proto;
}

constexpr char kAgreement[] = R"(
  name: "agreements/kaz-tur-1992"
  titles { language: "en" text: "On investment" }
  titles { language: "tr" text: "Yatırım" }
  instrument: INSTRUMENT_TREATY
  binding_force: BINDING_FORCE_BINDING
  fields: [FIELD_INVESTMENT, FIELD_JUSTICE]
  parties { id: "KAZ" kind: PARTY_KIND_STATE country: "KAZ" name: "Kazakhstan" }
  parties { id: "tur-mfa" kind: PARTY_KIND_MINISTRY country: "TUR" name: "Ministry" }
  identifiers { scheme: "unts" value: "I-55631" }
  actions {
    id: "kaz-ratification"
    party: "KAZ"
    kind: ACTION_KIND_RATIFICATION
    date {
      edtf: "1993"
      earliest { year: 1993 month: 1 day: 1 }
      latest { year: 1993 month: 12 day: 31 }
    }
    effective { edtf: "XXXX" }
    text: "Law"
    evidence { publisher: "Adilet" confidence: CONFIDENCE_HIGH }
  }
  events {
    id: "entry-into-force"
    kind: EVENT_KIND_ENTRY_INTO_FORCE
    date { edtf: "never" }
    place: "Ankara"
    method: "Exchange of notes"
  }
  relations { kind: RELATION_KIND_CONSOLIDATES agreement: "agreements/other" date { edtf: ".." } }
  claims { key: "status" value: "In force" evidence { url: "https://example.org" } }
  terms {
    entry {
      basis: ENTRY_BASIS_CONSENTS
      after { months: 1 days: 10 }
      consents: 2
      article: "article 12"
    }
    duration { length { years: 10 } article: "article 13" }
    renewal { length { years: 5 } article: "article 14" }
    notice { before_end { months: 6 } any_time {} article: "article 15" }
    sunset { length { years: 20 } article: "article 16" }
    evidence { publisher: "Adilet" }
  }
  occasion: "pairs/KAZ-TUR/occasions/1992-05-01"
  note: "A note"
  evidence {
    publisher: "UNCTAD"
    retrieved {
      edtf: "2026-02-01"
      earliest { year: 2026 month: 2 day: 1 }
      latest { year: 2026 month: 2 day: 1 }
    }
  }
)";

constexpr char kOccasion[] = R"(
  name: "pairs/KAZ-TUR/occasions/2022"
  kind: OCCASION_KIND_SUMMIT
  title: "Summit"
  start {
    edtf: "2022-05-10"
    earliest { year: 2022 month: 5 day: 10 }
    latest { year: 2022 month: 5 day: 10 }
  }
  end {
    edtf: "2022-05-11"
    earliest { year: 2022 month: 5 day: 11 }
    latest { year: 2022 month: 5 day: 11 }
  }
  place: "Ankara"
  declared_counts { count: 15 fields: FIELD_TRADE evidence { publisher: "Xinhua" } }
  note: "A note"
  evidence { publisher: "Xinhua" }
)";

constexpr char kMilestone[] = R"(
  name: "pairs/KAZ-TUR/milestones/relations"
  kind: MILESTONE_KIND_INSTITUTION
  title: "Relations"
  date {
    edtf: "1992~"
    earliest { year: 1992 month: 1 day: 1 }
    latest { year: 1992 month: 12 day: 31 }
  }
  agreement: "agreements/x"
  note: "A note"
  evidence { publisher: "MFA" }
)";

// `text` survives the way to the domain and back.
template <typename Proto>
void ExpectRoundTrip(const std::string& text) {
  const Proto proto = Parse<Proto>(text);
  const auto domain = FromProto(proto);
  ASSERT_OK(domain);
  const Proto back = ToProto(*domain);
  google::protobuf::util::MessageDifferencer differencer;
  std::string difference;
  differencer.ReportDifferencesToString(&difference);
  EXPECT_TRUE(differencer.Compare(proto, back)) << difference;
}

TEST(ConvertTest, ResourcesSurviveTheRoundTrip) {
  ExpectRoundTrip<v1::Agreement>(kAgreement);
  ExpectRoundTrip<v1::Occasion>(kOccasion);
  ExpectRoundTrip<v1::Milestone>(kMilestone);
}

// "REASON field" of what is wrong with a message that is `text` with `change` merged in.
template <typename Proto>
std::string Problem(const std::string& text, const std::string& change) {
  Proto proto = Parse<Proto>(text);
  proto.MergeFrom(Parse<Proto>(change));
  const absl::Status status = FromProto(proto).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << change;
  const ErrorDetails details = DetailsOf(status);
  return absl::StrCat(details.reason, " ",
                      details.violations.empty() ? "" : details.violations[0].field);
}

TEST(ConvertTest, NamesWhatIsBadInAnAgreement) {
  const auto problem = [](const std::string& change) {
    return Problem<v1::Agreement>(kAgreement, change);
  };
  EXPECT_EQ(problem("name: 'x'"), "NAME_INVALID agreement.name");
  EXPECT_EQ(problem("instrument: 99"), "VALUE_UNKNOWN agreement.instrument");
  EXPECT_EQ(problem("binding_force: 3"), "VALUE_UNKNOWN agreement.binding_force");
  EXPECT_EQ(problem("fields: FIELD_UNSPECIFIED"), "VALUE_MISSING agreement.fields[2]");
  EXPECT_EQ(problem("parties { id: 'x' country: 'KAZ' }"),
            "VALUE_MISSING agreement.parties[2].kind");
  EXPECT_EQ(problem("parties { id: 'x' kind: PARTY_KIND_STATE country: 'Korea' }"),
            "COUNTRY_AMBIGUOUS agreement.parties[2].country");
  EXPECT_EQ(problem("actions { party: 'KAZ' date { edtf: '1993' } }"),
            "VALUE_MISSING agreement.actions[1].kind");
  EXPECT_EQ(problem("actions { party: 'KAZ' kind: 2 date { edtf: '1993-13' } }"),
            "DATE_INVALID agreement.actions[1].date.edtf");
  EXPECT_EQ(problem("actions { party: 'KAZ' kind: 2 effective { edtf: '?' } }"),
            "DATE_INVALID agreement.actions[1].effective.edtf");
  EXPECT_EQ(problem("actions { party: 'KAZ' kind: 2 date { edtf: '1993' } evidence { } }"),
            "EVIDENCE_EMPTY agreement.actions[1].evidence[0]");
  EXPECT_EQ(problem("events { kind: 77 date { edtf: '1993' } }"),
            "VALUE_UNKNOWN agreement.events[1].kind");
  EXPECT_EQ(problem("relations { kind: 1 agreement: 'other' }"),
            "NAME_INVALID agreement.relations[1].agreement");
  EXPECT_EQ(problem("claims { key: 'x' }"), "EVIDENCE_EMPTY agreement.claims[1].evidence");
  EXPECT_EQ(problem("occasion: 'pairs/TUR-KAZ/occasions/x'"), "NAME_INVALID agreement.occasion");
  EXPECT_EQ(problem("evidence { publisher: 'x' confidence: 9 }"),
            "CONFIDENCE_INVALID agreement.evidence[1].confidence");
}

TEST(ConvertTest, NamesWhatIsBadInAnOccasion) {
  const auto problem = [](const std::string& change) {
    return Problem<v1::Occasion>(kOccasion, change);
  };
  EXPECT_EQ(problem("name: 'pairs/KAZ-KAZ/occasions/x'"), "NAME_INVALID occasion.name");
  EXPECT_EQ(problem("kind: 9"), "VALUE_UNKNOWN occasion.kind");
  EXPECT_EQ(problem("start { edtf: 'x' }"), "DATE_INVALID occasion.start.edtf");
  EXPECT_EQ(problem("declared_counts { count: 1 fields: 0 }"),
            "VALUE_MISSING occasion.declared_counts[1].fields[0]");
  EXPECT_EQ(problem("declared_counts { count: 1 }"),
            "EVIDENCE_EMPTY occasion.declared_counts[1].evidence");
}

TEST(ConvertTest, NamesWhatIsBadInAMilestone) {
  const auto problem = [](const std::string& change) {
    return Problem<v1::Milestone>(kMilestone, change);
  };
  EXPECT_EQ(problem("name: 'milestones/x'"), "NAME_INVALID milestone.name");
  EXPECT_EQ(problem("kind: 6"), "VALUE_UNKNOWN milestone.kind");
  EXPECT_EQ(problem("date { edtf: 'x' }"), "DATE_INVALID milestone.date.edtf");
  EXPECT_EQ(problem("agreement: 'x'"), "NAME_INVALID milestone.agreement");
}

TEST(ConvertTest, WhatIsOutputOnlyIsIgnored) {
  v1::Agreement proto = Parse<v1::Agreement>(kAgreement);
  const auto plain = FromProto(proto);
  proto.set_revision(7);
  proto.set_etag("r7");
  proto.mutable_recorded()->set_seconds(1);
  proto.mutable_evidence(0)->mutable_recorded()->set_seconds(1);
  proto.mutable_actions(0)->mutable_date()->mutable_earliest()->set_year(2000);
  ASSERT_OK(plain);
  EXPECT_EQ(*plain, *FromProto(proto));
}

TEST(ConvertTest, ARecordedStateSaysWhenOnEveryEvidence) {
  Agreement agreement = *FromProto(Parse<v1::Agreement>(kAgreement));
  agreement.recorded = absl::FromUnixSeconds(7);
  agreement.revision = 3;
  const v1::Agreement proto = ToProto(agreement);
  EXPECT_EQ(proto.etag(), "r3");
  EXPECT_EQ(proto.revision(), 3);
  EXPECT_EQ(proto.recorded().seconds(), 7);
  EXPECT_EQ(proto.evidence(0).recorded().seconds(), 7);
  EXPECT_EQ(proto.claims(0).evidence().recorded().seconds(), 7);
  EXPECT_FALSE(proto.occasion().empty());

  Occasion occasion = *FromProto(Parse<v1::Occasion>(kOccasion));
  occasion.recorded = absl::FromUnixSeconds(8);
  occasion.revision = 4;
  EXPECT_EQ(ToProto(occasion).declared_counts(0).evidence().recorded().seconds(), 8);
}

TEST(ConvertTest, StatusOnDay) {
  StatusOnDay status;
  status.day = absl::CivilDay(2022, 5, 10);
  status.status = Status::kIndeterminate;
  status.reasons = {"Because."};
  status.possible = {Status::kSigned, Status::kInForce};
  status.standings = {{"KAZ", Truth::kIndeterminate, "Who knows."}, {"TUR", Truth::kYes, ""}};
  EXPECT_TRUE(
      google::protobuf::util::MessageDifferencer::Equals(ToProto(status), Parse<v1::StatusOnDay>(R"(
        day { year: 2022 month: 5 day: 10 }
        status: STATUS_INDETERMINATE
        reasons: "Because."
        possible: [STATUS_SIGNED, STATUS_IN_FORCE]
        standings { party: "KAZ" in_force: IN_FORCE_NOT_KNOWN reason: "Who knows." }
        standings { party: "TUR" in_force: IN_FORCE_YES })")));
}

}  // namespace
}  // namespace entente::agreements
