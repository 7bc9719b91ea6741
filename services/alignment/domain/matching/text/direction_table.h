#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_DIRECTION_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_DIRECTION_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/common/base/large_table.h"

namespace plumbline::alignment {

// Directions, held as whole numbers: 16 bits for each dimension. A cosine is a
// sum of whole numbers, the same in any order, within 0.0001 of the exact one.
//
// Eight rows stand side by side, two dimensions of each at a time, so that
// eight cosines are summed up at once.
class DirectionTable {
 public:
  // A direction as the table reads it: with one more 0 where its dimensions are
  // an odd number.
  using Rounded = std::vector<int16_t>;
  static Rounded Round(absl::Span<const float> direction);

  // All of the same number of dimensions.
  void Add(absl::Span<const float> direction);
  size_t size() const { return size_; }
  Rounded RowOf(size_t at) const;
  // One for each direction.
  void FillCosines(const int16_t* direction, absl::Span<float> cosines) const;
  // The same for several at once, each row being read once for eight of them.
  void FillCosines(absl::Span<const int16_t* const> directions,
                   absl::Span<float* const> cosines) const;

 private:
  size_t size_ = 0;
  size_t stride_ = 0;
  base::LargeTable<int16_t> rows_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_DIRECTION_TABLE_H_
