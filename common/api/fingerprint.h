#ifndef ENTENTE_COMMON_API_FINGERPRINT_H_
#define ENTENTE_COMMON_API_FINGERPRINT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace entente {

// 32 hexadecimal digits that stand for a message's content, the same in every process. The fields
// named in `without` (of the message itself) are left out.
std::string Fingerprint(const google::protobuf::Message& message,
                        const std::vector<std::string>& without = {});

}  // namespace entente

#endif  // ENTENTE_COMMON_API_FINGERPRINT_H_
