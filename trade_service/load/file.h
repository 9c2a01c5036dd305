#ifndef ENTENTE_TRADE_SERVICE_LOAD_FILE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_FILE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/provenance/import_report.h"
#include "common/time/partial_date.h"
#include "common/time/period.h"
#include "trade_service/core/batch.h"

namespace entente::trade {

// How a file is read. Numbered as in the contract.
enum class FileFormat {
  kRecognise = 0,
  kComtradeCsv = 1,
  kFacts = 2,
  kComtradeJson = 3,
  kComtradeLegacy = 4,
  kBaci = 5,
  kSdmxCsv = 6,
  kSdmxJson = 7,
  kSdmxMl = 8,
  kEurostatRelational = 9,
  kMatrix = 10,
  kBnsXls = 11,
  kComtradeTitles = 12,
  kConversionWeights = 13,
  kBaciTitles = 14
};

// A file, and what is known about it.
struct File {
  absl::string_view content;
  FileFormat format = FileFormat::kRecognise;
  std::string name;
  std::string dataset;  // empty: the name without its ending
  PartialDate published;
  PartialDate retrieved;
  std::string url;
  std::string sha256;          // of what was sent, hexadecimal
  std::string content_sha256;  // of what is packed in it; empty: it is not packed
  std::string principal;
  std::string source;            // resource name, where the format does not tell it
  std::string currency;          // ISO 4217, where the format does not tell it; empty: USD
  int exponent = 0;              // power of ten of a value, where the format does not tell it
  std::optional<Period> period;  // of all values, where the format does not tell it
  std::string folder;            // where temporary files are made
  int64_t max_bytes = int64_t{16} << 30;  // of it, decompressed
};

// What a file becomes.
struct LoadedFile {
  Batch batch;
  ImportReport report;
};

// Reads a file of any format, compressed by gzip or zstd or not: lines are those of the text
// inside. INVALID_ARGUMENT, naming line and column where there are any: FILE_EMPTY, FILE_IS_HTML,
// FILE_IS_ERROR (what the source answered instead of data), FORMAT_REFERENCE (a list of countries),
// FORMAT_UNKNOWN (the content is nothing known), FILE_TRUNCATED, FILE_MALFORMED, or the format's
// own reasons. RESOURCE_EXHAUSTED (FILE_TOO_LARGE) for what is larger than File allows. The report
// notes that the data set was taken from the name of a copy (NAME_OF_COPY).
absl::StatusOr<LoadedFile> LoadFile(const File& file);

// The format of a content that is not compressed; the errors above if it is none.
absl::StatusOr<FileFormat> Recognise(absl::string_view content);

// The data set that a file belongs to: `dataset` or, if that is empty, the file's name without its
// ending (and without .gz or .zst, or a browser's mark of a copy, " (1)" to " (9)"), in the
// characters that a resource name may have; a mark tells apart names that differ in the others
// alone.
std::string DatasetOf(const std::string& dataset, const std::string& file_name);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_FILE_H_
