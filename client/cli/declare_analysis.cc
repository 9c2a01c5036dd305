#include "client/cli/commands.h"
#include "client/cli/declare.h"

namespace entente::client {
namespace {

constexpr char kOneSource[] = "Only this source; the weightiest that has it";
constexpr char kCommodity[] = "Code of the classification; TOTAL";
constexpr char kClassification[] = "Only this one, e.g. H5; the source's latest Harmonized System";
constexpr char kLatestYear[] = "e.g. 2021; the latest year";

void DeclareTrend(CLI::App& trade, Command& command) {
  CLI::App& trend = AddCommand(trade, "trend", "How the trade of A with B develops, as A reports",
                               "  entente trade trend KZ TR\n"
                               "  entente trade trend KZ TR --from 2015 --commodity 27\n"
                               "  entente trade trend TR KZ --frequency monthly --from 2023-01\n");
  auto& asked = Given(trend, command, RunTradeTrend);
  AddReporterAndPartner(trend, *asked.mutable_reporter(), *asked.mutable_partner());
  AddCommodity(trend, kCommodity, *asked.mutable_commodity());
  AddFrequency(trend, asked);
  AddPeriod(trend, "--from", "First period, e.g. 2015", *asked.mutable_first_period());
  AddPeriod(trend, "--to", "Last period", *asked.mutable_last_period());
  AddSource(trend, kOneSource, *asked.mutable_source());
  AddClassification(trend, kClassification, *asked.mutable_classification());
  AddConvert(trend, asked);
}

void DeclareCommodities(CLI::App& trade, Command& command) {
  CLI::App& commodities =
      AddCommand(trade, "commodities", "What A trades with B, by commodity",
                 "  entente trade commodities KZ TR\n"
                 "  entente trade commodities KZ TR --flow M --digits 4 --top 20\n"
                 "  entente trade commodities KZ TR --period 2021 --against 2020\n");
  auto& asked = Given(commodities, command, RunTradeCommodities);
  AddReporterAndPartner(commodities, *asked.mutable_reporter(), *asked.mutable_partner());
  asked.set_flow("X");
  AddFlow(commodities, "X exports, M imports, ...; X", *asked.mutable_flow());
  asked.set_level(2);
  commodities
      .add_option_function<int>(
          "--digits", [&asked](int digits) { asked.set_level(digits); },
          "2 for chapters, 4 for headings, 6 for subheadings; 2")
      ->check(CLI::IsMember({2, 4, 6}))
      ->option_text("2|4|6");
  AddTop(commodities, asked);
  AddPeriod(commodities, "--period", kLatestYear, *asked.mutable_period());
  AddPeriod(commodities, "--against", "Compare with this period: growth, new and gone",
            *asked.mutable_against_period());
  AddSource(commodities, kOneSource, *asked.mutable_source());
  AddClassification(commodities, kClassification, *asked.mutable_classification());
}

void DeclarePartners(CLI::App& trade, Command& command) {
  CLI::App& partners =
      AddCommand(trade, "partners", "With whom A trades, as A reports",
                 "  entente trade partners KZ\n"
                 "  entente trade partners KZ --flow M --place-of TR\n"
                 "  entente trade partners KZ --commodity 27 --period 2021 --top 20\n");
  auto& asked = Given(partners, command, RunTradePartners);
  AddReporter(partners, *asked.mutable_reporter());
  asked.set_flow("X");
  AddFlow(partners, "X exports, M imports, ...; X", *asked.mutable_flow());
  AddCommodity(partners, kCommodity, *asked.mutable_commodity());
  AddTop(partners, asked);
  AddCountryOption(partners, "--place-of", "Also the place of this partner over time",
                   *asked.mutable_partner());
  AddPeriod(partners, "--period", kLatestYear, *asked.mutable_period());
  AddSource(partners, kOneSource, *asked.mutable_source());
  AddClassification(partners, kClassification, *asked.mutable_classification());
}

void DeclareSuppliers(CLI::App& trade, Command& command) {
  CLI::App& suppliers = AddCommand(trade, "suppliers", "Who supplies A with a commodity",
                                   "  entente trade suppliers TR --commodity 27\n"
                                   "  entente trade suppliers TR --commodity 27 --place-of KZ\n"
                                   "  entente trade suppliers TR --by-exporters --period 2015\n");
  auto& asked = Given(suppliers, command, RunTradeSuppliers);
  AddCountry(suppliers, "A", "The country that imports", *asked.mutable_importer());
  AddCommodity(suppliers, kCommodity, *asked.mutable_commodity());
  AddTop(suppliers, asked);
  AddCountryOption(suppliers, "--place-of", "Also the place of this supplier",
                   *asked.mutable_exporter());
  suppliers.add_flag_function(
      "--by-exporters", [&asked](int64_t) { asked.set_by_exporters(true); },
      "As the exporters report it, not as A does");
  AddPeriod(suppliers, "--period", kLatestYear, *asked.mutable_period());
  AddSource(suppliers, kOneSource, *asked.mutable_source());
  AddClassification(suppliers, kClassification, *asked.mutable_classification());
}

void DeclareMirror(CLI::App& trade, Command& command) {
  CLI::App& mirror =
      AddCommand(trade, "mirror", "What A exports to B, as both report it, and why they differ",
                 "  entente trade mirror CN US\n"
                 "  entente trade mirror CN US --period 2022 --assume-freight\n"
                 "  entente trade mirror CN US --frequency monthly --commodity 27\n");
  auto& asked = Given(mirror, command, RunTradeMirror);
  AddCountry(mirror, "A", "The country that exports", *asked.mutable_exporter());
  AddCountry(mirror, "B", "The country that imports", *asked.mutable_importer());
  AddCommodity(mirror, kCommodity, *asked.mutable_commodity());
  AddFrequency(mirror, asked);
  AddPeriod(mirror, "--period", "Whose causes and chapters; the latest that both have",
            *asked.mutable_period());
  mirror.add_flag_function(
      "--assume-freight", [&asked](int64_t) { asked.set_assume_freight(true); },
      "Where no data tell freight, assume the IMF's 6 %");
  AddSource(mirror, kOneSource, *asked.mutable_source());
  AddClassification(mirror, kClassification, *asked.mutable_classification());
}

void DeclareDefinitions(CLI::App& trade, Command& command) {
  CLI::App& definitions =
      AddCommand(trade, "definitions", "The volume of a pair's trade under every definition",
                 "  entente trade definitions KZ TR\n"
                 "  entente trade definitions KZ TR --period 2021\n");
  auto& asked = Given(definitions, command, RunTradeDefinitions);
  std::string& first = *asked.add_countries();
  AddPair(definitions, first, *asked.add_countries());
  AddPeriod(definitions, "--period", "e.g. 2021, 2021-Q1, 2021-04; every year",
            *asked.mutable_period());
}

}  // namespace

void DeclareAnalysis(CLI::App& trade, Command& command) {
  DeclareTrend(trade, command);
  DeclareCommodities(trade, command);
  DeclarePartners(trade, command);
  DeclareSuppliers(trade, command);
  DeclareMirror(trade, command);
  DeclareDefinitions(trade, command);
}

}  // namespace entente::client
