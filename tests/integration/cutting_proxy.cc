#include "tests/integration/cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace plumbline::integration {
namespace {

constexpr int kLookMillis = 20;

int PortOf(const std::string& address) {
  int port = 0;
  (void)absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port);
  return port;
}

sockaddr_in Loopback(int port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int ConnectTo(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = Loopback(port);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address),
              sizeof(address)) == 0)
    return socket;
  close(socket);
  return -1;
}

// A reset, not an orderly end.
void Cut(int socket) {
  const linger at_once = {1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  close(socket);
}

// What one side has for the other, up to `most`; 0 at its end.
size_t PassSome(int from, int to, size_t most) {
  char bytes[16 * 1024];
  const ssize_t got = recv(from, bytes, std::min(sizeof(bytes), most), 0);
  if (got <= 0) return 0;
  size_t sent = 0;
  while (sent < static_cast<size_t>(got)) {
    const ssize_t put =
        send(to, bytes + sent, static_cast<size_t>(got) - sent, MSG_NOSIGNAL);
    if (put <= 0) return 0;
    sent += static_cast<size_t>(put);
  }
  return sent;
}

}  // namespace

CuttingProxy::CuttingProxy(const std::string& target,
                           std::vector<size_t> budgets)
    : target_port_(PortOf(target)), budgets_(std::move(budgets)) {
  listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof(address);
  bind(listening_, reinterpret_cast<const sockaddr*>(&address), size);
  listen(listening_, 16);
  getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  address_ = absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
  serving_ = std::thread([this] { Serve(); });
}

CuttingProxy::~CuttingProxy() {
  ending_ = true;
  serving_.join();
  for (std::thread& passing : passing_) passing.join();
  close(listening_);
}

void CuttingProxy::Serve() {
  size_t connection = 0;
  while (!ending_) {
    pollfd waiting = {listening_, POLLIN, 0};
    if (poll(&waiting, 1, kLookMillis) <= 0) continue;
    const int client = accept(listening_, nullptr, nullptr);
    if (client < 0) continue;
    const int server = ConnectTo(target_port_);
    const size_t budget = connection < budgets_.size()
                              ? budgets_[connection]
                              : std::numeric_limits<size_t>::max();
    ++connection;
    passing_.emplace_back(
        [this, client, server, budget] { Pass(client, server, budget); });
  }
}

void CuttingProxy::Pass(int client, int server, size_t budget) {
  bool open = server >= 0;
  while (open && budget > 0 && !ending_) {
    pollfd sides[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    if (poll(sides, 2, kLookMillis) <= 0) continue;
    for (int side = 0; side < 2 && open && budget > 0; ++side) {
      if (sides[side].revents == 0) continue;
      const size_t passed =
          PassSome(sides[side].fd, sides[1 - side].fd, budget);
      budget -= passed;
      open = passed > 0;
    }
  }
  cuts_ += budget == 0;
  Cut(client);
  if (server >= 0) Cut(server);
}

}  // namespace plumbline::integration
