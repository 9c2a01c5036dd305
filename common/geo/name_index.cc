#include "common/geo/name_index.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/geo/name_table.h"
#include "common/geo/other_names.h"
#include "common/text/edit_distance.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace entente::geo {
namespace {

// What a name counts for a row. The usual name in a language outweighs an official one, an English
// name or one of ours outweighs all translations together.
constexpr int kOfficialVotes = 1;
constexpr int kUsualVotes = 3;
constexpr int kEnglishVotes = 1000;

// With so many times the votes of another, the other one is a slip.
constexpr int kSlip = 3;

// The start of a name is as near to it as a text with so many typing errors.
constexpr int kStartRank = 1;

// Words that are written out, or left out, at will.
constexpr std::array<std::pair<absl::string_view, absl::string_view>, 7> kWords = {{
    {"the", ""},
    {"and", ""},
    {"st", "saint"},
    {"rep", "republic"},
    {"dem", "democratic"},
    {"isd", "island"},
    {"isds", "islands"},
}};

std::string KeyOf(absl::string_view name) {
  std::vector<std::string> words = Words(Fold(name));
  for (std::string& word : words) {
    for (const auto& [written, meant] : kWords) {
      if (word == written) word = std::string(meant);
    }
  }
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  return absl::StrJoin(words, " ");
}

// ISO and others put the word to sort by first: 'Korea, Republic of'. The two parts of such a name;
// empty ones if it has no comma, several, or lists things ('Bonaire, Sint Eustatius and Saba').
struct Inverted {
  explicit Inverted(absl::string_view name) {
    const std::vector<absl::string_view> parts = absl::StrSplit(name, ", ");
    if (parts.size() != 2 || absl::StrContains(parts[1], " and ")) return;
    head = parts[0];
    rest = parts[1];
  }
  std::string Natural() const { return absl::StrCat(rest, " ", head); }

  absl::string_view head;
  absl::string_view rest;
};

// How many typing errors still make a word of so many letters the same one.
int MaxErrors(absl::string_view key) {
  const size_t letters = CountLetters(key);
  return letters <= 2 ? 0 : letters <= 4 ? 1 : letters <= 8 ? 2 : 3;
}

// True if a word of `key` and the ones after it start with `text`.
bool HasStart(absl::string_view key, absl::string_view text) {
  if (text.size() > key.size()) return false;
  return absl::StrContains(absl::StrCat(" ", key), absl::StrCat(" ", text));
}

}  // namespace

const NameIndex& NameIndex::Get() {
  static const NameIndex& index = *new NameIndex;
  return index;
}

NameIndex::NameIndex() {
  const NamesByRow& english = NamesByLanguage().at("en");
  const int rows = static_cast<int>(english.size());
  std::vector<bool> is_inverted(rows);
  for (int row = 0; row < rows; ++row) {
    for (const absl::string_view name : absl::StrSplit(english[row], '|')) {
      Add(name, row, kEnglishVotes);
      const Inverted inverted(name);
      if (inverted.head.empty()) continue;
      is_inverted[row] = true;
      Add(inverted.head, row, kEnglishVotes);
      Add(inverted.Natural(), row, kEnglishVotes);
    }
  }
  for (const auto& [language, names] : NamesByLanguage()) {
    for (int row = 0; row < rows; ++row) {
      int votes = kUsualVotes;
      for (const absl::string_view name : absl::StrSplit(names[row], '|')) {
        Add(name, row, votes);
        if (is_inverted[row]) Add(Inverted(name).head, row, votes);
        votes = kOfficialVotes;
      }
    }
  }
  for (const OtherName& other : OtherNames()) {
    Add(other.name, RowOf(other.alpha3), kEnglishVotes);
  }
}

void NameIndex::Add(absl::string_view name, int row, int votes) {
  std::string key = KeyOf(name);
  if (key.empty()) return;
  Supports& supports = supports_[std::move(key)];
  auto same_row = std::find_if(supports.begin(), supports.end(),
                               [&](const Support& support) { return support.row == row; });
  if (same_row == supports.end()) {
    supports.push_back({row, votes});
  } else {
    same_row->votes += votes;
  }
}

std::vector<int> NameIndex::Find(absl::string_view name) const {
  auto found = supports_.find(KeyOf(name));
  if (found == supports_.end()) found = supports_.find(KeyOf(Inverted(name).Natural()));
  std::vector<int> rows;
  if (found == supports_.end()) return rows;
  int most = 0;
  for (const Support& support : found->second) most = std::max(most, support.votes);
  for (const Support& support : found->second) {
    if (support.votes * kSlip > most) rows.push_back(support.row);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::vector<int> NameIndex::Nearest(absl::string_view name, int end, int max) const {
  const std::string wanted = KeyOf(name);
  const int max_errors = MaxErrors(wanted);
  if (max_errors == 0) return {};
  absl::flat_hash_map<int, int> rank_by_row;
  for (const auto& [key, supports] : supports_) {
    const int errors = EditDistance(wanted, key, max_errors);
    for (const Support& support : supports) {
      if (support.row >= end) continue;
      const bool starts = support.votes >= kEnglishVotes && HasStart(key, wanted);
      if (!starts && errors > max_errors) continue;
      const int rank = starts ? std::min(errors, kStartRank) : errors;
      const auto [best, is_new] = rank_by_row.emplace(support.row, rank);
      if (!is_new) best->second = std::min(best->second, rank);
    }
  }
  std::vector<std::pair<int, int>> ranked;
  for (const auto& [row, rank] : rank_by_row) ranked.emplace_back(rank, row);
  std::sort(ranked.begin(), ranked.end());
  std::vector<int> rows;
  for (const auto& [rank, row] : ranked) {
    if (static_cast<int>(rows.size()) == max) break;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace entente::geo
