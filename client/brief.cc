#include "client/brief.h"

#include <algorithm>
#include <string>
#include <thread>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "client/advice.h"
#include "client/agreement_counts.h"
#include "client/read_at.h"
#include "common/api/convert.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

using agreements::v1::ListedMilestone;
using agreements::v1::Occasion;
using brief::v1::AgreementsSection;
using brief::v1::Brief;
using brief::v1::CheckedStatement;
using brief::v1::TradeSection;
using common::v1::PartialDate;
using trade::v1::EvaluateTargetResponse;

// Orders by the first day that a date can mean; what has none comes last.
std::tuple<bool, int, int, int> ByDay(const PartialDate& date) {
  const google::type::Date& day = date.earliest();
  return {!date.has_earliest(), day.year(), day.month(), day.day()};
}

std::string ParentOf(const Pair& pair) { return absl::StrCat("pairs/", PairId(pair)); }

// `statement` beside those of `volumes` that are of its period.
CheckedStatement Checked(trade::v1::Statement statement,
                         const trade::v1::GetPairSummaryResponse& summary) {
  CheckedStatement checked;
  if (!statement.period().empty()) {
    for (const trade::v1::Volume& volume : summary.volumes()) {
      if (volume.period() == statement.period()) *checked.add_volumes() = volume;
    }
  }
  *checked.mutable_statement() = std::move(statement);
  return checked;
}

absl::StatusOr<TradeSection> GatherTrade(const TradeClient& client, const Pair& pair,
                                         const BriefOptions& options) {
  TradeSection section;
  trade::v1::GetPairSummaryRequest summary;
  summary.add_countries(pair.first);
  summary.add_countries(pair.second);
  *summary.mutable_read_at() = ReadAt(options.as_of, options.trade_revision);
  ASSIGN_OR_RETURN(*section.mutable_summary(), client.GetPairSummary(summary, options.deadline));
  section.set_revision(section.summary().revision());

  const common::v1::ReadAt read_at = ReadAt(options.as_of, section.revision());
  ASSIGN_OR_RETURN(const TradeSection targets,
                   GatherTargets(client, pair, read_at, options.deadline));
  section.MergeFrom(targets);

  trade::v1::ListStatementsRequest statements;
  statements.set_parent(ParentOf(pair));
  *statements.mutable_read_at() = read_at;
  ASSIGN_OR_RETURN(auto listed, client.ListStatements(statements, options.deadline));
  section.set_statements_empty_reason(listed.empty_reason());
  for (trade::v1::Statement& statement : *listed.mutable_statements()) {
    *section.add_statements() = Checked(std::move(statement), section.summary());
  }
  std::stable_sort(section.mutable_statements()->begin(), section.mutable_statements()->end(),
                   [](const CheckedStatement& a, const CheckedStatement& b) {
                     return ByDay(a.statement().said()) < ByDay(b.statement().said());
                   });
  return section;
}

