#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_MARGIN_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_MARGIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"

namespace plumbline::alignment {

// A change that would turn a verdict into another one. The numbers of Kind are
// those of Margin.Kind in alignment.proto.
struct Margin {
  enum class Kind : uint8_t {
    kFigure = 1,
    kThreshold = 2,
    kLink = 3,
    kUnknownFigure = 4,
  };

  Kind kind = Kind::kFigure;
  // Empty for a threshold.
  std::optional<OccupationIndex> occupation;
  // Empty for a link.
  std::string clause;
  // Relative to what it is, in thousandths of a percent; 0 for a link and for
  // an unknown figure.
  int64_t change_milli_percent = 0;
  Verdict verdict = Verdict::kUnspecified;
  // One plain sentence.
  std::string message;
};

// How far the verdict on a program is from another one: of each kind the
// smallest change that turns it, figures and thresholds first, the smallest
// first. Benchmarks are taken as they are while a figure changes, and figures
// while a benchmark does; where ranks and points decide, other groups and
// figures stay as they are; lists do not change. Empty when no single change
// turns it.
std::vector<Margin> MarginsOf(const BoundPolicy& policy, RegionIndex region,
                              const ProgramFacts& program);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_MARGIN_H_
