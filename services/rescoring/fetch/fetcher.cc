#include "services/rescoring/fetch/fetcher.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/rescoring/domain/content.h"
#include "services/rescoring/domain/reasons.h"
#include "services/rescoring/fetch/spool_file.h"

namespace plumbline::rescoring {
namespace {

bool IsRedirect(int code) {
  return code == 301 || code == 302 || code == 303 || code == 307 ||
         code == 308;
}

absl::Status Refused(const RemoteFile& file, const HttpHead& head,
                     absl::Time now) {
  base::Metadata metadata = {{"address", file.url},
                             {"status", absl::StrCat(head.code)}};
  const auto wait = ParseRetryAfter(head.retry_after, now);
  if (wait) {
    metadata.emplace_back("retry_after",
                          absl::StrCat(absl::ToInt64Seconds(*wait)));
  }
  const bool missing = head.code == 404 || head.code == 410;
  return base::Error(
      missing ? absl::StatusCode::kNotFound : absl::StatusCode::kUnavailable,
      reason::kSourceRefused,
      absl::StrCat(file.url, ": the publisher answers with status ", head.code),
      metadata);
}

absl::Status TooLarge(const RemoteFile& file) {
  return base::Error(
      absl::StatusCode::kResourceExhausted, reason::kSourceTooLarge,
      absl::StrCat(file.url, " is larger than the ", file.max_bytes,
                   " bytes that its descriptor allows"),
      {{"address", file.url}});
}

// Whether the same again may go better.
bool IsWorthRetrying(const absl::Status& status) {
  const std::string reason = base::ReasonOf(status);
  if (reason == reason::kSourceUnreachable) return true;
  if (reason != reason::kSourceRefused) return false;
  for (const auto& [key, value] : base::MetadataOf(status)) {
    int code = 0;
    if (key == "status" && absl::SimpleAtoi(value, &code)) {
      return code == 408 || code == 429 || code >= 500;
    }
  }
  return false;
}

std::optional<absl::Duration> AskedWait(const absl::Status& status) {
  for (const auto& [key, value] : base::MetadataOf(status)) {
    int64_t seconds = 0;
    if (key == "retry_after" && absl::SimpleAtoi(value, &seconds)) {
      return absl::Seconds(seconds);
    }
  }
  return std::nullopt;
}

// Publishers repeat what they were sent; the key is not repeated further.
absl::Status WithoutKey(const absl::Status& status, const RemoteFile& file) {
  const size_t colon = file.key_header.find(": ");
  if (status.ok() || colon == std::string::npos) return status;
  const std::string key = file.key_header.substr(colon + 2);
  if (key.empty()) return status;
  const auto redacted = [&](absl::string_view text) {
    return absl::StrReplaceAll(text, {{key, "[key]"}});
  };
  base::Metadata metadata = base::MetadataOf(status);
  for (auto& [name, value] : metadata) value = redacted(value);
  return base::Error(status.code(), base::ReasonOf(status),
                     redacted(status.message()), metadata);
}

// `location` as seen from `url`; empty when it is no address.
std::string Resolved(const std::string& url, const std::string& location) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle(
      curl_url(), &curl_url_cleanup);
  char* text = nullptr;
  const bool resolved =
      curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_set(handle.get(), CURLUPART_URL, location.c_str(), 0) ==
          CURLUE_OK &&
      curl_url_get(handle.get(), CURLUPART_URL, &text, 0) == CURLUE_OK;
  if (!resolved) return "";
  std::string result = text;
  curl_free(text);
  return result;
}

// A version that a Range can be asked of: If-Range wants a strong one.
std::string RangeVersion(const HttpHead& head) {
  if (!head.etag.empty() && !absl::StartsWith(head.etag, "W/")) {
    return head.etag;
  }
  return head.last_modified;
}

bool ContinuesAt(const HttpHead& head, int64_t size) {
  return absl::StartsWith(head.content_range,
                          absl::StrCat("bytes ", size, "-"));
}

// What an answer without a body to read ends with: it stops the exchange.
absl::Status EnoughSeen() { return absl::CancelledError("enough seen"); }

}  // namespace

