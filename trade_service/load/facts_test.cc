#include "trade_service/load/facts.h"

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::facts_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr char kGood[] = R"(# Trade of Kazakhstan and Türkiye.
sources {
  name: "sources/kaz-bns"
  publisher: "Bureau of National Statistics"
  kind: SOURCE_KIND_NATIONAL
}
releases {
  source: "sources/kaz-bns"
  dataset: "totals"
  published { edtf: "2022-02" }
  currency: "USD"
  figures {
    reporter: "Kazakhstan"
    partner: "TR"
    flow: "X"
    period: "2021"
    value: "2964665648.32"
    valuation: VALUATION_FOB
    cell: "row 7"
  }
  figures { reporter: "KAZ" partner: "TUR" flow: "M" period: "2021" value: "1146382283.36" }
}
targets {
  name: "pairs/KAZ-TUR/targets/10bn"
  amount { decimal: "10000000000" currency: "USD" }
  announced { edtf: "2022-05-10" }
  evidence { publisher: "Xinhua" }
}
statements {
  name: "pairs/KAZ-TUR/statements/exceeded"
  kind: STATEMENT_KIND_VOLUME
  amount { decimal: "5300000000" currency: "USD" }
  qualifier: QUALIFIER_EXCEEDED
  said { edtf: "2022-05-10" }
  evidence { publisher: "Xinhua" }
}
commodity_titles {
  name: "classifications/HS/commodities/27"
  title: "Mineral fuels"
  parent: "V"
  evidence { publisher: "WCO" }
}
)";

File FileOf(absl::string_view content) {
  File file;
  file.content = content;
  file.name = "trade.textproto";
  file.sha256 = std::string(64, 'a');
  file.principal = "ayse";
  return file;
}

TEST(LoadFactsTest, AWholeFile) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFacts(FileOf(kGood)));
  const Batch& batch = loaded.batch;
  ASSERT_EQ(batch.sources.size(), 1u);
  EXPECT_FALSE(batch.sources_supposed);
  EXPECT_EQ(batch.sources[0].kind, SourceKind::kNational);
  ASSERT_EQ(batch.releases.size(), 1u);
  const Release& release = batch.releases[0].release;
  EXPECT_THAT(release.name, ::testing::StartsWith("sources/kaz-bns/releases/totals-"));
  EXPECT_EQ(release.dataset, "totals");
  EXPECT_EQ(release.published, testing::Date("2022-02"));
  EXPECT_EQ(release.currency, "USD");
  EXPECT_EQ(release.file_name, "trade.textproto");
  EXPECT_EQ(release.sha256, std::string(64, 'a'));
  EXPECT_EQ(release.principal, "ayse");
  EXPECT_EQ(release.observation_count, 2);
  Observation exports = testing::MakeObservation("KAZ", "TUR", "X", "2021", "2964665648.32");
  exports.valuation = Valuation::kFob;
  exports.locator = "row 7";
  Observation imports = testing::MakeObservation("KAZ", "TUR", "M", "2021", "1146382283.36");
  imports.locator = "";
  EXPECT_THAT(testing::RowsOf(*batch.releases[0].blocks), ElementsAre(imports, exports));
  ASSERT_EQ(batch.targets.size(), 1u);
  EXPECT_EQ(batch.targets[0].amount.value, Dec("10000000000"));
  ASSERT_EQ(batch.statements.size(), 1u);
  EXPECT_EQ(batch.statements[0].qualifier, Qualifier::kExceeded);
  ASSERT_EQ(batch.titles.size(), 1u);
  EXPECT_EQ(batch.titles[0].title, "Mineral fuels");
  EXPECT_EQ(batch.titles[0].parent, "V");
  EXPECT_EQ(loaded.report.read, 6);
  EXPECT_EQ(loaded.report.kept, 6);
  EXPECT_THAT(loaded.report.totals, ElementsAre(Pair("all values", "4111047931.68")));
}

