#include "client/cli/commands.h"
#include "client/cli/declare.h"

namespace entente::client {
namespace {

void DeclareSeries(CLI::App& trade, Command& command) {
  CLI::App& series =
      AddCommand(trade, "series", "What A reports of its trade with B",
                 "  entente trade series KZ TR\n"
                 "  entente trade series TR KZ --flow X --from 2015 --to 2020\n"
                 "  entente trade series KZ World --commodity 27 --frequency monthly\n"
                 "  entente trade series KZ TR --commodity 870380 --classification H5 --convert\n");
  auto& asked = Given(series, command, RunTradeSeries);
  AddReporterAndPartner(series, *asked.mutable_reporter(), *asked.mutable_partner());
  AddFlow(series, "Only this flow: X exports, M imports, ...", *asked.mutable_flow());
  AddCommodity(series, "Code of the classification; TOTAL", *asked.mutable_commodity());
  AddFrequency(series, asked);
  AddSource(series, "Only this source, e.g. sources/kaz-bns", *asked.mutable_source());
  AddPeriod(series, "--from", "First period, e.g. 2015", *asked.mutable_first_period());
  AddPeriod(series, "--to", "Last period", *asked.mutable_last_period());
  AddClassification(series, "Only this one, e.g. H5", *asked.mutable_classification());
  AddConvert(series, asked);
}

void DeclareTargets(CLI::App& trade, Command& command) {
  CLI::App& targets =
      AddCommand(trade, "targets", "Targets of a pair and how far they are attained",
                 "  entente trade targets KZ TR\n"
                 "  entente trade targets KZ TR --as-of 2022-05-11\n");
  PairArguments& pair = Given(targets, command, RunTradeTargets);
  AddPair(targets, pair.first, pair.second);
}

}  // namespace

void DeclareTrade(CLI::App& app, Command& command) {
  CLI::App& trade = AddCommand(app, "trade", "Trade statistics and targets",
                               "  entente trade series KZ TR\n"
                               "  entente trade commodities KZ TR --top 20\n"
                               "  entente trade targets KZ TR\n");
  trade.require_subcommand(1);
  DeclareSeries(trade, command);
  DeclareAnalysis(trade, command);
  DeclareReleases(trade, command);
  DeclareTargets(trade, command);
}

}  // namespace entente::client
