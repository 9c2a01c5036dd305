#ifndef ENTENTE_AGREEMENTS_SERVICE_TESTING_LOADED_H_
#define ENTENTE_AGREEMENTS_SERVICE_TESTING_LOADED_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

#include "agreements_service/load/file.h"

// For tests: what a file was loaded as.
namespace entente::agreements::testing {

inline File FileOf(absl::string_view content, std::string name = "file.csv") {
  File file;
  file.content = content;
  file.name = std::move(name);
  file.url = "https://example.org/file";
  file.folder = ::testing::TempDir();
  return file;
}

// How often which anomaly was noted.
inline std::map<std::string, int64_t> NotesOf(const LoadedFile& loaded) {
  std::map<std::string, int64_t> notes;
  for (const ImportReport::Anomaly& anomaly : loaded.report.anomalies()) {
    notes[anomaly.reason] = anomaly.count;
  }
  return notes;
}

// Its agreements and additions.
inline std::vector<Agreement> AllOf(const LoadedFile& loaded) {
  std::vector<Agreement> all = loaded.batch.agreements;
  all.insert(all.end(), loaded.batch.additions.begin(), loaded.batch.additions.end());
  return all;
}

// What is no party that we know.
inline std::set<std::string> UnknownParties(const LoadedFile& loaded) {
  std::set<std::string> names;
  for (const Agreement& agreement : AllOf(loaded)) {
    for (const Party& party : agreement.parties) {
      if (party.kind == PartyKind::kOther) names.insert(party.name);
    }
  }
  return names;
}

// How many rows were rejected for which reason.
inline std::map<std::string, int64_t> RejectionsOf(const LoadedFile& loaded) {
  std::map<std::string, int64_t> rejections;
  for (const ImportReport::Rejection& rejection : loaded.report.rejections()) {
    rejections[rejection.reason] = rejection.count;
  }
  return rejections;
}

// The agreement, or addition to one, of that name; a test failure if it is not there.
inline Agreement Find(const LoadedFile& loaded, absl::string_view name) {
  for (const std::vector<Agreement>* list : {&loaded.batch.agreements, &loaded.batch.additions}) {
    for (const Agreement& agreement : *list) {
      if (agreement.name == name) return agreement;
    }
  }
  ADD_FAILURE() << "no " << name;
  return {};
}

}  // namespace entente::agreements::testing

#endif  // ENTENTE_AGREEMENTS_SERVICE_TESTING_LOADED_H_
