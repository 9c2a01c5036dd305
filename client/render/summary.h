#ifndef ENTENTE_CLIENT_RENDER_SUMMARY_H_
#define ENTENTE_CLIENT_RENDER_SUMMARY_H_

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// The few lines that somebody in a hurry reads: the latest figures and by whose word, the last
// target, the agreements in force, the last occasion, the next anniversary. Each is told again,
// with everything that belongs to it, further down.
void AddSummary(const brief::v1::Brief& brief, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_SUMMARY_H_
