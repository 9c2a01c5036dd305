#ifndef ENTENTE_TRADE_SERVICE_CORE_SOURCE_H_
#define ENTENTE_TRADE_SERVICE_CORE_SOURCE_H_

#include <string>

namespace entente::trade {

// Whose word a source carries, the weightiest first. Numbered as in the contract.
enum class SourceKind { kUnspecified = 0, kNational = 1, kCompiled = 2, kReconciled = 3 };

// A publisher of trade statistics.
struct Source {
  std::string name;  // "sources/kaz-bns"
  std::string title;
  std::string publisher;
  std::string url;
  SourceKind kind = SourceKind::kUnspecified;
  std::string note;

  friend bool operator==(const Source&, const Source&) = default;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SOURCE_H_
