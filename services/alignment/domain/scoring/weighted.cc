#include "services/alignment/domain/scoring/weighted.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <vector>

#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/scoring/parallel.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kBlock = 64;
constexpr int64_t kWhole = 100000;

// What an occupation adds in each region of a block of 64: to the least and the
// largest that the sum of weight x (100,000 x passes - share) can be
// (link_rule.cc says why), and bits for what unknown weights do to it.
template <typename Sum>
struct BlockRow {
  Sum low[kBlock] = {};
  Sum high[kBlock] = {};
  uint64_t has_weight = 0;
  uint64_t low_unbounded = 0;
  uint64_t high_unbounded = 0;
  uint64_t high_below = 0;
};

template <typename Sum>
void AddOutcome(Outcome outcome, int64_t weight, int64_t share, size_t at,
                BlockRow<Sum>* row) {
  const uint64_t bit = uint64_t{1} << at;
  const bool passes = outcome == Outcome::kPass;
  const bool may_pass = outcome != Outcome::kFail;
  if (weight != 0) row->has_weight |= bit;
  if (weight < 0) {
    if (!passes) row->low_unbounded |= bit;
    if (may_pass && share < kWhole) row->high_unbounded |= bit;
    if (!may_pass) row->high_below |= bit;
    return;
  }
  row->low[at] = static_cast<Sum>(weight) * ((passes ? kWhole : 0) - share);
  row->high[at] = static_cast<Sum>(weight) * ((may_pass ? kWhole : 0) - share);
}

template <typename Sum>
std::vector<BlockRow<Sum>> RowsOf(const OutcomeTable& table, size_t plane,
                                  size_t first, size_t count) {
  const int64_t share = table.policy().policy().link_rule.share_milli;
  std::vector<BlockRow<Sum>> rows(table.occupation_count());
  for (size_t at = 0; at < count; ++at) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto occupation = static_cast<OccupationIndex>(i);
      AddOutcome(table.At(plane, first + at, occupation),
                 table.WeightAt(first + at, occupation), share, at, &rows[i]);
    }
  }
  return rows;
}

template <typename Sum>
void AddRow(const BlockRow<Sum>& row, BlockRow<Sum>* sum) {
  for (size_t at = 0; at < kBlock; ++at) {
    sum->low[at] += row.low[at];
    sum->high[at] += row.high[at];
  }
  sum->has_weight |= row.has_weight;
  sum->low_unbounded |= row.low_unbounded;
  sum->high_unbounded |= row.high_unbounded;
  sum->high_below |= row.high_below;
}

template <typename Sum>
void StoreBlock(const BlockRow<Sum>& sum, uint64_t used, uint64_t* aligned,
                uint64_t* open) {
  uint64_t low_reaches = 0;
  uint64_t high_negative = 0;
  uint64_t high_zero = 0;
  for (size_t at = 0; at < kBlock; ++at) {
    low_reaches |= uint64_t{sum.low[at] >= 0} << at;
    high_negative |= uint64_t{sum.high[at] < 0} << at;
    high_zero |= uint64_t{sum.high[at] == 0} << at;
  }
  const uint64_t never = sum.has_weight & ~sum.high_unbounded &
                         (high_negative | (high_zero & sum.high_below));
  *aligned = sum.has_weight & ~sum.low_unbounded & low_reaches & used;
  *open = ~*aligned & ~never & used;
}

template <typename Sum>
void ScoreBlocks(const OutcomeTable& table, const CountedLinks& links,
                 size_t plane, int threads, VerdictMatrix* matrix) {
  const size_t regions = table.regions().size();
  for (size_t first = 0; first < regions; first += kBlock) {
    const size_t count = std::min(kBlock, regions - first);
    const uint64_t used =
        count == kBlock ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
    const auto rows = RowsOf<Sum>(table, plane, first, count);
    ForRanges(links.program_count(), threads, [&](size_t begin, size_t end) {
      for (size_t program = begin; program < end; ++program) {
        const auto counted = links.counted(program);
        if (counted.empty()) {
          matrix->SetUnrated(program);
          continue;
        }
        BlockRow<Sum> sum = rows[counted[0]];
        for (size_t i = 1; i < counted.size(); ++i)
          AddRow(rows[counted[i]], &sum);
        StoreBlock(sum, used, &matrix->AlignedRow(program)[first / kBlock],
                   &matrix->IndeterminateRow(program)[first / kBlock]);
      }
    });
  }
}

// The largest that any sum over a program's occupations can become.
Int128 LargestSum(const OutcomeTable& table, size_t links) {
  int64_t largest = 0;
  for (size_t position = 0; position < table.regions().size(); ++position) {
    for (size_t i = 0; i < table.occupation_count(); ++i)
      largest = std::max(
          largest, table.WeightAt(position, static_cast<OccupationIndex>(i)));
  }
  return static_cast<Int128>(largest) * kWhole * static_cast<Int128>(links);
}

}  // namespace

void ScoreWeights(const OutcomeTable& table, const CountedLinks& links,
                  size_t plane, int threads, VerdictMatrix* matrix) {
  if (LargestSum(table, links.longest()) <= std::numeric_limits<int64_t>::max())
    ScoreBlocks<int64_t>(table, links, plane, threads, matrix);
  else
    ScoreBlocks<Int128>(table, links, plane, threads, matrix);
}

}  // namespace plumbline::alignment
