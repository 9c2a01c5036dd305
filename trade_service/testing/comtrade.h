#ifndef ENTENTE_TRADE_SERVICE_TESTING_COMTRADE_H_
#define ENTENTE_TRADE_SERVICE_TESTING_COMTRADE_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

// For tests: files as UN Comtrade writes them.
namespace entente::trade::testing {

// The columns that a row is made of, with what stands in one that says nothing else: Kazakhstan's
// exports to Türkiye in 2021.
inline const std::vector<std::pair<std::string, std::string>>& ComtradeColumns() {
  static const auto* const columns = new std::vector<std::pair<std::string, std::string>>{
      {"typeCode", "C"},
      {"freqCode", "A"},
      {"refMonth", "52"},
      {"period", "2021"},
      {"reporterCode", "398"},
      {"flowCode", "X"},
      {"partnerCode", "792"},
      {"partnerDesc", "T\xfcrkiye"},
      {"partner2Code", "0"},
      {"classificationCode", "H5"},
      {"cmdCode", "TOTAL"},
      {"customsCode", "C00"},
      {"mosCode", "0"},
      {"motCode", "0"},
      {"qtyUnitCode", "-1"},
      {"qty", ""},
      {"isQtyEstimated", "false"},
      {"netWgt", ""},
      {"isNetWgtEstimated", "false"},
      {"cifvalue", ""},
      {"fobvalue", "2964665648.32"},
      {"primaryValue", "2964665648.32"},
      {"legacyEstimationFlag", "0"},
      {"isReported", "true"},
      {"isAggregate", "false"},
  };
  return *columns;
}

// What a row says other than the columns' usual content.
using ComtradeRowText = std::map<std::string, std::string>;

inline std::vector<std::string> ComtradeHeader() {
  std::vector<std::string> header;
  for (const auto& [name, usual] : ComtradeColumns()) header.push_back(name);
  return header;
}

inline std::vector<std::string> ComtradeFields(const ComtradeRowText& row) {
  std::vector<std::string> fields;
  for (const auto& [name, usual] : ComtradeColumns()) {
    const auto said = row.find(name);
    fields.push_back(said == row.end() ? usual : said->second);
  }
  return fields;
}

// How a file is written.
enum class Dialect { kApi, kPortal, kBulk };

inline std::string ComtradeText(const std::vector<ComtradeRowText>& rows,
                                Dialect dialect = Dialect::kApi) {
  const char* const separator = dialect == Dialect::kBulk ? "\t" : ",";
  const char* const end = dialect == Dialect::kPortal ? "\r\n" : "\n";
  std::string text = absl::StrCat(absl::StrJoin(ComtradeHeader(), separator), end);
  for (const ComtradeRowText& row : rows) {
    for (const std::string& field : ComtradeFields(row)) {
      if (dialect == Dialect::kPortal) {
        absl::StrAppend(&text, "\"", field, "\",");
      } else {
        absl::StrAppend(&text, field, separator);
      }
    }
    if (dialect != Dialect::kPortal) text.pop_back();
    absl::StrAppend(&text, end);
  }
  return text;
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_COMTRADE_H_
