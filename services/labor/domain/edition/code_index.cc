#include "services/labor/domain/edition/code_index.h"

#include <algorithm>
#include <string>

namespace plumbline::labor {
namespace {

using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using CodePairs = std::vector<std::pair<int32_t, int32_t>>;

template <typename T>
void SortUnique(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// The pairs that start with `code`.
std::pair<CodePairs::const_iterator, CodePairs::const_iterator> PairsOf(
    const CodePairs& pairs, int32_t code) {
  return {std::lower_bound(pairs.begin(), pairs.end(),
                           std::pair<int32_t, int32_t>(code, INT32_MIN)),
          std::upper_bound(pairs.begin(), pairs.end(),
                           std::pair<int32_t, int32_t>(code, INT32_MAX))};
}

// The other side of `code`'s pair when there is exactly one.
std::optional<int32_t> OnlyPartner(const CodePairs& pairs, int32_t code) {
  const auto [first, last] = PairsOf(pairs, code);
  if (last - first != 1) return std::nullopt;
  return first->second;
}

// Every code of SOC 2018 that an edition shows: its occupations, the groups
// above them, and what figures are printed under.
std::vector<int32_t> CurrentCodes(const Edition& edition) {
  std::vector<int32_t> codes = {0};
  for (const EditionOccupation& occupation : edition.occupations) {
    const int32_t digits = occupation.code.digits();
    for (const int32_t group : {1, 10, 100, 1000, 10000}) {
      codes.push_back(digits / group * group);
    }
  }
  for (const EditionFigures& table : edition.figures) {
    if (!IsSoc2018(table.scheme)) continue;
    for (const uint32_t code : table.row_codes) {
      codes.push_back(static_cast<int32_t>(code));
    }
  }
  SortUnique(&codes);
  return codes;
}

}  // namespace

bool IsSoc2018(OccupationScheme scheme) {
  return scheme == OccupationScheme::kSoc2018 ||
         scheme == OccupationScheme::kOews2018;
}

CodeIndex::CodeIndex(const Edition& edition) : current_(CurrentCodes(edition)) {
  for (const EditionCodeChanges& table : edition.code_changes) {
    if (table.to_scheme !=
        std::string(SchemeName(OccupationScheme::kSoc2018))) {
      continue;
    }
    for (const OccupationScheme scheme :
         {OccupationScheme::kSoc2010, OccupationScheme::kOewsHybrid2019}) {
      if (table.from_scheme != std::string(SchemeName(scheme))) continue;
      for (const CodeChangeTable::Change& change : table.changes) {
        changes_[scheme].forward.emplace_back(change.from, change.to);
        changes_[scheme].backward.emplace_back(change.to, change.from);
      }
    }
  }
  for (auto& [scheme, changes] : changes_) {
    SortUnique(&changes.forward);
    SortUnique(&changes.backward);
  }
}

CodeStanding CodeIndex::StandingOf(SocCode code) const {
  if (code.IsNoMatch()) return CodeStanding::kUnknown;
  if (std::binary_search(current_.begin(), current_.end(), code.digits())) {
    return CodeStanding::kCurrent;
  }
  for (const auto& [scheme, changes] : changes_) {
    const auto [first, last] = PairsOf(changes.forward, code.digits());
    if (first != last) return CodeStanding::kRetired;
  }
  return CodeStanding::kUnknown;
}

std::vector<SocCode> CodeIndex::SuccessorsOf(SocCode code) const {
  std::vector<SocCode> successors;
  for (const auto& [scheme, changes] : changes_) {
    const auto [first, last] = PairsOf(changes.forward, code.digits());
    for (auto it = first; it != last; ++it) {
      if (it->second != 0) {
        successors.push_back(SocCode::FromDigits(it->second));
      }
    }
  }
  SortUnique(&successors);
  return successors;
}

std::optional<SocCode> CodeIndex::CodeIn(OccupationScheme scheme,
                                         SocCode code) const {
  // "All occupations" is the same question in every classification.
  if (IsSoc2018(scheme) || code.digits() == 0) return code;
  const auto changes = changes_.find(scheme);
  if (changes == changes_.end()) return std::nullopt;
  const std::optional<int32_t> before =
      OnlyPartner(changes->second.backward, code.digits());
  if (!before || !OnlyPartner(changes->second.forward, *before)) {
    return std::nullopt;
  }
  return SocCode::FromDigits(*before);
}

}  // namespace plumbline::labor
