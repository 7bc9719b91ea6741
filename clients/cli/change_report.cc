#include "clients/cli/change_report.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

std::string Spoken(const std::string& name) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(name, {{"_", " "}}));
}

// "data release sources/oews/releases/2024-05 ->
// sources/oews/releases/2025-05".
std::string CauseText(const v1::Cause& cause) {
  const auto or_none = [](const std::string& name) {
    return name.empty() ? std::string("none") : name;
  };
  return absl::StrCat(Spoken(v1::Cause::Kind_Name(cause.kind())), " ",
                      or_none(cause.before()), " -> ", or_none(cause.after()));
}

std::string SetsText(const v1::Difference& difference) {
  std::string text = absl::StrJoin(
      difference.cause_sets(), ", or ",
      [](std::string* out, const v1::CauseSet& set) {
        absl::StrAppend(
            out, absl::StrJoin(set.causes(), " and ",
                               [](std::string* to, const v1::Cause& cause) {
                                 to->append(CauseText(cause));
                               }));
      });
  if (text.empty()) return "not found";
  if (!difference.smallest()) text += " (a smaller set may exist)";
  return text;
}

std::string DifferenceText(const v1::Difference& difference) {
  const auto or_not = [](const std::string& said) {
    return said.empty() ? std::string("-") : said;
  };
  return absl::StrCat(
      "  ", Spoken(v1::Difference::Kind_Name(difference.kind())),
      difference.about().empty() ? "" : absl::StrCat(" ", difference.about()),
      ": ", or_not(difference.before()), " -> ", or_not(difference.after()),
      "\n    because of ", SetsText(difference), "\n");
}

std::string ClauseText(const v1::ClauseChange& clause) {
  std::string text =
      absl::StrCat("  ", clause.occupation(), " ", clause.clause(), "\n");
  if (clause.has_before())
    absl::StrAppend(&text, "    before: ", clause.before().explanation(), "\n");
  if (clause.has_after())
    absl::StrAppend(&text, "    now:    ", clause.after().explanation(), "\n");
  return text;
}

}  // namespace

std::string ChangeReport(const v1::Change& change) {
  std::string text = absl::StrCat(
      change.name(), change.name().empty() ? "" : "  ", change.program_title(),
      ", ", change.provider_title(), "\n  ", change.alignment(), "\n");
  for (const v1::Difference& difference : change.differences())
    text += DifferenceText(difference);
  for (const v1::ClauseChange& clause : change.clauses())
    text += ClauseText(clause);
  return text;
}

std::string ReplayReport(const v1::ReplayRunResponse& replay) {
  const v1::Run& run = replay.run();
  if (replay.same())
    return absl::StrCat(
        run.name(), ": ", replay.verdict_count(),
        " verdicts and their records are the same to the byte (",
        replay.verdicts_sha256(), ")\n");
  std::string text = absl::StrCat(run.name(), ": ", replay.difference_count(),
                                  " of ", replay.verdict_count(),
                                  " verdicts are not what was stored\n");
  if (run.model_version() != replay.model_version())
    absl::StrAppend(&text, "  it was made by ", run.model_version(),
                    ", this is ", replay.model_version(), "\n");
  for (const v1::ReplayDifference& difference : replay.differences())
    absl::StrAppend(&text, "  ", difference.alignment(), ": stored ",
                    v1::Verdict_Name(difference.stored()), ", now ",
                    v1::Verdict_Name(difference.replayed()), "\n");
  return text;
}

}  // namespace plumbline::cli
