#include "services/alignment/api/run_scorer.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/record_codec.h"
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

VerdictRow RowOf(const RunInputs& inputs, const Entry& entry,
                 const PolicyInUse& policy, const ScoredProgram& scored) {
  const Subject& subject = inputs.subjects[entry.subject]->subject;
  VerdictRow row;
  row.key = {subject.program.name(), inputs.edition->region_id(entry.region),
             IdOf(policy.content)};
  row.policy_version = VersionOf(policy.content);
  row.edition = inputs.edition->name();
  row.subject_sha256 = subject.sha256;
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
                                              int threads) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<Entry> entries, Entries(inputs));
  const std::vector<RegionIndex> regions = DistinctRegions(entries);
  PortfolioLinks links(inputs);
  // By the links that they look at: policies that look at the same share one.
  std::map<const std::vector<LinkSet>*, Portfolio> portfolios;
  std::vector<ViewRow> rows;
  rows.reserve(entries.size() * inputs.policies.size());
  OutcomeTable::Options options;
  options.threads = threads;
  for (const auto& policy : inputs.policies) {
    const auto& found = links.Under(policy->bound->policy().link_rule);
    auto portfolio = portfolios.find(&found);
    if (portfolio == portfolios.end())
      portfolio =
          portfolios
              .emplace(&found, PortfolioOf(inputs, entries, regions, found))
              .first;
    options.wanted = portfolio->second.wanted;
    const auto table = OutcomeTable::Compute(policy->bound, regions, options);
    const auto scored =
        ScorePortfolio(*table, portfolio->second.entries, threads);
    for (size_t i = 0; i < entries.size(); ++i) {
      VerdictRow row = RowOf(inputs, entries[i], *policy, scored[i]);
      rows.push_back({AlignmentName(row.key), std::move(row),
                      inputs.subjects[entries[i].subject], policy,
                      entries[i].region});
    }
  }
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return rows;
}

}  // namespace plumbline::alignment
