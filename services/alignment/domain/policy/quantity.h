#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_QUANTITY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_QUANTITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/alignment/domain/policy/citation.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// What is measured and what with it is compared. Mirrors
// proto/plumbline/alignment/v1/policy.proto number by number.

enum class Comparator : uint8_t {
  kUnspecified = 0,
  kGreaterThan = 1,
  kAtLeast = 2,
  kLessThan = 3,
  kAtMost = 4,
};

// The place whose figures are read; unspecified is the region that is scored.
enum class Scope : uint8_t {
  kUnspecified = 0,
  kRegion = 1,
  kState = 2,
  kNation = 3,
};

// What is measured for an occupation.
struct Quantity {
  // The numbers are those of the fields of the oneof.
  enum class Kind : uint8_t {
    kUnspecified = 0,
    // `measure` as published, in its own unit.
    kMeasure = 1,
    // `measure` divided by `denominator`; shown in thousandths.
    kRatio = 2,
    // `measure` over that of all occupations of the place, in thousandths of a
    // percent.
    kShare = 5,
    // EMPLOYMENT_CHANGE_PERCENT of a horizon made yearly, in thousandths of a
    // percent.
    kYearlyGrowth = 6,
    // A count of O*NET descriptors.
    kDescriptorCount = 7,
  };
  enum class YearlyMethod : uint8_t {
    kUnspecified = 0,
    kAverage = 1,
    kCompound = 2,
  };

  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  // kRatio: what `measure` is divided by.
  vocabulary::Measure denominator = vocabulary::Measure::kUnspecified;
  Scope scope = Scope::kUnspecified;
  // For projections: the horizon that the rule means; 0 takes any.
  int32_t horizon_years = 0;
  Kind kind = Kind::kMeasure;
  // kYearlyGrowth.
  YearlyMethod method = YearlyMethod::kUnspecified;
  // kDescriptorCount: which elements, `2.A`, on which scale, `IM`, and from
  // which rating on, in hundredths.
  std::string element_prefix = {};
  std::string scale = {};
  int32_t minimum = 0;

  bool is_ratio() const { return kind == Kind::kRatio; }
  // The measure whose unit and spelling its values have when people read them.
  vocabulary::Measure shown_as() const;
};

// What a quantity is compared with.
struct Benchmark {
  enum class Kind : uint8_t {
    kUnspecified = 0,
    kConstant = 1,
    kAllOccupations = 2,
    kAcrossOccupations = 3,
    kNamed = 5,
    kTableValue = 6,
  };
  enum class Statistic : uint8_t {
    kUnspecified = 0,
    kMean = 1,
    kPercentile = 2,
  };

  Kind kind = Kind::kUnspecified;
  // kConstant: in the unit of the measure; thousandths for a ratio.
  int64_t value = 0;
  std::string year;
  // kAllOccupations: unspecified is the quantity that is compared.
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  // kAcrossOccupations.
  Statistic statistic = Statistic::kUnspecified;
  int32_t percentile_milli = 0;
  // kAllOccupations, kAcrossOccupations.
  Scope scope = Scope::kUnspecified;
  // kNamed: a benchmark of the policy. kTableValue: a table of the policy.
  std::string name = {};
  // kTableValue: the row.
  std::string row = {};
  // The share of it, in thousandths of a percent; 0 is all of it.
  int32_t percent_milli = 0;
};

struct NamedBenchmark {
  std::string name;
  Benchmark benchmark;
};

// Numbers by region and name that a rule refers to.
struct ValueTable {
  struct Row {
    std::string region;
    std::string name;
    int64_t value = 0;
  };

  std::string id;
  Citation citation;
  // The measure in whose unit the numbers are.
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  std::string year;
  std::vector<Row> rows;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_QUANTITY_H_
