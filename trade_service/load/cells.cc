#include "trade_service/load/cells.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/load/resolve.h"

namespace entente::trade {
namespace {

constexpr size_t kTotalsListed = 100;
constexpr size_t kRowsReserved = size_t{1} << 16;
constexpr size_t kEncodedMeanwhile = 2;  // gathers, while rows are read
// Of one block, details included. The Harmonized System has some 7,000 codes of all levels.
constexpr int64_t kMaxBlockRows = 200'000;

bool IsOf(const BlockKey& key, const Cell& cell) {
  return key.partner == cell.partner && key.period == cell.period && key.flow == cell.flow &&
         key.reporter == cell.reporter;
}

// What is written of a detail before its text.
struct DetailHead {
  unsigned totals;
  size_t size;  // of the text
};

void EncodeDetail(unsigned totals, absl::string_view text, std::string& bytes) {
  const DetailHead head = {totals, text.size()};
  bytes.append(reinterpret_cast<const char*>(&head), sizeof(head));
  bytes.append(text.data(), text.size());
}

// Reads the next row's; `bytes` are EncodeDetail's own.
void DecodeDetail(absl::string_view& bytes, Row& row) {
  DetailHead head;
  std::memcpy(&head, bytes.data(), sizeof(head));
  bytes.remove_prefix(sizeof(head));
  row.totals = head.totals;
  row.detail = std::string(bytes.substr(0, head.size));
  bytes.remove_prefix(head.size);
}

absl::Status TooLarge(const BlockKey& key) {
  return Error(
      absl::StatusCode::kInvalidArgument, "BLOCK_TOO_LARGE",
      absl::StrCat("the file has more than the ", kMaxBlockRows, " rows that a block takes of ",
                   key.reporter, "'s flow ", key.flow, " with ", key.partner, " in ",
                   key.period.ToString(), "; is one column read as another?"));
}

// The sums that a reader can compare with the publisher's: of every value, and of total trade by
// flow, period and reporter without the world and other groups as partners.
class Sums {
 public:
  explicit Sums(bool (*is_group)(absl::string_view partner)) : is_group_(is_group) {}

  absl::Status Add(const Decimal& sum, const EncodedBlock& block) {
    ASSIGN_OR_RETURN(all_, all_.Add(sum));
    const BlockKey& key = block.key;
    if (!block.total || key.partner == kWorld || is_group_(key.partner)) return absl::OkStatus();
    Decimal& total = totals_[absl::StrCat(key.flow, " ", key.period.ToString(), " ", key.reporter)];
    ASSIGN_OR_RETURN(total, total.Add(block.total->value));
    return absl::OkStatus();
  }

  void MoveTo(ImportReport& report) const {
    List("all values", all_, report);
    for (const auto& [of, value] : totals_) List(of, value, report);
  }

 private:
  static void List(const std::string& of, const Decimal& value, ImportReport& report) {
    if (report.totals.size() < kTotalsListed) {
      report.totals.emplace_back(of, value.ToString());
    } else {
      ++report.totals_left_out;
    }
  }

  bool (*const is_group_)(absl::string_view partner);
  Decimal all_;
  std::map<std::string, Decimal> totals_;
};

}  // namespace

// The blocks of a release, in the file that they waited in.
class Cells::Blocks final : public BlockSource {
 public:
  // `waited`: the parts.
  static absl::StatusOr<std::shared_ptr<Blocks>> Of(std::unique_ptr<Spool> waited) {
    ASSIGN_OR_RETURN(const absl::string_view content, waited->Content());
    return std::make_shared<Blocks>(std::move(waited), content);
  }
  Blocks(std::unique_ptr<Spool> waited, absl::string_view content)
      : waited_(std::move(waited)), content_(content) {}

  // Takes a block that waited as it is.
  void Add(Part part) { parts_.push_back({std::move(part), false}); }

  // Takes a block that was made of several parts.
  absl::Status Add(EncodedBlock block, const std::string& folder) {
    if (made_ == nullptr) {
      ASSIGN_OR_RETURN(made_, Spool::Open(folder, std::numeric_limits<int64_t>::max()));
    }
    Part part;
    part.offset = made_->size();
    part.columns_size = block.columns.size();
    part.locators_size = block.locators.size();
    RETURN_IF_ERROR(made_->Append(block.columns));
    RETURN_IF_ERROR(made_->Append(block.locators));
    block.columns = {};
    block.locators = {};
    part.block = std::move(block);
    parts_.push_back({std::move(part), true});
    return absl::OkStatus();
  }

