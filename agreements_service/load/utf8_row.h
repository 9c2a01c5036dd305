#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UTF8_ROW_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UTF8_ROW_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/provenance/import_report.h"

namespace entente::agreements {

// Rejects a row that is not UTF-8 (TEXT_INVALID); whether it did.
bool RejectUnlessUtf8(int64_t line, const std::vector<absl::string_view>& fields,
                      ImportReport& report);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UTF8_ROW_H_
