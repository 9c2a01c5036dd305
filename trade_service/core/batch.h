#ifndef ENTENTE_TRADE_SERVICE_CORE_BATCH_H_
#define ENTENTE_TRADE_SERVICE_CORE_BATCH_H_

#include <memory>
#include <vector>

#include "trade_service/core/block.h"
#include "trade_service/core/commodity_title.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/release.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"

namespace entente::trade {

// A release and everything in it.
struct NewRelease {
  Release release;  // name, dataset, published, ...; id, chain, recorded, ... are the store's
  std::shared_ptr<const BlockSource> blocks;
};

// What becomes visible together, as one revision.
struct Batch {
  std::vector<Source> sources;
  bool sources_supposed = false;     // by the file's format: a source that is known stays as it is
  std::vector<NewRelease> releases;  // names must be new
  std::vector<Target> targets;
  std::vector<Statement> statements;
  std::vector<CommodityTitle> titles;
  std::vector<Conversion> conversions;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_BATCH_H_
