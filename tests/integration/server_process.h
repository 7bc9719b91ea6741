#ifndef PLUMBLINE_TESTS_INTEGRATION_SERVER_PROCESS_H_
#define PLUMBLINE_TESTS_INTEGRATION_SERVER_PROCESS_H_

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace plumbline::integration {

// A server of ours as a process of its own, on a free loopback port.
class ServerProcess {
 public:
  // Starts `binary` with `arguments`, its state in `state_dir`, and waits until
  // it serves.
  //
  // Errors: kUnavailable: it ended or did not serve within two minutes; the
  // message holds the end of its log.
  static absl::StatusOr<ServerProcess> Start(
      const std::string& binary, const std::filesystem::path& state_dir,
      const std::vector<std::string>& arguments);
  // Kills the process if it still runs.
  ~ServerProcess();
  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&& other) noexcept;

  // host:port.
  const std::string& address() const { return address_; }
  // Asks it to end and waits; its exit code, or -1 when it was killed.
  int Terminate();
  // Pulls the plug.
  void Kill();
  // Stops it where it is, and lets it go on as if nothing had been; nothing
  // when it does not run.
  void Pause();
  void Resume();
  // Whether it has ended by itself, or was killed by another.
  bool HasEnded();
  pid_t pid() const { return pid_; }
  bool running() const { return pid_ > 0; }

 private:
  ServerProcess(pid_t pid, std::string address)
      : pid_(pid), address_(std::move(address)) {}
  int Await();

  pid_t pid_ = 0;
  std::string address_;
};

}  // namespace plumbline::integration

#endif  // PLUMBLINE_TESTS_INTEGRATION_SERVER_PROCESS_H_
