#include "client/render/statements.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/definition.h"
#include "client/render/format.h"
#include "client/render/volumes.h"
#include "client/render/words.h"
#include "common/time/partial_date.h"

namespace entente::client {
namespace {

using brief::v1::CheckedStatement;
using brief::v1::TradeSection;
using common::v1::Pair;
using trade::v1::Attainment;
using trade::v1::EvaluateTargetResponse;
using trade::v1::Statement;
using trade::v1::Volume;
using Align = Table::Align;

// "President R. T. Erdoğan for Türkiye, Ankara, 2022-05-10". Whom a speaker speaks for is left out
// where the speaker's title says it.
std::string SaidBy(const Statement& statement, const Pair& pair) {
  const std::string side = statement.side().empty() ? "" : NameIn(pair, statement.side());
  const std::string& speaker = statement.speaker();
  std::vector<std::string> parts;
  if (speaker.empty()) {
    parts.push_back(side.empty() ? "Speaker not named" : absl::StrCat(side, "'s side"));
  } else if (side.empty() || absl::StrContains(speaker, side)) {
    parts.push_back(speaker);
  } else {
    parts.push_back(absl::StrCat(speaker, " for ", side));
  }
  if (!statement.place().empty()) parts.push_back(statement.place());
  parts.push_back(DateText(statement.said()));
  return absl::StrJoin(parts, ", ");
}

// The country whose goods a stated figure is about; empty for both directions or where it cannot
// be told.
std::string ExporterOf(const Statement& statement, const Pair& pair) {
  const std::string& first = pair.first().alpha3();
  const std::string& second = pair.second().alpha3();
  if (statement.side() != first && statement.side() != second) return "";
  const std::string& other = statement.side() == first ? second : first;
  if (statement.direction() == trade::v1::DIRECTION_EXPORTS) return statement.side();
  if (statement.direction() == trade::v1::DIRECTION_IMPORTS) return other;
  return "";
}

std::string WhatIsMeant(const Statement& statement, const Pair& pair) {
  if (statement.direction() == trade::v1::DIRECTION_UNSPECIFIED) return "both ways";
  const std::string exporter = ExporterOf(statement, pair);
  if (exporter.empty()) return absl::StrCat(Words(statement.direction()), ", not said whose");
  const auto& to = exporter == pair.first().alpha3() ? pair.second() : pair.first();
  return absl::StrCat("to ", to.name());
}

// What `volume` has for the direction that the statement is about; null if that cannot be told.
const trade::v1::Amount* Measured(const Statement& statement, const Volume& volume,
                                  const Pair& pair) {
  if (volume.total().currency() != statement.amount().currency()) return nullptr;
  if (statement.direction() == trade::v1::DIRECTION_UNSPECIFIED) return &volume.total();
  const std::string exporter = ExporterOf(statement, pair);
  if (exporter.empty()) return nullptr;
  const std::string& reporter = volume.definition().reporter();
  const std::string& whose = reporter.empty() ? pair.first().alpha3() : reporter;
  return exporter == whose ? &volume.exports().amount() : &volume.imports().amount();
}

// "\"exceeded\" 5.3 bn USD [3]".
std::string Said(const Statement& statement, Page& page) {
  const std::string qualifier = statement.qualifier() == trade::v1::QUALIFIER_UNSPECIFIED
                                    ? ""
                                    : absl::StrCat("\"", Words(statement.qualifier()), "\" ");
  return absl::StrCat(qualifier, AsSaid(statement.amount().decimal()), " ",
                      statement.amount().currency(), " ",
                      page.references().ToAll(statement.evidence()));
}

void AddVolume(const CheckedStatement& checked, const TradeSection& section, const Pair& pair,
               Table& table, Page& page) {
  const Statement& statement = checked.statement();
  std::vector<std::string> row = {statement.period().empty() ? "no year" : statement.period(),
                                  WhatIsMeant(statement, pair), Said(statement, page)};
  bool compared = false;
  for (const Volume& volume : checked.volumes()) {
    const trade::v1::Amount* measured = Measured(statement, volume, pair);
    if (measured == nullptr) continue;
    row.insert(
        row.end(),
        {Grouped(measured->decimal()), Excess(statement.amount().decimal(), measured->decimal()),
         absl::StrCat(Whose(volume.definition(), pair), " ",
                      ReferTo(volume, section.summary().evidence(), page.references()))});
    table.Row(std::exchange(row, {"", "", ""}));
    compared = true;
  }
  if (!compared) {
    row.insert(row.end(), {"", "", statement.period().empty() ? "not compared" : "none loaded"});
    table.Row(row);
  }
}

// The first day that it can have been said; the last of all days where that is not known.
absl::CivilDay DayOf(const Statement& statement) {
  const absl::StatusOr<PartialDate> said = PartialDate::Parse(statement.said().edtf());
  return said.ok() && said->kind() == PartialDate::Kind::kDate ? said->Earliest()
                                                               : absl::CivilDay::max();
}

// "82.2 % in 2021 as Kazakhstan reports [1], so not met; first met in 2022, after it was said".
std::string Verdict(const Attainment& attainment, const Volume& then,
                    const trade::v1::Amount& amount, const TradeSection& section, const Pair& pair,
                    Page& page) {
  const double ratio = RatioOf(then, amount);
  const std::string& first = attainment.first_met();
  const bool met_after = ratio < 1 && !first.empty() && first > then.period();
  return absl::StrCat(
      Percent(ratio), " in ", then.period(), " ", ByWhom(then.definition(), pair), " ",
      ReferTo(then, section.summary().evidence(), page.references()),
      ratio < 1 ? ", so not met" : ", so met",
      met_after ? absl::StrCat("; first met in ", first, ", after it was said") : "");
}

// Whether the target was met when that was said: by the last periods that had ended. The sides' own
// figures, and whatever says that it was met, are told one by one.
std::string WasMet(const EvaluateTargetResponse& target, const Statement& statement,
                   const TradeSection& section, const Pair& pair, Page& page) {
  std::vector<std::string> parts;
  int others = 0;
  std::string last;  // period of the others' latest figures
  for (const Attainment& attainment : target.attainments()) {
    const Volume& latest = attainment.volume();
    const Volume* then = LatestBefore(section.summary(), latest, DayOf(statement));
    if (then == nullptr) continue;
    const trade::v1::Amount& amount = target.target().amount();
    if (latest.definition().perspective() == trade::v1::PERSPECTIVE_REPORTER ||
        RatioOf(*then, amount) >= 1) {
      parts.push_back(Verdict(attainment, *then, amount, section, pair, page));
    } else {
      ++others;
      last = std::max(last, then->period());
    }
  }
  if (others > 0) {
    parts.push_back(absl::StrCat("not met by ", others, parts.empty() ? "" : " other",
                                 others == 1 ? " definition" : " definitions",
                                 ", whose figures end in ", last));
  }
  if (parts.empty()) return "there are no figures of a year that had ended by then";
  return absl::StrJoin(parts, "; ");
}

std::string TargetReached(const Statement& statement, const TradeSection& section, const Pair& pair,
                          Page& page) {
  const auto named = std::find_if(section.targets().begin(), section.targets().end(),
                                  [&](const EvaluateTargetResponse& response) {
                                    return response.target().name() == statement.target();
                                  });
  const std::string said =
      absl::StrCat(statement.text().empty() ? "A target is said to be reached."
                                            : absl::StrCat("\"", statement.text(), "\""),
                   " ", page.references().ToAll(statement.evidence()));
  if (named == section.targets().end()) {
    return absl::StrCat(said, " The target is not registered here.");
  }
  const auto& target = named->target();
  return absl::StrCat(said, " The target of ", AsSaid(target.amount().decimal()), " ",
                      target.amount().currency(), ", announced ", DateText(target.announced()),
                      ": ", WasMet(*named, statement, section, pair, page), ".");
}

}  // namespace

void AddStatements(const TradeSection& section, const Pair& pair, Page& page) {
  std::vector<const CheckedStatement*> statements;
  for (const CheckedStatement& checked : section.statements()) {
    if (checked.statement().kind() != trade::v1::STATEMENT_KIND_POSITION) {
      statements.push_back(&checked);
    }
  }
  if (statements.empty()) {
    page.Text(0, absl::StrCat("Nothing that was said about the trade: ",
                              WhyNone(section.statements_empty_reason()), "."));
    return;
  }
  // What was said last comes first; together stays what one speaker said at one time.
  const auto order = [&](const CheckedStatement* checked) {
    const Statement& statement = checked->statement();
    return std::tuple(statement.said().edtf(), SaidBy(statement, pair), statement.period(),
                      -statement.direction());
  };
  std::stable_sort(statements.begin(), statements.end(),
                   [&](const auto* a, const auto* b) { return order(a) > order(b); });

  Table table(
      2, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kPoint, Align::kRight, Align::kLeft});
  table.Row({"about", "", "said", "measured", "said is", "by figures of"});
  std::string group;
  for (const CheckedStatement* checked : statements) {
    const Statement& statement = checked->statement();
    if (std::string by = SaidBy(statement, pair); by != group) {
      table.Line(0, absl::StrCat(by, page.Later(statement.said())));
      group = std::move(by);
    }
    if (statement.kind() == trade::v1::STATEMENT_KIND_VOLUME) {
      AddVolume(*checked, section, pair, table, page);
    } else {
      table.Line(2, TargetReached(statement, section, pair, page));
    }
  }
  page.Add(table);
}

void AddPositions(const TradeSection& section, const Pair& pair, Page& page) {
  bool any = false;
  for (const CheckedStatement& checked : section.statements()) {
    const Statement& statement = checked.statement();
    if (statement.kind() != trade::v1::STATEMENT_KIND_POSITION) continue;
    page.Text(0,
              absl::StrCat(SaidBy(statement, pair), page.Later(statement.said()), ": ",
                           statement.text(), " ", page.references().ToAll(statement.evidence())));
    any = true;
  }
  if (!any) {
    page.Text(0, absl::StrCat("No position: ", WhyNone(section.statements_empty_reason()), "."));
  }
}

}  // namespace entente::client
