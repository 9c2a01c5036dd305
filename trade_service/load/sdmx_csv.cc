#include "trade_service/load/sdmx_csv.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/core/locator.h"
#include "trade_service/load/sdmx_action.h"
#include "trade_service/load/sdmx_flow.h"
#include "trade_service/load/sdmx_load.h"
#include "trade_service/load/sdmx_observation.h"
#include "trade_service/load/sdmx_own.h"

namespace entente::trade {
namespace {

// Where the columns are, 1 for the first, 0 for none.
struct Columns {
  std::array<int, kSdmxConcepts> concepts = {};
  int flow_id = 0;
  int action = 0;
  int updated = 0;
  // Ids and places of those behind the value that are not known: attributes, or dimensions that
  // stand in the wrong place.
  std::vector<std::pair<absl::string_view, int>> rest;
};

// Columns that are neither dimensions nor values.
constexpr std::array<absl::string_view, 6> kNoDimensions = {
    "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "LAST UPDATE"};

// The code of "A: Annual", or all of "A".
absl::string_view CodeOf(absl::string_view text) {
  return absl::StripAsciiWhitespace(text.substr(0, text.find(": ")));
}

absl::string_view CodeAt(const std::vector<absl::string_view>& fields, int position) {
  return CodeOf(FieldAt(fields, position));
}

// The ids of a header's columns, without labels and without the separator of values in brackets
// that 2.0 allows: "STRUCTURE[;]".
std::vector<absl::string_view> IdsOf(const std::vector<absl::string_view>& header) {
  std::vector<absl::string_view> ids;
  for (const absl::string_view field : header) {
    const absl::string_view id = CodeOf(field);
    ids.push_back(id.substr(0, id.find('[')));
  }
  return ids;
}

absl::StatusOr<Columns> FindCommonColumns(const std::vector<absl::string_view>& ids) {
  Columns columns;
  const bool is_2 = ids[0] == "STRUCTURE";
  ASSIGN_OR_RETURN(columns.flow_id, FindColumn(ids, is_2 ? "STRUCTURE_ID" : "DATAFLOW", true));
  ASSIGN_OR_RETURN(columns.action, FindColumn(ids, "ACTION", false));
  ASSIGN_OR_RETURN(columns.updated, FindColumn(ids, "LAST UPDATE", false));
  return columns;
}

// Refuses a dimension that is not known. Dimensions stand before the value, attributes behind it;
// where the file names each column by an id and a label (2.0), the label follows its id.
absl::Status CheckDimensions(const SdmxFlow& flow, const std::vector<absl::string_view>& ids) {
  const bool labelled = absl::c_linear_search(ids, "STRUCTURE_NAME");
  for (size_t i = 0; i < ids.size() && ids[i] != "OBS_VALUE"; ++i) {
    if (absl::c_linear_search(kNoDimensions, ids[i])) continue;
    RETURN_IF_ERROR(flow.CheckDimension(ids[i]));
    if (labelled) ++i;
  }
  return absl::OkStatus();
}

absl::Status FindConcepts(const SdmxFlow& flow, const std::vector<absl::string_view>& ids,
                          Columns& columns) {
  for (const SdmxComponent& component : flow.components) {
    const auto spelled = std::find_if(ids.begin(), ids.end(), [&](absl::string_view id) {
      return absl::EqualsIgnoreCase(id, component.id);
    });
    ASSIGN_OR_RETURN(
        const int position,
        FindColumn(ids, spelled == ids.end() ? component.id : *spelled, component.required));
    if (position != 0) columns.concepts[static_cast<size_t>(component.meaning)] = position;
  }
  return absl::OkStatus();
}

// Fills `columns.rest` in.
void FindRest(const SdmxFlow& flow, const std::vector<absl::string_view>& ids, Columns& columns) {
  const size_t step = absl::c_linear_search(ids, "STRUCTURE_NAME") ? 2 : 1;  // labels between
  const auto value = static_cast<size_t>(absl::c_find(ids, "OBS_VALUE") - ids.begin());
  for (size_t i = value; i < ids.size(); i += step) {
    if (absl::c_linear_search(kNoDimensions, ids[i]) || flow.ConceptOf(ids[i])) continue;
    columns.rest.emplace_back(ids[i], static_cast<int>(i + 1));
  }
}

// The day of "15/09/26 11:00:00"; absent if it is none.
PartialDate ReadUpdated(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text.substr(0, text.find(' ')), '/');
  if (parts.size() != 3 || parts[2].size() != 2) return PartialDate();
  return PartialDate::Parse(absl::StrCat("20", parts[2], "-", parts[1], "-", parts[0]))
      .value_or(PartialDate());
}

// Gives the rows of the message to `visit`, all of which are of the data flow `flow_id`.
absl::Status ReadRows(absl::string_view content, const Columns& columns, absl::string_view flow_id,
                      const SdmxVisitor& visit) {
  Table table(content);
  RETURN_IF_ERROR(table.ReadHeader());
  SdmxObservation observation;
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) return table.CheckEnd();
    const auto& fields = table.fields();
    if (const absl::string_view id = CodeAt(fields, columns.flow_id); id != flow_id) {
      return AtLine(table.line(), "DATAFLOW_MIXED",
                    absl::StrCat("is of the data flow ", Quoted(id), ", the first row of ",
                                 Quoted(flow_id), "; load each by itself"));
    }
    if (const absl::Status action = CheckSdmxAction(CodeAt(fields, columns.action)); !action.ok()) {
      return Prefix(action, absl::StrCat("line ", table.line()));
    }
    for (size_t i = 0; i < kSdmxConcepts; ++i) {
      observation.values[i] = CodeAt(fields, columns.concepts[i]);
    }
    observation.rest.clear();
    for (const auto& [id, position] : columns.rest) {
      const absl::string_view code = CodeAt(fields, position);
      if (code.empty()) continue;
      absl::StrAppend(&observation.rest, observation.rest.empty() ? "" : " ", id, "=", code);
    }
    observation.line = table.line();
    observation.locator = LocatorOf(table.line());
    RETURN_IF_ERROR(visit(observation));
  }
}

}  // namespace

