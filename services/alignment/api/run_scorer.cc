#include "services/alignment/api/run_scorer.h"

#include <algorithm>
#include <optional>
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
                          const std::vector<uint32_t>& places) {
  std::vector<Entry> chosen;
  chosen.reserve(places.size());
  for (const uint32_t place : places) chosen.push_back(entries[place]);
  return chosen;
}

// Portfolios that are kept: what workers that are on as many slices need.
constexpr size_t kShared = 8;

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

struct PortfolioScorer::Shared {
  // What it is made of.
  const std::vector<LinkSet>* links = nullptr;
  std::vector<uint32_t> places;

  std::vector<RegionIndex> regions;
  std::vector<PortfolioEntry> entries;
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
  const std::vector<LinkSet>& links = links_.Under(policy.link_rule);
  for (const auto& shared : shared_) {
    if (shared->links == &links && shared->places == open.places) return shared;
  }
  auto shared = std::make_shared<Shared>();
  shared->links = &links;
  shared->places = open.places;
  const std::vector<Entry> chosen = Chosen(entries_, open.places);
  shared->regions = DistinctRegions(chosen);
  shared->entries.reserve(chosen.size());
  for (const Entry& entry : chosen)
    shared->entries.push_back({&inputs_->subjects[entry.subject]->facts,
                               &links[entry.subject],
                               PositionOf(shared->regions, entry.region)});
  shared->wanted =
      Wanted(*inputs_->edition, shared->entries, shared->regions.size());
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
  return ScorePortfolio(*table, shared->entries, threads);
}

absl::StatusOr<std::vector<ViewRow>> ScoreRun(const RunInputs& inputs,
                                              int threads) {
  // The caller keeps the inputs.
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto portfolio,
      PortfolioScorer::Create(std::shared_ptr<const RunInputs>(
          std::shared_ptr<const RunInputs>(), &inputs)));
  return ScoreRun(*portfolio, nullptr, [&](const auto& open) {
    std::vector<std::vector<ScoredProgram>> scored;
    for (const OpenEntries& one : open)
      scored.push_back(portfolio->Score(one, threads));
    return scored;
  });
}

absl::StatusOr<std::vector<ViewRow>> ScoreRun(const PortfolioScorer& portfolio,
                                              const RunView* before,
                                              const ScoreOpen& score) {
  const RunInputs& inputs = portfolio.inputs();
  const std::vector<Entry>& entries = portfolio.entries();
  const size_t policies = inputs.policies.size();
  const std::vector<size_t> places = PlacesOf(inputs.policies);
  std::vector<ViewRow> rows(entries.size() * policies);
  std::vector<OpenEntries> open;
  for (size_t p = 0; p < policies; ++p) {
    const PolicyRows policy_rows(inputs, inputs.policies[p], before);
    OpenEntries not_taken_over = {p, {}};
    for (size_t i = 0; i < entries.size(); ++i) {
      if (auto row = policy_rows.TakenOver(entries[i])) {
        rows[i * policies + places[p]] = *std::move(row);
      } else {
        not_taken_over.places.push_back(static_cast<uint32_t>(i));
      }
    }
    if (!not_taken_over.places.empty())
      open.push_back(std::move(not_taken_over));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto scored, score(open));
  for (size_t o = 0; o < open.size(); ++o) {
    const auto& policy = inputs.policies[open[o].policy];
    const PolicyRows policy_rows(inputs, policy, before);
    for (size_t i = 0; i < open[o].places.size(); ++i) {
      const size_t place = open[o].places[i];
      rows[place * policies + places[open[o].policy]] = policy_rows.View(
          entries[place], RowOf(inputs, entries[place], *policy, scored[o][i]));
    }
  }
  return rows;
}

}  // namespace plumbline::alignment
