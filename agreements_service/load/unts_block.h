#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_BLOCK_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_BLOCK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente::agreements {

// What a statement of the United Nations says of one number: "No. 55569.  Uruguay and ...".
struct UntsBlock {
  std::string id;      // "I-55569"; "II-1400" of Part II, "LoN-2623" of the League of Nations
  bool annex = false;  // of the annexes, with what happened to an agreement since
  int64_t line = 0;
  std::string heading;               // "Multilateral", "Uruguay and Netherlands (for ...)"
  std::vector<std::string> parties;  // of the heading, without what is in brackets
  std::string text;                  // behind the heading, in one line
};

// The blocks of the English half. Lines are joined as they were before a PDF's reader broke them,
// and page numbers left out; a heading that cannot be told from the title has no parties, and is
// empty.
std::vector<UntsBlock> UntsBlocks(absl::string_view content);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_BLOCK_H_
