// CommitmentService over gRPC.

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/served.h"

namespace entente::trade::commitment_service_test {
namespace {

using testing::CodeAndReason;
using testing::Parse;
using Stub = v1::CommitmentService::Stub;

class CommitmentServiceTest : public testing::ServedTest {
 protected:
  // Calls with a request in text form.
  auto CreateTarget(const std::string& text) {
    return Call(*commitments_, &Stub::CreateTarget, Parse<v1::CreateTargetRequest>(text));
  }
  auto GetTarget(const std::string& text) {
    return Call(*commitments_, &Stub::GetTarget, Parse<v1::GetTargetRequest>(text));
  }
  auto ListTargets(const std::string& text) {
    return Call(*commitments_, &Stub::ListTargets, Parse<v1::ListTargetsRequest>(text));
  }
  auto UpdateTarget(const std::string& text) {
    return Call(*commitments_, &Stub::UpdateTarget, Parse<v1::UpdateTargetRequest>(text));
  }
  auto DeleteTarget(const std::string& text) {
    return Call(*commitments_, &Stub::DeleteTarget, Parse<v1::DeleteTargetRequest>(text));
  }
  auto EvaluateTarget(const std::string& text) {
    return Call(*commitments_, &Stub::EvaluateTarget, Parse<v1::EvaluateTargetRequest>(text));
  }
  auto CreateStatement(const std::string& text) {
    return Call(*commitments_, &Stub::CreateStatement, Parse<v1::CreateStatementRequest>(text));
  }
  auto GetStatement(const std::string& text) {
    return Call(*commitments_, &Stub::GetStatement, Parse<v1::GetStatementRequest>(text));
  }
  auto ListStatements(const std::string& text) {
    return Call(*commitments_, &Stub::ListStatements, Parse<v1::ListStatementsRequest>(text));
  }
  auto DeleteStatement(const std::string& text) {
    return Call(*commitments_, &Stub::DeleteStatement, Parse<v1::DeleteStatementRequest>(text));
  }

  static std::string TargetText(const std::string& id, const std::string& amount = "10000000000",
                                const std::string& announced = "2022-05-10") {
    return absl::StrCat("target { name: 'pairs/KAZ-TUR/targets/", id, "' amount { decimal: '",
                        amount, "' currency: 'USD' } announced { edtf: '", announced,
                        "' } evidence { publisher: 'Xinhua' } }");
  }

  static std::string StatementText(const std::string& id, const std::string& said = "2022-05-10") {
    return absl::StrCat("statement { name: 'pairs/KAZ-TUR/statements/", id,
                        "' kind: STATEMENT_KIND_POSITION text: 'x' said { edtf: '", said,
                        "' } evidence { publisher: 'Xinhua' } }");
  }

