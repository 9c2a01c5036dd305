#ifndef ENTENTE_CLIENT_RENDER_STATEMENTS_H_
#define ENTENTE_CLIENT_RENDER_STATEMENTS_H_

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// What was said about the trade, each beside the official figures of its period; the latest first.
void AddStatements(const brief::v1::TradeSection& section, const common::v1::Pair& pair,
                   Page& page);

// What was said without a number.
void AddPositions(const brief::v1::TradeSection& section, const common::v1::Pair& pair, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_STATEMENTS_H_
