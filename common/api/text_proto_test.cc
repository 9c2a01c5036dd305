#include "common/api/text_proto.h"

#include <string>

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/resource.pb.h"

namespace entente {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;
using testing::v1::Resource;

TEST(TextProtoTest, ReadsAFile) {
  TextProto file;
  Resource resource;
  ASSERT_OK(file.Parse("# a comment\ntitle: \"Türkiye\"\ntags: \"a\"\ntags: \"b\"\n", resource));
  EXPECT_EQ(resource.title(), "Türkiye");
  EXPECT_EQ(resource.tags_size(), 2);
}

TEST(TextProtoTest, KnowsWhereElementsStand) {
  TextProto file;
  Resource resource;
  ASSERT_OK(file.Parse("title: \"x\"\ntags: \"a\"\n\n\ntags: \"b\"", resource));
  EXPECT_EQ(file.Where(resource, "tags", 0), "line 2");
  EXPECT_EQ(file.Where(resource, "tags", 1), "line 5");
}

TEST(TextProtoTest, AFileMayBeEmpty) {
  TextProto file;
  Resource resource;
  EXPECT_OK(file.Parse("", resource));
}

TEST(TextProtoTest, ErrorsNameLineAndColumn) {
  TextProto file;
  Resource resource;
  const absl::Status status = file.Parse("title: \"x\"\n  colour: \"red\"\n", resource);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2, column 9")));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("colour")));
  EXPECT_EQ(DetailsOf(status).reason, "FILE_MALFORMED");
  EXPECT_EQ(DetailsOf(status).metadata.at("line"), "2");
}

TEST(TextProtoTest, GarbageIsRefused) {
  for (const std::string& garbage :
       {std::string("title: 1"), std::string("title"), std::string("{"), std::string("title: \"x"),
        std::string("\0\xff", 2), std::string("evidence { evidence { } }"), std::string("}}}"),
        std::string("revision: 99999999999999999999")}) {
    TextProto file;
    Resource resource;
    const absl::Status status = file.Parse(garbage, resource);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << garbage;
    EXPECT_EQ(DetailsOf(status).reason, "FILE_MALFORMED");
  }
}

TEST(TextProtoTest, AFileHasALimit) {
  TextProto file;
  Resource resource;
  const std::string content(size_t{64} << 20, ' ');
  EXPECT_OK(file.Parse(content, resource));
  const absl::Status status = file.Parse(content + " ", resource);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("67108865")));
  EXPECT_EQ(DetailsOf(status).reason, "FILE_TOO_LARGE");
}

TEST(TextProtoTest, KnowsTheLinesThatBeginAField) {
  for (const char* const line : {"title: 'x'", "tags", "evidence {", "evidence{", "evidence <"}) {
    EXPECT_TRUE(BeginsField(line, *Resource::descriptor())) << line;
  }
  for (const char* const line : {"", "# a comment", "titles: 'x'", "colour: 'red'", "{title"}) {
    EXPECT_FALSE(BeginsField(line, *Resource::descriptor())) << line;
  }
}

}  // namespace
}  // namespace entente
