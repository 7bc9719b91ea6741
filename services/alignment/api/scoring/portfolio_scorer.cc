#include "services/alignment/api/scoring/portfolio_scorer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/scoring/programs/program_region.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

using Entry = PortfolioScorer::Entry;

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

std::vector<Entry> Chosen(const std::vector<Entry>& entries,
                          const std::vector<uint32_t>& places) {
  std::vector<Entry> chosen;
  chosen.reserve(places.size());
  for (const uint32_t place : places) chosen.push_back(entries[place]);
  return chosen;
}

// Portfolios that are kept: what workers that are on as many slices need.
constexpr size_t kShared = 8;

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

struct PortfolioScorer::Shared {
  // What it is made of.
  const std::vector<const LinkSet*>* links = nullptr;
  std::vector<uint32_t> places;

  std::vector<RegionIndex> regions;
  PortfolioGroups groups;
  std::vector<uint8_t> wanted;
};

absl::StatusOr<std::shared_ptr<PortfolioScorer>> PortfolioScorer::Create(
    std::shared_ptr<const RunInputs> inputs) {
  PLUMBLINE_ASSIGN_OR_RETURN(std::vector<Entry> entries, Entries(*inputs));
  SortByName(*inputs, entries);
  return std::shared_ptr<PortfolioScorer>(
      new PortfolioScorer(std::move(inputs), std::move(entries)));
}

std::shared_ptr<const PortfolioScorer::Shared> PortfolioScorer::SharedBy(
    const OpenEntries& open) {
  const auto& policy = inputs_->policies[open.policy]->bound->policy();
  base::MutexLock lock(&mutex_);
  const std::vector<const LinkSet*>& links = links_.Under(policy.link_rule);
  for (const auto& shared : shared_) {
    if (shared->links == &links && shared->places == open.places) return shared;
  }
  auto shared = std::make_shared<Shared>();
  shared->links = &links;
  shared->places = open.places;
  const std::vector<Entry> chosen = Chosen(entries_, open.places);
  shared->regions = DistinctRegions(chosen);
  std::vector<PortfolioEntry> scored;
  scored.reserve(chosen.size());
  for (const Entry& entry : chosen)
    scored.push_back({&inputs_->subjects[entry.subject]->facts,
                      links[entry.subject],
                      PositionOf(shared->regions, entry.region)});
  shared->groups = GroupEntries(*inputs_->edition, shared->regions, scored);
  shared->wanted =
      Wanted(*inputs_->edition, shared->groups, shared->regions.size());
  shared_.push_back(shared);
  if (shared_.size() > kShared) shared_.pop_front();
  return shared;
}

std::vector<ScoredProgram> PortfolioScorer::Score(const OpenEntries& open,
                                                  int threads) {
  const auto shared = SharedBy(open);
  OutcomeTable::Options options;
  options.threads = threads;
  options.wanted = shared->wanted;
  const auto table = OutcomeTable::Compute(
      inputs_->policies[open.policy]->bound, shared->regions, options);
  return ScorePortfolio(*table, shared->groups, threads);
}

}  // namespace plumbline::alignment
