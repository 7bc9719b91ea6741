#include "services/alignment/api/overrides/override_request.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/domain/overrides/validate_override.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment {
namespace {

OverrideContent ContentFromProto(const v1::Override& from) {
  OverrideContent content;
  if (v1::Override::Kind_IsValid(from.kind()))
    content.kind = static_cast<OverrideKind>(from.kind());
  if (v1::Override::Decision_IsValid(from.decision()))
    content.decision = static_cast<OverrideDecision>(from.decision());
  content.program = from.program();
  content.occupation = from.occupation();
  for (const auto& evidence : from.evidence())
    content.evidence.push_back({evidence.text(), evidence.address()});
  content.author = from.author();
  content.valid_from = from.valid_from();
  content.valid_until = from.valid_until();
  return content;
}

absl::Status Refuse(const std::vector<OverrideProblem>& problems) {
  if (problems.empty()) return absl::OkStatus();
  base::Metadata metadata = {{"field", problems[0].field}};
  for (size_t i = 1; i < problems.size(); ++i)
    metadata.emplace_back(problems[i].field, problems[i].message);
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(problems[0].message,
                   problems.size() == 1
                       ? ""
                       : absl::StrCat(" (and ", problems.size() - 1, " more)")),
      metadata);
}

absl::Status CheckName(absl::string_view pattern, const std::string& name) {
  return rpc::ParseName(pattern, name).status();
}

absl::Status CheckOptionalName(absl::string_view pattern,
                               const std::string& name) {
  return name.empty() ? absl::OkStatus() : CheckName(pattern, name);
}

absl::Status CheckProgram(const std::string& name) {
  return CheckOptionalName("providers/{provider}/programs/{program}", name);
}

// A code in the form that links have.
absl::Status CheckOccupation(const std::string& name) {
  if (name.empty()) return absl::OkStatus();
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                             rpc::ParseName("occupations/{occupation}", name));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto code,
                             vocabulary::SocCode::Parse(ids[0]));
  if (code.ToString() == ids[0]) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kCodeMalformed,
      absl::StrCat("\"", name, "\" is not how occupations are named: write ",
                   "occupations/", code.ToString()),
      {{"field", "occupation"}, {"value", ids[0]}});
}

template <typename Numbers>
bool Wanted(const Numbers& wanted, int number) {
  return wanted.empty() ||
         std::find(wanted.begin(), wanted.end(), number) != wanted.end();
}

bool SameOrEmpty(const std::string& wanted, const std::string& value) {
  return wanted.empty() || wanted == value;
}

}  // namespace

absl::Status CheckContent(const v1::Override& content) {
  PLUMBLINE_RETURN_IF_ERROR(
      Refuse(ValidateOverride(ContentFromProto(content))));
  PLUMBLINE_RETURN_IF_ERROR(CheckProgram(content.program()));
  PLUMBLINE_RETURN_IF_ERROR(CheckOccupation(content.occupation()));
  PLUMBLINE_RETURN_IF_ERROR(CheckName("regions/{region}", content.region()));
  PLUMBLINE_RETURN_IF_ERROR(CheckName("policies/{policy}", content.policy()));
  if (v1::Dimension_IsValid(content.dimension())) return absl::OkStatus();
  return UnnamedValue("override.dimension", content.dimension());
}

absl::Status CheckChange(const std::string& author,
                         const std::string& comment) {
  return Refuse(ValidateChange(author, comment));
}

absl::Status CheckFilter(const v1::OverrideFilter& filter) {
  PLUMBLINE_RETURN_IF_ERROR(
      CheckOptionalName("regions/{region}", filter.region()));
  PLUMBLINE_RETURN_IF_ERROR(
      CheckOptionalName("policies/{policy}", filter.policy()));
  PLUMBLINE_RETURN_IF_ERROR(CheckProgram(filter.program()));
  PLUMBLINE_RETURN_IF_ERROR(CheckOccupation(filter.occupation()));
  for (const int state : filter.states()) {
    if (!v1::Override::State_IsValid(state) || state == 0)
      return UnnamedValue("filter.states", state);
  }
  for (const int standing : filter.standings()) {
    if (!v1::Override::Standing_IsValid(standing) || standing == 0)
      return UnnamedValue("filter.standings", standing);
  }
  return absl::OkStatus();
}

bool Matches(const v1::OverrideFilter& filter, const IndexedOverride& override,
             absl::string_view day) {
  const v1::Override& content = override.content;
  return SameOrEmpty(filter.region(), content.region()) &&
         SameOrEmpty(filter.policy(), content.policy()) &&
         SameOrEmpty(filter.program(), content.program()) &&
         SameOrEmpty(filter.occupation(), content.occupation()) &&
         Wanted(filter.states(), content.state()) &&
         Wanted(filter.standings(), static_cast<int>(override.StandingOn(day)));
}

}  // namespace plumbline::alignment
