// The seeds of the targets: without them a target begins with nothing, and a request that a later
// contract refuses leads no further.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "tests/fuzz/agreements_fixture.h"
#include "tests/fuzz/requests.h"
#include "tests/fuzz/trade_fixture.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::vector<std::filesystem::path> FilesIn(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return {begin(files), end(files)};
}

std::string Read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What a target has as seeds, by the file's name.
std::map<std::string, std::string> SeedsOf(const std::string& target) {
  std::map<std::string, std::string> seeds;
  for (const auto& path : FilesIn(absl::StrCat("tests/fuzz/corpus/", target))) {
    seeds[path.filename()] = Read(path);
  }
  return seeds;
}

TEST(SeedsTest, EveryTargetHasSome) {
  std::set<std::string> targets;
  for (const auto& path : FilesIn("tests/fuzz")) {
    const std::string file = path.filename();
    absl::string_view target = file;
    if (absl::ConsumeSuffix(&target, "_fuzz.cc")) targets.emplace(target);
  }
  std::set<std::string> folders;
  for (const auto& path : FilesIn("tests/fuzz/corpus")) {
    if (!std::filesystem::is_empty(path)) folders.insert(path.filename());
  }
  EXPECT_EQ(targets, folders);
}

struct Trade : trade::Fixture {
  static constexpr char kTarget[] = "trade_requests";
  static constexpr char kContract[] = "proto/entente/trade/v1";
};

struct Agreements : agreements::Fixture {
  static constexpr char kTarget[] = "agreements_requests";
  static constexpr char kContract[] = "proto/entente/agreements/v1";
};

template <typename Fixture>
class RequestSeedsTest : public ::testing::Test {
 protected:
  // Names of all methods. An input can name each of them: no two services have one of a name.
  static std::set<std::string> Methods() {
    const Fixture fixture;
    std::set<std::string> names;
    for (const auto& service : fixture.services) {
      for (const rpc::Method& method : service->methods()) {
        EXPECT_TRUE(names.insert(method.descriptor->name()).second) << method.descriptor->name();
      }
    }
    return names;
  }
};

using Fixtures = ::testing::Types<Trade, Agreements>;
TYPED_TEST_SUITE(RequestSeedsTest, Fixtures);

TYPED_TEST(RequestSeedsTest, EachIsAnsweredByTheMethodThatItIsNamedAfter) {
  for (const auto& [name, seed] : SeedsOf(TypeParam::kTarget)) {
    SCOPED_TRACE(name);
    const TypeParam fixture;
    const std::optional<Call> call = ReadCall(fixture.services, seed);
    ASSERT_TRUE(call) << "its first line names no method";
    const std::string& method = call->method->descriptor->name();
    EXPECT_TRUE(name == method || absl::StartsWith(name, method + "_")) << method;
    EXPECT_OK(Make(*call));
  }
}

TYPED_TEST(RequestSeedsTest, EveryMethodHasOne) {
  const TypeParam fixture;
  std::set<std::string> reached;
  for (const auto& [name, seed] : SeedsOf(TypeParam::kTarget)) {
    const std::optional<Call> call = ReadCall(fixture.services, seed);
    if (call) reached.insert(call->method->descriptor->name());
  }
  EXPECT_EQ(reached, this->Methods());
}

TYPED_TEST(RequestSeedsTest, EveryServiceOfTheContractIsThere) {
  const std::vector<std::filesystem::path> protos = FilesIn(TypeParam::kContract);
  const auto services = std::count_if(protos.begin(), protos.end(), [](const auto& path) {
    return absl::EndsWith(path.string(), "_service.proto");
  });
  EXPECT_THAT(TypeParam().services, SizeIs(services));
}

TYPED_TEST(RequestSeedsTest, EveryMethodIsInTheDictionary) {
  std::string wanted =
      "# What the first line of an input can be, and the line between two messages of an upload.\n";
  for (const std::string& method : this->Methods()) {
    absl::StrAppend(&wanted, "\"", method, "\\x0a\"\n");
  }
  absl::StrAppend(&wanted, "\"\\x0a---\\x0a\"\n");
  EXPECT_EQ(Read(absl::StrCat("tests/fuzz/", TypeParam::kTarget, ".dict")), wanted);
}

// A request of which nothing is taken for granted, and what becomes of it.
struct ReadCallTest : ::testing::Test {
  const trade::Fixture fixture;

  std::vector<std::string> Messages(const std::string& input) {
    const std::optional<Call> call = ReadCall(fixture.services, input);
    return call ? call->messages : std::vector<std::string>{"no call"};
  }
};

TEST_F(ReadCallTest, TakesTextAndBytes) {
  EXPECT_THAT(Messages("GetSource\nname: \"s\""), ElementsAre("\x0a\x01s"));
  EXPECT_THAT(Messages("GetSource\n\x0a\x01s"), ElementsAre("\x0a\x01s"));
  EXPECT_THAT(Messages("GetSource\nno: 1"), ElementsAre("no: 1"));
  EXPECT_THAT(Messages("GetSource"), ElementsAre(""));
}

TEST_F(ReadCallTest, TakesSeveralMessagesOfAnUploadAlone) {
  EXPECT_THAT(Messages("ImportRelease\ndata: \"a\"\n---\nend {}"),
              ElementsAre("\x12\x01"
                          "a",
                          std::string("\x1a\x00", 2)));
  EXPECT_THAT(Messages("GetSource\n\n---\n"), ElementsAre("\n---\n"));
}

TEST_F(ReadCallTest, LeavesOtherInputsAlone) {
  for (const char* input : {"", "\n", "getsource\n", "GetSource \n", " GetSource\n"}) {
    EXPECT_EQ(SendRequest(fixture, input), std::nullopt) << input;
  }
}

TEST_F(ReadCallTest, GivesWhatBecameOfIt) {
  EXPECT_EQ(SendRequest(fixture, "GetSource\nname: \"sources/s\""), absl::OkStatus());
  EXPECT_TRUE(absl::IsNotFound(*SendRequest(fixture, "GetSource\nname: \"sources/none\"")));
}

}  // namespace
}  // namespace entente
