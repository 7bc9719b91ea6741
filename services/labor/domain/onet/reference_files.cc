// The files that others refer to: occupations, scales, work activities and
// categories.
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/onet/release_reading.h"

namespace plumbline::labor::onet {

RowCounts ReadOccupations(const Member& member, absl::string_view bytes,
                          const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"O*NET-SOC Code", "Title",
                                            "Description"};
  auto& occupations = reading->tables().occupations;
  absl::flat_hash_set<vocabulary::OnetSocCode> seen;
  const RowCounts counts = ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        Occupation occupation{.row = record.number()};
        const auto code = vocabulary::OnetSocCode::Parse(record.Text(0));
        if (!code.ok()) {
          return record.Reject(0, "code-malformed",
                               std::string(code.status().message()));
        }
        occupation.code = *code;
        if (!reading->TakeText(record, 1, &occupation.title)) return false;
        occupation.description = reading->Text(record, 2);
        if (!seen.insert(*code).second) {
          return record.Reject(0, "key-duplicate",
                               "The occupation comes twice: the first one "
                               "counts.");
        }
        occupations.push_back(occupation);
        return true;
      });
  std::sort(
      occupations.begin(), occupations.end(),
      [](const Occupation& a, const Occupation& b) { return a.code < b.code; });
  return counts;
}

RowCounts ReadScales(const Member& member, absl::string_view bytes,
                     const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"Scale ID", "Scale Name", "Minimum",
                                            "Maximum"};
  const RowCounts counts =
      ReadRecords(member, bytes, layout, kColumns, &reading->report(),
                  [&](const Record& record) {
                    Scale scale;
                    if (!reading->TakeText(record, 0, &scale.id)) return false;
                    scale.name = reading->Text(record, 1);
                    return TakeDecimal(record, 2, &scale.minimum) &&
                           TakeDecimal(record, 3, &scale.maximum) &&
                           reading->AddScale(record, 0, scale);
                  });
  if (counts.accepted > 0) reading->CloseScales();
  return counts;
}

namespace {

// Takes an activity that is new among `seen`.
bool TakeActivity(const Record& record, size_t id_column,
                  absl::flat_hash_set<TextId>* seen, ReleaseReading* reading,
                  WorkActivity* activity) {
  if (!reading->TakeText(record, id_column, &activity->id)) return false;
  return seen->insert(activity->id).second ||
         record.Reject(id_column, "key-duplicate",
                       "The activity comes twice: the first one counts.");
}

}  // namespace

RowCounts ReadIwas(const Member& member, absl::string_view bytes,
                   const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"Element ID", "IWA ID",
                                            "IWA Title"};
  absl::flat_hash_set<TextId> seen;
  return ReadRecords(member, bytes, layout, kColumns, &reading->report(),
                     [&](const Record& record) {
                       WorkActivity iwa;
                       if (!TakeActivity(record, 1, &seen, reading, &iwa))
                         return false;
                       iwa.element = reading->Text(record, 0);
                       iwa.iwa = iwa.id;
                       iwa.title = reading->Text(record, 2);
                       reading->tables().iwas.push_back(iwa);
                       return true;
                     });
}

RowCounts ReadDwas(const Member& member, absl::string_view bytes,
                   const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"Element ID", "IWA ID", "DWA ID",
                                            "DWA Title"};
  absl::flat_hash_set<TextId> iwas;
  for (const WorkActivity& iwa : reading->tables().iwas) iwas.insert(iwa.id);
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        WorkActivity dwa;
        if (!reading->TakeText(record, 1, &dwa.iwa)) return false;
        if (!iwas.empty() && !iwas.contains(dwa.iwa)) {
          return record.Reject(1, "code-unknown",
                               "The activity is not in IWA Reference.txt: the "
                               "row was left out.");
        }
        if (!TakeActivity(record, 2, &reading->dwas(), reading, &dwa))
          return false;
        dwa.element = reading->Text(record, 0);
        dwa.title = reading->Text(record, 3);
        reading->tables().dwas.push_back(dwa);
        return true;
      });
}

RowCounts ReadCategories(const Member& member, absl::string_view bytes,
                         const FileLayout& layout, ReleaseReading* reading) {
  constexpr absl::string_view kColumns[] = {"Element ID", "Element Name",
                                            "Scale ID", "Category",
                                            "Category Description"};
  std::set<std::tuple<uint32_t, uint32_t, int32_t>> seen;
  return ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        Category category;
        int32_t number = 0;
        if (!reading->TakeElement(record, 0, 1, &category.element) ||
            !reading->TakeScale(record, 2, &category.scale) ||
            !TakeInteger(record, 3, 0, 255, &number)) {
          return false;
        }
        if (!seen.insert({category.element, category.scale, number}).second) {
          return record.Reject(3, "key-duplicate",
                               "The category comes twice: the first one "
                               "counts.");
        }
        category.category = static_cast<uint8_t>(number);
        category.description = reading->Text(record, 4);
        reading->tables().categories.push_back(category);
        return true;
      });
}

}  // namespace plumbline::labor::onet
