#include "common/api/request.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/api/convert.h"
#include "common/api/fingerprint.h"
#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/time/day.h"

namespace entente {
namespace {

constexpr size_t kMaxNamePart = 80;
constexpr size_t kMaxRequestId = 128;
constexpr size_t kMaxReason = 1024;

bool IsNamePart(absl::string_view part) {
  return !part.empty() && part.size() <= kMaxNamePart &&
         std::all_of(part.begin(), part.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  absl::StrContains("-._@", c);
         });
}

bool IsPrintable(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isgraph(static_cast<unsigned char>(c)); });
}

}  // namespace

absl::StatusOr<ReadPoint> ResolveReadAt(const common::v1::ReadAt& read_at, const Journal& journal) {
  ReadPoint point;
  if (read_at.has_as_of()) {
    ASSIGN_OR_RETURN(point.as_of, FromProto(read_at.as_of(), "read_at.as_of"));
  }
  const int64_t head = journal.Head();
  if (read_at.has_as_recorded()) {
    if (read_at.revision() != 0) {
      return InvalidField("READ_AT_INVALID", "read_at",
                          "as_recorded and revision exclude each other; send one of them");
    }
    ASSIGN_OR_RETURN(point.revision, journal.RevisionAt(FromProto(read_at.as_recorded())));
    return point;
  }
  if (read_at.revision() < 0) {
    return InvalidField("READ_AT_INVALID", "read_at.revision", "must not be negative");
  }
  if (read_at.revision() > head) {
    return Error(absl::StatusCode::kFailedPrecondition, "REVISION_NOT_REACHED",
                 absl::StrCat("read_at.revision: the store is at revision ", head,
                              "; ask for that one or an earlier one"))
        .With("head", absl::StrCat(head))
        .Field("read_at.revision", absl::StrCat("at most ", head));
  }
  point.revision = read_at.revision() == 0 ? head : read_at.revision();
  return point;
}

absl::StatusOr<ReadPoint> ResolveReadAt(common::v1::ReadAt read_at, const rpc::PageToken& token,
                                        const Journal& journal) {
  if (token.revision != 0) {
    read_at.clear_as_recorded();
    read_at.set_revision(token.revision);
  }
  return ResolveReadAt(read_at, journal);
}

absl::StatusOr<std::string> CheckCountry(absl::string_view text, absl::string_view field) {
  absl::StatusOr<Country> country = ParseCountry(text);
  if (!country.ok()) return AtField(country.status(), field);
  return std::move(country->alpha3);
}

absl::StatusOr<Pair> CheckCountries(
    const google::protobuf::RepeatedPtrField<std::string>& countries, absl::string_view field) {
  if (countries.size() != 2) {
    return InvalidField("PAIR_INVALID", field,
                        absl::StrCat("name exactly two countries, not ", countries.size()));
  }
  ASSIGN_OR_RETURN(const std::string one, CheckCountry(countries[0], absl::StrCat(field, "[0]")));
  ASSIGN_OR_RETURN(const std::string other, CheckCountry(countries[1], absl::StrCat(field, "[1]")));
  if (one == other) {
    return InvalidField("PAIR_INVALID", field,
                        absl::StrCat("both are ", one, "; name two different countries"));
  }
  return MakePair(one, other);
}

absl::StatusOr<std::vector<std::string>> MatchName(absl::string_view name,
                                                   absl::string_view pattern,
                                                   absl::string_view field) {
  const std::vector<absl::string_view> wanted = absl::StrSplit(pattern, '/');
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  std::vector<std::string> stars;
  bool matches = parts.size() == wanted.size();
  for (size_t i = 0; matches && i < wanted.size(); ++i) {
    if (wanted[i] == "*") {
      matches = IsNamePart(parts[i]);
      stars.emplace_back(parts[i]);
    } else {
      matches = parts[i] == wanted[i];
    }
  }
  if (matches) return stars;
  return InvalidField(
      "NAME_INVALID", field,
      absl::StrCat("'", name, "' is not of the form ", pattern, ", each * being 1 to ",
                   kMaxNamePart, " letters, digits or any of -._@"));
}

absl::StatusOr<Pair> CheckPairName(absl::string_view id, absl::string_view field) {
  const std::vector<absl::string_view> codes = absl::StrSplit(id, '-');
  if (codes.size() == 2 && codes[0] < codes[1] && FindByAlpha3(codes[0]) != nullptr &&
      FindByAlpha3(codes[1]) != nullptr) {
    return MakePair(codes[0], codes[1]);
  }
  return InvalidField("NAME_INVALID", field,
                      absl::StrCat("'", id,
                                   "' is not a pair: two alpha-3 codes in alphabetical order, "
                                   "e.g. KAZ-TUR"));
}

absl::StatusOr<Pair> CheckNameBelowPair(absl::string_view name, absl::string_view collection,
                                        absl::string_view field) {
  ASSIGN_OR_RETURN(const std::vector<std::string> parts,
                   MatchName(name, absl::StrCat("pairs/*/", collection, "/*"), field));
  return CheckPairName(parts[0], field);
}

absl::StatusOr<Parent> CheckParent(const std::string& parent, absl::string_view collection) {
  if (parent == "pairs/-") return Parent();
  ASSIGN_OR_RETURN(const std::vector<std::string> parts, MatchName(parent, "pairs/*", "parent"));
  ASSIGN_OR_RETURN(Pair pair, CheckPairName(parts[0], "parent"));
  return Parent{.pair = std::move(pair), .prefix = absl::StrCat(parent, "/", collection, "/")};
}

absl::Status NotPublishedYet(absl::string_view name, absl::CivilDay as_of) {
  return Error(absl::StatusCode::kNotFound, "NOT_FOUND",
               absl::StrCat("no '", name, "' by ", FormatDay(as_of),
                            ": it was published later; ask for a later read_at.as_of"))
      .With("name", name);
}

std::string EtagOf(int64_t revision) { return absl::StrCat("r", revision); }

absl::StatusOr<int64_t> ParseEtag(absl::string_view etag, absl::string_view field) {
  if (etag.empty()) return 0;
  int64_t revision = 0;
  if (etag[0] == 'r' && absl::SimpleAtoi(etag.substr(1), &revision) && revision > 0 &&
      EtagOf(revision) == etag) {
    return revision;
  }
  return InvalidField("ETAG_INVALID", field,
                      absl::StrCat("'", etag, "' is not an etag; send the one that was read"));
}

absl::StatusOr<Mutation> StartMutation(const rpc::Context& context,
                                       const google::protobuf::Message& request,
                                       absl::string_view request_id, absl::string_view reason,
                                       absl::string_view field) {
  if (request_id.size() > kMaxRequestId || !IsPrintable(request_id)) {
    return InvalidField("REQUEST_ID_INVALID", field,
                        absl::StrCat("must be up to ", kMaxRequestId,
                                     " printable ASCII characters without blanks"));
  }
  if (reason.size() > kMaxReason) {
    return InvalidField("REASON_INVALID", "reason",
                        absl::StrCat("must be up to ", kMaxReason, " bytes"));
  }
  Mutation mutation;
  mutation.principal = context.principal;
  mutation.reason = std::string(reason);
  mutation.request_id = std::string(request_id);
  mutation.fingerprint = Fingerprint(request);
  return mutation;
}

}  // namespace entente
