#include "services/alignment/api/run_scorer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/record_codec.h"
#include "services/alignment/api/run_loader.h"
#include "services/alignment/domain/scoring/kernel.h"
#include "services/alignment/domain/scoring/program_region.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

// A program in a region, by their places in the inputs and in the table.
struct Entry {
  size_t subject = 0;
  RegionIndex region = 0;
};

absl::StatusOr<std::vector<Entry>> Entries(const RunInputs& inputs) {
  std::vector<Entry> entries;
  for (size_t i = 0; i < inputs.subjects.size(); ++i) {
    if (inputs.regions.empty()) {
      PLUMBLINE_ASSIGN_OR_RETURN(
          const RegionIndex own,
          OwnRegion(*inputs.edition, *inputs.subjects[i]));
      entries.push_back({i, own});
    }
    for (const RegionIndex region : inputs.regions) {
      entries.push_back({i, region});
    }
  }
  return entries;
}

std::vector<RegionIndex> DistinctRegions(const std::vector<Entry>& entries) {
  std::vector<RegionIndex> regions;
  for (const Entry& entry : entries) regions.push_back(entry.region);
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  return regions;
}

uint32_t PositionOf(const std::vector<RegionIndex>& regions,
                    RegionIndex region) {
  return static_cast<uint32_t>(
      std::lower_bound(regions.begin(), regions.end(), region) -
      regions.begin());
}

// What was computed: run, grace and the flags' runs come from the comparison
// with what was said before.
Answer AnswerOf(const Policy& policy, const ScoredProgram& scored) {
  Answer answer;
  answer.verdict = static_cast<v1::Verdict>(scored.verdict);
  for (size_t i = 0; i < policy.dimensions.size(); ++i)
    answer.dimensions.emplace_back(
        static_cast<v1::Dimension>(policy.dimensions[i].dimension),
        static_cast<v1::Verdict>(scored.dimension_verdicts[i]));
  // By the number of their reason.
  for (FlagMask left = scored.flag_mask; left != 0; left &= left - 1)
    answer.flags.push_back(
        {static_cast<v1::FlagReason>(__builtin_ctz(left)), 0});
  return answer;
}

// What is the same whichever run says it.
Answer WithoutHistory(Answer answer) {
  answer.run = 0;
  answer.grace = {};
  const auto at_risk = std::remove_if(
      answer.flags.begin(), answer.flags.end(),
      [](const RaisedFlag& flag) { return flag.reason == v1::AT_RISK; });
  answer.flags.erase(at_risk, answer.flags.end());
  for (RaisedFlag& flag : answer.flags) flag.since_run = 0;
  return answer;
}

// This version of the code's, for all rows that it scores.
const std::shared_ptr<const std::string>& ThisModel() {
  static const auto& model =
      *new std::shared_ptr<const std::string>(std::make_shared<std::string>(
          kModelVersion.data(), kModelVersion.size()));
  return model;
}

// The rows of one policy, taken over or scored.
class PolicyRows {
 public:
  PolicyRows(const RunInputs& inputs,
             const std::shared_ptr<const PolicyInUse>& policy,
             const RunView* before)
      : inputs_(inputs), policy_(policy), before_(before) {}

  // What the same inputs said before of an entry; nothing when they did not.
  std::optional<ViewRow> TakenOver(const Entry& entry) const {
    if (before_ == nullptr || !SameEdition()) return std::nullopt;
    ViewRow row = Unscored(entry);
    const auto found = before_->Find(PartsOf(row));
    if (!found) return std::nullopt;
    const ViewRow& earlier = before_->rows()[*found];
    if (!SameInputs(earlier, row)) return std::nullopt;
    row.answer = WithoutHistory(earlier.answer);
    row.record_sha256 = earlier.record_sha256;
    return row;
  }

  ViewRow Scored(const Entry& entry, const ScoredProgram& scored) const {
    ViewRow row = Unscored(entry);
    row.answer = AnswerOf(policy_->bound->policy(), scored);
    row.record_sha256 = scored.record_sha256;
    return row;
  }

 private:
  bool SameEdition() const {
    return before_->run().edition() == inputs_.edition->name();
  }

  ViewRow Unscored(const Entry& entry) const {
    ViewRow row;
    row.subject = inputs_.subjects[entry.subject];
    row.policy = policy_;
    row.region = entry.region;
    row.model_version = ThisModel();
    return row;
  }

  const RunInputs& inputs_;
  const std::shared_ptr<const PolicyInUse>& policy_;
  const RunView* const before_;
};

// The programs in their regions, with the links that a rule looks at, and what
// they want to know.
struct Portfolio {
  std::vector<PortfolioEntry> entries;
  PortfolioGroups groups;
  std::vector<uint8_t> wanted;
};

Portfolio PortfolioOf(const RunInputs& inputs,
                      const std::vector<Entry>& entries,
                      const std::vector<RegionIndex>& regions,
                      const std::vector<const LinkSet*>& links) {
  Portfolio portfolio;
  portfolio.entries.reserve(entries.size());
  for (const Entry& entry : entries) {
    portfolio.entries.push_back({&inputs.subjects[entry.subject]->facts,
                                 links[entry.subject],
                                 PositionOf(regions, entry.region)});
  }
  portfolio.groups = GroupEntries(*inputs.edition, regions, portfolio.entries);
  portfolio.wanted = Wanted(*inputs.edition, portfolio.entries, regions.size());
  return portfolio;
}

