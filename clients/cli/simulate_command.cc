#include "clients/cli/simulate_command.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/policy_file.h"
#include "clients/cli/text_table.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

// What the command line asks for.
struct Asked {
  std::string baseline;
  std::string candidate;
  std::vector<std::string> changes;
  v1::SimulatePolicyRequest request;
};

absl::Status ReadCandidate(Asked& asked) {
  if (asked.candidate.empty()) return absl::OkStatus();
  if (std::filesystem::exists(asked.candidate)) {
    PLUMBLINE_ASSIGN_OR_RETURN(*asked.request.mutable_candidate_policy(),
                               ReadPolicy(asked.candidate));
    return absl::OkStatus();
  }
  asked.request.set_candidate_name(PolicyName(asked.candidate));
  return absl::OkStatus();
}

absl::Status ReadChanges(Asked& asked) {
  for (const std::string& text : asked.changes) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos)
      return base::Error(
          absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
          absl::StrCat("\"", text,
                       "\" is no change: write "
                       "wage.median:compare.benchmark.percent_milli=90000"));
    v1::ParameterChange& change = *asked.request.add_changes();
    change.set_path(text.substr(0, equals));
    change.set_value(text.substr(equals + 1));
  }
  return absl::OkStatus();
}

std::string CountsText(
    const google::protobuf::RepeatedPtrField<v1::VerdictCount>& counts) {
  std::string text;
  for (const v1::VerdictCount& count : counts)
    absl::StrAppend(&text, text.empty() ? "" : ", ", count.count(), " ",
                    v1::Verdict_Name(count.verdict()));
  return text;
}

void PrintSummary(const v1::SimulatePolicyResponse& response) {
  Print(absl::StrCat(response.edition(), ": ", response.verdict_count(),
                     " verdicts, ", response.flip_count(), " flip\n",
                     "  before: ", CountsText(response.before()), "\n",
                     "  after:  ", CountsText(response.after()), "\n"));
  for (const v1::ListChange& list : response.lists())
    Print(absl::StrCat("  ", list.region(), ": ", list.before_count(),
                       " occupations pass before, ", list.after_count(),
                       " after (", list.entered_size(), " enter, ",
                       list.left_size(), " leave)\n"));
}

void PrintFlips(const v1::SimulatePolicyResponse& response) {
  if (response.flips().empty()) return;
  TextTable table({"PROGRAM", "REGION", "BEFORE", "AFTER", "WHY"}, 60);
  for (const v1::Flip& flip : response.flips())
    table.AddRow({flip.program_title(), flip.region(),
                  v1::Verdict_Name(flip.before()),
                  v1::Verdict_Name(flip.after()), flip.message()});
  Print(absl::StrCat("\n", table.Render(OutputWidth())));
}

absl::Status Simulate(Context& context, Asked& asked) {
  asked.request.set_baseline(PolicyName(asked.baseline));
  PLUMBLINE_RETURN_IF_ERROR(ReadCandidate(asked));
  PLUMBLINE_RETURN_IF_ERROR(ReadChanges(asked));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::SimulatePolicyResponse response,
                             context.alignment().SimulatePolicy(asked.request));
  if (context.json()) {
    PrintJson(response, /*one_line=*/true);
    return absl::OkStatus();
  }
  PrintSummary(response);
  PrintFlips(response);
  return absl::OkStatus();
}

}  // namespace

void AddSimulateCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "simulate", "who flips under another policy; nothing is stored");
  auto asked = std::make_shared<Asked>();
  auto regions = std::make_shared<std::vector<std::string>>();
  auto provider = std::make_shared<std::string>();
  auto edition = std::make_shared<std::string>();
  auto day = std::make_shared<std::string>();
  auto flips = std::make_shared<int>(0);
  command->add_option("baseline", asked->baseline, "us-oh")->required();
  command->add_option("--against", asked->candidate,
                      "another policy, or a policy file");
  command->add_option("--set", asked->changes,
                      "a changed parameter: CLAUSE:FIELD=VALUE, such as "
                      "wage.median:compare.benchmark.percent_milli=90000, or "
                      "link_rule.kind=ALL");
  command->add_option("--region", *regions, "regions/us-ca; its own if unset");
  command->add_option("--provider", *provider, "providers/{provider}");
  command->add_option("--edition", *edition, "editions/{edition}");
  command->add_option("--day", *day, "the day on which lists are read");
  command->add_option("--flips", *flips, "how many flips to show");
  context.AddAsOf(command);
  context.Does(command, [=, &context] {
    for (const std::string& region : *regions)
      asked->request.add_regions(region);
    asked->request.set_provider(*provider);
    asked->request.set_edition(*edition);
    asked->request.set_day(*day);
    asked->request.set_max_flips(*flips);
    return Simulate(context, *asked);
  });
}

}  // namespace plumbline::cli
