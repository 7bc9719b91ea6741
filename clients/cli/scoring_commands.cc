#include "clients/cli/scoring_commands.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/flag_report.h"
#include "clients/cli/names.h"
#include "clients/cli/record_report.h"
#include "clients/cli/retention_commands.h"
#include "clients/cli/text_table.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Alignment;
using alignment::v1::AlignmentFilter;
using alignment::v1::Run;
using alignment::v1::Verdict;

struct ScoreRequest {
  std::vector<std::string> policies;
  std::vector<std::string> regions;
  std::string provider;
  std::string edition;
};

bool Named(const alignment::v1::Policy& policy,
           const std::vector<std::string>& ids) {
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return policy.name().rfind(NameIn("policies/", id) + "/", 0) == 0;
  });
}

// True when the policy can say something on the edition's data; says what the
// edition lacks.
absl::StatusOr<bool> HasItsData(Context& context,
                                const alignment::v1::Policy& policy,
                                const std::string& edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto problems, context.alignment().ValidatePolicy(policy, edition));
  for (const auto& problem : problems) {
    std::fputs(
        absl::StrCat(
            problem.advisory() ? "open in part: " : "left out: ", policy.name(),
            ": ", problem.place(), " ", problem.message(), "\n")
            .c_str(),
        stderr);
  }
  return std::all_of(problems.begin(), problems.end(),
                     [](const auto& problem) { return problem.advisory(); });
}

// The latest versions of the policies named; when none is, of all whose data
// the edition has.
absl::StatusOr<std::vector<std::string>> PolicyNames(
    Context& context, const std::vector<std::string>& ids,
    const std::string& edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto policies,
                             context.alignment().ListPolicies());
  std::vector<std::string> names;
  for (const auto& policy : policies) {
    bool wanted = Named(policy, ids);
    if (ids.empty()) {
      PLUMBLINE_ASSIGN_OR_RETURN(wanted, HasItsData(context, policy, edition));
    }
    if (wanted) names.push_back(policy.name());
  }
  if (!names.empty()) return names;
  return base::Error(absl::StatusCode::kNotFound, base::reason::kPolicyUnknown,
                     "there is no such policy: see plumb policies");
}

void PrintRun(const Context& context, const Run& run) {
  if (context.json()) {
    PrintJson(run, /*one_line=*/true);
    return;
  }
  Print(absl::StrCat(run.name(), ": ", run.program_count(), " programs, ",
                     run.verdict_count(), " verdicts, ", run.written_count(),
                     " new or changed, ", run.change_count(), " changes, ",
                     BytesText(run.added_bytes()), "; ", run.edition(),
                     ", model ", run.model_version(), PurgedText(run), "\n"));
  std::map<std::string, std::map<Verdict, int64_t>> counts;
  for (const auto& count : run.counts()) {
    counts[count.policy()][count.verdict()] = count.count();
  }
  TextTable table(
      {"POLICY", "NOT_ALIGNED", "INDETERMINATE", "UNRATED", "ALIGNED"});
  for (auto& [policy, by_verdict] : counts) {
    table.AddRow({policy, absl::StrCat(by_verdict[alignment::v1::NOT_ALIGNED]),
                  absl::StrCat(by_verdict[alignment::v1::INDETERMINATE]),
                  absl::StrCat(by_verdict[alignment::v1::UNRATED]),
                  absl::StrCat(by_verdict[alignment::v1::ALIGNED])});
  }
  Print(table.Render(OutputWidth()));
}

absl::Status Score(Context& context, const ScoreRequest& request) {
  Run run;
  run.set_edition(request.edition);
  if (!request.provider.empty()) {
    run.set_provider(NameIn("providers/", request.provider));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto policies,
      PolicyNames(
          context, request.policies,
          request.edition.empty() ? "editions/latest" : request.edition));
  for (const std::string& policy : policies) run.add_policies(policy);
  for (const std::string& region : request.regions) {
    run.add_regions(NameIn("regions/", region));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const Run scored,
                             context.alignment().CreateRun(run, ""));
  PrintRun(context, scored);
  return absl::OkStatus();
}

absl::Status PrintRuns(Context& context) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto runs, context.alignment().ListRuns());
  for (const Run& run : runs) PrintRun(context, run);
  return absl::OkStatus();
}

struct FlagsRequest {
  std::string provider = "-";
  std::string policy;
  std::string region;
  std::vector<std::string> verdicts;
  size_t limit = 0;
};

absl::StatusOr<AlignmentFilter> FilterOf(const FlagsRequest& request) {
  AlignmentFilter filter;
  if (!request.policy.empty()) {
    filter.set_policy(NameIn("policies/", request.policy));
  }
  if (!request.region.empty()) {
    filter.set_region(NameIn("regions/", request.region));
  }
  for (const std::string& name : request.verdicts) {
    Verdict verdict;
    if (!alignment::v1::Verdict_Parse(name, &verdict)) {
      return base::Error(
          absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
          absl::StrCat("'", name,
                       "' is no verdict: NOT_ALIGNED, INDETERMINATE, UNRATED "
                       "or ALIGNED"));
    }
    filter.add_verdicts(verdict);
  }
  return filter;
}

