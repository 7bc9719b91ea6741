#include "clients/cli/sequence_command.h"

#include <memory>
#include <string>
#include <vector>

#include "clients/cli/policy_file.h"
#include "clients/cli/sequence_report.h"
#include "clients/cli/text_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

struct SequenceQuestion {
  std::string name;
  std::vector<std::string> disabled;
  bool complete = false;
  std::string day;
  std::string edition;
  std::string policy;
};

absl::Status Audit(Context& context, const SequenceQuestion& asked) {
  v1::AuditSequenceRequest request;
  request.set_name(asked.name);
  *request.mutable_disabled_checks() = {asked.disabled.begin(),
                                        asked.disabled.end()};
  request.set_lists_complete(asked.complete);
  request.set_day(asked.day);
  request.set_edition(asked.edition);
  if (!asked.policy.empty()) request.set_policy(PolicyName(asked.policy));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::SequenceAudit answer,
                             context.alignment().AuditSequence(request));
  if (context.json()) {
    PrintJson(answer, /*one_line=*/true);
  } else {
    Print(SequenceText(answer, OutputWidth()));
  }
  return absl::OkStatus();
}

}  // namespace

void AddSequenceCommand(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("audit-sequence",
                         "whether a program's courses, credentials and "
                         "agreements make a sequence");
  auto asked = std::make_shared<SequenceQuestion>();
  command->add_option("program", asked->name, "providers/.../programs/...")
      ->required();
  command->add_option("--disable", asked->disabled,
                      "checks to leave out: specificity, levels, ...");
  command->add_option("--policy", asked->policy,
                      "leave out what this policy does: us-oh");
  command->add_flag("--lists-complete", asked->complete,
                    "an empty list means that there is none");
  command->add_option("--day", asked->day, "YYYY-MM-DD; none: today");
  command->add_option("--edition", asked->edition,
                      "editions/...; none: the one that is served");
  context.AddAsOf(command);
  context.Does(command, [&context, asked] { return Audit(context, *asked); });
}

}  // namespace plumbline::cli
