#ifndef ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_
#define ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "client/observations.h"
#include "entente/trade/v1/statistics_service.pb.h"

// Observations for other programs. In CSV and JSON they are a line each; columns that UN Comtrade
// has bear its names and mean the same; a period is spelled as everywhere here.
namespace entente::client {

// SDMX's code of the frequency of "2021", "2021-Q1" or "2021-04".
absl::string_view FrequencyCode(absl::string_view period);

// The columns' names as a line of CSV.
std::string ObservationsCsvHeader();

// The rows of a block as lines of CSV.
std::string ObservationsCsv(const trade::v1::ObservationBlock& block,
                            const std::vector<ObservationRow>& rows);

// The same as lines of JSON, an object each: every value is text, and what is empty is left out.
std::string ObservationsJson(const trade::v1::ObservationBlock& block,
                             const std::vector<ObservationRow>& rows);

// A batch as it was streamed: its length as a varint, then the message, as every protobuf library
// reads delimited messages.
std::string ObservationsProtobuf(const trade::v1::StreamObservationsResponse& batch);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_