void PrintFlagged(const Context& context,
                  const std::vector<Alignment>& alignments, size_t limit) {
  const size_t shown =
      limit == 0 ? alignments.size() : std::min(limit, alignments.size());
  if (context.json()) {
    for (size_t i = 0; i < shown; ++i) Print(FlaggedJson(alignments[i]));
    return;
  }
  Print(FlaggedTable(alignments, shown, OutputWidth()));
  Print(absl::StrCat(shown, " of ", alignments.size(), " flagged programs"));
  if (!alignments.empty()) {
    Print(absl::StrCat("; ", alignments[0].inputs().edition(), ", ",
                       alignments[0].inputs().policy(), ", ",
                       alignments[0].region()));
  }
  Print("\n");
}

absl::Status PrintFlags(Context& context, const FlagsRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const AlignmentFilter filter, FilterOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto listed, context.alignment().ListAlignments(
                       NameIn("providers/", request.provider), filter));
  std::erase_if(listed.alignments, [&](const Alignment& alignment) {
    return request.verdicts.empty() &&
           alignment.verdict() == alignment::v1::ALIGNED;
  });
  std::stable_sort(listed.alignments.begin(), listed.alignments.end(),
                   [](const Alignment& a, const Alignment& b) {
                     return Gravity(a.verdict()) < Gravity(b.verdict());
                   });
  PrintFlagged(context, listed.alignments, request.limit);
  return absl::OkStatus();
}

struct ExplainOptions {
  alignment::v1::ExplainAlignmentRequest request;
  std::string edition;
  std::string policy;
};

void ReadPins(const ExplainOptions& options, alignment::v1::Pins& pins) {
  if (!options.edition.empty())
    pins.set_edition(NameIn("editions/", options.edition));
  if (!options.policy.empty())
    pins.set_policy(NameIn("policies/", options.policy));
}

absl::Status Explain(Context& context, ExplainOptions& options) {
  if (!options.edition.empty() || !options.policy.empty())
    ReadPins(options, *options.request.mutable_pins());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto record, context.alignment().ExplainAlignment(options.request));
  if (context.json()) {
    PrintJson(record, /*one_line=*/true);
  } else {
    Print(RecordText(record));
  }
  return absl::OkStatus();
}

void AddScore(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("score", "score programs and publish the verdicts");
  auto request = std::make_shared<ScoreRequest>();
  command->add_option("--policy", request->policies,
                      "us-or, ...; none: all that are here");
  command->add_option("--region", request->regions,
                      "us, us-cbsa-35620, ...; none: each program's own");
  command->add_option("--provider", request->provider, "only this one's");
  command->add_option("--edition", request->edition,
                      "editions/...; none: the one that is served");
  context.Does(command,
               [&context, request] { return Score(context, *request); });
}

void AddFlags(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("flags", "programs that are not aligned, and why");
  auto request = std::make_shared<FlagsRequest>();
  command
      ->add_option("provider", request->provider,
                   "tx-10337, ...; - is all of them")
      ->capture_default_str();
  command->add_option("--policy", request->policy, "only under this one");
  command->add_option("--region", request->region, "only in this one");
  command->add_option("--verdict", request->verdicts,
                      "only these; none: all but ALIGNED");
  command->add_option("--limit", request->limit, "at most so many; 0: all");
  context.AddAsOf(command);
  context.Does(command,
               [&context, request] { return PrintFlags(context, *request); });
}

void AddExplain(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "explain", "the decision record of a verdict, down to the cells");
  auto options = std::make_shared<ExplainOptions>();
  auto name = std::make_shared<std::string>();
  auto run = std::make_shared<std::string>();
  command
      ->add_option("alignment", *name,
                   "providers/{p}/programs/{g}/alignments/{region}.{policy}")
      ->required();
  command->add_option("--run", *run, "as this run said it: runs/...");
  context.AddAsOf(command);
  command->add_option("--edition", options->edition,
                      "scored on this edition: editions/...");
  command->add_option("--policy", options->policy,
                      "scored under this version: us-or/versions/1");
  context.Does(command, [&context, options, name, run] {
    options->request.set_name(*name);
    options->request.set_run(*run);
    return Explain(context, *options);
  });
}

}  // namespace

void AddScoringCommands(CLI::App& app, Context& context) {
  AddScore(app, context);
  CLI::App* runs = app.add_subcommand("runs", "runs, the newest first");
  context.AddAsOf(runs);
  context.Does(runs, [&context] { return PrintRuns(context); });
  AddFlags(app, context);
  AddExplain(app, context);
}

}  // namespace plumbline::cli
