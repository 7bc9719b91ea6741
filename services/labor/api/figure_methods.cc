// What LaborService answers about figures.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/api/names.h"
#include "services/labor/api/to_proto.h"

namespace plumbline::labor {
namespace {

using vocabulary::SocCode;

constexpr int kMaxBatch = 1000;

absl::Status RegionUnknown(const std::string& region, const EditionView& view) {
  std::vector<std::string> successors;
  const PlaceTable::Change* change = nullptr;
  for (const EditionRegionChange& one : view.edition().region_changes) {
    if (one.change.from != region) continue;
    change = &one.change;
    if (!one.change.to.empty()) successors.push_back(one.change.to);
  }
  if (change != nullptr) {
    return base::Error(
        absl::StatusCode::kFailedPrecondition,
        base::reason::kRegionWrongVintage,
        absl::StrCat(region, " (", change->from_title,
                     ") is of another vintage",
                     successors.empty()
                         ? "; nothing is known to have taken its place"
                         : absl::StrCat(": ask for ",
                                        absl::StrJoin(successors, " or "))),
        {{"region", region},
         {"edition", view.edition().name},
         {"successors", absl::StrJoin(successors, ",")}});
  }
  return base::Error(absl::StatusCode::kNotFound, base::reason::kRegionUnknown,
                     absl::StrCat(view.edition().name, " has no region ",
                                  region, ": list its regions"),
                     {{"region", region}, {"edition", view.edition().name}});
}

}  // namespace

absl::StatusOr<v1::Statistics> LaborHandler::GetStatistics(
    const v1::GetStatisticsRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto ids, rpc::ParseName(kStatisticsPattern, request.name()));
  PLUMBLINE_ASSIGN_OR_RETURN(const SocCode code, SocCode::Parse(ids[2]));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto view,
      editions_.Open(absl::StrCat("editions/", ids[0]), base::AsOf(request)));
  const auto region = view->FindRegion(ids[1]);
  if (!region) return RegionUnknown(ids[1], *view);
  v1::Statistics statistics;
  statistics.set_name(absl::StrCat(view->edition().name, "/regions/", ids[1],
                                   "/occupations/", code.ToString(),
                                   "/statistics"));
  for (const FigureAnswer& answer :
       view->FindAll(*region, code, request.reference_period())) {
    *statistics.add_figures() = ToProto(answer, *view);
  }
  return statistics;
}

absl::StatusOr<v1::BatchGetStatisticsResponse> LaborHandler::BatchGetStatistics(
    const v1::BatchGetStatisticsRequest& request) {
  if (request.names().empty() || request.names_size() > kMaxBatch) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       absl::StrCat(request.names_size(),
                                    " names came: send 1 to ", kMaxBatch),
                       {{"field", "names"}});
  }
  v1::BatchGetStatisticsResponse response;
  for (const std::string& name : request.names()) {
    v1::GetStatisticsRequest one;
    one.set_name(name);
    if (request.has_as_of()) *one.mutable_as_of() = request.as_of();
    absl::StatusOr<v1::Statistics> statistics = GetStatistics(one);
    if (statistics.ok()) {
      *response.add_statistics() = *std::move(statistics);
      continue;
    }
    auto& failed = *response.add_failed();
    failed.set_name(name);
    failed.set_reason(base::ReasonOf(statistics.status()));
    failed.set_message(std::string(statistics.status().message()));
  }
  return response;
}

}  // namespace plumbline::labor
