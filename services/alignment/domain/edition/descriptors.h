#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_DESCRIPTORS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_DESCRIPTORS_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/alignment/domain/edition/descriptor_tables.h"
#include "services/alignment/domain/edition/edition_tables.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment {

// A printed rating: a table of EditionTables::descriptor_tables and a row in
// it, both from 0. The row is the table's, not the publisher's.
struct DescriptorRef {
  uint32_t table = 0;
  uint32_t row = 0;
  constexpr auto operator<=>(const DescriptorRef&) const = default;
};

// How one O*NET-SOC code is rated on one element.
struct DescriptorRating {
  // The place in EditionTables::elements.
  uint32_t element = 0;
  // The value in hundredths, exactly as published: 412 for 4.12.
  uint32_t hundredths = 0;
  // In ten-thousandths; nothing where the publisher gives none.
  std::optional<uint32_t> standard_error;
  // The publisher says: too imprecise to rely on.
  bool recommend_suppress = false;
  // The publisher says: the element does not matter for the occupation, so its
  // level means nothing.
  bool not_relevant = false;
  DescriptorRef cell;
};

// The ratings of one O*NET-SOC code, in the order of element ids.
struct OnetRatings {
  vocabulary::OnetSocCode code;
  std::vector<DescriptorRating> ratings;
};

// How occupations are rated. Thread-safe.
class Descriptors {
 public:
  // `tables` outlives the object and does not move.
  void Index(const EditionTables* tables);

  // The ratings of each O*NET-SOC code under the SOC code that has any in this
  // domain on this scale, by code: the occupation's own code (.00) comes first.
  // Empty when nothing is rated, which is so for about one SOC code in ten
  // ("All Other" and military ones) and is not a rating of 0.
  //
  // When the edition pins several O*NET releases, the latest one by reference
  // period that rates a code in the domain on the scale answers for it.
  std::vector<OnetRatings> RatingsOf(vocabulary::SocCode code,
                                     DescriptorDomain domain,
                                     DescriptorScale scale) const;

  // True when some occupation of the edition is rated in the domain.
  bool Carries(DescriptorDomain domain) const;

  const ElementEntry& element(uint32_t place) const {
    return tables_->elements[place];
  }

 private:
  // The rows of a code in a table.
  struct Block {
    uint32_t code = 0;
    // The place of its release among the pinned ones, the latest first.
    uint32_t release_rank = 0;
    uint32_t table = 0;
    uint32_t begin = 0;
    uint32_t end = 0;
    constexpr auto operator<=>(const Block&) const = default;
  };

  // Adds the block's rows of the domain and scale.
  void Read(const Block& block, DescriptorDomain domain, DescriptorScale scale,
            std::vector<DescriptorRating>* ratings) const;

  const EditionTables* tables_ = nullptr;
  // Sorted.
  std::vector<Block> blocks_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_DESCRIPTORS_H_
