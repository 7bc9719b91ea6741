#include "services/alignment/api/changes/override_changes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "services/alignment/api/changes/change_text.h"
#include "services/alignment/api/changes/changes_between.h"
#include "services/alignment/api/overrides/override_index.h"
#include "services/common/base/time_text.h"
#include "services/common/base/timestamp.h"

namespace plumbline::alignment {
namespace {

using google::protobuf::Timestamp;

bool NotAfter(const Timestamp& a, const Timestamp& b) {
  return std::make_pair(a.seconds(), a.nanos()) <=
         std::make_pair(b.seconds(), b.nanos());
}

// What was known of all overrides at a moment.
OverrideSet KnownAt(absl::Span<const v1::Override> overrides,
                    const Timestamp& time) {
  std::vector<v1::Override> known;
  for (const v1::Override& override : overrides) {
    v1::Override then = override;
    then.clear_audit();
    for (const auto& entry : override.audit()) {
      if (NotAfter(entry.time(), time)) *then.add_audit() = entry;
    }
    if (then.audit_size() > 0) known.push_back(std::move(then));
  }
  return OverrideSet(std::move(known));
}

// What stands beside an alignment: the decision of each override by its name.
using Standing = std::map<std::string, std::string>;

class Moment {
 public:
  Moment(absl::Span<const v1::Override> overrides, const Timestamp& time)
      : known_(KnownAt(overrides, time)),
        day_(base::DayText(base::TimeOf(time))) {}

  bool MayConcern(const std::string& alignment) const {
    return known_.MayConcern(alignment);
  }

  Standing Beside(v1::Alignment& alignment) const {
    known_.AddTo(day_, alignment);
    Standing standing;
    for (const v1::OverrideInForce& override : alignment.overrides())
      standing[override.override()] =
          v1::Override::Decision_Name(override.decision());
    return standing;
  }

 private:
  const OverrideSet known_;
  const std::string day_;
};

v1::Difference DifferenceOf(const std::string& name, const std::string& before,
                            const std::string& after) {
  v1::Difference difference;
  difference.set_kind(v1::Difference::OVERRIDE);
  difference.set_about(name);
  difference.set_before(before);
  difference.set_after(after);
  difference.set_smallest(true);
  v1::Cause& cause = *difference.add_cause_sets()->add_causes();
  cause.set_kind(v1::Cause::OVERRIDE);
  (after.empty() ? cause.mutable_before() : cause.mutable_after())
      ->assign(name);
  return difference;
}

std::vector<v1::Difference> DifferencesOf(const Standing& before,
                                          const Standing& after) {
  std::vector<v1::Difference> differences;
  for (const auto& [name, decision] : before) {
    if (after.count(name) == 0)
      differences.push_back(DifferenceOf(name, decision, ""));
  }
  for (const auto& [name, decision] : after) {
    if (before.count(name) == 0)
      differences.push_back(DifferenceOf(name, "", decision));
  }
  return differences;
}

// The change of a row's key, which is made when there is none yet.
v1::Change& ChangeOf(const ViewRow& row, std::vector<ChangeRow>& changes) {
  const VerdictKey asked = row.key();
  const auto place = std::lower_bound(
      changes.begin(), changes.end(), asked,
      [](const ChangeRow& a, const VerdictKey& key) { return a.key < key; });
  if (place != changes.end() && place->key == asked) return place->content;
  return changes.insert(place, UnchangedVerdict(row))->content;
}

}  // namespace

void AddOverrideChanges(absl::Span<const v1::Override> overrides,
                        const Timestamp& before, const Timestamp& after,
                        absl::Span<const ViewRow> rows,
                        const std::function<bool(const VerdictKey&)>& wanted,
                        std::vector<ChangeRow>& changes) {
  if (overrides.empty()) return;
  const Moment was(overrides, before);
  const Moment is(overrides, after);
  for (const ViewRow& row : rows) {
    const std::string name = row.name();
    if (!was.MayConcern(name) && !is.MayConcern(name)) continue;
    if (wanted && !wanted(row.key())) continue;
    v1::Alignment alignment = AlignmentOf(row);
    const Standing standing = was.Beside(alignment);
    const auto differences = DifferencesOf(standing, is.Beside(alignment));
    if (differences.empty()) continue;
    v1::Change& change = ChangeOf(row, changes);
    for (const v1::Difference& difference : differences)
      *change.add_differences() = difference;
    change.set_message(ChangeText(change));
  }
}

}  // namespace plumbline::alignment
