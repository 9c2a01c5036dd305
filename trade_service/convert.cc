#include "trade_service/convert.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

// The enums of core/ are numbered as in the contract.
static_assert(static_cast<int>(SourceKind::kReconciled) == v1::SOURCE_KIND_RECONCILED);
static_assert(static_cast<int>(Valuation::kFob) == v1::VALUATION_FOB);
static_assert(static_cast<int>(Flag::kIncomplete) == v1::FLAG_INCOMPLETE);
static_assert(static_cast<int>(AreaKind::kGroup) == v1::AREA_KIND_GROUP);
static_assert(static_cast<int>(Frequency::kMonthly) == v1::FREQUENCY_MONTHLY);
static_assert(static_cast<int>(Perspective::kReconciled) == v1::PERSPECTIVE_RECONCILED);
static_assert(static_cast<int>(ReExports::kExcluded) == v1::RE_EXPORTS_EXCLUDED);
static_assert(static_cast<int>(StatementKind::kPosition) == v1::STATEMENT_KIND_POSITION);
static_assert(static_cast<int>(Qualifier::kAbout) == v1::QUALIFIER_ABOUT);
static_assert(static_cast<int>(Direction::kImports) == v1::DIRECTION_IMPORTS);

absl::Status NotAValue(absl::string_view field) {
  return InvalidField("VALUE_UNKNOWN", field, "not a value of this enum");
}

absl::StatusOr<Amount> AmountOf(const v1::Amount& proto, absl::string_view field) {
  Amount amount;
  absl::StatusOr<Decimal> value = Decimal::Parse(proto.decimal());
  if (!value.ok()) {
    return InvalidField("AMOUNT_INVALID", absl::StrCat(field, ".decimal"),
                        value.status().message());
  }
  amount.value = *value;
  if (!IsCurrency(proto.currency())) {
    return InvalidField("CURRENCY_INVALID", absl::StrCat(field, ".currency"),
                        "send an ISO 4217 code, e.g. USD");
  }
  amount.currency = proto.currency();
  return amount;
}

absl::StatusOr<Definition> DefinitionOf(const v1::Definition& proto, absl::string_view field) {
  Definition definition;
  if (!v1::Perspective_IsValid(proto.perspective()) ||
      proto.perspective() == v1::PERSPECTIVE_UNSPECIFIED) {
    return NotAValue(absl::StrCat(field, ".perspective"));
  }
  definition.perspective = static_cast<Perspective>(proto.perspective());
  if (definition.perspective == Perspective::kReporter) {
    ASSIGN_OR_RETURN(definition.reporter,
                     CheckCountry(proto.reporter(), absl::StrCat(field, ".reporter")));
  }
  RETURN_IF_ERROR(MatchName(proto.source(), "sources/*", absl::StrCat(field, ".source")).status());
  definition.source = proto.source();
  ASSIGN_OR_RETURN(const std::optional<Frequency> frequency,
                   trade::FromProto(proto.frequency(), absl::StrCat(field, ".frequency")));
  definition.frequency = frequency.value_or(Frequency::kAnnual);
  if (!v1::ReExports_IsValid(proto.re_exports())) {
    return NotAValue(absl::StrCat(field, ".re_exports"));
  }
  if (proto.re_exports() != v1::RE_EXPORTS_UNSPECIFIED) {
    definition.re_exports = static_cast<ReExports>(proto.re_exports());
  }
  return definition;
}

template <typename Proto>
void SetEvidence(const std::vector<Evidence>& evidence, Proto& proto) {
  for (const Evidence& one : evidence) *proto.add_evidence() = entente::ToProto(one);
}

absl::StatusOr<std::vector<Evidence>> EvidenceOf(
    const google::protobuf::RepeatedPtrField<common::v1::Evidence>& protos,
    absl::string_view field) {
  std::vector<Evidence> all;
  for (int i = 0; i < protos.size(); ++i) {
    ASSIGN_OR_RETURN(Evidence evidence,
                     entente::FromProto(protos[i], absl::StrCat(field, ".evidence[", i, "]")));
    all.push_back(std::move(evidence));
  }
  return all;
}

// The side for which somebody spoke: an alpha-3 code, or empty.
absl::StatusOr<std::string> SideCode(const std::string& text, absl::string_view field) {
  if (text.empty()) return std::string();
  return CheckCountry(text, field);
}

}  // namespace

bool IsCurrency(absl::string_view text) {
  return text.size() == 3 && absl::ascii_isupper(text[0]) && absl::ascii_isupper(text[1]) &&
         absl::ascii_isupper(text[2]);
}

v1::Amount ToProto(const Amount& amount) {
  v1::Amount proto;
  proto.set_decimal(amount.value.ToString());
  proto.set_currency(amount.currency);
  return proto;
}

