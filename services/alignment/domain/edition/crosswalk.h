#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CROSSWALK_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CROSSWALK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/alignment/domain/edition/edition_tables.h"
#include "services/common/vocabulary/cip_code.h"

namespace plumbline::alignment {

// The edges of one layer for one program code: rows [begin, end) of the layer.
struct CrosswalkEdges {
  size_t layer = 0;
  size_t begin = 0;
  size_t end = 0;
};

// The layers from CIP 2020 to SOC 2018 and the codes of CIP 2020. Thread-safe.
class Crosswalk {
 public:
  // Both outlive the object and do not move.
  void Index(const std::vector<CrosswalkLayerEntry>* layers,
             const std::vector<CipEntry>* cips);

  // True when CIP 2020 has the code at its length.
  bool Exists(vocabulary::CipCode cip) const;
  const CipEntry* Find(vocabulary::CipCode cip) const;
  // The edges of the strongest layer that has any for the six-digit code, which
  // hide those of weaker layers; nothing when no layer has any.
  std::optional<CrosswalkEdges> EdgesOf(vocabulary::CipCode cip) const;
  // True when some layer lists the code with no match.
  bool IsUnmatched(vocabulary::CipCode cip) const;
  const CrosswalkLayerEntry& layer(size_t index) const {
    return (*layers_)[index];
  }

 private:
  const std::vector<CrosswalkLayerEntry>* layers_ = nullptr;
  const std::vector<CipEntry>* cips_ = nullptr;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CROSSWALK_H_
