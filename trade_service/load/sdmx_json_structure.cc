#include "trade_service/load/sdmx_json_structure.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/file/json.h"
#include "common/file/json_path.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/load/answer_error.h"
#include "trade_service/load/sdmx_action.h"

namespace entente::trade {
namespace {

using Place = std::vector<absl::string_view>;

std::vector<SdmxJsonComponent>* LevelOf(absl::string_view name, SdmxJsonLevels& levels) {
  if (name == "dataSet") return &levels.data_set;
  if (name == "series") return &levels.series;
  if (name == "observation") return &levels.observation;
  return nullptr;
}

class StructureReader final : public JsonPath {
 public:
  absl::StatusOr<SdmxJsonStructure> Take() && {
    if (!error_.empty() || !error_code_.empty()) return SdmxAnswerIsError(error_code_, error_);
    if (structures_ != 1) {
      return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                   structures_ == 0 ? "the message has no structure"
                                    : "the message has more than one structure; fetch each data "
                                      "flow by itself");
    }
    structure_.measures = std::max(1, measures_);
    return std::move(structure_);
  }

 private:
  absl::Status OnBegin() override {
    const Place place = SdmxJsonPlace(path());
    if (place == Place{"structure"}) ++structures_;
    if (place == Place{"structure", "measures", "observation", ""}) ++measures_;
    // structure, dimensions or attributes, level, one of its components
    if (place.size() == 4 && place[0] == "structure" && place[3].empty()) {
      if (auto* level = Level(place)) level->emplace_back();
    }
    // ..., values, one of them
    if (place.size() == 6 && place[4] == "values" && place[5].empty()) {
      SdmxJsonComponent* component = Component(place);
      if (component != nullptr) component->values.emplace_back();
    }
    return absl::OkStatus();
  }

  absl::Status OnValue(absl::string_view name, absl::string_view text) override {
    const Place place = SdmxJsonPlace(path());
    if (place.empty()) return absl::OkStatus();
    if ((place[0] == "header" || place[0] == "meta") && place.size() == 1 && name == "prepared") {
      structure_.head.prepared = std::string(text);
    } else if (place[0] == "errors") {
      OnErrorValue(name, text);
    } else if (place[0] == "dataSets") {
      if (place.size() == 2 && name == "action") return CheckSdmxAction(text);
      if (place.size() == 3 && place[2] == "attributes") {
        structure_.data_set_attributes.emplace_back(text);
      }
    } else if (place[0] == "structure") {
      OnStructureValue(place, name, text);
    }
    return absl::OkStatus();
  }

  // The code of the first error, and the words of all of them.
  void OnErrorValue(absl::string_view name, absl::string_view text) {
    if (name == "code") {
      if (error_code_.empty()) error_code_ = std::string(text);
    } else if (!text.empty() && error_.size() < kMaxError) {
      absl::StrAppend(&error_, error_.empty() ? "" : " ", text);
    }
  }

  void OnStructureValue(const Place& place, absl::string_view name, absl::string_view text) {
    if (place.size() == 1 || place[1] == "links") {
      if (name == "urn" || name == "uri" || name == "href") AddFlowId(text, structure_.head);
      return;
    }
    SdmxJsonComponent* component = Component(place);
    if (component == nullptr) return;
    if (place.size() == 4 && name == "id") {
      component->id = std::string(text);
      structure_.head.ids.emplace_back(text);
    } else if (place.size() == 6 && place[4] == "values" && !component->values.empty()) {
      if (name == "id" || name == "value") component->values.back() = std::string(text);
    } else if (place.size() == 5 && place[4] == "values") {
      component->values.emplace_back(text);
    }
  }

  std::vector<SdmxJsonComponent>* Level(const Place& place) {
    if (place.size() < 3) return nullptr;
    if (place[1] == "dimensions") return LevelOf(place[2], structure_.dimensions);
    if (place[1] == "attributes") return LevelOf(place[2], structure_.attributes);
    return nullptr;
  }

  // The component that a place is in, which is the last one of its level.
  SdmxJsonComponent* Component(const Place& place) {
    auto* level = Level(place);
    return level == nullptr || place.size() < 4 || level->empty() ? nullptr : &level->back();
  }

  static constexpr size_t kMaxError = 1000;

  SdmxJsonStructure structure_;
  std::string error_code_;
  std::string error_;
  int structures_ = 0;
  int measures_ = 0;
};

}  // namespace

std::vector<absl::string_view> SdmxJsonPlace(const std::vector<std::string>& path) {
  std::vector<absl::string_view> place(path.begin(), path.end());
  if (!place.empty()) place.erase(place.begin());
  if (!place.empty() && place[0] == "data") place.erase(place.begin());
  if (place.size() > 1 && place[0] == "structures") {
    place.erase(place.begin());
    place[0] = "structure";
  }
  return place;
}

absl::StatusOr<SdmxJsonStructure> ReadSdmxJsonStructure(absl::string_view content) {
  StructureReader reader;
  int64_t line = 0;
  RETURN_IF_ERROR(ReadJson(content, reader, line));
  return std::move(reader).Take();
}

}  // namespace entente::trade