// The name of a release changes with what is in it, and with nothing else.
TEST(LoadFactsTest, AReleaseIsNamedByItsContent) {
  const auto name = [](const std::string& content) {
    const auto loaded = LoadFacts(FileOf(content));
    EXPECT_OK(loaded);
    return loaded->batch.releases[0].release.name;
  };
  EXPECT_EQ(name(kGood), name(absl::StrReplaceAll(kGood, {{"Trade of", "Figures of"}})));
  EXPECT_EQ(name(kGood), name(absl::StrReplaceAll(kGood, {{"10bn", "ten"}})));
  EXPECT_NE(name(kGood), name(absl::StrReplaceAll(kGood, {{"648.32", "648.33"}})));
  EXPECT_NE(name(kGood), name(absl::StrReplaceAll(kGood, {{"2022-02", "2022-03"}})));
}

// What is wrong after a change of the good file, and the message that tells it.
struct BadFacts {
  const char* from;
  const char* to;
  const char* reason;
  const char* message;

  friend std::ostream& operator<<(std::ostream& out, const BadFacts& bad) {
    return out << bad.from << " -> " << bad.to;
  }
};

class BadFactsTest : public ::testing::TestWithParam<BadFacts> {};

TEST_P(BadFactsTest, IsToldWithLineAndField) {
  const BadFacts& bad = GetParam();
  const std::string content = absl::StrReplaceAll(kGood, {{bad.from, bad.to}});
  ASSERT_NE(content, kGood);
  const auto loaded = LoadFacts(FileOf(content));
  EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.message)))
      << loaded.status();
  EXPECT_EQ(DetailsOf(loaded.status()).reason, bad.reason);
}

// A parser of text-protos tells the place behind what it could not read.
INSTANTIATE_TEST_SUITE_P(
    Fields, BadFactsTest,
    ::testing::Values(
        BadFacts{"sources {", "sauces {", "FILE_MALFORMED", "line 2, column 8"},
        BadFacts{"kind: SOURCE_KIND_NATIONAL", "kind: NATIONAL", "FILE_MALFORMED",
                 "line 6, column 1"},
        BadFacts{"dataset: \"totals\"", "dataset: \"totals", "FILE_MALFORMED", "line 9"},
        BadFacts{"\"Bureau of National Statistics\"", "\"\"", "PUBLISHER_MISSING",
                 "line 2: sources[0]: source.publisher"},
        BadFacts{"\"sources/kaz-bns\"", "\"kaz-bns\"", "NAME_INVALID",
                 "line 2: sources[0]: source.name"},
        BadFacts{"source: \"sources/kaz-bns\"", "source: \"bns\"", "NAME_INVALID",
                 "line 7: releases[0]: source"},
        BadFacts{"dataset: \"totals\"", "dataset: \"a b\"", "NAME_INVALID",
                 "line 7: releases[0]: release.name"},
        BadFacts{"currency: \"USD\"\n  figures", "currency: \"dollars\"\n  figures",
                 "CURRENCY_INVALID", "line 7: releases[0]: release.currency"},
        BadFacts{"2022-02", "2022-13", "DATE_INVALID", "line 7: releases[0]: release.published"},
        BadFacts{"\"Kazakhstan\"", "\"Khazaksthan\"", "COUNTRY_UNKNOWN",
                 "line 7: releases[0]: figures[0]: reporter"},
        BadFacts{"partner: \"TUR\"", "partner: \"\"", "COUNTRY_MISSING",
                 "line 7: releases[0]: figures[1]: partner"},
        BadFacts{"flow: \"M\"", "flow: \"\"", "FLOW_MISSING",
                 "line 7: releases[0]: figures[1]: flow"},
        BadFacts{"flow: \"M\"", "flow: \"M \"", "FLOW_INVALID",
                 "line 7: releases[0]: figures[1]: flow"},
        BadFacts{"period: \"2021\" value", "period: \"21\" value", "PERIOD_INVALID",
                 "line 7: releases[0]: figures[1]: period"},
        BadFacts{"1146382283.36", "1,146", "VALUE_INVALID",
                 "line 7: releases[0]: figures[1]: value"},
        BadFacts{"flow: \"M\"", "flow: \"X\"", "CELL_CONFLICT", "line 7: releases[0]: figures[1]"},
        BadFacts{"decimal: \"10000000000\"", "decimal: \"0\"", "AMOUNT_INVALID",
                 "line 23: targets[0]: target.amount.decimal"},
        BadFacts{"pairs/KAZ-TUR/targets/10bn", "pairs/TUR-KAZ/targets/10bn", "NAME_INVALID",
                 "line 23: targets[0]: target.name"},
        BadFacts{"kind: STATEMENT_KIND_VOLUME", "kind: STATEMENT_KIND_POSITION", "TEXT_MISSING",
                 "line 29: statements[0]: statement.text"},
        BadFacts{"classifications/HS/commodities/27", "commodities/27", "NAME_INVALID",
                 "line 37: commodity_titles[0]: commodity_title.name"},
        BadFacts{"commodities/27", "commodities/270900270900270900270900", "NAME_INVALID",
                 "line 37: commodity_titles[0]: commodity_title.name"},
        BadFacts{"\"Mineral fuels\"", "\"\"", "TITLE_MISSING",
                 "line 37: commodity_titles[0]: commodity_title.title"},
        BadFacts{"parent: \"V\"", "parent: \"V V\"", "COMMODITY_INVALID",
                 "line 37: commodity_titles[0]: commodity_title.parent"},
        BadFacts{"publisher: \"WCO\"", "note: \"WCO\"", "EVIDENCE_EMPTY",
                 "line 37: commodity_titles[0]: commodity_title.evidence"}));

