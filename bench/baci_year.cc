// Writes a year of trade as CEPII BACI publishes it: six columns, in order of exporter, importer
// and product, of as many rows as wanted. The same seed gives the same bytes.
//
// The shape is BACI's: most pairs trade few products and few pairs trade most, values spread over
// many orders of magnitude, quantities are blank-padded text and sometimes missing.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_format.h"

namespace {

// Numbers that BACI gives to countries of ISO 3166-1.
std::vector<int> Countries(int count) {
  std::vector<int> all;
  for (const int code :
       {4,   8,   12,  24,  31,  32,  36,  40,  44,  48,  50,  51,  52,  56,  60,  64,  68,  70,
        76,  84,  90,  92,  96,  100, 104, 108, 112, 116, 120, 124, 132, 136, 140, 144, 148, 152,
        156, 170, 174, 178, 180, 184, 188, 191, 192, 196, 203, 204, 208, 212, 214, 218, 222, 226,
        231, 232, 233, 234, 238, 242, 246, 251, 258, 262, 266, 268, 270, 275, 276, 288, 292, 296,
        300, 304, 308, 316, 320, 324, 328, 332, 340, 344, 348, 352, 360, 364, 368, 372, 376, 380,
        384, 388, 392, 398, 400, 404, 408, 410, 414, 417, 418, 422, 426, 428, 430, 434, 440, 442,
        446, 450, 454, 458, 462, 466, 470, 478, 480, 484, 490, 496, 498, 499, 500, 504, 508, 512,
        516, 520, 524, 528, 531, 533, 540, 548, 554, 558, 562, 566, 570, 579, 580, 583, 584, 585,
        586, 591, 598, 600, 604, 608, 616, 620, 624, 626, 634, 642, 643, 646, 652, 654, 659, 660,
        662, 666, 670, 674, 678, 682, 686, 688, 690, 694, 699, 702, 703, 704, 705, 706, 710, 716,
        724, 728, 729, 740, 748, 752, 757, 760, 762, 764, 768, 772, 776, 780, 784, 788, 792, 795,
        796, 798, 800, 804, 807, 818, 826, 834, 842, 854, 858, 860, 862, 876, 882, 887, 894}) {
    all.push_back(code);
  }
  all.resize(std::min(all.size(), static_cast<size_t>(count)));
  return all;
}

// Product codes of six digits, as many as a revision of the Harmonized System has.
std::vector<int> Products() {
  std::vector<int> products;
  for (int chapter = 1; chapter <= 97; ++chapter) {
    if (chapter == 77) continue;
    for (int i = 0; i < 52; ++i)
      products.push_back(chapter * 10000 + (1 + i / 4) * 100 + i % 4 * 10);
  }
  return products;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Writes a made year of CEPII BACI to standard output");
  int64_t rows = 10'000'000;
  int year = 2021;
  int seed = 1;
  app.add_option("--rows", rows, "How many")->capture_default_str();
  app.add_option("--year", year, "Of which year")->capture_default_str();
  app.add_option("--seed", seed, "Of the random numbers")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  std::mt19937_64 random(static_cast<uint64_t>(seed));
  const std::vector<int> countries = Countries(1000);
  const std::vector<int> products = Products();
  // How much each pair trades of the whole: a few sizes of country, multiplied.
  std::lognormal_distribution<double> size(0, 1.6);
  std::vector<double> sizes(countries.size());
  for (double& one : sizes) one = size(random);
  double whole = 0;
  for (size_t i = 0; i < sizes.size(); ++i) {
    for (size_t j = 0; j < sizes.size(); ++j) whole += i == j ? 0 : std::sqrt(sizes[i] * sizes[j]);
  }
  // As in the rows of BACI's HS92 2021 (V202301) of Afghanistan and South Africa.
  std::lognormal_distribution<double> value(1.70, 3.24);
  std::lognormal_distribution<double> tons_by_thousand_usd(-2.38, 1.93);
  std::uniform_real_distribution<double> unit(0, 1);
  std::fputs("\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\n", stdout);
  int64_t written = 0;
  double carried = 0;
  for (size_t i = 0; i < countries.size(); ++i) {
    for (size_t j = 0; j < countries.size() && written < rows; ++j) {
      if (i == j) continue;
      carried += static_cast<double>(rows) * std::sqrt(sizes[i] * sizes[j]) / whole;
      const auto wanted =
          static_cast<size_t>(std::min(carried, static_cast<double>(products.size())));
      carried -= static_cast<double>(wanted);
      // Takes `wanted` of the products, in order.
      size_t left = wanted;
      for (size_t k = 0; k < products.size() && left > 0; ++k) {
        if (unit(random) * static_cast<double>(products.size() - k) >= static_cast<double>(left)) {
          continue;
        }
        --left;
        const double thousand_usd = value(random) + 0.001;
        const double tons = thousand_usd * tons_by_thousand_usd(random) + 0.001;
        const std::string quantity =
            unit(random) < 0.032 ? "           NA" : absl::StrFormat("%13.3f", tons);
        const std::string row = absl::StrFormat("%d,%d,%d,%d,%.3f,\"%s\"\n", year, countries[i],
                                                countries[j], products[k], thousand_usd, quantity);
        std::fwrite(row.data(), 1, row.size(), stdout);
        ++written;
      }
    }
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
