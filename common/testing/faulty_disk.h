#ifndef ENTENTE_COMMON_TESTING_FAULTY_DISK_H_
#define ENTENTE_COMMON_TESTING_FAULTY_DISK_H_

// For tests: a disk below SQLite that fails when it is told to. One at a time in a process.
namespace entente::testing {

class FaultyDisk {
 public:
  enum class Fault {
    kFull,  // no write has room any more
    kSync   // no fsync succeeds
  };

  // Every database that is opened while the object lives is on this disk, which works.
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  // Lets `operations` writes or fsyncs pass, and fails every one of the kind from then on.
  void FailAfter(int operations, Fault fault);
  void Heal();

  // Whether an operation has failed since FailAfter.
  bool HasFailed() const;
};

}  // namespace entente::testing

#endif  // ENTENTE_COMMON_TESTING_FAULTY_DISK_H_
