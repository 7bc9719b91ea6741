#include "services/alignment/domain/scoring/programs/evaluate_program.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/record/canonical.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/clauses/explain.h"
#include "services/alignment/domain/scoring/programs/flags.h"
#include "services/alignment/domain/scoring/programs/link_rule.h"
#include "services/alignment/domain/scoring/programs/program_region.h"
#include "services/alignment/domain/scoring/quantities/reasons.h"

namespace plumbline::alignment {
namespace {

// One program in one region, step by step.
class ProgramEvaluation {
 public:
  ProgramEvaluation(const BoundPolicy& policy, RegionIndex region,
                    const ProgramFacts& program)
      : bound_(policy),
        edition_(policy.edition()),
        policy_(policy.policy()),
        region_(region),
        program_(program) {}

  Decision Run() {
    decision_.links = FindLinks(edition_, program_, policy_.link_rule);
    ruled_ = ApplyLinkRule(edition_, policy_.link_rule, decision_.links);
    for (const RuledLink& link : ruled_) AddOccupation(link);
    decision_.verdict =
        OrUnrated(ApplyToOutcomes(policy_.link_rule, overall_), all_unrated_);
    decision_.link_rule_steps.push_back(
        Step("The policy as a whole", overall_, decision_.verdict));
    for (size_t i = 0; i < policy_.dimensions.size(); ++i) AddDimension(i);
    grounds_.verdict = decision_.verdict;
    grounds_.dimension_verdicts = decision_.dimension_verdicts;
    grounds_.region_fell_back = FellBack(edition_, region_, program_);
    decision_.flag_mask = FlagsOf(edition_, policy_, decision_.links, grounds_);
    decision_.flags = DescribeFlags(edition_, policy_, region_, program_,
                                    decision_, decision_.flag_mask);
    AddDigest();
    return std::move(decision_);
  }

 private:
  void AddOccupation(const RuledLink& link) {
    OccupationRecord record;
    record.link = link;
    RecordLink entry{nullptr, {}, {}};
    if (link.counted()) {
      const OccupationIndex occupation = link.link.occupation;
      const OccupationResult result =
          EvaluateOccupation(bound_, region_, occupation);
      record.outcome = result.outcome;
      record.dimension_outcomes = result.dimension_outcomes;
      record.weight = result.weight;
      record.unrated = result.unrated;
      for (const ClauseResult& clause : result.dimensions)
        record.dimensions.push_back(ExplainClause(edition_, clause));
      for (const ClauseResult& clause : result.guards)
        record.guards.push_back(ExplainClause(edition_, clause));
      AddExceptions(result, &record);
      entry.occupation_part =
          base::Sha256(OccupationPart(edition_, occupation, result));
      Count(result);
      grounds_.by_text =
          grounds_.by_text || link.link.basis == LinkBasis::kText;
    }
    record_links_.push_back(entry);
    decision_.occupations.push_back(std::move(record));
  }

  void AddExceptions(const OccupationResult& result,
                     OccupationRecord* record) const {
    if (result.exception != nullptr)
      record->exceptions.push_back(
          ExplainException(*result.exception, "as a whole"));
    for (size_t i = 0; i < result.dimension_exceptions.size(); ++i) {
      if (result.dimension_exceptions[i] != nullptr)
        record->exceptions.push_back(
            ExplainException(*result.dimension_exceptions[i],
                             DimensionTitle(policy_.dimensions[i].dimension)));
    }
  }

  void Count(const OccupationResult& result) {
    const int64_t weight = result.weight ? WeightUnits(*result.weight) : 1;
    overall_.push_back({result.outcome, weight});
    by_dimension_.resize(policy_.dimensions.size());
    for (size_t i = 0; i < by_dimension_.size(); ++i) {
      by_dimension_[i].push_back({result.dimension_outcomes[i], weight});
      if (result.dimension_outcomes[i] == Outcome::kFail)
        grounds_.failed_dimensions |= uint32_t{1} << i;
    }
    grounds_.unknown_reasons |= result.unknown_reasons;
    if (weight < 0)
      grounds_.unknown_reasons |= FlagOf(result.weight->figure.status);
    grounds_.borrowed = grounds_.borrowed || result.borrowed;
    grounds_.by_exception = grounds_.by_exception || result.by_exception();
    all_unrated_ = all_unrated_ && result.unrated;
  }

  void AddDimension(size_t index) {
    by_dimension_.resize(policy_.dimensions.size());
    const Verdict verdict =
        ApplyToOutcomes(policy_.link_rule, by_dimension_[index]);
    decision_.dimension_verdicts.push_back(verdict);
    decision_.link_rule_steps.push_back(
        Step(DimensionName(policy_.dimensions[index].dimension),
             by_dimension_[index], verdict));
  }

  std::string Step(absl::string_view what,
                   const std::vector<WeighedOutcome>& outcomes,
                   Verdict verdict) const {
    int passes = 0;
    int unknowns = 0;
    for (const WeighedOutcome& outcome : outcomes) {
      passes += outcome.outcome == Outcome::kPass ? 1 : 0;
      unknowns += outcome.outcome == Outcome::kUnknown ? 1 : 0;
    }
    const size_t hidden = ruled_.size() - outcomes.size();
    return absl::StrCat(what, ": of ", outcomes.size(), " counted occupations ",
                        passes, " pass and ", unknowns, " are unknown (",
                        hidden, " do not count): ", VerdictName(verdict), ".");
  }

  void AddDigest() {
    for (size_t i = 0; i < ruled_.size(); ++i) {
      record_links_[i].link = &ruled_[i].link;
      record_links_[i].excluded_by = ruled_[i].excluded_by;
    }
    std::string judgement;
    EncodeJudgement(edition_,
                    {policy_.name, bound_.digest(), edition_.name(),
                     edition_.region_id(region_)},
                    decision_.links, record_links_, decision_.verdict,
                    decision_.dimension_verdicts, &judgement);
    decision_.record_sha256 = base::ToHex(
        RecordDigest(base::Sha256(judgement), program_.revision_id));
  }

  const BoundPolicy& bound_;
  const Edition& edition_;
  const Policy& policy_;
  const RegionIndex region_;
  const ProgramFacts& program_;
  Decision decision_;
  std::vector<RuledLink> ruled_;
  std::vector<RecordLink> record_links_;
  std::vector<WeighedOutcome> overall_;
  std::vector<std::vector<WeighedOutcome>> by_dimension_;
  FlagGrounds grounds_;
  bool all_unrated_ = true;
};

}  // namespace

Decision EvaluateProgram(const BoundPolicy& policy, RegionIndex region,
                         const ProgramFacts& program) {
  return ProgramEvaluation(policy, region, program).Run();
}

}  // namespace plumbline::alignment
