#include "services/labor/domain/onet/onet_tables.h"

#include <algorithm>

namespace plumbline::labor::onet {

std::optional<uint32_t> OnetTables::Find(vocabulary::OnetSocCode code) const {
  const auto found =
      std::lower_bound(occupations.begin(), occupations.end(), code,
                       [](const Occupation& occupation, auto wanted) {
                         return occupation.code < wanted;
                       });
  if (found == occupations.end() || found->code != code) return std::nullopt;
  return static_cast<uint32_t>(found - occupations.begin());
}

}  // namespace plumbline::labor::onet
