#ifndef ENTENTE_CLIENT_RENDER_SDMX_CSV_H_
#define ENTENTE_CLIENT_RENDER_SDMX_CSV_H_

#include <string>
#include <vector>

#include "client/observations.h"

// Observations as SDMX-CSV 2.0 of our own data structure ENTENTE:TRADE(1.0.0), which
// docs/formats.md describes. Loss-free but for what a file says of itself, and importable again.
namespace entente::client {

// The components' names as a line of CSV.
std::string SdmxCsvHeader();

// The rows of a block as lines of CSV.
std::string SdmxCsv(const trade::v1::ObservationBlock& block,
                    const std::vector<ObservationRow>& rows);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_SDMX_CSV_H_
