#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_CROSS_FOOT_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_CROSS_FOOT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor::completions {

// Gate `cross-foot`: what an institution awarded in all programs is its total,
// for each major and level. A warning each, fatal above 1 % of the totals.
class CrossFoot {
 public:
  // UNITID, major and award level.
  using Key = std::tuple<uint32_t, uint8_t, uint8_t>;

  void AddProgram(const Key& key, uint32_t awards);
  // False when the total was printed before.
  bool AddTotal(const Key& key, uint32_t awards, uint32_t row);

  void Report(const std::string& file, GateReport* report) const;

 private:
  struct Sums {
    int64_t programs = 0;
    std::optional<int64_t> total;
    uint32_t row = 0;
  };
  std::map<Key, Sums> sums_;
};

}  // namespace plumbline::labor::completions

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_CROSS_FOOT_H_
