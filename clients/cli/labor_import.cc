#include "clients/cli/labor_import.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "clients/cli/progress.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using labor::v1::GateFinding;
using labor::v1::Release;

// Findings that a person sees at once; the rest is in `plumb report`.
constexpr int kFindingsShown = 5;

std::string PlaceText(const GateFinding& finding) {
  std::string place = finding.file();
  if (!finding.sheet().empty()) absl::StrAppend(&place, ", ", finding.sheet());
  if (finding.row() > 0) absl::StrAppend(&place, ", row ", finding.row());
  if (!finding.column().empty()) {
    absl::StrAppend(&place, ", column ", finding.column());
  }
  return place;
}

std::string OutcomeText(const Release& release) {
  const auto& report = release.gate_report();
  return absl::StrCat(release.name(), " ", Release::State_Name(release.state()),
                      ": ", report.rows_read(), " rows read, ",
                      report.rows_rejected(), " rejected");
}

void TellOutcome(const Release& release, bool json, Progress& progress) {
  if (json) {
    Release brief = release;
    brief.mutable_gate_report()->clear_findings();
    PrintJson(brief, /*one_line=*/true);
    return;
  }
  progress.Note(OutcomeText(release));
  if (release.state() != Release::QUARANTINED) return;
  int shown = 0;
  for (const GateFinding& finding : release.gate_report().findings()) {
    if (finding.severity() != GateFinding::FATAL) continue;
    if (++shown > kFindingsShown) break;
    progress.Note(absl::StrCat("  ", finding.rule(), " at ", PlaceText(finding),
                               ": ", finding.message()));
  }
  progress.Note(absl::StrCat("  all findings: plumb report ", release.name()));
}

absl::StatusOr<Release> ImportOne(Context& context, const FoundRelease& found,
                                  const ImportRequest& request) {
  std::vector<std::string> contents;
  for (const auto& path : found.files) {
    PLUMBLINE_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path));
    contents.push_back(std::move(bytes));
  }
  std::vector<labor_client::ImportFile> files;
  for (size_t i = 0; i < contents.size(); ++i) {
    files.push_back({found.files[i].filename().string(), contents[i]});
  }
  labor_client::ImportOptions options;
  options.validate_only = request.validate_only;
  return context.labor().ImportRelease(found.name, files, options);
}

bool Wanted(const FoundRelease& found, const std::vector<std::string>& only) {
  return only.empty() ||
         std::any_of(only.begin(), only.end(), [&](const std::string& part) {
           return absl::StrContains(found.name, part);
         });
}

absl::Status NothingFound(const ImportRequest& request) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kNotFound,
      absl::StrCat("no official files that a descriptor of ", request.sources,
                   " knows below ", request.directory),
      {{"directory", request.directory}});
}

}  // namespace

absl::Status ImportDirectory(Context& context, const ImportRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto descriptors,
                             ReadDescriptors(request.sources));
  PLUMBLINE_ASSIGN_OR_RETURN(auto found,
                             FindReleases(request.directory, descriptors));
  std::erase_if(found, [&](const FoundRelease& release) {
    return !Wanted(release, request.only);
  });
  if (found.empty()) return NothingFound(request);
  Progress progress("import", found.size());
  absl::Status outcome;
  for (const FoundRelease& release : found) {
    progress.Next(release.name);
    const auto imported = ImportOne(context, release, request);
    if (imported.ok()) {
      TellOutcome(*imported, context.json(), progress);
      continue;
    }
    progress.Note(absl::StrCat(release.name, ": ",
                               std::string(imported.status().message())));
    outcome.Update(base::Annotate(imported.status(), release.name));
  }
  return outcome;
}

}  // namespace plumbline::cli
