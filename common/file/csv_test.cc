#include "common/file/csv.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::csv_test {
namespace {

using ::entente::testing::IsOk;
using ::entente::testing::StatusIs;
using ::testing::HasSubstr;

using Record = std::vector<std::string>;
using Records = std::vector<Record>;

constexpr size_t kBlockSizes[] = {1, 2, 3, 7, 64, CsvReader::kBlockSize};

struct Outcome {
  Records records;
  std::vector<int64_t> lines;
  absl::Status status;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome ReadAll(ByteSource source, char separator = ',',
                size_t block_size = CsvReader::kBlockSize) {
  Outcome outcome;
  CsvReader reader(std::move(source), separator, block_size);
  for (;;) {
    const absl::StatusOr<bool> found = reader.Next();
    if (!found.ok() || !*found) {
      EXPECT_EQ(reader.Next().status(), found.status());  // and so for ever
      outcome.status = found.status();
      return outcome;
    }
    outcome.records.emplace_back(reader.fields().begin(), reader.fields().end());
    outcome.lines.push_back(reader.line());
  }
}

// Reads `text` and expects the same whatever the block size.
Outcome Read(absl::string_view text, char separator = ',') {
  Outcome outcome = ReadAll(TextSource(text), separator);
  for (const size_t block_size : kBlockSizes) {
    EXPECT_EQ(ReadAll(TextSource(text), separator, block_size), outcome)
        << "in blocks of " << block_size << ": " << text.substr(0, 200);
  }
  return outcome;
}

TEST(CsvReaderTest, ReadsRecords) {
  struct Case {
    absl::string_view text;
    Records records;
    std::vector<int64_t> lines;
  };
  const Case kCases[] = {
      {"", {}, {}},
      {"\xEF\xBB\xBF", {}, {}},
      {"\n", {{""}}, {1}},
      {"a", {{"a"}}, {1}},
      {"a\n", {{"a"}}, {1}},
      {"a\r\n", {{"a"}}, {1}},
      {"a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a,b\r\nc,d", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a,b\nc,d\r\n", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a\n\nb\n\r\n", {{"a"}, {""}, {"b"}, {""}}, {1, 2, 3, 4}},
      {",\n", {{"", ""}}, {1}},
      {"a,", {{"a", ""}}, {1}},
      {",a,,", {{"", "a", "", ""}}, {1}},
      {" a , b \n", {{" a ", " b "}}, {1}},
      {"a;b\tc\n", {{"a;b\tc"}}, {1}},
      {"\"\"", {{""}}, {1}},
      {"\"\",\"\"\n", {{"", ""}}, {1}},
      {"\"a\",b,\"c\"\r\n", {{"a", "b", "c"}}, {1}},
      {"\"a,b\",c\n", {{"a,b", "c"}}, {1}},
      {"\"say \"\"yes\"\"\"\n", {{"say \"yes\""}}, {1}},
      {"\"\"\"\"\n", {{"\""}}, {1}},
      {"\"\"\"\"\"\",\"x\"\"\"\"y\"\n", {{"\"\"", "x\"\"y"}}, {1}},
      {"\"a\nb\",c\nd\n", {{"a\nb", "c"}, {"d"}}, {1, 3}},
      {"\"a\r\nb\r\n\",\"\n\"\r\nd\n", {{"a\r\nb\r\n", "\n"}, {"d"}}, {1, 5}},
      {"\"a\rb\"\nc\n", {{"a\rb"}, {"c"}}, {1, 2}},
      {"\xEF\xBB\xBF\"a\",b\n", {{"a", "b"}}, {1}},
      {"a\xEF\xBB\xBF\n\xEF\xBB\xBF", {{"a\xEF\xBB\xBF"}, {"\xEF\xBB\xBF"}}, {1, 2}},
      {"\xEF\xBB", {{"\xEF\xBB"}}, {1}},
      {"C\xF4te d'Ivoire,\xFF\n", {{"C\xF4te d'Ivoire", "\xFF"}}, {1}},
      {"Türkiye,Қазақстан\n", {{"Türkiye", "Қазақстан"}}, {1}},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Read(c.text), (Outcome{c.records, c.lines, absl::OkStatus()})) << c.text;
  }
}

TEST(CsvReaderTest, SeparatorIsAParameter) {
  EXPECT_EQ(Read("a;b,c\n", ';').records, (Records{{"a", "b,c"}}));
  EXPECT_EQ(Read("a\tb;c\n", '\t').records, (Records{{"a", "b;c"}}));
  EXPECT_EQ(Read("\"a\tb\"\t\"\"\n", '\t').records, (Records{{"a\tb", ""}}));
  EXPECT_EQ(Read("a\xA7"
                 "b\n",
                 '\xA7')
                .records,
            (Records{{"a", "b"}}));
}

TEST(CsvReaderTest, RefusesWhatIsNotCsvAndSaysWhere) {
  struct Case {
    absl::string_view text;
    size_t records_before;
    std::string problem;
  };
  const Case kCases[] = {
      {"a,b\"c\n", 0, "line 1, column 4: quote inside a bare field"},
      {"a,b\nc,d\"\n", 1, "line 2, column 4: quote inside a bare field"},
      {"a, \"b\"\n", 0, "line 1, column 4: quote inside a bare field"},
      {"\"a\"b\n", 0, "line 1, column 4: text behind a closing quote"},
      {"\"a\" ,b\n", 0, "line 1, column 4: text behind a closing quote"},
      {"x\n\"a\nb\"c\n", 1, "line 3, column 3: text behind a closing quote"},
      {"\"", 0, "line 1, column 1: quote is never closed"},
      {"\"a\"\"", 0, "line 1, column 1: quote is never closed"},
      {"a\nb,\"c\nd\ne", 1, "line 2, column 3: quote is never closed"},
      {"\"a\nb\",\"c\nd", 0, "line 2, column 4: quote is never closed"},
      {"\xEF\xBB\xBF\"a", 0, "line 1, column 1: quote is never closed"},
      {"a\rb\n", 0, "line 1, column 2: CR without LF"},
      {"a,b\r", 0, "line 1, column 4: CR without LF"},
      {"a\r\r\n", 0, "line 1, column 2: CR without LF"},
      {"\"a\"\r", 0, "line 1, column 4: CR without LF"},
      {absl::string_view("a\nb\0c\n", 6), 1, "line 2, column 2: NUL byte"},
      {absl::string_view("\"a\n\0\"\n", 6), 0, "line 2, column 1: NUL byte"},
      {absl::string_view("\"a\"\0\n", 5), 0, "line 1, column 4: NUL byte"},
      {absl::string_view("\xFF\xFE"
                         "a\0\n\0",
                         6),
       0, "line 1, column 4: NUL byte; the file is not text, or UTF-16"},
  };
  for (const Case& c : kCases) {
    const Outcome outcome = Read(c.text);
    EXPECT_THAT(outcome.status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.problem)))
        << c.text;
    EXPECT_EQ(outcome.records.size(), c.records_before) << c.text;
  }
}

