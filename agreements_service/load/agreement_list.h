#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_AGREEMENT_LIST_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_AGREEMENT_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/load/file.h"

namespace entente::agreements {

// The agreements of a register's file, which a reader adds one after the other.
class AgreementList {
 public:
  // Whether the file says all that is known of its agreements, or its register has other files that
  // speak of them, too: additions (core/addition.h).
  enum class Says { kAll, kPart };

  // `register_name`: the scheme of its identifiers, e.g. "unctad-iia". `publisher`: who is named as
  // evidence; where `says` is kPart it names the file's kind, too, and no other's. `file` must
  // outlive the list.
  AgreementList(std::string register_name, std::string publisher, const File& file,
                Says says = Says::kAll);

  // An agreement with what all of the register's have: a name and an identifier made of `id`, and
  // evidence, of which `cell` says where it stands, e.g. "line 12".
  Agreement New(absl::string_view id, std::string cell) const;

  // The evidence for what stands in `cell`.
  Evidence EvidenceAt(std::string cell) const;

  // Adds it with ids for its actions and events, and counts the `rows` that it is made of as kept;
  // rejects them in the report where it is no agreement (core/check.h says what one must have). A
  // second one of a name becomes "{name}-2", with the anomaly ID_REPEATED. An addition may lack
  // parties, with the anomaly PARTY_MISSING.
  void Add(Agreement agreement, int64_t line, int64_t rows = 1);

  // Adds a relation to an agreement that was added already, the first of its name; false where
  // there is none.
  bool Relate(absl::string_view name, Relation relation);

  ImportReport& report() { return loaded_.report; }

  // All of them, with their anomalies noted in the report. NOTHING_TO_KEEP if there is none.
  absl::StatusOr<LoadedFile> Finish();

 private:
  std::vector<Agreement>& Added() {
    return says_ == Says::kAll ? loaded_.batch.agreements : loaded_.batch.additions;
  }

  const std::string register_name_;
  const std::string publisher_;
  const File& file_;
  const Says says_;
  LoadedFile loaded_;
  // How often a name stands in the file, and where its first agreement is.
  struct Named {
    int times = 0;
    size_t place = 0;
  };
  absl::flat_hash_map<std::string, Named> named_;
};

// Adds the party that `name` means, unless it is there already, and returns its id.
std::string AddParty(absl::string_view name, Agreement& agreement, ImportReport& report);
// The same for a party that is known.
std::string AddParty(Party party, Agreement& agreement);

// Adds an event if `date` is said; a date that could not be read becomes an unknown one, with the
// anomaly DATE_INVALID.
void AddEvent(EventKind kind, const absl::StatusOr<PartialDate>& date, Agreement& agreement);

// The same for an action of a party.
void AddAction(ActionKind kind, const std::string& party, const absl::StatusOr<PartialDate>& date,
               Agreement& agreement);

// Keeps what the source says in its own words, unless it says nothing.
void AddClaim(absl::string_view key, absl::string_view value, Agreement& agreement);

// Adds each of the fields that is not there yet.
void AddFields(const std::vector<Field>& fields, Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_AGREEMENT_LIST_H_
