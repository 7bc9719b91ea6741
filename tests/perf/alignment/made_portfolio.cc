#include "tests/perf/alignment/made_portfolio.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kCodes = 2'000;
constexpr size_t kOccupationsOfACode = 7;
// What programs of a code declare. 300,000 programs then differ in 16,000 ways,
// which is where the list of Texas leads to as it grows: 215, 366, 603 and 936
// ways for 328, 657, 1,314 and 2,628 programs.
constexpr size_t kVariants = 8;

std::string CipOf(size_t program) {
  const std::string digits = std::to_string(100000 + program % kCodes);
  return absl::StrCat(digits.substr(0, 2), ".", digits.substr(2));
}

}  // namespace

EditionTables WithMadeCrosswalk(const Edition& edition) {
  EditionTables tables = edition.tables();
  CrosswalkLayerEntry layer;
  layer.layer = "federal";
  const size_t count = tables.occupations.size();
  for (size_t code = 0; code < kCodes; ++code) {
    const size_t first = code * 31 % (count - 40 * kOccupationsOfACode);
    for (size_t i = 0; i < kOccupationsOfACode; ++i) {
      layer.cip_codes.push_back(static_cast<uint32_t>(100000 + code));
      layer.soc_codes.push_back(tables.occupations[first + 40 * i].code);
      layer.source_rows.push_back(
          static_cast<uint32_t>(layer.source_rows.size() + 2));
    }
  }
  tables.crosswalk_layers = {std::move(layer)};
  return tables;
}

std::shared_ptr<const SubjectInUse> MadeProgram(const Edition& edition,
                                                size_t i) {
  auto made = std::make_shared<SubjectInUse>();
  made->subject.program.set_name(
      absl::StrCat("providers/p", i % 50, "/programs/", 100000 + i));
  made->subject.program.set_title(absl::StrCat("Program ", i));
  made->facts.revision_id = base::Sha256Hex(made->subject.program.name());
  made->subject.sha256 = made->facts.revision_id;
  made->facts.cip = CipOf(i);
  const size_t variant = i % kCodes * 7 + i / kCodes % kVariants * 113;
  for (size_t k = 0; i % 3 == 0 && k < 2; ++k) {
    const auto occupation = static_cast<OccupationIndex>(
        (variant + k) % edition.occupation_count());
    made->facts.occupations.push_back(
        {edition.occupation_code(occupation).ToString(), "soc-2018"});
  }
  return made;
}

}  // namespace plumbline::alignment
