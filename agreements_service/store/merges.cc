#include "agreements_service/store/merges.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/status/status_macros.h"

namespace entente::agreements {

std::string MergeNameOf(absl::string_view duplicate) {
  return absl::StrCat("merges/", absl::StripPrefix(duplicate, "agreements/"));
}

void Merges::Add(const Merge& merge) {
  const std::unique_lock lock(mutex_);
  Take(merge);
}

absl::StatusOr<Commit> Merges::Record(Merge merge,
                                      absl::FunctionRef<absl::StatusOr<Commit>()> commit) {
  const std::unique_lock lock(mutex_);
  ASSIGN_OR_RETURN(const Commit made, commit());
  if (made.repeated) return made;
  merge.revision = made.revision;
  merge.recorded = made.recorded;
  Take(merge);
  return made;
}

void Merges::Take(const Merge& merge) {
  std::vector<Link>& links = links_[merge.duplicate];
  if (merge.undone) {
    links.back().until = merge.revision;
    return;
  }
  Link& link = links.emplace_back();
  link.agreement = merge.agreement;
  link.since = merge.revision;
  link.recorded = merge.recorded;
  duplicates_[merge.agreement].insert(merge.duplicate);
}

const Merges::Link* Merges::LinkOf(absl::string_view name, int64_t revision) const {
  const auto links = links_.find(name);
  if (links == links_.end()) return nullptr;
  for (const Link& link : links->second) {
    if (link.since <= revision && revision < link.until) return &link;
  }
  return nullptr;
}

std::string Merges::SurvivorOf(absl::string_view name, int64_t revision) const {
  const Link* link = LinkOf(name, revision);
  while (link != nullptr) {
    name = link->agreement;
    link = LinkOf(name, revision);
  }
  return std::string(name);
}

void Merges::Gather(int64_t revision, Family& family) const {
  for (size_t i = 0; i < family.names.size(); ++i) {
    const auto duplicates = duplicates_.find(family.names[i]);
    if (duplicates == duplicates_.end()) continue;
    for (const std::string& duplicate : duplicates->second) {
      const Link* link = LinkOf(duplicate, revision);
      if (link == nullptr || link->agreement != duplicates->first) continue;
      family.names.push_back(duplicate);
      if (link->since > family.revision) {
        family.revision = link->since;
        family.recorded = link->recorded;
      }
    }
  }
  std::sort(std::next(family.names.begin()), family.names.end());
}

std::string Merges::Survivor(absl::string_view name, int64_t revision) const {
  const std::shared_lock lock(mutex_);
  return SurvivorOf(name, revision);
}

Family Merges::FamilyOf(absl::string_view name, int64_t revision) const {
  const std::shared_lock lock(mutex_);
  Family family;
  family.names.push_back(SurvivorOf(name, revision));
  Gather(revision, family);
  return family;
}

std::vector<std::string> Merges::Below(absl::string_view name, int64_t revision) const {
  const std::shared_lock lock(mutex_);
  Family family;
  family.names.emplace_back(name);
  Gather(revision, family);
  return std::move(family.names);
}

std::set<std::string> Merges::Ever(absl::string_view name) const {
  const std::shared_lock lock(mutex_);
  std::set<std::string> known;
  std::vector<std::string> next = {std::string(name)};
  while (!next.empty()) {
    const std::string one = std::move(next.back());
    next.pop_back();
    if (!known.insert(one).second) continue;
    if (const auto links = links_.find(one); links != links_.end()) {
      for (const Link& link : links->second) next.push_back(link.agreement);
    }
    if (const auto duplicates = duplicates_.find(one); duplicates != duplicates_.end()) {
      next.insert(next.end(), duplicates->second.begin(), duplicates->second.end());
    }
  }
  return known;
}

std::vector<std::pair<std::string, std::string>> Merges::UndoneBy(int64_t revision) const {
  const std::shared_lock lock(mutex_);
  std::vector<std::pair<std::string, std::string>> undone;
  for (const auto& [duplicate, links] : links_) {
    for (const Link& link : links) {
      if (link.until <= revision) undone.emplace_back(link.agreement, duplicate);
    }
  }
  return undone;
}

}  // namespace entente::agreements
