#ifndef ENTENTE_COMMON_TESTING_SHARED_DATA_H_
#define ENTENTE_COMMON_TESTING_SHARED_DATA_H_

#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

// For tests: real files that are not part of the project.
namespace entente::testing {

// The bytes of a file; nothing if it cannot be read.
inline std::optional<std::string> ReadFileBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// Where a file or folder is that is below `data` in the folder that ENTENTE_SHARED_DATA names, or
// in
// ../shared.
inline std::string SharedPath(absl::string_view name) {
  const char* folder = getenv("ENTENTE_SHARED_DATA");
  return absl::StrCat(folder ? folder : "../shared", "/data/", name);
}

inline std::optional<std::string> ReadSharedFile(absl::string_view name) {
  return ReadFileBytes(SharedPath(name));
}

}  // namespace entente::testing

// Declares `variable` as the bytes of a shared file, or skips the test.
#define READ_SHARED_FILE_OR_SKIP(variable, name)                                                 \
  const std::optional<std::string> variable##_read = ::entente::testing::ReadSharedFile(name);   \
  if (!variable##_read) GTEST_SKIP() << "skipped: no shared data (" << std::string(name) << ")"; \
  const std::string& variable = *variable##_read

#endif  // ENTENTE_COMMON_TESTING_SHARED_DATA_H_