TEST(LoadFactsTest, WithoutFiguresThereIsNoTotal) {
  const std::string good(kGood);
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       LoadFacts(FileOf(good.substr(good.find("commodity_titles {")))));
  EXPECT_EQ(loaded.report.read, 1);
  EXPECT_TRUE(loaded.report.totals.empty());
}

TEST(LoadFactsTest, AReleaseHasAFigure) {
  const auto loaded =
      LoadFacts(FileOf("releases { source: \"sources/s\" dataset: \"d\" currency: \"USD\" }"));
  EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 1")));
  EXPECT_EQ(DetailsOf(loaded.status()).reason, "FIGURES_MISSING");
}

TEST(LoadFactsTest, EveryNameStandsOnce) {
  const std::string good(kGood);
  const size_t targets = good.find("targets {");
  const size_t statements = good.find("statements {");
  const size_t releases = good.find("releases {");
  const size_t titles = good.find("commodity_titles {");
  for (const std::string& again :
       {good.substr(good.find("sources {"), releases - good.find("sources {")),
        good.substr(releases, targets - releases), good.substr(targets, statements - targets),
        good.substr(statements, titles - statements), good.substr(titles)}) {
    const auto loaded = LoadFacts(FileOf(good + again));
    EXPECT_EQ(DetailsOf(loaded.status()).reason, "NAME_REPEATED") << loaded.status();
  }
}

TEST(LoadFactsTest, AFileOfNothing) {
  EXPECT_EQ(DetailsOf(LoadFacts(FileOf("# only a comment\n")).status()).reason, "FILE_EMPTY");
}

// The contract's strings are UTF-8: what is not could be stored and never be read again.
TEST(LoadFactsTest, TextThatIsNotUtf8IsRefused) {
  for (const char* bytes : {"\xff", "\\377"}) {
    const std::string content = absl::StrReplaceAll(kGood, {{"row 7", bytes}});
    EXPECT_EQ(DetailsOf(LoadFacts(FileOf(content)).status()).reason, "FILE_MALFORMED") << bytes;
  }
}

TEST(LoadFactsTest, TheProjectsOwnFile) {
  const std::optional<std::string> content =
      entente::testing::ReadFileBytes("data/trade.textproto");
  ASSERT_TRUE(content.has_value());
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFacts(FileOf(*content)));
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_GT(loaded.batch.releases.size(), 3u);
  EXPECT_GT(loaded.batch.targets.size(), 1u);
  EXPECT_GT(loaded.batch.statements.size(), 1u);
}

}  // namespace
}  // namespace entente::trade::facts_test
