#ifndef ENTENTE_CLIENT_RENDER_DEFINITION_H_
#define ENTENTE_CLIENT_RENDER_DEFINITION_H_

#include <string>
#include <vector>

#include "client/render/references.h"
#include "entente/common/v1/types.pb.h"
#include "entente/trade/v1/resources.pb.h"

// What a volume means and where it comes from.
namespace entente::client {

// The name of a country of the pair; its code for any other.
std::string NameIn(const common::v1::Pair& pair, const std::string& alpha3);

// By whose figures: "as Kazakhstan reports", "as each exporter reports, without re-exports", ...
std::string ByWhom(const trade::v1::Definition& definition, const common::v1::Pair& pair);

// The same in a table: "Kazakhstan", "each exporter", "each importer", "both, reconciled".
std::string Whose(const trade::v1::Definition& definition, const common::v1::Pair& pair);

// Who published it; its source's name if the evidence does not say.
std::string PublisherOf(const trade::v1::Volume& volume, const References::List& evidence);

// "[1]", or "[1] [2]" where the two directions come from two places.
std::string ReferTo(const trade::v1::Volume& volume, const References::List& evidence,
                    References& references);

// What to know about figures, without repetition: "estimated, reporter inferred, CIF".
std::string Remarks(const std::vector<const trade::v1::Figure*>& figures);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_DEFINITION_H_
