#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "client/render/terms.h"
#include "client/render/text.h"
#include "client/testing/golden.h"

namespace entente::client {
namespace {

using agreements::v1::ListDueRequest;
using agreements::v1::ListDueResponse;
using agreements::v1::ListedAgreement;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

TEST(AgreementsText, AnAgreementIsShownWithItsTerms) {
  ExpectGolden("agreement.txt", RenderText(ReadMessage<ListedAgreement>("agreement.textproto"), 7,
                                           std::nullopt, {.width = 100}));
}

TEST(AgreementsText, WhatIsDueIsListedByDay) {
  const auto request = Parsed<ListDueRequest>(R"(
    countries: "KAZ"
    countries: "TUR"
    first_day { year: 2026 month: 11 day: 28 }
    last_day { year: 2027 month: 11 day: 28 }
  )");
  ExpectGolden("due.txt", RenderText(request, ReadMessage<ListDueResponse>("due.textproto"),
                                     std::nullopt, {.width = 100}));
  ListDueResponse nothing;
  nothing.set_empty_reason(common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_THAT(RenderText(request, nothing, std::nullopt, {}),
              HasSubstr("Nothing is due: the request's own conditions leave it out."));
}

TEST(AgreementsText, TermsAreToldInWords) {
  const auto texts = [](const std::string& text) {
    return TermsTexts(Parsed<agreements::v1::Terms>(text));
  };
  EXPECT_THAT(texts(""), IsEmpty());
  EXPECT_THAT(texts("entry { basis: ENTRY_BASIS_SIGNATURE } duration {} "),
              ElementsAre("in force with its signature", "made without limit of time"));
  EXPECT_THAT(texts("entry { basis: ENTRY_BASIS_CONSENTS after { months: 1 } consents: 30 }"),
              ElementsAre("in force 1 month after the consent of 30 parties"));
  EXPECT_THAT(texts("entry { basis: ENTRY_BASIS_CONSENTS }"),
              ElementsAre("in force with the consent of every party"));
  EXPECT_THAT(texts("entry { basis: ENTRY_BASIS_DATE date { edtf: '2005' } article: 'point 4' }"),
              ElementsAre("in force on 2005 (point 4)"));
  EXPECT_THAT(
      texts("renewal {} notice { any_time {} }"),
      ElementsAre("renewed without limit of time", "notice at any time, with effect at once"));
}

}  // namespace
}  // namespace entente::client