TEST(CsvReaderTest, BoundsTheFieldsOfARecord) {
  const std::string most(CsvReader::kMaxFields - 1, ',');
  const Outcome outcome = Read(absl::StrCat(most, "\n", most, ",\n"));
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].size(), CsvReader::kMaxFields);
  EXPECT_THAT(outcome.status, StatusIs(absl::StatusCode::kInvalidArgument,
                                       "line 2, column 4097: more than 4096 fields"));
}

TEST(CsvReaderTest, BoundsTheSizeOfARecord) {
  const std::string most(CsvReader::kMaxRecordSize, 'a');
  const std::string most_quoted =
      absl::StrCat("\"", std::string(CsvReader::kMaxRecordSize - 2, '\n'), "\"");
  for (const std::string& fits : {most, most_quoted}) {
    for (absl::string_view end : {"", "\n", "\r\n"}) {
      const Outcome outcome = ReadAll(TextSource(absl::StrCat(fits, end)));
      EXPECT_THAT(outcome.status, IsOk());
      EXPECT_EQ(outcome.records.size(), 1u);
    }
  }
  const auto too_long = StatusIs(absl::StatusCode::kInvalidArgument,
                                 "line 2, column 1: record of more than 1 MiB; look for a quote "
                                 "never closed");
  for (const std::string& text : {
           absl::StrCat("\n", most, "a"),
           absl::StrCat("\n", most, "a\n"),
           absl::StrCat("\n", most, ","),
           absl::StrCat("\n", most, "a\""),
           absl::StrCat("\n\"", most, "\"\n"),
           absl::StrCat("\n\"", most, most),
           absl::StrCat("\n\"", most, std::string(100, '\0')),
       }) {
    for (const size_t block_size : {size_t{4096}, CsvReader::kBlockSize, size_t{8} << 20}) {
      EXPECT_THAT(ReadAll(TextSource(text), ',', block_size).status, too_long)
          << block_size << ' ' << text.size();
    }
  }
}

