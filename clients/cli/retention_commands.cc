#include "clients/cli/retention_commands.h"

#include <memory>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

void PrintPurged(absl::string_view what, absl::string_view rule, bool dry_run,
                 const google::protobuf::RepeatedPtrField<std::string>& purged,
                 int64_t kept) {
  Print(absl::StrCat(what, ": ", purged.size(),
                     dry_run ? " would go, " : " went, ", kept, " stay (", rule,
                     ")\n"));
  for (const std::string& name : purged) Print(absl::StrCat("  ", name, "\n"));
}

// Runs first: the editions that those which stay pin are to stay as well.
absl::Status Purge(Context& context, bool dry_run) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto runs,
                             context.alignment().PurgeRuns(dry_run));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto editions,
      context.labor().PurgeEditions(
          {runs.pinned_editions().begin(), runs.pinned_editions().end()},
          dry_run));
  if (context.json()) {
    PrintJson(runs, /*one_line=*/true);
    PrintJson(editions, /*one_line=*/true);
    return absl::OkStatus();
  }
  PrintPurged("runs", runs.rule(), dry_run, runs.purged(), runs.kept_count());
  PrintPurged("editions", editions.rule(), dry_run, editions.purged(),
              editions.kept_count());
  Print(absl::StrCat(
      BytesText(editions.freed_bytes()), " of editions",
      dry_run ? ""
              : absl::StrCat(", ", runs.removed_verdict_count(), " verdicts"),
      "\n"));
  return absl::OkStatus();
}

}  // namespace

std::string BytesText(int64_t bytes) {
  const auto number = static_cast<double>(bytes);
  if (bytes < 1000) return absl::StrCat(bytes, " bytes");
  if (bytes < 1'000'000) return absl::StrFormat("%.1f kB", number / 1e3);
  if (bytes < 1'000'000'000) return absl::StrFormat("%.1f MB", number / 1e6);
  return absl::StrFormat("%.1f GB", number / 1e9);
}

void AddRetentionCommands(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "purge", "remove the runs and editions that the servers' rule lets go");
  auto dry_run = std::make_shared<bool>(false);
  command->add_flag("--dry-run", *dry_run, "only say what would go");
  context.Does(command,
               [&context, dry_run] { return Purge(context, *dry_run); });
}

}  // namespace plumbline::cli
