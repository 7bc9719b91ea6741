// What idle watchers of changes cost a running server:
//
//   watchers ADDRESS PID [COUNT] [SECONDS]
//
// Opens COUNT streams on ten connections, waits until each has caught up, and
// prints what the process took before and during SECONDS in which nothing
// happens.

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "plumbline/alignment/v1/change_service.grpc.pb.h"

namespace {

namespace v1 = plumbline::alignment::v1;

struct Taken {
  double megabytes = 0;
  double cpu_seconds = 0;
};

Taken TakenBy(const std::string& pid) {
  Taken taken;
  long pages = 0;
  long resident = 0;
  std::ifstream("/proc/" + pid + "/statm") >> pages >> resident;
  taken.megabytes = static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / 1e6;
  std::ifstream stat("/proc/" + pid + "/stat");
  std::string field;
  for (int i = 1; i <= 15 && stat >> field; ++i) {
    if (i >= 14)
      taken.cpu_seconds +=
          std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
  }
  return taken;
}

struct Watcher {
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> stream;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("watchers ADDRESS PID [COUNT] [SECONDS]\n", stderr);
    return 2;
  }
  const int count = argc > 3 ? std::atoi(argv[3]) : 1000;
  const int seconds = argc > 4 ? std::atoi(argv[4]) : 20;
  const Taken before = TakenBy(argv[2]);
  std::vector<std::unique_ptr<v1::ChangeService::Stub>> stubs;
  for (int i = 0; i < 10; ++i) {
    grpc::ChannelArguments own;
    own.SetInt("grpc.use_local_subchannel_pool", 1);
    stubs.push_back(v1::ChangeService::NewStub(grpc::CreateCustomChannel(
        argv[1], grpc::InsecureChannelCredentials(), own)));
  }
  v1::WatchChangesRequest request;
  request.set_cursor("runs/latest");
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < count; ++i) {
    watchers.push_back(std::make_unique<Watcher>());
    Watcher& watcher = *watchers.back();
    watcher.stream = stubs[static_cast<size_t>(i) % stubs.size()]->WatchChanges(
        &watcher.context, request);
  }
  v1::WatchChangesResponse answer;
  for (auto& watcher : watchers) {
    if (!watcher->stream->Read(&answer)) return 1;
  }
  const Taken idle = TakenBy(argv[2]);
  std::this_thread::sleep_for(std::chrono::seconds(seconds));
  const Taken after = TakenBy(argv[2]);
  std::printf("%d watchers: %.1f MB more, %.2f %% of a core while idle\n",
              count, after.megabytes - before.megabytes,
              100 * (after.cpu_seconds - idle.cpu_seconds) / seconds);
  for (auto& watcher : watchers) watcher->context.TryCancel();
  return 0;
}
