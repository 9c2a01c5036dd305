#ifndef ENTENTE_COMMON_TESTING_TEMP_FOLDER_H_
#define ENTENTE_COMMON_TESTING_TEMP_FOLDER_H_

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace entente::testing {

// For tests: an empty folder that is removed with all that is in it.
class TempFolder {
 public:
  TempFolder() : path_(::testing::TempDir() + "entente-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) ADD_FAILURE() << "cannot make " << path_;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  // The path of a file in the folder.
  std::string File(absl::string_view name) const { return absl::StrCat(path_, "/", name); }

 private:
  std::string path_;
};

}  // namespace entente::testing

#endif  // ENTENTE_COMMON_TESTING_TEMP_FOLDER_H_
