#include "common/rpc/answer_cache.h"

#include "absl/hash/hash.h"

namespace entente::rpc {
namespace {

// The key of a request: the method's address and the request's bytes, in a buffer of the thread, so
// that a lookup allocates nothing.
absl::string_view KeyOf(const void* method, absl::string_view request) {
  thread_local std::string key;
  key.assign(reinterpret_cast<const char*>(&method), sizeof(method));
  key.append(request.data(), request.size());
  return key;
}

}  // namespace

AnswerCache::AnswerCache(size_t capacity_bytes) : shard_capacity_(capacity_bytes / kShards) {}

AnswerCache::Shard& AnswerCache::ShardOf(absl::string_view key) {
  return shards_[absl::HashOf(key) % kShards];
}

std::optional<grpc::Slice> AnswerCache::Find(const void* method, absl::string_view request,
                                             int64_t head) {
  const absl::string_view key = KeyOf(method, request);
  Shard& shard = ShardOf(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.index.find(key);
  if (found == shard.index.end() || found->second->head != head) return std::nullopt;
  shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->answer;
}

void AnswerCache::Keep(const void* method, absl::string_view request, int64_t head,
                       grpc::Slice answer) {
  Entry entry{std::string(KeyOf(method, request)), head, std::move(answer)};
  if (entry.Cost() > shard_capacity_) return;
  Shard& shard = ShardOf(entry.key);
  const std::lock_guard lock(shard.mutex);
  const auto drop = [&shard](std::list<Entry>::iterator old) {
    shard.cost -= old->Cost();
    shard.index.erase(old->key);
    shard.entries.erase(old);
  };
  if (const auto old = shard.index.find(entry.key); old != shard.index.end()) drop(old->second);
  shard.cost += entry.Cost();
  shard.entries.push_front(std::move(entry));
  shard.index.emplace(shard.entries.front().key, shard.entries.begin());
  while (shard.cost > shard_capacity_) drop(std::prev(shard.entries.end()));
}

}  // namespace entente::rpc
