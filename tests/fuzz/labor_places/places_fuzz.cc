// Rows of any bytes under each right heading, and any bytes at all.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/labor/domain/geography/read_places.h"
#include "services/labor/domain/regions/region_id.h"

namespace plumbline::labor {
namespace {

constexpr const char* kHeadings[] = {
    "area_fips\tmsa_title\tcomponent_title\tst_fips\tcnty_fips\n",
    "area_fips\tmsa_title\tcounty_title\tst_fips\tcnty_fips\n",
    "area_type_code\tarea_code\tarea_text\n",
    "From,From title,To,To title,Since,Citation\n",
    "Region,Region title,Member,Delineation,Citation\n",
    "",
};

// Every id that was taken is one that is made for a region.
void Check(const absl::StatusOr<ReleaseTables>& release) {
  if (!release.ok()) return;
  for (const PlaceTable& table : release->places) {
    if (table.counts.accepted > table.counts.read) std::abort();
    for (const PlaceTable::Place& place : table.places) {
      if (!KindOfId(place.id)) std::abort();
    }
    for (const PlaceTable::Containment& one : table.containments) {
      if (!KindOfId(one.inner) || !KindOfId(one.outer)) std::abort();
    }
    for (const PlaceTable::Change& change : table.changes) {
      if (!KindOfId(change.from)) std::abort();
    }
  }
}

void Read(const std::string& text) {
  const SourceFile file = {"places.txt", text};
  Check(geography::ReadPlaces({&file, 1}));
  Check(geography::ReadOewsAreas({&file, 1}));
}

}  // namespace
}  // namespace plumbline::labor

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* headings : plumbline::labor::kHeadings) {
    plumbline::labor::Read(headings + bytes);
  }
  return 0;
}
