#include "trade_service/areas.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/geo/name_table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/convert.h"
#include "trade_service/core/area.h"

namespace entente::trade {
namespace {

void AddSource(const char* publisher, const char* url, const char* note,
               v1::ListAreasResponse& response) {
  common::v1::Evidence& evidence = *response.add_evidence();
  evidence.set_publisher(publisher);
  evidence.set_url(url);
  evidence.set_note(note);
}

constexpr char kEnglish[] = "en";

// The names in a language; English ones for an empty `code`. LANGUAGE_UNKNOWN.
absl::StatusOr<const geo::NamesByRow*> NamesIn(absl::string_view code) {
  const geo::NamesByRow* const names = geo::FindNames(code.empty() ? kEnglish : code);
  if (names != nullptr) return names;
  return InvalidField(
      "LANGUAGE_UNKNOWN", "language_code",
      absl::StrCat(Quoted(code), " is no language that iso-codes has names in; give one of ",
                   absl::StrJoin(geo::LanguageTags(), ", ")));
}

v1::Area ToProto(const Area& area, const geo::NamesByRow& names) {
  v1::Area proto = ToProto(area);
  if (&names == geo::FindNames(kEnglish)) return proto;
  if (const absl::string_view name = TranslatedName(area, names); name.empty()) {
    proto.set_language_code(kEnglish);
  } else {
    proto.set_name(std::string(name));
  }
  return proto;
}

}  // namespace

absl::StatusOr<v1::ListAreasResponse> ListAreas(const Store& store,
                                                const v1::ListAreasRequest& request) {
  if (!v1::AreaKind_IsValid(request.kind()) || request.kind() == v1::AREA_KIND_SELF) {
    return InvalidField("VALUE_UNKNOWN", "kind", "is no kind that an area has by itself");
  }
  ASSIGN_OR_RETURN(const geo::NamesByRow* const names, NamesIn(request.language_code()));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  const auto fetch = [](const std::string& after, int limit) -> absl::StatusOr<std::vector<Area>> {
    const std::vector<Area>& areas = KnownAreas();
    const auto first = std::partition_point(areas.begin(), areas.end(),
                                            [&](const Area& area) { return area.code <= after; });
    return std::vector(first, first + std::min<ptrdiff_t>(limit, areas.end() - first));
  };
  ASSIGN_OR_RETURN(const Page<Area> page,
                   FillPage<Area>(
                       list, fetch,
                       [&](const Area& area) {
                         return request.kind() == v1::AREA_KIND_UNSPECIFIED ||
                                static_cast<v1::AreaKind>(area.kind) == request.kind();
                       },
                       [](const Area& area) { return area.code; }));
  v1::ListAreasResponse response;
  for (const Area& area : page.items) *response.add_areas() = ToProto(area, *names);
  response.set_next_page_token(page.next_token);
  AddSource("Debian iso-codes", "https://salsa.debian.org/iso-codes-team/iso-codes",
            "Countries of ISO 3166-1, codes of ISO 3166-3, translations of names.", response);
  AddSource("United Nations Statistics Division, UN Comtrade",
            "https://comtradeapi.un.org/files/v1/app/reference/partnerAreas.json",
            "Comtrade's numbers and years, and other areas. Successors are written down by hand.",
            response);
  return response;
}

}  // namespace entente::trade