Fetcher::Fetcher(Options options) : options_(std::move(options)) {}

// Follows redirects, each of which is checked like the first address.
absl::StatusOr<HttpHead> Fetcher::Ask(const RemoteFile& file,
                                      std::vector<std::string> headers,
                                      const HttpSink& sink) const {
  HttpRequest request{.url = file.url,
                      .headers = std::move(headers),
                      .user_agent = options_.user_agent,
                      .limits = options_.limits,
                      .rules = options_.rules};
  PLUMBLINE_ASSIGN_OR_RETURN(const UrlParts first, ParseUrl(file.url));
  const std::vector<std::string> plain = request.headers;
  for (int hop = 0; hop <= options_.max_redirects; ++hop) {
    PLUMBLINE_RETURN_IF_ERROR(
        CheckUrl(request.url, file.hosts, options_.rules));
    PLUMBLINE_ASSIGN_OR_RETURN(const UrlParts here, ParseUrl(request.url));
    request.headers = plain;
    const bool same_host =
        here.host == first.host && here.scheme == first.scheme;
    if (same_host && !file.key_header.empty()) {
      request.headers.push_back(file.key_header);
    }
    std::string location;
    const auto head = Exchange(
        request, {.head =
                      [&](const HttpHead& seen) {
                        if (!IsRedirect(seen.code) || seen.location.empty()) {
                          return sink.head(seen);
                        }
                        location = seen.location;
                        return EnoughSeen();
                      },
                  .body = sink.body});
    if (location.empty()) return head;
    request.url = Resolved(request.url, location);
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     reason::kSourceRedirects,
                     absl::StrCat(file.url, " redirects more than ",
                                  options_.max_redirects, " times"),
                     {{"address", file.url}});
}

absl::Status Fetcher::Retried(absl::FunctionRef<absl::Status()> attempt) const {
  for (int number = 1;; ++number) {
    const absl::Status status = attempt();
    if (number >= options_.back_off.attempts || !IsWorthRetrying(status)) {
      return status;
    }
    const absl::Duration wait =
        AskedWait(status).value_or(absl::ZeroDuration());
    if (wait > options_.longest_retry_after) return status;
    options_.sleep(std::max(
        wait, WaitAfter(options_.back_off, number, options_.random())));
  }
}

absl::StatusOr<Probed> Fetcher::Probe(const RemoteFile& file,
                                      const FileVersion& known) const {
  std::vector<std::string> headers;
  if (!known.etag.empty()) {
    headers.push_back(absl::StrCat("If-None-Match: ", known.etag));
  }
  if (!known.last_modified.empty()) {
    headers.push_back(absl::StrCat("If-Modified-Since: ", known.last_modified));
  }
  Probed probed;
  bool answered = false;
  const auto look = [&](const HttpHead& head) -> absl::Status {
    if (head.code != 304 && head.code != 200) {
      return Refused(file, head, options_.now());
    }
    answered = true;
    probed.unchanged = head.code == 304;
    probed.version = {head.etag, head.last_modified};
    if (probed.unchanged) return EnoughSeen();
    if (head.content_length.value_or(0) > file.max_bytes) return TooLarge(file);
    PLUMBLINE_RETURN_IF_ERROR(
        CheckContentType(file.content, head.content_type));
    return EnoughSeen();
  };
  const absl::Status status = Retried([&] {
    answered = false;
    const absl::Status asked =
        Ask(file, headers,
            {.head = look,
             .body = [](absl::string_view) { return EnoughSeen(); }})
            .status();
    return answered && absl::IsCancelled(asked) ? absl::OkStatus() : asked;
  });
  if (!status.ok()) return WithoutKey(status, file);
  return probed;
}

