#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PER_REGION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PER_REGION_H_

#include <cstddef>
#include <memory>
#include <mutex>

namespace plumbline::alignment {

// Values that depend on an item and a region, worked out when first asked for,
// once, and the same whoever asks first. Thread-safe.
template <typename Value>
class PerRegion {
 public:
  void Resize(size_t items, size_t regions) {
    regions_ = regions;
    slots_ = std::make_unique<Slot[]>(items * regions);
  }

  template <typename Compute>
  const Value& Get(size_t item, size_t region, const Compute& compute) const {
    Slot& slot = slots_[item * regions_ + region];
    std::call_once(slot.once,
                   [&] { slot.value = std::make_unique<Value>(compute()); });
    return *slot.value;
  }

 private:
  // Small while it is empty: most of an edition's regions are counties, and few
  // of them are ever asked for.
  struct Slot {
    std::once_flag once;
    std::unique_ptr<Value> value;
  };

  size_t regions_ = 0;
  std::unique_ptr<Slot[]> slots_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PER_REGION_H_
