// What every engine of Store must do. The journal below it has a contract of its own.

#include <atomic>
#include <filesystem>
#include <ostream>
#include <random>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/store/references.h"
#include "agreements_service/store/replaced.h"
#include "agreements_service/store/store.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/candidates.h"
#include "common/sql/database.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"
#include "common/time/fake_clock.h"

namespace entente::agreements::store_contract_test {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeRelation;
using testing::MakeState;
using ::testing::SizeIs;
using testing::StartOfTime;
using ::testing::UnorderedElementsAre;

constexpr int kAll = 1000;
constexpr auto kAbsent = Write::Expect::kAbsent;
constexpr auto kPresent = Write::Expect::kPresent;

enum class Engine { kMemory, kSqlite };

std::ostream& operator<<(std::ostream& out, Engine engine) {
  return out << (engine == Engine::kMemory ? "Memory" : "Sqlite");
}

class StoreContractTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    store_.reset();
    if (GetParam() == Engine::kMemory) {
      store_ = NewMemoryStore(clock_);
    } else {
      ASSERT_OK_AND_ASSIGN(store_, OpenSqliteStore(folder_.File("agreements.db"), clock_));
    }
  }

  static Mutation By(absl::string_view request_id = "", absl::string_view fingerprint = "f") {
    Mutation mutation;
    mutation.principal = "ayse";
    mutation.reason = "because";
    mutation.request_id = std::string(request_id);
    mutation.fingerprint = std::string(fingerprint);
    return mutation;
  }

  // Puts the agreement, whatever is there; the revision.
  int64_t Put(Agreement agreement) {
    AssignIds(agreement);
    clock_.Advance(absl::Seconds(1));
    const auto commit = store_->PutAgreement(By(), agreement, Write::Expect::kAnything);
    EXPECT_OK(commit);
    return commit->revision;
  }

  std::vector<std::string> List(const AgreementFilter& filter, absl::string_view after, int limit,
                                int64_t revision) {
    const auto agreements = store_->ListAgreements(filter, after, limit, revision);
    EXPECT_OK(agreements);
    std::vector<std::string> names;
    for (const Agreement& agreement : *agreements) names.push_back(agreement.name);
    return names;
  }

  // Names of the candidates, in order.
  std::vector<std::string> Find(absl::string_view query, int64_t revision,
                                const std::vector<std::string>& countries = {}) {
    std::vector<Marks> marked;
    for (const std::string& country : countries) marked.push_back({CountryMark(country)});
    const auto candidates = store_->FindCandidates(ParseSearchQuery(query), marked, revision);
    EXPECT_OK(candidates);
    std::vector<std::string> names;
    for (const Candidate& candidate : *candidates) names.emplace_back(candidate.name);
    std::sort(names.begin(), names.end());
    return names;
  }

  static AgreementFilter Of(const std::vector<std::string>& countries) {
    AgreementFilter filter;
    filter.countries = countries;
    return filter;
  }

  int64_t Head() const { return store_->journal().Head(); }

  entente::testing::TempFolder folder_;
  FakeClock clock_{StartOfTime()};
  std::unique_ptr<Store> store_;
};

