#ifndef ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_
#define ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "client/observations.h"
#include "entente/trade/v1/statistics_service.pb.h"

// Observations for other programs. In CSV and JSON they are a line each; columns that UN Comtrade
// has bear its names and mean the same, so that a file of its values can be imported again.
namespace entente::client {

// UN Comtrade's numbers of areas, by code: "398" of "KAZ".
using AreaNumbers = std::map<std::string, std::string>;

// The number by which UN Comtrade knows each area today.
AreaNumbers NumbersOf(const trade::v1::ListAreasResponse& areas);

// SDMX's code of the frequency of "2021", "2021-Q1" or "2021-04".
absl::string_view FrequencyCode(absl::string_view period);

// The columns' names as a line of CSV.
std::string ObservationsCsvHeader();

// The rows of a block as lines of CSV.
std::string ObservationsCsv(const trade::v1::ObservationBlock& block,
                            const std::vector<ObservationRow>& rows, const AreaNumbers& numbers);

// Why the rows of a block are not imported again as they are from such a file, as the end of "it is
// ...": "of sources/kaz-bns"; empty if they are. UN Comtrade's format has no place for another
// source, currency, area or frequency than its own.
std::string WhyNotComtrade(const trade::v1::ObservationBlock& block, const AreaNumbers& numbers);

// The same as lines of JSON, an object each: every value is text, and what is empty is left out.
std::string ObservationsJson(const trade::v1::ObservationBlock& block,
                             const std::vector<ObservationRow>& rows, const AreaNumbers& numbers);

// A batch as it was streamed: its length as a varint, then the message, as every protobuf library
// reads delimited messages.
std::string ObservationsProtobuf(const trade::v1::StreamObservationsResponse& batch);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_OBSERVATIONS_H_
