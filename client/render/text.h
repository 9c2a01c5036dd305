#ifndef ENTENTE_CLIENT_RENDER_TEXT_H_
#define ENTENTE_CLIENT_RENDER_TEXT_H_

#include <string>
#include <vector>

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

// Answers as text for a terminal. The same answer and options make the same text.
namespace entente::client {

// The brief of a pair on one page, with the sources of every line at its end.
std::string RenderText(const brief::v1::Brief& brief, const TextOptions& options);

// The targets of a pair.
std::string RenderText(const std::vector<trade::v1::EvaluateTargetResponse>& targets,
                       const common::v1::Pair& pair, const TextOptions& options);

// The agreements of a pair on a day, with counts.
std::string RenderText(const brief::v1::AgreementsSection& section, const common::v1::Pair& pair,
                       const google::type::Date& day, const TextOptions& options);

// One agreement and where it stands.
std::string RenderText(const agreements::v1::Agreement& agreement,
                       const agreements::v1::StatusOnDay& status, const TextOptions& options);

// What a country reports of its trade with another.
std::string RenderText(const trade::v1::GetSeriesResponse& response,
                       const common::v1::Country& reporter, const common::v1::Country& partner,
                       const TextOptions& options);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TEXT_H_
