#ifndef PLUMBLINE_SERVICES_LABOR_API_PAGE_H_
#define PLUMBLINE_SERVICES_LABOR_API_PAGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/page_token.h"
#include "services/labor/api/names.h"

namespace plumbline::labor {

// Where a page starts and how long it is.
struct Page {
  // Empty on the first page.
  rpc::PageCursor cursor;
  int size = 0;
};

// Errors: kInvalidArgument, PAGE_TOKEN_INVALID, ARGUMENT_INVALID.
template <typename Request>
absl::StatusOr<Page> PageOf(const Request& request,
                            const rpc::PageTokens& tokens) {
  Page page;
  PLUMBLINE_ASSIGN_OR_RETURN(page.size, rpc::PageSize(request.page_size()));
  if (!request.page_token().empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(page.cursor,
                               tokens.Read(request.page_token(), request));
  }
  return page;
}

// Adds the page of `all`, which is sorted by `key_of`, with `add`, and answers
// with the token of the next page; `pinned` is what the listing reads.
template <typename Request, typename Items, typename KeyOf, typename Add>
std::string FillPage(const Request& request, const Page& page,
                     const std::string& pinned, const Items& all,
                     const KeyOf& key_of, const rpc::PageTokens& tokens,
                     const Add& add) {
  int added = 0;
  std::string last;
  for (const auto& item : all) {
    std::string key = key_of(item);
    if (key <= page.cursor.last_key) continue;
    if (added == page.size) return tokens.Make({pinned, last}, request);
    add(item);
    ++added;
    last = std::move(key);
  }
  return "";
}

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_PAGE_H_