// Sorts entries as the names of their alignments are, whatever the policy.
void SortByName(const RunInputs& inputs, std::vector<Entry>& entries) {
  const auto parts = [&](const Entry& entry) {
    return NameParts{inputs.subjects[entry.subject]->subject.program.name(),
                     inputs.edition->region_id(entry.region), ""};
  };
  const auto less = [&](const Entry& a, const Entry& b) {
    return CompareNames(parts(a), parts(b)) < 0;
  };
  // The catalog answers in the order of names.
  if (!std::is_sorted(entries.begin(), entries.end(), less))
    std::sort(entries.begin(), entries.end(), less);
}

// The place of each policy in the order of ids.
std::vector<size_t> PlacesOf(
    const std::vector<std::shared_ptr<const PolicyInUse>>& policies) {
  std::vector<size_t> places;
  for (const auto& policy : policies)
    places.push_back(static_cast<size_t>(std::count_if(
        policies.begin(), policies.end(),
        [&](const auto& other) { return other->id < policy->id; })));
  return places;
}

std::vector<Entry> Chosen(const std::vector<Entry>& entries,
                          const std::vector<size_t>& places) {
  std::vector<Entry> chosen;
  chosen.reserve(places.size());
  for (const size_t place : places) chosen.push_back(entries[place]);
  return chosen;
}

// Scores entries under one policy after the other; those of the same entries
// that look at the same links share a portfolio.
class PortfolioScorer {
 public:
  // `entries` are those of the run, and outlive the object.
  PortfolioScorer(const RunInputs& inputs, const std::vector<Entry>& entries,
                  int threads)
      : inputs_(inputs), entries_(entries), threads_(threads) {}

  // Of the entries at these places.
  std::vector<ScoredProgram> Score(const PolicyInUse& policy,
                                   const std::vector<size_t>& places,
                                   const std::vector<const LinkSet*>& links) {
    Shared& shared = shared_[&links];
    if (shared.places != places) {
      const std::vector<Entry> chosen = Chosen(entries_, places);
      shared.places = places;
      shared.regions = DistinctRegions(chosen);
      shared.portfolio = PortfolioOf(inputs_, chosen, shared.regions, links);
    }
    OutcomeTable::Options options;
    options.threads = threads_;
    options.wanted = shared.portfolio.wanted;
    const auto table =
        OutcomeTable::Compute(policy.bound, shared.regions, options);
    return ScorePortfolio(*table, shared.portfolio.entries,
                          shared.portfolio.groups, threads_);
  }

 private:
  struct Shared {
    std::vector<size_t> places;
    std::vector<RegionIndex> regions;
    Portfolio portfolio;
  };

  const RunInputs& inputs_;
  const std::vector<Entry>& entries_;
  const int threads_;
  // By the links that are looked at.
  std::map<const std::vector<const LinkSet*>*, Shared> shared_;
};

}  // namespace

const std::vector<const LinkSet*>& PortfolioLinks::Under(const LinkRule& rule) {
  const bool texts = rule.reads_texts();
  Kept& kept = kept_[texts ? 1 : 0];
  if (kept.shared != nullptr) return kept.of_subject;
  kept.shared =
      std::make_unique<SharedLinks>(*inputs_.edition, ReadTexts{texts});
  kept.of_subject.reserve(inputs_.subjects.size());
  for (const auto& subject : inputs_.subjects)
    kept.of_subject.push_back(kept.shared->Of(subject->facts));
  return kept.of_subject;
}

absl::StatusOr<RegionIndex> OwnRegion(const Edition& edition,
                                      const SubjectInUse& subject) {
  if (const auto choice = ChooseRegion(edition, subject.facts))
    return choice->region;
  const std::string& program = subject.subject.program.name();
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kRegionUnknown,
      absl::StrCat(edition.name(), " has neither the region of ", program,
                   " nor regions/us: name the regions to score"),
      {{"program", program}, {"edition", edition.name()}});
}

absl::StatusOr<std::vector<ViewRow>> ScoreRun(const RunInputs& inputs,
                                              int threads,
                                              const RunView* before) {
  PLUMBLINE_ASSIGN_OR_RETURN(std::vector<Entry> entries, Entries(inputs));
  SortByName(inputs, entries);
  const std::vector<size_t> places = PlacesOf(inputs.policies);
  PortfolioLinks links(inputs);
  PortfolioScorer scorer(inputs, entries, threads);
  std::vector<ViewRow> rows(entries.size() * inputs.policies.size());
  for (size_t p = 0; p < inputs.policies.size(); ++p) {
    const auto& policy = inputs.policies[p];
    const PolicyRows policy_rows(inputs, policy, before);
    const auto row_at = [&](size_t entry) -> ViewRow& {
      return rows[entry * inputs.policies.size() + places[p]];
    };
    std::vector<size_t> open;
    for (size_t i = 0; i < entries.size(); ++i) {
      if (auto row = policy_rows.TakenOver(entries[i])) {
        row_at(i) = *std::move(row);
      } else {
        open.push_back(i);
      }
    }
    if (open.empty()) continue;
    const auto scored = scorer.Score(
        *policy, open, links.Under(policy->bound->policy().link_rule));
    for (size_t i = 0; i < open.size(); ++i) {
      const Entry& entry = entries[open[i]];
      row_at(open[i]) = policy_rows.Scored(entry, scored[i]);
    }
  }
  return rows;
}

}  // namespace plumbline::alignment
