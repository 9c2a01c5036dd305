#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_LOAD_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_LOAD_H_

#include <cstddef>

#include "absl/status/statusor.h"

#include "trade_service/load/file.h"
#include "trade_service/load/sdmx_flow.h"
#include "trade_service/load/sdmx_observation.h"

namespace entente::trade {

// Of a message that is not in order, so many bytes are held back at a time.
inline constexpr size_t kSdmxBytesPerPass = size_t{16} << 20;

// What the SDMX message in a file becomes: one release, in which the measures of one cell are one
// observation (sdmx_cells.h). A message whose series follow one another, as the publishers write
// them, is read once; any other is read again, in as many passes as memory asks for, each of which
// takes a part of the series.
//
// Rows that cannot be used are rejected in the report (sdmx_row.h, sdmx_cells.h).
// FILE_EMPTY if there is no observation; DIMENSION_UNKNOWN as in sdmx_cells.h; FILE_UNSORTED if the
// series of more than 2 GiB do not stand together; the errors of the message itself and of
// OneRelease.
absl::StatusOr<LoadedFile> LoadSdmx(const File& file, const SdmxOrigin& origin,
                                    const SdmxMessage& message,
                                    size_t bytes_per_pass = kSdmxBytesPerPass);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_LOAD_H_
