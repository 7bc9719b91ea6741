#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_COMBINED_CODES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_COMBINED_CODES_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/edition/edition.h"

namespace plumbline::labor {

// Under which codes surveys and projections in the codes of SOC 2018 print
// several detailed occupations as one.
//
// Some are broad codes that are printed as detailed (31-1120 for 31-1121). The
// others are codes of no classification (21-1018 for 21-1011 and 21-1014): only
// the hybrid structure of OEWS says what they combine, so an edition without a
// release of it knows none of these.
//
// Immutable and safe for concurrent use.
class CombinedCodes {
 public:
  CombinedCodes(absl::Span<const EditionOccupation> occupations,
                absl::Span<const EditionCodeChanges> changes);

  // The codes that may include `code`, the most telling first; never `code`
  // itself.
  std::vector<vocabulary::SocCode> Including(vocabulary::SocCode code) const;

 private:
  // Part and combined code, sorted; one for each part.
  std::vector<std::pair<int32_t, int32_t>> hybrid_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_COMBINED_CODES_H_