v1::Definition ToProto(const Definition& definition) {
  v1::Definition proto;
  proto.set_perspective(static_cast<v1::Perspective>(definition.perspective));
  proto.set_reporter(definition.reporter);
  proto.set_source(definition.source);
  proto.set_frequency(static_cast<v1::Frequency>(definition.frequency));
  proto.set_re_exports(static_cast<v1::ReExports>(definition.re_exports));
  return proto;
}

v1::Source ToProto(const Source& source) {
  v1::Source proto;
  proto.set_name(source.name);
  proto.set_title(source.title);
  proto.set_publisher(source.publisher);
  proto.set_url(source.url);
  proto.set_kind(static_cast<v1::SourceKind>(source.kind));
  proto.set_note(source.note);
  return proto;
}

absl::StatusOr<Source> FromProto(const v1::Source& proto) {
  RETURN_IF_ERROR(MatchName(proto.name(), "sources/*", "source.name").status());
  if (!v1::SourceKind_IsValid(proto.kind())) return NotAValue("source.kind");
  if (proto.publisher().empty()) {
    return InvalidField("PUBLISHER_MISSING", "source.publisher", "say who publishes it");
  }
  return Source{.name = proto.name(),
                .title = proto.title(),
                .publisher = proto.publisher(),
                .url = proto.url(),
                .kind = static_cast<SourceKind>(proto.kind()),
                .note = proto.note()};
}

v1::Release ToProto(const Release& release) {
  v1::Release proto;
  proto.set_name(release.name);
  proto.set_dataset(release.dataset);
  if (release.published != PartialDate()) {
    *proto.mutable_published() = entente::ToProto(release.published);
  }
  if (release.retrieved != PartialDate()) {
    *proto.mutable_retrieved() = entente::ToProto(release.retrieved);
  }
  proto.set_url(release.url);
  proto.set_file_name(release.file_name);
  proto.set_currency(release.currency);
  proto.set_note(release.note);
  proto.set_sha256(release.sha256);
  proto.set_observation_count(release.observation_count);
  proto.set_principal(release.principal);
  *proto.mutable_recorded() = entente::ToProto(release.recorded);
  proto.set_revision(release.revision);
  if (release.pruned) {
    v1::Pruning& pruned = *proto.mutable_pruned();
    pruned.set_revision(release.pruned->revision);
    if (release.pruned->revision != 0) {
      *pruned.mutable_recorded() = entente::ToProto(release.pruned->recorded);
    }
    pruned.set_blocks(release.pruned->blocks);
    pruned.set_bytes(release.pruned->bytes);
  }
  return proto;
}

absl::StatusOr<Release> FromProto(const v1::Release& proto) {
  RETURN_IF_ERROR(MatchName(proto.name(), "sources/*/releases/*", "release.name").status());
  Release release;
  release.name = proto.name();
  release.dataset = proto.dataset();
  ASSIGN_OR_RETURN(release.published, entente::FromProto(proto.published(), "release.published"));
  ASSIGN_OR_RETURN(release.retrieved, entente::FromProto(proto.retrieved(), "release.retrieved"));
  release.url = proto.url();
  release.file_name = proto.file_name();
  if (!IsCurrency(proto.currency())) {
    return InvalidField("CURRENCY_INVALID", "release.currency", "send an ISO 4217 code, e.g. USD");
  }
  release.currency = proto.currency();
  release.note = proto.note();
  release.sha256 = proto.sha256();
  release.observation_count = proto.observation_count();
  release.principal = proto.principal();
  release.recorded = entente::FromProto(proto.recorded());
  release.revision = proto.revision();
  if (proto.has_pruned()) {
    const v1::Pruning& pruned = proto.pruned();
    release.pruned = {.revision = pruned.revision(),
                      .recorded = entente::FromProto(pruned.recorded()),
                      .blocks = pruned.blocks(),
                      .bytes = pruned.bytes()};
  }
  return release;
}

v1::Target ToProto(const Target& target) {
  v1::Target proto;
  proto.set_name(target.name);
  proto.set_etag(EtagOf(target.revision));
  *proto.mutable_amount() = ToProto(target.amount);
  if (target.definition) *proto.mutable_definition() = ToProto(*target.definition);
  *proto.mutable_announced() = entente::ToProto(target.announced);
  proto.set_place(target.place);
  proto.set_announced_by(target.announced_by);
  proto.set_side(target.side);
  if (target.deadline != PartialDate()) {
    *proto.mutable_deadline() = entente::ToProto(target.deadline);
  }
  proto.set_text(target.text);
  proto.set_supersedes(target.supersedes);
  SetEvidence(target.evidence, proto);
  *proto.mutable_recorded() = entente::ToProto(target.recorded);
  proto.set_revision(target.revision);
  return proto;
}

