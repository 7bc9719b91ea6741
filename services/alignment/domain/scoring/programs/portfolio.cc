#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/link_ruling.h"
#include "services/alignment/domain/record/canonical.h"
#include "services/alignment/domain/scoring/programs/counted_links.h"
#include "services/alignment/domain/scoring/programs/flags.h"
#include "services/alignment/domain/scoring/programs/kernel.h"
#include "services/alignment/domain/scoring/programs/link_rule.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

// A verdict, and the digest of its judgement in the place of its record's.
using Judged = ScoredProgram;

// Judges groups one after the other, with buffers of its own for one thread.
class Judge {
 public:
  Judge(const OutcomeTable& table, const std::vector<std::string>& excluded_by)
      : table_(table),
        edition_(table.policy().edition()),
        policy_(table.policy().policy()),
        excluded_by_(excluded_by) {}

  Judged Score(const PortfolioGroup& group) {
    Reset();
    AddLinks(group);
    Judged judged;
    judged.verdict = OrUnrated(ApplyToOutcomes(policy_.link_rule, by_plane_[0]),
                               all_unrated_);
    const size_t dimensions = policy_.dimensions.size();
    for (size_t i = 0; i < dimensions; ++i)
      judged.dimension_verdicts[i] =
          ApplyToOutcomes(policy_.link_rule, by_plane_[i + 1]);
    const auto verdicts =
        absl::MakeConstSpan(judged.dimension_verdicts.data(), dimensions);
    grounds_.verdict = judged.verdict;
    grounds_.dimension_verdicts = verdicts;
    grounds_.region_fell_back = group.region_fell_back;
    judged.flag_mask = FlagsOf(edition_, policy_, *group.links, grounds_);
    EncodeJudgement(edition_,
                    {policy_.name, table_.policy().digest(), edition_.name(),
                     edition_.region_id(table_.regions()[group.position])},
                    *group.links, record_links_, judged.verdict, verdicts,
                    &bytes_);
    judged.record_sha256 = base::Sha256(bytes_);
    return judged;
  }

 private:
  void Reset() {
    for (auto& outcomes : by_plane_) outcomes.clear();
    record_links_.clear();
    grounds_ = {};
    all_unrated_ = true;
  }

  void AddLinks(const PortfolioGroup& group) {
    const auto prefix_of = [this](OccupationIndex occupation) {
      return absl::string_view(excluded_by_[occupation]);
    };
    const LinkRuling ruling(policy_.link_rule, *group.links, prefix_of);
    for (const Link& link : group.links->links) {
      RecordLink record{&link, ruling.ExcludedBy(link), {}};
      if (record.excluded_by.empty()) {
        grounds_.by_text = grounds_.by_text || link.basis == LinkBasis::kText;
        const OutcomeTable::Score& score =
            table_.ScoreAt(group.position, link.occupation);
        record.occupation_part = score.occupation_part;
        Count(group.position, link.occupation, score);
      }
      record_links_.push_back(record);
    }
  }

  void Count(size_t position, OccupationIndex occupation,
             const OutcomeTable::Score& score) {
    const int64_t weight = table_.WeightAt(position, occupation);
    for (size_t plane = 0; plane < table_.plane_count(); ++plane) {
      const Outcome outcome = table_.At(plane, position, occupation);
      by_plane_[plane].push_back({outcome, weight});
      if (plane > 0 && outcome == Outcome::kFail)
        grounds_.failed_dimensions |= uint32_t{1} << (plane - 1);
    }
    grounds_.unknown_reasons |= score.unknown_reasons | score.weight_reasons;
    grounds_.borrowed = grounds_.borrowed || score.borrowed;
    grounds_.by_exception = grounds_.by_exception || score.by_exception;
    all_unrated_ = all_unrated_ && table_.IsUnrated(position, occupation);
  }

  const OutcomeTable& table_;
  const Edition& edition_;
  const Policy& policy_;
  const std::vector<std::string>& excluded_by_;
  std::array<std::vector<WeighedOutcome>, 4> by_plane_;
  std::vector<RecordLink> record_links_;
  FlagGrounds grounds_;
  bool all_unrated_ = true;
  std::string bytes_;
};

}  // namespace

std::vector<uint8_t> Wanted(const Edition& edition,
                            const PortfolioGroups& groups, size_t positions) {
  const size_t occupations = edition.occupation_count();
  std::vector<uint8_t> wanted(positions * occupations);
  for (const PortfolioGroup& group : groups.groups) {
    for (const Link& link : group.links->links)
      wanted[group.position * occupations + link.occupation] = 1;
  }
  return wanted;
}

std::vector<ScoredProgram> ScorePortfolio(const OutcomeTable& table,
                                          const PortfolioGroups& groups,
                                          int threads) {
  const std::vector<std::string> excluded = ExcludedPrefixes(
      table.policy().edition(), table.policy().policy().link_rule);
  std::vector<Judged> judged(groups.groups.size());
  base::ForRanges(judged.size(), threads, [&](size_t begin, size_t end) {
    Judge judge(table, excluded);
    for (size_t i = begin; i < end; ++i)
      judged[i] = judge.Score(groups.groups[i]);
  });
  std::vector<ScoredProgram> scored(groups.of_entry.size());
  base::ForRanges(scored.size(), threads, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      scored[i] = judged[groups.of_entry[i]];
      scored[i].record_sha256 =
          RecordDigest(scored[i].record_sha256, groups.revision(i));
    }
  });
  return scored;
}

}  // namespace plumbline::alignment