bool IsSdmxCsvHeader(absl::string_view line) {
  const std::vector<absl::string_view> fields = absl::StrSplit(line, absl::ByAnyChar(",\t"));
  std::vector<absl::string_view> ids = IdsOf(fields);
  for (absl::string_view& id : ids) {
    while (absl::ConsumePrefix(&id, "\"") || absl::ConsumeSuffix(&id, "\"")) {
    }
  }
  const auto has = [&](absl::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  return has("OBS_VALUE") &&
         (ids[0] == "DATAFLOW" || (ids[0] == "STRUCTURE" && has("STRUCTURE_ID")));
}

absl::StatusOr<LoadedFile> LoadSdmxCsv(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  const std::vector<absl::string_view> header = IdsOf(table.fields());
  ASSIGN_OR_RETURN(Columns columns, FindCommonColumns(header));
  const std::vector<std::string> ids(header.begin(), header.end());
  ASSIGN_OR_RETURN(const bool found, table.Next());
  if (!found) return AtLine(table.line(), "FILE_EMPTY", "there is a header and no row");
  const std::string flow_id(CodeAt(table.fields(), columns.flow_id));
  if (IsOwnStructure(flow_id)) return LoadOwnSdmxCsv(file);
  const std::vector<absl::string_view> kept(ids.begin(), ids.end());
  ASSIGN_OR_RETURN(const SdmxOrigin origin, FindSdmxFlow(flow_id, kept, file));
  RETURN_IF_ERROR(FindConcepts(*origin.flow, kept, columns));
  RETURN_IF_ERROR(CheckDimensions(*origin.flow, kept));
  FindRest(*origin.flow, kept, columns);

  File named = file;
  if (named.published == PartialDate()) {
    named.published = ReadUpdated(FieldAt(table.fields(), columns.updated));
  }
  return LoadSdmx(named, origin, [&](const SdmxVisitor& visit) {
    return ReadRows(file.content, columns, flow_id, visit);
  });
}

}  // namespace entente::trade
