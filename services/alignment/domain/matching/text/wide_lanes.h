#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_WIDE_LANES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_WIDE_LANES_H_

#include <cstddef>
#include <cstring>

// A loop that is compiled twice, the second time for processors that have AVX2,
// and chosen when the program starts. Only for loops in which each number is
// the result of the same operations in the same order either way: elementwise
// arithmetic, sums in lanes that are fixed, integers. AVX2 does not bring fused
// multiplication, so that both ways give the same bytes.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    defined(__OPTIMIZE__)
#define PLUMBLINE_ALSO_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define PLUMBLINE_ALSO_WIDE
#endif

namespace plumbline::alignment {

// For templates that only such loops call: they are compiled with the caller.
#if defined(__GNUC__)
#define PLUMBLINE_WITHIN_WIDE inline __attribute__((always_inline))
#else
#define PLUMBLINE_WITHIN_WIDE inline
#endif

// Eight numbers at once; two registers where the processor has no wider ones.
using Eight = float __attribute__((vector_size(32)));
inline constexpr size_t kLanes = 8;

// From and to memory, at any address.
inline void Load(const float* from, Eight* to) {
  std::memcpy(to, from, sizeof(*to));
}
inline void Store(const Eight& from, float* to) {
  std::memcpy(to, &from, sizeof(from));
}
// Four numbers in double precision.
using FourDoubles = double __attribute__((vector_size(32)));
inline void Load(const double* from, FourDoubles* to) {
  std::memcpy(to, from, sizeof(*to));
}
inline void Store(const FourDoubles& from, double* to) {
  std::memcpy(to, &from, sizeof(from));
}
inline void Load(const float* from, FourDoubles* to) {
  *to = FourDoubles{double{from[0]}, double{from[1]}, double{from[2]},
                    double{from[3]}};
}
// to += part x weight.
inline void AddEight(const Eight& part, float weight, float* to) {
  Eight sum;
  Load(to, &sum);
  sum += part * weight;
  Store(sum, to);
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_WIDE_LANES_H_
