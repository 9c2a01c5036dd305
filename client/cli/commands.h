#ifndef ENTENTE_CLIENT_CLI_COMMANDS_H_
#define ENTENTE_CLIENT_CLI_COMMANDS_H_

#include "client/cli/exit_code.h"
#include "client/cli/options.h"
#include "entente/agreements/v1/relationship_service.pb.h"
#include "entente/trade/v1/analysis_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"

// One function a command, one file a command or family. Each prints its answer, or says on standard
// error what went wrong, and returns how the program ends. `asked`: what the command line fills in
// of the request, countries as they were typed.
namespace entente::client {

ExitCode RunBrief(const GlobalOptions& global, const PairArguments& arguments);
ExitCode RunTradeSeries(const GlobalOptions& global, const trade::v1::GetSeriesRequest& asked);
ExitCode RunTradeTrend(const GlobalOptions& global, const trade::v1::GetTrendRequest& asked);
ExitCode RunTradeCommodities(const GlobalOptions& global,
                             const trade::v1::RankCommoditiesRequest& asked);
ExitCode RunTradePartners(const GlobalOptions& global, const trade::v1::RankPartnersRequest& asked);
ExitCode RunTradeSuppliers(const GlobalOptions& global,
                           const trade::v1::RankSuppliersRequest& asked);
ExitCode RunTradeMirror(const GlobalOptions& global, const trade::v1::CompareMirrorRequest& asked);
ExitCode RunTradeDefinitions(const GlobalOptions& global,
                             const trade::v1::ListDefinitionsRequest& asked);
ExitCode RunTradeAvailability(const GlobalOptions& global,
                              const trade::v1::GetAvailabilityRequest& asked);
ExitCode RunTradeAreas(const GlobalOptions& global, const trade::v1::ListAreasRequest& asked);
ExitCode RunTradeReleases(const GlobalOptions& global, const trade::v1::ListReleasesRequest& asked);
ExitCode RunTradeHistory(const GlobalOptions& global,
                         const trade::v1::ListCellHistoryRequest& asked);
ExitCode RunTradeDiff(const GlobalOptions& global, const trade::v1::DiffReleasesRequest& asked);
ExitCode RunTradePrune(const GlobalOptions& global, const trade::v1::PruneReleasesRequest& asked);
ExitCode RunTradeObservations(const GlobalOptions& global,
                              const trade::v1::StreamObservationsRequest& asked);
ExitCode RunTradeTargets(const GlobalOptions& global, const PairArguments& arguments);
ExitCode RunAgreementsList(const GlobalOptions& global, const PairArguments& arguments);
ExitCode RunAgreementsDue(const GlobalOptions& global, const agreements::v1::ListDueRequest& asked);
ExitCode RunAgreementsShow(const GlobalOptions& global, const ShowArguments& arguments);
ExitCode RunImportTrade(const GlobalOptions& global, const ImportArguments& arguments);
ExitCode RunImportAgreements(const GlobalOptions& global, const ImportArguments& arguments);
ExitCode RunHealth(const GlobalOptions& global);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_COMMANDS_H_
