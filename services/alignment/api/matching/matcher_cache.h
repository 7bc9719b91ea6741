#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHER_CACHE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHER_CACHE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/matching/match_answers.h"
#include "services/alignment/api/matching/matching_texts.h"
#include "services/alignment/domain/matching/matcher.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// What one question is worked out with: half a megabyte, and a stemmer.
struct WorkPlace {
  explicit WorkPlace(size_t candidates) : matches(candidates) {}

  Stemmer stemmer;
  MatchScratch scratch;
  TextMatches matches;
};

// The work places of a matcher that nobody uses. As many are made as there are
// questions at a time. Thread-safe.
class WorkPlaces {
 public:
  std::unique_ptr<WorkPlace> Take(size_t candidates);
  void Return(std::unique_ptr<WorkPlace> place);

 private:
  base::Mutex mutex_;
  std::vector<std::unique_ptr<WorkPlace>> free_ ABSL_GUARDED_BY(mutex_);
};

// An edition made ready for matching.
struct EditionMatcher {
  std::shared_ptr<const Edition> edition;
  MatchingTexts texts;
  std::shared_ptr<const Matcher> matcher;
  // Neither is ever null.
  std::unique_ptr<WorkPlaces> places;
  std::unique_ptr<MatchAnswers> answers;
};

// A work place for as long as the object lives.
class WorkPlaceInUse {
 public:
  // `matcher` outlives the object.
  explicit WorkPlaceInUse(const EditionMatcher& matcher)
      : places_(*matcher.places),
        place_(places_.Take(matcher.matcher->index().candidate_count())) {}
  WorkPlaceInUse(const WorkPlaceInUse&) = delete;
  WorkPlaceInUse& operator=(const WorkPlaceInUse&) = delete;
  ~WorkPlaceInUse() { places_.Return(std::move(place_)); }

  WorkPlace& operator*() { return *place_; }

 private:
  WorkPlaces& places_;
  std::unique_ptr<WorkPlace> place_;
};

// The matcher of the edition that was asked last, in memory: making one takes
// seconds and some hundred megabytes.
//
// Thread-safe. While one thread makes a matcher, others that need it wait.
class MatcherCache {
 public:
  // Both outlive the cache.
  MatcherCache(labor_client::LaborClient& labor, EditionCache& editions)
      : labor_(labor), editions_(editions) {}

  // `name`: `editions/{edition}`, `editions/latest` or empty for that, now or
  // at `as_of`.
  //
  // Errors: those of EditionCache::Get and MatchingTexts::Create.
  absl::StatusOr<std::shared_ptr<const EditionMatcher>> Get(
      absl::string_view name, std::optional<absl::Time> as_of = std::nullopt);
  // The matcher of `editions/{edition}` if it was the last that was made; null
  // otherwise. Never waits, and asks nobody.
  std::shared_ptr<const EditionMatcher> Peek(absl::string_view name);

 private:
  absl::StatusOr<std::shared_ptr<const EditionMatcher>> Make(
      std::shared_ptr<const Edition> edition) const;

  labor_client::LaborClient& labor_;
  EditionCache& editions_;
  // Held while a matcher is made.
  base::Mutex making_;
  // Held for a moment, within `making_` or alone.
  base::Mutex mutex_;
  std::shared_ptr<const EditionMatcher> last_ ABSL_GUARDED_BY(mutex_);
};

// `matching-2` and the SHA-256 of its file.
std::string MatchingModelVersion();

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHER_CACHE_H_
