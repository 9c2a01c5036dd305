#include "common/text/fold.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "absl/base/optimization.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "unicode/normalizer2.h"
#include "unicode/uchar.h"
#include "unicode/unistr.h"
#include "unicode/uscript.h"

namespace entente {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

// Letters that Unicode does not decompose and readers take for others.
struct Spelling {
  UChar32 letter;
  std::u16string_view plain;
};
constexpr std::array kSpellings = {
    Spelling{U'ß', u"ss"}, Spelling{U'ẞ', u"SS"}, Spelling{U'ı', u"i"},  Spelling{U'æ', u"ae"},
    Spelling{U'Æ', u"AE"}, Spelling{U'œ', u"oe"}, Spelling{U'Œ', u"OE"}, Spelling{U'ø', u"o"},
    Spelling{U'Ø', u"O"},  Spelling{U'ł', u"l"},  Spelling{U'Ł', u"L"},  Spelling{U'đ', u"d"},
    Spelling{U'Đ', u"D"},  Spelling{U'ð', u"d"},  Spelling{U'Ð', u"D"},  Spelling{U'þ', u"th"},
    Spelling{U'Þ', u"TH"}, Spelling{U'ħ', u"h"},  Spelling{U'Ħ', u"H"},
};

// Letters of the two scripts that look the same. The first pair with the letter counts; a capital
// has a pair if its small letter has one, which keeps folding idempotent.
struct LookAlike {
  UChar32 latin;
  UChar32 cyrillic;
};
constexpr std::array kLookAlikes = {
    LookAlike{U'a', U'а'}, LookAlike{U'c', U'с'}, LookAlike{U'e', U'е'}, LookAlike{U'h', U'һ'},
    LookAlike{U'i', U'і'}, LookAlike{U'j', U'ј'}, LookAlike{U'o', U'о'}, LookAlike{U'p', U'р'},
    LookAlike{U's', U'ѕ'}, LookAlike{U'x', U'х'}, LookAlike{U'y', U'у'}, LookAlike{U'ə', U'ә'},
    LookAlike{U'A', U'А'}, LookAlike{U'B', U'В'}, LookAlike{U'C', U'С'}, LookAlike{U'E', U'Е'},
    LookAlike{U'H', U'Н'}, LookAlike{U'H', U'Һ'}, LookAlike{U'I', U'І'}, LookAlike{U'J', U'Ј'},
    LookAlike{U'K', U'К'}, LookAlike{U'M', U'М'}, LookAlike{U'O', U'О'}, LookAlike{U'P', U'Р'},
    LookAlike{U'S', U'Ѕ'}, LookAlike{U'T', U'Т'}, LookAlike{U'X', U'Х'}, LookAlike{U'Y', U'У'},
    LookAlike{U'Ə', U'Ә'},
};

UScriptCode ScriptOf(UChar32 letter) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(letter, &status);
}

