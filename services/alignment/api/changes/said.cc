#include "services/alignment/api/changes/said.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/shared_links.h"
#include "services/alignment/domain/scoring/programs/counted_links.h"
#include "services/alignment/domain/scoring/programs/kernel.h"

namespace plumbline::alignment {
namespace {

bool Counts(const Said& said, uint32_t occupation) {
  return std::binary_search(said.links.begin(), said.links.end(), occupation);
}

bool Raised(const Said& said, uint32_t reason) {
  return (said.flags >> reason & 1) != 0;
}

std::string NameOf(Verdict verdict) {
  if (verdict == Verdict::kUnspecified) return "";
  return v1::Verdict_Name(static_cast<v1::Verdict>(verdict));
}

// The links of the programs, each once, and which of them each key has.
struct KeyLinks {
  std::unique_ptr<SharedLinks> shared;
  std::vector<const LinkSet*> links;
  std::vector<size_t> of_key;
};

KeyLinks FindKeyLinks(const PolicyInUse& policy,
                      const std::vector<AskedKey>& keys) {
  const BoundPolicy& bound = *policy.bound;
  KeyLinks found;
  found.shared = std::make_unique<SharedLinks>(
      bound.edition(), ReadTexts{bound.policy().link_rule.reads_texts()});
  absl::flat_hash_map<const LinkSet*, size_t> places;
  for (const AskedKey& key : keys) {
    const LinkSet* links = found.shared->Of(key.subject->facts);
    const auto [place, is_new] = places.try_emplace(links, found.links.size());
    if (is_new) found.links.push_back(links);
    found.of_key.push_back(place->second);
  }
  return found;
}

// The regions of the keys that the edition has, each once.
std::vector<RegionIndex> RegionsOf(
    const std::vector<std::optional<RegionIndex>>& of_key) {
  std::vector<RegionIndex> regions;
  for (const auto& region : of_key) {
    if (region) regions.push_back(*region);
  }
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  return regions;
}

// The keys whose regions the edition has, as the kernel takes them.
struct Scorable {
  std::vector<RegionIndex> regions;
  PortfolioGroups groups;
  std::vector<size_t> keys;
};

Scorable ScorableOf(const Edition& edition, const std::vector<AskedKey>& keys,
                    const KeyLinks& found) {
  std::vector<std::optional<RegionIndex>> of_key;
  of_key.reserve(keys.size());
  for (const AskedKey& key : keys)
    of_key.push_back(edition.FindRegion(key.region));
  Scorable scorable;
  scorable.regions = RegionsOf(of_key);
  std::vector<PortfolioEntry> entries;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!of_key[i]) continue;
    const auto place = std::lower_bound(scorable.regions.begin(),
                                        scorable.regions.end(), *of_key[i]);
    entries.push_back(
        {&keys[i].subject->facts, found.links[found.of_key[i]],
         static_cast<uint32_t>(place - scorable.regions.begin())});
    scorable.keys.push_back(i);
  }
  scorable.groups = GroupEntries(edition, scorable.regions, entries);
  return scorable;
}

}  // namespace

bool SameIn(const Aspect& aspect, const Said& a, const Said& b) {
  if (a.scored != b.scored) return false;
  switch (aspect.kind) {
    case v1::Difference::VERDICT:
      return a.verdict == b.verdict;
    case v1::Difference::DIMENSION:
      return a.dimensions[aspect.number] == b.dimensions[aspect.number];
    case v1::Difference::FLAG:
      return Raised(a, aspect.number) == Raised(b, aspect.number);
    default:
      return Counts(a, aspect.number) == Counts(b, aspect.number);
  }
}

std::vector<Aspect> AspectsThatDiffer(const Said& before, const Said& after) {
  std::vector<Aspect> aspects = {{v1::Difference::VERDICT, 0}};
  for (uint32_t i = 1; i < before.dimensions.size(); ++i)
    aspects.push_back({v1::Difference::DIMENSION, i});
  for (uint32_t reason = 1; reason < 32; ++reason)
    aspects.push_back({v1::Difference::FLAG, reason});
  std::vector<uint32_t> codes;
  std::set_symmetric_difference(before.links.begin(), before.links.end(),
                                after.links.begin(), after.links.end(),
                                std::back_inserter(codes));
  for (const uint32_t code : codes)
    aspects.push_back({v1::Difference::LINK, code});
  aspects.erase(std::remove_if(aspects.begin(), aspects.end(),
                               [&](const Aspect& aspect) {
                                 return SameIn(aspect, before, after);
                               }),
                aspects.end());
  return aspects;
}

