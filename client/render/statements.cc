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
#include "client/render/words.h"

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
  const bool first = exporter == pair.first().alpha3();
  const auto& from = first ? pair.first() : pair.second();
  const auto& to = first ? pair.second() : pair.first();
  return absl::StrCat(from.alpha3(), " to ", to.alpha3());
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

// When the target was met, under which definitions.
std::string MetSince(const EvaluateTargetResponse& target, const Pair& pair, Page& page) {
  if (target.attainments().empty()) return "no figures to hold it against";
  std::vector<std::string> parts;
  int unmet = 0;
  std::string last;  // period of the figures by which it was not met
  for (const Attainment& attainment : target.attainments()) {
    const Volume& volume = attainment.volume();
    if (attainment.first_met().empty()) {
      ++unmet;
      last = std::max(last, volume.period());
      continue;
    }
    parts.push_back(absl::StrCat("first met in ", attainment.first_met(), " ",
                                 ByWhom(volume.definition(), pair), " ",
                                 ReferTo(volume, target.evidence(), page.references())));
  }
  if (unmet > 0) {
    parts.push_back(absl::StrCat("not met by ", unmet, parts.empty() ? "" : " other",
                                 unmet == 1 ? " definition" : " definitions",
                                 ", whose figures end in ", last));
  }
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
                      ": ", MetSince(*named, pair, page), ".");
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
    page.Text(0, "Nothing that was said about the trade is registered.");
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
      table.Line(0, by);
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
    page.Text(0, absl::StrCat(SaidBy(statement, pair), ": ", statement.text(), " ",
                              page.references().ToAll(statement.evidence())));
    any = true;
  }
  if (!any) page.Text(0, "No position is registered.");
}

}  // namespace entente::client
