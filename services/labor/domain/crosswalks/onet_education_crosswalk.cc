// The crosswalk of the O*NET Center from CIP 2020 to O*NET-SOC 2019.
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/crosswalks/edge_list.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"

namespace plumbline::labor::crosswalks {
namespace {

enum Heading : size_t { kCip, kCipTitle, kOnetSoc, kOnetTitle };
constexpr absl::string_view kHeadings[] = {"2020 CIP Code", "2020 CIP Title",
                                           "O*NET-SOC 2019 Code",
                                           "O*NET-SOC 2019 Title"};

}  // namespace

bool ReadOnetEducationCrosswalk(const std::vector<SourceTable>& tables,
                                ReleaseTables* release) {
  bool found = false;
  for (const SourceTable& table : tables) {
    const auto headings = FindHeadings(table, kHeadings);
    if (!headings) continue;
    found = true;
    EdgeList edges;
    TitleCheck titles;
    CrosswalkTable crosswalk;
    crosswalk.layer = "onet-education";
    crosswalk.counts =
        ReadRows(table, *headings, &release->report, [&](const HeadedRow& row) {
          vocabulary::CipCode cip;
          vocabulary::OnetSocCode soc;
          if (!row.TakeCip(kCip, &cip) || !row.TakeOnetSoc(kOnetSoc, &soc)) {
            return false;
          }
          titles.See(absl::StrCat("CIP ", cip.ToString()), row, kCipTitle);
          titles.See(absl::StrCat("O*NET-SOC ", soc.ToString()), row,
                     kOnetTitle);
          edges.Add(cip, soc.prefix(), row.number());
          return true;
        });
    edges.MoveTo(table, &release->report, &crosswalk);
    release->crosswalks.push_back(std::move(crosswalk));
  }
  return found;
}

}  // namespace plumbline::labor::crosswalks
