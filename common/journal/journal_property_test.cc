// Random histories, in which every engine must agree with the model at every revision.

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"

#include "common/journal/engines.h"
#include "common/journal/journal_model.h"
#include "common/status/error.h"

namespace entente {
namespace {

// Everything that a reader can see, as text, so that a difference can be read.
std::string Describe(const Document& document) {
  return absl::StrCat(document.name, "@", document.revision, " ",
                      absl::ToUnixMicros(document.recorded), " '", document.body, "'");
}
std::string Describe(const Version& version) {
  return absl::StrCat(version.revision, " ", absl::ToUnixMicros(version.recorded), " ",
                      version.principal, " ", version.reason, " ",
                      version.body.has_value() ? absl::StrCat("'", *version.body, "'") : "deleted");
}
std::string Describe(const Change& change) {
  return absl::StrCat(change.revision, " ", absl::ToUnixMicros(change.recorded), " ",
                      change.principal, " ", change.name, " ", static_cast<int>(change.kind));
}

template <typename T>
std::vector<std::string> DescribeAll(const std::vector<T>& values) {
  std::vector<std::string> described;
  for (const T& value : values) described.push_back(Describe(value));
  return described;
}

// One random history, of an engine and the model.
class Comparison {
 public:
  Comparison(testing::Engine& engine, unsigned seed) : engine_(engine), random_(seed) {}

  // Appends `steps` mutations, then compares whatever can be read.
  void Run(int steps) {
    for (int step = 0; step < steps; ++step) ASSERT_NO_FATAL_FAILURE(Step());
    ASSERT_EQ(journal().Head(), model_.Head());
    for (int64_t revision = 0; revision <= model_.Head(); ++revision) {
      SCOPED_TRACE(absl::StrCat("revision ", revision));
      ASSERT_NO_FATAL_FAILURE(CompareDocuments(revision));
      ASSERT_NO_FATAL_FAILURE(CompareLists(revision));
      ASSERT_NO_FATAL_FAILURE(CompareChanges(revision));
    }
    ASSERT_NO_FATAL_FAILURE(CompareHistories());
    ASSERT_NO_FATAL_FAILURE(CompareTimes());
    EXPECT_GT(model_.Head(), steps / 3) << "too few mutations were applied";
  }