absl::StatusOr<AgreementsSection> GatherAgreements(const AgreementsClient& client, const Pair& pair,
                                                   const BriefOptions& options) {
  AgreementsSection section;
  agreements::v1::ListAgreementsRequest request;
  request.add_countries(pair.first);
  request.add_countries(pair.second);
  *request.mutable_day() = entente::ToProto(options.day);
  *request.mutable_read_at() = ReadAt(options.as_of, options.agreements_revision);
  ASSIGN_OR_RETURN(auto listed, client.ListAgreements(request, options.deadline));
  section.set_revision(listed.revision());
  *section.mutable_agreements() = std::move(*listed.mutable_agreements());
  section.set_agreements_empty_reason(listed.empty_reason());
  CountAgreements(entente::ToProto(pair), section);

  const common::v1::ReadAt read_at = ReadAt(options.as_of, section.revision());
  agreements::v1::ListOccasionsRequest occasions;
  occasions.set_parent(ParentOf(pair));
  *occasions.mutable_read_at() = read_at;
  ASSIGN_OR_RETURN(auto held, client.ListOccasions(occasions, options.deadline));
  *section.mutable_occasions() = std::move(*held.mutable_occasions());
  section.set_occasions_empty_reason(held.empty_reason());
  std::stable_sort(
      section.mutable_occasions()->begin(), section.mutable_occasions()->end(),
      [](const Occasion& a, const Occasion& b) { return ByDay(a.start()) < ByDay(b.start()); });

  agreements::v1::ListMilestonesRequest milestones;
  milestones.set_parent(ParentOf(pair));
  *milestones.mutable_day() = entente::ToProto(options.day);
  *milestones.mutable_read_at() = read_at;
  ASSIGN_OR_RETURN(auto reached, client.ListMilestones(milestones, options.deadline));
  *section.mutable_milestones() = std::move(*reached.mutable_milestones());
  section.set_milestones_empty_reason(reached.empty_reason());
  std::stable_sort(section.mutable_milestones()->begin(), section.mutable_milestones()->end(),
                   [](const ListedMilestone& a, const ListedMilestone& b) {
                     return ByDay(a.milestone().date()) < ByDay(b.milestone().date());
                   });
  return section;
}

void AddMissing(absl::string_view section, const absl::Status& status, Brief& brief) {
  auto& missing = *brief.add_missing();
  missing.set_section(std::string(section));
  missing.set_code(absl::StatusCodeToString(status.code()));
  missing.set_reason(DetailsOf(status).reason);
  const std::string advice = Advice(status);
  missing.set_message(
      absl::StrCat(std::string(status.message()), advice.empty() ? "" : ". ", advice));
}

}  // namespace

absl::StatusOr<TradeSection> GatherTargets(const TradeClient& client, const Pair& pair,
                                           const common::v1::ReadAt& read_at, absl::Time deadline) {
  trade::v1::ListTargetsRequest list;
  list.set_parent(ParentOf(pair));
  *list.mutable_read_at() = read_at;
  ASSIGN_OR_RETURN(const auto targets, client.ListTargets(list, deadline));

  trade::v1::EvaluateTargetRequest evaluate;
  *evaluate.mutable_read_at() = read_at;
  evaluate.mutable_read_at()->set_revision(targets.revision());
  TradeSection section;
  section.set_revision(targets.revision());
  section.set_targets_empty_reason(targets.empty_reason());
  for (const trade::v1::Target& target : targets.targets()) {
    evaluate.set_name(target.name());
    ASSIGN_OR_RETURN(*section.add_targets(), client.EvaluateTarget(evaluate, deadline));
  }
  std::stable_sort(section.mutable_targets()->begin(), section.mutable_targets()->end(),
                   [](const EvaluateTargetResponse& a, const EvaluateTargetResponse& b) {
                     return ByDay(a.target().announced()) < ByDay(b.target().announced());
                   });
  return section;
}

Brief BuildBrief(const TradeClient& trade, const AgreementsClient& agreements, const Pair& pair,
                 const BriefOptions& options) {
  absl::StatusOr<AgreementsSection> agreements_section;
  std::thread other([&] { agreements_section = GatherAgreements(agreements, pair, options); });
  absl::StatusOr<TradeSection> trade_section = GatherTrade(trade, pair, options);
  other.join();

  Brief brief;
  *brief.mutable_day() = entente::ToProto(options.day);
  if (options.as_of.has_value()) *brief.mutable_as_of() = entente::ToProto(*options.as_of);
  *brief.mutable_pair() = entente::ToProto(pair);
  if (trade_section.ok()) {
    *brief.mutable_trade() = *std::move(trade_section);
  } else {
    AddMissing("trade", trade_section.status(), brief);
  }
  if (agreements_section.ok()) {
    *brief.mutable_agreements() = *std::move(agreements_section);
  } else {
    AddMissing("agreements", agreements_section.status(), brief);
  }
  return brief;
}

}  // namespace entente::client
