#include "services/labor/domain/completions/directory_rows.h"

#include <string>
#include <utility>

#include "services/labor/domain/regions/region_id.h"
#include "services/labor/domain/regions/state.h"

namespace plumbline::labor::completions {

std::optional<uint32_t> UnitidOf(const RowCells& cells) {
  const auto unitid = cells.Number("UNITID");
  if (!unitid || *unitid < 100000 || *unitid > 999999) return std::nullopt;
  return unitid;
}

bool DirectoryRows::Take(const RowCells& cells) {
  const auto unitid = UnitidOf(cells);
  if (!unitid) {
    return cells.Reject("UNITID", "institution-code",
                        "An institution's number has six digits");
  }
  Institution institution{*unitid, std::string(cells.Text("INSTNM")), "", ""};
  const State* const state =
      StateByFips(static_cast<int>(cells.Number("FIPS").value_or(0)));
  if (state != nullptr) institution.state = StateRegion(*state, "").id;
  // -2 is "not applicable": the institution has no place in a county.
  const uint32_t county = cells.Number("COUNTYCD").value_or(0);
  if (county > 1000) {
    institution.county = CountyId(static_cast<int>(county / 1000),
                                  static_cast<int>(county % 1000));
  }
  if (institutions_.try_emplace(*unitid, std::move(institution)).second) {
    return true;
  }
  return cells.Reject("UNITID", "institution-twice",
                      "An earlier row has the institution");
}

const Institution* DirectoryRows::Find(uint32_t unitid) const {
  const auto found = institutions_.find(unitid);
  return found == institutions_.end() ? nullptr : &found->second;
}

}  // namespace plumbline::labor::completions
