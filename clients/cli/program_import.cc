#include "clients/cli/program_import.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/files.h"
#include "clients/cli/progress.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using catalog::v1::ImportReport;

// Rejections that a person sees at once; --json has all of them.
constexpr int kRowsShown = 5;

absl::Status NothingThere(absl::string_view path, absl::string_view what) {
  return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                     absl::StrCat(path, ": ", what),
                     {{"path", std::string(path)}});
}

// Our own tables refer to each other and are read together.
bool IsOwnTable(const fs::path& file) {
  static const std::set<std::string> kTables = {
      "providers.csv", "programs.csv", "courses.csv", "credentials.csv"};
  return kTables.contains(file.filename().string());
}

bool MayHoldPrograms(const fs::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".csv" || extension == ".json" || extension == ".jsonl";
}

void GroupDirectory(const fs::path& directory, std::vector<FileGroup>* groups) {
  std::error_code error;
  std::map<fs::path, std::vector<fs::path>> tables;
  std::vector<fs::path> others;
  for (auto entry = fs::recursive_directory_iterator(directory, error);
       entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) break;
    const fs::path& file = entry->path();
    if (!entry->is_regular_file(error) || !MayHoldPrograms(file)) continue;
    if (IsOwnTable(file)) {
      tables[file.parent_path()].push_back(file);
    } else {
      others.push_back(file);
    }
  }
  for (auto& [folder, files] : tables) {
    std::sort(files.begin(), files.end());
    groups->push_back({std::move(files), false});
  }
  std::sort(others.begin(), others.end());
  for (const fs::path& file : others) groups->push_back({{file}, false});
}

std::string GroupName(const FileGroup& group) {
  return absl::StrJoin(group.files, ", ",
                       [](std::string* out, const fs::path& file) {
                         absl::StrAppend(out, file.filename().string());
                       });
}

absl::StatusOr<ImportReport> ImportGroup(Context& context,
                                         const FileGroup& group,
                                         bool validate_only) {
  std::vector<std::string> contents;
  for (const fs::path& file : group.files) {
    PLUMBLINE_ASSIGN_OR_RETURN(std::string bytes, ReadFile(file));
    contents.push_back(std::move(bytes));
  }
  std::vector<catalog_client::ImportFile> files;
  for (size_t i = 0; i < group.files.size(); ++i) {
    files.push_back({group.files[i].filename().string(), contents[i]});
  }
  catalog_client::ImportOptions options;
  options.validate_only = validate_only;
  return context.catalog().ImportPrograms(files, options);
}

void TellReport(const Context& context, const FileGroup& group,
                const ImportReport& report, Progress& progress) {
  if (context.json()) {
    PrintJson(report, /*one_line=*/true);
    return;
  }
  progress.Note(absl::StrCat(
      GroupName(group), " ", catalog::v1::ProgramFormat_Name(report.format()),
      ": ", report.rows_read(), " rows read, ", report.rows_rejected(),
      " rejected; ", report.programs_written(), " programs new or changed, ",
      report.programs_unchanged(), " unchanged"));
  int shown = 0;
  for (const auto& row : report.rows()) {
    if (!row.rejected()) continue;
    if (++shown > kRowsShown) break;
    progress.Note(absl::StrCat("  ", row.file(), ", row ", row.row(), ", ",
                               row.column(), ": ", row.message()));
  }
  if (report.rows_rejected() > kRowsShown) {
    progress.Note(absl::StrCat("  and ", report.rows_rejected() - kRowsShown,
                               " more: plumb --json import-programs"));
  }
}

// A directory of official files holds many files that are no program lists.
bool IsOfAnotherKind(const absl::Status& status) {
  const std::string reason = base::ReasonOf(status);
  return reason == base::reason::kLayoutUnknown ||
         reason == base::reason::kFileMalformed;
}

}  // namespace

absl::StatusOr<std::vector<FileGroup>> GroupFiles(
    const std::vector<std::string>& paths) {
  std::vector<FileGroup> groups;
  FileGroup named{{}, true};
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      GroupDirectory(path, &groups);
    } else if (fs::is_regular_file(path, error)) {
      named.files.emplace_back(path);
    } else {
      return NothingThere(path, "no such file or directory");
    }
  }
  if (!named.files.empty()) groups.insert(groups.begin(), std::move(named));
  return groups;
}

absl::Status ImportPrograms(Context& context,
                            const ProgramImportRequest& request) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto groups, GroupFiles(request.paths));
  Progress progress("programs", groups.size());
  int imported = 0;
  absl::Status outcome;
  for (const FileGroup& group : groups) {
    const auto report = ImportGroup(context, group, request.validate_only);
    if (report.ok()) {
      ++imported;
      TellReport(context, group, *report, progress);
      continue;
    }
    if (group.named || !IsOfAnotherKind(report.status())) {
      progress.Note(absl::StrCat(GroupName(group), ": ",
                                 std::string(report.status().message())));
      outcome.Update(base::Annotate(report.status(), GroupName(group)));
    }
  }
  if (imported == 0 && outcome.ok()) {
    return NothingThere(absl::StrJoin(request.paths, ", "),
                        "no program list in a format that is known; "
                        "docs/formats/programs.md has them");
  }
  return outcome;
}

}  // namespace plumbline::cli
