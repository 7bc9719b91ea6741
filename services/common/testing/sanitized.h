#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_SANITIZED_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_SANITIZED_H_

namespace plumbline::testing {

// Whether this binary was built with the address sanitizer.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

// How many of `count` random cases are tried: all of them where values are
// checked (release), and a sixth under sanitizers, which take ten times as long
// for each and look at memory, where cases of one kind do the same.
template <typename Count>
constexpr Count Cases(Count count) {
  return kSanitized ? (count + 5) / 6 : count;
}

}  // namespace plumbline::testing

// At the head of a test that counts how often something holds in thousands of
// samples: the release preset counts them, sanitizers would find nothing more.
#define PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED() \
  if constexpr (::plumbline::testing::kSanitized)   \
  GTEST_SKIP() << "frequencies are counted without sanitizers"

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_SANITIZED_H_
