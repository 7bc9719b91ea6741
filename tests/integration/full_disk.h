#ifndef PLUMBLINE_TESTS_INTEGRATION_FULL_DISK_H_
#define PLUMBLINE_TESTS_INTEGRATION_FULL_DISK_H_

#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>

namespace plumbline::integration {

// While it lives, processes that are started write no file beyond `bytes`: a
// write fails as it does on a full disk, and nobody is killed for trying.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    handler_ = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

  // Lets a process that was started so write up to `bytes` from now on.
  static void MakeRoomFor(pid_t process, rlim_t bytes = RLIM_INFINITY) {
    rlimit limit = {};
    prlimit(process, RLIMIT_FSIZE, nullptr, &limit);
    limit.rlim_cur = bytes;
    prlimit(process, RLIMIT_FSIZE, &limit, nullptr);
  }

 private:
  sighandler_t handler_ = SIG_DFL;
  rlimit before_ = {};
};

}  // namespace plumbline::integration

#endif  // PLUMBLINE_TESTS_INTEGRATION_FULL_DISK_H_
