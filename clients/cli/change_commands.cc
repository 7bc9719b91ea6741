#include "clients/cli/change_commands.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/change_report.h"
#include "clients/cli/names.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

// What the command line narrows changes to.
struct Narrowing {
  std::string provider;
  std::string program;
  std::string region;
  std::string policy;
  std::vector<std::string> kinds;
};

void AddFilter(CLI::App& command, Narrowing& wanted) {
  command.add_option("--provider", wanted.provider, "only this one's programs");
  command.add_option("--program", wanted.program,
                     "only this one: providers/{p}/programs/{g}");
  command.add_option("--region", wanted.region, "only in this one");
  command.add_option("--policy", wanted.policy, "only under this one");
  command.add_option("--kind", wanted.kinds,
                     "only these: verdict, dimension, flag, link, grace, "
                     "override, added, removed");
}

absl::StatusOr<v1::ChangeFilter> FilterOf(const Narrowing& wanted) {
  v1::ChangeFilter filter;
  filter.set_provider(NameIn("providers/", wanted.provider));
  filter.set_program(wanted.program);
  filter.set_region(NameIn("regions/", wanted.region));
  filter.set_policy(NameIn("policies/", wanted.policy));
  for (const std::string& name : wanted.kinds) {
    v1::Difference::Kind kind;
    if (!v1::Difference::Kind_Parse(absl::AsciiStrToUpper(name), &kind) ||
        kind == 0) {
      return base::Error(absl::StatusCode::kInvalidArgument,
                         base::reason::kArgumentInvalid,
                         absl::StrCat("'", name,
                                      "' is no kind of change: see plumb "
                                      "changes --help"));
    }
    filter.add_kinds(kind);
  }
  return filter;
}

void PrintChange(const Context& context, const v1::Change& change) {
  if (context.json()) {
    PrintJson(change, /*one_line=*/true);
  } else {
    Print(ChangeReport(change));
  }
}

absl::Status Watch(Context& context, const v1::ChangeFilter& filter,
                   const std::string& cursor) {
  v1::WatchChangesRequest request;
  *request.mutable_filter() = filter;
  request.set_cursor(cursor);
  return context.alignment()
      .WatchChanges(request,
                    [&](const v1::WatchChangesResponse& answer) {
                      for (const v1::Change& change : answer.changes())
                        PrintChange(context, change);
                      return true;
                    })
      .status();
}

absl::Status List(Context& context, const v1::ChangeFilter& filter,
                  const std::string& cursor) {
  v1::ListChangesRequest request;
  *request.mutable_filter() = filter;
  request.set_cursor(cursor);
  request.set_page_size(1000);
  int64_t count = 0;
  for (bool more = true; more;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto page,
                               context.alignment().ListChanges(request));
    for (const v1::Change& change : page.changes())
      PrintChange(context, change);
    count += page.changes_size();
    request.set_cursor(page.cursor());
    more = page.more();
  }
  if (!context.json())
    Print(absl::StrCat(
        count, " changes; the next ones come after ",
        request.cursor().empty() ? "the first run" : request.cursor(), "\n"));
  return absl::OkStatus();
}

void AddChanges(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("changes", "what changed in the verdicts, and why");
  auto wanted = std::make_shared<Narrowing>();
  auto cursor = std::make_shared<std::string>();
  auto watch = std::make_shared<bool>(false);
  AddFilter(*command, *wanted);
  command->add_option("--after", *cursor,
                      "after this run or change: runs/000002; none: all");
  command->add_flag("--watch", *watch, "go on as runs are published");
  context.Does(command, [=, &context]() -> absl::Status {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto filter, FilterOf(*wanted));
    return *watch ? Watch(context, filter, *cursor)
                  : List(context, filter, *cursor);
  });
}

void AddCompare(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "compare",
      "what a later run says otherwise than an earlier one, and why");
  auto wanted = std::make_shared<Narrowing>();
  auto request = std::make_shared<v1::CompareRunsRequest>();
  auto before = std::make_shared<std::string>();
  auto after = std::make_shared<std::string>("runs/latest");
  command->add_option("before", *before, "runs/000001")->required();
  command->add_option("after", *after, "runs/000003")->capture_default_str();
  AddFilter(*command, *wanted);
  context.Does(command, [=, &context]() -> absl::Status {
    PLUMBLINE_ASSIGN_OR_RETURN(*request->mutable_filter(), FilterOf(*wanted));
    request->set_before(*before);
    request->set_after(*after);
    request->set_max_changes(1000);
    PLUMBLINE_ASSIGN_OR_RETURN(const auto response,
                               context.alignment().CompareRuns(*request));
    for (const v1::Change& change : response.changes())
      PrintChange(context, change);
    if (!context.json())
      Print(absl::StrCat(response.changes_size(), " of ",
                         response.change_count(), " changes\n"));
    return absl::OkStatus();
  });
}

void AddReplay(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "replay", "score a run again from what it pinned, and compare");
  auto run = std::make_shared<std::string>();
  command->add_option("run", *run, "runs/000001")->required();
  context.Does(command, [=, &context]() -> absl::Status {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto replay,
                               context.alignment().ReplayRun(*run));
    if (context.json()) {
      PrintJson(replay, /*one_line=*/true);
    } else {
      Print(ReplayReport(replay));
    }
    if (replay.same()) return absl::OkStatus();
    return base::Error(
        absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
        absl::StrCat(*run, " cannot be regenerated as it was stored"));
  });
}

}  // namespace

void AddChangeCommands(CLI::App& app, Context& context) {
  AddChanges(app, context);
  AddCompare(app, context);
  AddReplay(app, context);
}

}  // namespace plumbline::cli