TEST(CsvReaderTest, ReadsNoFurtherThanTheBoundOfARecord) {
  for (const char endless : {'a', '"'}) {
    size_t taken = 0;
    const ByteSource source = [&](char* buffer, size_t size) -> absl::StatusOr<size_t> {
      std::fill_n(buffer, size, endless);
      taken += size;
      return size;
    };
    EXPECT_THAT(ReadAll(source).status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_LE(taken, CsvReader::kMaxRecordSize + 2 * CsvReader::kBlockSize);
  }
}

TEST(CsvReaderTest, PassesOnTheErrorOfItsSource) {
  for (const std::string& text :
       {std::string(), std::string("\xEF"), std::string("a,b"), std::string("a,b,"),
        std::string("a,\"b"), std::string("a,\"b\""), std::string("a\r"), std::string("abc\n")}) {
    bool first = true;
    const ByteSource source = [&](char* buffer, size_t size) -> absl::StatusOr<size_t> {
      if (std::exchange(first, false) && !text.empty()) {
        return absl::string_view(text).copy(buffer, size);
      }
      return absl::DataLossError("disk on fire");
    };
    const Outcome outcome = ReadAll(source);
    EXPECT_THAT(outcome.status, StatusIs(absl::StatusCode::kDataLoss, "disk on fire")) << text;
    EXPECT_EQ(outcome.records.size(), text == "abc\n" ? 1u : 0u) << text;
  }
}

TEST(CsvReaderTest, AcceptsBlocksOfAnySize) {
  const std::string text = "exporter,importer\n\"KAZ\",\"TUR\"\n";
  absl::string_view rest = text;
  size_t step = 0;
  const ByteSource source = [&](char* buffer, size_t size) -> absl::StatusOr<size_t> {
    const size_t count = rest.copy(buffer, std::min(size, ++step));
    rest.remove_prefix(count);
    return count;
  };
  EXPECT_EQ(ReadAll(source).records, (Records{{"exporter", "importer"}, {"KAZ", "TUR"}}));
}

// A text of up to five pieces, among them all that CSV gives a meaning to.
std::string RandomText(std::mt19937& random) {
  constexpr absl::string_view kPieces[] = {"a", "ü", "7", " ", ",", ";", "\t", "\"", "\n", "\r"};
  std::string text;
  for (auto i = random() % 6; i > 0; --i) {
    absl::StrAppend(&text, kPieces[random() % std::size(kPieces)]);
  }
  return text;
}

TEST(CsvReaderTest, WhatIsWrittenIsReadBack) {
  std::mt19937 random(1992);
  for (int i = 0; i < 500; ++i) {
    const char separator = ",;\t"[random() % 3];
    const absl::string_view line_end = random() % 2 == 0 ? "\n" : "\r\n";
    Outcome written;
    std::string text = random() % 2 == 0 ? "" : "\xEF\xBB\xBF";
    int64_t line = 1;
    for (auto records = random() % 6; records > 0; --records) {
      Record record;
      std::vector<std::string> fields;
      written.lines.push_back(line++);
      for (auto count = random() % 5 + 1; count > 0; --count) {
        const std::string& field = record.emplace_back(RandomText(random));
        const bool needs_quotes = field.find_first_of("\"\r\n") != std::string::npos ||
                                  absl::StrContains(field, separator);
        fields.push_back(
            needs_quotes || random() % 3 == 0
                ? absl::StrCat("\"", absl::StrReplaceAll(field, {{"\"", "\"\""}}), "\"")
                : field);
        line += std::count(field.begin(), field.end(), '\n');
      }
      absl::StrAppend(&text, absl::StrJoin(fields, std::string(1, separator)), line_end);
      written.records.push_back(std::move(record));
    }
    ASSERT_EQ(Read(text, separator), written) << text;
  }
}

TEST(CsvReaderTest, AnyTextIsReadTheSameInAnyBlocks) {
  std::mt19937 random(1992);
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (auto pieces = random() % 8; pieces > 0; --pieces) text += RandomText(random);
    Read(text);
  }
}

TEST(CsvReaderTest, ReadsTheSourcesFiles) {
  struct Case {
    absl::string_view path;
    char separator;
    size_t records;
    size_t fields_of_header, fields_of_last;
  };
  constexpr Case kCases[] = {
      {"trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv", ',', 1353, 47, 48},
      {"trade/comtrade/TUR_KAZ_monthly_hs6_fish_2000_2024.csv", ',', 1036, 47, 47},
      {"trade/comtrade/bulk_FINAL_sample_100rows.tsv", '\t', 101, 34, 34},
      {"trade/baci/BACI_HS92_Y2021_V202301_AFG_ZAF.csv", ',', 71193, 6, 6},
      {"trade/eurostat/EU_exports_to_KAZ_monthly_total_201901_202408.csv", ',', 2090, 7, 7},
      {"trade/comtrade_legacy/error_payload_as_csv.csv", ',', 3, 1, 1},
  };
  for (const Case& c : kCases) {
    READ_SHARED_FILE_OR_SKIP(text, c.path);
    const Outcome outcome = ReadAll(TextSource(text), c.separator);
    EXPECT_THAT(outcome.status, IsOk()) << c.path;
    ASSERT_EQ(outcome.records.size(), c.records) << c.path;
    EXPECT_EQ(outcome.records.front().size(), c.fields_of_header) << c.path;
    EXPECT_EQ(outcome.records.back().size(), c.fields_of_last) << c.path;
  }
}

}  // namespace
}  // namespace entente::csv_test
