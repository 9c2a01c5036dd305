// What every engine of Store must do with merged agreements.

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <ostream>
#include <random>
#include <thread>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/store/documents.h"
#include "agreements_service/store/snapshot.h"
#include "agreements_service/store/store.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/candidates.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"
#include "common/time/fake_clock.h"

namespace entente::agreements {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeMilestone;
using testing::MakeRelation;
using testing::MakeState;
using ::testing::SizeIs;
using testing::StartOfTime;

constexpr int kAll = 1000;
constexpr char kVisit[] = "pairs/KAZ-TUR/occasions/visit";

enum class Engine { kMemory, kSqlite };

std::ostream& operator<<(std::ostream& out, Engine engine) {
  return out << (engine == Engine::kMemory ? "Memory" : "Sqlite");
}

std::string NameOf(absl::string_view id) { return absl::StrCat("agreements/", id); }

class MergeContractTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override { store_ = Open("agreements.db"); }

  std::unique_ptr<Store> Open(const std::string& file) {
    if (GetParam() == Engine::kMemory) return NewMemoryStore(clock_);
    auto store = OpenSqliteStore(folder_.File(file), clock_);
    EXPECT_OK(store);
    return *std::move(store);
  }

  static Mutation By(absl::string_view request_id = "") {
    Mutation mutation;
    mutation.principal = "ayse";
    mutation.reason = "because";
    mutation.request_id = std::string(request_id);
    mutation.fingerprint = "f";
    return mutation;
  }

  int64_t Put(Agreement agreement) {
    AssignIds(agreement);
    clock_.Advance(absl::Seconds(1));
    EXPECT_OK(store_->PutAgreement(By(), agreement, Write::Expect::kAnything));
    return Head();
  }

  absl::Status Merge(absl::string_view agreement, absl::string_view duplicate) {
    clock_.Advance(absl::Seconds(1));
    return store_->MergeAgreements(By(), NameOf(agreement), NameOf(duplicate), {}).status();
  }

  absl::Status Undo(absl::string_view duplicate, int64_t expected_revision = 0) {
    clock_.Advance(absl::Seconds(1));
    return store_->UndoMerge(By(), absl::StrCat("merges/", duplicate), expected_revision).status();
  }

  Agreement Get(absl::string_view id, int64_t revision = -1) {
    const auto agreement = store_->GetAgreement(NameOf(id), revision < 0 ? Head() : revision);
    EXPECT_OK(agreement);
    return agreement.ok() ? *agreement : Agreement();
  }

  std::vector<std::string> List(const AgreementFilter& filter = {}, int64_t revision = -1,
                                absl::string_view after = "", int limit = kAll) {
    const auto agreements =
        store_->ListAgreements(filter, after, limit, revision < 0 ? Head() : revision);
    EXPECT_OK(agreements);
    std::vector<std::string> names;
    for (const Agreement& agreement : *agreements) names.push_back(agreement.name);
    return names;
  }

  std::vector<std::string> Find(absl::string_view query, int64_t revision = -1) {
    const auto candidates =
        store_->FindCandidates(ParseSearchQuery(query), {}, revision < 0 ? Head() : revision);
    EXPECT_OK(candidates);
    std::vector<std::string> names;
    for (const Candidate& candidate : *candidates) names.emplace_back(candidate.name);
    std::sort(names.begin(), names.end());
    return names;
  }

  std::vector<int64_t> History(absl::string_view id, int limit = kAll) {
    const auto history = store_->AgreementHistory(NameOf(id), Head() + 1, limit);
    EXPECT_OK(history);
    std::vector<int64_t> revisions;
    for (const AgreementVersion& version : *history) revisions.push_back(version.revision);
    return revisions;
  }

  static AgreementFilter RelatedTo(absl::string_view id) {
    AgreementFilter filter;
    filter.related_to = NameOf(id);
    return filter;
  }
  static AgreementFilter Of(std::vector<std::string> countries) {
    AgreementFilter filter;
    filter.countries = std::move(countries);
    return filter;
  }

  int64_t Head() const { return store_->journal().Head(); }

  entente::testing::TempFolder folder_;
  FakeClock clock_{StartOfTime()};
  std::unique_ptr<Store> store_;
};

