#include "agreements_service/core/check.h"

#include "gtest/gtest.h"

#include "agreements_service/core/record.h"
#include "agreements_service/testing/builders.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::agreements {
namespace {

using entente::testing::StatusIs;
using testing::Date;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeRelation;

// "REASON field" of an error.
std::string Problem(const absl::Status& status) {
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  const ErrorDetails details = DetailsOf(status);
  return details.violations.empty()
             ? details.reason
             : absl::StrCat(details.reason, " ", details.violations[0].field);
}

Agreement Whole() {
  Agreement agreement = MakeAgreement("kaz-tur-1992");
  agreement.identifiers = {{.scheme = "unts", .value = "I-55631"}};
  agreement.actions = {MakeAction("KAZ", ActionKind::kRatification, "1993")};
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-05-01")};
  agreement.relations = {MakeRelation(RelationKind::kAmends, "another")};
  agreement.claims = {{.key = "status", .value = "In force", .evidence = testing::MakeEvidence()}};
  AssignIds(agreement);
  return agreement;
}

TEST(CheckAgreementTest, AWholeOneIsGood) { EXPECT_OK(CheckAgreement(Whole())); }

TEST(CheckAgreementTest, NamesWhatIsBadInTerms) {
  const auto problem = [](auto spoil) {
    Agreement agreement = Whole();
    Terms& terms = agreement.terms;
    terms.entry = EntryRule{.basis = EntryBasis::kConsents, .after = {}, .date = {}, .article = ""};
    terms.duration = DurationRule{.length = Length{.years = 10}, .article = ""};
    terms.renewal = RenewalRule{.length = Length{.years = 5}, .article = ""};
    terms.notice =
        NoticeRule{.before_end = Length{.months = 6}, .any_time = Length(), .article = ""};
    terms.sunset = SunsetRule{.length = {.years = 20}, .article = ""};
    EXPECT_OK(CheckAgreement(agreement));
    spoil(terms);
    return Problem(CheckAgreement(agreement));
  };
  using T = Terms;
  EXPECT_EQ(problem([](T& t) { t.entry->consents = 501; }),
            "CONSENTS_INVALID agreement.terms.entry.consents");
  EXPECT_EQ(problem([](T& t) { t.entry->consents = -1; }),
            "CONSENTS_INVALID agreement.terms.entry.consents");
  EXPECT_EQ(problem([](T& t) {
              t.entry->basis = EntryBasis::kSignature;
              t.entry->consents = 1;
            }),
            "CONSENTS_INVALID agreement.terms.entry.consents");
  EXPECT_EQ(problem([](T& t) { t.entry->date = Date("2005"); }),
            "DATE_UNEXPECTED agreement.terms.entry.date");
  EXPECT_EQ(problem([](T& t) { t.entry->basis = EntryBasis::kDate; }),
            "DATE_MISSING agreement.terms.entry.date");
  EXPECT_EQ(problem([](T& t) {
              t.entry->basis = EntryBasis::kDate;
              t.entry->date = Date("XXXX");
            }),
            "DATE_MISSING agreement.terms.entry.date");
  EXPECT_EQ(problem([](T& t) {
              t.entry->basis = EntryBasis::kDate;
              t.entry->date = Date("2005");
              t.entry->after.days = 1;
            }),
            "LENGTH_UNEXPECTED agreement.terms.entry.after");
  EXPECT_EQ(problem([](T& t) { t.entry->after.days = -1; }),
            "LENGTH_INVALID agreement.terms.entry.after");
  EXPECT_EQ(problem([](T& t) { t.duration->length = Length(); }),
            "LENGTH_INVALID agreement.terms.duration.length");
  EXPECT_EQ(problem([](T& t) { t.duration->length.reset(); }),
            "TERM_UNEXPECTED agreement.terms.renewal");
  EXPECT_EQ(problem([](T& t) { t.duration.reset(); }), "TERM_UNEXPECTED agreement.terms.renewal");
  EXPECT_EQ(problem([](T& t) { t.renewal->length = Length(); }),
            "LENGTH_INVALID agreement.terms.renewal.length");
  EXPECT_EQ(problem([](T& t) { t.renewal->length->months = 10'001; }),
            "LENGTH_INVALID agreement.terms.renewal.length");
  EXPECT_EQ(problem([](T& t) { t.renewal.reset(); }),
            "TERM_UNEXPECTED agreement.terms.notice.before_end");
  EXPECT_EQ(problem([](T& t) { t.notice->before_end = Length(); }),
            "LENGTH_INVALID agreement.terms.notice.before_end");
  EXPECT_EQ(problem([](T& t) { t.notice->any_time->years = -1; }),
            "LENGTH_INVALID agreement.terms.notice.any_time");
  EXPECT_EQ(problem([](T& t) { t.notice = NoticeRule(); }),
            "LENGTH_MISSING agreement.terms.notice");
  EXPECT_EQ(problem([](T& t) { t.sunset->length = Length(); }),
            "LENGTH_INVALID agreement.terms.sunset.length");
  EXPECT_EQ(problem([](T& t) { t.sunset->article = "\x1b"; }),
            "TEXT_INVALID agreement.terms.sunset.article");
  EXPECT_EQ(problem([](T& t) {
              t.evidence = {testing::MakeEvidence()};
              t.evidence[0].note = "\x07";
            }),
            "TEXT_INVALID agreement.terms.evidence[0].note");
}

TEST(CheckAgreementTest, NamesWhatIsBad) {
  const auto problem = [](auto spoil) {
    Agreement agreement = Whole();
    spoil(agreement);
    return Problem(CheckAgreement(agreement));
  };
  using A = Agreement;
  EXPECT_EQ(problem([](A& a) { a.name = "agreements/Upper"; }), "NAME_INVALID agreement.name");
  EXPECT_EQ(problem([](A& a) { a.name = "pairs/x"; }), "NAME_INVALID agreement.name");
  EXPECT_EQ(problem([](A& a) { a.titles.clear(); }), "TITLE_MISSING agreement.titles");
  EXPECT_EQ(problem([](A& a) { a.titles[0].text = " "; }),
            "TITLE_MISSING agreement.titles[0].text");
  EXPECT_EQ(problem([](A& a) { a.titles[0].language = "?"; }),
            "LANGUAGE_INVALID agreement.titles[0].language");
  EXPECT_EQ(problem([](A& a) { a.parties.clear(); }), "PARTY_MISSING agreement.parties");
  EXPECT_EQ(problem([](A& a) { a.parties[1].country = ""; }),
            "COUNTRY_MISSING agreement.parties[1].country");
  EXPECT_EQ(problem([](A& a) { a.parties[1].kind = PartyKind::kOrganisation; }),
            "COUNTRY_UNEXPECTED agreement.parties[1].country");
  EXPECT_EQ(problem([](A& a) { a.parties[1].id = "tur"; }), "ID_INVALID agreement.parties[1].id");
  EXPECT_EQ(problem([](A& a) { a.parties[1].kind = PartyKind::kMinistry; }),
            "ID_INVALID agreement.parties[1].id");
  EXPECT_EQ(problem([](A& a) {
              a.parties[1].kind = PartyKind::kTerritory;
              a.parties[1].name = "";
            }),
            "NAME_MISSING agreement.parties[1].name");
  EXPECT_EQ(problem([](A& a) { a.parties[1] = a.parties[0]; }), "ID_TAKEN agreement.parties[1].id");
  EXPECT_EQ(problem([](A& a) { a.identifiers[0].scheme = "UNTS"; }),
            "SCHEME_INVALID agreement.identifiers[0].scheme");
  EXPECT_EQ(problem([](A& a) { a.identifiers[0].value = ""; }),
            "VALUE_MISSING agreement.identifiers[0].value");
  EXPECT_EQ(problem([](A& a) { a.actions[0].party = "UZB"; }),
            "PARTY_UNKNOWN agreement.actions[0].party");
  EXPECT_EQ(problem([](A& a) { a.actions[0].date = PartialDate(); }),
            "DATE_MISSING agreement.actions[0].date");
  EXPECT_EQ(problem([](A& a) { a.actions[0].date = PartialDate::Never(); }),
            "DATE_INVALID agreement.actions[0].date");
  EXPECT_EQ(problem([](A& a) { a.actions[0].effective = PartialDate::Never(); }),
            "DATE_INVALID agreement.actions[0].effective");
  EXPECT_EQ(problem([](A& a) { a.actions.push_back(a.actions[0]); }),
            "ID_TAKEN agreement.actions[1].id");
  EXPECT_EQ(problem([](A& a) { a.events[0].date = PartialDate(); }),
            "DATE_MISSING agreement.events[0].date");
  EXPECT_EQ(problem([](A& a) { a.events[0].date = PartialDate::Never(); }),
            "DATE_INVALID agreement.events[0].date");
  EXPECT_EQ(problem([](A& a) { a.events[0].id = "A B"; }), "ID_INVALID agreement.events[0].id");
  EXPECT_EQ(problem([](A& a) { a.events.push_back(a.events[0]); }),
            "ID_TAKEN agreement.events[1].id");
  EXPECT_EQ(problem([](A& a) { a.relations[0].agreement = a.name; }),
            "RELATION_TO_ITSELF agreement.relations[0].agreement");
  EXPECT_EQ(problem([](A& a) { a.claims[0].key = ""; }), "KEY_MISSING agreement.claims[0].key");
  EXPECT_EQ(problem([](A& a) { a.evidence.clear(); }), "EVIDENCE_MISSING agreement.evidence");
}

TEST(CheckAgreementTest, HasNoPartiesWhereAnAnomalySaysSo) {
  Agreement agreement = Whole();
  agreement.actions.clear();
  agreement.parties.clear();
  EXPECT_EQ(Problem(CheckAgreement(agreement)), "PARTY_MISSING agreement.parties");
  agreement.anomalies = {{.reason = kPartyMissing, .detail = ""}};
  EXPECT_OK(CheckAgreement(agreement));
}

TEST(CheckAgreementTest, AnEntryIntoForceCanBeNever) {
  Agreement agreement = Whole();
  agreement.events[0] = MakeEvent(EventKind::kEntryIntoForce, "never");
  AssignIds(agreement);
  EXPECT_OK(CheckAgreement(agreement));
}

TEST(CheckAgreementTest, NoTextCommandsATerminal) {
  const auto problem = [](auto spoil) {
    Agreement agreement = Whole();
    spoil(agreement);
    return Problem(CheckAgreement(agreement));
  };
  using A = Agreement;
  EXPECT_EQ(problem([](A& a) { a.titles[0].text = "red \x1b[31m"; }),
            "TEXT_INVALID agreement.titles[0].text");
  EXPECT_EQ(problem([](A& a) { a.note = "\u009b"; }), "TEXT_INVALID agreement.note");
  EXPECT_EQ(problem([](A& a) { a.events[0].place = "\x7f"; }),
            "TEXT_INVALID agreement.events[0].place");
  EXPECT_EQ(problem([](A& a) { a.evidence[0].publisher = std::string("\0", 1); }),
            "TEXT_INVALID agreement.evidence[0].publisher");
  Agreement lines = Whole();
  lines.note = "Two\n\tlines of Қазақстан, Türkiye, naïve";
  EXPECT_OK(CheckAgreement(lines));
}

TEST(CheckAgreementTest, NoListIsTooLong) {
  const auto problem = [](auto lengthen) {
    Agreement agreement = Whole();
    lengthen(agreement);
    AssignIds(agreement);
    return Problem(CheckAgreement(agreement));
  };
  using A = Agreement;
  EXPECT_EQ(problem([](A& a) { a.parties.resize(501); }), "LIST_TOO_LONG agreement.parties");
  EXPECT_EQ(problem([](A& a) { a.titles.resize(501); }), "LIST_TOO_LONG agreement.titles");
  EXPECT_EQ(problem([](A& a) { a.relations.resize(501); }), "LIST_TOO_LONG agreement.relations");
  EXPECT_EQ(problem([](A& a) { a.evidence.resize(501); }), "LIST_TOO_LONG agreement.evidence");
  EXPECT_EQ(problem([](A& a) { a.events.assign(501, MakeEvent(EventKind::kSuspended, "1995")); }),
            "LIST_TOO_LONG agreement.events");

  Agreement full = Whole();
  full.actions.assign(5000, MakeAction("KAZ", ActionKind::kDeclaration, "1995"));
  AssignIds(full);
  EXPECT_OK(CheckAgreement(full));
  EXPECT_EQ(Problem(Record(MakeAction("KAZ", ActionKind::kDeclaration, "1995"), full)),
            "LIST_TOO_LONG agreement.actions");
}

TEST(CheckOccasionTest, NamesWhatIsBad) {
  EXPECT_OK(CheckOccasion(MakeOccasion("2022-05-10")));
  const auto problem = [](auto spoil) {
    Occasion occasion = MakeOccasion("2022-05-10");
    spoil(occasion);
    return Problem(CheckOccasion(occasion));
  };
  EXPECT_EQ(problem([](Occasion& o) { o.title = ""; }), "TITLE_MISSING occasion.title");
  EXPECT_EQ(problem([](Occasion& o) { o.start = PartialDate(); }), "DATE_MISSING occasion.start");
  EXPECT_EQ(problem([](Occasion& o) { o.end = Date("2022-05-09"); }), "DATE_INVALID occasion.end");
  EXPECT_EQ(problem([](Occasion& o) {
              o.declared_counts.push_back({.count = -1, .fields = {}, .evidence = {}});
            }),
            "COUNT_INVALID occasion.declared_counts[0].count");
  EXPECT_EQ(problem([](Occasion& o) { o.declared_counts.resize(501); }),
            "LIST_TOO_LONG occasion.declared_counts");
  EXPECT_EQ(problem([](Occasion& o) { o.evidence.clear(); }), "EVIDENCE_MISSING occasion.evidence");
}

TEST(CheckMilestoneTest, NamesWhatIsBad) {
  EXPECT_OK(CheckMilestone(MakeMilestone("relations")));
  const auto problem = [](auto spoil) {
    Milestone milestone = MakeMilestone("relations");
    spoil(milestone);
    return Problem(CheckMilestone(milestone));
  };
  EXPECT_EQ(problem([](Milestone& m) { m.title = ""; }), "TITLE_MISSING milestone.title");
  EXPECT_EQ(problem([](Milestone& m) { m.date = PartialDate(); }), "DATE_MISSING milestone.date");
  EXPECT_EQ(problem([](Milestone& m) { m.evidence.clear(); }),
            "EVIDENCE_MISSING milestone.evidence");
}

TEST(RecordTest, GivesAnId) {
  Agreement agreement = Whole();
  EXPECT_OK(Record(MakeAction("KAZ", ActionKind::kRatification, "1994"), agreement));
  EXPECT_EQ(agreement.actions.back().id, "kaz-ratification-2");
  EXPECT_OK(Record(MakeEvent(EventKind::kEntryIntoForce, "1995"), agreement));
  EXPECT_EQ(agreement.events.back().id, "entry-into-force");
  EXPECT_OK(Record(MakeRelation(RelationKind::kSupersedes, "older"), agreement));
  EXPECT_EQ(agreement.relations.size(), 2u);
  EXPECT_OK(CheckAgreement(agreement));
}

TEST(RecordTest, NamesWhatIsBad) {
  Agreement agreement = Whole();
  Action action = MakeAction("KAZ", ActionKind::kApproval, "1994");
  action.id = "kaz-ratification";
  EXPECT_EQ(Problem(Record(action, agreement)), "ID_TAKEN action.id");
  EXPECT_EQ(Problem(Record(MakeAction("UZB", ActionKind::kApproval, "1994"), agreement)),
            "PARTY_UNKNOWN action.party");
  Event event = MakeEvent(EventKind::kSigned, "1994");
  event.id = "signed";
  EXPECT_EQ(Problem(Record(event, agreement)), "ID_TAKEN event.id");
  EXPECT_EQ(Problem(Record(MakeRelation(RelationKind::kAmends, "kaz-tur-1992"), agreement)),
            "RELATION_TO_ITSELF relation.agreement");
}

}  // namespace
}  // namespace entente::agreements
