#ifndef ENTENTE_TRADE_SERVICE_LOAD_XML_H_
#define ENTENTE_TRADE_SERVICE_LOAD_XML_H_

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// An attribute of an element, names and prefixes as they are written.
using XmlAttributes = std::vector<std::pair<absl::string_view, absl::string_view>>;

// What a document consists of. Names come without their prefixes; what is given lives as long as
// the call. An error ends the reading.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual absl::Status Start(absl::string_view name, const XmlAttributes& attributes) = 0;
  virtual absl::Status Text(absl::string_view text) = 0;  // a piece of it
  virtual absl::Status End(absl::string_view name) = 0;
};

inline constexpr int kXmlMaxDepth = 32;
inline constexpr size_t kXmlMaxTag = size_t{1} << 20;

// Reads a document from beginning to end, in memory bounded by the longest tag, which is
// kXmlMaxTag bytes at most. INVALID_ARGUMENT names line and column: FILE_MALFORMED (not
// well-formed, elements deeper than kXmlMaxDepth, a document type: no document of data has one, and
// entities are defined there), FILE_TRUNCATED (the document ends too early); the handler's own.
absl::Status ReadXml(absl::string_view content, XmlHandler& handler);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_XML_H_
