#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_CELLS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_CELLS_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/provenance/import_report.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/sdmx_row.h"

namespace entente::trade {

// Of what SDMX's series are told apart by, but for the measure: the cell without its period.
size_t HashOfSeries(const Cell& cell);

// Puts together what SDMX gives as observations of their own: value, weight and quantity of one
// cell become one row, at the value's place, and go on to `cells`. The others of its observations
// are `merged`; the FOB value of imports is the row's own where there is no CIF one. A second one
// of the same measure is left aside (`superseded`, DUPLICATE_ROW) if it says the same, else
// rejected (CELL_CONFLICT); so is a quantity without a value (VALUE_MISSING). What is of one
// statistical procedure is a detail of the cell's total (row.h).
//
// DIMENSION_UNKNOWN if two differ in what is not known of them, even if their amounts do not: one
// message has no key twice, so that it is a dimension in which they differ.
class SdmxCells {
 public:
  // Both must outlive it.
  SdmxCells(Cells& cells, ImportReport& report) : cells_(cells), report_(report) {}

  // Takes a part and holds it back until Finish().
  absl::Status Add(SdmxPart part);

  // The same, of a message whose series follow one another: holds back one series at a time. False
  // if the part's series was passed on before: the message is not in order, and what was passed on
  // is not to be used.
  absl::StatusOr<bool> AddInOrder(SdmxPart part);

  // Passes on what is held back.
  absl::Status Finish();

 private:
  // A cell, and the statistical procedure if only one is meant.
  using Key = std::pair<Cell, std::string>;

  // What is known of it.
  struct Pending {
    std::optional<SdmxPart> value;
    std::optional<SdmxPart> fob_value;  // of imports
    std::optional<SdmxPart> net_weight;
    std::optional<SdmxPart> quantity;
  };

  static std::optional<SdmxPart>& PlaceOf(const SdmxPart& part, Pending& pending);
  absl::Status AddAnother(const SdmxPart& known, const SdmxPart& part);
  absl::Status PassOn(const Key& key, Pending pending);

  Cells& cells_;
  ImportReport& report_;
  std::map<Key, Pending> pending_;
  std::optional<size_t> series_;           // hash of the one held back
  absl::flat_hash_set<size_t> passed_on_;  // hashes of those before it
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_CELLS_H_
