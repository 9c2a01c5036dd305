#ifndef ENTENTE_TRADE_SERVICE_STORE_DOCUMENTS_H_
#define ENTENTE_TRADE_SERVICE_STORE_DOCUMENTS_H_

#include <string>

#include "absl/status/statusor.h"

#include "common/journal/journal.h"
#include "trade_service/core/commodity_title.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/release.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"

// Resources as the bytes of a journal's documents: the contract's message without what is output
// only, because the contract is what is kept compatible (see docs/adr).
namespace entente::trade {

inline constexpr char kSources[] = "sources";
inline constexpr char kReleases[] = "releases";
inline constexpr char kTargets[] = "targets";
inline constexpr char kStatements[] = "statements";
inline constexpr char kTitles[] = "commodity_titles";
inline constexpr char kConversions[] = "conversions";

std::string Encode(const Source& source);
std::string Encode(const Release& release);
std::string Encode(const Target& target);
std::string Encode(const Statement& statement);
std::string Encode(const CommodityTitle& title);
std::string Encode(const Conversion& conversion);

// DATA_LOSS if the bytes are not what Encode wrote. Revision and time are the document's.
absl::Status Decode(const Document& document, Source& source);
absl::Status Decode(const Document& document, Release& release);
absl::Status Decode(const Document& document, Target& target);
absl::Status Decode(const Document& document, Statement& statement);
absl::Status Decode(const Document& document, CommodityTitle& title);
absl::Status Decode(const Document& document, Conversion& conversion);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_DOCUMENTS_H_