 private:
  const Journal& journal() const { return engine_.journal(); }
  int Random(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  template <typename T>
  const T& Any(const std::vector<T>& values) {
    return values[Random(static_cast<int>(values.size()))];
  }

  Mutation RandomMutation() {
    Mutation mutation;
    mutation.principal = Any<std::string>({"ayse", "bolat"});
    mutation.reason = absl::StrCat("reason ", Random(100));
    if (Random(4) == 0) mutation.request_id = absl::StrCat("r", Random(40));
    mutation.fingerprint = absl::StrCat("f", Random(2));
    const int writes = 1 + Random(3);
    for (int i = 0; i < writes; ++i) {
      Write& write = mutation.writes.emplace_back();
      write.collection = Any(collections_);
      write.name = Any(names_);
      if (Random(5) != 0) write.body = std::string(Random(4), 'a' + Random(26));
      if (Random(5) == 0) {
        write.expect = Any<Write::Expect>({Write::Expect::kAbsent, Write::Expect::kPresent});
      }
      if (Random(12) == 0) write.expected_revision = 1 + Random(1 + model_.Head());
    }
    return mutation;
  }

  // Applies a mutation to both, which must agree.
  void Step() {
    const Mutation mutation = RandomMutation();
    now_ += absl::Microseconds(Random(10) - 3);
    const testing::Model::Outcome expected = model_.Append(mutation, now_);
    const absl::StatusOr<Commit> commit = engine_.Append(mutation, now_);
    ASSERT_EQ(DetailsOf(commit.status()).reason, expected.reason) << commit.status();
    if (!commit.ok()) return;
    const auto found = journal().FindRepetition(mutation);
    ASSERT_OK(found);
    ASSERT_EQ(found->has_value() ? (*found)->revision : 0,
              mutation.request_id.empty() ? 0 : expected.revision);
    ASSERT_EQ(commit->revision, expected.revision);
    ASSERT_EQ(commit->recorded, model_.Recorded(expected.revision));
    ASSERT_EQ(commit->repeated, expected.repeated);
  }

  void CompareDocuments(int64_t revision) {
    for (const std::string& collection : collections_) {
      const auto all = model_.List(collection, "", "", 1 << 20, revision);
      for (const std::string& name : names_) {
        const auto expected = std::find_if(all.begin(), all.end(), [&](const Document& document) {
          return document.name == name;
        });
        const absl::StatusOr<Document> got = journal().Get(collection, name, revision);
        if (expected == all.end()) {
          ASSERT_THAT(got, testing::StatusIs(absl::StatusCode::kNotFound));
        } else {
          ASSERT_OK(got);
          ASSERT_EQ(Describe(*got), Describe(*expected));
        }
      }
    }
  }

  void CompareLists(int64_t revision) {
    for (const std::string& collection : collections_) {
      for (const int limit : {1, 2, 3, 100}) {
        const std::string& prefix = Any(prefixes_);
        const std::string& after = Any(prefixes_);
        SCOPED_TRACE(absl::StrCat("prefix '", prefix, "' after '", after, "' limit ", limit));
        ASSERT_OK_AND_ASSIGN(const auto got,
                             journal().List(collection, prefix, after, limit, revision));
        ASSERT_EQ(DescribeAll(got),
                  DescribeAll(model_.List(collection, prefix, after, limit, revision)));
      }
    }
  }

  void CompareChanges(int64_t after) {
    const int limit = 1 + Random(12);
    SCOPED_TRACE(absl::StrCat("limit ", limit));
    ASSERT_OK_AND_ASSIGN(const auto got, journal().Changes(after, limit));
    ASSERT_EQ(DescribeAll(got), DescribeAll(model_.Changes(after, limit)));
  }

  void CompareHistories() {
    for (const std::string& collection : collections_) {
      for (const std::string& name : names_) {
        const int64_t before = Random(static_cast<int>(model_.Head()) + 2);
        const int limit = 1 + Random(5);
        ASSERT_OK_AND_ASSIGN(const auto got, journal().History(collection, name, before, limit));
        ASSERT_EQ(DescribeAll(got), DescribeAll(model_.History(collection, name, before, limit)));
      }
    }
  }

  void CompareTimes() {
    for (absl::Time time = now_ + absl::Nanoseconds(500); time > now_ - absl::Microseconds(300);
         time -= absl::Nanoseconds(500)) {
      ASSERT_THAT(journal().RevisionAt(time), testing::IsOkAndHolds(model_.RevisionAt(time)));
    }
  }

  const std::vector<std::string> collections_ = {"c", "cc"};
  // The last names are U+10FFFF, the last code point.
  const std::vector<std::string> names_ = {"a",
                                           "a/",
                                           "a/b",
                                           "a0",
                                           "ab",
                                           "b",
                                           "\xc4\xb1",
                                           "\xf4\x8f\xbf\xbf",
                                           "\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf"};
  const std::vector<std::string> prefixes_ = {
      "", "a", "a/", "a/b", "b", "c", "\xc4\xb1", "\xf4\x8f\xbf\xbf", "\x7f"};
  testing::Engine& engine_;
  testing::Model model_;
  std::mt19937 random_;
  absl::Time now_ = absl::FromUnixSeconds(1'650'000'000);
};

class JournalPropertyTest : public ::testing::TestWithParam<testing::EngineKind> {};

TEST_P(JournalPropertyTest, AgreesWithTheModelAtEveryRevision) {
  constexpr unsigned kSeeds = 8;
  constexpr int kSteps = 100;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    const std::unique_ptr<testing::Engine> engine = GetParam().make();
    ASSERT_NO_FATAL_FAILURE(Comparison(*engine, seed).Run(kSteps));
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, JournalPropertyTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente
