#include "agreements_service/agreement_search.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "agreements_service/convert.h"
#include "agreements_service/core/highlight.h"
#include "agreements_service/core/search.h"
#include "agreements_service/core/search_conditions.h"
#include "agreements_service/request.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr size_t kMaxQueryCharacters = 256;
constexpr int kMaxSources = 20;

absl::StatusOr<SearchQuery> CheckQuery(const std::string& text) {
  if (CountLetters(text) > kMaxQueryCharacters) {
    return InvalidField("QUERY_TOO_LONG", "query",
                        absl::StrCat("must be up to ", kMaxQueryCharacters, " characters"));
  }
  SearchQuery query = ParseSearchQuery(text);
  if (query.terms.empty()) {
    return InvalidField("QUERY_EMPTY", "query", "send at least one letter or digit");
  }
  return query;
}

// Reads a list of enums.
template <typename T, typename Proto, typename Values>
absl::StatusOr<std::vector<T>> CheckValues(const Values& values, absl::string_view field) {
  std::vector<T> list;
  for (int i = 0; i < values.size(); ++i) {
    ASSIGN_OR_RETURN(list.emplace_back(),
                     FromProto(static_cast<Proto>(values[i]), absl::StrCat(field, "[", i, "]")));
  }
  return list;
}

absl::Status CheckSigned(const v1::SearchAgreementsRequest& request, SearchConditions& conditions) {
  if (request.has_signed_from()) {
    ASSIGN_OR_RETURN(conditions.signed_from,
                     entente::FromProto(request.signed_from(), "signed_from"));
  }
  if (request.has_signed_until()) {
    ASSIGN_OR_RETURN(conditions.signed_until,
                     entente::FromProto(request.signed_until(), "signed_until"));
  }
  if (conditions.signed_from.has_value() && conditions.signed_until.has_value() &&
      *conditions.signed_from > *conditions.signed_until) {
    return InvalidField("DAYS_REVERSED", "signed_until", "must not be before signed_from");
  }
  return absl::OkStatus();
}

absl::Status CheckSources(const v1::SearchAgreementsRequest& request,
                          SearchConditions& conditions) {
  if (request.sources_size() > kMaxSources) {
    return InvalidField("SOURCES_TOO_MANY", "sources",
                        absl::StrCat("name at most ", kMaxSources, " sources"));
  }
  for (int i = 0; i < request.sources_size(); ++i) {
    if (absl::StripAsciiWhitespace(request.sources(i)).empty()) {
      return InvalidField("SOURCE_MISSING", absl::StrCat("sources[", i, "]"),
                          "name a publisher or a source");
    }
    conditions.sources.push_back(request.sources(i));
  }
  return absl::OkStatus();
}

absl::StatusOr<SearchConditions> CheckSearchConditions(const v1::SearchAgreementsRequest& request) {
  SearchConditions conditions;
  ASSIGN_OR_RETURN(conditions.fields, (CheckValues<Field, v1::Field>(request.fields(), "fields")));
  ASSIGN_OR_RETURN(conditions.instruments,
                   (CheckValues<Instrument, v1::Instrument>(request.instruments(), "instruments")));
  ASSIGN_OR_RETURN(conditions.statuses,
                   (CheckValues<Status, v1::Status>(request.statuses(), "statuses")));
  if (!conditions.statuses.empty() && !request.has_day()) {
    return InvalidField("DAY_MISSING", "day", "say on which day the status is wanted");
  }
  if (request.has_day()) {
    ASSIGN_OR_RETURN(conditions.day, entente::FromProto(request.day(), "day"));
  }
  RETURN_IF_ERROR(CheckSigned(request, conditions));
  RETURN_IF_ERROR(CheckSources(request, conditions));
  return conditions;
}

// A page token has where the page begins as "position found".
SearchPoint PointOf(absl::string_view after) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(after, ' ');
  SearchPoint point;
  if (!absl::SimpleAtoi(parts.first, &point.position) ||
      !absl::SimpleAtoi(parts.second, &point.found)) {
    return {};
  }
  return point;
}

v1::Highlight HighlightProto(const Highlight& highlight) {
  v1::Highlight proto;
  proto.set_title(static_cast<int32_t>(highlight.title));
  for (const TextRange& range : highlight.ranges) {
    v1::TextRange& part = *proto.add_ranges();
    part.set_start(static_cast<int32_t>(range.start));
    part.set_end(static_cast<int32_t>(range.end));
  }
  return proto;
}

// What an empty answer says besides.
absl::Status ExplainEmpty(const Snapshot& snapshot, const SearchQuery& query,
                          const std::vector<std::string>& countries, bool later,
                          v1::SearchAgreementsResponse& response) {
  ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(countries, later));
  response.set_empty_reason(entente::ToProto(reason));
  ASSIGN_OR_RETURN(const std::vector<WordSuggestion> suggestions, snapshot.SuggestWords(query));
  for (const WordSuggestion& suggestion : suggestions) {
    v1::WordSuggestion& proto = *response.add_suggestions();
    proto.set_word(suggestion.word);
    for (const std::string& word : suggestion.suggestions) proto.add_suggestions(word);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::SearchAgreementsResponse> SearchAgreements(
    const Store& store, const v1::SearchAgreementsRequest& request) {
  ASSIGN_OR_RETURN(const SearchQuery query, CheckQuery(request.query()));
  ASSIGN_OR_RETURN(const std::vector<std::string> countries, CheckParties(request.countries()));
  ASSIGN_OR_RETURN(const SearchConditions conditions, CheckSearchConditions(request));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal(), 20, 100));
  const Snapshot snapshot(store, list.read.revision, list.read.as_of);
  ASSIGN_OR_RETURN(const Found found,
                   snapshot.Search(query, countries, conditions, PointOf(list.after),
                                   static_cast<size_t>(list.limit)));
  v1::SearchAgreementsResponse response;
  for (const Agreement& agreement : found.agreements) {
    *response.add_agreements() = ToProto(agreement);
    *response.add_highlights() = HighlightProto(HighlightOf(query, agreement.titles));
  }
  response.set_total(found.total);
  response.set_more_than_total(found.more);
  if (found.next.has_value()) {
    response.set_next_page_token(
        rpc::EncodePageToken({.revision = list.read.revision,
                              .after = absl::StrCat(found.next->position, " ", found.next->found)},
                             list.fingerprint));
  }
  if (found.total == 0) {
    RETURN_IF_ERROR(ExplainEmpty(snapshot, query, countries, found.later, response));
  }
  response.set_revision(list.read.revision);
  return response;
}

}  // namespace entente::agreements
