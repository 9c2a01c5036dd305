#include "trade_service/load/sdmx_json_compact.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/file/json.h"
#include "common/file/json_path.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/load/sdmx_action.h"
#include "trade_service/load/sdmx_head.h"
#include "trade_service/load/sdmx_load.h"

namespace entente::trade {
namespace {

// Calls back for the attributes of series and observations, one object or several.
class CompactReader : public JsonPath {
 protected:
  bool IsIn(absl::string_view element) const {
    for (auto name = path().rbegin(); name != path().rend(); ++name) {
      if (!name->empty()) return *name == element;
    }
    return false;
  }
};

// Reads a message up to the end of its first series.
class HeadReader final : public CompactReader {
 public:
  SdmxHead Take() && { return std::move(head_); }

 private:
  absl::Status OnValue(absl::string_view name, absl::string_view text) override {
    if (name == "DataSetID" || (IsIn("DataSet") && name == "@xmlns")) AddFlowId(text, head_);
    if (name == "Prepared") head_.prepared = std::string(text);
    if ((IsIn("Series") || IsIn("Obs")) && absl::ConsumePrefix(&name, "@")) {
      head_.ids.emplace_back(name);
    }
    return absl::OkStatus();
  }

  absl::Status OnEnd() override {
    return IsIn("Series") && !head_.ids.empty() ? absl::CancelledError("enough") : absl::OkStatus();
  }

  SdmxHead head_;
};

class DataReader final : public CompactReader {
 public:
  DataReader(const SdmxFlow& flow, const SdmxVisitor& visit) : flow_(flow), visit_(visit) {}

 private:
  using Values = std::array<std::string, kSdmxConcepts>;

  absl::Status OnValue(absl::string_view name, absl::string_view text) override {
    if (name == "@action" || name == "DataSetAction") return CheckSdmxAction(text);
    if (!absl::ConsumePrefix(&name, "@")) return absl::OkStatus();
    const std::optional<SdmxConcept> meaning = flow_.ConceptOf(name);
    if (!meaning) {
      if (IsIn("Series")) absl::StrAppend(&rest_, rest_.empty() ? "" : " ", name, "=", text);
      return absl::OkStatus();
    }
    in_series_ = true;
    if (IsIn("Obs")) {
      if (!of_observation_) of_observation_.emplace();
      (*of_observation_)[static_cast<size_t>(*meaning)] = std::string(text);
    } else if (IsIn("Series")) {
      of_series_[static_cast<size_t>(*meaning)] = std::string(text);
    }
    return absl::OkStatus();
  }

  absl::Status OnEnd() override {
    if (IsIn("Obs") && of_observation_) {
      RETURN_IF_ERROR(CheckSeriesSize(observations_.size()));
      observations_.push_back(*std::exchange(of_observation_, std::nullopt));
    } else if (IsIn("Series") && in_series_) {
      RETURN_IF_ERROR(Visit());
      observations_.clear();
      of_series_ = {};
      rest_.clear();
      in_series_ = false;
    }
    return absl::OkStatus();
  }

  // Gives the observations of the series, whose attributes may have come behind them.
  absl::Status Visit() {
    ++series_;
    for (size_t number = 0; number < observations_.size(); ++number) {
      SdmxObservation observation;
      for (size_t i = 0; i < kSdmxConcepts; ++i) {
        const std::string& own = observations_[number][i];
        observation.values[i] = own.empty() ? of_series_[i] : own;
      }
      observation.rest = rest_;
      observation.locator = absl::StrCat("series ", series_, ", observation ", number + 1);
      RETURN_IF_ERROR(visit_(observation));
    }
    return absl::OkStatus();
  }

  const SdmxFlow& flow_;
  const SdmxVisitor& visit_;
  bool in_series_ = false;  // something of it was read
  Values of_series_;
  std::string rest_;  // of the series
  std::optional<Values> of_observation_;
  std::vector<Values> observations_;  // of the series
  int64_t series_ = 0;
};

}  // namespace

absl::StatusOr<LoadedFile> LoadSdmxJsonCompact(const File& file) {
  HeadReader head_reader;
  int64_t line = 0;
  const absl::Status status = ReadJson(file.content, head_reader, line);
  if (!status.ok() && !absl::IsCancelled(status)) return status;
  const SdmxHead head = std::move(head_reader).Take();
  if (head.ids.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "there is no series in the message");
  }
  ASSIGN_OR_RETURN(const SdmxOrigin origin, OriginOf(head, file));
  return LoadSdmx(RetrievedWhenPrepared(file, head), origin, [&](const SdmxVisitor& visit) {
    DataReader reader(*origin.flow, visit);
    int64_t at_line = 0;
    return ReadJson(file.content, reader, at_line);
  });
}

}  // namespace entente::trade
