#include "clients/cli/record_report.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/override_report.h"

namespace plumbline::cli {
namespace {

using alignment::v1::ClauseRecord;
using alignment::v1::DecisionRecord;
using alignment::v1::OccupationRecord;
using common::v1::Figure;

std::string Indent(int depth) {
  return std::string(static_cast<size_t>(depth) * 2, ' ');
}

std::string FigureLine(const Figure& figure, int depth) {
  std::string line =
      absl::StrCat(Indent(depth), common::v1::Measure_Name(figure.measure()),
                   " ", figure.text(), " (", figure.reference_period(), ", ",
                   figure.region(), figure.borrowed() ? ", borrowed" : "", ")");
  if (!figure.published_code().empty()) {
    absl::StrAppend(&line, " printed under ", figure.published_code());
  }
  const auto& cell = figure.cell();
  if (!cell.file().empty()) {
    absl::StrAppend(&line, "\n", Indent(depth + 1), cell.release(), ", ",
                    cell.file(), cell.sheet().empty() ? "" : ", sheet ",
                    cell.sheet(), ", row ", cell.row(), ", column ",
                    cell.column());
  }
  return absl::StrCat(line, "\n");
}

void AppendClause(const ClauseRecord& clause, int depth, std::string* text) {
  absl::StrAppend(text, Indent(depth), clause.clause(), ": ",
                  alignment::v1::Outcome_Name(clause.outcome()), ". ",
                  clause.explanation(), "\n");
  for (const Figure& figure : clause.measured()) {
    absl::StrAppend(text, FigureLine(figure, depth + 1));
  }
  if (clause.has_benchmark()) {
    absl::StrAppend(text, Indent(depth + 1),
                    "benchmark: ", clause.benchmark().derivation(), "\n",
                    FigureLine(clause.benchmark().figure(), depth + 1));
  }
  for (const ClauseRecord& inner : clause.clauses()) {
    AppendClause(inner, depth + 1, text);
  }
}

void AppendOccupation(const OccupationRecord& record, std::string* text) {
  const auto& link = record.link();
  absl::StrAppend(
      text, "\n", absl::StripPrefix(link.occupation(), "occupations/"), " ",
      link.title(), ": ", alignment::v1::Link::Basis_Name(link.basis()));
  if (!link.layer().empty()) absl::StrAppend(text, " (", link.layer(), ")");
  if (link.basis() == alignment::v1::Link::TEXT)
    absl::StrAppend(text, " (", link.probability() * 100, " % probable)");
  if (link.excluded()) {
    absl::StrAppend(text, ", not counted: ", link.excluded_by());
  } else {
    absl::StrAppend(text, ", ", alignment::v1::Outcome_Name(link.outcome()));
  }
  absl::StrAppend(text, "\n");
  if (!link.cell().file().empty()) {
    absl::StrAppend(text, "  edge: ", link.cell().release(), ", ",
                    link.cell().file(), ", sheet ", link.cell().sheet(),
                    ", row ", link.cell().row(), "\n");
  }
  for (const std::string& exception : record.exceptions()) {
    absl::StrAppend(text, "  ", exception, "\n");
  }
  for (const ClauseRecord& clause : record.guards()) {
    AppendClause(clause, 1, text);
  }
  for (const ClauseRecord& clause : record.dimensions()) {
    AppendClause(clause, 1, text);
  }
}

}  // namespace

std::string RecordText(const DecisionRecord& record) {
  const auto& alignment = record.alignment();
  std::string text = absl::StrCat(
      alignment.name(), "\n", alignment.program_title(), ", ",
      alignment.provider_title(), ", CIP ", alignment.cip(), ", ",
      alignment.region(), "\n",
      alignment::v1::Verdict_Name(alignment.verdict()), " under ",
      alignment.inputs().policy(), ", ", alignment.inputs().edition(),
      ", program revision ", alignment.inputs().program_revision(), ", model ",
      alignment.inputs().model_version(), "\nrecord SHA-256 ",
      alignment.record_sha256(), "\n", BesideText(alignment), "\n");
  for (const auto& flag : alignment.flags()) {
    absl::StrAppend(&text, alignment::v1::FlagReason_Name(flag.reason()), ": ",
                    flag.message(), "\n");
  }
  for (const std::string& step : record.link_rule_steps()) {
    absl::StrAppend(&text, step, "\n");
  }
  for (const auto& margin : record.margins()) {
    absl::StrAppend(&text, "What would turn it: ", margin.message(), "\n");
  }
  for (const OccupationRecord& occupation : record.occupations()) {
    AppendOccupation(occupation, &text);
  }
  return text;
}

}  // namespace plumbline::cli
