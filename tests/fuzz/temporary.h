#ifndef ENTENTE_TESTS_FUZZ_TEMPORARY_H_
#define ENTENTE_TESTS_FUZZ_TEMPORARY_H_

#include <filesystem>
#include <string>

namespace entente {

// Where files without a name are made, so that nothing is left there.
inline std::string TemporaryFolder() { return std::filesystem::temp_directory_path(); }

}  // namespace entente

#endif  // ENTENTE_TESTS_FUZZ_TEMPORARY_H_
