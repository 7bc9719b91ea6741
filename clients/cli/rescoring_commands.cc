#include "clients/cli/rescoring_commands.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "clients/cli/text_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using rescoring::v1::Job;
using rescoring::v1::SourceCheck;

// As many as a person looks at.
constexpr int kShown = 50;

std::string TimeText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S",
                          absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

// The end of a name.
std::string Id(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

// A job may be named with or without `jobs/`.
std::string JobNameOf(const std::string& text) {
  return text.rfind("jobs/", 0) == 0 ? text : absl::StrCat("jobs/", text);
}

void PrintChecks(Context& context, const std::vector<SourceCheck>& checks) {
  if (context.json()) {
    for (const SourceCheck& check : checks) PrintJson(check, true);
    return;
  }
  TextTable table(
      {"TIME (UTC)", "SOURCE", "FOUND", "RELEASE", "JOB OR REASON"});
  for (const SourceCheck& check : checks) {
    table.AddRow({TimeText(check.check_time()), Id(check.source()),
                  SourceCheck::Outcome_Name(check.outcome()),
                  Id(check.release()),
                  check.failure_reason().empty()
                      ? check.job()
                      : absl::StrCat(check.failure_reason(), ": ",
                                     check.failure_message())});
  }
  Print(table.Render(OutputWidth()));
}

std::string WhyOf(const Job& job) {
  if (!job.failure_reason().empty()) {
    return absl::StrCat(job.failure_reason(), ": ", job.failure_message());
  }
  return job.findings_size() > 0 ? job.findings(0) : job.note();
}

void PrintJobs(const std::vector<Job>& jobs) {
  TextTable table({"JOB", "STATE", "DONE", "UPDATED (UTC)", "EDITION", "WHY"});
  for (const Job& job : jobs) {
    table.AddRow({Id(job.name()), Job::State_Name(job.state()),
                  Job::Step_Name(job.step()), TimeText(job.update_time()),
                  Id(job.edition()), WhyOf(job)});
  }
  Print(table.Render(OutputWidth()));
}

void PrintJob(Context& context, const Job& job) {
  if (context.json()) return PrintJson(job, true);
  TextTable table({"FIELD", "VALUE"});
  const auto row = [&](const std::string& what, const std::string& text) {
    if (!text.empty()) table.AddRow({what, text});
  };
  row("job", job.name());
  row("state", Job::State_Name(job.state()));
  row("done", Job::Step_Name(job.step()));
  row("release", job.release());
  for (const Job::File& file : job.files()) {
    row("file", absl::StrCat(file.address(), " ", file.sha256()));
  }
  row("replaces", job.plan().replaced_release());
  row("edition", job.edition());
  row("runs", absl::StrJoin(job.runs(), " "));
  row("note", job.note());
  if (!job.failure_reason().empty()) {
    row("failure",
        absl::StrCat(job.failure_reason(), ": ", job.failure_message()));
    row("attempts", absl::StrCat(job.failed_attempts()));
  }
  row("next attempt", TimeText(job.next_attempt_time()));
  for (const std::string& finding : job.findings()) row("finding", finding);
  Print(table.Render(OutputWidth()));
}

absl::Status CheckSources(Context& context,
                          const std::vector<std::string>& ids) {
  std::vector<std::string> sources;
  for (const std::string& id : ids) {
    sources.push_back(
        id.rfind("sources/", 0) == 0 ? id : absl::StrCat("sources/", id));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto checks,
                             context.rescoring().CheckSources(sources, ""));
  PrintChecks(context, checks);
  return absl::OkStatus();
}

absl::Status ListJobs(Context& context) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto jobs,
                             context.rescoring().ListJobs(kShown));
  if (!context.json()) {
    PrintJobs(jobs);
    return absl::OkStatus();
  }
  for (const Job& job : jobs) PrintJson(job, true);
  return absl::OkStatus();
}

void AddJobCommands(CLI::App& app, Context& context) {
  context.Does(app.add_subcommand("jobs", "what was done about new data"),
               [&context] { return ListJobs(context); });
  const auto name = std::make_shared<std::string>();
  CLI::App* job = app.add_subcommand("job", "one job, with its files and why");
  job->add_option("job", *name, "jobs/onet-30.1-...")->required();
  context.Does(job, [&context, name]() -> absl::Status {
    PLUMBLINE_ASSIGN_OR_RETURN(const Job found,
                               context.rescoring().GetJob(JobNameOf(*name)));
    PrintJob(context, found);
    return absl::OkStatus();
  });
  CLI::App* retry = app.add_subcommand("retry-job", "try a failed job again");
  retry->add_option("job", *name, "jobs/onet-30.1-...")->required();
  context.Does(retry, [&context, name]() -> absl::Status {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const Job tried, context.rescoring().RetryJob(JobNameOf(*name), ""));
    PrintJob(context, tried);
    return absl::OkStatus();
  });
  context.Does(app.add_subcommand("run-scoring",
                                  "score again what the standing runs scored, "
                                  "as a job, on the edition that is served"),
               [&context]() -> absl::Status {
                 PLUMBLINE_ASSIGN_OR_RETURN(
                     const Job made, context.rescoring().RunScoring({}, ""));
                 PrintJob(context, made);
                 return absl::OkStatus();
               });
}

void AddRollback(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "rollback", "serve an older edition again; nothing is deleted");
  const auto name = std::make_shared<std::string>();
  command->add_option("edition", *name, "editions/638de1f12a78")->required();
  context.Does(command, [&context, name]() -> absl::Status {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto edition,
                               context.labor().RollbackEdition(*name));
    if (context.json()) {
      PrintJson(edition, true);
    } else {
      Print(absl::StrCat(edition.name(), " is served\n"));
    }
    return absl::OkStatus();
  });
}

}  // namespace

void AddRescoringCommands(CLI::App& app, Context& context) {
  CLI::App* check = app.add_subcommand(
      "check-sources", "ask publishers whether they have something new");
  const auto ids = std::make_shared<std::vector<std::string>>();
  check->add_option("source", *ids, "onet oews ...; all that are watched");
  context.Does(check, [&context, ids] { return CheckSources(context, *ids); });
  context.Does(
      app.add_subcommand("source-checks", "what checks found, newest first"),
      [&context]() -> absl::Status {
        PLUMBLINE_ASSIGN_OR_RETURN(
            const auto checks, context.rescoring().ListSourceChecks(kShown));
        PrintChecks(context, checks);
        return absl::OkStatus();
      });
  AddJobCommands(app, context);
  AddRollback(app, context);
}

}  // namespace plumbline::cli
