#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_CONCLUSION_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_CONCLUSION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente::agreements {

// A day on which an agreement was concluded, and where.
struct Signing {
  std::string place;  // may be empty
  std::string date;   // "29 October 2018"

  friend bool operator==(const Signing&, const Signing&) = default;
};

// A title as the United Nations write it, with the places and dates behind it:
// "Agreement on trade.  Bern, 3 and 9 October 2018, and New York, 16 October 2018".
struct Conclusion {
  std::string title;
  std::vector<Signing> signings;
  size_t size = 0;  // how much of the text it takes
};

// The conclusion that `text` begins with; none if it has no place and date.
std::optional<Conclusion> ReadConclusion(absl::string_view text);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_CONCLUSION_H_
