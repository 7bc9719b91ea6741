#include "services/alignment/api/overrides/override_handler.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/alignment/api/overrides/override_request.h"
#include "services/alignment/api/requests/asked_day.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/requests/request_key.h"
#include "services/alignment/store/override_reason.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/common/rpc/reply_later.h"

namespace plumbline::alignment {
namespace {

v1::Override::AuditEntry Entry(absl::Time now, const std::string& author,
                               v1::Override::State from,
                               v1::Override::State to) {
  v1::Override::AuditEntry entry;
  entry.mutable_time()->set_seconds(absl::ToUnixSeconds(now));
  entry.set_author(author);
  entry.set_from(from);
  entry.set_to(to);
  return entry;
}

absl::Status CheckEtag(const v1::Override& present, const std::string& etag) {
  if (etag.empty() || etag == present.etag()) return absl::OkStatus();
  return base::Error(absl::StatusCode::kAborted, base::reason::kEtagMismatch,
                     absl::StrCat(present.name(),
                                  " was changed since it was read: read it "
                                  "again and decide on what it is now"),
                     {{"name", present.name()}, {"etag", present.etag()}});
}

absl::Status CheckTransition(const v1::Override& present,
                             v1::Override::State to) {
  const auto from = static_cast<OverrideState>(present.state());
  const auto asked = static_cast<OverrideState>(to);
  if (CanBecome(from, asked)) return absl::OkStatus();
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     reason::kOverrideClosed,
                     absl::StrCat(present.name(), " is ", StateText(from),
                                  " and cannot become ", StateText(asked),
                                  ": create another override instead"),
                     {{"name", present.name()},
                      {"state", v1::Override::State_Name(present.state())}});
}

void SetStanding(const v1::Override& from, OverrideStanding standing,
                 const std::string& day, v1::Override& to) {
  to = from;
  to.set_standing(static_cast<v1::Override::Standing>(standing));
  to.set_standing_day(day);
}

// The override after which a page starts; empty is from the first.
absl::StatusOr<int64_t> OverridesFrom(const rpc::PageTokens& tokens,
                                      const v1::ListOverridesRequest& request) {
  if (request.page_token().empty()) return 0;
  PLUMBLINE_ASSIGN_OR_RETURN(const rpc::PageCursor cursor,
                             tokens.Read(request.page_token(), request));
  return ParseOverrideName(cursor.last_key);
}

absl::StatusOr<v1::Override::State> StateAfter(
    const v1::ReviewOverrideRequest& request) {
  if (request.outcome() == v1::ReviewOverrideRequest::APPROVE)
    return v1::Override::APPROVED;
  if (request.outcome() == v1::ReviewOverrideRequest::REJECT)
    return v1::Override::REJECTED;
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      "outcome is not set: write APPROVE or REJECT", {{"field", "outcome"}});
}

}  // namespace

std::string OverrideHandler::Today() const {
  return base::DayText(parts_.clock());
}

v1::Override OverrideHandler::Shown(v1::Override stored) const {
  const OverrideSet set({std::move(stored)});
  const std::string today = Today();
  v1::Override shown;
  SetStanding(set.all()[0].content, set.all()[0].StandingOn(today), today,
              shown);
  return shown;
}

absl::StatusOr<v1::Override> OverrideHandler::Written(
    v1::Override written) const {
  PLUMBLINE_RETURN_IF_ERROR(parts_.index.Reload());
  return Shown(std::move(written));
}

absl::StatusOr<v1::Override> OverrideHandler::CreateOverride(
    const v1::CreateOverrideRequest& request) const {
  const v1::Override& content = request.override();
  PLUMBLINE_RETURN_IF_ERROR(CheckContent(content));
  PLUMBLINE_RETURN_IF_ERROR(
      parts_.store
          .GetPolicy(absl::StripPrefix(content.policy(), "policies/"), 0)
          .status());
  PLUMBLINE_ASSIGN_OR_RETURN(
      v1::Override made,
      parts_.store.CreateOverride(
          content,
          Entry(parts_.clock(), content.author(),
                v1::Override::STATE_UNSPECIFIED, v1::Override::PROPOSED),
          KeyWithTypeOf(request)));
  return Written(std::move(made));
}

