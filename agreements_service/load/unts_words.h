#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_WORDS_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/load/unts_block.h"
#include "agreements_service/load/unts_conclusion.h"
#include "common/provenance/import_report.h"

// What all parts of a statement of the United Nations say alike.
namespace entente::agreements {

inline constexpr absl::string_view kRegistration =
    "Registration with the Secretariat of the United Nations:";

// Takes "16 October 2018" from the beginning of `text`, or what stands there instead.
std::string TakeDate(absl::string_view& text);

// Sets title, instrument, parties and signatures.
void DescribeUnts(const UntsBlock& block, const Conclusion& conclusion, Agreement& agreement,
                  ImportReport& report);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_WORDS_H_
