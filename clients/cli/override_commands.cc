#include "clients/cli/override_commands.h"

#include <google/protobuf/util/json_util.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "clients/cli/names.h"
#include "clients/cli/override_report.h"
#include "clients/cli/text_table.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Override;
using alignment::v1::OverrideFilter;
using alignment::v1::ReviewOverrideRequest;
using alignment::v1::WithdrawOverrideRequest;

struct ListRequest {
  std::string region;
  std::string policy;
  std::string program;
  std::string day;
  std::vector<std::string> states;
  bool expired = false;
};

absl::StatusOr<OverrideFilter> FilterOf(const ListRequest& request) {
  OverrideFilter filter;
  filter.set_region(NameIn("regions/", request.region));
  filter.set_policy(NameIn("policies/", request.policy));
  filter.set_program(NameIn("providers/", request.program));
  if (request.expired) filter.add_standings(Override::EXPIRED);
  for (const std::string& name : request.states) {
    Override::State state;
    if (!Override::State_Parse(name, &state)) {
      return base::Error(
          absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
          absl::StrCat("'", name,
                       "' is no state: PROPOSED, APPROVED, REJECTED or "
                       "WITHDRAWN"));
    }
    filter.add_states(state);
  }
  return filter;
}

absl::Status PrintOverrides(Context& context, const ListRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto filter, FilterOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto overrides,
      context.alignment().ListOverrides(filter, request.day));
  if (!context.json()) Print(OverrideTable(overrides, OutputWidth()));
  if (context.json()) {
    for (const Override& override : overrides)
      PrintJson(override, /*one_line=*/true);
  }
  return absl::OkStatus();
}

absl::Status PrintOverride(const Context& context,
                           const absl::StatusOr<Override>& override) {
  if (!override.ok()) return override.status();
  if (context.json()) {
    PrintJson(*override, /*one_line=*/true);
  } else {
    Print(OverrideText(*override));
  }
  return absl::OkStatus();
}

absl::StatusOr<Override> ReadOverride(const std::string& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string json, ReadFile(file));
  Override content;
  const auto parsed =
      google::protobuf::util::JsonStringToMessage(json, &content);
  if (parsed.ok()) return content;
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(
          file, " is not an override in JSON: ", std::string(parsed.message()),
          "; docs/overrides.md shows one"));
}

absl::Status Propose(Context& context, const std::string& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Override content, ReadOverride(file));
  return PrintOverride(context,
                       context.alignment().CreateOverride(content, ""));
}

// Who decides what, and why.
struct Decided {
  std::string name;
  std::string author;
  std::string comment;
};

CLI::App* AddDecision(CLI::App& app, const char* name, const char* what,
                      const std::shared_ptr<Decided>& decided) {
  CLI::App* command = app.add_subcommand(name, what);
  command->add_option("override", decided->name, "000001")->required();
  command->add_option("--by", decided->author, "who signs it")->required();
  command->add_option("--comment", decided->comment, "why");
  return command;
}

void AddReview(CLI::App& app, Context& context, const char* name,
               const char* what, ReviewOverrideRequest::Outcome outcome) {
  const auto decided = std::make_shared<Decided>();
  context.Does(AddDecision(app, name, what, decided), [&context, decided,
                                                       outcome] {
    ReviewOverrideRequest request;
    request.set_name(NameIn("overrides/", decided->name));
    request.set_outcome(outcome);
    request.set_author(decided->author);
    request.set_comment(decided->comment);
    return PrintOverride(context, context.alignment().ReviewOverride(request));
  });
}

void AddWithdraw(CLI::App& app, Context& context) {
  const auto decided = std::make_shared<Decided>();
  context.Does(AddDecision(app, "withdraw", "take it back", decided),
               [&context, decided] {
                 WithdrawOverrideRequest request;
                 request.set_name(NameIn("overrides/", decided->name));
                 request.set_author(decided->author);
                 request.set_comment(decided->comment);
                 return PrintOverride(
                     context, context.alignment().WithdrawOverride(request));
               });
}

void AddList(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "overrides", "decisions and local needs that stand beside verdicts");
  const auto request = std::make_shared<ListRequest>();
  command->add_option("--region", request->region, "only in this one");
  command->add_option("--policy", request->policy, "only under this one");
  command->add_option("--program", request->program,
                      "only on this one: providers/{p}/programs/{g}");
  command->add_option("--state", request->states,
                      "only these: PROPOSED, APPROVED, REJECTED, WITHDRAWN");
  command->add_option("--day", request->day,
                      "their standing on this day; none: today");
  command->add_flag("--expired", request->expired,
                    "only those that expired by that day");
  context.Does(command, [&context, request] {
    return PrintOverrides(context, *request);
  });
}

}  // namespace

void AddOverrideCommands(CLI::App& app, Context& context) {
  AddList(app, context);
  CLI::App* group = app.add_subcommand("override", "one of them");
  group->require_subcommand(1);
  CLI::App* show =
      group->add_subcommand("show", "its evidence and its audit trail");
  const auto shown = std::make_shared<std::string>();
  show->add_option("override", *shown, "000001")->required();
  context.Does(show, [&context, shown] {
    return PrintOverride(
        context, context.alignment().GetOverride(NameIn("overrides/", *shown)));
  });
  CLI::App* propose =
      group->add_subcommand("propose", "bring one in, for review");
  const auto file = std::make_shared<std::string>();
  propose->add_option("file", *file, "the override in JSON")->required();
  context.Does(propose, [&context, file] { return Propose(context, *file); });
  AddReview(*group, context, "approve", "approve what is proposed",
            ReviewOverrideRequest::APPROVE);
  AddReview(*group, context, "reject", "reject what is proposed",
            ReviewOverrideRequest::REJECT);
  AddWithdraw(*group, context);
}

}  // namespace plumbline::cli
