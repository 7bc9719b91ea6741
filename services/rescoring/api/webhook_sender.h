#ifndef PLUMBLINE_SERVICES_RESCORING_API_WEBHOOK_SENDER_H_
#define PLUMBLINE_SERVICES_RESCORING_API_WEBHOOK_SENDER_H_

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "services/rescoring/domain/address.h"
#include "services/rescoring/domain/subscription.h"
#include "services/rescoring/domain/waits.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// Tells subscribers of changes: the next ones after the place where they stand,
// in the order of the feed, as a signed POST. A subscriber that answers 2xx is
// told of the next ones; any other answer is a failure, and the same is sent
// again later. So every change arrives at least once. A subscriber that is new
// is told from the next run on.
class WebhookSender {
 public:
  struct Options {
    std::vector<Subscription> subscriptions;
    // The key of each subscription, by its name.
    std::map<std::string, std::string> keys;
    AddressRules rules;
    std::string user_agent;
    BackOff back_off = {absl::Seconds(10), absl::Hours(6), 1};
    // Between two looks at the feed.
    absl::Duration interval = absl::Seconds(5);
    std::function<absl::Time()> now;
    std::function<double()> random;
  };

  // Both outlive the object.
  WebhookSender(RescoringStore& store,
                alignment_client::AlignmentClient& alignment, Options options);
  ~WebhookSender();  // Stops.

  void Start();
  // Ends after the POST that is under way.
  void Stop();

  // Tells every subscriber whose time has come of all that there is; how many
  // changes were taken. For the loop, and for tests.
  //
  // Errors: those of the store, and of ListChanges. What a subscriber answers
  // is none: it is logged and tried again.
  absl::StatusOr<int> SendDue();

 private:
  absl::StatusOr<int> SendTo(const Subscription& subscription);
  // Where a new subscriber begins.
  absl::StatusOr<Delivery> Begin(const Subscription& subscription);
  absl::Status Post(const Subscription& subscription, const std::string& body);
  void Run();

  RescoringStore& store_;
  alignment_client::AlignmentClient& alignment_;
  const Options options_;
  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_WEBHOOK_SENDER_H_
