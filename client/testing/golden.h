#ifndef ENTENTE_CLIENT_TESTING_GOLDEN_H_
#define ENTENTE_CLIENT_TESTING_GOLDEN_H_

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "entente/brief/v1/brief.pb.h"

// Test only.
namespace entente::client {

inline constexpr char kTestdata[] = "client/render/testdata/";

inline std::string ReadTestdata(const std::string& name) {
  std::ifstream file(kTestdata + name);
  EXPECT_TRUE(file.is_open()) << kTestdata << name << " cannot be opened";
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// A message that testdata holds.
template <typename Message>
Message ReadMessage(const std::string& name) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadTestdata(name), &message)) << name;
  return message;
}

// The brief that holds the nine facts of the news report.
inline brief::v1::Brief GoldenBrief() { return ReadMessage<brief::v1::Brief>("brief.textproto"); }

// Holds `actual` against a file of testdata; with ENTENTE_UPDATE_GOLDEN=1 in the environment it
// becomes the file.
inline void ExpectGolden(const std::string& name, const std::string& actual) {
  const char* update = std::getenv("ENTENTE_UPDATE_GOLDEN");
  if (update != nullptr && absl::string_view(update) == "1") {
    std::ofstream(kTestdata + name) << actual;
    return;
  }
  EXPECT_EQ(actual, ReadTestdata(name))
      << "run again with ENTENTE_UPDATE_GOLDEN=1 if the difference is meant";
}

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_TESTING_GOLDEN_H_
