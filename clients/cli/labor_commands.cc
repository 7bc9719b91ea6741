#include "clients/cli/labor_commands.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/labor_import.h"
#include "clients/cli/occupation_report.h"
#include "clients/cli/retention_commands.h"
#include "clients/cli/text_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using labor::v1::Edition;
using labor::v1::Release;

absl::Status PrintSources(Context& context) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto sources, context.labor().ListSources());
  TextTable table({"SOURCE", "TITLE", "PUBLISHER", "LICENCE"});
  for (const auto& source : sources) {
    if (context.json()) PrintJson(source, /*one_line=*/true);
    table.AddRow({std::string(absl::StripPrefix(source.name(), "sources/")),
                  source.title(), source.publisher(), source.licence()});
  }
  if (!context.json()) Print(table.Render(OutputWidth()));
  return absl::OkStatus();
}

absl::Status PrintReleases(Context& context) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto releases,
                             context.labor().ListReleases("sources/-"));
  TextTable table({"RELEASE", "STATE", "PERIOD", "ADDED", "SHA-256"}, 48);
  for (const Release& release : releases) {
    if (context.json()) PrintJson(release, /*one_line=*/true);
    table.AddRow({release.name(), Release::State_Name(release.state()),
                  release.reference_period(), BytesText(release.added_bytes()),
                  release.digest()});
  }
  if (!context.json()) Print(table.Render(OutputWidth()));
  return absl::OkStatus();
}

absl::Status PrintReport(Context& context, const std::string& name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Release release,
                             context.labor().GetRelease(name));
  if (context.json()) {
    PrintJson(release, /*one_line=*/true);
    return absl::OkStatus();
  }
  const auto& report = release.gate_report();
  Print(absl::StrCat(release.name(), " ", Release::State_Name(release.state()),
                     "\nrows read ", report.rows_read(), " = accepted ",
                     report.rows_accepted(), " + rejected ",
                     report.rows_rejected(), "\n\n"));
  TextTable table(
      {"SEVERITY", "RULE", "FILE", "SHEET", "ROW", "COLUMN", "VALUE", "WHAT"},
      28);
  for (const auto& finding : report.findings()) {
    table.AddRow({labor::v1::GateFinding::Severity_Name(finding.severity()),
                  finding.rule(), finding.file(), finding.sheet(),
                  finding.row() > 0 ? absl::StrCat(finding.row()) : "",
                  finding.column(), finding.value(), finding.message()});
  }
  Print(table.Render(OutputWidth()));
  return absl::OkStatus();
}

// Digits, points and hyphens: years, months and versions of one width, which
// sort by time. An id with letters (`30.3-partial`, `undated`) is not of that
// series.
bool IsOfTheSeries(absl::string_view id) {
  return std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '.' ||
           c == '-';
  });
}

// The newest accepted release of each source: the highest id of the series, or
// the highest of others where a source has no series.
std::vector<std::string> NewestOfEach(const std::vector<Release>& releases) {
  std::map<std::string, std::pair<bool, std::string>> newest;
  for (const Release& release : releases) {
    if (release.state() != Release::ACCEPTED) continue;
    const std::pair<std::string, std::string> ids =
        absl::StrSplit(release.name(), absl::MaxSplits("/releases/", 1));
    auto& best = newest[ids.first];
    best = std::max(best, {IsOfTheSeries(ids.second), release.name()});
  }
  std::vector<std::string> names;
  for (const auto& [source, best] : newest) names.push_back(best.second);
  return names;
}

struct PublishRequest {
  std::vector<std::string> releases;
  std::vector<std::string> with;
  std::vector<std::string> layers;
  std::string description;
};

// The layers that were asked for; else the pinned releases that carry one, the
// federal crosswalk first.
std::vector<std::string> LayersOf(const PublishRequest& request,
                                  const std::vector<std::string>& releases) {
  if (!request.layers.empty()) return request.layers;
  std::vector<std::string> layers;
  for (const std::string& release : releases) {
    if (release.rfind("sources/cip-soc/", 0) == 0) layers.push_back(release);
  }
  return layers;
}

