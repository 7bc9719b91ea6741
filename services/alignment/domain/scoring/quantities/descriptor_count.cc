#include "services/alignment/domain/scoring/quantities/descriptor_count.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace plumbline::alignment {
namespace {

// O*NET's content model numbers abilities 1.A, skills 2.A and 2.B, knowledge
// 2.C and work activities 4.A.
DescriptorDomain DomainOf(absl::string_view element_prefix) {
  if (absl::StartsWith(element_prefix, "1"))
    return DescriptorDomain::kAbilities;
  if (absl::StartsWith(element_prefix, "2.C"))
    return DescriptorDomain::kKnowledge;
  if (absl::StartsWith(element_prefix, "2")) return DescriptorDomain::kSkills;
  return DescriptorDomain::kWorkActivities;
}

struct Count {
  int64_t surely = 0;
  int64_t possibly = 0;
};

Count CountIn(const Edition& edition, const Quantity& quantity,
              const OnetRatings& rated) {
  Count count;
  for (const DescriptorRating& rating : rated.ratings) {
    const ElementEntry& element = edition.descriptors().element(rating.element);
    if (!absl::StartsWith(element.id, quantity.element_prefix) ||
        rating.hundredths < static_cast<uint32_t>(quantity.minimum))
      continue;
    ++count.possibly;
    if (!rating.recommend_suppress) ++count.surely;
  }
  return count;
}

}  // namespace

Measured CountDescriptors(const Edition& edition, const Quantity& quantity,
                          OccupationIndex occupation) {
  Measured measured;
  measured.place = edition.nation();
  const auto rated = edition.descriptors().RatingsOf(
      edition.occupation_code(occupation), DomainOf(quantity.element_prefix),
      quantity.scale == "LV" ? DescriptorScale::kLevel
                             : DescriptorScale::kImportance);
  if (rated.empty()) {
    measured.missing = vocabulary::FigureStatus::kNotPublished;
    return measured;
  }
  Count bounds = CountIn(edition, quantity, rated.front());
  for (const OnetRatings& code : rated) {
    const Count count = CountIn(edition, quantity, code);
    bounds.surely = std::min(bounds.surely, count.surely);
    bounds.possibly = std::max(bounds.possibly, count.possibly);
  }
  measured.value = Interval{{bounds.surely, 1}, Rational{bounds.possibly, 1}};
  return measured;
}

}  // namespace plumbline::alignment