absl::StatusOr<Target> FromProto(const v1::Target& proto) {
  Target target;
  RETURN_IF_ERROR(CheckNameBelowPair(proto.name(), "targets", "target.name").status());
  target.name = proto.name();
  ASSIGN_OR_RETURN(target.amount, AmountOf(proto.amount(), "target.amount"));
  if (proto.has_definition()) {
    ASSIGN_OR_RETURN(target.definition, DefinitionOf(proto.definition(), "target.definition"));
  }
  ASSIGN_OR_RETURN(target.announced, entente::FromProto(proto.announced(), "target.announced"));
  target.place = proto.place();
  target.announced_by = proto.announced_by();
  ASSIGN_OR_RETURN(target.side, SideCode(proto.side(), "target.side"));
  ASSIGN_OR_RETURN(target.deadline, entente::FromProto(proto.deadline(), "target.deadline"));
  target.text = proto.text();
  if (!proto.supersedes().empty()) {
    RETURN_IF_ERROR(
        CheckNameBelowPair(proto.supersedes(), "targets", "target.supersedes").status());
    target.supersedes = proto.supersedes();
  }
  ASSIGN_OR_RETURN(target.evidence, EvidenceOf(proto.evidence(), "target"));
  RETURN_IF_ERROR(CheckTarget(target));
  return target;
}

v1::CommodityTitle ToProto(const CommodityTitle& title) {
  v1::CommodityTitle proto;
  proto.set_name(title.name);
  proto.set_title(title.title);
  proto.set_parent(title.parent);
  *proto.mutable_evidence() = entente::ToProto(title.evidence);
  return proto;
}

absl::StatusOr<CommodityTitle> FromProto(const v1::CommodityTitle& proto) {
  CommodityTitle title;
  ASSIGN_OR_RETURN(
      const std::vector<std::string> ids,
      MatchName(proto.name(), "classifications/*/commodities/*", "commodity_title.name"));
  for (const std::string& id : ids) {
    if (!IsCode(id)) {
      return InvalidField("NAME_INVALID", "commodity_title.name",
                          "classification and code have at most 20 characters each");
    }
  }
  title.name = proto.name();
  if (proto.title().empty()) {
    return InvalidField("TITLE_MISSING", "commodity_title.title", "say what it is called");
  }
  title.title = proto.title();
  if (!proto.parent().empty() && !IsCode(proto.parent())) {
    return InvalidField("COMMODITY_INVALID", "commodity_title.parent",
                        "is no code of a commodity of the same classification");
  }
  title.parent = proto.parent();
  ASSIGN_OR_RETURN(title.evidence,
                   entente::FromProto(proto.evidence(), "commodity_title.evidence"));
  return title;
}

v1::Area ToProto(const Area& area) {
  v1::Area proto;
  proto.set_code(area.code);
  proto.set_name(area.name);
  proto.set_kind(static_cast<v1::AreaKind>(area.kind));
  proto.set_alpha3(area.alpha3);
  if (area.kind == AreaKind::kCountry) proto.set_m49(absl::StrFormat("%03d", area.m49));
  for (const int number : area.comtrade_numbers) proto.add_comtrade_codes(absl::StrCat(number));
  if (area.valid_from != PartialDate()) {
    *proto.mutable_valid_from() = entente::ToProto(area.valid_from);
  }
  if (area.valid_until != PartialDate()) {
    *proto.mutable_valid_until() = entente::ToProto(area.valid_until);
  }
  for (const std::string& code : area.predecessors) proto.add_predecessors(code);
  for (const std::string& code : area.successors) proto.add_successors(code);
  return proto;
}

v1::ConversionWeight ToProto(const ConversionWeight& weight) {
  v1::ConversionWeight proto;
  proto.set_from_commodity(weight.from);
  proto.set_to_commodity(weight.to);
  proto.set_weight(weight.weight.ToString());
  return proto;
}

v1::Conversion ToProto(const Conversion& conversion) {
  v1::Conversion proto;
  proto.set_name(conversion.name);
  for (const ConversionWeight& weight : conversion.weights) *proto.add_weights() = ToProto(weight);
  *proto.mutable_evidence() = entente::ToProto(conversion.evidence);
  return proto;
}

