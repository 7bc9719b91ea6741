#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_FOUR_DECIMALS_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_FOUR_DECIMALS_H_

#if defined(__x86_64__)

#include <immintrin.h>

#include <bit>
#include <cstdint>

#include "services/common/tabular/number_cell.h"

#define PLUMBLINE_FOR_AVX2 __attribute__((target("avx2")))

namespace plumbline::tabular {

// Four cells of numbers read at once, for processors with AVX2; other code must
// not call it. What PlainDecimal and a check for markers do one by one.
struct FourDecimals {
  __m256i cells;  // NumberCells, as bits.
  int left = 0;   // A bit for each that is to be read in another way.
};

// The digits of each 64-bit lane, its highest byte the last, without the point.
struct FourDigits {
  __m256i digits;
  __m256i count;   // Characters that are no point.
  __m256i behind;  // How many stand behind the point.
};

PLUMBLINE_FOR_AVX2 inline FourDigits WithoutPoints(__m256i bytes,
                                                   __m256i size) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i all = _mm256_set1_epi64x(-1);
  const __m256i points = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('.' ^ '0'));
  // The lowest bit of the first point: what is below stands before it.
  const __m256i first =
      _mm256_and_si256(points, _mm256_sub_epi64(zero, points));
  const __m256i none = _mm256_cmpeq_epi64(first, zero);
  const __m256i before = _mm256_add_epi64(first, all);
  const __m256i point = _mm256_sub_epi64(_mm256_slli_epi64(first, 8), first);
  const __m256i behind =
      _mm256_andnot_si256(_mm256_or_si256(before, point), all);
  const __m256i gap = _mm256_andnot_si256(none, _mm256_set1_epi64x(8));
  const __m256i closed =
      _mm256_sllv_epi64(_mm256_and_si256(bytes, before), gap);
  return {.digits = _mm256_or_si256(_mm256_and_si256(bytes, behind), closed),
          .count = _mm256_sub_epi64(size, _mm256_srli_epi64(gap, 3)),
          .behind = _mm256_sad_epu8(
              _mm256_and_si256(behind, _mm256_set1_epi8(1)), zero)};
}

// Eight digits are four pairs, then two fours, then one number.
PLUMBLINE_FOR_AVX2 inline __m256i JoinDigits(__m256i digits) {
  const __m256i pairs =
      _mm256_maddubs_epi16(digits, _mm256_set1_epi16(10 | 1 << 8));
  const __m256i fours =
      _mm256_madd_epi16(pairs, _mm256_set1_epi32(100 | 1 << 16));
  return _mm256_add_epi64(_mm256_mul_epu32(fours, _mm256_set1_epi64x(10000)),
                          _mm256_srli_epi64(fours, 32));
}

// In each lane: `loaded` the eight bytes before the end of a text, `size` how
// many of them are the text, `decimals` those of its column.
PLUMBLINE_FOR_AVX2 inline FourDecimals ReadFourDecimals(__m256i loaded,
                                                        __m256i size,
                                                        __m256i decimals) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i eight = _mm256_set1_epi64x(8);
  // Shifts by 64 and more, or less than none, leave nothing.
  const __m256i outside = _mm256_slli_epi64(_mm256_sub_epi64(eight, size), 3);
  const __m256i inside = _mm256_sllv_epi64(_mm256_set1_epi64x(-1), outside);
  const FourDigits text = WithoutPoints(
      _mm256_and_si256(_mm256_xor_si256(loaded, _mm256_set1_epi8('0')), inside),
      size);
  // Rather than multiplied, a number is given zeros behind its digits, while
  // there is room for them.
  const __m256i zeros = _mm256_sub_epi64(decimals, text.behind);
  const __m256i number =
      JoinDigits(_mm256_srlv_epi64(text.digits, _mm256_slli_epi64(zeros, 3)));
  const __m256i no_room = _mm256_or_si256(
      _mm256_cmpgt_epi64(_mm256_add_epi64(text.count, zeros), eight),
      _mm256_cmpgt_epi64(text.behind, decimals));
  const __m256i above_nine = _mm256_subs_epu8(text.digits, _mm256_set1_epi8(9));
  const __m256i is_number =
      _mm256_andnot_si256(_mm256_cmpeq_epi64(text.count, zero),
                          _mm256_cmpeq_epi64(above_nine, zero));
  const __m256i is_read = _mm256_andnot_si256(no_room, is_number);
  const __m256i is_marker = _mm256_andnot_si256(
      is_number, _mm256_cmpgt_epi64(_mm256_set1_epi64x(2), size));
  const __m256i marker = _mm256_or_si256(
      _mm256_set1_epi64x(std::bit_cast<int64_t>(NumberCell::OfHeldText(0))),
      _mm256_srlv_epi64(loaded, outside));
  const __m256i done = _mm256_or_si256(is_read, is_marker);
  return {.cells = _mm256_blendv_epi8(marker, number, is_read),
          .left = 0xF & ~_mm256_movemask_pd(_mm256_castsi256_pd(done))};
}

}  // namespace plumbline::tabular

#endif  // defined(__x86_64__)

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_FOUR_DECIMALS_H_
