#include "agreements_service/part_diff.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "entente/agreements/v1/resources.pb.h"

namespace entente::agreements::part_diff_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <typename Resource = v1::Agreement>
v1::ResourceChange Diff(const std::string& before, const std::string& after) {
  Resource one;
  Resource other;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(before, &one)) << before;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(after, &other)) << after;
  v1::ResourceChange change;
  DiffParts(one, other, change);
  return change;
}

// "CHANGED note: old -> new", one a part.
std::vector<std::string> Lines(const v1::ResourceChange& change) {
  std::vector<std::string> lines;
  for (const v1::PartChange& part : change.parts()) {
    lines.push_back(
        absl::StrCat(v1::DifferenceKind_Name(part.kind()).substr(sizeof("DIFFERENCE_KIND")), " ",
                     part.path(), ": ", part.before(), " -> ", part.after()));
  }
  return lines;
}

TEST(DiffPartsTest, OfOneStateNoneDiffer) {
  constexpr char kState[] = "note: 'a' events { id: 'signed' place: 'Ankara' } fields: FIELD_TRADE";
  EXPECT_THAT(Lines(Diff(kState, kState)), IsEmpty());
}

TEST(DiffPartsTest, ValuesAreAddedChangedAndDeleted) {
  EXPECT_THAT(Lines(Diff("note: 'a' instrument: INSTRUMENT_TREATY",
                         "note: 'b' occasion: 'pairs/KAZ-TUR/occasions/o'")),
              ElementsAre("DELETED instrument: INSTRUMENT_TREATY -> ",
                          "ADDED occasion:  -> pairs/KAZ-TUR/occasions/o", "CHANGED note: a -> b"));
  EXPECT_THAT(Lines(Diff<v1::Milestone>("date { edtf: '1992-03' earliest { year: 1992 } }",
                                        "date { edtf: '1992-03-02' }")),
              ElementsAre("CHANGED date: 1992-03 -> 1992-03-02"));
  EXPECT_THAT(Lines(Diff<v1::Occasion>("", "end { edtf: '2022-05-11' latest { year: 2022 } }")),
              ElementsAre("ADDED end:  -> 2022-05-11"));
}

TEST(DiffPartsTest, EntriesWithAnIdAreComparedFieldByField) {
  constexpr char kBefore[] =
      "events { id: 'signed' kind: EVENT_KIND_SIGNED date { edtf: '1992' } } "
      "events { id: 'expired' kind: EVENT_KIND_EXPIRED date { edtf: '2001' } }";
  constexpr char kAfter[] =
      "events { id: 'entry' kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: '1995' earliest { year: "
      "1995 } } evidence { publisher: 'Gazette' published { edtf: '1995-01' latest { year: 1995 } "
      "} "
      "} } events { id: 'signed' kind: EVENT_KIND_SIGNED date { edtf: '1992-05' } place: 'Ankara' "
      "}";
  EXPECT_THAT(
      Lines(Diff(kBefore, kAfter)),
      ElementsAre("CHANGED events[signed].date: 1992 -> 1992-05",
                  "ADDED events[signed].place:  -> Ankara",
                  R"(DELETED events[expired]: {"id":"expired","kind":"EVENT_KIND_EXPIRED",)"
                  R"("date":{"edtf":"2001"}} -> )",
                  R"(ADDED events[entry]:  -> {"id":"entry","kind":"EVENT_KIND_ENTRY_INTO_FORCE",)"
                  R"("date":{"edtf":"1995"},"evidence":[{"publisher":"Gazette",)"
                  R"("published":{"edtf":"1995-01"}}]})"));
}

TEST(DiffPartsTest, OtherEntriesAreAddedAndDeletedWhole) {
  EXPECT_THAT(Lines(Diff("fields: FIELD_TRADE fields: FIELD_CUSTOMS fields: FIELD_TRADE",
                         "fields: FIELD_YOUTH fields: FIELD_TRADE")),
              ElementsAre("DELETED fields: FIELD_CUSTOMS -> ", "DELETED fields: FIELD_TRADE -> ",
                          "ADDED fields:  -> FIELD_YOUTH"));
  EXPECT_THAT(Lines(Diff("identifiers { scheme: 'unts' value: 'I-1' }",
                         "identifiers { scheme: 'unts' value: 'I-2' }")),
              ElementsAre(R"(DELETED identifiers: {"scheme":"unts","value":"I-1"} -> )",
                          R"(ADDED identifiers:  -> {"scheme":"unts","value":"I-2"})"));
}

TEST(DiffPartsTest, AnotherOrderIsAChangeOfTheList) {
  EXPECT_THAT(Lines(Diff("fields: FIELD_TRADE fields: FIELD_CUSTOMS",
                         "fields: FIELD_CUSTOMS fields: FIELD_TRADE")),
              ElementsAre("CHANGED fields: FIELD_TRADE\nFIELD_CUSTOMS -> "
                          "FIELD_CUSTOMS\nFIELD_TRADE"));
  EXPECT_THAT(
      Lines(Diff("events { id: 'a' } events { id: 'b' }", "events { id: 'b' } events { id: 'a' }")),
      ElementsAre("CHANGED events: a\nb -> b\na"));
}

TEST(DiffPartsTest, EndsWithAThousandParts) {
  v1::Agreement before;
  v1::Agreement after;
  for (int i = 0; i < 1000; ++i) before.add_actions()->set_id(absl::StrCat("a-", i));
  v1::ResourceChange change;
  DiffParts(before, after, change);
  EXPECT_EQ(change.parts_size(), 1000);
  EXPECT_FALSE(change.parts_incomplete());
  after.set_note("one more");
  change.Clear();
  DiffParts(before, after, change);
  EXPECT_EQ(change.parts_size(), 1000);
  EXPECT_TRUE(change.parts_incomplete());
}

TEST(DiffPartsTest, EndsWithAMegabyte) {
  v1::Agreement before;
  v1::Agreement after;
  for (int i = 0; i < 3; ++i) {
    after.add_titles()->set_text(std::string(400'000, static_cast<char>('a' + i)));
  }
  v1::ResourceChange change;
  DiffParts(before, after, change);
  EXPECT_EQ(change.parts_size(), 2);
  EXPECT_TRUE(change.parts_incomplete());
}

}  // namespace
}  // namespace entente::agreements::part_diff_test
