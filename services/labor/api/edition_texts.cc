#include "services/labor/api/edition_texts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "services/labor/domain/onet/file_layouts.h"

namespace plumbline::labor {
namespace {

using onet::FileKind;
using onet::OnetTables;
using onet::TextId;
using v1::OccupationTexts;
using v1::PrintedTexts;

// Writes the texts of O*NET into the messages of its occupations.
class OnetTexts {
 public:
  // Adds a message for each occupation, in the order of the tables.
  OnetTexts(const OnetTables& tables, std::map<FileKind, int32_t> files,
            v1::EditionTexts* texts)
      : tables_(tables), files_(std::move(files)), texts_(*texts) {
    for (const onet::Occupation& occupation : tables.occupations) {
      texts_.add_occupations()->set_code(occupation.code.digits());
    }
  }

  void AddAll() {
    AddOccupations();
    AddRows(
        tables_.alternate_titles, FileKind::kAlternateTitles,
        [](auto& row) { return row.title; },
        &OccupationTexts::mutable_alternate_titles);
    AddRows(
        tables_.reported_titles, FileKind::kReportedTitles,
        [](auto& row) { return row.title; },
        &OccupationTexts::mutable_reported_titles);
    AddRows(
        tables_.tasks, FileKind::kTasks,
        [](auto& row) { return row.statement; },
        &OccupationTexts::mutable_tasks);
    AddImportances();
    AddActivities();
    AddRows(
        tables_.technologies, FileKind::kTechnologies,
        [](auto& row) { return row.example; },
        &OccupationTexts::mutable_technologies);
    AddRows(
        tables_.tools, FileKind::kTools, [](auto& row) { return row.example; },
        &OccupationTexts::mutable_tools);
  }

 private:
  using Field = PrintedTexts* (OccupationTexts::*)();

  OccupationTexts* Of(uint32_t occupation) {
    return texts_.mutable_occupations(static_cast<int>(occupation));
  }

  void Add(PrintedTexts* to, FileKind kind, TextId text, uint32_t row) {
    to->set_file(files_[kind]);
    to->add_texts(std::string(tables_.Text(text)));
    to->add_rows(static_cast<int32_t>(row));
  }

  void AddOccupations() {
    for (uint32_t i = 0; i < tables_.occupations.size(); ++i) {
      const onet::Occupation& occupation = tables_.occupations[i];
      Add(Of(i)->mutable_title(), FileKind::kOccupations, occupation.title,
          occupation.row);
      Add(Of(i)->mutable_description(), FileKind::kOccupations,
          occupation.description, occupation.row);
    }
  }

  template <typename Row, typename TextOf>
  void AddRows(const std::vector<Row>& rows, FileKind kind, TextOf text_of,
               Field field) {
    for (const Row& row : rows) {
      Add((Of(row.occupation)->*field)(), kind, text_of(row), row.row);
    }
  }

  // In the order of the tasks.
  void AddImportances() {
    std::map<int32_t, int32_t> importances;
    for (const onet::TaskRating& rating : tables_.task_ratings) {
      if (tables_.Text(tables_.scales[rating.scale].id) == "IM" &&
          rating.value.present()) {
        importances[rating.task_id] = rating.value.ten_thousandths;
      }
    }
    for (const onet::Task& task : tables_.tasks) {
      const auto found = importances.find(task.id);
      Of(task.occupation)
          ->add_task_importances(found == importances.end() ? 0
                                                            : found->second);
    }
  }

  void AddActivities() {
    std::map<TextId, TextId> titles;
    for (const onet::WorkActivity& dwa : tables_.dwas) {
      titles[dwa.id] = dwa.title;
    }
    std::set<std::pair<uint32_t, TextId>> seen;
    for (const onet::TaskActivity& activity : tables_.task_activities) {
      const auto title = titles.find(activity.dwa);
      if (title == titles.end() ||
          !seen.emplace(activity.occupation, activity.dwa).second) {
        continue;
      }
      Add(Of(activity.occupation)->mutable_activities(),
          FileKind::kTaskActivities, title->second, activity.row);
    }
  }

