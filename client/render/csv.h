#ifndef ENTENTE_CLIENT_RENDER_CSV_H_
#define ENTENTE_CLIENT_RENDER_CSV_H_

#include <string>

#include "absl/types/span.h"

namespace entente::client {

// Cells as a line of CSV (RFC 4180, but for the line feed that ends it).
std::string CsvLine(absl::Span<const std::string> cells);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_CSV_H_