TEST_P(MergeContractTest, IsReadAsOneUnderEitherName) {
  Put(MakeAgreement("a", "On cotton"));
  Agreement b = MakeAgreement("b", "On wool");
  b.parties = {MakeState("TUR", "Türkiye"), MakeState("UZB", "Uzbekistan")};
  b.occasion = kVisit;
  b.events = {MakeEvent(EventKind::kSigned, "1992-05-01")};
  Put(b);
  ASSERT_OK(Merge("a", "b"));
  const Agreement merged = Get("a");
  EXPECT_EQ(merged.name, "agreements/a");
  EXPECT_THAT(merged.merged, ElementsAre("agreements/b"));
  EXPECT_THAT(merged.titles, SizeIs(2));
  EXPECT_THAT(merged.parties, SizeIs(3));
  EXPECT_THAT(merged.events, SizeIs(1));
  EXPECT_EQ(merged.revision, 3);
  EXPECT_EQ(merged.recorded, clock_.Now());
  EXPECT_EQ(Get("b"), merged);

  EXPECT_THAT(List(), ElementsAre("agreements/a"));
  EXPECT_THAT(List(Of({"KAZ", "UZB"})), ElementsAre("agreements/a")) << "a party of each";
  AgreementFilter visit;
  visit.occasion = kVisit;
  EXPECT_THAT(List(visit), ElementsAre("agreements/a"));
  EXPECT_THAT(Find("wool"), ElementsAre("agreements/a"));
  EXPECT_THAT(Find("cotton"), ElementsAre("agreements/a"));
  EXPECT_THAT(Find("cotton wool"), ElementsAre("agreements/a"));
  const Snapshot snapshot(*store_, Head(), std::nullopt);
  EXPECT_THAT(snapshot.SignedOn(kVisit), IsOkAndHolds(ElementsAre("agreements/a")));
  ASSERT_OK_AND_ASSIGN(const StatusOnDay status,
                       snapshot.StatusOf(merged, testing::Day("1992-05-02")));
  EXPECT_EQ(status.status, Status::kSigned);
}

TEST_P(MergeContractTest, AtAnEarlierRevisionTheyAreTwo) {
  Put(MakeAgreement("a", "On cotton"));
  Put(MakeAgreement("b", "On wool"));
  const Agreement before = Get("b");
  ASSERT_OK(Merge("a", "b"));
  EXPECT_EQ(Get("b", 2), before);
  EXPECT_THAT(List({}, 2), SizeIs(2));
  EXPECT_THAT(Find("wool", 2), ElementsAre("agreements/b"));
  EXPECT_THAT(store_->GetUnmerged("agreements/b", 3), IsOkAndHolds(before));
}