  // Nothing is added afterwards.
  absl::Status Close() {
    if (made_ != nullptr) {
      ASSIGN_OR_RETURN(made_content_, made_->Content());
    }
    return absl::OkStatus();
  }

  absl::Status ForEach(
      const std::function<absl::Status(const EncodedBlock&)>& visit) const override {
    for (const auto& [part, made] : parts_) {
      const absl::string_view content = made ? made_content_ : content_;
      EncodedBlock block = part.block;
      block.columns = std::string(Columns(content, part));
      block.locators = std::string(Locators(content, part));
      RETURN_IF_ERROR(visit(block));
    }
    return absl::OkStatus();
  }

  void ForEachKey(
      const std::function<void(const BlockKey& key, int64_t rows)>& visit) const override {
    for (const Entry& entry : parts_) visit(entry.part.block.key, entry.part.block.rows);
  }

  // The rows of a part that waits, put behind `rows`.
  absl::Status Read(const Part& part, std::vector<Row>& rows) const {
    ASSIGN_OR_RETURN(
        std::vector<Observation> observations,
        DecodeBlock(part.block.key, Columns(content_, part), Locators(content_, part)));
    absl::string_view details =
        content_.substr(part.offset + part.columns_size + part.locators_size, part.details_size);
    for (Observation& observation : observations) {
      Row& row = rows.emplace_back();
      row.observation = std::move(observation);
      if (!details.empty()) DecodeDetail(details, row);
    }
    return absl::OkStatus();
  }

 private:
  static absl::string_view Columns(absl::string_view content, const Part& part) {
    return content.substr(part.offset, part.columns_size);
  }
  static absl::string_view Locators(absl::string_view content, const Part& part) {
    return content.substr(part.offset + part.columns_size, part.locators_size);
  }

  // A block, and whether it was made of several parts.
  struct Entry {
    Part part;
    bool made;
  };

  const std::unique_ptr<Spool> waited_;
  const absl::string_view content_;  // of waited_
  std::unique_ptr<Spool> made_;
  absl::string_view made_content_;
  std::vector<Entry> parts_;
};

absl::Status Cells::Add(const Row& row) {
  const Cell& cell = row.observation.cell;
  if (!IsOf(key_, cell)) RETURN_IF_ERROR(Turn(KeyOf(cell)));
  if (IsFull()) RETURN_IF_ERROR(Spill());
  Begin();
  if (row.totals != kAllTotals || !gathered_.details.empty()) {
    gathered_.details.resize(gathered_.rows.size());
    gathered_.details.push_back({row.totals, row.detail});
  }
  gathered_.rows.push_back(Pack(row.observation, gathered_.texts));
  return absl::OkStatus();
}

absl::Status Cells::Turn(const BlockKey& key) {
  key_ = key;
  in_run_ = false;
  return IsFull() ? Spill() : absl::OkStatus();
}

absl::Status Cells::Put(const PackedRow& row) {
  Begin();
  gathered_.rows.push_back(row);
  if (!gathered_.details.empty()) gathered_.details.emplace_back();
  const auto count = static_cast<int64_t>(gathered_.rows.size() - gathered_.runs.back().begin);
  return count <= kMaxBlockRows ? absl::OkStatus() : TooLarge(key_);
}

// Begins a run of the next row's block unless it goes on in one.
void Cells::Begin() {
  if (in_run_) return;
  if (gathered_.rows.empty()) gathered_.rows.reserve(std::min(options_.max_rows, kRowsReserved));
  gathered_.runs.push_back({key_, gathered_.rows.size()});
  in_run_ = true;
}

absl::Status Cells::EncodePart(const BlockKey& key, PackedRows rows, Details details,
                               const RowTexts& texts, bool sum_totals, Encoded& encoded) {
  const bool totals = std::all_of(details.begin(), details.end(),
                                  [](const Detail& detail) { return detail.totals == kAllTotals; });
  const auto not_before = [&](const PackedRow& left, const PackedRow& right) {
    return !ComesBefore(left, right, texts);
  };
  Part& part = encoded.parts.emplace_back();
  part.clean = totals && std::adjacent_find(rows.begin(), rows.end(), not_before) == rows.end();
  ASSIGN_OR_RETURN(part.block, EncodeBlock(key, rows, texts, part.clean && sum_totals));
  ASSIGN_OR_RETURN(part.sum, SumOf(rows, &PackedRow::value, texts));
  if (!part.clean) part.block.total.reset();  // it is made again of the whole
  part.offset = static_cast<int64_t>(encoded.bytes.size());
  part.columns_size = part.block.columns.size();
  part.locators_size = part.block.locators.size();
  absl::StrAppend(&encoded.bytes, part.block.columns, part.block.locators);
  part.block.columns = {};
  part.block.locators = {};
  if (totals) return absl::OkStatus();
  const size_t begin = encoded.bytes.size();
  for (const Detail& detail : details) EncodeDetail(detail.totals, detail.text, encoded.bytes);
  part.details_size = encoded.bytes.size() - begin;
  return absl::OkStatus();
}

absl::StatusOr<Cells::Encoded> Cells::EncodeAll(Gathered gathered, bool sum_totals) {
  std::vector<Run>& runs = gathered.runs;
  for (size_t i = 0; i < runs.size(); ++i) {
    runs[i].end = i + 1 < runs.size() ? runs[i + 1].begin : gathered.rows.size();
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const Run& left, const Run& right) { return left.key < right.key; });
  Encoded encoded;
  std::vector<PackedRow> rows;  // of a block that has several runs
  std::vector<Detail> details;
  for (auto run = runs.begin(); run != runs.end();) {
    const auto next =
        std::find_if(run, runs.end(), [&](const Run& one) { return one.key != run->key; });
    const size_t count = run->end - run->begin;
    if (next - run == 1) {
      RETURN_IF_ERROR(EncodePart(
          run->key, PackedRows(gathered.rows).subspan(run->begin, count),
          Details(gathered.details).subspan(gathered.details.empty() ? 0 : run->begin, count),
          gathered.texts, sum_totals, encoded));
    } else {
      rows.clear();
      details.clear();
      for (auto one = run; one != next; ++one) {
        const auto append = [&](const auto& from, auto& to) {
          if (!from.empty())
            to.insert(to.end(), from.begin() + one->begin, from.begin() + one->end);
        };
        append(gathered.rows, rows);
        append(gathered.details, details);
      }
      RETURN_IF_ERROR(EncodePart(run->key, rows, details, gathered.texts, sum_totals, encoded));
    }
    run = next;
  }
  return encoded;
}

