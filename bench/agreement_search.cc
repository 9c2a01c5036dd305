// Times searches of a store of made agreements in this process, without gRPC, and the same
// questions asked of SQLite's FTS5 over the same texts in the same run.
//
// Prints a line a kind of question: of each the median, the 99th percentile and the worst in
// milliseconds, first of ours, then of FTS5's best 20, then how the 99th percentiles stand to each
// other. What FTS5 cannot be asked has a dash.

#include "agreements_service/agreement_search.h"

#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "agreements_service/core/field_names.h"
#include "agreements_service/store/store.h"
#include "bench/sample.h"
#include "common/geo/country.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace entente::agreements {
namespace {

void Check(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  std::exit(1);
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  Check(value.status());
  return *std::move(value);
}

// Agreements between two countries each, with titles as registers have them, in English and one
// more language, and on average 6.5 actions.
class Made {
 public:
  explicit Made(int count) {
    // Words that few agreements have, as names of rivers, companies and persons are.
    for (int i = 0; i < 20'000; ++i) rare_.push_back(RareWord());
    for (int i = 0; i < count; ++i) agreements_.push_back(Make(i));
  }

  const std::vector<Agreement>& agreements() const { return agreements_; }
  const std::vector<std::string>& rare() const { return rare_; }

 private:
  size_t Below(size_t end) { return random_() % end; }

  std::string RareWord() {
    constexpr const char* kSyllables[] = {"ka",  "ri",  "mo", "ten", "sul", "bar", "ve",  "dor",
                                          "ash", "lin", "qu", "zen", "pol", "gra", "its", "un"};
    std::string word;
    const size_t count = 2 + Below(3);
    for (size_t i = 0; i < count; ++i) word += kSyllables[Below(std::size(kSyllables))];
    return word;
  }

  std::string MoreTitle(const FieldNames& field, const std::string& a, const std::string& b,
                        size_t language) {
    const auto name = [](const std::string& code, const char* in) { return CountryName(code, in); };
    switch (language) {
      case 0:
        return absl::StrCat(name(a, "tr"), " ile ", name(b, "tr"), " Arasında ", field.turkish,
                            " Alanında İşbirliği Anlaşması");
      case 1:
        return absl::StrCat(name(a, "kk"), " Үкіметі мен ", name(b, "kk"), " Үкіметі арасындағы ",
                            field.kazakh, " саласындағы ынтымақтастық туралы келісім");
      case 2:
        return absl::StrCat("Соглашение между Правительством ", name(a, "ru"), " и Правительством ",
                            name(b, "ru"), " о сотрудничестве: ", field.russian);
      default:
        return absl::StrCat("Accord entre ", name(a, "fr"), " et ", name(b, "fr"),
                            " de coopération: ", field.french);
    }
  }

  Agreement Make(int number) {
    constexpr const char* kLanguages[] = {"tr", "kk", "ru", "fr"};
    const FieldNames& field = AllFieldNames()[Below(AllFieldNames().size())];
    const std::string a = Countries()[Below(Countries().size())].alpha3;
    std::string b = a;
    while (b == a) b = Countries()[Below(Countries().size())].alpha3;
    Agreement agreement;
    agreement.name = absl::StrCat("agreements/made-", 100'000 + number);
    agreement.titles.push_back(
        {"en", absl::StrCat("Agreement between the Government of ", CountryName(a, "en"),
                            " and the Government of ", CountryName(b, "en"),
                            " on cooperation in the field of ", FieldName(field.field), " (",
                            rare_[Below(rare_.size())], " ", rare_[Below(rare_.size())], ")")});
    const size_t language = Below(std::size(kLanguages));
    agreement.titles.push_back({kLanguages[language], MoreTitle(field, a, b, language)});
    agreement.instrument = Instrument::kAgreement;
    agreement.binding_force = BindingForce::kBinding;
    agreement.fields = {field.field};
    for (const std::string& code : {a, b}) {
      agreement.parties.push_back({.id = code,
                                   .kind = PartyKind::kState,
                                   .country = code,
                                   .name = CountryName(code, "en")});
    }
    agreement.identifiers = {{.scheme = "unts", .value = absl::StrCat("I-", 10'000 + number)}};
    const auto date = [&](int later) {
      return PartialDate::Parse(absl::StrCat(1950 + number % 60 + later, "-05-17")).value();
    };
    Event& signed_on = agreement.events.emplace_back();
    signed_on.id = "signed";
    signed_on.date = date(0);
    signed_on.place = "Ankara";
    constexpr ActionKind kActions[] = {ActionKind::kSignature, ActionKind::kRatification,
                                       ActionKind::kNotification, ActionKind::kEntryIntoForce};
    const size_t actions = 5 + Below(4);
    for (size_t i = 0; i < actions; ++i) {
      Action& action = agreement.actions.emplace_back();
      action.id = absl::StrCat("action-", i);
      action.party = i % 2 == 0 ? a : b;
      action.kind = kActions[i / 2];
      action.date = date(static_cast<int>(i) / 2);
    }
    std::vector<std::string> note;
    for (int i = 0; i < 12; ++i) note.push_back(rare_[Below(rare_.size())]);
    agreement.note = absl::StrJoin(note, " ");
    Evidence evidence;
    evidence.publisher = "Made";
    agreement.evidence = {evidence};
    return agreement;
  }

  std::mt19937_64 random_{1};
  std::vector<std::string> rare_;
  std::vector<Agreement> agreements_;
};

// A kind of question.
struct Kind {
  const char* name;
  std::vector<v1::SearchAgreementsRequest> requests;
  bool fts5 = true;  // whether FTS5 can be asked the same
};

v1::SearchAgreementsRequest Asking(const std::string& query) {
  v1::SearchAgreementsRequest request;
  request.set_query(query);
  return request;
}

Kind Words(const char* name, const std::vector<std::string>& queries) {
  Kind kind{name, {}, true};
  for (const std::string& query : queries) kind.requests.push_back(Asking(query));
  return kind;
}

std::vector<Kind> KindsOf(const Made& made) {
  std::vector<std::string> rare(made.rare().begin(), made.rare().begin() + 100);
  std::vector<std::string> misspelt;
  std::vector<std::string> names;
  for (const std::string& word : rare) {
    std::string wrong = word;
    wrong.insert(wrong.size() / 2, "x");
    misspelt.push_back(wrong);
  }
  for (size_t i = 0; i < Countries().size(); i += 3) names.push_back(Countries()[i].name);
  std::vector<Kind> kinds = {
      Words("a rare word", rare),
      Words("a word of every title", {"agreement", "government of", "cooperation", "the field"}),
      Words("one to three letters", {"a", "c", "g", "th", "co", "agr", "coo"}),
      Words("a country", names),
      Words("a phrase", {"\"cooperation in the field of trade\"", "\"the government of\"",
                         "\"plant and animal health\"", "\"government of kazakhstan\""}),
      Words("several words",
            {"agreement kazakhstan trade", "government turkey culture",
             "cooperation energy germany", "the government of the agreement on cooperation"}),
  };
  kinds.push_back(
      Words("in other alphabets", {"Túrkııa", "Түркия", "türkiye", "İŞBİRLİĞİ", "isbirligi",
                                   "Үкiметi", "соглашение", "Qazaqstan Úkimeti", "coopération"}));
  Kind conditions{"with conditions", {}, false};
  for (const char* query : {"agreement", "kazakhstan", "cooperation energy"}) {
    v1::SearchAgreementsRequest request = Asking(query);
    request.add_fields(v1::FIELD_ENERGY);
    request.add_statuses(v1::STATUS_IN_FORCE);
    request.mutable_day()->set_year(2022);
    request.mutable_day()->set_month(5);
    request.mutable_day()->set_day(11);
    conditions.requests.push_back(request);
  }
  kinds.push_back(std::move(conditions));
  Kind wrong = Words("a misspelt word", misspelt);
  wrong.fts5 = false;
  kinds.push_back(std::move(wrong));
  return kinds;
}

// FTS5 as it comes, told to leave marks out.
class Fts5 {
 public:
  Fts5(const std::string& path, const std::vector<Agreement>& agreements)
      : db_(Must(sql::Database::Open(path, sql::Database::Mode::kReadWrite))) {
    Check(
        db_->Execute("CREATE VIRTUAL TABLE texts USING fts5 (titles, other, prefix = '1 2 3', "
                     "tokenize = 'unicode61 remove_diacritics 2'); BEGIN"));
    sql::Statement insert = Must(db_->Prepare("INSERT INTO texts VALUES (?1, ?2)"));
    for (const Agreement& agreement : agreements) {
      std::string titles;
      for (const Title& title : agreement.titles) absl::StrAppend(&titles, title.text, "\n");
      const SearchText text = SearchTextOf(agreement);
      insert.Bind(1, titles);
      insert.Bind(2, text.other);
      Check(insert.Run());
    }
    Check(db_->Execute("COMMIT"));
  }

  // The best 20.
  size_t Ask(const std::string& query) {
    const std::string match = MatchText(query);
    sql::Statement best =
        Must(db_->Prepare("SELECT rowid FROM texts WHERE texts MATCH ?1 ORDER BY rank LIMIT 20"));
    best.Bind(1, match);
    size_t found = 0;
    while (Must(best.Step())) ++found;
    return found;
  }

 private:
  // A phrase as it is; other words each, the last one as a beginning.
  static std::string MatchText(const std::string& query) {
    if (query[0] == '"') return query;
    const std::vector<std::string> words = absl::StrSplit(query, ' ');
    return absl::StrCat("\"", absl::StrJoin(words, "\" \""), "\" *");
  }

  std::unique_ptr<sql::Database> db_;
};

struct Times {
  // Milliseconds on the clock, or of this thread's work alone.
  static inline clockid_t clock = CLOCK_MONOTONIC;
  static double Now() {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
  }

  std::vector<double> ms;

  void Add(const std::function<void()>& ask) {
    const double start = Now();
    ask();
    ms.push_back(Now() - start);
  }
  double At(double share) const { return bench::Quantile(ms, share); }
  void Append(const Times& other) { ms.insert(ms.end(), other.ms.begin(), other.ms.end()); }
};

void PrintLine(const char* name, const Times& ours, const Times& fts5) {
  std::printf("%-24s %8.2f %8.2f %8.2f", name, ours.At(0.5), ours.At(0.99), ours.At(1));
  if (fts5.ms.empty()) {
    std::printf(" %8s %8s %8s %8s\n", "-", "-", "-", "-");
  } else {
    std::printf(" %8.2f %8.2f %8.2f %8.3f\n", fts5.At(0.5), fts5.At(0.99), fts5.At(1),
                ours.At(0.99) / fts5.At(0.99));
  }
}

void Run(const std::string& folder, int count, int rounds) {
  const Made made(count);
  size_t actions = 0;
  for (const Agreement& agreement : made.agreements()) actions += agreement.actions.size();
  const std::string path = folder + "/agreements.db";
  {
    const auto store = Must(OpenSqliteStore(path, SystemClock()));
    Batch batch;
    batch.agreements = made.agreements();
    Dataset dataset;
    dataset.name = "datasets/made";
    Must(store->Import({}, batch, dataset, /*dry_run=*/false));
  }
  Fts5 fts5(folder + "/fts5.db", made.agreements());

  Times open;
  std::unique_ptr<Store> store;
  open.Add([&] {
    store = Must(OpenSqliteStore(path, SystemClock()));
    Must(SearchAgreements(*store, Asking("kazakhstan")));
  });
  std::printf("%d agreements, %zu actions; open to first answer: %.0f ms\n", count, actions,
              open.At(1));
  std::printf("%-24s %26s %26s\n", "", "ours: median, p99, worst", "FTS5's best 20");
  Times all_ours;
  Times all_fts5;
  for (const Kind& kind : KindsOf(made)) {
    Times ours;
    Times theirs;
    for (int round = 0; round < rounds; ++round) {
      for (const v1::SearchAgreementsRequest& request : kind.requests) {
        ours.Add([&] { Must(SearchAgreements(*store, request)); });
        if (kind.fts5) theirs.Add([&] { fts5.Ask(request.query()); });
      }
    }
    PrintLine(kind.name, ours, theirs);
    if (kind.fts5) {
      all_ours.Append(ours);
      all_fts5.Append(theirs);
    }
  }
  PrintLine("all that FTS5 was asked", all_ours, all_fts5);
  std::printf("p99 %.2f ms, at most 10: %s\n", all_ours.At(0.99),
              all_ours.At(0.99) <= 10 ? "met" : "NOT MET");
}

}  // namespace
}  // namespace entente::agreements

int main(int argc, char** argv) {
  CLI::App app("Times searches of made agreements, and the same of FTS5");
  int agreements = 20'000;
  int rounds = 10;
  bool work = false;
  app.add_option("--agreements", agreements, "How many are made")->capture_default_str();
  app.add_option("--rounds", rounds, "How often every question is asked")->capture_default_str();
  app.add_flag("--work", work, "Count the time of this thread's work alone, on a busy machine");
  CLI11_PARSE(app, argc, argv);
  if (work) entente::agreements::Times::clock = CLOCK_THREAD_CPUTIME_ID;
  std::string folder = (std::filesystem::temp_directory_path() / "entente-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 1;
  entente::agreements::Run(folder, agreements, rounds);
  std::filesystem::remove_all(folder);
  return 0;
}