v1::Difference DifferenceIn(const Aspect& aspect, const Said& before,
                            const Said& after) {
  v1::Difference difference;
  difference.set_kind(aspect.kind);
  switch (aspect.kind) {
    case v1::Difference::VERDICT:
      difference.set_before(NameOf(before.verdict));
      difference.set_after(NameOf(after.verdict));
      break;
    case v1::Difference::DIMENSION:
      difference.set_about(
          v1::Dimension_Name(static_cast<v1::Dimension>(aspect.number)));
      difference.set_before(NameOf(before.dimensions[aspect.number]));
      difference.set_after(NameOf(after.dimensions[aspect.number]));
      break;
    case v1::Difference::FLAG:
      difference.set_about(
          v1::FlagReason_Name(static_cast<v1::FlagReason>(aspect.number)));
      difference.set_before(Raised(before, aspect.number) ? "RAISED" : "");
      difference.set_after(Raised(after, aspect.number) ? "RAISED" : "");
      break;
    default:
      difference.set_about(absl::StrCat(
          "occupations/",
          vocabulary::SocCode::FromDigits(static_cast<int32_t>(aspect.number))
              .ToString()));
      difference.set_before(Counts(before, aspect.number) ? "COUNTS" : "");
      difference.set_after(Counts(after, aspect.number) ? "COUNTS" : "");
  }
  return difference;
}

std::vector<Said> Ask(const PolicyInUse& policy,
                      const std::vector<AskedKey>& keys, int threads) {
  const BoundPolicy& bound = *policy.bound;
  const KeyLinks found = FindKeyLinks(policy, keys);
  const auto codes = CountedCodes(bound, found.links);
  const Scorable scorable = ScorableOf(bound.edition(), keys, found);
  OutcomeTable::Options options;
  options.threads = threads;
  options.wanted =
      Wanted(bound.edition(), scorable.groups, scorable.regions.size());
  const auto table =
      OutcomeTable::Compute(policy.bound, scorable.regions, options);
  const auto scored = ScorePortfolio(*table, scorable.groups, threads);
  std::vector<Said> said(keys.size());
  const auto& dimensions = bound.policy().dimensions;
  for (size_t i = 0; i < scored.size(); ++i) {
    Said& to = said[scorable.keys[i]];
    to.scored = true;
    to.verdict = scored[i].verdict;
    for (size_t d = 0; d < dimensions.size(); ++d)
      to.dimensions[static_cast<size_t>(dimensions[d].dimension)] =
          scored[i].dimension_verdicts[d];
    to.flags = scored[i].flag_mask;
    to.links = codes[found.of_key[scorable.keys[i]]];
  }
  return said;
}

std::vector<std::vector<uint32_t>> CountedCodes(
    const BoundPolicy& policy, absl::Span<const LinkSet* const> programs) {
  const Edition& edition = policy.edition();
  const CountedLinks counted =
      CountLinks(edition, policy.policy().link_rule, programs);
  std::vector<std::vector<uint32_t>> codes(programs.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    for (const OccupationIndex occupation : counted.counted(i))
      codes[i].push_back(
          static_cast<uint32_t>(edition.occupation_code(occupation).digits()));
    std::sort(codes[i].begin(), codes[i].end());
  }
  return codes;
}

std::vector<std::vector<uint32_t>> CountedOccupations(
    const PolicyInUse& policy, const std::vector<AskedKey>& keys) {
  const KeyLinks found = FindKeyLinks(policy, keys);
  const auto codes = CountedCodes(*policy.bound, found.links);
  std::vector<std::vector<uint32_t>> counted;
  counted.reserve(keys.size());
  for (const size_t place : found.of_key) counted.push_back(codes[place]);
  return counted;
}

FlagMask ComputedFlags(const Answer& answer) {
  FlagMask flags = 0;
  for (const RaisedFlag& flag : answer.flags)
    flags |= FlagMask{1} << static_cast<unsigned>(flag.reason);
  return flags & ~MaskOf(FlagReason::kAtRisk);
}

Said SaidBy(const Answer& answer, std::vector<uint32_t> links) {
  Said said;
  said.scored = true;
  said.verdict = static_cast<Verdict>(answer.verdict);
  for (const auto& [dimension, verdict] : answer.dimensions)
    said.dimensions[static_cast<size_t>(dimension)] =
        static_cast<Verdict>(verdict);
  said.flags = ComputedFlags(answer);
  said.links = std::move(links);
  return said;
}

}  // namespace plumbline::alignment