absl::Status Cells::Spill() {
  encoding_.push(
      std::async(std::launch::async, EncodeAll, std::exchange(gathered_, {}), options_.sum_totals));
  in_run_ = false;
  return encoding_.size() <= kEncodedMeanwhile ? absl::OkStatus() : TakeEncoded();
}

// Puts what was encoded first into the file.
absl::Status Cells::TakeEncoded() {
  ASSIGN_OR_RETURN(Encoded encoded, encoding_.front().get());
  encoding_.pop();
  if (spool_ == nullptr) {
    ASSIGN_OR_RETURN(spool_, Spool::Open(options_.folder, std::numeric_limits<int64_t>::max()));
  }
  const int64_t start = spool_->size();
  RETURN_IF_ERROR(spool_->Append(encoded.bytes));
  for (Part& part : encoded.parts) {
    part.offset += start;
    parts_[part.block.key].push_back(std::move(part));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const BlockSource>> Cells::Finish(ImportReport& report) && {
  RETURN_IF_ERROR(Spill());
  while (!encoding_.empty()) RETURN_IF_ERROR(TakeEncoded());
  ASSIGN_OR_RETURN(const std::shared_ptr<Blocks> blocks, Blocks::Of(std::move(spool_)));
  Sums sums(options_.is_group);
  for (auto& [key, parts] : parts_) {
    int64_t count = 0;
    for (const Part& part : parts) count += part.block.rows;
    if (count > kMaxBlockRows) return TooLarge(key);
    if (parts.size() == 1 && parts[0].clean) {
      report.kept += parts[0].block.rows;
      RETURN_IF_ERROR(sums.Add(parts[0].sum, parts[0].block));
      blocks->Add(std::move(parts[0]));
      continue;
    }
    std::vector<Row> rows;
    rows.reserve(static_cast<size_t>(count));
    for (const Part& part : parts) RETURN_IF_ERROR(blocks->Read(part, rows));
    ASSIGN_OR_RETURN(const std::vector<Observation> observations, Resolve(std::move(rows), report));
    Decimal sum;
    for (const Observation& observation : observations) {
      ASSIGN_OR_RETURN(sum, sum.Add(observation.value));
    }
    ASSIGN_OR_RETURN(EncodedBlock block, EncodeBlock(observations, options_.sum_totals));
    RETURN_IF_ERROR(sums.Add(sum, block));
    RETURN_IF_ERROR(blocks->Add(std::move(block), options_.folder));
  }
  parts_.clear();
  RETURN_IF_ERROR(blocks->Close());
  sums.MoveTo(report);
  return blocks;
}

}  // namespace entente::trade
