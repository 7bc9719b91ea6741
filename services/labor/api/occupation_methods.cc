// What LaborService answers about one occupation.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"
#include "services/labor/api/edition_texts.h"
#include "services/labor/api/labor_handler.h"
#include "services/labor/api/names.h"
#include "services/labor/api/occupation_profile.h"
#include "services/labor/api/to_proto.h"

namespace plumbline::labor {
namespace {

using vocabulary::OnetSocCode;
using vocabulary::SocCode;

absl::Status NoOccupation(SocCode code, const EditionView& view) {
  if (view.StandingOf(code) != CodeStanding::kRetired) {
    return base::Error(
        absl::StatusCode::kNotFound, base::reason::kCodeUnknown,
        absl::StrCat(code.ToString(), " is no detailed occupation of ",
                     view.edition().name, ": list its occupations"),
        {{"code", code.ToString()}});
  }
  std::vector<std::string> successors;
  for (const SocCode successor : view.SuccessorsOf(code)) {
    successors.push_back(successor.ToString());
  }
  const std::string joined = absl::StrJoin(successors, ", ");
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kCodeRetired,
      absl::StrCat(code.ToString(), " is no code of SOC 2018; it became ",
                   joined.empty() ? "nothing" : joined),
      {{"code", code.ToString()}, {"successors", joined}});
}

// The occupations that `text` names: one for an O*NET-SOC code, all below it
// for a SOC code.
absl::StatusOr<std::vector<uint32_t>> OnetOccupationsOf(
    const std::string& text, SocCode code, const PinnedRelease& release,
    const onet::OnetTables& tables) {
  const auto onet_code = OnetSocCode::Parse(text);
  if (!onet_code.ok()) return OnetOccupationsUnder(code, tables);
  if (const auto found = tables.Find(*onet_code)) {
    return std::vector<uint32_t>{*found};
  }
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kCodeUnknown,
      absl::StrCat(release.name, " has no ", onet_code->ToString(),
                   ": ask for ", code.ToString(), " to see those it has"),
      {{"code", onet_code->ToString()}});
}

}  // namespace

absl::StatusOr<v1::Occupation> LaborHandler::GetOccupation(
    const v1::GetOccupationRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto ids, rpc::ParseName(kOccupationPattern, request.name()));
  PLUMBLINE_ASSIGN_OR_RETURN(const SocCode code, SocCode::Parse(ids[0]));
  if (!request.edition().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        rpc::ParseName(kEditionPattern, request.edition()).status());
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto view, editions_.Open(request.edition(), base::AsOf(request)));
  const EditionOccupation* const occupation = view->FindOccupation(code);
  if (occupation == nullptr) return NoOccupation(code, *view);
  v1::Occupation message = ToProto(*occupation);
  const PinnedRelease* const release = OnetReleaseOf(view->edition());
  if (request.view() != v1::OCCUPATION_VIEW_FULL || release == nullptr) {
    return message;
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto tables, onet_.Open(release->name));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const std::vector<uint32_t> occupations,
      OnetOccupationsOf(ids[0], code, *release, *tables));
  *message.mutable_profile() = ProfileOf(*tables, *release, occupations);
  return message;
}

}  // namespace plumbline::labor
