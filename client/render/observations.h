#ifndef ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_
#define ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_

#include <string>
#include <vector>

#include "client/observations.h"

// Observations for other programs, a line each. Columns that UN Comtrade has bear its names and
// mean the same; a period is spelled as everywhere here.
namespace entente::client {

// The columns' names as a line of CSV.
std::string ObservationsCsvHeader();

// The rows of a block as lines of CSV (RFC 4180, but for the line feeds that end lines).
std::string ObservationsCsv(const trade::v1::ObservationBlock& block,
                            const std::vector<ObservationRow>& rows);

// The same as lines of JSON, an object each: every value is text, and what is empty is left out.
std::string ObservationsJson(const trade::v1::ObservationBlock& block,
                             const std::vector<ObservationRow>& rows);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_
