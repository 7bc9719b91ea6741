#ifndef PLUMBLINE_TESTS_INTEGRATION_CUTTING_PROXY_H_
#define PLUMBLINE_TESTS_INTEGRATION_CUTTING_PROXY_H_

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace plumbline::integration {

// A loopback port that passes everything on to a server, and cuts connections
// in the middle: each after so many bytes of both directions, the first budget
// for the first connection. When all budgets are used, it cuts nothing.
class CuttingProxy {
 public:
  // `target` is host:port of a server on loopback.
  CuttingProxy(const std::string& target, std::vector<size_t> budgets);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  // host:port.
  const std::string& address() const { return address_; }
  // How many connections were cut.
  int cuts() const { return cuts_; }

 private:
  void Serve();
  // Passes bytes on until one side ends, the budget is used or the proxy ends.
  void Pass(int client, int server, size_t budget);

  const int target_port_;
  const std::vector<size_t> budgets_;
  int listening_ = -1;
  std::string address_;
  std::atomic<bool> ending_ = false;
  std::atomic<int> cuts_ = 0;
  std::vector<std::thread> passing_;
  std::thread serving_;
};

}  // namespace plumbline::integration

#endif  // PLUMBLINE_TESTS_INTEGRATION_CUTTING_PROXY_H_
