#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_CODE_INDEX_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_CODE_INDEX_H_

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/edition/edition.h"

namespace plumbline::labor {

// How a code stands to SOC 2018.
enum class CodeStanding {
  // A code of SOC 2018, of any level, or a combined code that figures use.
  kCurrent,
  // Only an older classification has it.
  kRetired,
  // No classification of the edition has it; 99-9999 always.
  kUnknown,
};

// Which occupation codes an edition knows, and how those of older
// classifications became codes of SOC 2018.
//
// Immutable and safe for concurrent use.
class CodeIndex {
 public:
  explicit CodeIndex(const Edition& edition);

  CodeStanding StandingOf(vocabulary::SocCode code) const;
  std::vector<vocabulary::SocCode> SuccessorsOf(vocabulary::SocCode code) const;

  // The code of `scheme` that became `code`, if exactly one did and it became
  // nothing else; `code` itself for the schemes of SOC 2018. Codes of whole
  // groups (15-0000) are not carried over.
  std::optional<vocabulary::SocCode> CodeIn(vocabulary::OccupationScheme scheme,
                                            vocabulary::SocCode code) const;

 private:
  // One classification's way to SOC 2018: sorted pairs, both ways.
  struct Changes {
    std::vector<std::pair<int32_t, int32_t>> forward;
    std::vector<std::pair<int32_t, int32_t>> backward;
  };

  std::vector<int32_t> current_;  // Sorted.
  std::map<vocabulary::OccupationScheme, Changes> changes_;
};

// True for the classifications whose codes are those of SOC 2018, with a few
// combined ones.
bool IsSoc2018(vocabulary::OccupationScheme scheme);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_CODE_INDEX_H_
