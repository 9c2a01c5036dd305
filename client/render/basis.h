#ifndef ENTENTE_CLIENT_RENDER_BASIS_H_
#define ENTENTE_CLIENT_RENDER_BASIS_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"

#include "client/render/page.h"
#include "entente/trade/v1/analysis_service.pb.h"

namespace entente::client {

// "TOTAL" if a request names no commodity.
inline std::string CommodityWords(const std::string& commodity) {
  return commodity.empty() ? "TOTAL" : commodity;
}

// What all figures of an answer have in common: "27 (H5), USD, sources/un-comtrade".
template <typename Response>
std::string Basis(const std::string& commodity, const Response& response) {
  return absl::StrCat(
      commodity,
      response.classification().empty() ? "" : absl::StrCat(" (", response.classification(), ")"),
      ", ", response.currency(), ", ", response.source());
}

// In which other classifications the source has it: "; also in H4, H5, left out"; else empty.
template <typename Response>
std::string AlsoIn(const Response& response) {
  if (response.other_classifications().empty()) return "";
  return absl::StrCat("; also in ", absl::StrJoin(response.other_classifications(), ", "),
                      ", left out");
}

// Adds which periods could not be added up, if there are any.
template <typename Periods>
void AddIncomplete(int indent, const Periods& incomplete, Page& page) {
  if (incomplete.empty()) return;
  page.Text(indent, absl::StrCat("Not added up, since shorter periods are missing: ",
                                 absl::StrJoin(incomplete, ", "), "."));
}

// The parts that a sum lacks: "; missing: 2021-02, 2021-03"; else empty.
template <typename Periods>
std::string MissingText(const Periods& missing) {
  return missing.empty() ? "" : absl::StrCat("; missing: ", absl::StrJoin(missing, ", "));
}

// Says of which periods there are figures that could not be converted, if there are any.
inline void AddUnconverted(const google::protobuf::RepeatedPtrField<std::string>& periods,
                           Page& page) {
  if (periods.empty()) return;
  page.Text(2, absl::StrCat("Not converted, since weights or codes of six digits are missing: ",
                            absl::StrJoin(periods, ", "), "."));
}

// Says why `lacking` is not told, where that is for want of the rest of the world's pairs.
inline void AddPartLoaded(absl::string_view lacking, trade::v1::WorldAbsence absence, Page& page) {
  if (absence != trade::v1::WORLD_ABSENCE_PART_LOADED) return;
  page.Text(
      2, absl::StrCat("No ", lacking, ": of this source not all pairs of the world are loaded."));
}

// Where a figure stands, and what to know about it: "[1] line 12; estimated, FOB".
inline std::string SourceText(const std::string& references, const std::string& cell,
                              const std::string& remarks) {
  return absl::StrCat(references, cell.empty() ? "" : " ", cell, remarks.empty() ? "" : "; ",
                      remarks);
}

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_BASIS_H_
