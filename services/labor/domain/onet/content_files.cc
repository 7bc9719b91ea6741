// Files of titles, tasks, technologies and related occupations.
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/onet/release_reading.h"

namespace plumbline::labor::onet {
namespace {

uint64_t PairKey(uint32_t high, uint32_t low) {
  return uint64_t{high} << 32 | low;
}

}  // namespace

RowCounts ReadAlternateTitles(const Member& member, absl::string_view bytes,
                              const FileLayout& layout,
                              ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"O*NET-SOC Code",
                                            "Alternate Title|Job Title",
                                            "Short Title", "Source(s)"};
  absl::flat_hash_set<uint64_t> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        AlternateTitle title{.row = record.number()};
        if (!reading->TakeOccupation(record, 0, &title.occupation) ||
            !reading->TakeText(record, 1, &title.title)) {
          return false;
        }
        title.short_title = reading->Text(record, 2);
        title.sources = reading->Text(record, 3);
        if (!seen.insert(PairKey(title.occupation, title.title)).second) {
          record.Note(1, "title-duplicate",
                      "The occupation has this title twice; both are kept.");
        }
        reading->tables().alternate_titles.push_back(title);
        return true;
      });
}

RowCounts ReadReportedTitles(const Member& member, absl::string_view bytes,
                             const FileLayout& layout,
                             ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {
      "O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"};
  absl::flat_hash_set<uint64_t> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        ReportedTitle title{.row = record.number()};
        if (!reading->TakeOccupation(record, 0, &title.occupation) ||
            !reading->TakeText(record, 1, &title.title) ||
            !TakeAnswer(record, 2, &title.in_my_next_move)) {
          return false;
        }
        if (!seen.insert(PairKey(title.occupation, title.title)).second) {
          record.Note(1, "title-duplicate",
                      "The occupation has this title twice; both are kept.");
        }
        reading->tables().reported_titles.push_back(title);
        return true;
      });
}

namespace {

bool TakeTaskType(const Record& record, size_t column, TaskType* type) {
  const absl::string_view text = record.Text(column);
  if (IsNotGiven(text)) return true;
  if (text != "Core" && text != "Supplemental") {
    return record.Reject(column, "answer-malformed",
                         "The field is none of Core, Supplemental and n/a: the "
                         "row was left out.");
  }
  *type = text == "Core" ? TaskType::kCore : TaskType::kSupplemental;
  return true;
}

}  // namespace

RowCounts ReadTasks(const Member& member, absl::string_view bytes,
                    const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {
      "O*NET-SOC Code",        "Task ID", "Task",         "Task Type",
      "Incumbents Responding", "Date",    "Domain Source"};
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        Task task{.row = record.number()};
        if (!reading->TakeOccupation(record, 0, &task.occupation) ||
            !TakeInteger(record, 1, 1, INT32_MAX, &task.id) ||
            !reading->TakeText(record, 2, &task.statement) ||
            !TakeTaskType(record, 3, &task.type) ||
            !TakeCount(record, 4, &task.incumbents_responding) ||
            !TakeDate(record, 5, &task.date)) {
          return false;
        }
        if (!reading->task_occupations()
                 .try_emplace(task.id, task.occupation)
                 .second) {
          return record.Reject(1, "key-duplicate",
                               "The task comes twice: the first one counts.");
        }
        task.source = reading->Text(record, 6);
        reading->tables().tasks.push_back(task);
        return true;
      });
}

namespace {

// Gate: the task is one of this occupation, and the activity is a known one,
// where the release has the files that say so.
bool IsKnownTaskActivity(const Record& record, const TaskActivity& activity,
                         ReleaseReading* reading) {
  const auto& tasks = reading->task_occupations();
  const auto task = tasks.find(activity.task_id);
  if (!tasks.empty() &&
      (task == tasks.end() || task->second != activity.occupation)) {
    return record.Reject(1, "code-unknown",
                         "Task Statements.txt has no such task of this "
                         "occupation: the row was left out.");
  }
  return reading->dwas().empty() || reading->dwas().contains(activity.dwa) ||
         record.Reject(2, "code-unknown",
                       "The activity is not in DWA Reference.txt: the row was "
                       "left out.");
}

}  // namespace

RowCounts ReadTaskActivities(const Member& member, absl::string_view bytes,
                             const FileLayout& layout,
                             ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"O*NET-SOC Code", "Task ID",
                                            "DWA ID"};
  absl::flat_hash_set<uint64_t> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        TaskActivity activity{.row = record.number()};
        if (!reading->TakeOccupation(record, 0, &activity.occupation) ||
            !TakeInteger(record, 1, 1, INT32_MAX, &activity.task_id) ||
            !reading->TakeText(record, 2, &activity.dwa) ||
            !IsKnownTaskActivity(record, activity, reading)) {
          return false;
        }
        if (!seen.insert(PairKey(static_cast<uint32_t>(activity.task_id),
                                 activity.dwa))
                 .second) {
          return record.Reject(2, "key-duplicate",
                               "Task and activity come twice: the first row "
                               "counts.");
        }
        reading->tables().task_activities.push_back(activity);
        return true;
      });
}

RowCounts ReadTechnologies(const Member& member, absl::string_view bytes,
                           const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"O*NET-SOC Code", "Example",
                                            "Commodity Code", "Commodity Title",
                                            "Hot Technology", "In Demand"};
  auto& technologies = layout.kind == FileKind::kTools
                           ? reading->tables().tools
                           : reading->tables().technologies;
  absl::flat_hash_set<std::pair<uint64_t, int32_t>> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        Technology technology{.row = record.number()};
        if (!reading->TakeOccupation(record, 0, &technology.occupation) ||
            !reading->TakeText(record, 1, &technology.example) ||
            !TakeInteger(record, 2, 10000000, 99999999,
                         &technology.commodity) ||
            !TakeAnswer(record, 4, &technology.hot) ||
            !TakeAnswer(record, 5, &technology.in_demand)) {
          return false;
        }
        const uint64_t pair =
            PairKey(technology.occupation, technology.example);
        if (!seen.insert({pair, technology.commodity}).second) {
          return record.Reject(1, "key-duplicate",
                               "Occupation, example and commodity come twice: "
                               "the first row counts.");
        }
        technology.commodity_title = reading->Text(record, 3);
        technologies.push_back(technology);
        return true;
      });
}

RowCounts ReadRelatedOccupations(const Member& member, absl::string_view bytes,
                                 const FileLayout& layout,
                                 ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {
      "O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"};
  absl::flat_hash_set<uint64_t> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        RelatedOccupation related{.row = record.number()};
        if (!reading->TakeOccupation(record, 0, &related.occupation) ||
            !reading->TakeOccupation(record, 1, &related.related) ||
            !reading->TakeText(record, 2, &related.tier) ||
            !TakeInteger(record, 3, 1, INT32_MAX, &related.index)) {
          return false;
        }
        if (!seen.insert(PairKey(related.occupation, related.related)).second) {
          return record.Reject(1, "key-duplicate",
                               "The pair comes twice: the first row counts.");
        }
        reading->tables().related_occupations.push_back(related);
        return true;
      });
}

RowCounts CheckOnly(const Member& member, absl::string_view bytes,
                    const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"O*NET-SOC Code"};
  return ReadRecords(member, bytes, layout, kColumns, &reading->report(),
                     [&](const Record& record) {
                       uint32_t occupation = 0;
                       return !record.Has(0) ||
                              reading->TakeOccupation(record, 0, &occupation);
                     });
}

}  // namespace plumbline::labor::onet
