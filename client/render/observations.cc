#include "client/render/observations.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/delimited_message_util.h"

#include "client/render/csv.h"
#include "client/render/words.h"
#include "common/obs/json_string.h"
#include "common/time/period.h"

namespace entente::client {
namespace {

// Those from `currency` on are ours.
constexpr std::array<absl::string_view, 17> kColumns = {
    "freqCode",     "period",      "reporterISO", "flowCode", "partnerISO", "classificationCode",
    "cmdCode",      "qtyUnitCode", "qty",         "netWgt",   "cifvalue",   "fobvalue",
    "primaryValue", "currency",    "flags",       "release",  "cell"};
using Cells = std::array<std::string, kColumns.size()>;

Cells CellsOf(const trade::v1::ObservationBlock& block, const ObservationRow& row) {
  const std::string flags = absl::StrJoin(
      row.flags, "; ", [](std::string* out, trade::v1::Flag flag) { out->append(Words(flag)); });
  const bool cif = row.valuation == trade::v1::VALUATION_CIF;
  const bool fob = row.valuation == trade::v1::VALUATION_FOB;
  return {std::string(FrequencyCode(block.period())),
          block.period(),
          block.reporter(),
          block.flow(),
          block.partner(),
          row.classification,
          row.commodity,
          row.quantity_unit,
          row.quantity.value_or(""),
          row.net_weight_kg.value_or(""),
          cif ? row.value : "",
          fob ? row.value : row.fob_value.value_or(""),
          row.value,
          block.currency(),
          flags,
          block.release(),
          row.cell};
}

}  // namespace

absl::string_view FrequencyCode(absl::string_view period) {
  const absl::StatusOr<Period> read = Period::Parse(period);
  return read.ok() ? CodeOf(read->frequency()) : "";
}

std::string ObservationsCsvHeader() {
  return CsvLine(std::vector<std::string>(kColumns.begin(), kColumns.end()));
}

std::string ObservationsCsv(const trade::v1::ObservationBlock& block,
                            const std::vector<ObservationRow>& rows) {
  std::string lines;
  for (const ObservationRow& row : rows) {
    lines += CsvLine(CellsOf(block, row));
  }
  return lines;
}

std::string ObservationsJson(const trade::v1::ObservationBlock& block,
                             const std::vector<ObservationRow>& rows) {
  std::string lines;
  for (const ObservationRow& row : rows) {
    const Cells cells = CellsOf(block, row);
    absl::string_view before = "{";
    for (size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      absl::StrAppend(&lines, before, "\"", kColumns[i], "\":");
      obs::AppendJsonString(cells[i], lines);
      before = ",";
    }
    absl::StrAppend(&lines, "}\n");
  }
  return lines;
}

std::string ObservationsProtobuf(const trade::v1::StreamObservationsResponse& batch) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream out(&bytes);
    google::protobuf::util::SerializeDelimitedToZeroCopyStream(batch, &out);
  }
  return bytes;
}

}  // namespace entente::client
