#ifndef ENTENTE_CLIENT_RENDER_FORMAT_H_
#define ENTENTE_CLIENT_RENDER_FORMAT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

#include "entente/common/v1/types.pb.h"

// Figures and dates, as people read them. A `decimal` is the contract's: "-1200.5".
namespace entente::client {

// Every digit, grouped: "4111047931.68" is "4,111,047,931.68".
std::string Grouped(absl::string_view decimal);
std::string Grouped(int64_t number);

// The same with its sign in any case: "+1,901,610,203.84".
std::string Signed(absl::string_view decimal);

// To two decimals, beside the exact figure and never instead of it: "4.11 bn", "750.16 mn"; empty
// below a million.
std::string Rounded(absl::string_view decimal);

// As it was said, without loss: "5300000000" is "5.3 bn", "939600000" "939.6 mn", what would need
// more than three decimals is grouped.
std::string AsSaid(absl::string_view decimal);

// 0.3989 is "39.9 %": the nearest tenth, except that only what is reached reads as 100.
std::string Percent(double ratio);

// The same of a change, with its sign: 0.25 is "+25.0 %".
std::string Change(double ratio);

// An index or a price, to three decimals.
std::string Number(double number);

// How much `said` is above or below `measured`, as in "+28.9 %"; empty if `measured` is 0.
std::string Excess(absl::string_view said, absl::string_view measured);

// "35th".
std::string Ordinal(int number);

absl::CivilDay DayOf(const google::type::Date& day);

// "2022-05-10".
std::string DayText(const google::type::Date& day);
std::string DayText(const google::protobuf::Timestamp& time);  // in UTC

// EDTF, with words for what is no date: "2018-09?", "day not known", "never", "still open"; empty
// if nothing is said.
std::string DateText(const common::v1::PartialDate& date);

// "published 2017-11", or "undated" where the day of publication is not known.
std::string PublishedText(const common::v1::Evidence& evidence);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_FORMAT_H_
