#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_TEXT_READER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_TEXT_READER_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/api/matching/matcher_cache.h"
#include "services/alignment/api/runs/run_view.h"

namespace plumbline::alignment {

// Reads programs' texts where a link rule asks for it.
class TextReader {
 public:
  using Subjects = std::vector<std::shared_ptr<const SubjectInUse>>;
  using Policies = absl::Span<const std::shared_ptr<const PolicyInUse>>;

  // `matchers` outlives the reader.
  TextReader(MatcherCache& matchers, int threads)
      : matchers_(matchers), threads_(threads) {}

  // The subjects with what their texts point to in the edition when one of the
  // policies reads texts; else without: occupations from kLeastTextMilli on,
  // the twenty most probable, whether the texts fit the CIP code, and why they
  // do not decide where they do not. No occupation where they point nowhere.
  // The same on any number of threads.
  //
  // Errors: those of MatcherCache::Get.
  absl::StatusOr<Subjects> Read(const Edition& edition, Policies policies,
                                Subjects subjects) const;

 private:
  MatcherCache& matchers_;
  const int threads_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_TEXT_READER_H_
