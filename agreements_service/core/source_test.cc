#include "agreements_service/core/source.h"

#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::source_test {
namespace {

TEST(NamesPublisherTest, ByItsFirstWords) {
  constexpr char kPublisher[] = "UNCTAD, IIA Navigator";
  for (const char* source : {"UNCTAD", "unctad", "unctad iia", "UNCTAD, IIA Navigator", ""}) {
    EXPECT_TRUE(NamesPublisher(source, kPublisher)) << source;
  }
  for (const char* source : {"UNC", "Navigator", "UNCTAD, IIA Navigator 2", "WTO", " ", "!!"}) {
    EXPECT_FALSE(NamesPublisher(source, kPublisher)) << source;
  }
  EXPECT_FALSE(NamesPublisher("UNCTAD", ""));
}

TEST(NamesPublisherTest, OfOneOfSeveral) {
  const std::vector<Evidence> evidence = {testing::MakeEvidence("Resmî Gazete"),
                                          testing::MakeEvidence("WTO, RTA Database")};
  EXPECT_TRUE(NamesPublisher("WTO", evidence));
  EXPECT_TRUE(NamesPublisher("RESMI", evidence));
  EXPECT_FALSE(NamesPublisher("Gazete", evidence));
  EXPECT_FALSE(NamesPublisher("", std::vector<Evidence>()));
}

}  // namespace
}  // namespace entente::agreements::source_test
