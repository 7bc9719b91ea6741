#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_ERROR_ROW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_ERROR_ROW_H_

#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/quantity.h"
#include "services/alignment/domain/scoring/quantities/quantity_row.h"
#include "services/alignment/domain/scoring/quantities/wage_percentiles.h"
#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// ErrorOf every occupation in one place.
struct ErrorRow {
  struct Known {
    OccupationIndex occupation = 0;
    Estimate estimate;
  };
  // Of the occupations that have a number with a known error, in their order.
  std::vector<Known> known;
};

// `row` is the quantity's row in the place, `wages` those of the edition.
ErrorRow ReadErrorRow(const Edition& edition, const Quantity& quantity,
                      RegionIndex place, const QuantityRow& row,
                      const WageErrorRows& wages);

// The errors of the occupations that count in the place, in their order: what a
// statistic's own error is made of.
std::vector<Estimate> ErrorsOfCounted(const QuantityRow& row,
                                      const ErrorRow& errors);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_ERROR_ROW_H_
