#include "clients/cli/supply_command.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/names.h"
#include "clients/cli/supply_report.h"
#include "clients/cli/text_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

struct AskedSupply {
  std::string region;
  std::string provider;
  std::string edition;
  v1::SupplyAndDemand::Apportioning rule = v1::SupplyAndDemand::EQUAL;
  std::vector<std::string> levels;
  std::vector<std::string> excluded = {"25-1"};
  bool declared_only = false;
  v1::SupplyAndDemand::CompleterSource source = v1::SupplyAndDemand::PROGRAMS;
  std::vector<int32_t> award_levels;
  bool second_majors = false;
  size_t limit = 20;
};

const std::map<std::string, v1::SupplyAndDemand::Apportioning>& Rules() {
  static const auto* const rules =
      new std::map<std::string, v1::SupplyAndDemand::Apportioning>{
          {"none", v1::SupplyAndDemand::NONE},
          {"equal", v1::SupplyAndDemand::EQUAL},
          {"by-openings", v1::SupplyAndDemand::BY_OPENINGS},
          {"by-completers", v1::SupplyAndDemand::BY_COMPLETERS}};
  return *rules;
}

const std::map<std::string, v1::SupplyAndDemand::CompleterSource>& Sources() {
  static const auto* const sources =
      new std::map<std::string, v1::SupplyAndDemand::CompleterSource>{
          {"programs", v1::SupplyAndDemand::PROGRAMS},
          {"completions", v1::SupplyAndDemand::COMPLETIONS},
          {"both", v1::SupplyAndDemand::PROGRAMS_AND_COMPLETIONS}};
  return *sources;
}

absl::Status Compare(Context& context, const AskedSupply& asked) {
  v1::CompareSupplyAndDemandRequest request;
  request.set_region(NameIn("regions/", asked.region));
  request.set_provider(NameIn("providers/", asked.provider));
  request.set_edition(NameIn("editions/", asked.edition));
  request.set_apportioning(asked.rule);
  for (const std::string& level : asked.levels) {
    // `postsecondary-nondegree` is easier to type.
    request.add_education_levels(
        absl::StrReplaceAll(absl::AsciiStrToUpper(level), {{"-", "_"}}));
  }
  v1::LinkRule& rule = *request.mutable_link_rule();
  for (const std::string& prefix : asked.excluded) {
    if (!prefix.empty()) rule.add_excluded_prefixes(prefix);
  }
  rule.set_declared_only(asked.declared_only);
  request.set_completer_source(asked.source);
  for (const int32_t level : asked.award_levels) {
    request.add_award_levels(level);
  }
  request.set_second_majors(asked.second_majors);
  PLUMBLINE_ASSIGN_OR_RETURN(
      const v1::SupplyAndDemand answer,
      context.alignment().CompareSupplyAndDemand(request));
  if (context.json()) {
    PrintJson(answer, /*one_line=*/true);
  } else {
    Print(SupplyText(answer, asked.limit, OutputWidth()));
  }
  return absl::OkStatus();
}

}  // namespace

void AddSupplyCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "supply", "completers against openings, and what holds under any rule");
  auto asked = std::make_shared<AskedSupply>();
  command->add_option("--region", asked->region, "us-tx")->required();
  command->add_option("--provider", asked->provider,
                      "only this one's programs; none: all that serve the "
                      "region");
  command->add_option("--edition", asked->edition,
                      "editions/...; none: the one that is served");
  command
      ->add_option("--apportion", asked->rule,
                   "none, equal, by-openings or by-completers")
      ->transform(CLI::CheckedTransformer(Rules()));
  command->add_option("--education", asked->levels,
                      "only openings of these levels: associate, "
                      "postsecondary-nondegree, ...");
  command->add_option("--exclude", asked->excluded,
                      "occupations that never count, by the beginning of "
                      "their code; 25-1 if unset");
  command->add_flag("--declared-only", asked->declared_only,
                    "without the crosswalk");
  command
      ->add_option("--completers", asked->source,
                   "where completers come from: programs, completions (awards "
                   "of institutions, IPEDS) or both")
      ->transform(CLI::CheckedTransformer(Sources()));
  command->add_option("--award-level", asked->award_levels,
                      "only awards of these levels of IPEDS: 20, 21, 2, 3, "
                      "...");
  command->add_flag("--second-majors", asked->second_majors,
                    "second majors of IPEDS count too");
  command->add_option("--limit", asked->limit, "lines of each list; 0: all");
  context.AddAsOf(command);
  context.Does(command, [&context, asked] { return Compare(context, *asked); });
}

}  // namespace plumbline::cli
