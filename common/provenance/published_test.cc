#include "common/provenance/published.h"

#include <string>

#include "gtest/gtest.h"

namespace entente {
namespace {

PartialDate Date(absl::string_view edtf) { return PartialDate::Parse(edtf).value(); }

Evidence PublishedOn(absl::string_view edtf) {
  Evidence evidence;
  evidence.publisher = "Gazette";
  evidence.published = Date(edtf);
  return evidence;
}

const absl::CivilDay kDay(2022, 5, 11);

TEST(PublishedByTest, TheEarliestDateCounts) {
  EXPECT_TRUE(PublishedBy(std::vector<Evidence>(), kDay));
  EXPECT_TRUE(PublishedBy({PublishedOn(""), PublishedOn("")}, kDay));
  EXPECT_TRUE(PublishedBy({PublishedOn("2023"), PublishedOn("2022-05-11")}, kDay));
  EXPECT_FALSE(PublishedBy({PublishedOn(""), PublishedOn("2022-05-12")}, kDay));
}

TEST(KnownByTest, ADateCountsAsItsLastDay) {
  EXPECT_TRUE(KnownBy(Date("2022-05-11"), {}, kDay));
  EXPECT_FALSE(KnownBy(Date("2022-05-12"), {}, kDay));
  EXPECT_FALSE(KnownBy(Date("2022-05"), {}, kDay));
  EXPECT_FALSE(PublishedBy({PublishedOn("2022-05")}, kDay));
  EXPECT_TRUE(KnownBy(Date("2022-05"), {PublishedOn("")}, absl::CivilDay(2022, 5, 31)));
}

TEST(KnownByTest, PublicationGoesBeforeTheEvent) {
  EXPECT_FALSE(KnownBy(Date("1992-03-02"), {PublishedOn("2022-05-12")}, kDay));
  EXPECT_TRUE(KnownBy(Date("2024"), {PublishedOn("2022-05-11")}, kDay)) << "it was announced";
}

TEST(KnownByTest, WhatHasNoDateIsAlwaysKnown) {
  for (const PartialDate& date :
       {PartialDate(), PartialDate::Unknown(), PartialDate::Never(), PartialDate::Open()}) {
    EXPECT_TRUE(KnownBy(date, {PublishedOn("")}, kDay)) << date;
    EXPECT_FALSE(KnownBy(date, {PublishedOn("2022-05-12")}, kDay)) << date;
  }
}

TEST(KeepPublishedTest, LeavesOutWhatCameLater) {
  std::vector<Evidence> evidence = {PublishedOn("2022-05-12"), PublishedOn(""),
                                    PublishedOn("2021")};
  KeepPublished(evidence, kDay);
  EXPECT_EQ(evidence, std::vector<Evidence>({PublishedOn(""), PublishedOn("2021")}));
}

}  // namespace
}  // namespace entente
