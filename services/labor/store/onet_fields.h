#ifndef PLUMBLINE_SERVICES_LABOR_STORE_ONET_FIELDS_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_ONET_FIELDS_H_

// Which fields the rows of each O*NET table have, in the order in which they
// are stored. `code` takes each field, and what its numbers are below: the size
// of what an index points into, or nothing.

#include "services/labor/domain/onet/onet_tables.h"

namespace plumbline::labor::onet_fields {

using namespace onet;  // NOLINT: the tables that these lists are about.

// What the indexes of a release are below.
struct Limits {
  explicit Limits(const OnetTables& tables)
      : texts(tables.texts.size()),
        occupations(tables.occupations.size()),
        elements(tables.elements.size()),
        scales(tables.scales.size()) {}
  size_t texts;
  size_t occupations;
  size_t elements;
  size_t scales;
};

// One above the last of an enumeration, and of a byte.
inline constexpr size_t kAnswers = static_cast<size_t>(Answer::kYes) + 1;
inline constexpr size_t kTaskTypes =
    static_cast<size_t>(TaskType::kSupplemental) + 1;
inline constexpr size_t kBytes = 256;

template <typename Code>
void Fields(const Limits& below, const Occupation*, Code& code) {
  code(&Occupation::code);
  code(&Occupation::title, below.texts);
  code(&Occupation::description, below.texts);
  code(&Occupation::row);
}

template <typename Code>
void Fields(const Limits& below, const Element*, Code& code) {
  code(&Element::id, below.texts);
  code(&Element::name, below.texts);
}

template <typename Code>
void Fields(const Limits& below, const Scale*, Code& code) {
  code(&Scale::id, below.texts);
  code(&Scale::name, below.texts);
  code(&Scale::minimum);
  code(&Scale::maximum);
}

template <typename Code>
void Fields(const Limits& below, const Category*, Code& code) {
  code(&Category::element, below.elements);
  code(&Category::scale, below.scales);
  code(&Category::category, kBytes);
  code(&Category::description, below.texts);
}

template <typename Code>
void Fields(const Limits& below, const AlternateTitle*, Code& code) {
  code(&AlternateTitle::occupation, below.occupations);
  code(&AlternateTitle::title, below.texts);
  code(&AlternateTitle::short_title, below.texts);
  code(&AlternateTitle::sources, below.texts);
  code(&AlternateTitle::row);
}

template <typename Code>
void Fields(const Limits& below, const ReportedTitle*, Code& code) {
  code(&ReportedTitle::occupation, below.occupations);
  code(&ReportedTitle::title, below.texts);
  code(&ReportedTitle::in_my_next_move, kAnswers);
  code(&ReportedTitle::row);
}

template <typename Code>
void Fields(const Limits& below, const Task*, Code& code) {
  code(&Task::occupation, below.occupations);
  code(&Task::id);
  code(&Task::statement, below.texts);
  code(&Task::type, kTaskTypes);
  code(&Task::incumbents_responding);
  code(&Task::date);
  code(&Task::source, below.texts);
  code(&Task::row);
}

template <typename Code>
void Fields(const Limits& below, const TaskRating*, Code& code) {
  code(&TaskRating::occupation, below.occupations);
  code(&TaskRating::task_id);
  code(&TaskRating::scale, below.scales);
  code(&TaskRating::category, kBytes);
  code(&TaskRating::value);
  code(&TaskRating::respondents);
  code(&TaskRating::standard_error);
  code(&TaskRating::lower_bound);
  code(&TaskRating::upper_bound);
  code(&TaskRating::recommend_suppress, kAnswers);
  code(&TaskRating::date);
  code(&TaskRating::source, below.texts);
  code(&TaskRating::row);
}

template <typename Code>
void Fields(const Limits& below, const TaskCategory*, Code& code) {
  code(&TaskCategory::scale, below.scales);
  code(&TaskCategory::category, kBytes);
  code(&TaskCategory::description, below.texts);
}

template <typename Code>
void Fields(const Limits& below, const TaskActivity*, Code& code) {
  code(&TaskActivity::occupation, below.occupations);
  code(&TaskActivity::task_id);
  code(&TaskActivity::dwa, below.texts);
  code(&TaskActivity::row);
}

template <typename Code>
void Fields(const Limits& below, const WorkActivity*, Code& code) {
  code(&WorkActivity::id, below.texts);
  code(&WorkActivity::element, below.texts);
  code(&WorkActivity::iwa, below.texts);
  code(&WorkActivity::title, below.texts);
}

template <typename Code>
void Fields(const Limits& below, const Technology*, Code& code) {
  code(&Technology::occupation, below.occupations);
  code(&Technology::example, below.texts);
  code(&Technology::commodity);
  code(&Technology::commodity_title, below.texts);
  code(&Technology::hot, kAnswers);
  code(&Technology::in_demand, kAnswers);
  code(&Technology::row);
}

template <typename Code>
void Fields(const Limits& below, const JobZone*, Code& code) {
  code(&JobZone::occupation, below.occupations);
  code(&JobZone::zone, kBytes);
  code(&JobZone::date);
  code(&JobZone::source, below.texts);
  code(&JobZone::row);
}

template <typename Code>
void Fields(const Limits& below, const JobZoneReference*, Code& code) {
  code(&JobZoneReference::zone, kBytes);
  code(&JobZoneReference::name, below.texts);
  code(&JobZoneReference::experience, below.texts);
  code(&JobZoneReference::education, below.texts);
  code(&JobZoneReference::training, below.texts);
  code(&JobZoneReference::examples, below.texts);
  code(&JobZoneReference::svp_range, below.texts);
  code(&JobZoneReference::svp_floor, kBytes);
  code(&JobZoneReference::row);
}

template <typename Code>
void Fields(const Limits& below, const RelatedOccupation*, Code& code) {
  code(&RelatedOccupation::occupation, below.occupations);
  code(&RelatedOccupation::related, below.occupations);
  code(&RelatedOccupation::tier, below.texts);
  code(&RelatedOccupation::index);
  code(&RelatedOccupation::row);
}

// Gives every table but the ratings with its name to `code`; those first that
// others point into.
template <typename Tables, typename Code>
void EachTable(Tables& tables, Code&& code) {
  code("occupations", tables.occupations);
  code("elements", tables.elements);
  code("scales", tables.scales);
  code("categories", tables.categories);
  code("alternate_titles", tables.alternate_titles);
  code("reported_titles", tables.reported_titles);
  code("tasks", tables.tasks);
  code("task_ratings", tables.task_ratings);
  code("task_categories", tables.task_categories);
  code("task_activities", tables.task_activities);
  code("iwas", tables.iwas);
  code("dwas", tables.dwas);
  code("technologies", tables.technologies);
  code("tools", tables.tools);
  code("job_zones", tables.job_zones);
  code("job_zone_reference", tables.job_zone_reference);
  code("related_occupations", tables.related_occupations);
}

// Gives every column of a table of ratings to `code`.
template <typename Table, typename Code>
void RatingColumns(const Limits& below, Table& table, Code&& code) {
  constexpr size_t kAny = SIZE_MAX;
  code(table.occupation, below.occupations);
  code(table.element, below.elements);
  code(table.scale, below.scales);
  code(table.category, kBytes);
  code(table.value, kAny);
  code(table.respondents, kAny);
  code(table.standard_error, kAny);
  code(table.lower_bound, kAny);
  code(table.upper_bound, kAny);
  code(table.recommend_suppress, kAnswers);
  code(table.not_relevant, kAnswers);
  code(table.date, kAny);
  code(table.source, below.texts);
  code(table.row, kAny);
}

}  // namespace plumbline::labor::onet_fields

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_ONET_FIELDS_H_