TEST_P(StoreContractTest, AnEmptyStoreHasNothing) {
  EXPECT_EQ(Head(), 0);
  EXPECT_THAT(store_->GetAgreement("agreements/x", 0), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(List({}, "", kAll, 0), IsEmpty());
  EXPECT_THAT(List(Of({"KAZ"}), "", kAll, 0), IsEmpty());
  EXPECT_THAT(Find("transport", 0), IsEmpty());
}

TEST_P(StoreContractTest, GivesBackWhatWasPut) {
  Agreement agreement = MakeAgreement("x");
  agreement.fields = {entente::agreements::Field::kTransport};
  agreement.identifiers = {{.scheme = "unts", .value = "I-1"}};
  agreement.actions = {testing::MakeAction("KAZ", ActionKind::kRatification, "1993")};
  agreement.actions[0].effective = testing::Date("1994");
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "never")};
  agreement.relations = {MakeRelation(RelationKind::kAmends, "y", "1999-09~")};
  agreement.claims = {{.key = "status", .value = "In force", .evidence = testing::MakeEvidence()}};
  agreement.occasion = "pairs/KAZ-TUR/occasions/2022";
  agreement.note = "A note";
  AssignIds(agreement);
  ASSERT_OK_AND_ASSIGN(const Commit commit, store_->PutAgreement(By(), agreement, kAbsent));
  agreement.revision = commit.revision;
  agreement.recorded = StartOfTime();
  EXPECT_THAT(store_->GetAgreement("agreements/x", 1), IsOkAndHolds(agreement));

  Occasion occasion = MakeOccasion("2022");
  occasion.declared_counts = {{.count = 15,
                               .fields = {entente::agreements::Field::kTrade},
                               .evidence = testing::MakeEvidence()}};
  ASSERT_OK(store_->PutOccasion(By(), occasion, kAbsent));
  occasion.revision = 2;
  occasion.recorded = StartOfTime();
  EXPECT_THAT(store_->GetOccasion(occasion.name, 2), IsOkAndHolds(occasion));

  Milestone milestone = MakeMilestone("relations");
  milestone.agreement = "agreements/x";
  ASSERT_OK(store_->PutMilestone(By(), milestone, kAbsent));
  milestone.revision = 3;
  milestone.recorded = StartOfTime();
  EXPECT_THAT(store_->GetMilestone(milestone.name, 3), IsOkAndHolds(milestone));
}

TEST_P(StoreContractTest, ListsByPartyOccasionAndRelationInPages) {
  Agreement b = MakeAgreement("b");
  b.parties[1] = MakeState("UZB", "Uzbekistan");
  b.relations = {MakeRelation(RelationKind::kSupersedes, "a"),
                 MakeRelation(RelationKind::kAmends, "a")};
  Agreement c = MakeAgreement("c");
  c.parties[0].kind = PartyKind::kPredecessorState;
  c.parties[0].id = "kazakh-ssr";
  c.occasion = "pairs/KAZ-TUR/occasions/2022";
  Put(c);
  Put(MakeAgreement("a"));
  Put(b);
  Put(MakeAgreement("d"));
  EXPECT_THAT(List({}, "", kAll, 4),
              ElementsAre("agreements/a", "agreements/b", "agreements/c", "agreements/d"));
  EXPECT_THAT(List(Of({"KAZ"}), "", 2, 4), ElementsAre("agreements/a", "agreements/b"));
  EXPECT_THAT(List(Of({"KAZ"}), "agreements/b", 2, 4), ElementsAre("agreements/c", "agreements/d"));
  EXPECT_THAT(List(Of({"KAZ", "TUR"}), "", kAll, 4),
              ElementsAre("agreements/a", "agreements/c", "agreements/d"));
  EXPECT_THAT(List(Of({"TUR", "UZB"}), "", kAll, 4), IsEmpty());
  AgreementFilter occasion;
  occasion.occasion = "pairs/KAZ-TUR/occasions/2022";
  EXPECT_THAT(List(occasion, "", kAll, 4), ElementsAre("agreements/c"));
  AgreementFilter related;
  related.related_to = "agreements/a";
  EXPECT_THAT(List(related, "", kAll, 4), ElementsAre("agreements/b"));
}

