#include "services/alignment/api/runs/listing.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

// A filter with its names read.
struct Filter {
  std::string provider_prefix;  // `providers/p/`; empty is all.
  std::string policy;
  std::string region;
  std::vector<int> verdicts;
  std::vector<int> reasons;

  bool WantsReason(v1::FlagReason reason) const {
    return reasons.empty() ||
           std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
  }

  bool Matches(const ViewRow& row) const {
    if (!absl::StartsWith(row.program(), provider_prefix)) return false;
    if (!policy.empty() && row.policy_id() != policy) return false;
    if (!region.empty() && row.region_id() != region) return false;
    if (!verdicts.empty() && std::find(verdicts.begin(), verdicts.end(),
                                       row.answer.verdict) == verdicts.end()) {
      return false;
    }
    return reasons.empty() ||
           std::any_of(row.answer.flags.begin(), row.answer.flags.end(),
                       [this](const RaisedFlag& flag) {
                         return WantsReason(flag.reason);
                       });
  }
};

// The id of `{pattern}`; empty when `name` is.
absl::StatusOr<std::string> OptionalId(absl::string_view pattern,
                                       const std::string& name) {
  if (name.empty()) return std::string();
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids, rpc::ParseName(pattern, name));
  return ids[0];
}

absl::StatusOr<Filter> ReadFilter(const std::string& parent,
                                  const v1::AlignmentFilter& from) {
  Filter filter;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto provider,
                             rpc::ParseName("providers/{provider}", parent));
  if (provider[0] != "-") filter.provider_prefix = absl::StrCat(parent, "/");
  PLUMBLINE_ASSIGN_OR_RETURN(filter.policy,
                             OptionalId("policies/{policy}", from.policy()));
  PLUMBLINE_ASSIGN_OR_RETURN(filter.region,
                             OptionalId("regions/{region}", from.region()));
  for (const int verdict : from.verdicts()) {
    if (!v1::Verdict_IsValid(verdict) || verdict == 0) {
      return UnnamedValue("filter.verdicts", verdict);
    }
    filter.verdicts.push_back(verdict);
  }
  for (const int reason : from.reasons()) {
    if (!v1::FlagReason_IsValid(reason) || reason == 0) {
      return UnnamedValue("filter.reasons", reason);
    }
    filter.reasons.push_back(reason);
  }
  return filter;
}

// A place in a listing: a position in its order, and how many flags of that
// row were given.
struct Place {
  size_t position = 0;
  size_t flag = 0;
};

std::string Key(const Place& place) {
  return absl::StrCat(place.position, ".", place.flag);
}

absl::StatusOr<Place> ReadPlace(const rpc::PageTokens& tokens,
                                const std::string& token,
                                const google::protobuf::Message& request) {
  Place place;
  if (token.empty()) return place;
  PLUMBLINE_ASSIGN_OR_RETURN(const rpc::PageCursor cursor,
                             tokens.Read(token, request));
  const std::vector<std::string> numbers = absl::StrSplit(cursor.last_key, '.');
  if (numbers.size() != 2 || !absl::SimpleAtoi(numbers[0], &place.position) ||
      !absl::SimpleAtoi(numbers[1], &place.flag)) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kPageTokenInvalid,
                       "the page token is of another version of the service: "
                       "begin again without one");
  }
  return place;
}

absl::StatusOr<int64_t> ReadPinned(const rpc::PageTokens& tokens,
                                   const std::string& token,
                                   const google::protobuf::Message& request) {
  if (token.empty()) return 0;
  PLUMBLINE_ASSIGN_OR_RETURN(const rpc::PageCursor cursor,
                             tokens.Read(token, request));
  return ParseRunName(cursor.pinned);
}

// Appends the wanted flags of a row from `place` on, until the page is full.
// True when the row has more.
bool AppendFlags(const RunView& view, uint32_t row, const Filter& filter,
                 int page_size, Place& place, v1::ListFlagsResponse& page) {
  const v1::Alignment alignment = view.AlignmentAt(row);
  for (; place.flag < static_cast<size_t>(alignment.flags_size());
       ++place.flag) {
    const v1::Flag& flag = alignment.flags(static_cast<int>(place.flag));
    if (!filter.WantsReason(flag.reason())) continue;
    if (page.flags_size() == page_size) return true;
    *page.add_flags() = flag;
  }
  place.flag = 0;
  return false;
}

}  // namespace

absl::StatusOr<int64_t> PinnedRun(const rpc::PageTokens& tokens,
                                  const v1::ListAlignmentsRequest& request) {
  return ReadPinned(tokens, request.page_token(), request);
}

absl::StatusOr<int64_t> PinnedRun(const rpc::PageTokens& tokens,
                                  const v1::ListFlagsRequest& request) {
  return ReadPinned(tokens, request.page_token(), request);
}

absl::StatusOr<v1::ListAlignmentsResponse> PageOfAlignments(
    const rpc::PageTokens& tokens, const RunView& view,
    const v1::ListAlignmentsRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Filter filter,
                             ReadFilter(request.parent(), request.filter()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int page_size,
                             rpc::PageSize(request.page_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(Place place,
                             ReadPlace(tokens, request.page_token(), request));
  v1::ListAlignmentsResponse page;
  page.set_run(RunName(view.number()));
  for (; place.position < view.rows().size(); ++place.position) {
    if (!filter.Matches(view.rows()[place.position])) continue;
    if (page.alignments_size() == page_size) {
      page.set_next_page_token(tokens.Make({page.run(), Key(place)}, request));
      return page;
    }
    page.add_alignments()->ParseFromString(
        view.AlignmentBytes(static_cast<uint32_t>(place.position)));
  }
  return page;
}

absl::StatusOr<v1::ListFlagsResponse> PageOfFlags(
    const rpc::PageTokens& tokens, const RunView& view,
    const v1::ListFlagsRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Filter filter,
                             ReadFilter(request.parent(), request.filter()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int page_size,
                             rpc::PageSize(request.page_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(Place place,
                             ReadPlace(tokens, request.page_token(), request));
  v1::ListFlagsResponse page;
  page.set_run(RunName(view.number()));
  for (; place.position < view.flag_order().size(); ++place.position) {
    const uint32_t row = view.flag_order()[place.position];
    const ViewRow& said = view.rows()[row];
    if (said.answer.flags.empty() || !filter.Matches(said)) continue;
    if (AppendFlags(view, row, filter, page_size, place, page)) {
      page.set_next_page_token(tokens.Make({page.run(), Key(place)}, request));
      return page;
    }
  }
  return page;
}

}  // namespace plumbline::alignment
