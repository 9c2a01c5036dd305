#ifndef ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "common/file/spool.h"
#include "common/provenance/import_report.h"
#include "trade_service/core/block.h"
#include "trade_service/core/decimal.h"
#include "trade_service/load/row.h"
#include "trade_service/packed_row.h"

namespace entente::trade {

// Gathers a file's rows, of any order, into the blocks of a release: what was read waits in a
// temporary file. Memory grows with the number of blocks, some hundred bytes for each and once more
// for every gather that has rows of it; of rows it is bounded.
class Cells {
 public:
  struct Options {
    // The source lists every commodity and has no row of total trade: add it up.
    bool sum_totals = false;
    // Whether a partner holds others, so that the report's totals by reporter are without it.
    bool (*is_group)(absl::string_view partner) = [](absl::string_view) { return false; };
    // So many rows, of about 100 bytes each, are gathered before they are encoded; rows that are
    // put may be more by those of one block. Up to three such gathers are held at once.
    size_t max_rows = size_t{1} << 16;
    // Where the temporary file is made.
    std::string folder;
  };

  explicit Cells(Options options) : options_(std::move(options)) {}

  // Takes a row; `observation.locator` says where it stands ("line 17"). The errors are those of
  // writing a file, or OUT_OF_RANGE as of Finish.
  absl::Status Add(const Row& row);

  // The same for a reader of millions: Turn says which block rows are of, Put takes one that is its
  // cell's total and names texts of texts(). Numbers of texts hold until the next Turn. Both have
  // the errors of Add, Put that of a block that is too large besides.
  absl::Status Turn(const BlockKey& key);
  RowTexts& texts() { return gathered_.texts; }
  absl::Status Put(const PackedRow& row);

  // The blocks of what was added, each cell resolved (resolve.h). Fills `kept`, `merged`,
  // `superseded`, `totals` (the first 100) and `totals_left_out` in. OUT_OF_RANGE if a sum
  // overflows; INVALID_ARGUMENT (BLOCK_TOO_LARGE) if a reporter, partner, flow and period have more
  // than 200,000 rows.
  absl::StatusOr<std::shared_ptr<const BlockSource>> Finish(ImportReport& report) &&;

 private:
  // What a row's columns have no place for.
  struct Detail {
    unsigned totals = kAllTotals;
    std::string text;
  };

  using Details = absl::Span<const Detail>;

  // Rows of one block that came one after the other.
  struct Run {
    BlockKey key;
    size_t begin = 0;
    size_t end = 0;
  };

  // Rows as they came.
  struct Gathered {
    std::vector<Run> runs;  // without their ends
    std::vector<PackedRow> rows;
    std::vector<Detail> details;  // one a row; none if all rows are totals
    RowTexts texts;
  };

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

  // Blocks encoded for the file; offsets are in `bytes`.
  struct Encoded {
    std::vector<Part> parts;
    std::string bytes;
  };
  static absl::StatusOr<Encoded> EncodeAll(Gathered gathered, bool sum_totals);
  static absl::Status EncodePart(const BlockKey& key, PackedRows rows, Details details,
                                 const RowTexts& texts, bool sum_totals, Encoded& encoded);

  bool IsFull() const { return gathered_.rows.size() >= options_.max_rows; }
  void Begin();
  absl::Status Spill();
  absl::Status TakeEncoded();

  Options options_;
  Gathered gathered_;
  BlockKey key_;         // of the next row, unless it says another
  bool in_run_ = false;  // the last run is of that key
  std::map<BlockKey, std::vector<Part>> parts_;
  std::unique_ptr<Spool> spool_;
  std::queue<std::future<absl::StatusOr<Encoded>>> encoding_;  // on threads, while rows are read
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_