TEST_P(StoreContractTest, ListsResourcesOfAPair) {
  ASSERT_OK(store_->PutOccasion(By(), MakeOccasion("b"), kAbsent));
  ASSERT_OK(store_->PutOccasion(By(), MakeOccasion("a"), kAbsent));
  Occasion other = MakeOccasion("c");
  other.name = "pairs/KAZ-UZB/occasions/c";
  ASSERT_OK(store_->PutOccasion(By(), other, kAbsent));
  EXPECT_THAT(store_->ListOccasions("pairs/KAZ-TUR/occasions/", "", kAll, 3),
              IsOkAndHolds(ElementsAre(Field(&Occasion::name, "pairs/KAZ-TUR/occasions/a"),
                                       Field(&Occasion::name, "pairs/KAZ-TUR/occasions/b"))));
  EXPECT_THAT(store_->ListOccasions("", "pairs/KAZ-TUR/occasions/a", kAll, 3),
              IsOkAndHolds(SizeIs(2)));
  ASSERT_OK(store_->PutMilestone(By(), MakeMilestone("m"), kAbsent));
  EXPECT_THAT(store_->ListMilestones("pairs/KAZ-TUR/milestones/", "", kAll, 4),
              IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(store_->ListMilestones("", "", kAll, 3), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreContractTest, ReadsAtOldRevisionsStayTheSame) {
  Put(MakeAgreement("x", "On cotton"));
  Agreement later = MakeAgreement("x", "On wool");
  later.parties[1] = MakeState("UZB", "Uzbekistan");
  Put(later);
  ASSERT_OK(store_->DeleteAgreement(By(), "agreements/x", 0));
  Put(MakeAgreement("x", "On silk"));

  EXPECT_THAT(Find("cotton", 1), ElementsAre("agreements/x"));
  EXPECT_THAT(Find("wool", 1), IsEmpty());
  EXPECT_THAT(List(Of({"TUR"}), "", kAll, 1), SizeIs(1));
  EXPECT_THAT(Find("cotton", 2), IsEmpty());
  EXPECT_THAT(Find("wool", 2), ElementsAre("agreements/x"));
  EXPECT_THAT(List(Of({"TUR"}), "", kAll, 2), IsEmpty());
  EXPECT_THAT(List(Of({"KAZ", "UZB"}), "", kAll, 2), SizeIs(1));
  EXPECT_THAT(Find("on", 3), IsEmpty());
  EXPECT_THAT(List({}, "", kAll, 3), IsEmpty());
  EXPECT_THAT(store_->GetAgreement("agreements/x", 3), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Find("silk", 4), ElementsAre("agreements/x"));
  EXPECT_THAT(Find("on", 0), IsEmpty());

  ASSERT_OK_AND_ASSIGN(const auto history, store_->AgreementHistory("agreements/x", 5, kAll));
  ASSERT_THAT(history, SizeIs(4));
  EXPECT_EQ(history[0].agreement->titles[0].text, "On silk");
  EXPECT_EQ(history[1].agreement, std::nullopt);
  EXPECT_EQ(history[1].principal, "ayse");
  EXPECT_EQ(history[1].reason, "because");
  EXPECT_EQ(history[3].agreement->titles[0].text, "On cotton");
  EXPECT_EQ(history[3].agreement->revision, 1);
  EXPECT_THAT(store_->AgreementHistory("agreements/x", 3, 1), IsOkAndHolds(SizeIs(1)));
}

TEST_P(StoreContractTest, FindsFoldedWordsTheLastAsPrefix) {
  Put(MakeAgreement("tr", "Bitki Koruma Alanında İşbirliği Anlaşması"));
  Agreement kk = MakeAgreement("kk", "Қазақстан Республикасының Үкiметi");  // Latin i inside
  kk.parties[1] = MakeState("UZB", "Uzbekistan");
  Put(kk);
  EXPECT_THAT(Find("işbirliği anlaşması", 2), ElementsAre("agreements/tr"));
  EXPECT_THAT(Find("ISBIRLIGI anlas", 2), ElementsAre("agreements/tr"));
  EXPECT_THAT(Find("isbirl anlasmasi", 2), IsEmpty()) << "only the last word is a prefix";
  EXPECT_THAT(Find("анлас", 2), IsEmpty());
  EXPECT_THAT(Find("үкіметі", 2), ElementsAre("agreements/kk"));
  EXPECT_THAT(Find("a", 2), ElementsAre("agreements/tr")) << "one letter";
  EXPECT_THAT(Find("kazakhstan", 2), ElementsAre("agreements/kk", "agreements/tr"));
  EXPECT_THAT(Find("kazakhstan", 2, {"TUR"}), ElementsAre("agreements/tr"));
  EXPECT_THAT(Find("kazakhstan", 2, {"KAZ", "UZB"}), ElementsAre("agreements/kk"));
  ASSERT_OK_AND_ASSIGN(const auto candidates,
                       store_->FindCandidates(ParseSearchQuery("bitk"), {}, 2));
  ASSERT_THAT(candidates, SizeIs(1));
  EXPECT_EQ(candidates[0].match, (Match{true, Match::Place::kPhraseOfTitle}));
}

TEST_P(StoreContractTest, SuggestsWordsOfItsRevision) {
  Put(MakeAgreement("x", "On cotton"));
  Put(MakeAgreement("x", "On silk"));
  const auto suggested = [&](int64_t revision) {
    const auto words = store_->SuggestWords(ParseSearchQuery("coton"), revision);
    EXPECT_OK(words);
    return words->size();
  };
  EXPECT_EQ(suggested(1), 1);
  EXPECT_EQ(suggested(2), 0);
}

TEST_P(StoreContractTest, QueryWordsAreNotQuerySyntax) {
  Put(MakeAgreement("x", "Not near or and"));
  for (const char* query :
       {"not", "near or", "and NEAR", "\"or", "or*", "near:or", "^not", "not' OR '"}) {
    SCOPED_TRACE(query);
    EXPECT_THAT(Find(query, 1), UnorderedElementsAre("agreements/x"));
  }
}

TEST_P(StoreContractTest, AFailedMutationLeavesNothing) {
  Put(MakeAgreement("x", "On cotton"));
  EXPECT_THAT(store_->PutAgreement(By(), MakeAgreement("x", "On wool"), kAbsent),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(store_->PutAgreement(By(), MakeAgreement("y", "On wool"), kPresent),
              StatusIs(absl::StatusCode::kNotFound));
  Put(MakeAgreement("x", "On silk"));
  EXPECT_THAT(store_->PutAgreement(By(), MakeAgreement("x", "On wool"), kPresent, 1),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(store_->DeleteAgreement(By(), "agreements/x", 1),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(store_->DeleteAgreement(By(), "agreements/y", 0),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Head(), 2);
  EXPECT_THAT(Find("wool", 2), IsEmpty());
  EXPECT_THAT(Find("silk", 2), ElementsAre("agreements/x"));
  EXPECT_THAT(List(Of({"KAZ"}), "", kAll, 2), SizeIs(1));
}

TEST_P(StoreContractTest, ARepeatedRequestChangesNothing) {
  ASSERT_OK_AND_ASSIGN(const Commit first,
                       store_->PutAgreement(By("r1"), MakeAgreement("x", "On cotton"), kAbsent));
  EXPECT_FALSE(first.repeated);
  ASSERT_OK_AND_ASSIGN(const Commit again,
                       store_->PutAgreement(By("r1"), MakeAgreement("x", "On cotton"), kAbsent));
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.revision, first.revision);
  EXPECT_EQ(Head(), 1);
  EXPECT_THAT(Find("cotton", 1), SizeIs(1));
  EXPECT_THAT(store_->PutAgreement(By("r1", "another"), MakeAgreement("y"), kAbsent),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

Dataset MakeDataset(absl::string_view digits) {
  Dataset dataset;
  dataset.name = absl::StrCat("datasets/", digits);
  dataset.file_name = "facts.textproto";
  dataset.sha256 = std::string(digits);
  dataset.resource_count = 3;
  return dataset;
}

TEST_P(StoreContractTest, ImportsInOneRevisionWhatDiffers) {
  Batch batch;
  batch.agreements = {MakeAgreement("a", "On cotton"), MakeAgreement("b", "On wool")};
  batch.occasions = {MakeOccasion("2022")};
  batch.milestones = {MakeMilestone("relations")};
  ASSERT_OK_AND_ASSIGN(ImportOutcome outcome,
                       store_->Import(By(), batch, MakeDataset("1"), /*dry_run=*/true));
  EXPECT_EQ(outcome.created, 4);
  EXPECT_EQ(outcome.commit.revision, 0);
  EXPECT_EQ(Head(), 0);

  ASSERT_OK_AND_ASSIGN(outcome, store_->Import(By(), batch, MakeDataset("1"), false));
  EXPECT_EQ(outcome.created, 4);
  EXPECT_EQ(Head(), 1);
  EXPECT_THAT(Find("on", 1), ElementsAre("agreements/a", "agreements/b"));
  EXPECT_THAT(store_->ListDatasets("", kAll, 1),
              IsOkAndHolds(ElementsAre(Field(&Dataset::revision, 1))));

  batch.agreements[1] = MakeAgreement("b", "On silk");
  batch.agreements.push_back(MakeAgreement("c", "On flax"));
  ASSERT_OK_AND_ASSIGN(outcome, store_->Import(By(), batch, MakeDataset("2"), false));
  EXPECT_EQ(outcome.created, 1);
  EXPECT_EQ(outcome.updated, 1);
  EXPECT_EQ(outcome.unchanged, 3);
  EXPECT_THAT(store_->GetAgreement("agreements/a", 2),
              IsOkAndHolds(Field(&Agreement::revision, 1)));
  EXPECT_THAT(Find("silk", 2), ElementsAre("agreements/b"));
  EXPECT_THAT(Find("wool", 2), IsEmpty());
  EXPECT_THAT(store_->Import(By(), batch, MakeDataset("2"), false),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Head(), 2);
  EXPECT_THAT(store_->GetDataset("datasets/2", 2), IsOkAndHolds(Field(&Dataset::sha256, "2")));
}

// What a register's list says of an agreement, and what its list of members does.
Agreement Listed() {
  Agreement agreement = MakeAgreement("a", "On rivers");
  agreement.parties.clear();
  agreement.anomalies = {{.reason = kPartyMissing, .detail = ""}};
  agreement.evidence = {testing::MakeEvidence("Register, agreements")};
  agreement.events = {MakeEvent(EventKind::kSigned, "1998-03-12")};
  AssignIds(agreement);
  return agreement;
}

Agreement Members() {
  Agreement agreement = MakeAgreement("a", "On rivers");
  agreement.evidence = {testing::MakeEvidence("Register, members")};
  agreement.actions = {testing::MakeAction("KAZ", ActionKind::kSignature, "1998-03-12"),
                       testing::MakeAction("TUR", ActionKind::kSignature, "1998-03-13")};
  AssignIds(agreement);
  return agreement;
}

TEST_P(StoreContractTest, ImportsAdditionsToWhatIsKnown) {
  Put(MakeAgreement("other"));
  Batch listed;
  listed.additions = {Listed()};
  ASSERT_OK_AND_ASSIGN(ImportOutcome outcome,
                       store_->Import(By(), listed, MakeDataset("1"), /*dry_run=*/false));
  EXPECT_EQ(outcome.created, 1);
  EXPECT_THAT(List(Of({"KAZ"}), "", kAll, 2), ElementsAre("agreements/other"));
  EXPECT_THAT(Find("rivers", 2), ElementsAre("agreements/a"));

  Batch members;
  members.additions = {Members()};
  ASSERT_OK_AND_ASSIGN(outcome, store_->Import(By(), members, MakeDataset("2"), true));
  EXPECT_EQ(outcome.updated, 1);
  EXPECT_EQ(Head(), 2);
  ASSERT_OK_AND_ASSIGN(outcome, store_->Import(By(), members, MakeDataset("2"), false));
  EXPECT_EQ(outcome.updated, 1);
  EXPECT_THAT(List(Of({"KAZ", "TUR"}), "", kAll, 3),
              ElementsAre("agreements/a", "agreements/other"));
  ASSERT_OK_AND_ASSIGN(const Agreement joined, store_->GetAgreement("agreements/a", 3));
  EXPECT_THAT(joined.events, SizeIs(1));
  EXPECT_THAT(joined.actions, SizeIs(2));
  EXPECT_THAT(joined.evidence, SizeIs(2));
  EXPECT_THAT(joined.anomalies, IsEmpty());
  EXPECT_THAT(store_->GetAgreement("agreements/a", 2),
              IsOkAndHolds(Field(&Agreement::actions, IsEmpty())));

  ASSERT_OK_AND_ASSIGN(outcome, store_->Import(By(), listed, MakeDataset("3"), false));
  EXPECT_EQ(outcome.unchanged, 1);
  members.additions[0].actions.pop_back();
  ASSERT_OK_AND_ASSIGN(outcome, store_->Import(By(), members, MakeDataset("4"), false));
  EXPECT_EQ(outcome.updated, 1);
  ASSERT_OK_AND_ASSIGN(const Agreement newer, store_->GetAgreement("agreements/a", Head()));
  EXPECT_THAT(newer.actions, ElementsAre(Field(&Action::id, "kaz-signature")));
  EXPECT_THAT(newer.events, SizeIs(1));
}

TEST_P(StoreContractTest, AnAdditionThatMakesAnAgreementTooLongIsRefused) {
  const auto many = [](Agreement agreement) {
    for (int i = 0; i < 300; ++i) {
      agreement.claims.push_back(
          {.key = "note", .value = absl::StrCat(i), .evidence = agreement.evidence[0]});
    }
    return agreement;
  };
  Batch batch;
  batch.additions = {many(Listed())};
  ASSERT_OK(store_->Import(By(), batch, MakeDataset("1"), false));
  batch.additions = {many(Members())};
  const absl::Status status = store_->Import(By(), batch, MakeDataset("2"), false).status();
  EXPECT_EQ(DetailsOf(status).reason, "LIST_TOO_LONG");
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("agreements/a: "));
  EXPECT_EQ(Head(), 1);
}

TEST_P(StoreContractTest, NotesOfAnAdditionWhatItsPublicationSaysNoMore) {
  Batch batch;
  batch.additions = {Listed()};
  ASSERT_OK(store_->Import(By(), batch, MakeDataset("1"), false));
  batch.additions = {Members()};
  batch.additions[0].relations = {MakeRelation(RelationKind::kAmends, "a2"),
                                  MakeRelation(RelationKind::kAmends, "b")};
  batch.agreements = {MakeAgreement("b")};
  ImportReport report;
  ASSERT_OK(NoteReplacedParts(*store_, batch, report));
  EXPECT_THAT(report.anomalies(), IsEmpty()) << "the list's event stays";
  ASSERT_OK(NoteDanglingReferences(*store_, batch, report));
  ASSERT_THAT(report.anomalies(), SizeIs(1));
  EXPECT_EQ(report.anomalies()[0].reason, "REFERENCE_DANGLING");
  EXPECT_EQ(report.anomalies()[0].count, 1);

  ASSERT_OK(store_->Import(By(), batch, MakeDataset("2"), false));
  batch.additions[0].actions.pop_back();
  ASSERT_OK(NoteReplacedParts(*store_, batch, report));
  ASSERT_THAT(report.anomalies(), SizeIs(2));
  EXPECT_EQ(report.anomalies()[1].reason, "RECORDED_PARTS_REPLACED");
}

TEST_P(StoreContractTest, ReadersSeeWholeRevisionsWhileAWriterWrites) {
  constexpr int kRevisions = 40;
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const int64_t revision = Head();
        // Every revision adds one agreement; both indexes and the documents agree on how many.
        const size_t expected = static_cast<size_t>(revision);
        EXPECT_THAT(Find("transport", revision), SizeIs(expected));
        EXPECT_THAT(List(Of({"KAZ"}), "", kAll, revision), SizeIs(expected));
      }
    });
  }
  for (int i = 0; i < kRevisions; ++i) {
    EXPECT_OK(store_->PutAgreement(By(), MakeAgreement(absl::StrCat("a", i)), kAbsent));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(Find("transport", Head()), SizeIs(kRevisions));
}

INSTANTIATE_TEST_SUITE_P(, StoreContractTest, ::testing::Values(Engine::kMemory, Engine::kSqlite),
                         ::testing::PrintToStringParamName());

// Both engines give the same answers to the same history.
TEST(EnginesTest, FindTheSameCandidates) {
  constexpr const char* kWords[] = {"cotton", "cot",     "İpek",   "ipek", "хлопок",
                                    "х",      "Үкiметi", "ß",      "I-55", "和平",
                                    "สันติ",    "e\u0301", "\uFFFD", "₸"};
  FakeClock clock(StartOfTime());
  entente::testing::TempFolder folder;
  const std::unique_ptr<Store> memory = NewMemoryStore(clock);
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Store> sqlite,
                       OpenSqliteStore(folder.File("agreements.db"), clock));
  std::mt19937 random(7);
  const auto words = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(&text, i > 0 ? " " : "", kWords[random() % std::size(kWords)]);
    }
    return text;
  };
  constexpr int kRevisions = 60;
  for (int i = 0; i < kRevisions; ++i) {
    const std::string id = absl::StrCat("a", random() % 10);
    const Agreement agreement = MakeAgreement(id, absl::StrCat("t", words(3)));
    for (Store* store : {memory.get(), sqlite.get()}) {
      if (i % 7 == 6 && store->GetAgreement(agreement.name, i).ok()) {
        ASSERT_OK(store->DeleteAgreement({}, agreement.name, 0));
      } else {
        ASSERT_OK(store->PutAgreement({}, agreement, Write::Expect::kAnything));
      }
    }
  }
  for (int i = 0; i < 300; ++i) {
    const SearchQuery query = ParseSearchQuery(words(1 + static_cast<int>(random() % 2)));
    if (query.terms.empty()) continue;
    const int64_t revision = static_cast<int64_t>(random() % (kRevisions + 1));
    ASSERT_OK_AND_ASSIGN(const auto one, memory->FindCandidates(query, {}, revision));
    ASSERT_OK_AND_ASSIGN(const auto other, sqlite->FindCandidates(query, {}, revision));
    EXPECT_EQ(testing::NamesInOrder(one), testing::NamesInOrder(other))
        << query.phrases[0] << " " << revision;
  }
}

class SqliteStoreTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Store>> Open() { return OpenSqliteStore(path_, clock_); }

  FakeClock clock_{StartOfTime()};
  entente::testing::TempFolder folder_;
  const std::string path_ = folder_.File("agreements.db");
};

TEST_F(SqliteStoreTest, EverythingIsThereAfterReopening) {
  {
    ASSERT_OK_AND_ASSIGN(const auto store, Open());
    ASSERT_OK(store->PutAgreement({}, MakeAgreement("x", "On cotton"), kAbsent));
  }
  ASSERT_OK_AND_ASSIGN(const auto store, Open());
  EXPECT_EQ(store->journal().Head(), 1);
  EXPECT_OK(store->GetAgreement("agreements/x", 1));
  EXPECT_THAT(store->FindCandidates(ParseSearchQuery("cotton"), {}, 1), IsOkAndHolds(SizeIs(1)));
  ASSERT_OK(store->PutAgreement({}, MakeAgreement("x", "On wool"), kPresent));
  EXPECT_THAT(store->FindCandidates(ParseSearchQuery("cotton"), {}, 2), IsOkAndHolds(IsEmpty()));
}

TEST_F(SqliteStoreTest, FormerStatesAreFoundAfterReopening) {
  {
    ASSERT_OK_AND_ASSIGN(const auto store, Open());
    ASSERT_OK(store->PutAgreement({}, MakeAgreement("x", "On cotton"), kAbsent));
    ASSERT_OK(store->PutAgreement({}, MakeAgreement("x", "On wool"), kPresent));
    ASSERT_OK(store->DeleteAgreement({}, "agreements/x", 0));
  }
  ASSERT_OK_AND_ASSIGN(const auto store, Open());
  const auto found = [&](absl::string_view query, int64_t revision) {
    return store->FindCandidates(ParseSearchQuery(query), {{CountryMark("TUR")}}, revision)->size();
  };
  EXPECT_EQ(found("cotton", 1), 1);
  EXPECT_EQ(found("cotton", 2), 0);
  EXPECT_EQ(found("wool", 2), 1);
  EXPECT_EQ(found("wool", 3), 0);
}

