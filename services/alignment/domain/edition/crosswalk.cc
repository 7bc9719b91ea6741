#include "services/alignment/domain/edition/crosswalk.h"

#include <algorithm>
#include <utility>

namespace plumbline::alignment {

void Crosswalk::Index(const std::vector<CrosswalkLayerEntry>* layers,
                      const std::vector<CipEntry>* cips) {
  layers_ = layers;
  cips_ = cips;
}

const CipEntry* Crosswalk::Find(vocabulary::CipCode cip) const {
  const auto key = std::pair(static_cast<uint32_t>(cip.digits()),
                             static_cast<uint32_t>(cip.length()));
  const auto it =
      std::lower_bound(cips_->begin(), cips_->end(), key,
                       [](const CipEntry& entry, auto wanted) {
                         return std::pair(entry.code, entry.length) < wanted;
                       });
  if (it == cips_->end() || std::pair(it->code, it->length) != key)
    return nullptr;
  return &*it;
}

bool Crosswalk::Exists(vocabulary::CipCode cip) const {
  return Find(cip) != nullptr;
}

std::optional<CrosswalkEdges> Crosswalk::EdgesOf(
    vocabulary::CipCode cip) const {
  const auto code = static_cast<uint32_t>(cip.digits());
  for (size_t layer = 0; layer < layers_->size(); ++layer) {
    const std::vector<uint32_t>& cips = (*layers_)[layer].cip_codes;
    const auto [begin, end] = std::equal_range(cips.begin(), cips.end(), code);
    if (begin == end) continue;
    return CrosswalkEdges{layer, static_cast<size_t>(begin - cips.begin()),
                          static_cast<size_t>(end - cips.begin())};
  }
  return std::nullopt;
}

bool Crosswalk::IsUnmatched(vocabulary::CipCode cip) const {
  const auto code = static_cast<uint32_t>(cip.digits());
  return std::any_of(layers_->begin(), layers_->end(), [&](const auto& layer) {
    return std::find(layer.unmatched_cip_codes.begin(),
                     layer.unmatched_cip_codes.end(),
                     code) != layer.unmatched_cip_codes.end();
  });
}

}  // namespace plumbline::alignment
