#include "services/rescoring/api/webhook_sender.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/telemetry/log.h"
#include "services/rescoring/domain/reasons.h"
#include "services/rescoring/fetch/http_exchange.h"

namespace plumbline::rescoring {
namespace {

namespace change = alignment::v1;

constexpr int kChangesInAPost = 100;

absl::StatusOr<change::ListChangesRequest> RequestOf(
    const Subscription& subscription, const std::string& cursor) {
  change::ListChangesRequest request;
  request.mutable_filter()->set_provider(subscription.provider);
  request.mutable_filter()->set_region(subscription.region);
  request.mutable_filter()->set_policy(subscription.policy);
  for (const std::string& name : subscription.kinds) {
    change::Difference::Kind kind;
    if (!change::Difference::Kind_Parse(name, &kind)) {
      return base::Error(absl::StatusCode::kInvalidArgument,
                         base::reason::kArgumentInvalid,
                         absl::StrCat("subscription ", subscription.name, ": ",
                                      name, " is no kind of change"));
    }
    request.mutable_filter()->add_kinds(kind);
  }
  request.set_cursor(cursor);
  request.set_page_size(kChangesInAPost);
  return request;
}

// {"changes": [...], "cursor": "runs/000002"}
std::string BodyOf(const change::ListChangesResponse& page) {
  change::WatchChangesResponse body;
  *body.mutable_changes() = page.changes();
  body.set_cursor(page.cursor());
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(body, &json);
  return json;
}

TimeLimits Limits() {
  TimeLimits limits;
  limits.whole = absl::Seconds(30);
  return limits;
}

}  // namespace

WebhookSender::WebhookSender(RescoringStore& store,
                             alignment_client::AlignmentClient& alignment,
                             Options options)
    : store_(store), alignment_(alignment), options_(std::move(options)) {}

WebhookSender::~WebhookSender() { Stop(); }

void WebhookSender::Start() {
  if (options_.subscriptions.empty()) return;
  thread_ = std::thread([this] { Run(); });
}

void WebhookSender::Stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void WebhookSender::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const auto sent = SendDue();
    if (!sent.ok())
      telemetry::Warning("subscribers are not told now",
                         {{"why", std::string(sent.status().message())}});
    lock.lock();
    changed_.wait_for(lock, absl::ToChronoMilliseconds(options_.interval),
                      [this] { return stopping_; });
  }
}

absl::StatusOr<int> WebhookSender::SendDue() {
  int sent = 0;
  for (const Subscription& subscription : options_.subscriptions) {
    PLUMBLINE_ASSIGN_OR_RETURN(const int more, SendTo(subscription));
    sent += more;
  }
  return sent;
}

absl::StatusOr<int> WebhookSender::SendTo(const Subscription& subscription) {
  int sent = 0;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(std::optional<Delivery> at,
                               store_.FindDelivery(subscription.name));
    if (!at) {
      PLUMBLINE_ASSIGN_OR_RETURN(at, Begin(subscription));
    }
    if (at->next_attempt > options_.now()) return sent;
    PLUMBLINE_ASSIGN_OR_RETURN(const auto request,
                               RequestOf(subscription, at->cursor));
    PLUMBLINE_ASSIGN_OR_RETURN(const auto page,
                               alignment_.ListChanges(request));
    if (page.changes().empty() && page.cursor() == at->cursor) return sent;
    Delivery next;
    next.cursor = page.cursor();
    const absl::Status told = page.changes().empty()
                                  ? absl::OkStatus()
                                  : Post(subscription, BodyOf(page));
    if (!told.ok()) {
      next.cursor = at->cursor;
      next.failures = at->failures + 1;
      next.next_attempt =
          options_.now() +
          WaitAfter(options_.back_off,
                    static_cast<int>(std::min<int64_t>(next.failures, 30)),
                    options_.random());
      telemetry::Warning("a subscriber was not told",
                         {{"subscription", subscription.name},
                          {"why", std::string(told.message())}});
    }
    PLUMBLINE_ASSIGN_OR_RETURN(
        const bool moved, store_.MoveDelivery(subscription.name, at, next));
    if (told.ok() && moved) sent += page.changes_size();
    if (!told.ok() || !page.more()) return sent;
  }
}

absl::StatusOr<Delivery> WebhookSender::Begin(
    const Subscription& subscription) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto request,
                             RequestOf(subscription, "runs/latest"));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto page, alignment_.ListChanges(request));
  Delivery begun;
  begun.cursor = page.cursor();
  PLUMBLINE_RETURN_IF_ERROR(
      store_.MoveDelivery(subscription.name, std::nullopt, begun).status());
  // What is kept: another process may have begun it.
  PLUMBLINE_ASSIGN_OR_RETURN(const auto kept,
                             store_.FindDelivery(subscription.name));
  return kept.value_or(begun);
}

absl::Status WebhookSender::Post(const Subscription& subscription,
                                 const std::string& body) {
  const auto key = options_.keys.find(subscription.name);
  if (key == options_.keys.end() || key->second.empty()) {
    return base::Error(
        absl::StatusCode::kFailedPrecondition, reason::kSourceKeyMissing,
        absl::StrCat(subscription.key_environment,
                     " is not set: nothing is sent without a signature"));
  }
  HttpRequest request;
  request.url = subscription.url;
  request.user_agent = options_.user_agent;
  request.rules = options_.rules;
  request.limits = Limits();
  request.body = body;
  request.headers = {
      "Content-Type: application/json",
      absl::StrCat("Plumbline-Subscription: ", subscription.name),
      absl::StrCat(
          "Plumbline-Signature: ",
          Signature(key->second, absl::ToUnixSeconds(options_.now()), body))};
  const auto ignore = [](absl::string_view) { return absl::OkStatus(); };
  const auto any = [](const HttpHead&) { return absl::OkStatus(); };
  PLUMBLINE_ASSIGN_OR_RETURN(const HttpHead answer,
                             Exchange(request, {any, ignore}));
  if (answer.code >= 200 && answer.code < 300) return absl::OkStatus();
  return base::Error(absl::StatusCode::kUnavailable, reason::kSourceRefused,
                     absl::StrCat(subscription.url, " answered ", answer.code));
}

}  // namespace plumbline::rescoring