TEST_F(SqliteStoreTest, ANewerSchemaIsRefusedAndLeftAlone) {
  ASSERT_OK(Open());
  {
    ASSERT_OK_AND_ASSIGN(const auto db,
                         sql::Database::Open(path_, sql::Database::Mode::kReadWrite));
    ASSERT_OK(db->Execute("PRAGMA user_version = 1000"));
  }
  const auto size = std::filesystem::file_size(path_);
  const absl::Status status = Open().status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(DetailsOf(status).reason, "SCHEMA_TOO_NEW");
  EXPECT_EQ(std::filesystem::file_size(path_), size);
}

TEST_F(SqliteStoreTest, ADamagedDocumentIsSaid) {
  {
    ASSERT_OK_AND_ASSIGN(const auto store, Open());
    ASSERT_OK(store->PutAgreement({}, MakeAgreement("x"), kAbsent));
  }
  {
    ASSERT_OK_AND_ASSIGN(const auto db,
                         sql::Database::Open(path_, sql::Database::Mode::kReadWrite));
    ASSERT_OK(db->Execute("UPDATE document SET body = x'ff'"));
  }
  ASSERT_OK_AND_ASSIGN(const auto store, Open());
  EXPECT_THAT(store->GetAgreement("agreements/x", 1),
              StatusIs(absl::StatusCode::kDataLoss, ::testing::HasSubstr("backup")));
}

}  // namespace
}  // namespace entente::agreements::store_contract_test
