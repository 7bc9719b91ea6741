#include "clients/cli/occupation_report.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/text_table.h"

namespace plumbline::cli {
namespace {

namespace v1 = labor::v1;
using Cells = std::vector<std::string>;

std::string Place(const v1::TableSource& source) {
  return source.sheet().empty()
             ? source.file()
             : absl::StrCat(source.file(), " | ", source.sheet());
}

// A table under its title and file; empty when it has no rows.
template <typename Rows, typename CellsOf>
std::string Section(absl::string_view title, const v1::TableSource& source,
                    const Rows& rows, Cells headers, size_t width,
                    CellsOf cells_of) {
  if (rows.empty()) return "";
  TextTable table(std::move(headers));
  for (const auto& row : rows) {
    Cells cells = cells_of(row);
    cells.insert(cells.begin(), {row.onet_code(), absl::StrCat(row.row())});
    table.AddRow(std::move(cells));
  }
  return absl::StrCat("\n", title, " (", rows.size(), "): ", Place(source),
                      "\n", table.Render(width));
}

std::string Number(bool given, double value, int decimals) {
  return given ? absl::StrFormat("%.*f", decimals, value) : "n/a";
}

// What the publisher says about relying on a rating.
template <typename Rating>
std::string Caution(const Rating& rating) {
  Cells words;
  if (rating.recommend_suppress()) words.push_back("imprecise");
  if constexpr (requires { rating.not_relevant(); }) {
    if (rating.not_relevant()) words.push_back("not relevant");
  }
  return absl::StrJoin(words, ", ");
}

std::string Spell(absl::string_view name) {
  std::string words = absl::StrReplaceAll(
      absl::AsciiStrToLower(std::string(name)), {{"_", " "}});
  if (!words.empty())
    words[0] = absl::ascii_toupper(static_cast<unsigned char>(words[0]));
  return words;
}

std::string Ratings(
    absl::string_view title, const v1::TableSource& source,
    const google::protobuf::RepeatedPtrField<v1::RatingTable::Row>& rows,
    size_t width) {
  return Section(
      title, source, rows,
      {"CODE", "ROW", "ELEMENT", "NAME", "SCALE", "VALUE", "SE", "N", "NOTE",
       "CATEGORY"},
      width, [](const v1::RatingTable::Row& row) -> Cells {
        return {row.element(),
                row.name(),
                row.scale(),
                Number(row.has_value(), row.value(), 2),
                Number(row.has_standard_error(), row.standard_error(), 4),
                row.has_respondents() ? absl::StrCat(row.respondents()) : "n/a",
                Caution(row),
                row.category() == 0 ? ""
                                    : absl::StrCat(row.category(), " ",
                                                   row.category_description())};
      });
}

// "4.41 IM, 98.00 RT", and the DWAs.
std::string TaskRatings(const v1::TaskTable::Row& task) {
  Cells parts;
  for (const auto& rating : task.ratings()) {
    const std::string caution = Caution(rating);
    parts.push_back(absl::StrCat(
        rating.scale(),
        rating.category() == 0 ? "" : absl::StrCat(" ", rating.category()), " ",
        Number(rating.has_value(), rating.value(), 2),
        caution.empty() ? "" : absl::StrCat(" (", caution, ")")));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Tasks(const v1::TaskTable& tasks, size_t width) {
  return Section("Tasks", tasks.source(), tasks.rows(),
                 {"CODE", "ROW", "TASK", "TYPE", "RATED", "STATEMENT"}, width,
                 [](const v1::TaskTable::Row& task) -> Cells {
                   Cells activities;
                   for (const auto& activity : task.activities()) {
                     activities.push_back(activity.title());
                   }
                   return {
                       absl::StrCat(task.task_id()),
                       task.type() == v1::TaskTable::TASK_TYPE_UNSPECIFIED
                           ? "n/a"
                           : Spell(v1::TaskTable::TaskType_Name(task.type())),
                       TaskRatings(task),
                       activities.empty()
                           ? task.statement()
                           : absl::StrCat(task.statement(), " [",
                                          absl::StrJoin(activities, " "), "]")};
                 });
}

std::string Technologies(absl::string_view title,
                         const v1::TechnologyTable& table, size_t width) {
  return Section(title, table.source(), table.rows(),
                 {"CODE", "ROW", "EXAMPLE", "UNSPSC", "NOTE", "KIND"}, width,
                 [](const v1::TechnologyTable::Row& row) -> Cells {
                   Cells notes;
                   if (row.hot()) notes.push_back("hot");
                   if (row.in_demand()) notes.push_back("in demand");
                   return {row.example(), absl::StrCat(row.commodity()),
                           absl::StrJoin(notes, ", "), row.commodity_title()};
                 });
}

std::string Titles(const v1::OccupationProfile& profile, size_t width) {
  return absl::StrCat(
      Section("Reported titles", profile.reported_titles().source(),
              profile.reported_titles().rows(), {"CODE", "ROW", "TITLE"}, width,
              [](const auto& row) -> Cells { return {row.title()}; }),
      Section("Alternate titles", profile.alternate_titles().source(),
              profile.alternate_titles().rows(),
              {"CODE", "ROW", "SHORT", "TITLE"}, width,
              [](const auto& row) -> Cells {
                return {row.short_title(), row.title()};
              }));
}

std::string JobZones(const v1::JobZoneTable& zones, size_t width) {
  return Section(
      "Job zones", zones.source(), zones.rows(),
      {"CODE", "ROW", "ZONE", "SVP", "NAME"}, width,
      [](const v1::JobZoneTable::Row& row) -> Cells {
        return {absl::StrCat(row.zone()), row.svp_range(), row.name()};
      });
}

std::string Related(const v1::RelatedOccupationTable& related, size_t width) {
  return Section("Related occupations", related.source(), related.rows(),
                 {"CODE", "ROW", "RELATED", "TIER", "TITLE"}, width,
                 [](const v1::RelatedOccupationTable::Row& row) -> Cells {
                   return {row.related_code(), row.tier(), row.related_title()};
                 });
}

std::string Profile(const v1::OccupationProfile& profile, size_t width) {
  std::string text =
      absl::StrCat("O*NET ", profile.version(), ", ", profile.release(), "\n");
  absl::StrAppend(&text,
                  Section("Occupations", profile.occupations().source(),
                          profile.occupations().rows(),
                          {"CODE", "ROW", "TITLE", "DESCRIPTION"}, width,
                          [](const auto& row) -> Cells {
                            return {row.title(), row.description()};
                          }),
                  JobZones(profile.job_zones(), width));
  for (const v1::RatingTable& table : profile.ratings()) {
    absl::StrAppend(&text,
                    Ratings(Spell(v1::RatingTable::Kind_Name(table.kind())),
                            table.source(), table.rows(), width));
  }
  for (const v1::PreparationTable& table : profile.preparation()) {
    absl::StrAppend(
        &text, Ratings("Preparation", table.source(), table.rows(), width));
  }
  absl::StrAppend(&text, Tasks(profile.tasks(), width),
                  Technologies("Technologies", profile.technologies(), width),
                  Technologies("Tools", profile.tools(), width),
                  Titles(profile, width),
                  Related(profile.related_occupations(), width));
  return text;
}

}  // namespace

std::string OccupationReport(const v1::Occupation& occupation, size_t width) {
  std::string text =
      absl::StrCat(occupation.name(), "  ", occupation.title(), "\n");
  if (!occupation.onet_codes().empty()) {
    absl::StrAppend(&text, "O*NET-SOC ",
                    absl::StrJoin(occupation.onet_codes(), ", "), "\n");
  }
  if (!occupation.published_code().empty()) {
    absl::StrAppend(&text, "printed as ", occupation.published_code(), "\n");
  }
  if (occupation.has_profile()) {
    absl::StrAppend(&text, Profile(occupation.profile(), width));
  }
  return text;
}

}  // namespace plumbline::cli
