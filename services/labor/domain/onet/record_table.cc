#include "services/labor/domain/onet/record_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::onet {
namespace {

using Names = std::set<std::string>;

Names NamesOf(absl::string_view header) { return absl::StrSplit(header, '\t'); }

Names Without(const Names& names, const Names& removed) {
  Names rest;
  std::set_difference(names.begin(), names.end(), removed.begin(),
                      removed.end(), std::inserter(rest, rest.end()));
  return rest;
}

std::string Listed(const Names& names) {
  return names.empty() ? "none"
                       : absl::StrCat("'", absl::StrJoin(names, "', '"), "'");
}

void AddFatal(absl::string_view rule, const Member& member, uint32_t row,
              std::string column, std::string value, std::string message,
              GateReport* report) {
  report->Add({.severity = Severity::kFatal,
               .rule = std::string(rule),
               .place = {.file = member.file,
                         .sheet = member.sheet,
                         .row = row,
                         .column = std::move(column)},
               .value = std::move(value),
               .message = std::move(message)});
}

// Whether the headings are those of a variant; else says in a fatal finding how
// they differ from the nearest one.
bool HeaderFits(const Member& member, const FileLayout& layout,
                const std::vector<std::string>& headings, uint32_t row,
                GateReport* report) {
  const Names found(headings.begin(), headings.end());
  Names missing, unexpected;
  size_t nearest = SIZE_MAX;
  for (const absl::string_view variant : layout.headers) {
    const Names wanted = NamesOf(variant);
    if (found == wanted && found.size() == headings.size()) return true;
    const Names lacking = Without(wanted, found);
    const Names extra = Without(found, wanted);
    if (lacking.size() + extra.size() >= nearest) continue;
    nearest = lacking.size() + extra.size();
    missing = lacking;
    unexpected = extra;
  }
  const std::string column = !missing.empty()      ? *missing.begin()
                             : !unexpected.empty() ? *unexpected.begin()
                                                   : headings.front();
  AddFatal("header-columns", member, row, column, absl::StrJoin(headings, "\t"),
           absl::StrCat("The columns of ", layout.name,
                        " are not those of any known release: missing ",
                        Listed(missing), ", unexpected ", Listed(unexpected),
                        nearest == 0 ? ", one heading twice" : "",
                        ". Get the file anew or add its layout."),
           report);
  return false;
}

// Where each of the reader's columns stands; -1 where the file has none of its
// spellings.
std::vector<int32_t> PositionsOf(absl::Span<const absl::string_view> columns,
                                 const std::vector<std::string>& headings) {
  std::vector<int32_t> positions;
  for (const absl::string_view column : columns) {
    int32_t position = -1;
    for (const absl::string_view spelling : absl::StrSplit(column, '|')) {
      const auto at = std::find(headings.begin(), headings.end(), spelling);
      if (at != headings.end())
        position = static_cast<int32_t>(at - headings.begin());
    }
    positions.push_back(position);
  }
  return positions;
}

std::vector<std::string> HeadingsOf(const tabular::DelimitedRow& row) {
  std::vector<std::string> headings;
  for (const absl::string_view field : row.fields) {
    headings.emplace_back(tabular::Trim(field));
  }
  return headings;
}

void RejectFieldCount(const Member& member, const tabular::DelimitedRow& row,
                      size_t expected, GateReport* report) {
  report->Add({.severity = Severity::kRowRejected,
               .rule = "field-count",
               .place = {.file = member.file,
                         .sheet = member.sheet,
                         .row = static_cast<uint32_t>(row.line)},
               .value = absl::StrJoin(row.fields, "\t"),
               .message = absl::StrCat("The row has ", row.fields.size(),
                                       " fields and its heading has ", expected,
                                       ": the row was left out.")});
}

// Reads the next record; false at the end and, with a fatal finding, where the
// bytes are no table.
bool NextRecord(const Member& member, tabular::DelimitedReader* reader,
                tabular::DelimitedRow* row, GateReport* report) {
  const absl::StatusOr<bool> next = reader->Next(row);
  if (next.ok()) return *next;
  AddFatal("file-unreadable", member, 0, "", "",
           std::string(next.status().message()), report);
  return false;
}

}  // namespace

void Record::Report(Severity severity, size_t column, absl::string_view rule,
                    std::string message) const {
  Place place{.file = member_.file, .sheet = member_.sheet, .row = number()};
  if (Has(column)) {
    place.column = headings_[static_cast<size_t>(positions_[column])];
  }
  report_->Add({.severity = severity,
                .rule = std::string(rule),
                .place = std::move(place),
                .value = std::string(Text(column)),
                .message = std::move(message)});
}

RowCounts ReadRecords(const Member& member, absl::string_view bytes,
                      const FileLayout& layout,
                      absl::Span<const absl::string_view> columns,
                      GateReport* report,
                      absl::FunctionRef<bool(const Record&)> accept) {
  tabular::Dialect dialect = tabular::kTsv;
  dialect.invalid_utf8 = tabular::InvalidUtf8::kReplace;
  tabular::DelimitedReader reader(layout.name, bytes, dialect);
  tabular::DelimitedRow row;
  RowCounts counts;
  if (!NextRecord(member, &reader, &row, report)) {
    AddFatal("header-columns", member, 1, "", "",
             absl::StrCat(layout.name, " has no heading row."), report);
    return counts;
  }
  const std::vector<std::string> headings = HeadingsOf(row);
  if (!HeaderFits(member, layout, headings, static_cast<uint32_t>(row.line),
                  report)) {
    return counts;
  }
  const std::vector<int32_t> positions = PositionsOf(columns, headings);
  while (NextRecord(member, &reader, &row, report)) {
    ++counts.read;
    if (row.fields.size() != headings.size()) {
      RejectFieldCount(member, row, headings.size(), report);
    } else if (accept(Record(member, positions, headings, row, report))) {
      ++counts.accepted;
    }
  }
  if (reader.replaced_fields() > 0) {
    report->Add({.severity = Severity::kWarning,
                 .rule = "text-encoding",
                 .place = {.file = member.file, .sheet = member.sheet},
                 .value = absl::StrCat(reader.replaced_fields()),
                 .message = "Fields hold bytes that are not UTF-8; they were "
                            "read with replacement characters."});
  }
  return counts;
}

}  // namespace plumbline::labor::onet
