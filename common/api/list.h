#ifndef ENTENTE_COMMON_API_LIST_H_
#define ENTENTE_COMMON_API_LIST_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "common/api/fingerprint.h"
#include "common/api/request.h"
#include "common/rpc/page.h"
#include "common/status/status_macros.h"

namespace entente {

// Which page of a list is wanted.
struct ListPoint {
  ReadPoint read;
  std::string after;  // name of the last resource of the page before, or what else the list goes by
  int limit = 0;
  std::string fingerprint;  // of the list, whatever the page
};

// Checks page_size (0 for `standard`; above `maximum` counts as that), page_token and read_at of a
// list request. Later pages keep the revision of the first. What has no read_at is the same at
// every revision, and is read at 1.
template <typename Request>
absl::StatusOr<ListPoint> CheckList(const Request& request, const Journal& journal,
                                    int standard = 100, int maximum = 1000) {
  ListPoint list;
  ASSIGN_OR_RETURN(list.limit, rpc::PageLimit(request.page_size(), standard, maximum));
  list.fingerprint = Fingerprint(request, {"page_size", "page_token"});
  ASSIGN_OR_RETURN(const rpc::PageToken token,
                   rpc::DecodePageToken(request.page_token(), list.fingerprint, "page_token"));
  if constexpr (requires { request.read_at(); }) {
    ASSIGN_OR_RETURN(list.read, ResolveReadAt(request.read_at(), token, journal));
  } else {
    list.read.revision = 1;
  }
  list.after = token.after;
  return list;
}

template <typename T>
struct Page {
  std::vector<T> items;
  std::string next_token;  // empty on the last page
};

// Fills a page with the resources that `keep` lets pass. `fetch(after, limit)` gives the next ones
// in order of name, `name_of` a resource's name.
template <typename T, typename Fetch, typename Keep, typename NameOf>
absl::StatusOr<Page<T>> FillPage(const ListPoint& list, Fetch fetch, Keep keep, NameOf name_of) {
  Page<T> page;
  std::string after = list.after;
  while (true) {
    const int wanted = list.limit + 1;  // one more tells whether there is a next page
    ASSIGN_OR_RETURN(std::vector<T> fetched, fetch(after, wanted));
    for (T& item : fetched) {
      after = name_of(item);
      if (!keep(item)) continue;
      if (static_cast<int>(page.items.size()) == list.limit) {
        page.next_token = rpc::EncodePageToken(
            {.revision = list.read.revision, .after = name_of(page.items.back())},
            list.fingerprint);
        return page;
      }
      page.items.push_back(std::move(item));
    }
    if (static_cast<int>(fetched.size()) < wanted) return page;
  }
}

}  // namespace entente

#endif  // ENTENTE_COMMON_API_LIST_H_