absl::StatusOr<v1::Override> OverrideHandler::GetOverride(
    const v1::GetOverrideRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t number,
                             ParseOverrideName(request.name()));
  PLUMBLINE_ASSIGN_OR_RETURN(v1::Override found,
                             parts_.store.GetOverride(number));
  return Shown(std::move(found));
}

absl::StatusOr<v1::ListOverridesResponse> OverrideHandler::ListOverrides(
    const v1::ListOverridesRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(CheckFilter(request.filter()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t from,
                             OverridesFrom(parts_.tokens, request));
  v1::ListOverridesResponse response;
  PLUMBLINE_ASSIGN_OR_RETURN(*response.mutable_day(),
                             DayOf(request.day(), parts_.clock()));
  const auto set = parts_.index.Current();
  if (set == nullptr) return response;
  // Numbers have no gaps: the one after `from` is at its place.
  for (size_t i = static_cast<size_t>(from); i < set->all().size(); ++i) {
    const IndexedOverride& listed = set->all()[i];
    if (!Matches(request.filter(), listed, response.day())) continue;
    if (response.overrides_size() == size) {
      const std::string& last = response.overrides(size - 1).name();
      response.set_next_page_token(parts_.tokens.Make({"", last}, request));
      return response;
    }
    SetStanding(listed.content, listed.StandingOn(response.day()),
                response.day(), *response.add_overrides());
  }
  return response;
}

template <typename Request>
absl::StatusOr<v1::Override> OverrideHandler::Change(
    const Request& request, v1::Override::State to) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t number,
                             ParseOverrideName(request.name()));
  PLUMBLINE_RETURN_IF_ERROR(CheckChange(request.author(), request.comment()));
  const RequestKey key = KeyWithTypeOf(request);
  PLUMBLINE_ASSIGN_OR_RETURN(auto made, parts_.store.FindOverride(key));
  if (made) return Written(*std::move(made));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Override present,
                             parts_.store.GetOverride(number));
  PLUMBLINE_RETURN_IF_ERROR(CheckEtag(present, request.etag()));
  PLUMBLINE_RETURN_IF_ERROR(CheckTransition(present, to));
  auto entry = Entry(parts_.clock(), request.author(), present.state(), to);
  entry.set_comment(request.comment());
  PLUMBLINE_ASSIGN_OR_RETURN(
      v1::Override changed,
      parts_.store.AddOverrideEntry(number, present.audit_size(), entry, key));
  return Written(std::move(changed));
}

absl::StatusOr<v1::Override> OverrideHandler::ReviewOverride(
    const v1::ReviewOverrideRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Override::State to, StateAfter(request));
  return Change(request, to);
}

absl::StatusOr<v1::Override> OverrideHandler::WithdrawOverride(
    const v1::WithdrawOverrideRequest& request) const {
  return Change(request, v1::Override::WITHDRAWN);
}

template <typename Response, typename Handle>
grpc::ServerUnaryReactor* OverrideHandler::Later(
    grpc::CallbackServerContext* context, Response* response,
    Handle handle) const {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         std::move(handle));
}

grpc::ServerUnaryReactor* OverrideHandler::CreateOverride(
    grpc::CallbackServerContext* context,
    const v1::CreateOverrideRequest* request, v1::Override* response) {
  return Later(context, response,
               [this, request] { return CreateOverride(*request); });
}

grpc::ServerUnaryReactor* OverrideHandler::GetOverride(
    grpc::CallbackServerContext* context, const v1::GetOverrideRequest* request,
    v1::Override* response) {
  return Later(context, response,
               [this, request] { return GetOverride(*request); });
}

grpc::ServerUnaryReactor* OverrideHandler::ListOverrides(
    grpc::CallbackServerContext* context,
    const v1::ListOverridesRequest* request,
    v1::ListOverridesResponse* response) {
  return Later(context, response,
               [this, request] { return ListOverrides(*request); });
}

grpc::ServerUnaryReactor* OverrideHandler::ReviewOverride(
    grpc::CallbackServerContext* context,
    const v1::ReviewOverrideRequest* request, v1::Override* response) {
  return Later(context, response,
               [this, request] { return ReviewOverride(*request); });
}

grpc::ServerUnaryReactor* OverrideHandler::WithdrawOverride(
    grpc::CallbackServerContext* context,
    const v1::WithdrawOverrideRequest* request, v1::Override* response) {
  return Later(context, response,
               [this, request] { return WithdrawOverride(*request); });
}

}  // namespace plumbline::alignment
