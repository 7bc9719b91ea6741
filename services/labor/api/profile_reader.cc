#include "services/labor/api/profile_reader.h"

#include <map>

namespace plumbline::labor {

using onet::FileKind;

std::string ProfileReader::CategoryText(uint32_t element, uint32_t scale,
                                        uint8_t category) const {
  if (category == 0) return "";
  for (const onet::Category& known : tables_.categories) {
    if (known.element == element && known.scale == scale &&
        known.category == category) {
      return Text(known.description);
    }
  }
  return "";
}

v1::TableSource ProfileReader::SourceOf(const onet::OnetFile& file) const {
  v1::TableSource source;
  source.set_file(file.file);
  source.set_sheet(file.sheet);
  for (const ReleaseFile& pinned : release_.files) {
    if (pinned.path == file.file) source.set_sha256(pinned.sha256);
  }
  return source;
}

v1::TableSource ProfileReader::SourceOf(FileKind kind) const {
  for (const onet::OnetFile& file : tables_.files) {
    const onet::FileLayout* layout = onet::LayoutOf(file.name);
    if (layout != nullptr && layout->kind == kind) return SourceOf(file);
  }
  return {};
}

v1::TableSource ProfileReader::SourceNamed(absl::string_view name) const {
  for (const onet::OnetFile& file : tables_.files) {
    if (file.name == name) return SourceOf(file);
  }
  return {};
}

namespace {

// What ratings of occupations and of tasks have in common.
template <typename Row>
void FillPrecision(onet::Decimal4 value, onet::Decimal4 error,
                   onet::MaybeCount respondents, onet::Answer suppress,
                   Row* row) {
  if (value.present()) row->set_value(ToDouble(value));
  if (error.present()) row->set_standard_error(ToDouble(error));
  if (respondents.present()) row->set_respondents(respondents.count);
  if (IsGiven(suppress)) row->set_recommend_suppress(IsYes(suppress));
}

void FillRating(const ProfileReader& reader, const onet::RatingTable& table,
                size_t i, v1::RatingTable::Row* row) {
  const onet::Element& element = reader.tables().elements[table.element[i]];
  row->set_onet_code(reader.CodeOf(table.occupation[i]));
  row->set_element(reader.Text(element.id));
  row->set_name(reader.Text(element.name));
  row->set_scale(reader.Text(reader.tables().scales[table.scale[i]].id));
  row->set_category(table.category[i]);
  row->set_category_description(
      reader.CategoryText(table.element[i], table.scale[i], table.category[i]));
  FillPrecision(table.value[i], table.standard_error[i], table.respondents[i],
                table.recommend_suppress[i], row);
  if (table.lower_bound[i].present()) {
    row->set_lower_bound(ToDouble(table.lower_bound[i]));
  }
  if (table.upper_bound[i].present()) {
    row->set_upper_bound(ToDouble(table.upper_bound[i]));
  }
  if (IsGiven(table.not_relevant[i])) {
    row->set_not_relevant(IsYes(table.not_relevant[i]));
  }
  row->set_row(static_cast<int32_t>(table.row[i]));
}

template <typename Message>
void FillRows(const ProfileReader& reader, const onet::RatingTable& table,
              Message* message) {
  *message->mutable_source() = reader.SourceNamed(table.file);
  for (const uint32_t occupation : reader.occupations()) {
    for (size_t i = 0; i < table.size(); ++i) {
      if (table.occupation[i] != occupation) continue;
      FillRating(reader, table, i, message->add_rows());
    }
  }
}

void FillTaskRating(const ProfileReader& reader, const onet::TaskRating& rating,
                    v1::TaskTable::Rating* message) {
  message->set_scale(reader.Text(reader.tables().scales[rating.scale].id));
  message->set_category(rating.category);
  for (const onet::TaskCategory& known : reader.tables().task_categories) {
    if (rating.category == 0 || known.scale != rating.scale ||
        known.category != rating.category) {
      continue;
    }
    message->set_category_description(reader.Text(known.description));
  }
  FillPrecision(rating.value, rating.standard_error, rating.respondents,
                rating.recommend_suppress, message);
  message->set_row(static_cast<int32_t>(rating.row));
}

void FillActivity(const ProfileReader& reader,
                  const onet::TaskActivity& activity,
                  v1::TaskTable::Activity* message) {
  message->set_dwa(reader.Text(activity.dwa));
  for (const onet::WorkActivity& dwa : reader.tables().dwas) {
    if (dwa.id == activity.dwa) message->set_title(reader.Text(dwa.title));
  }
  message->set_row(static_cast<int32_t>(activity.row));
}

void FillTask(const ProfileReader& reader, const onet::Task& task,
              v1::TaskTable::Row* row) {
  row->set_onet_code(reader.CodeOf(task.occupation));
  row->set_task_id(task.id);
  row->set_statement(reader.Text(task.statement));
  row->set_type(static_cast<v1::TaskTable::TaskType>(task.type));
  if (task.incumbents_responding.present()) {
    row->set_incumbents_responding(task.incumbents_responding.count);
  }
  row->set_row(static_cast<int32_t>(task.row));
}

}  // namespace

void FillRatings(const ProfileReader& reader, v1::OccupationProfile* profile) {
  for (const onet::RatingTable& table : reader.tables().ratings) {
    if (table.kind == onet::RatingKind::kPreparation) {
      FillRows(reader, table, profile->add_preparation());
      continue;
    }
    auto& ratings = *profile->add_ratings();
    ratings.set_kind(static_cast<v1::RatingTable::Kind>(table.kind));
    FillRows(reader, table, &ratings);
  }
}

void FillTasks(const ProfileReader& reader, v1::TaskTable* table) {
  *table->mutable_source() = reader.SourceOf(FileKind::kTasks);
  *table->mutable_rating_source() = reader.SourceOf(FileKind::kTaskRatings);
  *table->mutable_activity_source() =
      reader.SourceOf(FileKind::kTaskActivities);
  std::map<int32_t, v1::TaskTable::Row*> by_id;
  reader.Each(reader.tables().tasks, [&](const onet::Task& task) {
    by_id[task.id] = table->add_rows();
    FillTask(reader, task, by_id[task.id]);
  });
  reader.Each(reader.tables().task_ratings, [&](const onet::TaskRating& r) {
    const auto task = by_id.find(r.task_id);
    if (task == by_id.end()) return;
    FillTaskRating(reader, r, task->second->add_ratings());
  });
  reader.Each(reader.tables().task_activities, [&](const auto& activity) {
    const auto task = by_id.find(activity.task_id);
    if (task == by_id.end()) return;
    FillActivity(reader, activity, task->second->add_activities());
  });
}

}  // namespace plumbline::labor
