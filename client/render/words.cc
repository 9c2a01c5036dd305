#include "client/render/words.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

namespace entente::client {

std::string EnumWords(const google::protobuf::EnumDescriptor& type, int value) {
  const auto* described = type.FindValueByNumber(value);
  if (described == nullptr) return "";
  // The prefix is the type's own name: that of the zero value without its last word.
  const absl::string_view prefix =
      absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED");
  std::string words = absl::AsciiStrToLower(absl::StripPrefix(described->name(), prefix));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string FlowWords(absl::string_view flow) {
  if (flow == "X") return "exports";
  if (flow == "M") return "imports";
  if (flow == "DX") return "domestic exports";
  if (flow == "RX") return "re-exports";
  if (flow == "FM") return "foreign imports";
  if (flow == "RM") return "re-imports";
  return absl::StrCat("flow ", flow);
}

absl::string_view FlowDirection(absl::string_view flow) {
  if (flow == "X" || flow == "DX" || flow == "RX") return "to";
  if (flow == "M" || flow == "FM" || flow == "RM") return "from";
  return "with";
}

std::string Remarks(const google::protobuf::RepeatedField<int>& flags,
                    trade::v1::Valuation valuation) {
  std::vector<std::string> remarks;
  for (const int flag : flags) remarks.push_back(Words(static_cast<trade::v1::Flag>(flag)));
  if (valuation != trade::v1::VALUATION_UNSPECIFIED) {
    remarks.push_back(absl::AsciiStrToUpper(Words(valuation)));
  }
  return absl::StrJoin(remarks, ", ");
}

absl::string_view StatusWords(agreements::v1::Status status) {
  switch (status) {
    case agreements::v1::STATUS_NEGOTIATED:
      return "not signed";
    case agreements::v1::STATUS_SIGNED:
      return "signed, not in force as far as is known";
    case agreements::v1::STATUS_PROVISIONALLY_APPLIED:
      return "applied provisionally";
    case agreements::v1::STATUS_IN_FORCE:
      return "in force";
    case agreements::v1::STATUS_SUSPENDED:
      return "suspended";
    case agreements::v1::STATUS_TERMINATED:
      return "terminated";
    case agreements::v1::STATUS_SUPERSEDED:
      return "superseded";
    case agreements::v1::STATUS_EXPIRED:
      return "expired";
    case agreements::v1::STATUS_NEVER_IN_FORCE:
      return "signed, never to enter into force";
    case agreements::v1::STATUS_INDETERMINATE:
      return "indeterminate by the dates that are known";
    default:
      return "of unknown status";
  }
}

absl::string_view WhyNone(common::v1::EmptyReason reason) {
  switch (reason) {
    case common::v1::EMPTY_REASON_NO_SOURCE_LOADED:
      return "nothing is loaded";
    case common::v1::EMPTY_REASON_PAIR_NOT_COVERED:
      return "nothing that is loaded is about this pair";
    case common::v1::EMPTY_REASON_FILTERED_OUT:
      return "the request's own conditions leave it out";
    case common::v1::EMPTY_REASON_NOT_KNOWN_THEN:
      return "none was known by the day that was asked for";
    default:
      return "none is registered";
  }
}

std::string WhyEmpty(common::v1::EmptyReason reason, absl::string_view country) {
  switch (reason) {
    case common::v1::EMPTY_REASON_NO_SOURCE_LOADED:
      return "no source is loaded";
    case common::v1::EMPTY_REASON_PAIR_NOT_COVERED:
      return "no loaded source covers this pair";
    case common::v1::EMPTY_REASON_NOT_REPORTED:
      return absl::StrCat("no loaded source has both directions of one year as ", country,
                          " reported them");
    case common::v1::EMPTY_REASON_FILTERED_OUT:
      return "the request's own conditions leave it out";
    case common::v1::EMPTY_REASON_NOT_KNOWN_THEN:
      return "it was published or recorded after the time that was asked for";
    default:
      return "the service gives no reason";
  }
}

std::string WhyNoFigure(common::v1::EmptyReason reason, absl::string_view country) {
  if (reason != common::v1::EMPTY_REASON_NOT_REPORTED) return WhyEmpty(reason, country);
  return absl::StrCat(country, " has not reported it");
}

}  // namespace entente::client
