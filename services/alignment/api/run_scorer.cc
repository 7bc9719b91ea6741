#include "services/alignment/api/run_scorer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
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
  row.record_sha256 = absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(scored.record_sha256.data()),
      scored.record_sha256.size()));
  return row;
}

// The verdicts of one policy, taken over or scored.
class PolicyRows {
 public:
  PolicyRows(const RunInputs& inputs,
             const std::shared_ptr<const PolicyInUse>& policy,
             const RunView* before)
      : inputs_(inputs), policy_(policy), before_(before) {}

  // Takes the entries over that it can, and answers with the others.
  std::vector<Entry> TakeOver(const std::vector<Entry>& entries,
                              std::vector<ViewRow>& rows) const {
    if (before_ == nullptr || !SameEdition()) return entries;
    std::vector<Entry> open;
    for (const Entry& entry : entries) {
      const VerdictRow* row = RowBefore(entry);
      if (row == nullptr) {
        open.push_back(entry);
      } else {
        rows.push_back(View(entry, WithoutHistory(*row)));
      }
    }
    return open;
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
  std::vector<uint8_t> wanted;
};

Portfolio PortfolioOf(const RunInputs& inputs,
                      const std::vector<Entry>& entries,
                      const std::vector<RegionIndex>& regions,
                      const std::vector<LinkSet>& links) {
  Portfolio portfolio;
  portfolio.entries.reserve(entries.size());
  for (const Entry& entry : entries) {
    portfolio.entries.push_back({&inputs.subjects[entry.subject]->facts,
                                 &links[entry.subject],
                                 PositionOf(regions, entry.region)});
  }
  portfolio.wanted = Wanted(*inputs.edition, portfolio.entries, regions.size());
  return portfolio;
}

// Scores entries under one policy after the other; those that look at the same
// links share a portfolio.
class PortfolioScorer {
 public:
  PortfolioScorer(const RunInputs& inputs, int threads)
      : inputs_(inputs), threads_(threads) {}

  std::vector<ScoredProgram> Score(const PolicyInUse& policy,
                                   const std::vector<Entry>& entries,
                                   const std::vector<LinkSet>& links) {
    if (links_ != &links || entries.size() != portfolio_.entries.size()) {
      regions_ = DistinctRegions(entries);
      portfolio_ = PortfolioOf(inputs_, entries, regions_, links);
      links_ = entries.size() == AllEntries() ? &links : nullptr;
    }
    OutcomeTable::Options options;
    options.threads = threads_;
    options.wanted = portfolio_.wanted;
    const auto table = OutcomeTable::Compute(policy.bound, regions_, options);
    return ScorePortfolio(*table, portfolio_.entries, threads_);
  }

 private:
  // How many there are when nothing is taken over: only then are the entries of
  // two policies the same by their number.
  size_t AllEntries() const {
    return inputs_.subjects.size() *
           std::max<size_t>(1, inputs_.regions.size());
  }

  const RunInputs& inputs_;
  const int threads_;
  const std::vector<LinkSet>* links_ = nullptr;
  std::vector<RegionIndex> regions_;
  Portfolio portfolio_;
};

}  // namespace

const std::vector<LinkSet>& PortfolioLinks::Under(const LinkRule& rule) {
  std::vector<LinkSet>& links = links_[rule.reads_texts() ? 1 : 0];
  if (!links.empty()) return links;
  links.reserve(inputs_.subjects.size());
  for (const auto& subject : inputs_.subjects)
    links.push_back(FindLinks(*inputs_.edition, subject->facts, rule));
  return links;
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
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<Entry> entries, Entries(inputs));
  PortfolioLinks links(inputs);
  std::vector<ViewRow> rows;
  rows.reserve(entries.size() * inputs.policies.size());
  PortfolioScorer scorer(inputs, threads);
  for (const auto& policy : inputs.policies) {
    const PolicyRows policy_rows(inputs, policy, before);
    const std::vector<Entry> open = policy_rows.TakeOver(entries, rows);
    if (open.empty()) continue;
    const auto scored = scorer.Score(
        *policy, open, links.Under(policy->bound->policy().link_rule));
    for (size_t i = 0; i < open.size(); ++i)
      rows.push_back(policy_rows.View(
          open[i], RowOf(inputs, open[i], *policy, scored[i])));
  }
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return rows;
}

}  // namespace plumbline::alignment
