#include "services/alignment/domain/scoring/programs/weighted_block.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace plumbline::alignment {
namespace {

// The signs of a block of sums, a bit for a region.
struct Signs {
  uint64_t low_negative = 0;
  uint64_t high_negative = 0;
  uint64_t high_zero = 0;
};

VerdictWords VerdictsOf(const WeightBits& bits, const Signs& signs) {
  const uint64_t never =
      bits.has_weight & ~bits.high_unbounded &
      (signs.high_negative | (signs.high_zero & bits.high_below));
  VerdictWords words;
  words.aligned = bits.has_weight & ~bits.low_unbounded & ~signs.low_negative;
  words.open = ~words.aligned & ~never;
  return words;
}

template <typename Sum>
void AddRow(const WeightedRow<Sum>& row, WeightedRow<Sum>* sum) {
  for (size_t at = 0; at < kWeightedBlock; ++at) {
    sum->low[at] += row.low[at];
    sum->high[at] += row.high[at];
  }
  sum->bits.has_weight |= row.bits.has_weight;
  sum->bits.low_unbounded |= row.bits.low_unbounded;
  sum->bits.high_unbounded |= row.bits.high_unbounded;
  sum->bits.high_below |= row.bits.high_below;
}

}  // namespace

template <typename Sum>
VerdictWords DecidePlainly(const WeightedRow<Sum>* rows,
                           absl::Span<const OccupationIndex> counted) {
  WeightedRow<Sum> sum = rows[counted[0]];
  for (size_t i = 1; i < counted.size(); ++i) AddRow(rows[counted[i]], &sum);
  Signs signs;
  for (size_t at = 0; at < kWeightedBlock; ++at) {
    signs.low_negative |= uint64_t{sum.low[at] < 0} << at;
    signs.high_negative |= uint64_t{sum.high[at] < 0} << at;
    signs.high_zero |= uint64_t{sum.high[at] == 0} << at;
  }
  return VerdictsOf(sum.bits, signs);
}

template VerdictWords DecidePlainly(const WeightedRow<int32_t>*,
                                    absl::Span<const OccupationIndex>);
template VerdictWords DecidePlainly(const WeightedRow<int64_t>*,
                                    absl::Span<const OccupationIndex>);
template VerdictWords DecidePlainly(const WeightedRow<Int128>*,
                                    absl::Span<const OccupationIndex>);

#if defined(__x86_64__)
#define PLUMBLINE_WIDE __attribute__((target("avx2")))

namespace {

// Lane by lane what the wide code does with a Sum.
struct Lanes32 {
  using Sum = int32_t;
  static constexpr int kLanes = 8;
  PLUMBLINE_WIDE static __m256i Add(__m256i a, __m256i b) {
    return _mm256_add_epi32(a, b);
  }
  PLUMBLINE_WIDE static __m256i IsZero(__m256i a) {
    return _mm256_cmpeq_epi32(a, _mm256_setzero_si256());
  }
  PLUMBLINE_WIDE static uint64_t Negative(__m256i a) {
    return static_cast<uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(a)));
  }
};

struct Lanes64 {
  using Sum = int64_t;
  static constexpr int kLanes = 4;
  PLUMBLINE_WIDE static __m256i Add(__m256i a, __m256i b) {
    return _mm256_add_epi64(a, b);
  }
  PLUMBLINE_WIDE static __m256i IsZero(__m256i a) {
    return _mm256_cmpeq_epi64(a, _mm256_setzero_si256());
  }
  PLUMBLINE_WIDE static uint64_t Negative(__m256i a) {
    return static_cast<uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(a)));
  }
};

// As many sums as the processor keeps in registers while rows are added.
constexpr int kVectors = 8;

PLUMBLINE_WIDE inline __m256i Load(const void* at) {
  return _mm256_load_si256(static_cast<const __m256i*>(at));
}

// The sign of one part of a block's sums, and whether they are 0.
template <typename Lanes>
PLUMBLINE_WIDE inline void SumPart(const WeightedRow<typename Lanes::Sum>* rows,
                                   absl::Span<const OccupationIndex> counted,
                                   size_t offset, uint64_t* negative,
                                   uint64_t* zero) {
  const char* const base = reinterpret_cast<const char*>(rows) + offset;
  __m256i sums[kVectors];
#pragma GCC unroll 8
  for (int k = 0; k < kVectors; ++k) sums[k] = _mm256_setzero_si256();
  for (const OccupationIndex occupation : counted) {
    const char* const row = base + size_t{occupation} * sizeof(*rows);
#pragma GCC unroll 8
    for (int k = 0; k < kVectors; ++k)
      sums[k] = Lanes::Add(sums[k], Load(row + 32 * k));
  }
  *negative = 0;
  *zero = 0;
#pragma GCC unroll 8
  for (int k = 0; k < kVectors; ++k) {
    *negative |= Lanes::Negative(sums[k]) << (k * Lanes::kLanes);
    *zero |= Lanes::Negative(Lanes::IsZero(sums[k])) << (k * Lanes::kLanes);
  }
}

template <typename Lanes>
PLUMBLINE_WIDE inline VerdictWords DecideWith(
    const WeightedRow<typename Lanes::Sum>* rows,
    absl::Span<const OccupationIndex> counted) {
  using Row = WeightedRow<typename Lanes::Sum>;
  constexpr size_t kPart = Lanes::kLanes * kVectors;
  Signs signs;
  for (size_t at = 0; at < kWeightedBlock; at += kPart) {
    const size_t offset = at * sizeof(typename Lanes::Sum);
    uint64_t negative;
    uint64_t zero;
    SumPart<Lanes>(rows, counted, offsetof(Row, low) + offset, &negative,
                   &zero);
    signs.low_negative |= negative << at;
    SumPart<Lanes>(rows, counted, offsetof(Row, high) + offset, &negative,
                   &zero);
    signs.high_negative |= negative << at;
    signs.high_zero |= zero << at;
  }
  __m256i joined = _mm256_setzero_si256();
  for (const OccupationIndex occupation : counted)
    joined = _mm256_or_si256(joined, Load(&rows[occupation].bits));
  alignas(32) WeightBits bits;
  static_assert(sizeof(bits) == sizeof(joined));
  _mm256_store_si256(reinterpret_cast<__m256i*>(&bits), joined);
  return VerdictsOf(bits, signs);
}

}  // namespace

PLUMBLINE_WIDE VerdictWords
DecideWide(const WeightedRow<int32_t>* rows,
           absl::Span<const OccupationIndex> counted) {
  return DecideWith<Lanes32>(rows, counted);
}

PLUMBLINE_WIDE VerdictWords
DecideWide(const WeightedRow<int64_t>* rows,
           absl::Span<const OccupationIndex> counted) {
  return DecideWith<Lanes64>(rows, counted);
}

bool HasWideVectors() { return __builtin_cpu_supports("avx2") != 0; }

#else

VerdictWords DecideWide(const WeightedRow<int32_t>* rows,
                        absl::Span<const OccupationIndex> counted) {
  return DecidePlainly(rows, counted);
}

VerdictWords DecideWide(const WeightedRow<int64_t>* rows,
                        absl::Span<const OccupationIndex> counted) {
  return DecidePlainly(rows, counted);
}

bool HasWideVectors() { return false; }

#endif

}  // namespace plumbline::alignment
