#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_POSTGRES_SERVER_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_POSTGRES_SERVER_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "services/common/testing/files.h"

namespace plumbline::testing {

// Debian's PostgreSQL 15 with a cluster of its own in a temporary directory,
// reached over a Unix socket there; no network, nothing left behind. As root it
// runs as the user `postgres`, which the package makes: a server refuses root.
//
// A test does not go on without its server: whatever keeps it from starting
// ends the process with a message that says what to do.
class PostgresServer {
 public:
  // The server of this process, started when it is first asked for.
  static PostgresServer& Shared();

  // One with its own cluster; `settings` are `name=value`.
  explicit PostgresServer(const std::vector<std::string>& settings = {});
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // The postgresql:// address of an empty database; whatever it had before,
  // connections included, is gone.
  std::string EmptyDatabase();
  // The address of a database by name, whether it is there or not.
  std::string AddressOf(const std::string& database) const;

  // Ends the server and all its processes with SIGKILL, as a power cut would.
  void Kill();
  // Starts the server on the files that are there, and waits until it answers.
  void Start();

  pid_t pid() const { return server_; }
  const std::filesystem::path& directory() const { return directory_.path(); }

 private:
  void Stop(int signal);
  // Whether it answers; false: it has ended.
  bool IsReady();

  TempDir directory_;
  std::vector<std::string> settings_;
  pid_t server_ = -1;
};

}  // namespace plumbline::testing

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_POSTGRES_SERVER_H_
