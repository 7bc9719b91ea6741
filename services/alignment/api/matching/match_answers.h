#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCH_ANSWERS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCH_ANSWERS_H_

#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/matching_service.pb.h"
#include "plumbline/catalog/v1/program.pb.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// What was asked about a program: all that the answer of an edition and a model
// follows from. `name` and `edition` of the request are not part of it, the
// program itself is.
std::string QuestionOf(const v1::MatchProgramRequest& request,
                       const catalog::v1::Program& program);

// The answers of one edition and model that were given last. An answer follows
// from the question alone, so that a kept one is never stale.
//
// Thread-safe.
class MatchAnswers {
 public:
  // What questions and answers may take, in bytes of memory.
  static constexpr size_t kMostBytes = 32 << 20;
  // What takes more than this is not kept.
  static constexpr size_t kLongest = 64 << 10;

  explicit MatchAnswers(size_t most_bytes = kMostBytes)
      : most_bytes_(most_bytes) {}

  // Null for one that is not kept.
  std::shared_ptr<const v1::ProgramMatches> Find(absl::string_view question);
  void Keep(std::string question, const v1::ProgramMatches& answer);

 private:
  struct Kept {
    std::string question;
    std::shared_ptr<const v1::ProgramMatches> answer;
    size_t bytes = 0;
  };
  using Order = std::list<Kept>;

  const size_t most_bytes_;
  base::Mutex mutex_;
  // The one that was asked last first.
  Order order_ ABSL_GUARDED_BY(mutex_);
  // The keys are the questions in `order_`.
  absl::flat_hash_map<absl::string_view, Order::iterator> places_
      ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCH_ANSWERS_H_
