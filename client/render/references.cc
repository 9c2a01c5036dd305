#include "client/render/references.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/layout.h"

namespace entente::client {
namespace {

using common::v1::Evidence;

// Two pieces of evidence with the same key are one source: when they were recorded or retrieved
// makes no difference.
std::string KeyOf(Evidence evidence) {
  evidence.clear_recorded();
  evidence.clear_retrieved();
  return evidence.SerializeAsString();
}

std::string Describe(const Evidence& evidence) {
  std::vector<std::string> parts;
  const auto add = [&](absl::string_view label, absl::string_view text) {
    if (!text.empty()) parts.push_back(absl::StrCat(label, text));
  };
  add("", evidence.publisher());
  parts.push_back(PublishedText(evidence));
  if (evidence.has_recorded()) add("recorded ", DayText(evidence.recorded()));
  add("retrieved ", DateText(evidence.retrieved()));
  add("", evidence.cell());
  add("", evidence.release().empty() ? evidence.source() : evidence.release());
  if (evidence.confidence() == common::v1::CONFIDENCE_MEDIUM) parts.push_back("partly inferred");
  if (evidence.confidence() == common::v1::CONFIDENCE_LOW) parts.push_back("doubtful");
  std::string text = absl::StrJoin(parts, "; ");
  if (!evidence.note().empty()) {
    absl::StrAppend(&text, absl::EndsWith(text, ".") ? " " : ". ", evidence.note());
  }
  if (!evidence.url().empty()) absl::StrAppend(&text, " ", evidence.url());
  return text;
}

}  // namespace

std::string References::To(const Evidence& evidence) {
  const auto [entry, added] = numbers_.emplace(KeyOf(evidence), sources_.size() + 1);
  if (added) sources_.push_back(evidence);
  return absl::StrCat("[", entry->second, "]");
}

std::string References::To(const List& list, unsigned int index) {
  if (index >= static_cast<unsigned int>(list.size())) return "";
  return To(list[static_cast<int>(index)]);
}

std::string References::To(
    const List& list, const google::protobuf::RepeatedField<google::protobuf::uint32>& indices) {
  std::vector<std::string> all;
  for (const unsigned int index : indices) {
    std::string one = To(list, index);
    if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end()) {
      all.push_back(std::move(one));
    }
  }
  return absl::StrJoin(all, " ");
}

std::string References::ToAll(const List& list) {
  return absl::StrJoin(list, " ", [this](std::string* out, const Evidence& evidence) {
    absl::StrAppend(out, To(evidence));
  });
}

std::string References::ToString(int width) const {
  Table table(2, {Table::Align::kRight, Table::Align::kLeft});
  for (size_t i = 0; i < sources_.size(); ++i) {
    table.Row({absl::StrCat("[", i + 1, "]"), Describe(sources_[i])});
  }
  return table.ToString(width);
}

}  // namespace entente::client