void PrintEdition(const Context& context, const Edition& edition) {
  if (context.json()) {
    PrintJson(edition, /*one_line=*/true);
    return;
  }
  Print(absl::StrCat(
      edition.name(), "\n  ", absl::StrJoin(edition.releases(), "\n  "),
      "\n  snapshot ", edition.snapshot_sha256(), ", ",
      BytesText(edition.snapshot_bytes()), ", ",
      BytesText(edition.added_bytes()), " added", PurgedText(edition), "\n"));
}

absl::Status Publish(Context& context, const PublishRequest& request) {
  std::vector<std::string> releases = request.releases;
  if (releases.empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto all,
                               context.labor().ListReleases("sources/-"));
    releases = NewestOfEach(all);
  }
  for (const std::string& name : request.with) {
    if (std::find(releases.begin(), releases.end(), name) == releases.end()) {
      releases.push_back(name);
    }
  }
  labor_client::PublishOptions options;
  options.description = request.description;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const Edition edition,
      context.labor().PublishEdition(releases, LayersOf(request, releases),
                                     options));
  PrintEdition(context, edition);
  return absl::OkStatus();
}

absl::Status PrintEditions(Context& context) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto editions,
                             context.labor().ListEditions());
  for (const Edition& edition : editions) PrintEdition(context, edition);
  return absl::OkStatus();
}

// "us-ca-orange, us-cbsa-31080, us-ca, us"; of a region without a ladder of its
// own the next larger one.
std::string LadderText(const labor::v1::Region& region) {
  constexpr size_t kCollection = sizeof("regions/") - 1;
  std::vector<std::string> ids;
  for (const std::string& name : region.enclosing()) {
    ids.push_back(name.substr(kCollection));
  }
  if (ids.empty() && !region.parent().empty()) {
    ids.push_back(region.parent().substr(kCollection));
  }
  return absl::StrJoin(ids, ", ");
}

absl::Status PrintRegions(Context& context, const std::string& edition) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto regions,
                             context.labor().ListRegions(edition));
  TextTable table({"REGION", "KIND", "BORROWS FROM", "VINTAGE", "TITLE"}, 48);
  for (const auto& region : regions) {
    if (context.json()) PrintJson(region, /*one_line=*/true);
    table.AddRow({region.name(), labor::v1::Region::Kind_Name(region.kind()),
                  LadderText(region), region.vintage(), region.title()});
  }
  if (!context.json()) Print(table.Render(OutputWidth()));
  return absl::OkStatus();
}

struct FiguresRequest {
  std::string occupation;
  std::string region = "us";
  std::string edition = "latest";
  std::string period;
};

std::string CellText(const common::v1::SourceCell& cell) {
  if (cell.file().empty()) return "";
  return absl::StrCat(cell.release(), " ", cell.file(),
                      cell.sheet().empty() ? "" : " | " + cell.sheet(),
                      " | row ", cell.row(), " | ", cell.column());
}

absl::Status PrintFigures(Context& context, const FiguresRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto statistics,
      context.labor().GetStatistics(
          absl::StrCat("editions/", request.edition, "/regions/",
                       request.region, "/occupations/", request.occupation,
                       "/statistics"),
          request.period));
  if (context.json()) {
    PrintJson(statistics, /*one_line=*/true);
    return absl::OkStatus();
  }
  TextTable table({"MEASURE", "FIGURE", "STATUS", "PERIOD", "REGION", "CELL"});
  for (const auto& figure : statistics.figures()) {
    table.AddRow(
        {common::v1::Measure_Name(figure.measure()), figure.text(),
         common::v1::FigureStatus_Name(figure.status()),
         figure.reference_period(),
         absl::StrCat(figure.region(), figure.borrowed() ? " (borrowed)" : ""),
         CellText(figure.cell())});
  }
  Print(absl::StrCat(statistics.name(), "\n", table.Render(OutputWidth())));
  return absl::OkStatus();
}

struct OccupationRequest {
  std::string code;
  std::string edition = "latest";
  bool full = false;
};

