#include "tests/integration/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/common/testing/files.h"

extern char** environ;

namespace plumbline::integration {
namespace {

// Also on a machine that has much else to do.
constexpr absl::Duration kPatience = absl::Seconds(120);
constexpr size_t kLogShown = 2000;

pid_t Spawn(const std::string& binary, std::vector<std::string> arguments,
            const std::filesystem::path& log) {
  arguments.insert(arguments.begin(), binary);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 2, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, binary.c_str(), &actions, nullptr,
                                argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? pid : 0;
}

absl::Status DidNotServe(const std::string& binary,
                         const std::filesystem::path& log) {
  const std::string text = testing::ReadFile(log);
  return absl::UnavailableError(absl::StrCat(
      binary, " does not serve: ",
      text.substr(text.size() > kLogShown ? text.size() - kLogShown : 0)));
}

}  // namespace

absl::StatusOr<ServerProcess> ServerProcess::Start(
    const std::string& binary, const std::filesystem::path& state_dir,
    const std::vector<std::string>& arguments) {
  std::filesystem::create_directories(state_dir);
  const auto address_file = state_dir / "address";
  const auto log = state_dir / "log";
  std::filesystem::remove(address_file);
  std::vector<std::string> all = {"--listen",       "127.0.0.1:0",
                                  "--state-dir",    state_dir.string(),
                                  "--address-file", address_file.string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  ServerProcess process(Spawn(binary, all, log), "");
  if (process.pid_ == 0) return DidNotServe(binary, log);
  const absl::Time end = absl::Now() + kPatience;
  while (absl::Now() < end) {
    if (std::filesystem::exists(address_file)) {
      std::ifstream(address_file) >> process.address_;
      return process;
    }
    if (waitpid(process.pid_, nullptr, WNOHANG) == process.pid_) {
      process.pid_ = 0;
      return DidNotServe(binary, log);
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
  return DidNotServe(binary, log);
}

ServerProcess::~ServerProcess() { Kill(); }

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)), address_(std::move(other.address_)) {}

ServerProcess& ServerProcess::operator=(ServerProcess&& other) noexcept {
  Kill();
  pid_ = std::exchange(other.pid_, 0);
  address_ = std::move(other.address_);
  return *this;
}

int ServerProcess::Await() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int ServerProcess::Terminate() {
  if (pid_ == 0) return -1;
  kill(pid_, SIGTERM);
  return Await();
}

bool ServerProcess::HasEnded() {
  if (pid_ == 0) return true;
  if (waitpid(pid_, nullptr, WNOHANG) != pid_) return false;
  pid_ = 0;
  return true;
}

void ServerProcess::Pause() {
  if (pid_ == 0) return;
  kill(pid_, SIGSTOP);
  // It has stopped when it is reported, not when it is told to.
  int status = 0;
  waitpid(pid_, &status, WUNTRACED);
}

void ServerProcess::Resume() {
  if (pid_ > 0) kill(pid_, SIGCONT);
}

void ServerProcess::Kill() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  Await();
}

}  // namespace plumbline::integration
