#ifndef ENTENTE_CLIENT_RENDER_SDMX_CSV_H_
#define ENTENTE_CLIENT_RENDER_SDMX_CSV_H_

#include <string>
#include <vector>

#include "client/observations.h"
#include "entente/trade/v1/resources.pb.h"

// Observations as SDMX-CSV 2.0 of our own data structure ENTENTE:TRADE(1.0.0), which
// docs/formats.md describes. Loss-free, and importable again.
namespace entente::client {

// Where rows come from: their release, and its source.
struct Origin {
  trade::v1::Release release;
  trade::v1::Source source;
};

// The components' names as a line of CSV.
std::string SdmxCsvHeader();

// The rows of a block, which come from `origin`, as lines of CSV.
std::string SdmxCsv(const trade::v1::ObservationBlock& block,
                    const std::vector<ObservationRow>& rows, const Origin& origin);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_SDMX_CSV_H_
