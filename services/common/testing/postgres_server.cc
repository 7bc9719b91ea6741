#include "services/common/testing/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

namespace plumbline::testing {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";
constexpr char kUser[] = "plumbline";
// A new database takes 200 ms, new schemas 10.
constexpr char kEmpty[] = R"sql(
SET client_min_messages = warning;
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
DO $$
DECLARE name TEXT;
BEGIN
  FOR name IN SELECT nspname FROM pg_namespace
              WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
END $$;
CREATE SCHEMA public;
)sql";
constexpr auto kPatience = std::chrono::seconds(60);

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "PostgreSQL for tests: %s\n", message.c_str());
  std::abort();
}

// Whose rights the server gets: those of this process, unless it is root.
const passwd* ServerUser() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr) {
    Fail("there is no user postgres: run scripts/setup.sh");
  }
  return user;
}

// Starts a program of PostgreSQL, its words in `log`.
pid_t Spawn(const std::vector<std::string>& command, const std::string& log) {
  const passwd* user = ServerUser();
  std::vector<char*> words;
  for (const std::string& word : command) {
    words.push_back(const_cast<char*>(word.c_str()));  // execv changes nothing.
  }
  words.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (user != nullptr) {
    const bool changed = setgroups(0, nullptr) == 0 &&
                         setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0;
    if (!changed) _exit(126);
  }
  // A test that crashes takes its server with it.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  execv(words[0], words.data());
  _exit(127);
}

std::vector<pid_t> ChildrenOf(pid_t process) {
  const std::string id = std::to_string(process);
  std::ifstream file("/proc/" + id + "/task/" + id + "/children");
  if (!file) Fail("the kernel does not list the children of a process");
  return {std::istream_iterator<pid_t>(file), std::istream_iterator<pid_t>()};
}

}  // namespace

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer(const std::vector<std::string>& settings)
    : settings_(settings) {
  const passwd* user = ServerUser();
  const std::string directory = directory_.path().string();
  if (access((std::string(kPrograms) + "initdb").c_str(), X_OK) != 0) {
    Fail(std::string("there is no ") + kPrograms +
         "initdb: run scripts/setup.sh, which installs postgresql-15");
  }
  if (user != nullptr &&
      chown(directory.c_str(), user->pw_uid, user->pw_gid) != 0) {
    Fail("cannot give " + directory + " to the user postgres");
  }
  const std::string log = directory + "/log";
  const pid_t child =
      Spawn({std::string(kPrograms) + "initdb", "-D", directory + "/data", "-U",
             kUser, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync",
             "--no-instructions"},
            log);
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) Fail("initdb failed:\n" + ReadFile(log));
  Start();
}

PostgresServer::~PostgresServer() { Stop(SIGINT); }

void PostgresServer::Start() {
  const std::string directory = directory_.path().string();
  std::vector<std::string> command = {std::string(kPrograms) + "postgres", "-D",
                                      directory + "/data", "-k", directory};
  for (const char* setting :
       {"listen_addresses=", "fsync=off", "full_page_writes=off",
        "shared_buffers=16MB", "max_connections=60", "max_wal_size=256MB",
        "autovacuum=off", "jit=off"}) {
    command.push_back("-c");
    command.push_back(setting);
  }
  for (const std::string& setting : settings_) {
    command.push_back("-c");
    command.push_back(setting);
  }
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  // After a kill, until the last process of the one before is gone, it ends at
  // once.
  do {
    server_ = Spawn(command, directory + "/log");
    if (IsReady()) return;
  } while (std::chrono::steady_clock::now() < deadline);
  Fail("the server does not start:\n" + ReadFile(directory_.path() / "log"));
}

bool PostgresServer::IsReady() {
  const std::string address = AddressOf("postgres");
  while (PQping(address.c_str()) != PQPING_OK) {
    if (waitpid(server_, nullptr, WNOHANG) == server_) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

void PostgresServer::Stop(int signal) {
  if (server_ <= 0) return;
  kill(server_, signal);
  waitpid(server_, nullptr, 0);
  server_ = -1;
}

void PostgresServer::Kill() {
  if (server_ <= 0) return;
  // Stopped, it makes no more children. These would only end once they see that
  // their parent is gone, and answer until then.
  kill(server_, SIGSTOP);
  for (const pid_t child : ChildrenOf(server_)) kill(child, SIGKILL);
  Stop(SIGKILL);
}

std::string PostgresServer::AddressOf(const std::string& database) const {
  std::string directory;
  for (const char c : directory_.path().string()) {
    directory += c == '/' ? "%2F" : std::string(1, c);
  }
  return std::string("postgresql://") + kUser + "@" + directory + "/" +
         database;
}

std::string PostgresServer::EmptyDatabase() {
  const std::string address = AddressOf("postgres");
  PGconn* connection = PQconnectdb(address.c_str());
  PGresult* result = PQexec(connection, kEmpty);
  if (PQresultStatus(result) != PGRES_COMMAND_OK) {
    Fail(std::string("no empty database: ") + PQerrorMessage(connection));
  }
  PQclear(result);
  PQfinish(connection);
  return address;
}

}  // namespace plumbline::testing
