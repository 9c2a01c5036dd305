#ifndef ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/api/spool.h"
#include "common/provenance/import_report.h"
#include "trade_service/core/block.h"
#include "trade_service/core/decimal.h"
#include "trade_service/load/row.h"

namespace entente::trade {

// Gathers a file's rows, of any order, into the blocks of a release, in bounded memory: what does
// not fit waits in a temporary file.
class Cells {
 public:
  struct Options {
    // The source lists every commodity and has no row of total trade: add it up.
    bool sum_totals = false;
    // Whether a partner holds others, so that the report's totals by reporter are without it.
    bool (*is_group)(absl::string_view partner) = [](absl::string_view) { return false; };
    // So many rows, of about 500 bytes each, are gathered before they are encoded: as many again
    // are held while that is done.
    size_t max_rows = size_t{1} << 16;
    // Where the temporary file is made.
    std::string folder = "/tmp";
  };

  Cells() : Cells(Options()) {}
  explicit Cells(Options options) : options_(std::move(options)) {}

  // Takes a row; `observation.locator` says where it stands ("line 17"). The errors are those of
  // writing a file.
  absl::Status Add(Row row);

  // The blocks of what was added, each cell resolved (resolve.h). Fills `kept`, `merged`,
  // `superseded` and `totals` in. OUT_OF_RANGE if a sum overflows; INVALID_ARGUMENT
  // (BLOCK_TOO_LARGE) if a reporter, partner, flow and period have more than 200,000 rows.
  absl::StatusOr<std::shared_ptr<const BlockSource>> Finish(ImportReport& report) &&;

 private:
  // Rows of a block that wait in the file.
  struct Part {
    EncodedBlock block;  // its bytes are in the file
    Decimal sum;         // of all values
    bool clean = false;  // totals alone, in order, each once
    int64_t offset = 0;
    size_t columns_size = 0;
    size_t locators_size = 0;
    size_t details_size = 0;
  };
  class Blocks;

  using OpenBlocks = absl::node_hash_map<BlockKey, std::vector<Row>>;

  // Blocks encoded for the file; offsets are in `bytes`.
  struct Encoded {
    std::vector<Part> parts;
    std::string bytes;
  };
  static absl::StatusOr<Encoded> EncodeAll(OpenBlocks blocks, bool sum_totals);

  absl::Status Spill();
  absl::Status TakeEncoded();

  Options options_;
  OpenBlocks open_;
  std::pair<const BlockKey, std::vector<Row>>* last_ = nullptr;  // where the last row went
  size_t rows_ = 0;                                              // in open_
  std::map<BlockKey, std::vector<Part>> parts_;
  std::unique_ptr<Spool> spool_;
  std::future<absl::StatusOr<Encoded>> encoding_;  // on a thread of its own, while rows are read
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_
