#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_AGREEMENT_LIST_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_AGREEMENT_LIST_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/load/file.h"
#include "common/file/table.h"

namespace entente::agreements {

// The agreements of a register's file, which a reader adds one after the other.
class AgreementList {
 public:
  // `register_name`: the scheme of its identifiers, e.g. "unctad-iia". `publisher`: who is named as
  // evidence. `file` must outlive the list.
  AgreementList(std::string register_name, std::string publisher, const File& file);

  // An agreement with what all of the register's have: a name and an identifier made of `id`, and
  // evidence, of which `cell` says where it stands, e.g. "line 12".
  Agreement New(absl::string_view id, std::string cell) const;

  // Counts the row that `table` has read; rejects it (TEXT_INVALID) and is false if it is no UTF-8.
  bool Begin(const Table& table);

  // Adds it with ids for its actions and events, and counts it as kept; rejects it in the report
  // where it is no agreement (core/check.h says what one must have). A second one of a name becomes
  // "{name}-2", with the anomaly ID_REPEATED. Says whether it was kept.
  bool Add(Agreement agreement, int64_t line);

  ImportReport& report() { return loaded_.report; }

  // All of them, with their anomalies noted in the report. NOTHING_TO_KEEP if there is none.
  absl::StatusOr<LoadedFile> Finish();

 private:
  const std::string register_name_;
  const std::string publisher_;
  const File& file_;
  LoadedFile loaded_;
  absl::flat_hash_map<std::string, int> times_;  // by name
};

// Adds the party that `name` means, unless it is there already, and returns its id.
std::string AddParty(absl::string_view name, Agreement& agreement, ImportReport& report);

// Adds an event if `date` is said; a date that could not be read becomes an unknown one, with the
// anomaly DATE_INVALID. One after 2100 is kept, with the anomaly DATE_FAR_OFF.
void AddEvent(EventKind kind, const absl::StatusOr<PartialDate>& date, Agreement& agreement);

// The same for an action of a party.
void AddAction(ActionKind kind, const std::string& party, const absl::StatusOr<PartialDate>& date,
               Agreement& agreement);

// Adds a relation to the agreement of that name, from this one's entry into force.
void AddRelation(RelationKind kind, std::string name, Agreement& agreement);

// Keeps what the source says in its own words, unless it says nothing.
void AddClaim(absl::string_view key, absl::string_view value, Agreement& agreement);

// Adds each of the fields that is not there yet.
void AddFields(const std::vector<Field>& fields, Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_AGREEMENT_LIST_H_
