// What the classifications among the pinned releases say.

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "services/labor/domain/edition/edition_parts.h"

namespace plumbline::labor {
namespace {

using vocabulary::OccupationScheme;
using vocabulary::OnetSocCode;
using vocabulary::SocCode;

void AddOnetCodes(const CodeChangeTable& table,
                  std::map<SocCode, EditionOccupation>* occupations) {
  if (table.from_scheme !=
          std::string(SchemeName(OccupationScheme::kOnetSoc2019)) ||
      table.to_scheme != std::string(SchemeName(OccupationScheme::kSoc2018))) {
    return;
  }
  for (const CodeChangeTable::Change& change : table.changes) {
    const auto found = occupations->find(SocCode::FromDigits(change.to));
    if (found == occupations->end()) continue;
    found->second.onet_codes.push_back(OnetSocCode::FromDigits(change.from));
  }
}

TableOrigin OriginOf(uint32_t release, const CodeChangeTable& table) {
  return {release, table.file, table.sheet};
}

}  // namespace

std::vector<EditionOccupation> JoinOccupations(ReleasesToPin releases) {
  std::map<SocCode, EditionOccupation> by_code;
  for (const ReleaseToPin& release : releases) {
    for (const OccupationTable& table : release.tables->occupations) {
      if (table.scheme != OccupationScheme::kSoc2018) continue;
      for (const OccupationTable::Entry& entry : table.entries) {
        if (entry.level != vocabulary::SocLevel::kDetailed) continue;
        const SocCode code = SocCode::FromDigits(entry.code);
        by_code.try_emplace(code, EditionOccupation{code, entry.title, {}, {}});
      }
    }
  }
  for (const ReleaseToPin& release : releases) {
    for (const CodeChangeTable& table : release.tables->code_changes) {
      AddOnetCodes(table, &by_code);
    }
  }
  std::vector<EditionOccupation> occupations;
  for (auto& [code, occupation] : by_code) {
    auto& codes = occupation.onet_codes;
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    occupations.push_back(std::move(occupation));
  }
  return occupations;
}

std::vector<EditionCip> JoinCips(ReleasesToPin releases) {
  std::map<vocabulary::CipCode, std::string> titles;
  for (const ReleaseToPin& release : releases) {
    for (const CipTable& table : release.tables->cips) {
      if (table.vintage != vocabulary::CipVintage::kCip2020) continue;
      for (const CipTable::Entry& entry : table.entries) {
        titles.try_emplace(entry.code, entry.title);
      }
    }
  }
  std::vector<EditionCip> cips;
  for (auto& [code, title] : titles) cips.push_back({code, std::move(title)});
  return cips;
}

std::vector<EditionCodeChanges> JoinCodeChanges(ReleasesToPin releases) {
  std::vector<EditionCodeChanges> joined;
  for (uint32_t i = 0; i < releases.size(); ++i) {
    for (const CodeChangeTable& table : releases[i].tables->code_changes) {
      joined.push_back({OriginOf(i, table), table.from_scheme, table.to_scheme,
                        table.changes});
    }
  }
  std::stable_sort(
      joined.begin(), joined.end(),
      [](const EditionCodeChanges& a, const EditionCodeChanges& b) {
        return std::tie(a.origin.release, a.origin.file, a.origin.sheet,
                        a.from_scheme, a.to_scheme) <
               std::tie(b.origin.release, b.origin.file, b.origin.sheet,
                        b.from_scheme, b.to_scheme);
      });
  return joined;
}

}  // namespace plumbline::labor
