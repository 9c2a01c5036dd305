// Which agreements of different registers are the same, in files as they were published.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "agreements_service/core/suggest.h"
#include "agreements_service/testing/loaded.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::agreements {
namespace {

void AddSketches(const std::string& content, std::vector<Sketch>& sketches) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(testing::FileOf(content)));
  for (const Agreement& agreement : loaded.batch.agreements) {
    sketches.push_back(SketchOf(agreement));
  }
}

TEST(AlikeTest, FindsWhatWtoUnctadAndDestaShare) {
  READ_SHARED_FILE_OR_SKIP(wto, "agreements/wto_rta_AllRTAs.csv");
  READ_SHARED_FILE_OR_SKIP(unctad, "agreements/unctad_iia_TUR_KAZ.csv");
  READ_SHARED_FILE_OR_SKIP(desta, "agreements/desta_list_of_treaties_02_03.csv");
  std::vector<Sketch> sketches;
  AddSketches(wto, sketches);
  AddSketches(unctad, sketches);
  AddSketches(desta, sketches);

  std::set<std::pair<std::string, std::string>> found;
  for (const Likeness& pair : FindAlike(sketches, 0.5)) {
    found.insert(std::minmax(sketches[pair.one].name, sketches[pair.other].name));
  }
  EXPECT_GT(found.size(), 500U);
  EXPECT_LT(found.size(), 800U);
  const auto is_found = [&](const std::string& one, const std::string& other) {
    return found.contains(
        std::minmax(absl::StrCat("agreements/", one), absl::StrCat("agreements/", other)));
  };
  EXPECT_TRUE(is_found("wto-rta-122", "desta-636")) << "NAFTA";
  EXPECT_TRUE(is_found("wto-rta-2", "unctad-iia-3373")) << "Egypt and Türkiye";
  EXPECT_TRUE(is_found("desta-15", "unctad-iia-3392")) << "Albania and Türkiye";
  EXPECT_TRUE(is_found("wto-rta-1121", "desta-1058")) << "Cameroon and the United Kingdom";
  EXPECT_FALSE(is_found("wto-rta-108", "unctad-iia-2076")) << "signed on one day, on other things";
  EXPECT_FALSE(is_found("wto-rta-272", "desta-340")) << "the EC with Slovenia and with Romania";
}

}  // namespace
}  // namespace entente::agreements
