#include "common/rpc/page.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::rpc {
namespace {

using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::HasSubstr;

constexpr char kRequest[] = "0123456789abcdef0123456789abcdef";
constexpr char kOtherRequest[] = "fedcba9876543210fedcba9876543210";

MATCHER_P2(IsToken, revision, after, "") {
  return arg.revision == revision && arg.after == std::string(after);
}

TEST(PageTest, TokensComeBackAsTheyWere) {
  const int64_t last = std::numeric_limits<int64_t>::max();
  for (const PageToken& token : {PageToken{1, ""}, PageToken{17, "agreements/UNTS-I-55631"},
                                 PageToken{last, "Türkiye\nwith a line"}}) {
    EXPECT_THAT(DecodePageToken(EncodePageToken(token, kRequest), kRequest, "page_token"),
                IsOkAndHolds(IsToken(token.revision, token.after)));
  }
}

TEST(PageTest, NoTokenIsTheFirstPage) {
  EXPECT_THAT(DecodePageToken("", kRequest, "page_token"), IsOkAndHolds(IsToken(0, "")));
}

TEST(PageTest, TokensAreFitForAnAddress) {
  const std::string token = EncodePageToken({17, "a?b/c+d"}, kRequest);
  EXPECT_EQ(token.find_first_of("+/ \n"), std::string::npos);
}

TEST(PageTest, TheTokenOfAnotherRequestIsRefused) {
  const std::string token = EncodePageToken({17, "x"}, kRequest);
  const auto decoded = DecodePageToken(token, kOtherRequest, "page_token");
  EXPECT_THAT(decoded,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("page_token: not a token")));
  EXPECT_EQ(DetailsOf(decoded.status()).reason, "PAGE_TOKEN_INVALID");
}

TEST(PageTest, GarbageIsRefused) {
  for (const char* garbage : {"x", "====", "not base64!", "MTcKeA", "\xff\xfe", "\n\n"}) {
    EXPECT_THAT(DecodePageToken(garbage, kRequest, "page_token"),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << garbage;
  }
}

TEST(PageTest, AChangedTokenIsRefused) {
  const std::string token = EncodePageToken({17, "agreements/x"}, kRequest);
  for (size_t i = 0; i + 1 < token.size(); ++i) {  // the last letter has bits that mean nothing
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(DecodePageToken(changed, kRequest, "page_token"),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << changed;
    EXPECT_THAT(DecodePageToken(token.substr(0, i + 1), kRequest, "page_token"),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << i;
  }
}

TEST(PageTest, LimitsAreTheRequestsOrTheStandard) {
  EXPECT_THAT(PageLimit(0, 50, 1000), IsOkAndHolds(50));
  EXPECT_THAT(PageLimit(1, 50, 1000), IsOkAndHolds(1));
  EXPECT_THAT(PageLimit(1000, 50, 1000), IsOkAndHolds(1000));
  EXPECT_THAT(PageLimit(1001, 50, 1000), IsOkAndHolds(1000));
  EXPECT_THAT(PageLimit(-1, 50, 1000),
              StatusIs(absl::StatusCode::kInvalidArgument, "page_size: -1 is below 0"));
}

}  // namespace
}  // namespace entente::rpc
