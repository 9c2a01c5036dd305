#include "client/render/definition.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/words.h"

namespace entente::client {

std::string NameIn(const common::v1::Pair& pair, const std::string& alpha3) {
  if (alpha3 == pair.first().alpha3()) return pair.first().name();
  if (alpha3 == pair.second().alpha3()) return pair.second().name();
  return alpha3;
}

namespace {

std::string Without(const trade::v1::Definition& definition) {
  return definition.re_exports() == trade::v1::RE_EXPORTS_EXCLUDED ? ", without re-exports" : "";
}

std::string Party(const trade::v1::Definition& definition, const common::v1::Pair& pair) {
  switch (definition.perspective()) {
    case trade::v1::PERSPECTIVE_REPORTER:
      return NameIn(pair, definition.reporter());
    case trade::v1::PERSPECTIVE_EXPORTERS:
      return "each exporter";
    case trade::v1::PERSPECTIVE_IMPORTERS:
      return "each importer";
    case trade::v1::PERSPECTIVE_RECONCILED:
      return "both, reconciled";
    default:
      return "somebody unknown to this program";
  }
}

}  // namespace

std::string Whose(const trade::v1::Definition& definition, const common::v1::Pair& pair) {
  return absl::StrCat(Party(definition, pair), Without(definition));
}

std::string ByWhom(const trade::v1::Definition& definition, const common::v1::Pair& pair) {
  if (definition.perspective() == trade::v1::PERSPECTIVE_RECONCILED) {
    return absl::StrCat("as reconciled from both reports", Without(definition));
  }
  return absl::StrCat("as ", Party(definition, pair), " reports", Without(definition));
}

std::string PublisherOf(const trade::v1::Volume& volume, const References::List& evidence) {
  const unsigned int index = volume.exports().evidence();
  if (index < static_cast<unsigned int>(evidence.size())) {
    const std::string& publisher = evidence[static_cast<int>(index)].publisher();
    if (!publisher.empty()) return publisher;
  }
  return volume.definition().source();
}

std::string ReferTo(const trade::v1::Volume& volume, const References::List& evidence,
                    References& references) {
  const std::string exports = references.To(evidence, volume.exports().evidence());
  const std::string imports = references.To(evidence, volume.imports().evidence());
  return exports == imports ? exports : absl::StrCat(exports, " ", imports);
}

std::string Remarks(const std::vector<const trade::v1::Figure*>& figures) {
  std::set<int> flags;
  std::set<int> valuations;
  for (const trade::v1::Figure* figure : figures) {
    flags.insert(figure->flags().begin(), figure->flags().end());
    if (figure->valuation() != trade::v1::VALUATION_UNSPECIFIED) {
      valuations.insert(figure->valuation());
    }
  }
  std::vector<std::string> remarks;
  for (const int flag : flags) remarks.push_back(Words(static_cast<trade::v1::Flag>(flag)));
  for (const int valuation : valuations) {
    remarks.push_back(absl::AsciiStrToUpper(Words(static_cast<trade::v1::Valuation>(valuation))));
  }
  return absl::StrJoin(remarks, ", ");
}

}  // namespace entente::client
