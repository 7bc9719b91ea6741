#include "services/alignment/api/overrides/override_index.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/common/base/timestamp.h"

namespace plumbline::alignment {
namespace {

constexpr absl::string_view kAlignments = "/alignments/";

std::string DayOfEntry(const v1::Override::AuditEntry& entry) {
  return base::DayText(base::TimeOf(entry.time()));
}

std::vector<StateChange> ChangesOf(const v1::Override& content) {
  std::vector<StateChange> changes;
  for (const auto& entry : content.audit()) {
    changes.push_back(
        {static_cast<OverrideState>(entry.to()), DayOfEntry(entry)});
  }
  return changes;
}

// `{region}.{policy}`, the last part of an alignment's name.
std::string RegionAndPolicy(const v1::Override& content) {
  return absl::StrCat(absl::StripPrefix(content.region(), "regions/"), ".",
                      absl::StripPrefix(content.policy(), "policies/"));
}

absl::string_view LastPart(absl::string_view alignment) {
  const size_t place = alignment.find(kAlignments);
  return place == absl::string_view::npos
             ? absl::string_view()
             : alignment.substr(place + kAlignments.size());
}

bool IsLinked(const v1::Alignment& alignment, const std::string& occupation) {
  return std::any_of(alignment.links().begin(), alignment.links().end(),
                     [&](const v1::Link& link) {
                       return !link.excluded() &&
                              link.occupation() == occupation;
                     });
}

bool SameScope(const v1::Override& a, const v1::Override& b) {
  return a.program() == b.program() && a.occupation() == b.occupation() &&
         a.dimension() == b.dimension();
}

std::string ApprovedBy(const v1::Override& content) {
  for (const auto& entry : content.audit())
    if (entry.to() == v1::Override::APPROVED) return entry.author();
  return {};
}

v1::OverrideInForce InForceProto(const v1::Override& content) {
  v1::OverrideInForce shown;
  shown.set_override(content.name());
  shown.set_kind(content.kind());
  shown.set_decision(content.decision());
  shown.set_occupation(content.occupation());
  shown.set_dimension(content.dimension());
  shown.set_author(content.author());
  shown.set_approved_by(ApprovedBy(content));
  shown.set_valid_from(content.valid_from());
  shown.set_valid_until(content.valid_until());
  return shown;
}

std::string ExpiredNote(const v1::Override& content) {
  return absl::StrCat(
      content.name(), ", by which ", content.author(), " had ",
      content.has_occupation() ? content.occupation() : "the program",
      " treated as ",
      content.decision() == v1::Override::TREAT_AS_ALIGNED ? "" : "not ",
      "aligned",
      content.dimension() == v1::DIMENSION_UNSPECIFIED
          ? ""
          : absl::StrCat(" in ", v1::Dimension_Name(content.dimension())),
      ", expired on ", content.valid_until(), " and was not renewed.");
}

}  // namespace

OverrideStanding IndexedOverride::StandingOn(absl::string_view day) const {
  return alignment::StandingOn(changes, content.valid_from(),
                               content.valid_until(), day);
}

OverrideSet::OverrideSet(std::vector<v1::Override> overrides) {
  all_.reserve(overrides.size());  // Addresses stay.
  for (v1::Override& content : overrides) {
    auto changes = ChangesOf(content);
    all_.push_back({std::move(content), std::move(changes)});
    const IndexedOverride& indexed = all_.back();
    const std::string place = RegionAndPolicy(indexed.content);
    if (indexed.content.has_occupation()) {
      by_region_and_policy_[place].push_back(&indexed);
    } else {
      by_alignment_[absl::StrCat(indexed.content.program(), kAlignments, place)]
          .push_back(&indexed);
    }
  }
}

bool OverrideSet::MayConcern(absl::string_view alignment) const {
  return by_alignment_.contains(alignment) ||
         by_region_and_policy_.contains(LastPart(alignment));
}

OverrideSet::Found OverrideSet::Concerning(
    const v1::Alignment& alignment) const {
  Found found;
  if (const auto at = by_alignment_.find(alignment.name());
      at != by_alignment_.end())
    found = at->second;
  const auto at = by_region_and_policy_.find(LastPart(alignment.name()));
  if (at == by_region_and_policy_.end()) return found;
  for (const IndexedOverride* indexed : at->second) {
    if (IsLinked(alignment, indexed->content.occupation()))
      found.push_back(indexed);
  }
  // They lie in `all_` by number.
  std::sort(found.begin(), found.end(), std::less<const IndexedOverride*>());
  return found;
}

void OverrideSet::AddTo(absl::string_view day, v1::Alignment& alignment) const {
  alignment.clear_overrides();
  alignment.clear_override_notes();
  Found in_force;
  Found expired;
  for (const IndexedOverride* indexed : Concerning(alignment)) {
    const OverrideStanding standing = indexed->StandingOn(day);
    if (standing == OverrideStanding::kInForce) in_force.push_back(indexed);
    if (standing == OverrideStanding::kExpired) expired.push_back(indexed);
  }
  for (const IndexedOverride* indexed : in_force)
    *alignment.add_overrides() = InForceProto(indexed->content);
  for (const IndexedOverride* indexed : expired) {
    const bool renewed = std::any_of(
        in_force.begin(), in_force.end(), [&](const IndexedOverride* other) {
          return SameScope(other->content, indexed->content);
        });
    if (!renewed) alignment.add_override_notes(ExpiredNote(indexed->content));
  }
}

absl::Status OverrideIndex::Reload() {
  base::MutexLock reading(&reading_);
  PLUMBLINE_ASSIGN_OR_RETURN(auto overrides, store_.AllOverrides());
  if (overrides.empty()) return absl::OkStatus();
  auto made = std::make_shared<const OverrideSet>(std::move(overrides));
  base::MutexLock lock(&mutex_);
  current_ = std::move(made);
  any_.store(true, std::memory_order_release);
  return absl::OkStatus();
}

std::shared_ptr<const OverrideSet> OverrideIndex::Current() const {
  if (!any_.load(std::memory_order_acquire)) return nullptr;
  base::MutexLock lock(&mutex_);
  return current_;
}

}  // namespace plumbline::alignment
