// What GetRelations answers, over gRPC.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/recorded.h"

namespace entente::agreements::relation_graph_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeRelation;
using testing::Parse;
using testing::ReasonAndField;
using ::testing::SizeIs;

class GetRelationsTest : public testing::RecordedTest {
 protected:
  absl::StatusOr<v1::GetRelationsResponse> Ask(
      const std::string& name, const std::string& more = "",
      const std::string& day = "year: 2022 month: 5 day: 11") {
    return Call(*agreements_, &v1::AgreementService::Stub::GetRelations,
                Parse<v1::GetRelationsRequest>(
                    absl::StrCat("name: 'agreements/", name, "' day { ", day, " } ", more)));
  }

  // "0 a", one an agreement, its distance before its id.
  static std::vector<std::string> Nodes(const v1::GetRelationsResponse& graph) {
    std::vector<std::string> nodes;
    for (const auto& one : graph.agreements()) {
      nodes.push_back(absl::StrCat(one.distance(), " ", IdOf(one.name())));
    }
    return nodes;
  }

  // "a AMENDS b".
  static std::vector<std::string> Edges(const v1::GetRelationsResponse& graph) {
    std::vector<std::string> edges;
    for (const auto& edge : graph.edges()) {
      edges.push_back(absl::StrCat(
          IdOf(edge.agreement()), " ",
          v1::RelationKind_Name(edge.relation().kind()).substr(sizeof("RELATION_KIND")), " ",
          IdOf(edge.relation().agreement())));
    }
    return edges;
  }

  // "b for a", with a question mark where it is not certain.
  static std::vector<std::string> Replacements(const v1::GetRelationsResponse& graph) {
    std::vector<std::string> replacements;
    for (const auto& one : graph.replacements()) {
      replacements.push_back(absl::StrCat(IdOf(one.agreement()), " for ", IdOf(one.replaced()),
                                          one.certain() ? "" : "?"));
    }
    return replacements;
  }

  // An agreement in force since that date, with relations to others.
  Agreement Entered(const std::string& id, const std::string& date,
                    const std::vector<Relation>& relations = {}) {
    Agreement agreement = MakeAgreement(id);
    agreement.events = {MakeEvent(EventKind::kEntryIntoForce, date)};
    agreement.relations = relations;
    return agreement;
  }

  // `first`, replaced by `second` and that by `third`; `second` is amended, and so is its
  // amendment.
  void Fill() {
    Put(Entered("first", "1992-01-01"));
    Put(Entered("second", "2000-01-01", {MakeRelation(RelationKind::kSupersedes, "first")}));
    Put(Entered("third", "2009-10", {MakeRelation(RelationKind::kSupersedes, "second")}));
    Put(Entered("amendment", "2001", {MakeRelation(RelationKind::kAmends, "second", "2002")}));
    Put(Entered("protocol", "2003",
                {MakeRelation(RelationKind::kProtocolTo, "amendment"),
                 MakeRelation(RelationKind::kExtends, "nowhere")}));
    Put(Entered("alone", "2003"));
  }

 private:
  static std::string IdOf(const std::string& name) { return name.substr(sizeof("agreements")); }
};

TEST_F(GetRelationsTest, GoesBothWaysAndOn) {
  Fill();
  ASSERT_OK_AND_ASSIGN(const auto graph, Ask("first"));
  EXPECT_THAT(Nodes(graph), ElementsAre("0 first", "1 second", "2 amendment", "2 third"));
  EXPECT_THAT(Edges(graph), ElementsAre("second SUPERSEDES first", "amendment AMENDS second",
                                        "third SUPERSEDES second"));
  EXPECT_EQ(graph.edges(1).relation().date().edtf(), "2002");
  EXPECT_TRUE(graph.incomplete()) << "the protocol is farther away";
  EXPECT_EQ(graph.revision(), 6);
  const v1::RelatedAgreement& second = graph.agreements(1);
  EXPECT_EQ(second.title(), "Agreement on transport");
  EXPECT_EQ(second.instrument(), v1::INSTRUMENT_AGREEMENT);
  EXPECT_EQ(second.status().status(), v1::STATUS_SUPERSEDED);
  EXPECT_THAT(second.status().standings(), IsEmpty());
  EXPECT_EQ(second.evidence(0).publisher(), "Gazette");
  EXPECT_TRUE(second.evidence(0).has_recorded());
}

TEST_F(GetRelationsTest, TellsOfWhatIsNotRegistered) {
  Fill();
  ASSERT_OK_AND_ASSIGN(const auto graph, Ask("amendment", "depth: 10"));
  EXPECT_THAT(Nodes(graph), ElementsAre("0 amendment", "1 protocol", "1 second", "2 first",
                                        "2 nowhere", "2 third"));
  EXPECT_FALSE(graph.incomplete());
  EXPECT_EQ(graph.agreements(4).title(), "");
  EXPECT_FALSE(graph.agreements(4).has_status());
  EXPECT_THAT(Edges(graph), ElementsAre("amendment AMENDS second", "protocol PROTOCOL_TO amendment",
                                        "protocol EXTENDS nowhere", "second SUPERSEDES first",
                                        "third SUPERSEDES second"));
  ASSERT_OK_AND_ASSIGN(const auto alone, Ask("alone"));
  EXPECT_THAT(Nodes(alone), ElementsAre("0 alone"));
  EXPECT_THAT(Edges(alone), IsEmpty());
  EXPECT_FALSE(alone.incomplete());
}

