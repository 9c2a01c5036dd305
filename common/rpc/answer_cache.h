#ifndef ENTENTE_COMMON_RPC_ANSWER_CACHE_H_
#define ENTENTE_COMMON_RPC_ANSWER_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "grpcpp/support/slice.h"

namespace entente::rpc {

// Serialized answers, kept under the request's bytes for as long as the store's head does not move.
// While it does not, a read at one revision returns the same bytes, so a kept answer is the answer.
// Bounded: the least recently used leave first. Thread-safe.
class AnswerCache {
 public:
  // `capacity_bytes`: of requests and answers together; 0 keeps nothing.
  explicit AnswerCache(size_t capacity_bytes);

  // The answer to `request` of `method` that was kept at `head`.
  std::optional<grpc::Slice> Find(const void* method, absl::string_view request, int64_t head);

  // Keeps an answer; `head` is the store's head read before the answer was made.
  void Keep(const void* method, absl::string_view request, int64_t head, grpc::Slice answer);

 private:
  struct Entry {
    std::string key;
    int64_t head;
    grpc::Slice answer;
    size_t Cost() const { return key.size() + answer.size() + kOverhead; }
  };
  struct Shard {
    std::mutex mutex;
    std::list<Entry> entries ABSL_GUARDED_BY(mutex);  // most recently used first
    absl::flat_hash_map<absl::string_view, std::list<Entry>::iterator> index ABSL_GUARDED_BY(mutex);
    size_t cost ABSL_GUARDED_BY(mutex) = 0;
  };
  static constexpr size_t kOverhead = 200;  // of a list node, an index slot and a slice
  static constexpr size_t kShards = 16;

  Shard& ShardOf(absl::string_view key);

  const size_t shard_capacity_;
  std::array<Shard, kShards> shards_;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_ANSWER_CACHE_H_
