#include "clients/cli/match_report.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/text_table.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

std::string Percent(double share) {
  return absl::StrFormat("%.1f %%", share * 100);
}

// `ALTERNATE_TITLE` is `alternate title`.
std::string InWords(const std::string& name) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", " "}});
}

std::string KindOf(const v1::OccupationText& text) {
  return InWords(v1::OccupationText::Kind_Name(text.kind()));
}

std::string EvidenceText(const v1::MatchEvidence& evidence) {
  return absl::StrCat(evidence.passage().field(), " (",
                      absl::StrJoin(evidence.words(), ", "), ") met the ",
                      KindOf(evidence.occupation_text()), " \"",
                      evidence.occupation_text().text(), "\"");
}

std::string CellOf(const v1::OccupationText& text) {
  return absl::StrCat(text.release(), " ", text.file(),
                      text.sheet().empty() ? "" : "/", text.sheet(), " row ",
                      text.row());
}

std::string NearestText(const v1::CipCheck& check) {
  return absl::StrJoin(check.nearest(), ", ",
                       [](std::string* out, const v1::NearCip& near) {
                         absl::StrAppend(out, near.cip(), " ", near.title());
                       });
}

std::string CheckText(const v1::CipCheck& check) {
  const std::string nearest =
      absl::StrCat("Nearest by text: ", NearestText(check), ".\n");
  switch (check.result()) {
    case v1::CipCheck::FITS:
      return absl::StrCat("CIP ", check.cip(),
                          " fits what the program says.\n");
    case v1::CipCheck::SUSPICIOUS:
      return absl::StrCat("CIP ", check.cip(),
                          " is suspicious: by text its definition is number ",
                          check.definition_rank(),
                          " of all, its best occupation number ",
                          check.occupation_rank(), ". ", nearest);
    case v1::CipCheck::TOO_LITTLE_TEXT:
      return absl::StrCat("CIP ", check.cip(),
                          " was not checked: too few words.\n");
    default:
      return absl::StrCat("No CIP code to check. ", nearest);
  }
}

std::string Heading(const std::string& edition, const std::string& model,
                    v1::ProgramMatches::Stratum stratum) {
  return absl::StrCat(
      "By ", model.substr(0, model.find(' ')), " on ", edition, ", reading ",
      InWords(v1::ProgramMatches::Stratum_Name(stratum)), ".\n");
}

// Whether the first match may be taken, and why not.
std::string DecisionText(const v1::ProgramMatches& matches) {
  if (matches.abstention() == v1::ProgramMatches::ABSTENTION_UNSPECIFIED)
    return absl::StrFormat("The first is ahead by %.3f; %.3f is asked for.\n",
                           matches.margin(), matches.least_margin()) +
           (matches.no_match_reason().empty()
                ? ""
                : matches.no_match_reason() + "\n");
  std::string text = absl::StrCat("Better left to people. ",
                                  matches.abstention_reason(), "\n");
  if (!matches.no_match_reason().empty() &&
      matches.no_match_reason() != matches.abstention_reason())
    absl::StrAppend(&text, matches.no_match_reason(), "\n");
  return text;
}

std::string TasksText(const v1::LinkExplanation& link, size_t width) {
  TextTable table({"importance", "covered", "by chance", "task", "nearest"});
  for (const v1::TaskCoverage& task : link.tasks()) {
    table.AddRow(
        {task.has_importance() ? absl::StrFormat("%.2f", task.importance())
                               : "-",
         task.covered() ? "yes" : "no", Percent(task.random_chance()),
         task.task().text(),
         task.has_nearest()
             ? absl::StrCat(task.nearest().passage().field(), " (",
                            absl::StrJoin(task.nearest().words(), ", "), ")")
             : "no word met"});
  }
  return table.Render(width);
}

}  // namespace

std::string MatchesText(const v1::ProgramMatches& matches, size_t width) {
  std::string text =
      Heading(matches.edition(), matches.model(), matches.stratum());
  absl::StrAppend(&text, DecisionText(matches));
  TextTable table(
      {"occupation", "title", "probability", "crosswalk", "because"});
  for (const v1::OccupationMatch& match : matches.matches()) {
    table.AddRow(
        {match.occupation(), match.title(), Percent(match.probability()),
         match.crosswalk_edge() ? "yes" : "no",
         match.evidence().empty() ? "-" : EvidenceText(match.evidence(0))});
  }
  if (!matches.matches().empty()) absl::StrAppend(&text, table.Render(width));
  absl::StrAppend(&text, CheckText(matches.cip_check()));
  return text;
}

std::string LinkText(const v1::LinkExplanation& link, size_t width) {
  std::string text = Heading(link.edition(), link.model(), link.stratum());
  absl::StrAppend(&text, link.match().occupation(), " ", link.match().title(),
                  ": ", Percent(link.match().probability()), ", number ",
                  link.rank(), " of all.\n\nWhat adds up (log-odds):\n");
  for (const auto& contribution : link.match().contributions())
    absl::StrAppend(&text, "  ",
                    absl::StrFormat("%+7.3f", contribution.score()), "  ",
                    contribution.feature(), "\n");
  absl::StrAppend(&text, "\nEvidence:\n");
  for (const v1::MatchEvidence& evidence : link.match().evidence())
    absl::StrAppend(&text, "  ", EvidenceText(evidence), "\n    ",
                    CellOf(evidence.occupation_text()), "\n");
  if (link.has_covered_share())
    absl::StrAppend(&text, "\nTasks: ", Percent(link.covered_share()),
                    " covered, weighted by importance; a program about "
                    "anything would cover at most ",
                    Percent(link.random_share()), ".\n");
  absl::StrAppend(&text, TasksText(link, width));
  if (!link.technologies().empty())
    absl::StrAppend(
        &text, "Technologies named: ",
        absl::StrJoin(link.technologies(), ", ",
                      [](std::string* out, const v1::TaskCoverage& one) {
                        absl::StrAppend(out, one.task().text());
                      }),
        ".\n");
  return text;
}

}  // namespace plumbline::cli
