// Job zones and the preparation (SVP) that each stands for.
#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/labor/domain/onet/release_reading.h"

namespace plumbline::labor::onet {
namespace {

constexpr int32_t kZones = 5;

// The lower end of "(4.0 to < 6.0)", "(8.0 and above)" or "(Below 4.0)"; 0 when
// the text is none of these.
uint8_t SvpFloor(absl::string_view range) {
  absl::ConsumePrefix(&range, "(");
  if (absl::ConsumePrefix(&range, "Below ")) return 1;
  double floor = 0;
  const absl::string_view number = range.substr(0, range.find(' '));
  if (!absl::SimpleAtod(number, &floor)) return 0;
  return floor >= 1 && floor <= 9 ? static_cast<uint8_t>(floor) : 0;
}

}  // namespace

RowCounts ReadJobZoneReference(const Member& member, absl::string_view bytes,
                               const FileLayout& layout,
                               ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {
      "Job Zone",     "Name",     "Experience", "Education",
      "Job Training", "Examples", "SVP Range"};
  auto& zones = reading->tables().job_zone_reference;
  const RowCounts counts = ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        int32_t zone = 0;
        if (!TakeInteger(record, 0, 1, kZones, &zone)) return false;
        if (std::any_of(zones.begin(), zones.end(), [&](const auto& other) {
              return other.zone == zone;
            })) {
          return record.Reject(0, "key-duplicate",
                               "The zone comes twice: the first one counts.");
        }
        const uint8_t floor = SvpFloor(record.Text(6));
        if (floor == 0) {
          return record.Reject(6, "number-malformed",
                               "The range is not such as '(4.0 to < 6.0)': "
                               "the row was left out.");
        }
        zones.push_back({.zone = static_cast<uint8_t>(zone),
                         .name = reading->Text(record, 1),
                         .experience = reading->Text(record, 2),
                         .education = reading->Text(record, 3),
                         .training = reading->Text(record, 4),
                         .examples = reading->Text(record, 5),
                         .svp_range = reading->Text(record, 6),
                         .svp_floor = floor,
                         .row = record.number()});
        return true;
      });
  std::sort(zones.begin(), zones.end(),
            [](const auto& a, const auto& b) { return a.zone < b.zone; });
  return counts;
}

RowCounts ReadJobZones(const Member& member, absl::string_view bytes,
                       const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"O*NET-SOC Code", "Job Zone",
                                            "Date", "Domain Source"};
  const auto& reference = reading->tables().job_zone_reference;
  absl::flat_hash_set<uint32_t> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        JobZone zone{.row = record.number()};
        int32_t number = 0;
        if (!reading->TakeOccupation(record, 0, &zone.occupation) ||
            !TakeInteger(record, 1, 1, kZones, &number) ||
            !TakeDate(record, 2, &zone.date)) {
          return false;
        }
        zone.zone = static_cast<uint8_t>(number);
        if (!reference.empty() &&
            std::none_of(reference.begin(), reference.end(),
                         [&](const auto& r) { return r.zone == zone.zone; })) {
          return record.Reject(1, "code-unknown",
                               "The zone is not in Job Zone Reference.txt: the "
                               "row was left out.");
        }
        if (!seen.insert(zone.occupation).second) {
          return record.Reject(0, "key-duplicate",
                               "The occupation comes twice: the first row "
                               "counts.");
        }
        zone.source = reading->Text(record, 3);
        reading->tables().job_zones.push_back(zone);
        return true;
      });
}

}  // namespace plumbline::labor::onet
