#ifndef PLUMBLINE_TESTS_CONFORMANCE_POLICIES_PLAIN_MARKET_H_
#define PLUMBLINE_TESTS_CONFORMANCE_POLICIES_PLAIN_MARKET_H_

// A labor market as optional numbers, and what the definitions of states ask of
// it, in the plainest way. Nothing here knows the policy language.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment::reference {

using vocabulary::Measure;

inline constexpr int kOccupations = 60;
inline constexpr int kGroupSize = 3;
inline constexpr int kGroups = kOccupations / kGroupSize;

// Groups of three: 41-2111, 41-2112, 41-2119, 41-2211, ...
std::string CodeOf(int occupation);
bool IsCatchAll(int occupation);

// What is published of an occupation in one region: a number or nothing. The
// occupation -1 is all of them.
class Market {
 public:
  void Set(const std::string& region, int occupation, Measure measure,
           int64_t value) {
    figures_[{region, occupation, measure}] = value;
  }
  std::optional<int64_t> Get(const std::string& region, int occupation,
                             Measure measure) const {
    const auto it = figures_.find({region, occupation, measure});
    if (it == figures_.end()) return std::nullopt;
    return it->second;
  }
  // The numbers of all occupations that have one, ascending.
  std::vector<int64_t> All(const std::string& region, Measure measure) const;

 private:
  std::map<std::tuple<std::string, int, Measure>, int64_t> figures_;
};

// Three values with the rules of the textbook; nothing is unknown.
using Truth = std::optional<bool>;

Truth And(Truth a, Truth b);
Truth Or(Truth a, Truth b);
// Counts over all completions of the unknown ones.
Truth CountReaches(const std::vector<Truth>& truths, int needed);

// One occupation in one region, and the state that the region is in.
struct View {
  const Market& market;
  std::string region;
  std::string state;
  int occupation;

  std::optional<int64_t> Of(Measure measure, const std::string& place) const;
  // Against the row of all occupations, times `percent` / 100.
  Truth AgainstAll(Measure measure, const std::string& place, bool ties,
                   int64_t percent = 100) const;
  // Against the median occupation: the lower one of an even number.
  Truth AgainstMedian(Measure measure, const std::string& place,
                      bool ties) const;
  // Against the occupation that `quarters` fourths do not exceed.
  Truth AgainstQuartile(size_t quarters, Measure measure,
                        const std::string& place, bool ties) const;
  Truth AgainstMean(Measure measure, const std::string& place,
                    bool ties = false) const;
  Truth AtLeast(Measure measure, const std::string& place, int64_t least) const;
  Truth Above(Measure measure, const std::string& place, int64_t bound) const;
  Truth LevelIn(Measure measure, const std::vector<int64_t>& levels) const;
  // The 75th over the 25th percentile against its median over occupations.
  Truth SpreadAboveMedian() const;
  // A ratio in the region against its median over occupations.
  Truth RatioAgainstMedian(Measure top, Measure bottom, bool ties) const;
  // Whether the measure is at least so many of `parts` parts of all
  // occupations' in the region.
  Truth ShareAtLeast(Measure measure, int64_t share, int64_t parts) const;
  // The growth of ten years, made yearly, against a share of that of all
  // occupations.
  Truth GrowthReaches(double share) const;
};

}  // namespace plumbline::alignment::reference

#endif  // PLUMBLINE_TESTS_CONFORMANCE_POLICIES_PLAIN_MARKET_H_