absl::StatusOr<Conversion> FromProto(const v1::Conversion& proto) {
  Conversion conversion;
  conversion.name = proto.name();
  conversion.weights.reserve(proto.weights_size());
  for (const v1::ConversionWeight& weight : proto.weights()) {
    ASSIGN_OR_RETURN(const Decimal decimal, Decimal::Parse(weight.weight()));
    conversion.weights.push_back(
        {.from = weight.from_commodity(), .to = weight.to_commodity(), .weight = decimal});
  }
  ASSIGN_OR_RETURN(conversion.evidence,
                   entente::FromProto(proto.evidence(), "conversion.evidence"));
  return conversion;
}

v1::Statement ToProto(const Statement& statement) {
  v1::Statement proto;
  proto.set_name(statement.name);
  proto.set_etag(EtagOf(statement.revision));
  proto.set_kind(static_cast<v1::StatementKind>(statement.kind));
  if (statement.amount) {
    *proto.mutable_amount() = ToProto(*statement.amount);
  }
  proto.set_qualifier(static_cast<v1::Qualifier>(statement.qualifier));
  proto.set_direction(static_cast<v1::Direction>(statement.direction));
  if (statement.period) proto.set_period(statement.period->ToString());
  proto.set_target(statement.target);
  *proto.mutable_said() = entente::ToProto(statement.said);
  proto.set_place(statement.place);
  proto.set_speaker(statement.speaker);
  proto.set_side(statement.side);
  proto.set_text(statement.text);
  SetEvidence(statement.evidence, proto);
  *proto.mutable_recorded() = entente::ToProto(statement.recorded);
  proto.set_revision(statement.revision);
  return proto;
}

absl::StatusOr<Statement> FromProto(const v1::Statement& proto) {
  Statement statement;
  RETURN_IF_ERROR(CheckNameBelowPair(proto.name(), "statements", "statement.name").status());
  statement.name = proto.name();
  if (!v1::StatementKind_IsValid(proto.kind()) || proto.kind() == v1::STATEMENT_KIND_UNSPECIFIED) {
    return NotAValue("statement.kind");
  }
  statement.kind = static_cast<StatementKind>(proto.kind());
  if (proto.has_amount()) {
    ASSIGN_OR_RETURN(statement.amount, AmountOf(proto.amount(), "statement.amount"));
  }
  if (!v1::Qualifier_IsValid(proto.qualifier())) return NotAValue("statement.qualifier");
  statement.qualifier = static_cast<Qualifier>(proto.qualifier());
  if (!v1::Direction_IsValid(proto.direction())) return NotAValue("statement.direction");
  statement.direction = static_cast<Direction>(proto.direction());
  if (!proto.period().empty()) {
    absl::StatusOr<Period> period = Period::Parse(proto.period());
    if (!period.ok()) {
      return InvalidField("PERIOD_INVALID", "statement.period", period.status().message());
    }
    statement.period = *period;
  }
  if (!proto.target().empty()) {
    RETURN_IF_ERROR(CheckNameBelowPair(proto.target(), "targets", "statement.target").status());
    statement.target = proto.target();
  }
  ASSIGN_OR_RETURN(statement.said, entente::FromProto(proto.said(), "statement.said"));
  statement.place = proto.place();
  statement.speaker = proto.speaker();
  ASSIGN_OR_RETURN(statement.side, SideCode(proto.side(), "statement.side"));
  statement.text = proto.text();
  ASSIGN_OR_RETURN(statement.evidence, EvidenceOf(proto.evidence(), "statement"));
  RETURN_IF_ERROR(CheckStatement(statement));
  return statement;
}

absl::StatusOr<Valuation> FromProto(v1::Valuation valuation, absl::string_view field) {
  if (!v1::Valuation_IsValid(valuation)) return NotAValue(field);
  return static_cast<Valuation>(valuation);
}

absl::StatusOr<Flags> FromProto(const google::protobuf::RepeatedField<int>& protos,
                                absl::string_view field) {
  Flags flags;
  for (const int flag : protos) {
    if (!v1::Flag_IsValid(flag) || flag == v1::FLAG_UNSPECIFIED) return NotAValue(field);
    flags.Add(static_cast<Flag>(flag));
  }
  return flags;
}

void SetFlags(const Flags& flags, google::protobuf::RepeatedField<int>* proto) {
  proto->Clear();
  for (int flag = v1::Flag_MIN + 1; flag <= v1::Flag_MAX; ++flag) {
    if (flags.Has(static_cast<Flag>(flag))) proto->Add(flag);
  }
}

absl::StatusOr<std::optional<Frequency>> FromProto(v1::Frequency frequency,
                                                   absl::string_view field) {
  if (!v1::Frequency_IsValid(frequency)) return NotAValue(field);
  if (frequency == v1::FREQUENCY_UNSPECIFIED) return std::optional<Frequency>();
  return std::optional<Frequency>(static_cast<Frequency>(frequency));
}

}  // namespace entente::trade
