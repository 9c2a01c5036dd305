#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_H_

#include <string>

#include "absl/strings/string_view.h"

// What the files of "Multilateral Treaties Deposited with the Secretary-General" have in common:
// the numbers by which it knows treaties.
namespace entente::agreements {

inline constexpr char kMtdsg[] = "mtdsg";

// Chapter and number of a treaty, as in "10-11-a" or "10-11.a": "10-11-a". Empty for any other
// text.
std::string MtdsgId(absl::string_view text);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_H_
