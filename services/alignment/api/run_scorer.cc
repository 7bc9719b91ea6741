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

// The flags of a mask, by the number of their reason.
std::vector<RaisedFlag> FlagsOf(FlagMask mask) {
  std::vector<RaisedFlag> flags;
  for (int reason = 1; reason < 32; ++reason) {
    if ((mask >> reason & 1) == 0) continue;
    flags.push_back({static_cast<v1::FlagReason>(reason), 0});
  }
  return flags;
}

int64_t VersionOf(const v1::Policy& policy) {
  return std::stoll(policy.name().substr(policy.name().rfind('/') + 1));
}

// `us-or` of `policies/us-or/versions/1`.
std::string IdOf(const v1::Policy& policy) {
  const std::string after = policy.name().substr(sizeof("policies/") - 1);
  return after.substr(0, after.find('/'));
}

VerdictKey KeyOf(const RunInputs& inputs, const Entry& entry,
                 const PolicyInUse& policy) {
  return {inputs.subjects[entry.subject]->subject.program.name(),
          inputs.edition->region_id(entry.region), IdOf(policy.content)};
}

VerdictRow RowOf(const RunInputs& inputs, const Entry& entry,
                 const PolicyInUse& policy, const ScoredProgram& scored) {
  VerdictRow row;
  row.key = KeyOf(inputs, entry, policy);
  row.policy_version = VersionOf(policy.content);
  row.edition = inputs.edition->name();
  row.subject_sha256 = inputs.subjects[entry.subject]->subject.sha256;
  row.model_version = std::string(kModelVersion.data(), kModelVersion.size());
  row.verdict = static_cast<v1::Verdict>(scored.verdict);
  const auto& dimensions = policy.bound->policy().dimensions;
  for (size_t i = 0; i < dimensions.size(); ++i) {
    row.dimensions.emplace_back(
        static_cast<v1::Dimension>(dimensions[i].dimension),
        static_cast<v1::Verdict>(scored.dimension_verdicts[i]));
  }
  row.flags = FlagsOf(scored.flag_mask);
  row.record_sha256 = base::ToHex(scored.record_sha256);
  return row;
}

// The verdicts of one policy, taken over or scored.
class PolicyRows {
 public:
  PolicyRows(const RunInputs& inputs,
             const std::shared_ptr<const PolicyInUse>& policy,
             const RunView* before)
      : inputs_(inputs), policy_(policy), before_(before) {}

  // What the same inputs said before of an entry; nothing when they did not.
  std::optional<ViewRow> TakenOver(const Entry& entry) const {
    if (before_ == nullptr || !SameEdition()) return std::nullopt;
    const VerdictRow* row = RowBefore(entry);
    if (row == nullptr) return std::nullopt;
    return View(entry, WithoutHistory(*row));
  }

  ViewRow View(const Entry& entry, VerdictRow row) const {
    std::string name = AlignmentName(row.key);
    return {std::move(name), std::move(row), inputs_.subjects[entry.subject],
            policy_, entry.region};
  }

 private:
  bool SameEdition() const {
    return before_->run().edition() == inputs_.edition->name();
  }

  // The row that the same inputs gave; null when there is none.
  const VerdictRow* RowBefore(const Entry& entry) const {
    const auto found =
        before_->Find(AlignmentName(KeyOf(inputs_, entry, *policy_)));
    if (!found) return nullptr;
    const ViewRow& earlier = before_->rows()[*found];
    const bool same =
        earlier.row.edition == inputs_.edition->name() &&
        earlier.row.subject_sha256 ==
            inputs_.subjects[entry.subject]->subject.sha256 &&
        earlier.row.policy_version == VersionOf(policy_->content) &&
        (earlier.policy->bound->day() == policy_->bound->day() ||
         !ReadsDays(policy_->content)) &&
        earlier.row.model_version == kModelVersion;
    return same ? &earlier.row : nullptr;
  }

  // What is the same whichever run says it.
  static VerdictRow WithoutHistory(VerdictRow row) {
    row.run = 0;
    row.grace = {};
    std::erase_if(row.flags, [](const RaisedFlag& flag) {
      return flag.reason == v1::AT_RISK;
    });
    for (RaisedFlag& flag : row.flags) flag.since_run = 0;
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

// Sorts entries as the names of their alignments are, whatever the policy: up
// to the dot that the policy comes after.
void SortByName(const RunInputs& inputs, std::vector<Entry>& entries) {
  std::vector<std::pair<std::string, Entry>> named;
  named.reserve(entries.size());
  for (const Entry& entry : entries)
    named.emplace_back(
        AlignmentName({inputs.subjects[entry.subject]->subject.program.name(),
                       inputs.edition->region_id(entry.region), ""}),
        entry);
  std::sort(named.begin(), named.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < named.size(); ++i) entries[i] = named[i].second;
}

// The place of each policy in the order of ids.
std::vector<size_t> PlacesOf(
    const std::vector<std::shared_ptr<const PolicyInUse>>& policies) {
  std::vector<std::string> ids;
  for (const auto& policy : policies) ids.push_back(IdOf(policy->content));
  std::vector<size_t> places;
  for (const std::string& id : ids)
    places.push_back(static_cast<size_t>(
        std::count_if(ids.begin(), ids.end(),
                      [&](const std::string& other) { return other < id; })));
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
      row_at(open[i]) =
          policy_rows.View(entry, RowOf(inputs, entry, *policy, scored[i]));
    }
  }
  return rows;
}

}  // namespace plumbline::alignment
