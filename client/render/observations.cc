#include "client/render/observations.h"

#include <array>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/delimited_message_util.h"

#include "client/render/csv.h"
#include "client/render/words.h"
#include "common/obs/json_string.h"
#include "common/text/digits.h"
#include "common/time/period.h"

namespace entente::client {
namespace {

constexpr char kComtrade[] = "sources/un-comtrade";

// Those from `currency` on are ours.
constexpr std::array<absl::string_view, 21> kColumns = {
    "typeCode",     "freqCode",    "period",
    "reporterCode", "reporterISO", "flowCode",
    "partnerCode",  "partnerISO",  "classificationCode",
    "cmdCode",      "qtyUnitCode", "qty",
    "netWgt",       "cifvalue",    "fobvalue",
    "primaryValue", "isAggregate", "currency",
    "flags",        "release",     "cell"};
using Cells = std::array<std::string, kColumns.size()>;

// The number of an area; empty if UN Comtrade has none. It codes what it has no name for by number.
std::string NumberOf(const std::string& area, const AreaNumbers& numbers) {
  const auto found = numbers.find(area);
  if (found != numbers.end()) return found->second;
  return AllDigits(area) ? area : "";
}

Cells CellsOf(const trade::v1::ObservationBlock& block, const ObservationRow& row,
              const AreaNumbers& numbers) {
  const std::string flags = absl::StrJoin(
      row.flags, "; ", [](std::string* out, trade::v1::Flag flag) { out->append(Words(flag)); });
  const bool cif = row.valuation == trade::v1::VALUATION_CIF;
  const bool fob = row.valuation == trade::v1::VALUATION_FOB;
  const absl::string_view frequency = FrequencyCode(block.period());
  const bool aggregated = absl::c_linear_search(row.flags, trade::v1::FLAG_AGGREGATED);
  return {"C",  // commodities, not services
          std::string(frequency),
          frequency == "M" ? absl::StrReplaceAll(block.period(), {{"-", ""}}) : block.period(),
          NumberOf(block.reporter(), numbers),
          block.reporter(),
          block.flow(),
          NumberOf(block.partner(), numbers),
          block.partner(),
          row.classification,
          row.commodity,
          row.quantity_unit,
          row.quantity.value_or(""),
          row.net_weight_kg.value_or(""),
          cif ? row.value : "",
          fob ? row.value : row.fob_value.value_or(""),
          row.value,
          aggregated ? "true" : "false",
          block.currency(),
          flags,
          block.release(),
          row.cell};
}

}  // namespace

AreaNumbers NumbersOf(const trade::v1::ListAreasResponse& areas) {
  AreaNumbers numbers;
  for (const trade::v1::Area& area : areas.areas()) {
    if (!area.comtrade_codes().empty()) numbers[area.code()] = area.comtrade_codes(0);
  }
  return numbers;
}

std::string WhyNotComtrade(const trade::v1::ObservationBlock& block, const AreaNumbers& numbers) {
  const std::string source = block.release().substr(0, block.release().find("/releases/"));
  if (source != kComtrade) return absl::StrCat("of ", source);
  if (block.currency() != "USD") return absl::StrCat("in ", block.currency());
  if (FrequencyCode(block.period()) == "Q") return absl::StrCat("of the quarter ", block.period());
  for (const std::string& area : {block.reporter(), block.partner()}) {
    if (NumberOf(area, numbers).empty()) return absl::StrCat("of the area ", area);
  }
  return "";
}

absl::string_view FrequencyCode(absl::string_view period) {
  const absl::StatusOr<Period> read = Period::Parse(period);
  return read.ok() ? CodeOf(read->frequency()) : "";
}

std::string ObservationsCsvHeader() {
  return CsvLine(std::vector<std::string>(kColumns.begin(), kColumns.end()));
}

std::string ObservationsCsv(const trade::v1::ObservationBlock& block,
                            const std::vector<ObservationRow>& rows, const AreaNumbers& numbers) {
  std::string lines;
  for (const ObservationRow& row : rows) {
    lines += CsvLine(CellsOf(block, row, numbers));
  }
  return lines;
}

std::string ObservationsJson(const trade::v1::ObservationBlock& block,
                             const std::vector<ObservationRow>& rows, const AreaNumbers& numbers) {
  std::string lines;
  for (const ObservationRow& row : rows) {
    const Cells cells = CellsOf(block, row, numbers);
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