TEST_P(MergeContractTest, UndoneTheyAreTwoAgain) {
  Put(MakeAgreement("a", "On cotton"));
  Put(MakeAgreement("b", "On wool"));
  ASSERT_OK(Merge("a", "b"));
  EXPECT_THAT(Undo("b", 2), StatusIs(absl::StatusCode::kAborted));
  ASSERT_OK(Undo("b", 3));
  EXPECT_EQ(Get("a"), Get("a", 2));
  EXPECT_EQ(Get("b"), Get("b", 2));
  EXPECT_THAT(List(), SizeIs(2));
  EXPECT_THAT(Find("wool"), ElementsAre("agreements/b"));
  EXPECT_THAT(Get("b", 3).titles, SizeIs(2)) << "as was believed then";
  ASSERT_OK_AND_ASSIGN(const auto merge, store_->GetMerge("merges/b", 4));
  EXPECT_TRUE(merge.undone);
  EXPECT_EQ(merge.reason, "because");
  EXPECT_THAT(Undo("b"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Undo("c"), StatusIs(absl::StatusCode::kNotFound));

  ASSERT_OK(Merge("a", "b")) << "again";
  EXPECT_THAT(List(), ElementsAre("agreements/a"));
  EXPECT_THAT(store_->ListMerges("", kAll, Head()), IsOkAndHolds(SizeIs(1)));
}

TEST_P(MergeContractTest, WhatCannotBeMergedIsRefused) {
  Put(MakeAgreement("a"));
  Put(MakeAgreement("b"));
  Put(MakeAgreement("c"));
  const auto reason = [](const absl::Status& status) { return DetailsOf(status).reason; };
  EXPECT_EQ(reason(Merge("a", "a")), "MERGE_WITH_ITSELF");
  EXPECT_THAT(Merge("a", "x"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Merge("x", "a"), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK(Merge("a", "b"));
  EXPECT_THAT(Merge("a", "b"), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(Merge("c", "b"), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(reason(Merge("b", "a")), "MERGE_CIRCULAR");
  ASSERT_OK(Merge("b", "c"));
  EXPECT_EQ(reason(Merge("c", "a")), "MERGE_CIRCULAR");
  Agreement many = MakeAgreement("many");
  many.claims.resize(500, {.key = "k", .value = "v", .evidence = testing::MakeEvidence()});
  for (int i = 0; i < 500; ++i) many.claims[i].value = absl::StrCat(i);
  Put(many);
  many.name = "agreements/more";
  many.claims[0].value = "other";
  Put(many);
  EXPECT_EQ(reason(Merge("many", "more")), "LIST_TOO_LONG");
  EXPECT_EQ(Head(), 7);
}

TEST_P(MergeContractTest, ChainsAreFollowed) {
  for (const char* id : {"a", "b", "c", "d"}) Put(MakeAgreement(id, absl::StrCat("On ", id, id)));
  ASSERT_OK(Merge("b", "c"));
  ASSERT_OK(Merge("a", "b"));
  ASSERT_OK(Merge("c", "d"));
  EXPECT_THAT(List(), ElementsAre("agreements/a"));
  EXPECT_THAT(Get("d").merged, ElementsAre("agreements/b", "agreements/c", "agreements/d"));
  EXPECT_THAT(Find("dd"), ElementsAre("agreements/a"));
  ASSERT_OK(Undo("b"));
  EXPECT_THAT(List(), ElementsAre("agreements/a", "agreements/b"));
  EXPECT_THAT(Get("d").merged, ElementsAre("agreements/c", "agreements/d"));
  EXPECT_THAT(Find("dd"), ElementsAre("agreements/b"));
  EXPECT_THAT(Get("a").merged, IsEmpty());
}

TEST_P(MergeContractTest, RelationsAndMilestonesMeanTheOneThatIsRead) {
  Put(MakeAgreement("a"));
  Put(MakeAgreement("b"));
  Agreement protocol = MakeAgreement("p");
  protocol.relations = {MakeRelation(RelationKind::kProtocolTo, "b")};
  Put(protocol);
  Agreement self = MakeAgreement("a");
  self.relations = {MakeRelation(RelationKind::kSupersedes, "b")};
  Put(self);
  Milestone milestone = MakeMilestone("m");
  milestone.agreement = "agreements/b";
  ASSERT_OK(store_->PutMilestone(By(), milestone, Write::Expect::kAbsent));
  ASSERT_OK(Merge("a", "b"));
  EXPECT_EQ(Get("p").relations[0].agreement, "agreements/a");
  EXPECT_THAT(Get("a").relations, IsEmpty()) << "what is one has no relation to itself";
  for (const char* id : {"a", "b"}) {
    EXPECT_THAT(List(RelatedTo(id)), ElementsAre("agreements/p"));
    EXPECT_THAT(List(RelatedTo(id), Head(), "", 1), ElementsAre("agreements/p"));
  }
  ASSERT_OK_AND_ASSIGN(const Milestone read, store_->GetMilestone(milestone.name, Head()));
  EXPECT_EQ(read.agreement, "agreements/a");
  ASSERT_OK_AND_ASSIGN(const auto listed, store_->ListMilestones("", "", kAll, Head()));
  EXPECT_EQ(listed[0].agreement, "agreements/a");
  EXPECT_EQ(Get("p", 5).relations[0].agreement, "agreements/b");
  ASSERT_OK(Undo("b"));
  EXPECT_EQ(Get("p").relations[0].agreement, "agreements/b");
  EXPECT_THAT(List(RelatedTo("b")), ElementsAre("agreements/a", "agreements/p"));
}

TEST_P(MergeContractTest, WhatIsRecordedGoesToItsOwnName) {
  Put(MakeAgreement("a", "On cotton"));
  Put(MakeAgreement("b", "On wool"));
  ASSERT_OK(Merge("a", "b"));
  Put(MakeAgreement("b", "On silk"));
  EXPECT_THAT(Find("silk"), ElementsAre("agreements/a"));
  EXPECT_THAT(Find("wool"), IsEmpty());
  EXPECT_EQ(Get("a").revision, 4);
  Batch batch;
  batch.agreements = {MakeAgreement("a", "On flax"), MakeAgreement("b", "On hemp")};
  Dataset dataset;
  dataset.name = "datasets/1";
  ASSERT_OK(store_->Import(By(), batch, dataset, /*dry_run=*/false));
  EXPECT_THAT(Find("flax hemp"), ElementsAre("agreements/a"));
  EXPECT_THAT(List(Of({"KAZ"})), ElementsAre("agreements/a"));
  ASSERT_OK(Undo("b"));
  EXPECT_THAT(Find("flax"), ElementsAre("agreements/a"));
  EXPECT_THAT(Find("hemp"), ElementsAre("agreements/b"));
}

TEST_P(MergeContractTest, NoneOfThemCanBeDeleted) {
  Put(MakeAgreement("a"));
  Put(MakeAgreement("b"));
  ASSERT_OK(Merge("a", "b"));
  for (const char* name : {"agreements/a", "agreements/b"}) {
    const absl::Status status = store_->DeleteAgreement(By(), name, 0).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_EQ(DetailsOf(status).reason, "AGREEMENT_MERGED");
  }
  ASSERT_OK(Undo("b"));
  ASSERT_OK(store_->DeleteAgreement(By("r"), "agreements/b", 0));
  Put(MakeAgreement("b"));
  ASSERT_OK(Merge("a", "b"));
  ASSERT_OK_AND_ASSIGN(const Commit again, store_->DeleteAgreement(By("r"), "agreements/b", 0));
  EXPECT_TRUE(again.repeated);
}

TEST_P(MergeContractTest, RelationsToWhatIsOneAreOne) {
  Put(MakeAgreement("a"));
  Put(MakeAgreement("b"));
  Agreement newer = MakeAgreement("n");
  newer.relations = {MakeRelation(RelationKind::kSupersedes, "a"),
                     MakeRelation(RelationKind::kSupersedes, "b"),
                     MakeRelation(RelationKind::kAmends, "b")};
  newer.relations[1].evidence = {testing::MakeEvidence("UNCTAD")};
  Put(newer);
  ASSERT_OK(Merge("a", "b"));
  const std::vector<Relation> relations = Get("n").relations;
  ASSERT_THAT(relations, SizeIs(2));
  EXPECT_EQ(relations[0].kind, RelationKind::kSupersedes);
  EXPECT_EQ(relations[0].agreement, "agreements/a");
  ASSERT_THAT(relations[0].evidence, SizeIs(2)) << "that of the agreement and its own";
  EXPECT_EQ(relations[0].evidence[1].publisher, "UNCTAD");
  EXPECT_EQ(relations[1].kind, RelationKind::kAmends);
  ASSERT_OK(Undo("b"));
  EXPECT_THAT(Get("n").relations, SizeIs(3));
}

TEST_P(MergeContractTest, HistoryHasWhatWasReadUnderTheName) {
  Put(MakeAgreement("a", "1"));
  Put(MakeAgreement("b", "2"));
  Put(MakeAgreement("a", "3"));
  ASSERT_OK(Merge("a", "b"));
  Put(MakeAgreement("b", "5"));
  Put(MakeAgreement("other"));
  ASSERT_OK(Undo("b"));
  Put(MakeAgreement("b", "8"));
  EXPECT_THAT(History("a"), ElementsAre(7, 5, 4, 3, 1));
  EXPECT_THAT(History("b"), ElementsAre(8, 7, 5, 4, 2));
  EXPECT_THAT(History("b", 2), ElementsAre(8, 7));
  EXPECT_THAT(History("a", 1), ElementsAre(7));
  EXPECT_THAT(History("a", 3), ElementsAre(7, 5, 4));
  EXPECT_THAT(History("a", 4), ElementsAre(7, 5, 4, 3));
  EXPECT_THAT(History("other"), ElementsAre(6));
  ASSERT_OK_AND_ASSIGN(const auto history, store_->AgreementHistory("agreements/b", 8, kAll));
  for (const AgreementVersion& version : history) {
    EXPECT_EQ(version.agreement, Get("b", version.revision));
    EXPECT_EQ(version.principal, "ayse");
    EXPECT_EQ(version.reason, "because");
  }
}

TEST_P(MergeContractTest, PagesAreFull) {
  for (int i = 0; i < 9; ++i) Put(MakeAgreement(absl::StrCat("a", i)));
  for (const char* id : {"a1", "a2", "a3", "a8"}) ASSERT_OK(Merge("a0", id));
  EXPECT_THAT(List({}, Head(), "", 2), ElementsAre("agreements/a0", "agreements/a4"));
  EXPECT_THAT(List({}, Head(), "agreements/a4", 3),
              ElementsAre("agreements/a5", "agreements/a6", "agreements/a7"));
  EXPECT_THAT(List({}, Head(), "agreements/a7", 3), IsEmpty());
}

TEST_P(MergeContractTest, ARepeatedRequestChangesNothing) {
  Put(MakeAgreement("a"));
  Put(MakeAgreement("b"));
  const auto merge = [&] {
    return store_->MergeAgreements(By("r"), "agreements/a", "agreements/b", {});
  };
  ASSERT_OK_AND_ASSIGN(const Commit first, merge());
  EXPECT_FALSE(first.repeated);
  ASSERT_OK(Undo("b"));
  ASSERT_OK_AND_ASSIGN(const Commit again, merge());
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.revision, first.revision);
  EXPECT_THAT(List(), SizeIs(2));
}

TEST_P(MergeContractTest, ReadersSeeWholeRevisionsWhileAgreementsAreMerged) {
  constexpr int kRevisions = 15;
  for (int i = 0; i <= kRevisions; ++i) Put(MakeAgreement(absl::StrCat("a", i)));
  const int64_t start = Head();
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      const int64_t revision = Head();
      // Every revision leaves one agreement less.
      const size_t expected = static_cast<size_t>(start + kRevisions + 1 - revision);
      EXPECT_THAT(List({}, revision), SizeIs(expected));
      EXPECT_THAT(List(Of({"KAZ"}), revision), SizeIs(expected));
      EXPECT_THAT(Get("a0", revision).merged, SizeIs(kRevisions + 1 - expected));
    }
  });
  for (int i = 1; i <= kRevisions; ++i) {
    EXPECT_OK(store_->MergeAgreements(By(), "agreements/a0", NameOf(absl::StrCat("a", i)), {}));
  }
  done = true;
  reader.join();
  EXPECT_THAT(List(), SizeIs(1));
}

// Everything that a store answers at a revision, as text.
std::string AllReads(const Store& store, const std::vector<std::string>& names, int64_t revision) {
  std::string reads;
  const auto add = [&](absl::string_view what, const absl::StatusOr<Agreement>& agreement) {
    absl::StrAppend(&reads, what, ": ");
    if (agreement.ok()) {
      absl::StrAppend(&reads, agreement->revision, " ", Encode(*agreement));
    } else {
      absl::StrAppend(&reads, agreement.status().ToString());
    }
    absl::StrAppend(&reads, "\n");
  };
  std::vector<AgreementFilter> filters(4 + names.size());
  filters[1].countries = {"KAZ"};
  filters[2].countries = {"KAZ", "UZB"};
  filters[3].occasion = kVisit;
  for (size_t i = 0; i < names.size(); ++i) filters[4 + i].related_to = names[i];
  for (const std::string& name : names) add("get", store.GetAgreement(name, revision));
  for (const AgreementFilter& filter : filters) {
    const auto listed = store.ListAgreements(filter, "", kAll, revision);
    EXPECT_OK(listed);
    for (const Agreement& agreement : *listed) add("list", agreement);
  }
  for (const std::vector<Marks>& marked : {std::vector<Marks>(),
                                           {{CountryMark("KAZ")}},
                                           {{CountryMark("KAZ")}, {CountryMark("UZB")}}}) {
    auto found = store.FindCandidates(ParseSearchQuery("on"), marked, revision);
    EXPECT_OK(found);
    absl::StrAppend(&reads,
                    "search: ", absl::StrJoin(testing::NamesInOrder(*std::move(found)), " "), "\n");
  }
  const auto milestones = store.ListMilestones("", "", kAll, revision);
  EXPECT_OK(milestones);
  for (const Milestone& milestone : *milestones) absl::StrAppend(&reads, Encode(milestone), "\n");
  return reads;
}

// What lists and searches answer agrees with what the agreements are when they are read.
void ExpectIndexAgrees(const Store& store, int64_t revision) {
  ASSERT_OK_AND_ASSIGN(const auto all, store.ListAgreements({}, "", kAll, revision));
  for (const char* country : {"KAZ", "UZB", "TUR"}) {
    std::vector<std::string> expected;
    for (const Agreement& agreement : all) {
      if (std::any_of(agreement.parties.begin(), agreement.parties.end(),
                      [&](const Party& party) { return party.country == country; })) {
        expected.push_back(agreement.name);
      }
    }
    AgreementFilter filter;
    filter.countries = {country};
    ASSERT_OK_AND_ASSIGN(const auto listed, store.ListAgreements(filter, "", kAll, revision));
    std::vector<std::string> names;
    for (const Agreement& agreement : listed) names.push_back(agreement.name);
    EXPECT_EQ(names, expected) << country << " at " << revision;
  }
  for (const Agreement& agreement : all) {
    const SearchQuery query = ParseSearchQuery(agreement.titles.back().text);
    ASSERT_OK_AND_ASSIGN(auto found, store.FindCandidates(query, {}, revision));
    EXPECT_THAT(testing::NamesInOrder(std::move(found)), Contains(agreement.name))
        << query.phrases[0] << " at " << revision;
  }
}

// Random histories. Two stores live through the same one, but that one of them merges and undoes
// where the other records something that no read shows.
TEST_P(MergeContractTest, UndoneAMergeLeavesNothingAndWhatWasReadNeverChanges) {
  std::mt19937 random(11);
  const auto below = [&](size_t limit) { return random() % limit; };
  const int histories = GetParam() == Engine::kMemory ? 8 : 2;
  for (int history = 0; history < histories; ++history) {
    const std::unique_ptr<Store> store = Open(absl::StrCat("merging", history));
    const std::unique_ptr<Store> twin = Open(absl::StrCat("twin", history));
    const std::vector<Store*> both = {store.get(), twin.get()};
    std::vector<std::string> names;
    for (int i = 0; i < 6; ++i) names.push_back(NameOf(absl::StrCat("a", i)));
    std::vector<std::string> reads = {AllReads(*store, names, 0)};
    const auto next_revision = [&] {
      clock_.Advance(absl::Seconds(1));
      const int64_t head = store->journal().Head();
      if (head == static_cast<int64_t>(reads.size())) {
        reads.push_back(AllReads(*store, names, head));
      }
    };
    const auto record = [&](Store& one, const Agreement& agreement) {
      ASSERT_OK(one.PutAgreement(By(), agreement, Write::Expect::kAnything));
    };
    const auto random_agreement = [&] {
      Agreement agreement = MakeAgreement(absl::StrCat("a", below(6)),
                                          absl::StrCat("On t", below(4), " t", below(4)));
      if (below(2) == 0) agreement.parties[0] = MakeState("UZB", "Uzbekistan");
      if (below(3) == 0) agreement.occasion = kVisit;
      if (below(2) == 0) {
        const std::string other = absl::StrCat("a", below(6));
        if (NameOf(other) != agreement.name) {
          agreement.relations = {MakeRelation(RelationKind::kAmends, other)};
        }
      }
      agreement.events = {MakeEvent(EventKind::kSigned, absl::StrCat(1990 + below(3)))};
      AssignIds(agreement);
      return agreement;
    };
    Milestone milestone = MakeMilestone("m");
    milestone.agreement = names[2];
    for (Store* one : both) {
      for (int i = 0; i < 6; ++i) {
        record(*one, MakeAgreement(absl::StrCat("a", i), absl::StrCat("On t", i)));
      }
      ASSERT_OK(one->PutMilestone(By(), milestone, Write::Expect::kAbsent));
    }
    reads.resize(8);
    for (int64_t revision = 0; revision < 8; ++revision) {
      reads[static_cast<size_t>(revision)] = AllReads(*store, names, revision);
    }
    for (int step = 0; step < 12; ++step) {
      if (below(3) > 0) {
        const Agreement agreement = random_agreement();
        for (Store* one : both) record(*one, agreement);
        next_revision();
      } else if (below(2) == 0) {
        // Merges that stay, in both.
        const std::string& agreement = names[below(6)];
        const std::string& duplicate = names[below(6)];
        const bool merged = store->MergeAgreements(By(), agreement, duplicate, {}).ok();
        EXPECT_EQ(twin->MergeAgreements(By(), agreement, duplicate, {}).ok(), merged);
        if (merged) next_revision();
      } else {
        // A merge that is undone, around what is recorded meanwhile.
        const std::string& agreement = names[below(6)];
        const std::string& duplicate = names[below(6)];
        if (!store->MergeAgreements(By(), agreement, duplicate, {}).ok()) continue;
        next_revision();
        Occasion unseen = testing::MakeOccasion(absl::StrCat("unseen-", step));
        ASSERT_OK(twin->PutOccasion(By(), unseen, Write::Expect::kAbsent));
        const Agreement meanwhile = random_agreement();
        for (Store* one : both) record(*one, meanwhile);
        next_revision();
        ASSERT_OK(store->UndoMerge(By(), MergeNameOf(duplicate), 0));
        unseen.name += "-too";
        ASSERT_OK(twin->PutOccasion(By(), unseen, Write::Expect::kAbsent));
        next_revision();
      }
      ASSERT_EQ(store->journal().Head(), twin->journal().Head());
      EXPECT_EQ(reads.back(), AllReads(*twin, names, twin->journal().Head()));
      ExpectIndexAgrees(*store, store->journal().Head());
    }
    for (size_t revision = 0; revision < reads.size(); ++revision) {
      EXPECT_EQ(AllReads(*store, names, static_cast<int64_t>(revision)), reads[revision])
          << "at revision " << revision;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, MergeContractTest, ::testing::Values(Engine::kMemory, Engine::kSqlite),
                         ::testing::PrintToStringParamName());

TEST(SqliteMergesTest, AreThereAfterReopening) {
  FakeClock clock(StartOfTime());
  entente::testing::TempFolder folder;
  const std::vector<std::string> names = {"agreements/a", "agreements/b", "agreements/c"};
  std::vector<std::string> reads;
  const auto open = [&] { return OpenSqliteStore(folder.File("agreements.db"), clock); };
  {
    ASSERT_OK_AND_ASSIGN(const auto store, open());
    for (const std::string& name : names) {
      ASSERT_OK(store->PutAgreement({}, MakeAgreement(name.substr(11), absl::StrCat("On ", name)),
                                    Write::Expect::kAbsent));
    }
    ASSERT_OK(store->MergeAgreements({}, names[0], names[1], {}));
    ASSERT_OK(store->UndoMerge({}, "merges/b", 0));
    ASSERT_OK(store->MergeAgreements({}, names[2], names[1], {}));
    ASSERT_OK(store->MergeAgreements({}, names[0], names[2], {}));
    for (int64_t revision = 0; revision <= 7; ++revision) {
      reads.push_back(AllReads(*store, names, revision));
    }
  }
  ASSERT_OK_AND_ASSIGN(const auto store, open());
  for (int64_t revision = 0; revision <= 7; ++revision) {
    EXPECT_EQ(AllReads(*store, names, revision), reads[static_cast<size_t>(revision)]);
  }
  ASSERT_OK(store->UndoMerge({}, "merges/b", 0));
  EXPECT_THAT(store->AgreementHistory("agreements/b", 9, kAll), IsOkAndHolds(SizeIs(6)));
}

}  // namespace
}  // namespace entente::agreements
