#ifndef ENTENTE_COMMON_TEXT_KAZAKH_H_
#define ENTENTE_COMMON_TEXT_KAZAKH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente {

// The Latin alphabets that Kazakh was to be written in, by the year of the decree or draft. Readers
// and registers have used each of them.
enum class KazakhLatin {
  k2017,  // with apostrophes: Qazaqstan Respy'bli'kasy
  k2018,  // with acutes and digraphs: Qazaqstan Respýblıkasy
  k2021,  // with umlauts, cedillas and macrons: Qazaqstan Respublikasy
};

// Cyrillic Kazakh, folded (fold.h), as the fold of its spelling in a Latin alphabet; apostrophes
// are left out. Letters that are not Cyrillic stay as they are. The other way is not offered: one
// folded Latin letter can be any of several Cyrillic ones (y: ы or у), and who compares can always
// take the Cyrillic side to Latin.
std::string ToKazakhLatin(absl::string_view folded, KazakhLatin alphabet);

// The different results for the three alphabets; none for a text without a Cyrillic letter.
std::vector<std::string> KazakhLatinForms(absl::string_view folded);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_KAZAKH_H_