  const OnetTables& tables_;
  std::map<FileKind, int32_t> files_;
  v1::EditionTexts& texts_;
};

// Lists of which the latest version counts.
constexpr absl::string_view kListSources[] = {
    "sources/nj-licenses/", "sources/rapids/", "sources/sced/"};

// The edition's releases are sorted by name: of a source the last is the
// latest.
const PinnedRelease* LatestOf(const Edition& edition,
                              absl::string_view source) {
  const PinnedRelease* latest = nullptr;
  for (const PinnedRelease& release : edition.releases) {
    if (absl::StartsWith(release.name, source)) latest = &release;
  }
  return latest;
}

const PinnedRelease* ProgramTaxonomyOf(const Edition& edition) {
  for (const PinnedRelease& release : edition.releases) {
    if (absl::StartsWith(release.name, "sources/cip/") &&
        release.reference_period == "cip-2020") {
      return &release;
    }
  }
  return nullptr;
}

}  // namespace

const PinnedRelease* OnetReleaseOf(const Edition& edition) {
  const PinnedRelease* latest = nullptr;
  for (const PinnedRelease& release : edition.releases) {
    if (!absl::StartsWith(release.name, "sources/onet/")) continue;
    if (latest == nullptr ||
        release.reference_period > latest->reference_period) {
      latest = &release;
    }
  }
  return latest;
}

std::vector<const PinnedRelease*> TextReleasesOf(const Edition& edition) {
  std::vector<const PinnedRelease*> releases = {ProgramTaxonomyOf(edition),
                                                OnetReleaseOf(edition)};
  for (const absl::string_view source : kListSources)
    releases.push_back(LatestOf(edition, source));
  releases.erase(std::remove(releases.begin(), releases.end(), nullptr),
                 releases.end());
  std::sort(releases.begin(), releases.end(),
            [](const auto* a, const auto* b) { return a->name < b->name; });
  return releases;
}

int32_t TextsComposer::AddRelease(const PinnedRelease& release) {
  auto& message = *texts_.add_releases();
  message.set_name(release.name);
  message.set_reference_period(release.reference_period);
  for (const ReleaseFile& file : release.files) {
    auto& part = *message.add_files();
    part.set_path(file.path);
    part.set_sha256(file.sha256);
    part.set_size_bytes(file.size_bytes);
  }
  return texts_.releases_size() - 1;
}

int32_t TextsComposer::AddFile(int32_t release, const std::string& file,
                               const std::string& sheet) {
  auto& message = *texts_.add_files();
  message.set_release(release);
  message.set_file(file);
  message.set_sheet(sheet);
  return texts_.files_size() - 1;
}

void TextsComposer::AddOnet(const PinnedRelease& release,
                            const OnetTables& tables) {
  const int32_t index = AddRelease(release);
  std::map<FileKind, int32_t> files;
  for (const onet::OnetFile& file : tables.files) {
    const onet::FileLayout* layout = onet::LayoutOf(file.name);
    if (layout == nullptr) continue;
    files.emplace(layout->kind, AddFile(index, file.file, file.sheet));
  }
  OnetTexts(tables, std::move(files), &texts_).AddAll();
}

void TextsComposer::AddLists(const PinnedRelease& release,
                             const ReleaseTables& tables) {
  const int32_t index = AddRelease(release);
  AddPrograms(index, tables.cips);
  AddCourses(index, tables.courses);
  AddCredentials(index, tables.credentials);
}

void TextsComposer::AddPrograms(int32_t release,
                                const std::vector<CipTable>& taxonomies) {
  for (const CipTable& table : taxonomies) {
    if (table.vintage != vocabulary::CipVintage::kCip2020) continue;
    const int32_t file = AddFile(release, table.file, "");
    for (const CipTable::Entry& entry : table.entries) {
      if (entry.code.length() != 6) continue;
      auto& message = *texts_.add_program_codes();
      message.set_code(entry.code.digits());
      message.set_title(entry.title);
      message.set_definition(entry.definition);
      message.set_file(file);
      message.set_row(static_cast<int32_t>(entry.source_row));
    }
  }
}

void TextsComposer::AddCourses(int32_t release,
                               const std::vector<CourseTable>& taxonomies) {
  for (const CourseTable& table : taxonomies) {
    const int32_t file = AddFile(release, table.file, "");
    for (const CourseTable::Entry& entry : table.entries) {
      auto& message = *texts_.add_course_codes();
      message.set_code(entry.code);
      message.set_title(entry.title);
      message.set_description(entry.description);
      message.set_file(file);
      message.set_row(static_cast<int32_t>(entry.source_row));
    }
  }
}

void TextsComposer::AddCredentials(int32_t release,
                                   const std::vector<CredentialTable>& lists) {
  for (const CredentialTable& table : lists) {
    const int32_t file = AddFile(release, table.file, table.sheet);
    for (const CredentialTable::Entry& entry : table.entries) {
      auto& message = *texts_.add_credentials();
      message.set_kind(static_cast<v1::CredentialText::Kind>(table.kind));
      message.set_title(entry.title);
      message.set_code(entry.code);
      message.set_occupation(entry.occupation);
      message.set_file(file);
      message.set_row(static_cast<int32_t>(entry.source_row));
    }
  }
}

std::string TextsComposer::Finish() const {
  // No maps are in it, so protobuf writes the same message the same way.
  return texts_.SerializeAsString();
}

}  // namespace plumbline::labor
