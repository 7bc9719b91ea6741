#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_PER_REGION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_PER_REGION_H_

#include <atomic>
#include <cstddef>
#include <memory>

namespace plumbline::alignment {

// Values that depend on an item and a region, worked out when first asked for,
// and kept. Thread-safe: threads that ask at the same time may all work it out,
// to the same value, and the first one's is kept.
template <typename Value>
class PerRegion {
 public:
  void Resize(size_t items, size_t regions) {
    regions_ = regions;
    slots_ = std::make_unique<Slot[]>(items * regions);
  }

  template <typename Compute>
  const Value& Get(size_t item, size_t region, const Compute& compute) const {
    std::atomic<Value*>& held = slots_[item * regions_ + region].value;
    if (const Value* value = held.load(std::memory_order_acquire))
      return *value;
    auto made = std::make_unique<Value>(compute());
    Value* other = nullptr;
    if (!held.compare_exchange_strong(other, made.get(),
                                      std::memory_order_acq_rel))
      return *other;
    return *made.release();
  }

 private:
  // Small while it is empty: most of an edition's regions are counties, and few
  // of them are ever asked for.
  struct Slot {
    Slot() = default;
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() { delete value.load(std::memory_order_relaxed); }
    std::atomic<Value*> value = nullptr;
  };

  size_t regions_ = 0;
  std::unique_ptr<Slot[]> slots_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_PER_REGION_H_
