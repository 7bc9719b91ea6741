#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_BYTE_BLOCK_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_BYTE_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace plumbline::tabular {

// Sixty-four bytes, asked one question at a time about all of them. A bit of an
// answer stands for a byte, the lowest for the first.
class ByteBlock {
 public:
  static constexpr size_t kBytes = 64;

  // Takes the bytes from `at`; those from `end` on count as `x`, which no
  // question is about.
  ByteBlock(const char* at, const char* end) {
    if (static_cast<size_t>(end - at) >= kBytes) {
      Load(at);
      return;
    }
    char padded[kBytes];
    std::memset(padded, 'x', kBytes);
    std::memcpy(padded, at, static_cast<size_t>(end - at));
    Load(padded);
  }

#if defined(__SSE2__)
  // Which bytes are `c`.
  uint64_t Equal(char c) const {
    const __m128i wanted = _mm_set1_epi8(c);
    return Collect([&](__m128i part) { return _mm_cmpeq_epi8(part, wanted); });
  }

  // Which bytes have a value of at most `most`.
  uint64_t AtMost(char most) const {
    const __m128i limit = _mm_set1_epi8(most);
    return Collect([&](__m128i part) {
      return _mm_cmpeq_epi8(_mm_min_epu8(part, limit), part);
    });
  }

  bool IsAscii() const {
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(part_[0], part_[1]),
                                          _mm_or_si128(part_[2], part_[3]))) ==
           0;
  }

 private:
  void Load(const char* at) {
    for (size_t i = 0; i < 4; ++i) {
      part_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
    }
  }

  template <typename Question>
  uint64_t Collect(Question question) const {
    uint64_t bits = 0;
    for (size_t i = 0; i < 4; ++i) {
      bits |=
          uint64_t{static_cast<uint16_t>(_mm_movemask_epi8(question(part_[i])))}
          << (16 * i);
    }
    return bits;
  }

  __m128i part_[4];
#else
  uint64_t Equal(char c) const {
    return Collect([&](unsigned char byte) {
      return byte == static_cast<unsigned char>(c);
    });
  }
  uint64_t AtMost(char most) const {
    return Collect([&](unsigned char byte) {
      return byte <= static_cast<unsigned char>(most);
    });
  }
  bool IsAscii() const {
    return Collect([](unsigned char byte) { return byte >= 0x80; }) == 0;
  }

 private:
  void Load(const char* at) { std::memcpy(byte_, at, kBytes); }

  template <typename Question>
  uint64_t Collect(Question question) const {
    uint64_t bits = 0;
    for (size_t i = 0; i < kBytes; ++i)
      bits |= uint64_t{question(byte_[i])} << i;
    return bits;
  }

  unsigned char byte_[kBytes];
#endif
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_BYTE_BLOCK_H_
