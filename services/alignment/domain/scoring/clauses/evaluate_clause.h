#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EVALUATE_CLAUSE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EVALUATE_CLAUSE_H_

#include <cstdint>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"

namespace plumbline::alignment {

// The outcome of a clause, why it is unknown if it is, and whether any of its
// figures was borrowed.
struct Said {
  Outcome outcome = Outcome::kUnknown;
  FlagMask reasons = 0;
  bool borrowed = false;
};

// Evaluates the clauses of one occupation in one region. What they saw is kept
// only where the caller gives a place for it.
class ClauseEvaluation {
 public:
  // `policy` outlives the object.
  ClauseEvaluation(const BoundPolicy& policy, RegionIndex region,
                   OccupationIndex occupation)
      : policy_(policy), region_(region), occupation_(occupation) {}

  // `seen` may be null.
  Said Evaluate(const BoundClause& bound, ClauseResult* seen) const;

 private:
  Said EvaluateKind(const BoundClause& bound, ClauseResult* seen) const;
  Said Join(const BoundClause& bound, int32_t count, ClauseResult* seen) const;
  Said Compare(const BoundClause& bound, ClauseResult* seen) const;
  // The probability that a comparison passes, in thousandths; kNotKnown when
  // the figures' errors are not known. What it rests on is written to `seen`.
  int32_t ProbabilityOf(const BoundClause& bound, RegionIndex place,
                        RegionIndex benchmark_place, ClauseResult* seen) const;
  // What a comparison says at the confidence that the policy asks for.
  Said AtConfidence(const Said& said, const Measured& measured,
                    int32_t probability_milli) const;
  Said OneOf(const BoundClause& bound, ClauseResult* seen) const;
  Said InList(const BoundClause& bound, ClauseResult* seen) const;
  Said CodeMatches(const BoundClause& bound) const;
  Said OfRegion(const BoundClause& bound, ClauseResult* seen) const;
  Said Rank(const BoundClause& bound, ClauseResult* seen) const;
  Said Score(const BoundClause& bound, ClauseResult* seen) const;
  Said Classify(const BoundClause& bound, ClauseResult* seen) const;

  const BoundPolicy& policy_;
  const RegionIndex region_;
  const OccupationIndex occupation_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EVALUATE_CLAUSE_H_
