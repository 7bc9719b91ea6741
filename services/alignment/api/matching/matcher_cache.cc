#include "services/alignment/api/matching/matcher_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/matching/matching_model.h"
#include "services/alignment/api/requests/upstream.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {

namespace {

// A question waits while an index is made.
constexpr int kIndexThreads = 2;

}  // namespace

std::unique_ptr<WorkPlace> WorkPlaces::Take(size_t candidates) {
  base::MutexLock lock(&mutex_);
  if (free_.empty()) return std::make_unique<WorkPlace>(candidates);
  auto place = std::move(free_.back());
  free_.pop_back();
  return place;
}

void WorkPlaces::Return(std::unique_ptr<WorkPlace> place) {
  base::MutexLock lock(&mutex_);
  free_.push_back(std::move(place));
}

absl::StatusOr<std::shared_ptr<const EditionMatcher>> MatcherCache::Get(
    absl::string_view name, std::optional<absl::Time> as_of) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition, editions_.Get(name, as_of));
  base::MutexLock making(&making_);
  if (auto last = Peek(edition->name())) return last;
  PLUMBLINE_ASSIGN_OR_RETURN(auto made, Make(std::move(edition)));
  base::MutexLock lock(&mutex_);
  last_ = made;
  return made;
}

std::shared_ptr<const EditionMatcher> MatcherCache::Peek(
    absl::string_view name) {
  base::MutexLock lock(&mutex_);
  if (last_ != nullptr && last_->edition->name() == name) return last_;
  return nullptr;
}

absl::StatusOr<std::shared_ptr<const EditionMatcher>> MatcherCache::Make(
    std::shared_ptr<const Edition> edition) const {
  auto downloaded = labor_.DownloadTexts(edition->name());
  if (!downloaded.ok()) return FromUpstream(downloaded.status(), "labor");
  PLUMBLINE_ASSIGN_OR_RETURN(
      MatchingTexts texts,
      MatchingTexts::Create(*edition, *std::move(downloaded)));
  PLUMBLINE_ASSIGN_OR_RETURN(const MatchModel model,
                             ReadMatchModel(kMatchingModel));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto matcher,
      Matcher::Create(texts.MakeCorpus(*edition), model, kIndexThreads));
  return std::make_shared<const EditionMatcher>(EditionMatcher{
      std::move(edition), std::move(texts), std::move(matcher),
      std::make_unique<WorkPlaces>(), std::make_unique<MatchAnswers>()});
}

std::string MatchingModelVersion() {
  return absl::StrCat(kMatchingModelName, " ", kMatchingModelSha256);
}

}  // namespace plumbline::alignment
