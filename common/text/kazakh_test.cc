#include "common/text/kazakh.h"

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/text/fold.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Text as it is printed in each alphabet; empty where we have none.
struct Sample {
  absl::string_view cyrillic;
  absl::string_view latin_2017;
  absl::string_view latin_2018;
  absl::string_view latin_2021;
};

TEST(KazakhTest, IsWhatThePrintedTextFoldsTo) {
  const Sample kSamples[] = {
      {"Түркия", "Tu'rki'i'a", "Túrkııa", ""},
      {"Қазақстан Республикасы", "Qazaqstan Respy'bli'kasy", "Qazaqstan Respýblıkasy",
       "Qazaqstan Respublikasy"},
      {"Үкіметі", "U'kimeti", "Úkimeti", "Ükımetı"},
      {"Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді.",
       "Barlyq adamdar ty'mysynan azat ja'ne qadir-qasi'eti men quqyqtary ten' bolyp du'ni'ege "
       "keledi.",
       "Barlyq adamdar týmysynan azat jáne qadir-qasıeti men quqyqtary teń bolyp dúnıege keledi.",
       "Barlyq adamdar tumysynan azat jäne qadır-qasietı men qūqyqtary teñ bolyp düniege keledı."},
      {"Даңқымыз шықты ғой", "Dan'qymyz s'yqty g'oi'", "Dańqymyz shyqty ǵoı", "Dañqymyz şyqty ğoi"},
      {"Өзбекстан", "O'zbekstan", "Ózbekstan", "Özbekstan"},
      {"Шымкент қаласы", "S'ymkent qalasy", "Shymkent qalasy", "Şymkent qalasy"},
  };
  const auto fold = [](absl::string_view latin) {
    return Fold(absl::StrReplaceAll(latin, {{"'", ""}}));
  };
  for (const Sample& sample : kSamples) {
    const std::string folded = Fold(sample.cyrillic);
    EXPECT_EQ(ToKazakhLatin(folded, KazakhLatin::k2017), fold(sample.latin_2017));
    EXPECT_EQ(ToKazakhLatin(folded, KazakhLatin::k2018), fold(sample.latin_2018));
    if (sample.latin_2021.empty()) continue;
    EXPECT_EQ(ToKazakhLatin(folded, KazakhLatin::k2021), fold(sample.latin_2021));
  }
}

TEST(KazakhTest, GivesEachFormOnce) {
  EXPECT_THAT(KazakhLatinForms("үкіметі"), ElementsAre("ukimeti"));
  EXPECT_THAT(KazakhLatinForms("сауда"), ElementsAre("sayda", "sauda"));
  EXPECT_THAT(KazakhLatinForms("шу"), ElementsAre("sy", "shy", "su"));
}

TEST(KazakhTest, LeavesAllElseAsItIs) {
  EXPECT_THAT(KazakhLatinForms("turkiye 2022"), IsEmpty());
  EXPECT_THAT(KazakhLatinForms(""), IsEmpty());
  EXPECT_EQ(ToKazakhLatin("бүтін ελλαδα 和平 i 5", KazakhLatin::k2021), "butin ελλαδα 和平 i 5");
  EXPECT_EQ(ToKazakhLatin("объект", KazakhLatin::k2018), "obekt");
}

}  // namespace
}  // namespace entente
