#include "common/geo/country.h"

#include <cstddef>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/geo/iso_data.h"
#include "common/geo/name_index.h"
#include "common/geo/name_table.h"
#include "common/status/error.h"
#include "common/text/digits.h"
#include "common/text/utf8.h"

namespace entente {
namespace {

constexpr int kMaxSuggestions = 5;
constexpr int kM49End = 1000;
constexpr char kAccepted[] = "an ISO 3166 code, an M49 number or a name";

// A country that left ISO 3166-1, as ISO 3166-3 remembers it.
struct FormerCountry {
  std::string alpha3;     // "SUN"
  std::string alpha2;     // "SU"; several may have had it
  std::string alpha4;     // "SUHH", unique
  int m49;                // 810; 0 if it had none
  std::string name;       // in English
  std::string withdrawn;  // when it left: a day or only a year, "1992-08-30", "1977"
};

// Rows of common/geo/name_table.h: they count through Countries(), then FormerCountries().
using Rows = std::vector<int>;

int CountryCount() { return static_cast<int>(Countries().size()); }

int ToNumber(absl::string_view digits) {
  int number = 0;
  return absl::SimpleAtoi(digits, &number) ? number : 0;
}

std::string EnglishName(std::size_t row) {
  return std::string(geo::UsualName(geo::NamesByLanguage().at("en")[row]));
}

const std::vector<FormerCountry>& FormerCountries() {
  static const auto& former = *[] {
    auto* table = new std::vector<FormerCountry>;
    for (const absl::string_view line : absl::StrSplit(geo::kFormerCountries, '\n')) {
      const std::vector<std::string> field = absl::StrSplit(line, '\t');
      table->push_back({field[0], field[1], field[2], ToNumber(field[3]),
                        EnglishName(CountryCount() + table->size()), field[4]});
    }
    return table;
  }();
  return former;
}

const FormerCountry& FormerAt(int row) { return FormerCountries()[row - CountryCount()]; }

Rows RowsWithCode(absl::string_view text) {
  // What is asked for most, and no other country's code.
  if (const int row = geo::RowOf(text); row >= 0 && row < CountryCount()) return {row};
  const bool is_number = text.size() <= 3 && AllDigits(text);
  const int number = is_number ? ToNumber(text) : 0;
  const std::string code = absl::AsciiStrToUpper(text);
  const auto has_code = [&](const auto& entry) {
    return number != 0 ? entry.m49 == number : entry.alpha3 == code || entry.alpha2 == code;
  };
  Rows rows;
  int row = 0;
  for (const Country& country : Countries()) {
    if (has_code(country)) rows.push_back(row);
    ++row;
  }
  for (const FormerCountry& former : FormerCountries()) {
    if (has_code(former) || former.alpha4 == code) rows.push_back(row);
    ++row;
  }
  return rows;
}

// What `text` is a code of, or else a name of.
struct Meanings {
  Rows countries;
  Rows former;
};

Meanings MeaningsOf(absl::string_view text) {
  Rows rows = RowsWithCode(text);
  if (rows.empty()) rows = geo::NameIndex::Get().Find(text);
  const auto first_former = absl::c_lower_bound(rows, CountryCount());
  return {Rows(rows.begin(), first_former), Rows(first_former, rows.end())};
}

// 'South Korea (KOR), A or B'.
std::string Listed(const Rows& rows) {
  std::string list;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) list += i + 1 < rows.size() ? ", " : " or ";
    const int row = rows[i];
    if (row < CountryCount()) {
      absl::StrAppend(&list, Countries()[row].name, " (", Countries()[row].alpha3, ")");
    } else {
      const FormerCountry& former = FormerAt(row);
      absl::StrAppend(&list, former.name, " (", former.alpha4, ", until ", former.withdrawn, ")");
    }
  }
  return list;
}

// The codes of `rows`, alpha-3 of countries and alpha-4 of former ones: 'KOR,PRK'.
std::string Codes(const Rows& rows) {
  return absl::StrJoin(rows, ",", [](std::string* out, int row) {
    *out += row < CountryCount() ? Countries()[row].alpha3 : FormerAt(row).alpha4;
  });
}

Error InvalidCountry(absl::string_view reason, absl::string_view sentence) {
  return Error(absl::StatusCode::kInvalidArgument, reason, sentence);
}

Error Missing() {
  return InvalidCountry("COUNTRY_MISSING", absl::StrCat("no country is given; give ", kAccepted));
}

Error Ambiguous(absl::string_view text, const Rows& rows) {
  return InvalidCountry("COUNTRY_AMBIGUOUS", absl::StrCat(Quoted(text), " may mean ", Listed(rows),
                                                          "; give the code in brackets"));
}

Error Unknown(absl::string_view text, const Rows& suggestions) {
  std::string sentence = absl::StrCat("no country is known as ", Quoted(text));
  if (!suggestions.empty()) absl::StrAppend(&sentence, "; the nearest: ", Listed(suggestions));
  return InvalidCountry("COUNTRY_UNKNOWN", absl::StrCat(sentence, "; give ", kAccepted));
}

}  // namespace

const std::vector<Country>& Countries() {
  static const auto& countries = *[] {
    auto* table = new std::vector<Country>;
    for (const absl::string_view line : absl::StrSplit(geo::kCountries, '\n')) {
      const std::vector<std::string> field = absl::StrSplit(line, '\t');
      table->push_back({field[0], field[1], ToNumber(field[2]), EnglishName(table->size())});
    }
    return table;
  }();
  return countries;
}

const Country* FindByAlpha3(absl::string_view alpha3) {
  const int row = geo::RowOf(alpha3);
  return row >= 0 && row < CountryCount() ? &Countries()[row] : nullptr;
}

const Country* FindByNumeric(int m49) {
  static const auto& by_number = *[] {
    auto* table = new std::vector<const Country*>(kM49End);
    for (const Country& country : Countries()) (*table)[country.m49] = &country;
    return table;
  }();
  return m49 >= 0 && m49 < kM49End ? by_number[m49] : nullptr;
}

absl::StatusOr<Country> ParseCountry(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (text.empty()) return Missing();
  const Meanings meanings = MeaningsOf(text);
  if (meanings.countries.size() == 1) return Countries()[meanings.countries.front()];
  if (!meanings.countries.empty()) {
    return Ambiguous(text, meanings.countries).With("suggestions", Codes(meanings.countries));
  }
  if (!meanings.former.empty()) {
    return InvalidCountry("COUNTRY_FORMER",
                          absl::StrCat(Quoted(text), " is no country of ISO 3166 any more: ",
                                       Listed(meanings.former), "; name a present one"))
        .With("former", Codes(meanings.former));
  }
  const Rows suggestions = geo::NameIndex::Get().Nearest(text, CountryCount(), kMaxSuggestions);
  return Unknown(text, suggestions).With("suggestions", Codes(suggestions));
}

const Country* FindCountry(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (text.empty()) return nullptr;
  const Rows countries = MeaningsOf(text).countries;
  return countries.size() == 1 ? &Countries()[countries.front()] : nullptr;
}

std::string CountryName(absl::string_view alpha3, absl::string_view language) {
  const int row = geo::RowOf(alpha3);
  if (row < 0) return std::string(alpha3);
  const geo::NamesByRow* names = geo::FindNames(language);
  if (names == nullptr || (*names)[row].empty()) return EnglishName(row);
  return std::string(geo::UsualName((*names)[row]));
}

}  // namespace entente