absl::StatusOr<std::string> Fetcher::Read(const RemoteFile& file) const {
  std::string bytes;
  const absl::Status status = Retried([&] {
    bytes.clear();
    return Ask(file, {},
               {.head = [&](const HttpHead& head) -> absl::Status {
                  if (head.code != 200) {
                    return Refused(file, head, options_.now());
                  }
                  return absl::OkStatus();
                },
                .body = [&](absl::string_view part) -> absl::Status {
                  bytes.append(part.data(), part.size());
                  if (static_cast<int64_t>(bytes.size()) <= file.max_bytes) {
                    return absl::OkStatus();
                  }
                  return TooLarge(file);
                }})
        .status();
  });
  if (!status.ok()) return WithoutKey(status, file);
  return bytes;
}

absl::Status Fetcher::DownloadOnce(const RemoteFile& file,
                                   SpoolFile& spool) const {
  std::vector<std::string> headers;
  const bool has_part = spool.size() > 0 && !spool.version().empty();
  if (has_part) {
    headers.push_back(absl::StrCat("Range: bytes=", spool.size(), "-"));
    headers.push_back(absl::StrCat("If-Range: ", spool.version()));
  }
  const auto begin = [&](const HttpHead& head) -> absl::Status {
    if (head.code == 416) {  // What is here cannot be gone on from.
      spool.Discard();
      return base::Error(absl::StatusCode::kUnavailable,
                         reason::kSourceUnreachable,
                         absl::StrCat(file.url, " is shorter than before"));
    }
    if (head.code != 200 && head.code != 206) {
      return Refused(file, head, options_.now());
    }
    PLUMBLINE_RETURN_IF_ERROR(
        CheckContentType(file.content, head.content_type));
    const bool goes_on =
        head.code == 206 && has_part && ContinuesAt(head, spool.size());
    if (!goes_on) PLUMBLINE_RETURN_IF_ERROR(spool.Restart(RangeVersion(head)));
    if (head.code == 206 && !goes_on) {
      return base::Error(absl::StatusCode::kUnavailable,
                         reason::kSourceUnreachable,
                         absl::StrCat(file.url,
                                      " answers with another part "
                                      "than was asked"));
    }
    const int64_t whole = spool.size() + head.content_length.value_or(0);
    return whole > file.max_bytes ? TooLarge(file) : absl::OkStatus();
  };
  const auto take = [&](absl::string_view bytes) -> absl::Status {
    if (spool.size() + static_cast<int64_t>(bytes.size()) > file.max_bytes) {
      return TooLarge(file);
    }
    return spool.Append(bytes);
  };
  return Ask(file, std::move(headers), {.head = begin, .body = take}).status();
}

absl::StatusOr<Fetched> Fetcher::Download(
    const RemoteFile& file, const std::filesystem::path& path) const {
  SpoolFile spool(path);
  const absl::Status status =
      Retried([&] { return DownloadOnce(file, spool); });
  if (!status.ok()) return WithoutKey(status, file);
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string beginning,
                             spool.Beginning(kSniffedBytes));
  absl::Status checked = CheckBeginning(file.content, beginning);
  Fetched fetched{.sha256 = "", .size_bytes = spool.size()};
  if (checked.ok()) {
    PLUMBLINE_ASSIGN_OR_RETURN(fetched.sha256, spool.Sha256());
    if (!file.expected_sha256.empty() &&
        fetched.sha256 != file.expected_sha256) {
      checked =
          base::Error(absl::StatusCode::kDataLoss, reason::kSourceNotTheFile,
                      absl::StrCat("it has SHA-256 ", fetched.sha256,
                                   " instead of ", file.expected_sha256),
                      {{"address", file.url}});
    }
  }
  if (!checked.ok()) {
    spool.Discard();
    return WithoutKey(base::Annotate(checked, file.url), file);
  }
  PLUMBLINE_RETURN_IF_ERROR(spool.Finish());
  return fetched;
}

}  // namespace plumbline::rescoring
