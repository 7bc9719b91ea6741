#include "services/alignment/api/editions/region_names.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

absl::Status Unknown(const Edition& edition, absl::string_view name) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kRegionUnknown,
      absl::StrCat(edition.name(), " has no ", name,
                   ": ListRegions of labor names those that it has"),
      {{"region", std::string(name)}, {"edition", edition.name()}});
}

// "regions/us-county-09110 (Capitol Planning Region, CT)".
std::string Named(const RegionChangeEntry& change) {
  return absl::StrCat("regions/", change.to, " (", change.to_title, ")");
}

absl::Status WrongVintage(const Edition& edition, absl::string_view name,
                          absl::Span<const RegionChangeEntry> changes) {
  std::vector<std::string> titles;
  std::vector<std::string> names;
  for (const RegionChangeEntry& change : changes) {
    if (change.to.empty()) continue;
    titles.push_back(Named(change));
    names.push_back(absl::StrCat("regions/", change.to));
  }
  const RegionChangeEntry& first = changes.front();
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kRegionWrongVintage,
      absl::StrCat(
          name, " (", first.from_title, ") is of another vintage: ",
          edition.name(), " knows it only as a region of the past",
          first.since.empty() ? ""
                              : absl::StrCat(", replaced in ", first.since),
          names.empty()
              ? "; nothing is known to have taken its place"
              : absl::StrCat("; ask for ", absl::StrJoin(titles, " or "))),
      {{"region", std::string(name)},
       {"edition", edition.name()},
       {"successors", absl::StrJoin(names, ",")}});
}

}  // namespace

absl::StatusOr<RegionIndex> ReadRegion(const Edition& edition,
                                       absl::string_view name) {
  PLUMBLINE_RETURN_IF_ERROR(rpc::ParseName("regions/{region}", name).status());
  if (const auto region = edition.FindRegion(name)) return *region;
  const auto changes = edition.ChangesOf(name);
  return changes.empty() ? Unknown(edition, name)
                         : WrongVintage(edition, name, changes);
}

absl::StatusOr<std::vector<RegionIndex>> ReadRegions(
    const Edition& edition,
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::set<RegionIndex> regions;  // Each once.
  for (const std::string& name : names) {
    PLUMBLINE_ASSIGN_OR_RETURN(const RegionIndex region,
                               ReadRegion(edition, name));
    regions.insert(region);
  }
  return std::vector<RegionIndex>(regions.begin(), regions.end());
}

}  // namespace plumbline::alignment
