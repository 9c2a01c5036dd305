#include "common/testing/faulty_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <limits>

namespace entente::testing {
namespace {

constexpr int kForEver = std::numeric_limits<int>::max();

// What the one disk is about to do. Checkpoints are made on another thread than commits.
std::atomic<FaultyDisk::Fault> failing;
std::atomic<int> passing = kForEver;  // operations of that kind that still succeed
std::atomic<bool> failed = false;

bool Fails(FaultyDisk::Fault fault) {
  if (failing != fault || passing-- > 0) return false;
  failed = true;
  return true;
}

// A file of the disk: SQLite's own, behind it in memory.
struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* Real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }

// A method that the file behind does.
template <auto Method, typename... Args>
auto Forward(sqlite3_file* file, Args... args) {
  return (Real(file)->pMethods->*Method)(Real(file), args...);
}

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (Fails(FaultyDisk::Fault::kFull)) return SQLITE_FULL;
  return Real(file)->pMethods->xWrite(Real(file), bytes, size, offset);
}

int Sync(sqlite3_file* file, int flags) {
  if (Fails(FaultyDisk::Fault::kSync)) return SQLITE_IOERR_FSYNC;
  return Real(file)->pMethods->xSync(Real(file), flags);
}

using Methods = sqlite3_io_methods;
const Methods kMethods = {
    .iVersion = 3,
    .xClose = Forward<&Methods::xClose>,
    .xRead = Forward<&Methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = Write,
    .xTruncate = Forward<&Methods::xTruncate, sqlite3_int64>,
    .xSync = Sync,
    .xFileSize = Forward<&Methods::xFileSize, sqlite3_int64*>,
    .xLock = Forward<&Methods::xLock, int>,
    .xUnlock = Forward<&Methods::xUnlock, int>,
    .xCheckReservedLock = Forward<&Methods::xCheckReservedLock, int*>,
    .xFileControl = Forward<&Methods::xFileControl, int, void*>,
    .xSectorSize = Forward<&Methods::xSectorSize>,
    .xDeviceCharacteristics = Forward<&Methods::xDeviceCharacteristics>,
    .xShmMap = Forward<&Methods::xShmMap, int, int, int, void volatile**>,
    .xShmLock = Forward<&Methods::xShmLock, int, int, int>,
    .xShmBarrier = Forward<&Methods::xShmBarrier>,
    .xShmUnmap = Forward<&Methods::xShmUnmap, int>,
    .xFetch = Forward<&Methods::xFetch, sqlite3_int64, int, void**>,
    .xUnfetch = Forward<&Methods::xUnfetch, sqlite3_int64, void*>,
};

sqlite3_vfs* usual = nullptr;  // the disk that works
sqlite3_vfs disk;

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  const int code = usual->xOpen(usual, name, Real(file), flags, out_flags);
  // Without methods SQLite does not close it.
  file->pMethods = Real(file)->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

}  // namespace

FaultyDisk::FaultyDisk() {
  usual = sqlite3_vfs_find(nullptr);
  disk = *usual;
  disk.zName = "faulty";
  disk.szOsFile += static_cast<int>(sizeof(File));
  disk.xOpen = Open;
  sqlite3_vfs_register(&disk, /*makeDflt=*/1);
  Heal();
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&disk);
  sqlite3_vfs_register(usual, /*makeDflt=*/1);
}

void FaultyDisk::FailAfter(int operations, Fault fault) {
  failing = fault;
  passing = operations;
  failed = false;
}

void FaultyDisk::Heal() { passing = kForEver; }

bool FaultyDisk::HasFailed() const { return failed; }

}  // namespace entente::testing
