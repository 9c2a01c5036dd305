#ifndef ENTENTE_AGREEMENTS_SERVICE_TESTING_REGISTER_TEST_H_
#define ENTENTE_AGREEMENTS_SERVICE_TESTING_REGISTER_TEST_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

#include "agreements_service/load/file.h"
#include "agreements_service/store/store.h"
#include "agreements_service/testing/builders.h"
#include "agreements_service/testing/loaded.h"
#include "common/rpc/context.h"
#include "common/testing/matchers.h"
#include "common/time/fake_clock.h"

namespace entente::agreements::testing {

// For tests: a store in memory, which answers are asked of without a server.
class RegisterTest : public ::testing::Test {
 protected:
  // Stores what a register's file says, as retrieved on a day if that is said.
  void Load(absl::string_view content, absl::string_view retrieved = "") {
    File file = FileOf(content);
    if (!retrieved.empty()) file.retrieved = Date(retrieved);
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(file));
    Dataset dataset;
    dataset.name = absl::StrCat("datasets/", store_->journal().Head());
    ASSERT_OK(store_->Import({}, loaded.batch, dataset, /*dry_run=*/false));
  }

  void Put(Agreement agreement) {
    AssignIds(agreement);
    ASSERT_OK(store_->PutAgreement({}, agreement, Write::Expect::kAnything));
  }

  FakeClock clock_{StartOfTime()};
  const std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
  rpc::Context context_;
};

}  // namespace entente::agreements::testing

#endif  // ENTENTE_AGREEMENTS_SERVICE_TESTING_REGISTER_TEST_H_
