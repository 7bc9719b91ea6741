#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_RELEASE_READING_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_RELEASE_READING_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/domain/onet/record_table.h"
#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor::onet {

// A release while it is read: its tables so far and what later files look up in
// them.
//
// The Take functions read one field. Each returns false after it rejected the
// record with a finding.
class ReleaseReading {
 public:
  ReleaseReading(OnetTables* tables, GateReport* report)
      : tables_(*tables), report_(*report) {}

  OnetTables& tables() { return tables_; }
  GateReport& report() { return report_; }

  // A text as it is; `n/a` is the empty text.
  TextId Text(const Record& record, size_t column);
  // A text that must not be empty.
  bool TakeText(const Record& record, size_t column, TextId* text);

  // The occupation that a code of Occupation Data names.
  bool TakeOccupation(const Record& record, size_t column,
                      uint32_t* occupation);
  // The element of this id, which is added when it is new. A second name for an
  // id is a warning.
  bool TakeElement(const Record& record, size_t id_column, size_t name_column,
                   uint32_t* element);
  // The scale of this id. It must be in Scales Reference, where the release has
  // that file.
  bool TakeScale(const Record& record, size_t column, uint32_t* scale);
  // Called once Scales Reference was read: unknown scales are errors from then
  // on.
  void CloseScales() { scales_closed_ = true; }
  bool AddScale(const Record& record, size_t column, const Scale& scale);

  absl::flat_hash_set<TextId>& dwas() { return dwas_; }
  // The occupation of each task that was read.
  absl::flat_hash_map<int32_t, uint32_t>& task_occupations() {
    return task_occupations_;
  }

 private:
  OnetTables& tables_;
  GateReport& report_;
  // Files are sorted by occupation: the one before is mostly the one again.
  std::string last_code_;
  uint32_t last_occupation_ = 0;
  absl::flat_hash_map<TextId, uint32_t> element_of_;
  absl::flat_hash_map<TextId, uint32_t> scale_of_;
  bool scales_closed_ = false;
  absl::flat_hash_set<TextId> dwas_;
  absl::flat_hash_map<int32_t, uint32_t> task_occupations_;
};

// True for the publisher's `n/a` and for an empty field.
bool IsNotGiven(absl::string_view text);

// A number with at most four decimals, or `n/a`.
bool TakeDecimal(const Record& record, size_t column, Decimal4* number);
// A count from 0, or `n/a`.
bool TakeCount(const Record& record, size_t column, MaybeCount* count);
// A whole number from `low` to `high`.
bool TakeInteger(const Record& record, size_t column, int32_t low, int32_t high,
                 int32_t* number);
// `Y`, `N` or `n/a`.
bool TakeAnswer(const Record& record, size_t column, Answer* answer);
// "08/2023", or `n/a`.
bool TakeDate(const Record& record, size_t column, YearMonth* date);

// How each kind of file is read into `reading`. All return the counts of rows.
using FileReader = RowCounts (*)(const Member& member, absl::string_view bytes,
                                 const FileLayout& layout,
                                 ReleaseReading* reading);

RowCounts ReadOccupations(const Member&, absl::string_view, const FileLayout&,
                          ReleaseReading*);
RowCounts ReadScales(const Member&, absl::string_view, const FileLayout&,
                     ReleaseReading*);
RowCounts ReadIwas(const Member&, absl::string_view, const FileLayout&,
                   ReleaseReading*);
RowCounts ReadDwas(const Member&, absl::string_view, const FileLayout&,
                   ReleaseReading*);
RowCounts ReadCategories(const Member&, absl::string_view, const FileLayout&,
                         ReleaseReading*);
RowCounts ReadRatings(const Member&, absl::string_view, const FileLayout&,
                      ReleaseReading*);
RowCounts ReadTasks(const Member&, absl::string_view, const FileLayout&,
                    ReleaseReading*);
RowCounts ReadTaskActivities(const Member&, absl::string_view,
                             const FileLayout&, ReleaseReading*);
RowCounts ReadTaskCategories(const Member&, absl::string_view,
                             const FileLayout&, ReleaseReading*);
RowCounts ReadTaskRatings(const Member&, absl::string_view, const FileLayout&,
                          ReleaseReading*);
RowCounts ReadJobZoneReference(const Member&, absl::string_view,
                               const FileLayout&, ReleaseReading*);
RowCounts ReadJobZones(const Member&, absl::string_view, const FileLayout&,
                       ReleaseReading*);
RowCounts ReadAlternateTitles(const Member&, absl::string_view,
                              const FileLayout&, ReleaseReading*);
RowCounts ReadReportedTitles(const Member&, absl::string_view,
                             const FileLayout&, ReleaseReading*);
RowCounts ReadTechnologies(const Member&, absl::string_view, const FileLayout&,
                           ReleaseReading*);
RowCounts ReadRelatedOccupations(const Member&, absl::string_view,
                                 const FileLayout&, ReleaseReading*);
RowCounts CheckOnly(const Member&, absl::string_view, const FileLayout&,
                    ReleaseReading*);

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_RELEASE_READING_H_
