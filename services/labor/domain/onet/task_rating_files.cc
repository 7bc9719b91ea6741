// How tasks are rated, and what the categories of those ratings stand for.
#include "services/labor/domain/onet/release_reading.h"

namespace plumbline::labor::onet {
namespace {

enum Column : size_t {
  kCode,
  kTask,
  kScale,
  kCategory,
  kValue,
  kRespondents,
  kStandardError,
  kLowerBound,
  kUpperBound,
  kSuppress,
  kDate,
  kSource,
};

constexpr absl::string_view kColumns[] = {
    "O*NET-SOC Code",     "Task ID",        "Scale ID",
    "Category",           "Data Value",     "N",
    "Standard Error",     "Lower CI Bound", "Upper CI Bound",
    "Recommend Suppress", "Date",           "Domain Source"};

bool TakeCategory(const Record& record, size_t column, uint8_t* category) {
  int32_t number = 0;
  if (!IsNotGiven(record.Text(column)) &&
      !TakeInteger(record, column, 1, 255, &number)) {
    return false;
  }
  *category = static_cast<uint8_t>(number);
  return true;
}

bool TakeKey(const Record& record, ReleaseReading* reading,
             TaskRating* rating) {
  if (!reading->TakeOccupation(record, kCode, &rating->occupation) ||
      !TakeInteger(record, kTask, 1, INT32_MAX, &rating->task_id) ||
      !reading->TakeScale(record, kScale, &rating->scale) ||
      !TakeCategory(record, kCategory, &rating->category)) {
    return false;
  }
  // Gate: the task is one of this occupation, where the release says so.
  const auto& tasks = reading->task_occupations();
  const auto task = tasks.find(rating->task_id);
  return tasks.empty() ||
         (task != tasks.end() && task->second == rating->occupation) ||
         record.Reject(kTask, "code-unknown",
                       "Task Statements.txt has no such task of this "
                       "occupation: the row was left out.");
}

bool TakeFigures(const Record& record, TaskRating* rating) {
  return TakeDecimal(record, kValue, &rating->value) &&
         TakeCount(record, kRespondents, &rating->respondents) &&
         TakeDecimal(record, kStandardError, &rating->standard_error) &&
         TakeDecimal(record, kLowerBound, &rating->lower_bound) &&
         TakeDecimal(record, kUpperBound, &rating->upper_bound) &&
         TakeAnswer(record, kSuppress, &rating->recommend_suppress) &&
         TakeDate(record, kDate, &rating->date);
}

uint64_t KeyOf(const TaskRating& rating) {
  return static_cast<uint64_t>(rating.task_id) << 20 |
         uint64_t{rating.scale} << 8 | uint64_t{rating.category};
}

}  // namespace

RowCounts ReadTaskRatings(const Member& member, absl::string_view bytes,
                          const FileLayout& layout, ReleaseReading* reading) {
  absl::flat_hash_set<uint64_t> keys;
  return ReadRecords(member, bytes, layout, kColumns, &reading->report(),
                     [&](const Record& record) {
                       TaskRating rating{.row = record.number()};
                       if (!TakeKey(record, reading, &rating) ||
                           !TakeFigures(record, &rating)) {
                         return false;
                       }
                       if (!keys.insert(KeyOf(rating)).second) {
                         return record.Reject(
                             kTask, "key-duplicate",
                             "Task, scale and category come twice: the "
                             "first row counts.");
                       }
                       rating.source = reading->Text(record, kSource);
                       reading->tables().task_ratings.push_back(rating);
                       return true;
                     });
}

RowCounts ReadTaskCategories(const Member& member, absl::string_view bytes,
                             const FileLayout& layout,
                             ReleaseReading* reading) {
  constexpr absl::string_view kNames[] = {"Scale ID", "Category",
                                          "Category Description"};
  return ReadRecords(
      member, bytes, layout, kNames, &reading->report(),
      [&](const Record& record) {
        TaskCategory category;
        if (!reading->TakeScale(record, 0, &category.scale) ||
            !TakeCategory(record, 1, &category.category) ||
            !reading->TakeText(record, 2, &category.description)) {
          return false;
        }
        reading->tables().task_categories.push_back(category);
        return true;
      });
}

}  // namespace plumbline::labor::onet
