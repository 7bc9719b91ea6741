#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_RANDOM_MARKET_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_RANDOM_MARKET_H_

#include <cstdint>
#include <memory>
#include <random>
#include <string>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/testing/tiny_world.h"

namespace plumbline::alignment::testing {

// Random numbers that are the same on every machine.
class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  // From 0 to below `below`.
  int Below(int below) {
    return static_cast<int>(engine_() % static_cast<uint32_t>(below));
  }
  bool OneIn(int n) { return Below(n) == 0; }
  Scope AnyScope() { return static_cast<Scope>(Below(4)); }

 private:
  std::mt19937 engine_;
};

// A labor market of random figures, in which everything that publishers do
// happens: figures withheld, top-coded, too large, of another vintage, totals
// over several years, one code for two occupations, regions without a row.
struct MarketSize {
  int regions = 0;      // The nation, three states, and areas.
  int occupations = 0;  // At least 8; the last two teach in colleges.
};
TinyWorld RandomMarketOf(Dice* dice, const MarketSize& size);

// The id of a region and the code of an occupation, by number.
std::string MarketRegion(int region);
std::string MarketCode(const MarketSize& size, int occupation);

// A policy with clauses of every kind, guards, exceptions, a list, a link rule,
// now and then a confidence: bound to the market's edition. Drawn again when
// the dice made one with a problem, such as a mean of shares.
std::shared_ptr<const BoundPolicy> RandomPolicyOn(
    Dice* dice, const MarketSize& size,
    const std::shared_ptr<const Edition>& edition);

}  // namespace plumbline::alignment::testing

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_RANDOM_MARKET_H_
