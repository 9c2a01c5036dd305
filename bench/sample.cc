#include "bench/sample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace entente::bench {

double Quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
  const size_t index = std::clamp<size_t>(rank, 1, values.size()) - 1;
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[index];
}

double Median(std::vector<double> values) { return Quantile(std::move(values), 0.5); }

}  // namespace entente::bench
