#ifndef ENTENTE_TRADE_SERVICE_LOAD_ANSWER_ERROR_H_
#define ENTENTE_TRADE_SERVICE_LOAD_ANSWER_ERROR_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// FILE_IS_ERROR: a source answered with an error, which begins at `line` and is quoted.
absl::Status AnswerIsError(int64_t line, absl::string_view said);

// What an SDMX web service says in a message instead of data, or beside data that are not all of
// them. FILE_TRUNCATED if `code` says that the answer was too large (130, 413, 510), else
// FILE_IS_ERROR; both quote it.
absl::Status SdmxAnswerIsError(absl::string_view code, absl::string_view said);

// Whether the code of such a message says that the answer was too large.
bool IsTooLargeForSdmx(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_ANSWER_ERROR_H_
