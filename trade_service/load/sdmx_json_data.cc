#include "trade_service/load/sdmx_json_data.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/file/json.h"
#include "common/file/json_path.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/load/sdmx_json_structure.h"
#include "trade_service/load/sdmx_load.h"

namespace entente::trade {
namespace {

using Components = std::vector<SdmxJsonComponent>;
using Values = std::array<std::string, kSdmxConcepts>;

class DataReader final : public JsonPath {
 public:
  DataReader(const SdmxFlow& flow, const SdmxJsonStructure& structure, const SdmxVisitor& visit)
      : flow_(flow), structure_(structure), visit_(visit) {
    for (const SdmxJsonComponent& dimension : structure.dimensions.data_set) {
      if (!dimension.values.empty()) Set(dimension.id, dimension.values[0], of_data_set_);
    }
    SetAttributes(structure.attributes.data_set, structure.data_set_attributes, 0, of_data_set_);
  }

 private:
  // An observation with its key: places of its dimensions' values, joined by ':'.
  struct Keyed {
    std::string key;
    std::vector<std::string> values;
  };

  absl::Status OnValue(absl::string_view name, absl::string_view text) override {
    const std::vector<absl::string_view> place = SdmxJsonPlace(path());
    if (!name.empty() || place.size() < 4 || place[0] != "dataSets") return absl::OkStatus();
    const bool in_series = place[2] == "series";
    if ((place.size() == 4 && place[2] == "observations") ||
        (in_series && place.size() == 6 && place[4] == "observations")) {
      values_.emplace_back(text);
    } else if (in_series && place.size() == 5 && place[4] == "attributes") {
      attributes_.emplace_back(text);
    }
    return absl::OkStatus();
  }

  absl::Status OnEnd() override {
    const std::vector<absl::string_view> place = SdmxJsonPlace(path());
    if (place.size() < 4 || place[0] != "dataSets") return absl::OkStatus();
    if (place[2] == "observations" && place.size() == 4) {
      const Keyed observation = {std::string(place[3]), std::exchange(values_, {})};
      return Visit(of_data_set_, absl::StrCat("observation ", place[3]), observation);
    }
    if (place[2] != "series") return absl::OkStatus();
    if (place.size() == 6 && place[4] == "observations") {
      RETURN_IF_ERROR(CheckSeriesSize(observations_.size()));
      observations_.push_back({std::string(place[5]), std::exchange(values_, {})});
    } else if (place.size() == 4) {
      return VisitSeries(place[3]);
    }
    return absl::OkStatus();
  }

  // Gives the observations of a series, whose attributes may have come behind them.
  absl::Status VisitSeries(absl::string_view key) {
    Values of_series = of_data_set_;
    RETURN_IF_ERROR(SetDimensions(structure_.dimensions.series, key, of_series));
    SetAttributes(structure_.attributes.series, attributes_, 0, of_series);
    for (const Keyed& observation : observations_) {
      const std::string locator = absl::StrCat("series ", key, ", observation ", observation.key);
      RETURN_IF_ERROR(Visit(of_series, locator, observation));
    }
    observations_.clear();
    attributes_.clear();
    return absl::OkStatus();
  }

  absl::Status Visit(Values values, std::string locator, const Keyed& keyed) {
    RETURN_IF_ERROR(SetDimensions(structure_.dimensions.observation, keyed.key, values));
    if (!keyed.values.empty()) values[static_cast<size_t>(SdmxConcept::kValue)] = keyed.values[0];
    SetAttributes(structure_.attributes.observation, keyed.values,
                  static_cast<size_t>(structure_.measures), values);
    SdmxObservation observation;
    for (size_t i = 0; i < kSdmxConcepts; ++i) observation.values[i] = values[i];
    observation.locator = std::move(locator);
    return visit_(observation);
  }

  void Set(absl::string_view id, absl::string_view value, Values& values) const {
    const std::optional<SdmxConcept> meaning = flow_.ConceptOf(id);
    if (meaning) values[static_cast<size_t>(*meaning)] = std::string(value);
  }

  absl::Status SetDimensions(const Components& dimensions, absl::string_view key,
                             Values& values) const {
    const std::vector<absl::string_view> places = absl::StrSplit(key, ':');
    bool fits = places.size() == dimensions.size();
    for (size_t i = 0; fits && i < places.size(); ++i) {
      uint32_t place = 0;
      fits = absl::SimpleAtoi(places[i], &place) && place < dimensions[i].values.size();
      if (fits) Set(dimensions[i].id, dimensions[i].values[place], values);
    }
    if (fits) return absl::OkStatus();
    return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                 absl::StrCat("the key ", Quoted(key), " does not fit the ", dimensions.size(),
                              " dimensions of the structure"));
  }

  // Sets the attributes whose places `given` has from `first` on: null is none, and what is no
  // place in the list of values is the value itself.
  void SetAttributes(const Components& attributes, const std::vector<std::string>& given,
                     size_t first, Values& values) const {
    for (size_t i = 0; i < attributes.size() && first + i < given.size(); ++i) {
      const std::string& text = given[first + i];
      if (text.empty()) continue;
      uint32_t place = 0;
      const bool is_place = absl::SimpleAtoi(text, &place) && place < attributes[i].values.size();
      Set(attributes[i].id, is_place ? attributes[i].values[place] : text, values);
    }
  }

  const SdmxFlow& flow_;
  const SdmxJsonStructure& structure_;
  const SdmxVisitor& visit_;
  Values of_data_set_;
  std::vector<std::string> attributes_;  // of the series
  std::vector<Keyed> observations_;      // of the series
  std::vector<std::string> values_;      // of the observation
};

}  // namespace

absl::StatusOr<LoadedFile> LoadSdmxJsonData(const File& file) {
  ASSIGN_OR_RETURN(const SdmxJsonStructure structure, ReadSdmxJsonStructure(file.content));
  ASSIGN_OR_RETURN(const SdmxOrigin origin, OriginOf(structure.head, file));
  for (const Components* level : {&structure.dimensions.data_set, &structure.dimensions.series,
                                  &structure.dimensions.observation}) {
    for (const SdmxJsonComponent& dimension : *level) {
      RETURN_IF_ERROR(origin.flow->CheckDimension(dimension.id));
    }
  }
  const File dated = RetrievedWhenPrepared(file, structure.head);
  return LoadSdmx(dated, origin, [&](const SdmxVisitor& visit) {
    DataReader reader(*origin.flow, structure, visit);
    int64_t line = 0;
    return ReadJson(file.content, reader, line);
  });
}

}  // namespace entente::trade
