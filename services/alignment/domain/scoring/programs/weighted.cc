#include "services/alignment/domain/scoring/programs/weighted.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/scoring/programs/weighted_block.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kBlock = kWeightedBlock;

// The smallest integers in which the sums of a block of regions can be taken:
// only their sign matters, so common factors of weights, and of the share and
// its whole, are divided out.
struct Scale {
  int64_t unit = 1;
  int64_t share = 0;
  int64_t whole = 0;
  // The largest weight in units.
  int64_t largest = 0;
};

Scale ScaleOf(const OutcomeTable& table, size_t first, size_t count) {
  const int64_t share = table.policy().policy().link_rule.share_milli;
  const int64_t whole = LinkRule::kWholeShare;
  const int64_t common = std::gcd(share, whole);
  Scale scale{0, share / common, whole / common, 0};
  for (size_t at = first; at < first + count; ++at) {
    for (size_t i = 0; i < table.occupation_count(); ++i) {
      const int64_t weight =
          table.WeightAt(at, static_cast<OccupationIndex>(i));
      if (weight < 0) continue;
      scale.unit = std::gcd(scale.unit, weight);
      scale.largest = std::max(scale.largest, weight);
    }
  }
  scale.unit = std::max<int64_t>(scale.unit, 1);
  scale.largest /= scale.unit;
  return scale;
}

template <typename Sum>
void AddOutcome(Outcome outcome, int64_t weight, const Scale& scale, size_t at,
                WeightedRow<Sum>* row) {
  const uint64_t bit = uint64_t{1} << at;
  const bool passes = outcome == Outcome::kPass;
  const bool may_pass = outcome != Outcome::kFail;
  if (weight != 0) row->bits.has_weight |= bit;
  if (weight < 0) {
    if (!passes) row->bits.low_unbounded |= bit;
    if (may_pass && scale.share < scale.whole) row->bits.high_unbounded |= bit;
    if (!may_pass) row->bits.high_below |= bit;
    return;
  }
  const auto units = static_cast<Sum>(weight / scale.unit);
  const auto term = [&](bool counts) {
    const int64_t factor = (counts ? scale.whole : 0) - scale.share;
    return static_cast<Sum>(units * static_cast<Sum>(factor));
  };
  row->low[at] = term(passes);
  row->high[at] = term(may_pass);
}

template <typename Sum>
std::vector<WeightedRow<Sum>> RowsOf(const OutcomeTable& table, size_t plane,
                                     size_t first, size_t count,
                                     const Scale& scale) {
  std::vector<WeightedRow<Sum>> rows(table.occupation_count());
  for (size_t at = 0; at < count; ++at) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto occupation = static_cast<OccupationIndex>(i);
      AddOutcome(table.At(plane, first + at, occupation),
                 table.WeightAt(first + at, occupation), scale, at, &rows[i]);
    }
  }
  return rows;
}

template <typename Sum>
VerdictWords Decide(const WeightedRow<Sum>* rows,
                    absl::Span<const OccupationIndex> counted, bool wide) {
  if constexpr (sizeof(Sum) <= sizeof(int64_t)) {
    if (wide) return DecideWide(rows, counted);
  }
  return DecidePlainly(rows, counted);
}

template <typename Sum>
void ScoreBlock(const OutcomeTable& table, const CountedLinks& links,
                size_t plane, size_t first, const Scale& scale, int threads,
                VerdictMatrix* matrix) {
  const size_t count = std::min(kBlock, table.regions().size() - first);
  const uint64_t used =
      count == kBlock ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
  const auto rows = RowsOf<Sum>(table, plane, first, count, scale);
  const bool wide = HasWideVectors();
  base::ForRanges(
      links.program_count(), threads, [&](size_t begin, size_t end) {
        for (size_t program = begin; program < end; ++program) {
          const auto counted = links.counted(program);
          if (counted.empty()) {
            matrix->SetUnrated(program);
            continue;
          }
          const VerdictWords words = Decide(rows.data(), counted, wide);
          matrix->AlignedRow(program)[first / kBlock] = words.aligned & used;
          matrix->IndeterminateRow(program)[first / kBlock] = words.open & used;
        }
      });
}

}  // namespace

void ScoreWeights(const OutcomeTable& table, const CountedLinks& links,
                  size_t plane, int threads, VerdictMatrix* matrix) {
  const auto longest = static_cast<Int128>(links.longest());
  for (size_t first = 0; first < table.regions().size(); first += kBlock) {
    const Scale scale =
        ScaleOf(table, first, std::min(kBlock, table.regions().size() - first));
    // No sum, and no part of one, is larger than this.
    const Int128 largest =
        static_cast<Int128>(scale.largest) * scale.whole * longest;
    if (largest <= std::numeric_limits<int32_t>::max())
      ScoreBlock<int32_t>(table, links, plane, first, scale, threads, matrix);
    else if (largest <= std::numeric_limits<int64_t>::max())
      ScoreBlock<int64_t>(table, links, plane, first, scale, threads, matrix);
    else
      ScoreBlock<Int128>(table, links, plane, first, scale, threads, matrix);
  }
}

}  // namespace plumbline::alignment
