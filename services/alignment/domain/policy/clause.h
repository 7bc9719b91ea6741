#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CLAUSE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CLAUSE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/region_kind.h"
#include "services/alignment/domain/policy/citation.h"
#include "services/alignment/domain/policy/quantity.h"

namespace plumbline::alignment {

// What gives points under a kScore clause.
struct ScoreComponent {
  enum class Binning : uint8_t { kUnspecified = 0, kDecile = 1, kZScore = 2 };

  Quantity quantity;
  Binning binning = Binning::kUnspecified;
  // In thousandths.
  int32_t weight_milli = 0;
};

// A class of a kClassify clause; its clause is at the same place in
// Clause::clauses.
struct ClassOption {
  std::string name;
  bool passes = false;
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
    kInList = 9,
    kCodeMatches = 10,
    kRank = 11,
    kScore = 12,
    kClassify = 13,
    kRegionKind = 14,
  };

  std::string id;
  std::optional<Citation> citation;
  Kind kind = Kind::kUnspecified;
  // kAll, kAny, kAtLeast: the clauses. kNot: the one clause. kRank: what takes
  // groups out. kClassify: when each of `classes` holds.
  std::vector<Clause> clauses;
  // kAtLeast: how many have to pass. kRank: how many groups are first.
  int32_t count = 0;
  // kCompare, kRank; kOneOf reads the quantity's measure and scope.
  Quantity quantity;
  // kCompare, kScore.
  Comparator comparator = Comparator::kUnspecified;
  Benchmark benchmark;
  // kOneOf: the levels that pass, by name. kCodeMatches: the patterns.
  std::vector<std::string> levels;
  // kInList: the list's id.
  std::string list = {};
  // kRank: how many digits of the code make a group.
  int32_t group_digits = 0;
  // kRank: an occupation without a row in the place adds nothing to its group,
  // instead of leaving it unknown.
  bool unpublished_counts_nothing = false;
  // kScore: the cut in thousandths of a point.
  std::vector<ScoreComponent> components = {};
  int32_t cut_milli = 0;
  // kScore: points are made over the occupations that meet the guards.
  bool among_guarded = false;
  // kClassify: the classes, and what is said where none holds.
  std::vector<ClassOption> classes = {};
  ClassOption otherwise = {};
  // kRegionKind: the kinds that pass.
  std::vector<RegionKind> region_kinds = {};
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CLAUSE_H_
