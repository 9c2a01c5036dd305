#ifndef ENTENTE_BENCH_SAMPLE_H_
#define ENTENTE_BENCH_SAMPLE_H_

#include <vector>

namespace entente::bench {

// The smallest value that at least `share` of `values` do not exceed; share 0 to 1. 0 when there
// are none.
double Quantile(std::vector<double> values, double share);

// The middle value; the lower of the two middle ones when their number is even.
double Median(std::vector<double> values);

}  // namespace entente::bench

#endif  // ENTENTE_BENCH_SAMPLE_H_
