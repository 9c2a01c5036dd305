#ifndef ENTENTE_COMMON_JOURNAL_ENGINES_H_
#define ENTENTE_COMMON_JOURNAL_ENGINES_H_

#include <memory>
#include <ostream>
#include <string>

#include "common/journal/memory_journal.h"
#include "common/journal/sqlite_journal.h"
#include "common/status/status_macros.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

// For tests: every engine of Journal behind one interface.
namespace entente::testing {

class Engine {
 public:
  virtual ~Engine() = default;
  virtual const Journal& journal() const = 0;
  // Applies the mutation and makes it visible.
  virtual absl::StatusOr<Commit> Append(const Mutation& mutation, absl::Time now) = 0;
};

class MemoryEngine : public Engine {
 public:
  const Journal& journal() const override { return journal_; }
  absl::StatusOr<Commit> Append(const Mutation& mutation, absl::Time now) override {
    return journal_.Append(mutation, now);
  }

 private:
  MemoryJournal journal_;
};

class SqliteEngine : public Engine {
 public:
  SqliteEngine() { Reopen(); }

  const Journal& journal() const override { return *journal_; }
  absl::StatusOr<Commit> Append(const Mutation& mutation, absl::Time now) override {
    const auto writer = connections_->Write();
    ASSIGN_OR_RETURN(sql::Transaction transaction, sql::Transaction::Begin(*writer));
    ASSIGN_OR_RETURN(const Commit commit, journal_->Append(*writer, mutation, now));
    RETURN_IF_ERROR(transaction.Commit());
    journal_->Publish(commit);
    return commit;
  }

  // Closes the file and opens it again.
  void Reopen() {
    journal_ = nullptr;
    connections_ = nullptr;
    connections_ = sql::Connections::Open(folder_.File("journal.db")).value();
    EXPECT_OK(
        sql::Migrate(*connections_->Write(), /*application_id=*/1, {SqliteJournal::Schema()}));
    journal_ = SqliteJournal::Open(*connections_).value();
  }

  sql::Connections& connections() { return *connections_; }
  SqliteJournal& sqlite() { return *journal_; }

 private:
  TempFolder folder_;
  std::unique_ptr<sql::Connections> connections_;
  std::unique_ptr<SqliteJournal> journal_;
};

// A test that is run on every engine.
struct EngineKind {
  std::string name;
  std::unique_ptr<Engine> (*make)();
};

inline std::ostream& operator<<(std::ostream& out, const EngineKind& kind) {
  return out << kind.name;
}

class EveryEngineTest : public ::testing::TestWithParam<EngineKind> {
 protected:
  const Journal& journal() const { return engine_->journal(); }
  absl::StatusOr<Commit> Append(const Mutation& mutation, absl::Time now) {
    return engine_->Append(mutation, now);
  }

 private:
  const std::unique_ptr<Engine> engine_ = GetParam().make();
};

inline auto EveryEngine() {
  return ::testing::Values(
      EngineKind{"Memory",
                 []() -> std::unique_ptr<Engine> { return std::make_unique<MemoryEngine>(); }},
      EngineKind{"Sqlite",
                 []() -> std::unique_ptr<Engine> { return std::make_unique<SqliteEngine>(); }});
}

inline std::string EngineName(const ::testing::TestParamInfo<EngineKind>& info) {
  return info.param.name;
}

}  // namespace entente::testing

#endif  // ENTENTE_COMMON_JOURNAL_ENGINES_H_