absl::Status PrintOccupation(Context& context,
                             const OccupationRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto occupation,
      context.labor().GetOccupation(
          request.code, absl::StrCat("editions/", request.edition),
          request.full ? labor::v1::OCCUPATION_VIEW_FULL
                       : labor::v1::OCCUPATION_VIEW_BASIC));
  if (context.json()) {
    PrintJson(occupation, /*one_line=*/true);
  } else {
    Print(OccupationReport(occupation, OutputWidth()));
  }
  return absl::OkStatus();
}

void AddImport(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "import", "import every official file that a directory holds");
  auto request = std::make_shared<ImportRequest>();
  command->add_option("directory", request->directory, "the directory")
      ->required();
  command
      ->add_option("--sources", request->sources,
                   "the descriptors that say which file is what")
      ->capture_default_str();
  command->add_option("--only", request->only,
                      "only releases whose name contains this");
  command->add_flag("--validate-only", request->validate_only,
                    "read and gate, store nothing");
  context.Does(command, [&context, request] {
    return ImportDirectory(context, *request);
  });
}

void AddPublish(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "publish", "pin releases into an edition and publish it");
  auto request = std::make_shared<PublishRequest>();
  command->add_option("releases", request->releases,
                      "the releases; none: the newest accepted of each source");
  command->add_option("--with", request->with,
                      "a release to pin beside the newest ones");
  command->add_option("--layer", request->layers,
                      "crosswalk releases, strongest first; none: federal");
  command->add_option("--description", request->description, "one line");
  context.Does(command,
               [&context, request] { return Publish(context, *request); });
}

void AddFigures(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "figures", "every figure of an occupation in a region, with its cell");
  auto request = std::make_shared<FiguresRequest>();
  command->add_option("occupation", request->occupation, "29-2042")->required();
  command->add_option("region", request->region, "us, us-cbsa-35620, ...")
      ->capture_default_str();
  command->add_option("--edition", request->edition, "the edition's id")
      ->capture_default_str();
  command->add_option("--period", request->period,
                      "the period you mean, such as 2022-05");
  context.AddAsOf(command);
  context.Does(command,
               [&context, request] { return PrintFigures(context, *request); });
}

void AddOccupation(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "occupation", "an occupation and, in full, what O*NET says about it");
  auto request = std::make_shared<OccupationRequest>();
  command->add_option("code", request->code, "15-1252 or 15-1252.00")
      ->required();
  command->add_option("--edition", request->edition, "the edition's id")
      ->capture_default_str();
  command->add_flag("--full", request->full,
                    "titles, tasks, technologies, ratings and the rest");
  context.AddAsOf(command);
  context.Does(command, [&context, request] {
    return PrintOccupation(context, *request);
  });
}

}  // namespace

void AddLaborCommands(CLI::App& app, Context& context) {
  context.Does(app.add_subcommand("sources", "datasets that can be imported"),
               [&context] { return PrintSources(context); });
  AddImport(app, context);
  CLI::App* releases = app.add_subcommand("releases", "releases that are here");
  context.AddAsOf(releases);
  context.Does(releases, [&context] { return PrintReleases(context); });
  CLI::App* report =
      app.add_subcommand("report", "what the gates found in a release");
  auto release = std::make_shared<std::string>();
  report->add_option("release", *release, "sources/oews/releases/2024-05")
      ->required();
  context.Does(report,
               [&context, release] { return PrintReport(context, *release); });
  AddPublish(app, context);
  CLI::App* editions =
      app.add_subcommand("editions", "editions, the newest first");
  context.AddAsOf(editions);
  context.Does(editions, [&context] { return PrintEditions(context); });
  CLI::App* regions = app.add_subcommand("regions", "regions of an edition");
  auto edition = std::make_shared<std::string>("editions/latest");
  regions->add_option("edition", *edition, "the edition")
      ->capture_default_str();
  context.AddAsOf(regions);
  context.Does(regions,
               [&context, edition] { return PrintRegions(context, *edition); });
  AddFigures(app, context);
  AddOccupation(app, context);
}

}  // namespace plumbline::cli
