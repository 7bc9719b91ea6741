// The ratings of the pinned releases, over one list of elements.

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "services/labor/domain/edition/edition_parts.h"

namespace plumbline::labor {
namespace {

EditionDescriptors JoinTable(uint32_t release, const DescriptorTable& table,
                             absl::Span<const DescriptorElement> elements) {
  std::vector<uint32_t> place_of;
  for (const DescriptorElement& element : table.elements) {
    const auto found =
        std::lower_bound(elements.begin(), elements.end(), element.id,
                         [](const DescriptorElement& known,
                            const std::string& id) { return known.id < id; });
    place_of.push_back(static_cast<uint32_t>(found - elements.begin()));
  }
  EditionDescriptors joined{{release, table.file, table.sheet}, table.rows};
  for (uint32_t& element : joined.rows.elements) element = place_of[element];
  return joined;
}

}  // namespace

std::vector<DescriptorElement> JoinElements(ReleasesToPin releases) {
  std::map<std::string, DescriptorElement> by_id;
  for (const ReleaseToPin& release : releases) {
    for (const DescriptorTable& table : release.tables->descriptors) {
      for (const DescriptorElement& element : table.elements) {
        by_id.try_emplace(element.id, element);
      }
    }
  }
  std::vector<DescriptorElement> elements;
  for (const auto& [id, element] : by_id) elements.push_back(element);
  return elements;
}

std::vector<EditionDescriptors> JoinDescriptors(
    ReleasesToPin releases, absl::Span<const DescriptorElement> elements) {
  std::vector<EditionDescriptors> joined;
  for (uint32_t i = 0; i < releases.size(); ++i) {
    for (const DescriptorTable& table : releases[i].tables->descriptors) {
      if (table.rows.size() > 0)
        joined.push_back(JoinTable(i, table, elements));
    }
  }
  std::stable_sort(
      joined.begin(), joined.end(),
      [](const EditionDescriptors& a, const EditionDescriptors& b) {
        return std::tie(a.origin.release, a.origin.file, a.origin.sheet) <
               std::tie(b.origin.release, b.origin.file, b.origin.sheet);
      });
  return joined;
}

}  // namespace plumbline::labor
