#include "services/alignment/api/supply/supply_handler.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/editions/region_names.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/alignment/api/supply/supply_codec.h"
#include "services/alignment/api/supply/supply_completions.h"
#include "services/alignment/api/supply/supply_portfolio.h"
#include "services/alignment/domain/supply/supply_and_demand.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/reply_later.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

using vocabulary::EducationLevel;
using vocabulary::Measure;

absl::StatusOr<std::vector<EducationLevel>> LevelsOf(
    const v1::CompareSupplyAndDemandRequest& request) {
  std::vector<EducationLevel> levels;
  for (const std::string& name : request.education_levels()) {
    const auto level =
        vocabulary::LevelByName(Measure::kTypicalEducation, name);
    if (!level.has_value()) {
      return InvalidField("education_levels",
                          absl::StrCat("'", name,
                                       "' is no level: NO_FORMAL_CREDENTIAL to "
                                       "DOCTORAL_OR_PROFESSIONAL"));
    }
    levels.push_back(static_cast<EducationLevel>(*level));
  }
  return levels;
}

absl::StatusOr<Apportioning> RuleOf(
    const v1::CompareSupplyAndDemandRequest& request) {
  if (!v1::SupplyAndDemand::Apportioning_IsValid(request.apportioning())) {
    return InvalidField("apportioning",
                        "it is no rule: use one of the enumeration");
  }
  if (request.apportioning() == v1::SupplyAndDemand::APPORTIONING_UNSPECIFIED) {
    return Apportioning::kEqual;
  }
  return static_cast<Apportioning>(request.apportioning());
}

v1::SupplyAndDemand::CompleterSource SourceOf(
    const v1::CompareSupplyAndDemandRequest& request) {
  return request.completer_source() ==
                 v1::SupplyAndDemand::COMPLETER_SOURCE_UNSPECIFIED
             ? v1::SupplyAndDemand::PROGRAMS
             : request.completer_source();
}

absl::Status CheckSource(const v1::CompareSupplyAndDemandRequest& request) {
  if (!v1::SupplyAndDemand::CompleterSource_IsValid(
          request.completer_source())) {
    return InvalidField("completer_source",
                        "it is no source: use one of the enumeration");
  }
  if (CountsCompletions(request) ||
      (request.award_levels().empty() && !request.second_majors())) {
    return absl::OkStatus();
  }
  return InvalidField(
      request.second_majors() ? "second_majors" : "award_levels",
      "only awards have it: ask for COMPLETIONS too");
}

LinkRule LinkRuleOf(const v1::CompareSupplyAndDemandRequest& request) {
  LinkRule rule;
  rule.kind = LinkRule::Kind::kAny;
  if (!request.has_link_rule()) {
    rule.excluded_prefixes = {"25-1"};
    return rule;
  }
  const v1::LinkRule& asked = request.link_rule();
  rule.excluded_prefixes = {asked.excluded_prefixes().begin(),
                            asked.excluded_prefixes().end()};
  rule.declared_first = asked.declared_first();
  rule.declared_only = asked.declared_only();
  return rule;
}

absl::StatusOr<RegionIndex> FindRegion(const Edition& edition,
                                       const std::string& name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const RegionIndex region,
                             ReadRegion(edition, name));
  if (edition.Carries(Measure::kAnnualOpenings)) return region;
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::reason::kFigureNotPublished,
      absl::StrCat(edition.name(),
                   " carries no openings: publish an edition with projections"),
      {{"measure", "ANNUAL_OPENINGS"}, {"edition", edition.name()}});
}

// The programs to compare. Those of a provider that is named are all taken.
absl::StatusOr<Subjects> ReadPrograms(catalog_client::CatalogClient& catalog,
                                      const std::string& provider,
                                      const Edition& edition,
                                      RegionIndex region,
                                      std::optional<absl::Time> as_of,
                                      int32_t& elsewhere) {
  const bool all = provider.empty() || provider == "providers/-";
  PLUMBLINE_ASSIGN_OR_RETURN(
      Subjects programs,
      ReadPortfolio(catalog, all ? "providers/-" : provider, as_of));
  elsewhere = 0;
  if (!all) return programs;
  elsewhere =
      static_cast<int32_t>(std::erase_if(programs, [&](const auto& program) {
        return !Serves(edition, program->subject, region);
      }));
  return programs;
}

}  // namespace

absl::StatusOr<v1::SupplyAndDemand> SupplyHandler::CompareSupplyAndDemand(
    const v1::CompareSupplyAndDemandRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(
      rpc::ParseName("regions/{region}", request.region()).status());
  if (!request.provider().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        rpc::ParseName("providers/{provider}", request.provider()).status());
  }
  PLUMBLINE_RETURN_IF_ERROR(CheckSource(request));
  if (request.link_rule().texts() != v1::LinkRule::TEXTS_UNSPECIFIED)
    return InvalidField(
        "link_rule.texts",
        "completers follow declared codes and crosswalks: leave it "
        "out");
  PLUMBLINE_ASSIGN_OR_RETURN(const Apportioning rule, RuleOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto levels, LevelsOf(request));
  const auto as_of = base::AsOf(request);
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition,
                             editions_.Get(request.edition(), as_of));
  PLUMBLINE_ASSIGN_OR_RETURN(const RegionIndex region,
                             FindRegion(*edition, request.region()));
  int32_t elsewhere = 0;
  Subjects programs;
  if (CountsPrograms(request)) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        programs, ReadPrograms(catalog_, request.provider(), *edition, region,
                               as_of, elsewhere));
  }
  InstitutionAwards awards;
  if (CountsCompletions(request)) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        awards, CountAwards(*edition, region, request, &programs));
  }
  SupplyPortfolio portfolio =
      MakeSupplyPortfolio(std::move(edition), region, LinkRuleOf(request),
                          std::move(programs), std::move(awards.programs));
  portfolio.coverage.set_other_region_count(elsewhere);
  portfolio.question.apportioning = rule;
  portfolio.question.education_levels = levels;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const SupplyAndDemand answer,
      alignment::CompareSupplyAndDemand(portfolio.question));
  v1::SupplyAndDemand message = SupplyToProto(portfolio, answer);
  message.set_completer_source(SourceOf(request));
  if (CountsCompletions(request)) {
    *message.mutable_completions() = std::move(awards.counted);
  }
  message.set_apportioning(
      static_cast<v1::SupplyAndDemand::Apportioning>(rule));
  *message.mutable_education_levels() = request.education_levels();
  return message;
}

grpc::ServerUnaryReactor* SupplyHandler::CompareSupplyAndDemand(
    grpc::CallbackServerContext* context,
    const v1::CompareSupplyAndDemandRequest* request,
    v1::SupplyAndDemand* response) {
  return rpc::ReplyLater(
      context, response, reads_, TooManyCalls(),
      [this, request] { return CompareSupplyAndDemand(*request); });
}

}  // namespace plumbline::alignment
