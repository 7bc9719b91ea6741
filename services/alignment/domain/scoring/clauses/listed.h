#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_LISTED_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_LISTED_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// Whether a list or an entry is in force on a day; without a day everything is.
bool InForce(const OccupationList& list, const std::string& day);
bool InForce(const ListEntry& entry, const std::string& day);

// The entries that count on a day, found by occupation and region.
class ListedOccupations {
 public:
  ListedOccupations() = default;
  // `entries` outlive the object. An entry of a region that the edition lacks
  // is for no region of it.
  ListedOccupations(const Edition& edition,
                    const std::vector<const ListEntry*>& entries,
                    const std::string& day);

  // The last entry for the occupation in the region or a larger one; its
  // number among the entries. Nothing when it is not listed.
  std::optional<size_t> Find(const Edition& edition, OccupationIndex occupation,
                             RegionIndex region) const {
    // In line: most occupations are in no entry.
    if (places_[occupation].empty()) return std::nullopt;
    return FindAmong(edition, occupation, region);
  }

  // Whether no entry is for one region only.
  bool is_everywhere() const { return is_everywhere_; }

 private:
  std::optional<size_t> FindAmong(const Edition& edition,
                                  OccupationIndex occupation,
                                  RegionIndex region) const;

  struct Place {
    size_t entry = 0;
    // Nothing is everywhere.
    std::optional<RegionIndex> region;
  };
  // By occupation.
  std::vector<std::vector<Place>> places_;
  bool is_everywhere_ = true;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_LISTED_H_
