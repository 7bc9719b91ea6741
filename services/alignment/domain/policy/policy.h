#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_POLICY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_POLICY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// A state's definition of high-skill, high-wage and in-demand as data. Mirrors
// proto/plumbline/alignment/v1/policy.proto field by field and number by
// number; docs/policies.md says what each construct means.

struct Citation {
  std::string authority;
  std::string document;
  std::string address;
  std::string vintage;
  bool operator==(const Citation&) const = default;
};

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

// A measure, or one divided by another.
struct Quantity {
  vocabulary::Measure measure = vocabulary::Measure::kUnspecified;
  // Set for a ratio: what `measure` is divided by.
  vocabulary::Measure denominator = vocabulary::Measure::kUnspecified;
  Scope scope = Scope::kUnspecified;
  // For projections: the horizon that the rule means; 0 takes any.
  int32_t horizon_years = 0;

  bool is_ratio() const {
    return denominator != vocabulary::Measure::kUnspecified;
  }
};

// What a quantity is compared with.
struct Benchmark {
  enum class Kind : uint8_t {
    kUnspecified = 0,
    kConstant = 1,
    kAllOccupations = 2,
    kAcrossOccupations = 3,
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
  // The share of it, in thousandths of a percent; 0 is all of it.
  int32_t percent_milli = 0;
};

// A condition on an occupation in a region.
struct Clause {
  // The numbers are those of the fields of the oneof.
  enum class Kind : uint8_t {
    kUnspecified = 0,
    kAll = 3,
    kAny = 4,
    kAtLeast = 5,
    kNot = 6,
    kCompare = 7,
    kOneOf = 8,
  };

  std::string id;
  std::optional<Citation> citation;
  Kind kind = Kind::kUnspecified;
  // kAll, kAny, kAtLeast: the clauses. kNot: the one clause.
  std::vector<Clause> clauses;
  // kAtLeast: how many have to pass.
  int32_t count = 0;
  // kCompare; kOneOf reads the quantity's measure and scope.
  Quantity quantity;
  Comparator comparator = Comparator::kUnspecified;
  Benchmark benchmark;
  // kOneOf: the levels that pass, by name.
  std::vector<std::string> levels;
};

enum class Dimension : uint8_t {
  kUnspecified = 0,
  kHighWage = 1,
  kHighSkill = 2,
  kInDemand = 3,
};

struct DimensionRule {
  Dimension dimension = Dimension::kUnspecified;
  Clause clause;
};

// How the outcomes of linked occupations make the verdict of a program.
struct LinkRule {
  enum class Kind : uint8_t {
    kUnspecified = 0,
    kAny = 1,
    kAll = 2,
    kShare = 3
  };

  Kind kind = Kind::kUnspecified;
  // kShare: the least share, in thousandths of a percent.
  int32_t share_milli = 0;
  // kShare: the measure that weighs an occupation; unspecified counts each
  // once.
  vocabulary::Measure weight = vocabulary::Measure::kUnspecified;
  // `25-1` keeps teachers in colleges out.
  std::vector<std::string> excluded_prefixes;
  bool declared_first = false;
  bool declared_only = false;
};

struct Policy {
  enum class Status : uint8_t { kUnspecified = 0, kDraft = 1, kPublished = 2 };

  // `policies/us-or/versions/1`.
  std::string name;
  std::string title;
  // `regions/us-or`.
  std::string jurisdiction;
  Citation citation;
  std::string effective_from;
  std::string effective_until;
  Status status = Status::kUnspecified;
  std::vector<std::string> draft_reasons;
  std::vector<DimensionRule> dimensions;
  int32_t dimensions_required = 0;
  LinkRule link_rule;
  bool borrow = false;
  std::vector<std::string> readings;
};

// "HIGH_WAGE" in the API, "high-wage" for people.
const char* DimensionName(Dimension dimension);
const char* DimensionTitle(Dimension dimension);
// The level of that name on the scale of `measure`: `BACHELOR`; job zones and
// vocational preparation are named by their number, `4`. Nothing when there is
// none.
std::optional<int64_t> LevelNamed(vocabulary::Measure measure,
                                  const std::string& name);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_POLICY_H_
