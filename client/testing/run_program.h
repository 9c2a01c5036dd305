#ifndef ENTENTE_CLIENT_TESTING_RUN_PROGRAM_H_
#define ENTENTE_CLIENT_TESTING_RUN_PROGRAM_H_

#include <string>
#include <vector>

namespace entente::client {

// How a program ended.
struct Ended {
  int code = -1;  // -1: not by itself
  std::string out;
  std::string err;
};

// Test only. Runs `entente` with `arguments`; `environment` ("NAME=value") is all that it sees.
// `device`: where its standard output goes instead of to `out`.
Ended RunEntente(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment = {}, const char* device = nullptr);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_TESTING_RUN_PROGRAM_H_
