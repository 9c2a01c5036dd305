#include "common/text/kazakh.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace entente {
namespace {

// A Cyrillic letter and its Latin spellings without marks, in the order of KazakhLatin. Folding has
// made й of the same letter as и, and ё as е.
struct Letter {
  absl::string_view cyrillic;
  std::array<absl::string_view, 3> latin;
};
constexpr std::array kLetters = {
    Letter{"а", {"a", "a", "a"}},       Letter{"ә", {"a", "a", "a"}},
    Letter{"б", {"b", "b", "b"}},       Letter{"в", {"v", "v", "v"}},
    Letter{"г", {"g", "g", "g"}},       Letter{"ғ", {"g", "g", "g"}},
    Letter{"д", {"d", "d", "d"}},       Letter{"е", {"e", "e", "e"}},
    Letter{"ж", {"j", "j", "j"}},       Letter{"з", {"z", "z", "z"}},
    Letter{"и", {"i", "i", "i"}},       Letter{"к", {"k", "k", "k"}},
    Letter{"қ", {"q", "q", "q"}},       Letter{"л", {"l", "l", "l"}},
    Letter{"м", {"m", "m", "m"}},       Letter{"н", {"n", "n", "n"}},
    Letter{"ң", {"n", "n", "n"}},       Letter{"о", {"o", "o", "o"}},
    Letter{"ө", {"o", "o", "o"}},       Letter{"п", {"p", "p", "p"}},
    Letter{"р", {"r", "r", "r"}},       Letter{"с", {"s", "s", "s"}},
    Letter{"т", {"t", "t", "t"}},       Letter{"у", {"y", "y", "u"}},
    Letter{"ұ", {"u", "u", "u"}},       Letter{"ү", {"u", "u", "u"}},
    Letter{"ф", {"f", "f", "f"}},       Letter{"х", {"h", "h", "h"}},
    Letter{"һ", {"h", "h", "h"}},       Letter{"ц", {"ts", "ts", "ts"}},
    Letter{"ч", {"c", "ch", "ch"}},     Letter{"ш", {"s", "sh", "s"}},
    Letter{"щ", {"sc", "shch", "sch"}}, Letter{"ъ", {"", "", ""}},
    Letter{"ы", {"y", "y", "y"}},       Letter{"і", {"i", "i", "i"}},
    Letter{"ь", {"", "", ""}},          Letter{"э", {"e", "e", "e"}},
    Letter{"ю", {"iy", "iy", "iu"}},    Letter{"я", {"ia", "ia", "ia"}},
};

constexpr std::size_t kCyrillicBytes = 2;

const Letter* FindLetter(absl::string_view text) {
  const auto* found = std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& letter) {
    return absl::StartsWith(text, letter.cyrillic);
  });
  return found == kLetters.end() ? nullptr : found;
}

}  // namespace

std::string ToKazakhLatin(absl::string_view folded, KazakhLatin alphabet) {
  std::string latin;
  while (!folded.empty()) {
    // Only what begins in two bytes can be Cyrillic.
    const bool is_ascii = (static_cast<unsigned char>(folded[0]) & 0x80u) == 0;
    const Letter* const letter = is_ascii ? nullptr : FindLetter(folded);
    if (letter == nullptr) {
      latin += folded[0];
      folded.remove_prefix(1);
    } else {
      absl::StrAppend(&latin, letter->latin[static_cast<std::size_t>(alphabet)]);
      folded.remove_prefix(kCyrillicBytes);
    }
  }
  return latin;
}

std::vector<std::string> KazakhLatinForms(absl::string_view folded) {
  std::vector<std::string> forms;
  for (const KazakhLatin alphabet : {KazakhLatin::k2017, KazakhLatin::k2018, KazakhLatin::k2021}) {
    std::string form = ToKazakhLatin(folded, alphabet);
    const bool known = std::find(forms.begin(), forms.end(), form) != forms.end();
    if (form != folded && !known) forms.push_back(std::move(form));
  }
  return forms;
}

}  // namespace entente
