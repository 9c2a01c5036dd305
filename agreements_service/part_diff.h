#ifndef ENTENTE_AGREEMENTS_SERVICE_PART_DIFF_H_
#define ENTENTE_AGREEMENTS_SERVICE_PART_DIFF_H_

#include "google/protobuf/message.h"

#include "entente/agreements/v1/registry_service.pb.h"

namespace entente::agreements {

// Adds to `change` the parts in which two states of a resource differ, messages of one type, as the
// contract says of PartChange and of what it ends with.
void DiffParts(const google::protobuf::Message& before, const google::protobuf::Message& after,
               v1::ResourceChange& change);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_PART_DIFF_H_
