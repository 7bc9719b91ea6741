#include "services/alignment/domain/matching/text/nearest_titles.h"

namespace plumbline::alignment {

void NearestTitles::Offer(uint32_t title, float cosine) {
  const auto is_nearer = [&](const Title& other) {
    return cosine != other.cosine ? cosine > other.cosine : title < other.title;
  };
  if (cosine <= 0) return;
  if (size_ == kMost && !is_nearer(titles_[kMost - 1])) return;
  size_t at = size_ < kMost ? size_++ : kMost - 1;
  for (; at > 0 && is_nearer(titles_[at - 1]); --at)
    titles_[at] = titles_[at - 1];
  titles_[at] = {title, cosine};
}

void NearestTitles::AddCubes(absl::Span<const CandidateIndex> owners,
                             absl::Span<float> sums) const {
  for (size_t i = 0; i < size_; ++i) {
    const float cosine = titles_[i].cosine;
    sums[owners[titles_[i].title]] += cosine * cosine * cosine;
  }
}

}  // namespace plumbline::alignment
