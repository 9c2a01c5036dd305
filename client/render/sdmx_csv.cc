#include "client/render/sdmx_csv.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/time_util.h"

#include "client/render/csv.h"
#include "client/render/observations.h"

namespace entente::client {
namespace {

// In the order of SDMX-CSV. [;] parts the values of what has several, which [] marks.
constexpr std::array<absl::string_view, 33> kComponents = {
    // The structure.
    "STRUCTURE[;]", "STRUCTURE_ID", "ACTION",
    // Dimensions.
    "FREQ", "REPORTER", "COUNTERPART_AREA", "FLOW", "CLASSIFICATION", "COMMODITY", "RELEASE",
    "TIME_PERIOD",
    // The measure.
    "OBS_VALUE",
    // Attributes of the observation, of its release, and of its source.
    "CURRENCY", "VALUATION", "FOB_VALUE", "NET_WEIGHT_KG", "QUANTITY", "QUANTITY_UNIT",
    "OBS_STATUS", "FLAGS[]", "CELL", "DATASET", "PUBLISHED", "RETRIEVED", "RECORDED", "URL",
    "FILE_NAME", "NOTE", "SOURCE_TITLE", "PUBLISHER", "SOURCE_URL", "SOURCE_KIND", "SOURCE_NOTE"};

// A flag as SDMX codes are written: "REPORTER_INFERRED".
absl::string_view FlagCode(trade::v1::Flag flag) {
  return absl::StripPrefix(trade::v1::Flag_descriptor()->FindValueByNumber(flag)->name(), "FLAG_");
}

// "COMPILED"; empty where it is not stated.
absl::string_view KindCode(trade::v1::SourceKind kind) {
  if (kind == trade::v1::SOURCE_KIND_UNSPECIFIED) return "";
  return absl::StripPrefix(trade::v1::SourceKind_Name(kind), "SOURCE_KIND_");
}

// Of SDMX's code list CL_OBS_STATUS: estimated, provisional, or normal.
absl::string_view StatusCode(const std::vector<trade::v1::Flag>& flags) {
  const auto has = [&](trade::v1::Flag flag) {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
  };
  if (has(trade::v1::FLAG_ESTIMATED)) return "E";
  return has(trade::v1::FLAG_PROVISIONAL) ? "P" : "A";
}

absl::string_view ValuationCode(trade::v1::Valuation valuation) {
  if (valuation == trade::v1::VALUATION_CIF) return "CIF";
  return valuation == trade::v1::VALUATION_FOB ? "FOB" : "";
}

}  // namespace

std::string SdmxCsvHeader() {
  return CsvLine(std::vector<std::string>(kComponents.begin(), kComponents.end()));
}

std::string SdmxCsv(const trade::v1::ObservationBlock& block,
                    const std::vector<ObservationRow>& rows, const Origin& origin) {
  const auto& [release, source] = origin;
  std::string lines;
  for (const ObservationRow& row : rows) {
    const std::array<std::string, kComponents.size()> cells = {
        "datastructure",
        "ENTENTE:TRADE(1.0.0)",
        "I",
        std::string(FrequencyCode(block.period())),
        block.reporter(),
        block.partner(),
        block.flow(),
        row.classification.empty() ? "_Z" : row.classification,  // SDMX's "not applicable"
        row.commodity,
        block.release(),
        block.period(),
        row.value,
        block.currency(),
        std::string(ValuationCode(row.valuation)),
        row.fob_value.value_or(""),
        row.net_weight_kg.value_or(""),
        row.quantity.value_or(""),
        row.quantity_unit,
        std::string(StatusCode(row.flags)),
        absl::StrJoin(row.flags, ";",
                      [](std::string* out, trade::v1::Flag flag) {
                        out->append(std::string(FlagCode(flag)));
                      }),
        row.cell,
        release.dataset(),
        release.published().edtf(),
        release.retrieved().edtf(),
        google::protobuf::util::TimeUtil::ToString(release.recorded()),
        release.url(),
        release.file_name(),
        release.note(),
        source.title(),
        source.publisher(),
        source.url(),
        std::string(KindCode(source.kind())),
        source.note()};
    lines += CsvLine(cells);
  }
  return lines;
}

}  // namespace entente::client