// Alphabets whose combining marks a reader may leave out.
bool HasOptionalMarks(UScriptCode script) {
  switch (script) {
    case USCRIPT_COMMON:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

// U+02B9 to U+02BF are letters to Unicode, apostrophes to those who type them (Qozogʻiston).
bool IsBlank(UChar32 c) {
  constexpr uint32_t kWordMasks = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  const bool modifier_apostrophe = c >= 0x02B9 && c <= 0x02BF;
  return modifier_apostrophe || (c != kReplacement && (U_GET_GC_MASK(c) & kWordMasks) == 0);
}

void AppendSpelled(UChar32 letter, icu::UnicodeString& text) {
  const auto* spelling = std::find_if(kSpellings.begin(), kSpellings.end(),
                                      [&](const Spelling& s) { return s.letter == letter; });
  if (spelling == kSpellings.end()) {
    text.append(letter);
  } else {
    text.append(spelling->plain.data(), static_cast<int32_t>(spelling->plain.size()));
  }
}

// The words of `decomposed`, without marks that can be left out, with one blank between them.
icu::UnicodeString PlainWords(const icu::UnicodeString& decomposed) {
  icu::UnicodeString words;
  bool blank_due = false;
  UScriptCode script = USCRIPT_COMMON;  // of the last letter
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    UChar32 c = decomposed.char32At(i);
    if (u_isULowercase(c)) c = u_foldCase(c, U_FOLD_CASE_DEFAULT);  // ς is σ, rounded ᲂ is о
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
    if (IsBlank(c)) {
      blank_due = !words.isEmpty();
      script = USCRIPT_COMMON;
      continue;
    }
    const bool is_mark = (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
    if (is_mark && HasOptionalMarks(script)) continue;
    if (!is_mark) script = ScriptOf(c);
    if (blank_due) words.append(u' ');
    blank_due = false;
    AppendSpelled(c, words);
  }
  return words;
}

UChar32 Respelled(UChar32 letter, UScriptCode script) {
  for (const LookAlike& pair : kLookAlikes) {
    if (script == USCRIPT_CYRILLIC && pair.latin == letter) return pair.cyrillic;
    if (script == USCRIPT_LATIN && pair.cyrillic == letter) return pair.latin;
  }
  return letter;
}

// The script that most of the word's Latin and Cyrillic letters have, the first one's if they are
// even; USCRIPT_COMMON if the word does not mix the two.
UScriptCode ScriptToUnmix(const icu::UnicodeString& word) {
  int latin = 0;
  int cyrillic = 0;
  UScriptCode first = USCRIPT_COMMON;
  for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    const UScriptCode script = ScriptOf(word.char32At(i));
    if (script != USCRIPT_LATIN && script != USCRIPT_CYRILLIC) continue;
    ++(script == USCRIPT_LATIN ? latin : cyrillic);
    if (first == USCRIPT_COMMON) first = script;
  }
  if (latin == 0 || cyrillic == 0) return USCRIPT_COMMON;
  if (latin == cyrillic) return first;
  return latin > cyrillic ? USCRIPT_LATIN : USCRIPT_CYRILLIC;
}

icu::UnicodeString WithoutMixedWords(const icu::UnicodeString& words) {
  icu::UnicodeString unmixed;
  for (int32_t start = 0; start < words.length();) {
    int32_t end = words.indexOf(u' ', start);
    if (end < 0) end = words.length();
    const icu::UnicodeString word = words.tempSubStringBetween(start, end);
    const UScriptCode script = ScriptToUnmix(word);
    if (script == USCRIPT_COMMON) {
      unmixed.append(word);
    } else {
      for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
        unmixed.append(Respelled(word.char32At(i), script));
      }
    }
    if (end < words.length()) unmixed.append(u' ');
    start = end + 1;
  }
  return unmixed;
}

// ICU carries the data of both normalizers inside its library, so neither call can fail.
icu::UnicodeString Normalized(const icu::Normalizer2* normalizer, const icu::UnicodeString& text,
                              UErrorCode status) {
  icu::UnicodeString normalized = normalizer->normalize(text, status);
  ABSL_ASSERT(U_SUCCESS(status));
  return normalized;
}

icu::UnicodeString Decomposed(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  return Normalized(icu::Normalizer2::getNFKDInstance(status), text, status);
}

icu::UnicodeString CaseFolded(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  return Normalized(icu::Normalizer2::getNFKCCasefoldInstance(status), text, status);
}

std::string FoldAscii(absl::string_view text) {
  std::string folded;
  bool blank_due = false;
  for (const char c : text) {
    if (!absl::ascii_isalnum(c)) {
      blank_due = !folded.empty();
      continue;
    }
    if (blank_due) folded += ' ';
    blank_due = false;
    folded += absl::ascii_tolower(c);
  }
  return folded;
}

}  // namespace

std::string Fold(absl::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), absl::ascii_isascii)) return FoldAscii(utf8);
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string folded;
  CaseFolded(WithoutMixedWords(PlainWords(Decomposed(text)))).toUTF8String(folded);
  return folded;
}

std::vector<std::string> Words(absl::string_view folded) {
  return absl::StrSplit(folded, ' ', absl::SkipEmpty());
}

}  // namespace entente
