#ifndef ENTENTE_CLIENT_RENDER_REFERENCES_H_
#define ENTENTE_CLIENT_RENDER_REFERENCES_H_

#include <map>
#include <string>
#include <vector>

#include "google/protobuf/repeated_field.h"

#include "entente/common/v1/types.pb.h"

namespace entente::client {

// The numbered list of sources at the end of a page. A source gets its number where it is referred
// to first, and keeps it.
class References {
 public:
  using List = google::protobuf::RepeatedPtrField<common::v1::Evidence>;

  // "[3]".
  std::string To(const common::v1::Evidence& evidence);
  // "[3]" for entry `index` of an answer's list; empty if it has no such entry.
  std::string To(const List& list, unsigned int index);
  // "[3] [5]" for entries of an answer's list, each once.
  std::string To(const List& list,
                 const google::protobuf::RepeatedField<google::protobuf::uint32>& indices);
  // "[3] [5]".
  std::string ToAll(const List& list);

  // The list, wrapped at `width`; empty if nothing was referred to.
  std::string ToString(int width) const;

 private:
  std::map<std::string, size_t> numbers_;  // by what makes an evidence
  std::vector<common::v1::Evidence> sources_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_REFERENCES_H_
