#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_FILE_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_FILE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/batch.h"
#include "common/provenance/import_report.h"

namespace entente::agreements {

// How a file is read. Numbered as in the contract.
enum class FileFormat { kRecognise = 0, kFacts = 1 };

// What a file becomes.
struct LoadedFile {
  Batch batch;
  ImportReport report;
};

// Reads a file of any format. INVALID_ARGUMENT, naming line and column where there are any:
// FILE_EMPTY, FILE_IS_HTML, FORMAT_UNKNOWN (the content is nothing known: an error message saved as
// a file, for one), FILE_MALFORMED (half a download, for one), or the format's own reasons.
absl::StatusOr<LoadedFile> LoadFile(absl::string_view content, FileFormat format);

// The format of a content; the errors above if it is none.
absl::StatusOr<FileFormat> Recognise(absl::string_view content);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_FILE_H_
