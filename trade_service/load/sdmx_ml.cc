#include "trade_service/load/sdmx_ml.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/load/answer_error.h"
#include "trade_service/load/sdmx_action.h"
#include "trade_service/load/sdmx_head.h"
#include "trade_service/load/sdmx_load.h"
#include "trade_service/load/sdmx_observation.h"
#include "trade_service/load/xml.h"

namespace entente::trade {
namespace {

// The first elements of messages that have their data in attributes, and of others.
constexpr std::array<absl::string_view, 3> kStructured = {
    "StructureSpecificData", "StructureSpecificTimeSeriesData", "CompactData"};
constexpr absl::string_view kError = "Error";
constexpr std::array<absl::string_view, 4> kOthers = {"GenericData", "GenericTimeSeriesData",
                                                      "Structure", kError};

absl::string_view LocalName(absl::string_view name) { return name.substr(name.rfind(':') + 1); }

constexpr char kEnough[] = "enough";
constexpr size_t kMaxText = 1000;

// The value of the attribute of that local name; empty if there is none.
absl::string_view Find(const XmlAttributes& attributes, absl::string_view wanted) {
  for (const auto& [id, value] : attributes) {
    if (LocalName(id) == wanted) return value;
  }
  return "";
}

// What a message says instead of data, in an error, or behind data, in its footer. In a footer only
// what its severity calls information may stand beside data that are whole.
class ErrorReader {
 public:
  void Start(absl::string_view name, const XmlAttributes& attributes) {
    if (name == kError || name == "Footer") inside_ = true;
    if (!inside_) return;
    if (name == "ErrorMessage" || name == "Message") {
      code_ = std::string(Find(attributes, "code"));
      severity_ = std::string(Find(attributes, "severity"));
      text_.clear();
    }
  }

  void Text(absl::string_view text) {
    if (inside_ && text_.size() < kMaxText) absl::StrAppend(&text_, text);
  }

  absl::Status End(absl::string_view name) {
    if (!inside_) return absl::OkStatus();
    if (name == "Message" && severity_ == "Information" && !IsTooLargeForSdmx(code_)) {
      return absl::OkStatus();
    }
    if (name != kError && name != "ErrorMessage" && name != "Message") return absl::OkStatus();
    return SdmxAnswerIsError(code_, absl::StripAsciiWhitespace(text_));
  }

 private:
  bool inside_ = false;
  std::string code_;
  std::string severity_;
  std::string text_;
};

// Reads a message up to its first observation.
class HeadReader : public XmlHandler {
 public:
  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    errors_.Start(name, attributes);
    if (first_) {
      first_ = false;
      if (!absl::c_linear_search(kStructured, name) && name != kError) {
        return Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
                     absl::StrCat("the message is <", name,
                                  ">, not structure-specific data; ask the publisher for that"));
      }
    }
    text_.clear();
    if (name == "Structure") AddAttributes(attributes, "structureID");
    if (name == "DataSet") {
      AddAttributes(attributes, "structureRef");
      const absl::string_view action = Find(attributes, "action");
      RETURN_IF_ERROR(CheckSdmxAction(action.empty() ? action_ : action));
    }
    if (name == "Series" || name == "Obs") {
      for (const auto& [id, value] : attributes) head_.ids.emplace_back(LocalName(id));
    }
    return name == "Obs" ? absl::CancelledError(kEnough) : absl::OkStatus();
  }

  absl::Status Text(absl::string_view text) override {
    errors_.Text(text);
    if (text_.size() < kMaxText) absl::StrAppend(&text_, text);
    return absl::OkStatus();
  }

  absl::Status End(absl::string_view name) override {
    RETURN_IF_ERROR(errors_.End(name));
    const absl::string_view text = absl::StripAsciiWhitespace(text_);
    if (name == "DataSetAction") action_ = std::string(text);
    if (name == "Prepared") head_.prepared = std::string(text);
    if (name == "Structure" || name == "DataSetID" || name == "KeyFamilyRef" || name == "URN") {
      AddFlowId(text, head_);
    }
    text_.clear();
    return absl::OkStatus();
  }

  SdmxHead Take() && { return std::move(head_); }

 private:
  void AddAttributes(const XmlAttributes& attributes, absl::string_view wanted) {
    for (const auto& [id, value] : attributes) {
      if (LocalName(id) == wanted) AddFlowId(value, head_);
    }
  }

  SdmxHead head_;
  ErrorReader errors_;
  std::string action_;  // of data sets that do not say their own
  bool first_ = true;
  std::string text_;
};

