#include "services/labor/domain/edition/combined_codes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace plumbline::labor {
namespace {

using vocabulary::OccupationScheme;
using vocabulary::SocCode;

bool IsHybridStructure(const EditionCodeChanges& changes) {
  return changes.from_scheme ==
             std::string(SchemeName(OccupationScheme::kOewsHybrid2019)) &&
         changes.to_scheme ==
             std::string(SchemeName(OccupationScheme::kSoc2018));
}

// The hybrid codes that each code of SOC 2018 is a part of.
std::map<int32_t, std::set<int32_t>> HybridCodes(
    absl::Span<const EditionCodeChanges> changes) {
  std::map<int32_t, std::set<int32_t>> hybrid;
  for (const EditionCodeChanges& table : changes) {
    if (!IsHybridStructure(table)) continue;
    for (const CodeChangeTable::Change& change : table.changes) {
      hybrid[change.to].insert(change.from);
    }
  }
  return hybrid;
}

}  // namespace

CombinedCodes::CombinedCodes(absl::Span<const EditionOccupation> occupations,
                             absl::Span<const EditionCodeChanges> changes) {
  std::set<int32_t> detailed;
  for (const EditionOccupation& occupation : occupations) {
    detailed.insert(occupation.code.digits());
  }
  for (const auto& [part, combined] : HybridCodes(changes)) {
    // An occupation that was divided among several has no figure of its own in
    // any of them; a code of SOC 2018 means that occupation and no other.
    if (combined.size() != 1 || detailed.contains(*combined.begin())) continue;
    hybrid_.emplace_back(part, *combined.begin());
  }
}

std::vector<SocCode> CombinedCodes::Including(SocCode code) const {
  std::vector<SocCode> including;
  const int32_t digits = code.digits();
  const auto found =
      std::lower_bound(hybrid_.begin(), hybrid_.end(),
                       std::pair<int32_t, int32_t>(digits, INT32_MIN));
  if (found != hybrid_.end() && found->first == digits) {
    including.push_back(SocCode::FromDigits(found->second));
  }
  const SocCode broad = SocCode::FromDigits(digits / 10 * 10);
  if (broad != code && (including.empty() || including.front() != broad)) {
    including.push_back(broad);
  }
  return including;
}

}  // namespace plumbline::labor
