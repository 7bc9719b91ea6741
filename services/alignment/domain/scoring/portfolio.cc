#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/link_ruling.h"
#include "services/alignment/domain/record/canonical.h"
#include "services/alignment/domain/scoring/counted_links.h"
#include "services/alignment/domain/scoring/flags.h"
#include "services/alignment/domain/scoring/kernel.h"
#include "services/alignment/domain/scoring/link_rule.h"
#include "services/alignment/domain/scoring/program_region.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

// Scores entries one after the other, with buffers of its own for one thread.
class Scorer {
 public:
  Scorer(const OutcomeTable& table, const std::vector<std::string>& excluded_by)
      : table_(table),
        edition_(table.policy().edition()),
        policy_(table.policy().policy()),
        excluded_by_(excluded_by) {}

  ScoredProgram Score(const PortfolioEntry& entry) {
    Reset();
    AddLinks(entry);
    ScoredProgram scored;
    scored.verdict = OrUnrated(ApplyToOutcomes(policy_.link_rule, by_plane_[0]),
                               all_unrated_);
    const size_t dimensions = policy_.dimensions.size();
    for (size_t i = 0; i < dimensions; ++i)
      scored.dimension_verdicts[i] =
          ApplyToOutcomes(policy_.link_rule, by_plane_[i + 1]);
    const auto verdicts =
        absl::MakeConstSpan(scored.dimension_verdicts.data(), dimensions);
    grounds_.verdict = scored.verdict;
    grounds_.dimension_verdicts = verdicts;
    grounds_.region_fell_back =
        FellBack(edition_, table_.regions()[entry.position], *entry.program);
    scored.flag_mask = FlagsOf(edition_, policy_, *entry.links, grounds_);
    EncodeRecord(
        edition_,
        {entry.program->revision_id, policy_.name, table_.policy().digest(),
         edition_.name(), edition_.region_id(table_.regions()[entry.position])},
        *entry.links, record_links_, scored.verdict, verdicts, &bytes_);
    scored.record_sha256 = base::Sha256(bytes_);
    return scored;
  }

 private:
  void Reset() {
    for (auto& outcomes : by_plane_) outcomes.clear();
    record_links_.clear();
    grounds_ = {};
    all_unrated_ = true;
  }

  void AddLinks(const PortfolioEntry& entry) {
    const auto prefix_of = [this](OccupationIndex occupation) {
      return absl::string_view(excluded_by_[occupation]);
    };
    const LinkRuling ruling(policy_.link_rule, *entry.links, prefix_of);
    for (const Link& link : entry.links->links) {
      RecordLink record{&link, ruling.ExcludedBy(link), {}};
      if (record.excluded_by.empty()) {
        grounds_.by_text = grounds_.by_text || link.basis == LinkBasis::kText;
        const OutcomeTable::Score& score =
            table_.ScoreAt(entry.position, link.occupation);
        record.occupation_part = score.occupation_part;
        Count(entry.position, link.occupation, score);
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
                            absl::Span<const PortfolioEntry> entries,
                            size_t positions) {
  const size_t occupations = edition.occupation_count();
  std::vector<uint8_t> wanted(positions * occupations);
  for (const PortfolioEntry& entry : entries) {
    for (const Link& link : entry.links->links)
      wanted[entry.position * occupations + link.occupation] = 1;
  }
  return wanted;
}

std::vector<ScoredProgram> ScorePortfolio(
    const OutcomeTable& table, absl::Span<const PortfolioEntry> entries,
    int threads) {
  const std::vector<std::string> excluded = ExcludedPrefixes(
      table.policy().edition(), table.policy().policy().link_rule);
  std::vector<ScoredProgram> scored(entries.size());
  base::ForRanges(entries.size(), threads, [&](size_t begin, size_t end) {
    Scorer scorer(table, excluded);
    for (size_t i = begin; i < end; ++i) scored[i] = scorer.Score(entries[i]);
  });
  return scored;
}

}  // namespace plumbline::alignment
