#include "clients/cli/policy_commands.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/policy_file.h"
#include "clients/cli/text_table.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Policy;

absl::Status PrintPolicies(Context& context) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto policies,
                             context.alignment().ListPolicies());
  TextTable table({"POLICY", "STATUS", "AUTHORITY", "TITLE"}, 40);
  for (const Policy& policy : policies) {
    if (context.json()) PrintJson(policy, /*one_line=*/true);
    table.AddRow({policy.name(), Policy::Status_Name(policy.status()),
                  policy.citation().authority(), policy.title()});
  }
  if (!context.json()) Print(table.Render(OutputWidth()));
  return absl::OkStatus();
}

absl::Status Describe(Context& context, const std::string& policy) {
  const std::string name = PolicyName(policy);
  PLUMBLINE_ASSIGN_OR_RETURN(const Policy found,
                             context.alignment().GetPolicy(name));
  if (context.json()) {
    PrintJson(found, /*one_line=*/true);
    return absl::OkStatus();
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto sentences,
                             context.alignment().DescribePolicy(name));
  Print(absl::StrCat(found.name(), ": ", found.title(), "\n",
                     found.citation().authority(), ", ",
                     found.citation().document(), "\n",
                     found.citation().address(), "\n\n"));
  for (const std::string& sentence : sentences) {
    Print(absl::StrCat(sentence, "\n"));
  }
  for (const std::string& reading : found.readings()) {
    Print(absl::StrCat("Reading: ", reading, "\n"));
  }
  for (const std::string& reason : found.draft_reasons()) {
    Print(absl::StrCat("Draft because: ", reason, "\n"));
  }
  return absl::OkStatus();
}

absl::Status AddPolicy(Context& context, const std::string& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Policy policy, ReadPolicy(file));
  const std::string id = std::filesystem::path(file).stem().string();
  PLUMBLINE_ASSIGN_OR_RETURN(const Policy stored,
                             context.alignment().CreatePolicyVersion(
                                 absl::StrCat("policies/", id), policy, ""));
  if (context.json()) {
    PrintJson(stored, /*one_line=*/true);
  } else {
    Print(absl::StrCat(stored.name(), "\n"));
  }
  return absl::OkStatus();
}

absl::Status CheckPolicy(Context& context, const std::string& file,
                         const std::string& edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Policy policy, ReadPolicy(file));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto problems, context.alignment().ValidatePolicy(policy, edition));
  for (const auto& problem : problems) {
    if (context.json()) {
      PrintJson(problem, /*one_line=*/true);
    } else {
      Print(absl::StrCat(problem.place(), ": ", problem.message(), "\n"));
    }
  }
  if (problems.empty() && !context.json()) Print("nothing is wrong with it\n");
  const bool usable =
      std::all_of(problems.begin(), problems.end(),
                  [](const auto& problem) { return problem.advisory(); });
  if (usable) return absl::OkStatus();
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kPolicyInvalid,
                     absl::StrCat(file, " has ", problems.size(), " problems"));
}

}  // namespace

void AddPolicyCommands(CLI::App& app, Context& context) {
  CLI::App* policies =
      app.add_subcommand("policies", "definitions that are here");
  auto described = std::make_shared<std::string>();
  policies->add_option("--describe", *described,
                       "what this one asks for, in words: us-or");
  context.Does(policies, [&context, described] {
    return described->empty() ? PrintPolicies(context)
                              : Describe(context, *described);
  });
  CLI::App* add = app.add_subcommand("add-policy",
                                     "store a policy file as the next version");
  auto added = std::make_shared<std::string>();
  add->add_option("file", *added, "data/policies/us-or.json")->required();
  context.Does(add, [&context, added] { return AddPolicy(context, *added); });
  CLI::App* check =
      app.add_subcommand("check-policy", "what is wrong with a policy file");
  auto checked = std::make_shared<std::string>();
  auto edition = std::make_shared<std::string>();
  check->add_option("file", *checked, "the file")->required();
  check->add_option("--edition", *edition,
                    "also whether this edition has the data: editions/latest");
  context.Does(check, [&context, checked, edition] {
    return CheckPolicy(context, *checked, *edition);
  });
}

}  // namespace plumbline::cli
