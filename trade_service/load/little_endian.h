#ifndef ENTENTE_TRADE_SERVICE_LOAD_LITTLE_ENDIAN_H_
#define ENTENTE_TRADE_SERVICE_LOAD_LITTLE_ENDIAN_H_

#include <cstddef>
#include <type_traits>

#include "absl/strings/string_view.h"

namespace entente::trade {

// The unsigned number of type T that stands at `offset`, the lowest byte first; 0 if it goes beyond
// the end.
template <typename T>
T LittleEndian(absl::string_view bytes, size_t offset) {
  static_assert(std::is_unsigned_v<T>);
  if (bytes.size() < sizeof(T) || offset > bytes.size() - sizeof(T)) return 0;
  T number = 0;
  for (size_t i = sizeof(T); i > 0; --i) {
    number = static_cast<T>(number << 8 | static_cast<unsigned char>(bytes[offset + i - 1]));
  }
  return number;
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_LITTLE_ENDIAN_H_