absl::StatusOr<SdmxHead> ReadHead(absl::string_view content) {
  HeadReader reader;
  const absl::Status status = ReadXml(content, reader);
  if (status.ok()) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "there is no observation in the message");
  }
  if (!absl::IsCancelled(status)) return status;
  return std::move(reader).Take();
}

// Gives every observation to a visitor.
class DataReader : public XmlHandler {
 public:
  DataReader(const SdmxFlow& flow, const SdmxVisitor& visit) : flow_(flow), visit_(visit) {}

  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    errors_.Start(name, attributes);
    if (name == "DataSet" || name == "Series" || name == "Obs") {
      RETURN_IF_ERROR(CheckSdmxAction(Find(attributes, "action")));
    }
    if (name == "Series") {
      ++series_;
      in_series_ = true;
      observation_number_ = 0;
      of_series_ = {};
      rest_of_series_.clear();
      for (const auto& [id, value] : attributes) {
        const std::optional<SdmxConcept> meaning = flow_.ConceptOf(LocalName(id));
        if (meaning) {
          of_series_[static_cast<size_t>(*meaning)] = std::string(value);
        } else {
          AddRest(id, value, rest_of_series_);
        }
      }
      return absl::OkStatus();
    }
    if (name != "Obs") return absl::OkStatus();
    ++observation_number_;
    SdmxObservation observation;
    for (size_t i = 0; i < kSdmxConcepts; ++i) observation.values[i] = of_series_[i];
    observation.rest = rest_of_series_;
    for (const auto& [id, value] : attributes) {
      if (const auto meaning = flow_.ConceptOf(LocalName(id))) {
        observation.Set(*meaning, value);
      } else {
        AddRest(id, value, observation.rest);
      }
    }
    observation.locator = absl::StrCat("observation ", observation_number_);
    if (in_series_) {
      observation.locator = absl::StrCat("series ", series_, ", ", observation.locator);
    }
    return visit_(observation);
  }

  absl::Status Text(absl::string_view text) override {
    errors_.Text(text);
    return absl::OkStatus();
  }

  absl::Status End(absl::string_view name) override {
    RETURN_IF_ERROR(errors_.End(name));
    if (name != "Series") return absl::OkStatus();
    in_series_ = false;
    of_series_ = {};
    rest_of_series_.clear();
    return absl::OkStatus();
  }

 private:
  static void AddRest(absl::string_view id, absl::string_view value, std::string& rest) {
    absl::StrAppend(&rest, rest.empty() ? "" : " ", LocalName(id), "=", value);
  }

  const SdmxFlow& flow_;
  const SdmxVisitor& visit_;
  ErrorReader errors_;
  std::array<std::string, kSdmxConcepts> of_series_;
  std::string rest_of_series_;
  bool in_series_ = false;
  int64_t series_ = 0;
  int64_t observation_number_ = 0;
};

// Passes over an XML declaration, comments and blanks.
absl::string_view FromFirstElement(absl::string_view content) {
  while (true) {
    content = absl::StripLeadingAsciiWhitespace(content);
    absl::string_view end;
    if (absl::StartsWith(content, "<?")) {
      end = "?>";
    } else if (absl::StartsWith(content, "<!--")) {
      end = "-->";
    } else {
      return content;
    }
    const size_t at = content.find(end);
    if (at == absl::string_view::npos) return absl::string_view();
    content.remove_prefix(at + end.size());
  }
}

}  // namespace

bool IsSdmxMl(absl::string_view content) {
  constexpr size_t kLookedAt = 64 << 10;
  absl::ConsumePrefix(&content, kByteOrderMark);
  content = FromFirstElement(content.substr(0, kLookedAt));
  if (!absl::ConsumePrefix(&content, "<")) return false;
  const absl::string_view name = LocalName(content.substr(0, content.find_first_of(" \t\r\n/>")));
  return absl::c_linear_search(kStructured, name) || absl::c_linear_search(kOthers, name);
}

absl::StatusOr<LoadedFile> LoadSdmxMl(const File& file) {
  ASSIGN_OR_RETURN(const SdmxHead head, ReadHead(file.content));
  ASSIGN_OR_RETURN(const SdmxOrigin origin, OriginOf(head, file));
  return LoadSdmx(RetrievedWhenPrepared(file, head), origin, [&](const SdmxVisitor& visit) {
    DataReader reader(*origin.flow, visit);
    return ReadXml(file.content, reader);
  });
}

}  // namespace entente::trade
