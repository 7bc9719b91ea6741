#include "services/rescoring/fetch/testing/publisher_stub.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace plumbline::rescoring {
namespace {

constexpr int kPollMillis = 20;

PublisherStub::Request ParseRequest(const std::string& text) {
  PublisherStub::Request request;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  std::istringstream(line) >> request.path >> request.path;
  while (std::getline(lines, line)) {
    const size_t colon = line.find(':');
    if (colon == std::string::npos) break;
    request.headers[absl::AsciiStrToLower(line.substr(0, colon))] =
        std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  }
  return request;
}

std::string Header(const PublisherStub::Request& request,
                   const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? "" : found->second;
}

}  // namespace

PublisherStub::PublisherStub() {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
  listen(listener_, 64);
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  listening_ = std::thread([this] { Listen(); });
}

PublisherStub::~PublisherStub() {
  stopping_ = true;
  listening_.join();
  close(listener_);
  for (std::thread& conversation : conversations_) conversation.join();
}

std::string PublisherStub::host() const {
  return absl::StrCat("127.0.0.1:", port_);
}

std::string PublisherStub::Url(const std::string& path) const {
  return absl::StrCat("http://", host(), path);
}

void PublisherStub::On(const std::string& path, Handler handler) {
  const std::lock_guard<std::mutex> lock(mutex_);
  handlers_[path] = std::move(handler);
}

void PublisherStub::Serve(const std::string& path, std::string body,
                          std::string etag) {
  On(path,
     [body = std::move(body), etag = std::move(etag)](const Request& request) {
       return AnswerOf(request, body, etag);
     });
}

PublisherStub::Answer PublisherStub::AnswerOf(const Request& request,
                                              const std::string& body,
                                              const std::string& etag) {
  if (Header(request, "if-none-match") == etag) return {.code = 304};
  Answer answer{.headers = {"ETag: " + etag}, .body = body};
  size_t from = 0;
  const std::string range = Header(request, "range");
  if (range.rfind("bytes=", 0) == 0 && Header(request, "if-range") == etag &&
      absl::SimpleAtoi(range.substr(6, range.size() - 7), &from)) {
    if (from >= body.size()) return {.code = 416};
    answer.code = 206;
    answer.body = body.substr(from);
    answer.headers.push_back(absl::StrCat("Content-Range: bytes ", from, "-",
                                          body.size() - 1, "/", body.size()));
  }
  return answer;
}

std::vector<PublisherStub::Request> PublisherStub::requests() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return requests_;
}

void PublisherStub::Listen() {
  while (!stopping_) {
    pollfd waiting = {listener_, POLLIN, 0};
    if (poll(&waiting, 1, kPollMillis) <= 0) continue;
    const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    conversations_.emplace_back([this, connection] {
      Converse(connection);
      close(connection);
    });
  }
}

bool PublisherStub::ReadMore(int connection, std::string& text) {
  char buffer[4096];
  for (;;) {
    pollfd waiting = {connection, POLLIN, 0};
    if (poll(&waiting, 1, kPollMillis) > 0) break;
    if (stopping_) return false;
  }
  const ssize_t got = read(connection, buffer, sizeof buffer);
  if (got <= 0) return false;
  text.append(buffer, static_cast<size_t>(got));
  return true;
}

void PublisherStub::Converse(int connection) {
  std::string text;
  size_t end = std::string::npos;
  while ((end = text.find("\r\n\r\n")) == std::string::npos) {
    if (!ReadMore(connection, text)) return;
  }
  Request request = ParseRequest(text);
  size_t length = 0;
  if (absl::SimpleAtoi(Header(request, "content-length"), &length)) {
    while (text.size() < end + 4 + length) {
      if (!ReadMore(connection, text)) return;
    }
    request.body = text.substr(end + 4, length);
  }
  Handler handler;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    requests_.push_back(request);
    const auto found = handlers_.find(request.path);
    if (found != handlers_.end()) handler = found->second;
  }
  Send(connection, handler ? handler(request) : Answer{.code = 404});
}

void PublisherStub::Send(int connection, const Answer& answer) {
  while (answer.silent && !stopping_) {
    std::this_thread::sleep_for(std::chrono::milliseconds(kPollMillis));
  }
  std::string head = absl::StrCat("HTTP/1.1 ", answer.code, " X\r\n");
  for (const std::string& header : answer.headers) {
    absl::StrAppend(&head, header, "\r\n");
  }
  if (answer.says_length) {
    absl::StrAppend(&head, "Content-Length: ", answer.body.size(), "\r\n");
  }
  absl::StrAppend(&head, "Connection: close\r\n\r\n");
  if (!Write(connection, head.data(), head.size())) return;
  const size_t end = answer.cut_after < 0
                         ? answer.body.size()
                         : static_cast<size_t>(answer.cut_after);
  if (answer.bytes_per_second == 0) {
    Write(connection, answer.body.data(), end);
    return;
  }
  for (size_t sent = 0; sent < end && !stopping_; ++sent) {
    if (!Write(connection, answer.body.data() + sent, 1)) return;
    std::this_thread::sleep_for(
        std::chrono::milliseconds(1000 / answer.bytes_per_second));
  }
}

bool PublisherStub::Write(int connection, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t sent = send(connection, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<size_t>(sent);
  }
  return true;
}

}  // namespace plumbline::rescoring
