#include "services/alignment/domain/scoring/clauses/listed.h"

#include "services/alignment/domain/policy/code_pattern.h"

namespace plumbline::alignment {

bool InForce(const OccupationList& list, const std::string& day) {
  if (day.empty()) return true;
  return list.valid_from <= day &&
         (list.valid_until.empty() || day < list.valid_until);
}

bool InForce(const ListEntry& entry, const std::string& day) {
  return day.empty() || entry.expires.empty() || day < entry.expires;
}

ListedOccupations::ListedOccupations(
    const Edition& edition, const std::vector<const ListEntry*>& entries,
    const std::string& day)
    : places_(edition.occupation_count()) {
  for (size_t i = 0; i < entries.size(); ++i) {
    const ListEntry& entry = *entries[i];
    if (!InForce(entry, day)) continue;
    Place place{i, std::nullopt};
    if (!entry.region.empty()) {
      place.region = edition.FindRegion(entry.region);
      if (!place.region) continue;
      is_everywhere_ = false;
    }
    for (size_t o = 0; o < places_.size(); ++o) {
      const auto code =
          edition.occupation_code(static_cast<OccupationIndex>(o));
      if (BeginsWith(code, entry.occupation)) places_[o].push_back(place);
    }
  }
}

std::optional<size_t> ListedOccupations::FindAmong(const Edition& edition,
                                                   OccupationIndex occupation,
                                                   RegionIndex region) const {
  const std::vector<Place>& places = places_[occupation];
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    if (!place->region) return place->entry;
    if (edition.IsWithin(region, *place->region)) return place->entry;
  }
  return std::nullopt;
}

}  // namespace plumbline::alignment
