#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_NEAREST_TITLES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_NEAREST_TITLES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace plumbline::alignment {

// A candidate of matching, by its place in the corpus.
using CandidateIndex = uint32_t;

// The 30 titles nearest to a text, of those that were offered.
class NearestTitles {
 public:
  static constexpr size_t kMost = 30;

  // What is not above this is not kept, unless it comes before one as near.
  float least() const { return size_ < kMost ? 0 : titles_[kMost - 1].cosine; }
  // Nearer ones come first; of equally near ones the first title. A cosine of
  // 0 is none.
  void Offer(uint32_t title, float cosine);
  // Adds the cube of each cosine to the title's owner.
  void AddCubes(absl::Span<const CandidateIndex> owners,
                absl::Span<float> sums) const;

 private:
  struct Title {
    uint32_t title = 0;
    float cosine = 0;
  };
  size_t size_ = 0;
  std::array<Title, kMost> titles_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_NEAREST_TITLES_H_