TEST_F(GetRelationsTest, GoesByTheKindsThatAreAskedFor) {
  Fill();
  ASSERT_OK_AND_ASSIGN(const auto graph,
                       Ask("second", "kinds: RELATION_KIND_AMENDS kinds: RELATION_KIND_EXTENDS"));
  EXPECT_THAT(Nodes(graph), ElementsAre("0 second", "1 amendment"));
  EXPECT_THAT(Edges(graph), ElementsAre("amendment AMENDS second"));
  EXPECT_FALSE(graph.incomplete());
  EXPECT_THAT(Replacements(graph), ElementsAre("third for second")) << "by every relation";
}

TEST_F(GetRelationsTest, TellsWhatTookItsPlaceByTheDay) {
  Fill();
  const auto on = [&](const std::string& day) {
    const auto graph = Ask("first", "depth: 1", day);
    EXPECT_OK(graph);
    return graph.ok() ? Replacements(*graph) : std::vector<std::string>();
  };
  EXPECT_THAT(on("year: 1999 month: 12 day: 31"), IsEmpty());
  EXPECT_THAT(on("year: 2000 month: 1 day: 1"), ElementsAre("second for first"));
  EXPECT_THAT(on("year: 2009 month: 10 day: 15"),
              ElementsAre("second for first", "third for second?"));
  EXPECT_THAT(on("year: 2009 month: 10 day: 31"),
              ElementsAre("second for first", "third for second"));
}

TEST_F(GetRelationsTest, CirclesEnd) {
  Put(Entered("a", "2000", {MakeRelation(RelationKind::kSupersedes, "b")}));
  Put(Entered("b", "2000", {MakeRelation(RelationKind::kSupersedes, "a")}));
  ASSERT_OK_AND_ASSIGN(const auto graph, Ask("a", "depth: 10"));
  EXPECT_THAT(Nodes(graph), ElementsAre("0 a", "1 b"));
  EXPECT_THAT(Edges(graph), ElementsAre("a SUPERSEDES b", "b SUPERSEDES a"));
  EXPECT_THAT(Replacements(graph), ElementsAre("b for a", "a for b"));
  EXPECT_FALSE(graph.incomplete());
}

TEST_F(GetRelationsTest, EndsWithFiveHundredAgreements) {
  Put(Entered("base", "2000"));
  for (int i = 0; i < 500; ++i) {
    Put(Entered(absl::StrCat("amendment-", i), "2001",
                {MakeRelation(RelationKind::kAmends, "base")}));
  }
  ASSERT_OK_AND_ASSIGN(const auto graph, Ask("base"));
  EXPECT_THAT(Nodes(graph), SizeIs(500));
  EXPECT_THAT(Edges(graph), SizeIs(499));
  EXPECT_TRUE(graph.incomplete());
}

TEST_F(GetRelationsTest, LeavesOutWhatWasPublishedLater) {
  Put(Entered("base", "2000"));
  Agreement later = Entered("later", "2001", {MakeRelation(RelationKind::kSupersedes, "base")});
  later.evidence = {MakeEvidence("Archive", "2020")};
  Put(later);
  ASSERT_OK_AND_ASSIGN(const auto then,
                       Ask("base", "read_at { as_of { year: 2010 month: 1 day: 1 } }"));
  EXPECT_THAT(Nodes(then), ElementsAre("0 base"));
  EXPECT_THAT(Replacements(then), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto before, Ask("base", "read_at { revision: 1 }"));
  EXPECT_THAT(Nodes(before), ElementsAre("0 base"));
  ASSERT_OK_AND_ASSIGN(const auto now, Ask("base"));
  EXPECT_THAT(Nodes(now), ElementsAre("0 base", "1 later"));
}

TEST_F(GetRelationsTest, RefusesWhatItCannotTell) {
  Fill();
  EXPECT_EQ(ReasonAndField(Ask("none").status()), "NOT_FOUND");
  EXPECT_EQ(ReasonAndField(Ask("a/b").status()), "NAME_INVALID name");
  EXPECT_EQ(ReasonAndField(Ask("first", "", "year: 2022 month: 2 day: 30").status()),
            "DAY_INVALID day");
  EXPECT_EQ(ReasonAndField(Call(*agreements_, &v1::AgreementService::Stub::GetRelations,
                                Parse<v1::GetRelationsRequest>("name: 'agreements/first'"))
                               .status()),
            "DAY_MISSING day");
  EXPECT_EQ(ReasonAndField(Ask("first", "depth: 11").status()), "DEPTH_INVALID depth");
  EXPECT_EQ(ReasonAndField(Ask("first", "depth: -1").status()), "DEPTH_INVALID depth");
  EXPECT_EQ(ReasonAndField(Ask("first", "kinds: 0").status()), "VALUE_MISSING kinds[0]");
  EXPECT_EQ(ReasonAndField(Ask("first", "read_at { revision: 9 }").status()),
            "REVISION_NOT_REACHED read_at.revision");
}

}  // namespace
}  // namespace entente::agreements::relation_graph_test