  const std::string kName = "name: 'pairs/KAZ-TUR/targets/10bn'";
};

TEST_P(CommitmentServiceTest, ATargetIsRecordedAndRead) {
  ASSERT_OK_AND_ASSIGN(const auto created, CreateTarget(TargetText("10bn")));
  EXPECT_EQ(created.revision(), 1);
  EXPECT_EQ(created.target().revision(), 1);
  EXPECT_EQ(created.target().etag(), "r1");
  EXPECT_EQ(created.target().recorded().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(created.target().announced().earliest().day(), 10);
  ASSERT_OK_AND_ASSIGN(const auto got, GetTarget(kName));
  EXPECT_EQ(got.target().SerializeAsString(), created.target().SerializeAsString());
  EXPECT_EQ(got.revision(), 1);
}

TEST_P(CommitmentServiceTest, CreateTargetErrors) {
  ASSERT_OK(CreateTarget(TargetText("10bn")));
  EXPECT_EQ(CodeAndReason(CreateTarget(TargetText("10bn", "5")).status()),
            "ALREADY_EXISTS ALREADY_EXISTS");
  EXPECT_EQ(CodeAndReason(CreateTarget("").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(CreateTarget(TargetText("t", "-1")).status()),
            "INVALID_ARGUMENT AMOUNT_INVALID");
  EXPECT_EQ(CodeAndReason(CreateTarget(TargetText("t", "1", "")).status()),
            "INVALID_ARGUMENT DATE_MISSING");
  EXPECT_EQ(CodeAndReason(CreateTarget(TargetText("t") + " request_id: 'a b'").status()),
            "INVALID_ARGUMENT REQUEST_ID_INVALID");
  const absl::Status status = CreateTarget(TargetText("t", "ten")).status();
  ASSERT_EQ(DetailsOf(status).violations.size(), 1u);
  EXPECT_EQ(DetailsOf(status).violations[0].field, "target.amount.decimal");
  EXPECT_EQ(Head(), 1);
}

TEST_P(CommitmentServiceTest, GetTargetErrors) {
  ASSERT_OK(CreateTarget(TargetText("10bn")));
  ASSERT_OK(CreateTarget(TargetText("other")));
  ASSERT_OK(DeleteTarget("name: 'pairs/KAZ-TUR/targets/other'"));
  EXPECT_EQ(CodeAndReason(GetTarget("name: 'pairs/KAZ-TUR/targets/none'").status()),
            "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(GetTarget("name: 'pairs/KAZ-TUR/targets/other'").status()),
            "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(GetTarget("name: 'pairs/KAZ-TUR'").status()),
            "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(GetTarget("name: 'pairs/TUR-KAZ/targets/10bn'").status()),
            "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(GetTarget(kName + " read_at { revision: -1 }").status()),
            "INVALID_ARGUMENT READ_AT_INVALID");
  EXPECT_EQ(CodeAndReason(GetTarget(kName + " read_at { as_of { year: 2022 } }").status()),
            "INVALID_ARGUMENT DAY_INVALID");
  EXPECT_EQ(CodeAndReason(GetTarget(kName + " read_at { revision: 1 as_recorded {} }").status()),
            "INVALID_ARGUMENT READ_AT_INVALID");
  EXPECT_EQ(CodeAndReason(GetTarget(kName + " read_at { revision: 9 }").status()),
            "FAILED_PRECONDITION REVISION_NOT_REACHED");
}

TEST_P(CommitmentServiceTest, FormerStatesStayReadable) {
  ASSERT_OK(CreateTarget(TargetText("10bn", "5")));
  const int64_t then = absl::ToUnixSeconds(clock_.Now());
  clock_.Advance(absl::Hours(1));
  ASSERT_OK(UpdateTarget(TargetText("10bn", "10")));
  ASSERT_OK(DeleteTarget(kName));
  EXPECT_EQ(GetTarget(kName + " read_at { revision: 1 }")->target().amount().decimal(), "5");
  EXPECT_EQ(GetTarget(kName + " read_at { revision: 2 }")->target().amount().decimal(), "10");
  EXPECT_EQ(GetTarget(kName + absl::StrCat(" read_at { as_recorded { seconds: ", then, " } }"))
                ->target()
                .amount()
                .decimal(),
            "5");
  EXPECT_FALSE(GetTarget(kName).ok());
}

TEST_P(CommitmentServiceTest, ARepeatedRequestGetsTheFirstAnswer) {
  const std::string create = TargetText("10bn", "5") + " request_id: 'r1'";
  ASSERT_OK_AND_ASSIGN(const auto first, CreateTarget(create));
  const std::string update = TargetText("10bn", "7") + " request_id: 'r2'";
  ASSERT_OK_AND_ASSIGN(const auto updated, UpdateTarget(update));
  const std::string remove = kName + " request_id: 'r3'";
  ASSERT_OK_AND_ASSIGN(const auto removed, DeleteTarget(remove));

  ASSERT_OK_AND_ASSIGN(const auto created_again, CreateTarget(create));
  EXPECT_EQ(created_again.SerializeAsString(), first.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto updated_again, UpdateTarget(update));
  EXPECT_EQ(updated_again.SerializeAsString(), updated.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto removed_again, DeleteTarget(remove));
  EXPECT_EQ(removed_again.revision(), removed.revision());
  EXPECT_EQ(Head(), 3);

  for (const absl::Status& status :
       {CreateTarget(TargetText("other") + " request_id: 'r1'").status(),
        UpdateTarget(TargetText("10bn", "8") + " request_id: 'r2'").status(),
        DeleteTarget("name: 'pairs/KAZ-TUR/targets/x' request_id: 'r3'").status()}) {
    EXPECT_EQ(CodeAndReason(status), "INVALID_ARGUMENT REQUEST_ID_REUSED");
  }
}

TEST_P(CommitmentServiceTest, TheMaskSaysWhatIsTaken) {
  ASSERT_OK(CreateTarget(TargetText("10bn", "5")));
  ASSERT_OK_AND_ASSIGN(const auto placed,
                       UpdateTarget("target { " + kName +
                                    " place: 'Ankara' text: 'x' } update_mask { paths: "
                                    "'place' }"));
  EXPECT_EQ(placed.target().place(), "Ankara");
  EXPECT_EQ(placed.target().text(), "");
  EXPECT_EQ(placed.target().amount().decimal(), "5");
  ASSERT_OK_AND_ASSIGN(
      const auto amended,
      UpdateTarget("target { " + kName +
                   " amount { decimal: '6' } } update_mask { paths: 'amount.decimal' }"));
  EXPECT_EQ(amended.target().amount().decimal(), "6");
  EXPECT_EQ(amended.target().amount().currency(), "USD");
  ASSERT_OK_AND_ASSIGN(const auto whole, UpdateTarget(TargetText("10bn", "7")));
  EXPECT_EQ(whole.target().place(), "") << "without a mask every field is taken";
}

TEST_P(CommitmentServiceTest, TheEtagTellsWhichState) {
  ASSERT_OK(CreateTarget(TargetText("10bn", "5")));
  const std::string update = "target { " + kName +
                             " etag: 'r1' place: '%' } update_mask { paths: "
                             "'place' }";
  ASSERT_OK_AND_ASSIGN(const auto updated, UpdateTarget(update));
  EXPECT_EQ(updated.target().etag(), "r2");
  EXPECT_EQ(CodeAndReason(UpdateTarget(update).status()), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(CodeAndReason(DeleteTarget(kName + " etag: 'r1'").status()), "ABORTED ETAG_MISMATCH");
  EXPECT_OK(DeleteTarget(kName + " etag: 'r2'"));
}

TEST_P(CommitmentServiceTest, UpdateTargetErrors) {
  ASSERT_OK(CreateTarget(TargetText("10bn", "5")));
  EXPECT_EQ(CodeAndReason(UpdateTarget(TargetText("none")).status()), "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(UpdateTarget("").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(UpdateTarget(TargetText("10bn", "x")).status()),
            "INVALID_ARGUMENT AMOUNT_INVALID");
  for (const char* path : {"nothing", "name", "etag", "revision", "amount.cents"}) {
    EXPECT_EQ(
        CodeAndReason(
            UpdateTarget(TargetText("10bn") + " update_mask { paths: '" + path + "' }").status()),
        "INVALID_ARGUMENT MASK_INVALID")
        << path;
  }
  EXPECT_EQ(
      CodeAndReason(
          UpdateTarget("target { " + kName + " } update_mask { paths: 'evidence' }").status()),
      "INVALID_ARGUMENT EVIDENCE_MISSING");
  EXPECT_EQ(CodeAndReason(UpdateTarget("target { " + kName + " etag: '7' }").status()),
            "INVALID_ARGUMENT ETAG_INVALID");
  EXPECT_EQ(Head(), 1);
}

TEST_P(CommitmentServiceTest, DeleteTargetErrors) {
  EXPECT_EQ(CodeAndReason(DeleteTarget(kName).status()), "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(DeleteTarget("name: 'x'").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(DeleteTarget(kName + " etag: 'x'").status()),
            "INVALID_ARGUMENT ETAG_INVALID");
}

TEST_P(CommitmentServiceTest, PagesKeepTheRevisionOfTheFirst) {
  for (int i = 0; i < 7; ++i) ASSERT_OK(CreateTarget(TargetText(absl::StrCat("t", i))));
  std::string token;
  std::string names;
  int64_t revision = 0;
  do {
    ASSERT_OK_AND_ASSIGN(
        const auto page,
        ListTargets("parent: 'pairs/KAZ-TUR' page_size: 2 page_token: '" + token + "'"));
    EXPECT_LE(page.targets_size(), 2);
    if (revision == 0) revision = page.revision();
    EXPECT_EQ(page.revision(), revision);
    for (const auto& target : page.targets())
      absl::StrAppend(&names, target.name().substr(22), " ");
    token = page.next_page_token();
    // Meanwhile others write: before, behind and at the place that was reached.
    ASSERT_OK(CreateTarget(TargetText(absl::StrCat("a", Head()))));
    ASSERT_OK(CreateTarget(TargetText(absl::StrCat("z", Head()))));
    ASSERT_OK(UpdateTarget(TargetText("t6", "1")));
  } while (!token.empty());
  EXPECT_EQ(names, "t0 t1 t2 t3 t4 t5 t6 ");
  EXPECT_EQ(ListTargets("parent: 'pairs/KAZ-TUR'")->targets_size(), 7 + 8);
}

TEST_P(CommitmentServiceTest, ListsOfOneOrEveryPair) {
  ASSERT_OK(CreateTarget(TargetText("t")));
  ASSERT_OK(
      CreateTarget("target { name: 'pairs/CHN-KAZ/targets/u' amount { decimal: '1' currency: "
                   "'USD' } announced { edtf: '2022' } evidence { url: 'x' } }"));
  EXPECT_EQ(ListTargets("parent: 'pairs/KAZ-TUR'")->targets_size(), 1);
  EXPECT_EQ(ListTargets("parent: 'pairs/-'")->targets_size(), 2);
  ASSERT_OK_AND_ASSIGN(const auto none, ListTargets("parent: 'pairs/DEU-FRA'"));
  EXPECT_EQ(none.targets_size(), 0);
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  EXPECT_EQ(ListTargets("parent: 'pairs/-'")->empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(ListStatements("parent: 'pairs/-'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
}

TEST_P(CommitmentServiceTest, ListsLeaveOutWhatWasSaidLater) {
  ASSERT_OK(CreateTarget(TargetText("early", "1", "2020")));
  ASSERT_OK(CreateTarget(TargetText("late", "1", "2022-05")));
  ASSERT_OK(CreateStatement(StatementText("early", "2020")));
  ASSERT_OK(CreateStatement(StatementText("late", "2022-05")));
  const auto as_of = [](int year, int month, int day) {
    return absl::StrCat("parent: 'pairs/KAZ-TUR' read_at { as_of { year: ", year, " month: ", month,
                        " day: ", day, " } }");
  };
  EXPECT_EQ(ListTargets(as_of(2022, 5, 31))->targets_size(), 2);
  EXPECT_EQ(ListTargets(as_of(2022, 5, 30))->targets_size(), 1);
  EXPECT_EQ(ListTargets(as_of(2019, 1, 1))->targets_size(), 0);
  EXPECT_EQ(ListTargets(as_of(2019, 1, 1))->empty_reason(),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  EXPECT_EQ(CodeAndReason(GetTarget("name: 'pairs/KAZ-TUR/targets/late' read_at { as_of { year: "
                                    "2022 month: 5 day: 30 } }")
                              .status()),
            "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(ListStatements(as_of(2022, 5, 31))->statements_size(), 2);
  EXPECT_EQ(ListStatements(as_of(2022, 5, 30))->statements_size(), 1);
  EXPECT_EQ(ListTargets("parent: 'pairs/KAZ-TUR' read_at { revision: 1 }")->targets_size(), 1);
}

TEST_P(CommitmentServiceTest, ListErrors) {
  ASSERT_OK(CreateTarget(TargetText("a")));
  ASSERT_OK(CreateTarget(TargetText("b")));
  ASSERT_OK_AND_ASSIGN(const auto page, ListTargets("parent: 'pairs/KAZ-TUR' page_size: 1"));
  const std::string token = " page_token: '" + page.next_page_token() + "'";
  EXPECT_EQ(CodeAndReason(ListTargets("parent: 'pairs/-'" + token).status()),
            "INVALID_ARGUMENT PAGE_TOKEN_INVALID")
      << "the token of another list";
  EXPECT_OK(ListTargets("parent: 'pairs/KAZ-TUR' page_size: 5" + token));
  for (const auto& [request, reason] :
       {std::pair("parent: ''", "INVALID_ARGUMENT NAME_INVALID"),
        std::pair("parent: 'pairs/TUR-KAZ'", "INVALID_ARGUMENT NAME_INVALID"),
        std::pair("parent: 'pairs/-' page_size: -1", "INVALID_ARGUMENT PAGE_SIZE_INVALID"),
        std::pair("parent: 'pairs/-' page_token: 'x'", "INVALID_ARGUMENT PAGE_TOKEN_INVALID"),
        std::pair("parent: 'pairs/-' read_at { revision: -1 }", "INVALID_ARGUMENT READ_AT_INVALID"),
        std::pair("parent: 'pairs/-' read_at { revision: 9 }",
                  "FAILED_PRECONDITION REVISION_NOT_REACHED")}) {
    EXPECT_EQ(CodeAndReason(ListTargets(request).status()), reason) << request;
    EXPECT_EQ(CodeAndReason(ListStatements(request).status()), reason) << request;
  }
}

TEST_P(CommitmentServiceTest, StatementsAreRecordedReadAndDeleted) {
  const std::string name = "name: 'pairs/KAZ-TUR/statements/s'";
  ASSERT_OK_AND_ASSIGN(const auto created,
                       CreateStatement(StatementText("s") + " request_id: 'r1'"));
  EXPECT_EQ(created.statement().etag(), "r1");
  EXPECT_EQ(GetStatement(name)->statement().SerializeAsString(),
            created.statement().SerializeAsString());
  EXPECT_EQ(ListStatements("parent: 'pairs/-'")->statements_size(), 1);
  EXPECT_EQ(CodeAndReason(DeleteStatement(name + " etag: 'r9'").status()), "ABORTED ETAG_MISMATCH");
  ASSERT_OK_AND_ASSIGN(const auto removed, DeleteStatement(name + " request_id: 'r2'"));
  EXPECT_EQ(removed.revision(), 2);
  EXPECT_EQ(DeleteStatement(name + " request_id: 'r2'")->revision(), 2);
  EXPECT_EQ(CreateStatement(StatementText("s") + " request_id: 'r1'")->SerializeAsString(),
            created.SerializeAsString());
  EXPECT_EQ(CodeAndReason(DeleteStatement(name).status()), "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(GetStatement(name).status()), "NOT_FOUND NOT_FOUND");
  EXPECT_OK(GetStatement(name + " read_at { revision: 1 }"));
}

TEST_P(CommitmentServiceTest, StatementErrors) {
  ASSERT_OK(CreateStatement(StatementText("s")));
  EXPECT_EQ(CodeAndReason(CreateStatement(StatementText("s")).status()),
            "ALREADY_EXISTS ALREADY_EXISTS");
  EXPECT_EQ(CodeAndReason(CreateStatement("").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(CreateStatement(StatementText("t", "")).status()),
            "INVALID_ARGUMENT DATE_MISSING");
  EXPECT_EQ(CodeAndReason(GetStatement("name: 'x'").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(DeleteStatement("name: 'x'").status()), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(CommitmentServiceTest, ATargetIsMeasuredUnderEveryDefinition) {
  Batch batch =
      testing::BatchOf(testing::MakeRelease("kaz-bns", "totals", "2022-02"),
                       {testing::MakeObservation("KAZ", "TUR", "X", "2021", "2964665648.32"),
                        testing::MakeObservation("KAZ", "TUR", "M", "2021", "1146382283.36")});
  batch.sources = {testing::MakeSource("kaz-bns", SourceKind::kNational)};
  ASSERT_OK(CreateTarget(TargetText("10bn", "5000000000", "2017-09-09")));
  EXPECT_EQ(EvaluateTarget(kName)->empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  ASSERT_OK(store_->Import(testing::ByAyse(), batch));
  ASSERT_OK_AND_ASSIGN(const auto answer, EvaluateTarget(kName));
  EXPECT_EQ(answer.revision(), 2);
  EXPECT_EQ(answer.target().amount().decimal(), "5000000000");
  ASSERT_EQ(answer.attainments_size(), 1);
  EXPECT_EQ(answer.attainments(0).volume().total().decimal(), "4111047931.68");
  EXPECT_FALSE(answer.attainments(0).met());
  EXPECT_NEAR(answer.attainments(0).attained_ratio(), 0.82, 0.01);
  ASSERT_EQ(answer.evidence_size(), 1);
  EXPECT_EQ(answer.evidence(0).publisher(), "Publisher of kaz-bns");
  EXPECT_EQ(answer.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);

  const auto as_of = EvaluateTarget(kName + " read_at { as_of { year: 2022 month: 1 day: 1 } }");
  EXPECT_EQ(as_of->empty_reason(), common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  EXPECT_EQ(
      CodeAndReason(
          EvaluateTarget(kName + " read_at { as_of { year: 2017 month: 9 day: 8 } }").status()),
      "NOT_FOUND NOT_FOUND");
  ASSERT_OK(UpdateTarget("target { " + kName +
                         " amount { currency: 'EUR' } } update_mask { paths: 'amount.currency' }"));
  EXPECT_EQ(EvaluateTarget(kName)->empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(EvaluateTarget(kName + " read_at { revision: 2 }")->SerializeAsString(),
            answer.SerializeAsString());
}

TEST_P(CommitmentServiceTest, ATargetCanLeaveReExportsOut) {
  Batch batch = testing::BatchOf(testing::MakeRelease("kaz-bns", "totals", "2022-02"),
                                 {testing::MakeObservation("KAZ", "TUR", "X", "2021", "7"),
                                  testing::MakeObservation("KAZ", "TUR", "DX", "2021", "5"),
                                  testing::MakeObservation("KAZ", "TUR", "M", "2021", "4"),
                                  testing::MakeObservation("KAZ", "TUR", "RM", "2021", "1"),
                                  testing::MakeObservation("KAZ", "TUR", "X", "2022-01", "6"),
                                  testing::MakeObservation("KAZ", "TUR", "M", "2022-01", "6")});
  batch.sources = {testing::MakeSource("kaz-bns", SourceKind::kNational)};
  ASSERT_OK(store_->Import(testing::ByAyse(), batch));
  ASSERT_OK(CreateTarget(TargetText("10bn", "10", "2017-09-09")));
  ASSERT_OK_AND_ASSIGN(const auto both, EvaluateTarget(kName));
  ASSERT_EQ(both.attainments_size(), 2);
  EXPECT_TRUE(both.attainments(0).met());
  EXPECT_FALSE(both.attainments(1).met());

  const std::string definition =
      "definition { perspective: PERSPECTIVE_REPORTER reporter: 'KAZ' source: 'sources/kaz-bns' ";
  const auto define = [&](const std::string& rest) {
    return UpdateTarget("target { " + kName + definition + rest +
                        " } } update_mask { paths: 'definition' }");
  };
  ASSERT_OK_AND_ASSIGN(const auto updated, define("re_exports: RE_EXPORTS_EXCLUDED"));
  EXPECT_EQ(updated.target().definition().re_exports(), v1::RE_EXPORTS_EXCLUDED);
  ASSERT_OK_AND_ASSIGN(const auto without, EvaluateTarget(kName));
  ASSERT_EQ(without.attainments_size(), 1);
  EXPECT_EQ(without.attainments(0).volume().total().decimal(), "8");
  ASSERT_OK_AND_ASSIGN(const auto defined, define(""));
  EXPECT_EQ(defined.target().definition().re_exports(), v1::RE_EXPORTS_INCLUDED);
  EXPECT_EQ(EvaluateTarget(kName)->attainments(0).volume().total().decimal(), "11");
  ASSERT_OK(define("frequency: FREQUENCY_MONTHLY"));
  EXPECT_EQ(EvaluateTarget(kName)->attainments(0).volume().total().decimal(), "12");
  ASSERT_OK(define("frequency: FREQUENCY_QUARTERLY"));
  ASSERT_OK_AND_ASSIGN(const auto none, EvaluateTarget(kName));
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_THAT(none.incomplete_periods(), ::testing::ElementsAre("2022-Q1"));
}

TEST_P(CommitmentServiceTest, ATargetOfOneSourceIsHeldAgainstThatSource) {
  const auto import = [&](const char* source, std::vector<Observation> observations) {
    Batch batch = testing::BatchOf(testing::MakeRelease(source, "totals", "2022-02"),
                                   std::move(observations));
    batch.sources = {testing::MakeSource(source, SourceKind::kNational)};
    ASSERT_OK(store_->Import(testing::ByAyse(), batch));
  };
  std::vector<Observation> months = {testing::MakeObservation("KAZ", "TUR", "X", "2022-01", "9")};
  for (const Period& month : testing::Per("2021").Parts(Frequency::kMonthly)) {
    const std::string period = month.ToString();
    months.push_back(testing::MakeObservation("KAZ", "TUR", "X", period, "3"));
    months.push_back(testing::MakeObservation("KAZ", "TUR", "M", period, "2"));
  }
  import("kaz-bns", months);
  import("tuik", {testing::MakeObservation("TUR", "KAZ", "X", "2021", "4"),
                  testing::MakeObservation("TUR", "KAZ", "X", "2020-01", "4")});
  ASSERT_OK(CreateTarget(TargetText("10bn", "10", "2017-09-09")));
  const auto define = [&](const std::string& source) {
    return UpdateTarget("target { " + kName +
                        " definition { perspective: PERSPECTIVE_REPORTER "
                        "reporter: 'KAZ' source: 'sources/" +
                        source + "' } } update_mask { paths: 'definition' }");
  };
  ASSERT_OK(define("kaz-bns"));
  ASSERT_OK_AND_ASSIGN(const auto answer, EvaluateTarget(kName));
  ASSERT_EQ(answer.attainments_size(), 1) << "another source's year stands in the way";
  EXPECT_EQ(answer.attainments(0).volume().total().decimal(), "60");
  EXPECT_THAT(answer.incomplete_periods(), ::testing::ElementsAre("2022"));
  ASSERT_OK(define("none"));
  EXPECT_EQ(EvaluateTarget(kName)->empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT);
}

TEST_P(CommitmentServiceTest, EvaluateTargetErrors) {
  EXPECT_EQ(CodeAndReason(EvaluateTarget(kName).status()), "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(EvaluateTarget("name: 'pairs/-/targets/x'").status()),
            "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(EvaluateTarget(kName + " read_at { revision: -1 }").status()),
            "INVALID_ARGUMENT READ_AT_INVALID");
}

INSTANTIATE_TEST_SUITE_P(Engines, CommitmentServiceTest, testing::EveryEngine(),
                         testing::EngineName);

}  // namespace
}  // namespace entente::trade::commitment_service_test
