#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_FILE_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_FILE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/batch.h"
#include "common/provenance/import_report.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// How a file is read. Numbered as in the contract.
enum class FileFormat {
  kRecognise = 0,
  kFacts = 1,
  kUkTreaties = 2,
  kIeadbTreaties = 3,
  kIeadbMembers = 4,
  kUnctadIia = 5,
  kWtoRta = 6,
  kWtoRtaChanges = 7,
  kDesta = 8,
  kMtdsgIndex = 9,
  kMtdsgParticipants = 10,
  kUntsStatement = 11,
  kUsMissions = 12,
  kWipoMembers = 13
};
inline constexpr FileFormat kLastFormat = FileFormat::kWipoMembers;

// A file, and what is known about it.
struct File {
  absl::string_view content;
  FileFormat format = FileFormat::kRecognise;
  std::string name;
  std::string url;
  PartialDate published;
  PartialDate retrieved;
  std::string folder;                    // where temporary files are made
  int64_t max_bytes = int64_t{1} << 30;  // of it, decompressed
};

// What a file becomes.
struct LoadedFile {
  Batch batch;
  ImportReport report;
};

// Reads a file of any format, compressed by gzip or zstd or not: lines are those of the text
// inside. INVALID_ARGUMENT, naming line and column where there are any: FILE_EMPTY, FILE_IS_HTML,
// FORMAT_UNKNOWN (the content is nothing known: an error message saved as a file, for one),
// FILE_TRUNCATED, FILE_MALFORMED, NOTHING_TO_KEEP, or the format's own reasons. RESOURCE_EXHAUSTED
// (FILE_TOO_LARGE) for what is larger than File allows.
absl::StatusOr<LoadedFile> LoadFile(const File& file);

// The format of a content that is not compressed; the errors above if it is none.
absl::StatusOr<FileFormat> Recognise(absl::string_view content);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_FILE_H_
