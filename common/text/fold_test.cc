#include "common/text/fold.h"

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct FoldCase {
  absl::string_view text;
  absl::string_view folded;
};

TEST(FoldTest, Table) {
  const FoldCase kCases[] = {
      {"", ""},
      {" \t\n ", ""},
      {"...", ""},
      // Turkish.
      {"Türkiye", "turkiye"},
      {"TÜRKİYE", "turkiye"},
      {"TURKIYE", "turkiye"},
      {"turkıye", "turkiye"},
      {"TURKİYE", "turkiye"},
      {"Tu\u0308rkiye", "turkiye"},
      {"İŞBİRLİĞİ", "isbirligi"},
      {"IŞBIRLIĞI", "isbirligi"},
      {"işbirliği", "isbirligi"},
      {"Çağdaş Öğüt hâlâ", "cagdas ogut hala"},
      {"Kazakistan'ın", "kazakistan in"},
      // Kazakh.
      {"Үкіметі", "үкіметі"},
      {"Үкiметi", "үкіметі"},
      {"ҮКIМЕТI", "үкіметі"},
      {"ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі"},
      {"Түркия", "түркия"},
      {"Túrkııa", "turkiia"},
      {"Qazaqstan Respýblıkasy", "qazaqstan respyblikasy"},
      // Look-alikes the other way round, and words that cannot be settled.
      {"Tүrkiye", "tүrkiye"},
      {"Кazakhstan", "kazakhstan"},
      {"Kaзахстан", "казахстан"},
      {"Тurkey and Россия", "turkey and россия"},
      {"аb", "аb"},
      {"bа", "ba"},
      // Other letters and forms.
      {"Straße STRAẞE", "strasse strasse"},
      {"Łódź, Ærø, Þingvellir", "lodz aero thingvellir"},
      {"Ёлка", "елка"},
      {"Ελλάδα ΕΛΛΆΔΑ", "ελλαδα ελλαδα"},
      {"ＫＡＺ ﬁn Ⅳ", "kaz fin iv"},
      {"جمهوريّة", "جمهورية"},
      {"がぎ カナダ", "がぎ カナダ"},
      {"हिन्दी", "हिन्दी"},
      {"한국", "한국"},
      {"哈萨克斯坦", "哈萨克斯坦"},
      // Blanks, punctuation, what cannot be seen.
      {"  Côte   d’Ivoire ", "cote d ivoire"},
      {"Qozog\u02BBiston", "qozog iston"},
      {"Guinea-Bissau (1974)", "guinea bissau 1974"},
      {"Kazakh\u00ADstan\u200B", "kazakhstan"},
      {"€5,000", "5 000"},
      // Ill-formed bytes.
      {"T\xfcrkiye", "t\uFFFDrkiye"},
      {"\xff", "\uFFFD"},
      {"қаз\xd2", "қаз\uFFFD"},
  };
  for (const auto& [text, folded] : kCases) {
    EXPECT_EQ(Fold(text), folded) << text;
    EXPECT_EQ(Fold(folded), folded) << "not idempotent: " << text;
  }
}

TEST(WordsTest, SplitsAtBlanks) {
  EXPECT_THAT(Words(Fold("Ortak Açıklama, 2022")), ElementsAre("ortak", "aciklama", "2022"));
  EXPECT_THAT(Words(""), IsEmpty());
}

}  // namespace
}  // namespace entente
