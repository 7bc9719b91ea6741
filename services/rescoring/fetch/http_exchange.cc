#include "services/rescoring/fetch/http_exchange.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

// What the callbacks of one exchange share.
struct Progress {
  const HttpRequest* request;
  const HttpSink* sink;
  std::string scheme = {};
  HttpHead head = {};
  bool head_given = false;
  bool address_refused = false;
  absl::Status stopped = {};
};

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

IpBytes BytesOf(const sockaddr& address) {
  const auto bytes = [](const void* from, size_t size) {
    return IpBytes(static_cast<const uint8_t*>(from), size);
  };
  if (address.sa_family == AF_INET) {
    return bytes(&reinterpret_cast<const sockaddr_in&>(address).sin_addr, 4);
  }
  if (address.sa_family == AF_INET6) {
    return bytes(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, 16);
  }
  return {};
}

// The name is resolved by now: what the guard sees is what is connected to.
curl_socket_t OpenSocket(void* user, curlsocktype purpose,
                         curl_sockaddr* address) {
  Progress& progress = *static_cast<Progress*>(user);
  const bool allowed = purpose == CURLSOCKTYPE_IPCXN &&
                       MayConnect(BytesOf(address->addr), progress.scheme,
                                  progress.request->rules);
  if (!allowed) {
    progress.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC,
                address->protocol);
}

void TakeHeader(absl::string_view line, HttpHead& head) {
  if (absl::StartsWith(line, "HTTP/")) {  // Of each answer, 100 among them.
    head = HttpHead();
    const size_t space = line.find(' ');
    if (space == absl::string_view::npos ||
        !absl::SimpleAtoi(line.substr(space + 1, 3), &head.code)) {
      head.code = 0;
    }
    return;
  }
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos) return;
  const std::string name = absl::AsciiStrToLower(line.substr(0, colon));
  const std::string value(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  if (name == "etag") head.etag = value;
  if (name == "last-modified") head.last_modified = value;
  if (name == "content-type") head.content_type = value;
  if (name == "retry-after") head.retry_after = value;
  if (name == "location") head.location = value;
  if (name == "content-range") head.content_range = value;
  int64_t length = 0;
  if (name == "content-length" && absl::SimpleAtoi(value, &length)) {
    head.content_length = length;
  }
}

size_t OnHeader(char* data, size_t size, size_t count, void* user) {
  Progress& progress = *static_cast<Progress*>(user);
  const absl::string_view line(data, size * count);
  if (!absl::StripAsciiWhitespace(line).empty()) {
    TakeHeader(line, progress.head);
    return size * count;
  }
  const bool is_final = progress.head.code >= 200;
  if (is_final && !progress.head_given) {
    progress.head_given = true;
    progress.stopped = progress.sink->head(progress.head);
  }
  return progress.stopped.ok() ? size * count : 0;
}

size_t OnBody(char* data, size_t size, size_t count, void* user) {
  Progress& progress = *static_cast<Progress*>(user);
  progress.stopped = progress.sink->body(absl::string_view(data, size * count));
  return progress.stopped.ok() ? size * count : 0;
}

void SetTarget(CURL* handle, const HttpRequest& request) {
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR,
                   request.rules.allow_loopback ? "https,http" : "https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  // Neither http_proxy nor a password file of the environment.
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
  curl_easy_setopt(handle, CURLOPT_USERAGENT, request.user_agent.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  // Signals would reach other threads.
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
}

// The body is not copied: the request outlives the exchange.
void SetBody(CURL* handle, const HttpRequest& request) {
  if (!request.body) return;
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request.body->size()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body->data());
}

void SetLimits(CURL* handle, const TimeLimits& limits) {
  curl_easy_setopt(
      handle, CURLOPT_CONNECTTIMEOUT_MS,
      static_cast<long>(absl::ToInt64Milliseconds(limits.connect)));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(limits.whole)));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT,
                   static_cast<long>(limits.bytes_per_second));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME,
                   static_cast<long>(absl::ToInt64Seconds(limits.slow_for)));
}

void SetCallbacks(CURL* handle, Progress& progress) {
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, OpenSocket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &progress);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, OnHeader);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &progress);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, OnBody);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &progress);
}

absl::Status Failed(const HttpRequest& request, absl::StatusCode code,
                    absl::string_view reason, absl::string_view what) {
  return base::Error(code, reason, absl::StrCat(request.url, ": ", what),
                     {{"address", request.url}});
}

absl::Status StatusOf(CURLcode result, const Progress& progress) {
  if (!progress.stopped.ok()) return progress.stopped;
  const HttpRequest& request = *progress.request;
  switch (result) {
    case CURLE_OK:
      return absl::OkStatus();
    case CURLE_OPERATION_TIMEDOUT:
      return Failed(request, absl::StatusCode::kDeadlineExceeded,
                    reason::kSourceTooSlow,
                    "the publisher was too slow or did not answer");
    case CURLE_UNSUPPORTED_PROTOCOL:
      return Failed(request, absl::StatusCode::kInvalidArgument,
                    reason::kSourceAddressRefused, "only https is asked");
    default:
      break;
  }
  if (progress.address_refused) {
    return Failed(request, absl::StatusCode::kInvalidArgument,
                  reason::kSourceAddressRefused,
                  "its name leads to an address that is not public");
  }
  return Failed(request, absl::StatusCode::kUnavailable,
                reason::kSourceUnreachable, curl_easy_strerror(result));
}

}  // namespace

absl::StatusOr<HttpHead> Exchange(const HttpRequest& request,
                                  const HttpSink& sink) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, CloseHandle> handle(curl_easy_init());
  if (initialised != CURLE_OK || handle == nullptr) {
    return Failed(request, absl::StatusCode::kInternal,
                  reason::kSourceUnreachable, "libcurl does not start");
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const UrlParts url, ParseUrl(request.url));
  Progress progress{.request = &request, .sink = &sink, .scheme = url.scheme};
  curl_slist* list = nullptr;
  for (const std::string& header : request.headers) {
    list = curl_slist_append(list, header.c_str());
  }
  const std::unique_ptr<curl_slist, FreeList> headers(list);
  SetTarget(handle.get(), request);
  SetBody(handle.get(), request);
  SetLimits(handle.get(), request.limits);
  SetCallbacks(handle.get(), progress);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode result = curl_easy_perform(handle.get());
  PLUMBLINE_RETURN_IF_ERROR(StatusOf(result, progress));
  return progress.head;
}

}  // namespace plumbline::rescoring
