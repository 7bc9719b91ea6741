#include "clients/cli/match_commands.h"

#include <memory>
#include <string>

#include "clients/cli/match_report.h"
#include "clients/cli/text_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

struct MatchQuestion {
  std::string name;
  std::string title;
  std::string description;
  std::string cip;
  std::string occupation;
  std::string edition;
  int most = 10;
  double least = 0.05;
};

// The stored program, or one of the options.
template <typename Request>
Request RequestOf(const MatchQuestion& asked) {
  Request request;
  request.set_edition(asked.edition);
  if (!asked.name.empty()) {
    request.set_name(asked.name);
    return request;
  }
  auto& program = *request.mutable_program();
  program.set_title(asked.title);
  program.set_description(asked.description);
  program.set_cip(asked.cip);
  return request;
}

absl::Status Match(Context& context, const MatchQuestion& asked) {
  auto request = RequestOf<v1::MatchProgramRequest>(asked);
  request.set_max_matches(asked.most);
  request.set_min_probability(asked.least);
  request.set_explain(true);
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::ProgramMatches answer,
                             context.alignment().MatchProgram(request));
  if (context.json()) {
    PrintJson(answer, /*one_line=*/true);
  } else {
    Print(MatchesText(answer, OutputWidth()));
  }
  return absl::OkStatus();
}

absl::Status Explain(Context& context, const MatchQuestion& asked) {
  auto request = RequestOf<v1::ExplainLinkRequest>(asked);
  request.set_occupation(asked.occupation);
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::LinkExplanation answer,
                             context.alignment().ExplainLink(request));
  if (context.json()) {
    PrintJson(answer, /*one_line=*/true);
  } else {
    Print(LinkText(answer, OutputWidth()));
  }
  return absl::OkStatus();
}

void AddProgramOptions(CLI::App& command, MatchQuestion& asked) {
  command.add_option("program", asked.name,
                     "providers/.../programs/...; or --title and more");
  command.add_option("--title", asked.title, "of a program that is not stored");
  command.add_option("--description", asked.description, "what it teaches");
  command.add_option("--cip", asked.cip, "its CIP code");
  command.add_option("--edition", asked.edition,
                     "editions/...; none: the one that is served");
}

}  // namespace

void AddMatchCommands(CLI::App& app, Context& context) {
  CLI::App* match = app.add_subcommand(
      "match", "occupations that a program's texts point to");
  auto asked = std::make_shared<MatchQuestion>();
  AddProgramOptions(*match, *asked);
  match->add_option("--limit", asked->most, "occupations; 10 if unset");
  match->add_option("--min-probability", asked->least, "0 to 1; 0.05 if unset");
  context.AddAsOf(match);
  context.Does(match, [&context, asked] { return Match(context, *asked); });

  CLI::App* explain = app.add_subcommand(
      "explain-link",
      "why one occupation, and which of its tasks the program teaches");
  auto link = std::make_shared<MatchQuestion>();
  AddProgramOptions(*explain, *link);
  explain->add_option("--occupation", link->occupation, "29-2042")->required();
  context.AddAsOf(explain);
  context.Does(explain, [&context, link] { return Explain(context, *link); });
}

}  // namespace plumbline::cli
