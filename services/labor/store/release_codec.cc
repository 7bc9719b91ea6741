#include "services/labor/store/release_codec.h"

#include <utility>

#include "plumbline/labor/v1/stored_release.pb.h"
#include "services/common/base/status_macros.h"
#include "services/labor/store/column_codec.h"
#include "services/labor/store/completion_codec.h"
#include "services/labor/store/credential_codec.h"
#include "services/labor/store/descriptor_codec.h"
#include "services/labor/store/place_codec.h"

namespace plumbline::labor {
namespace {

using vocabulary::CipCode;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::SocCode;
using vocabulary::SocLevel;

void Fill(const RowCounts& counts, v1::StoredCounts* message) {
  message->set_read(counts.read);
  message->set_accepted(counts.accepted);
}

RowCounts Read(const v1::StoredCounts& message) {
  return {message.read(), message.accepted()};
}

void Fill(const FigureColumn& column, v1::FigureColumn* message) {
  message->set_measure(static_cast<common::v1::Measure>(column.measure));
  message->set_header(column.header);
  std::string statuses;
  message->mutable_values()->Reserve(static_cast<int>(column.figures.size()));
  for (const Figure& figure : column.figures) {
    message->add_values(figure.value);
    statuses.push_back(static_cast<char>(figure.status));
  }
  message->set_statuses(std::move(statuses));
}

void Fill(const FigureTable& table, v1::StoredFigureTable* message) {
  auto& rows = *message->mutable_table();
  rows.set_file(table.file);
  rows.set_sheet(table.sheet);
  rows.set_reference_period(table.reference_period);
  rows.set_horizon_years(table.horizon_years);
  rows.set_occupation_scheme(std::string(SchemeName(table.scheme)));
  rows.mutable_regions()->Add(table.row_regions.begin(),
                              table.row_regions.end());
  for (const SocCode code : table.row_codes) {
    rows.add_codes(static_cast<uint32_t>(code.digits()));
  }
  rows.set_levels(BytesOf(table.row_levels));
  rows.mutable_source_rows()->Add(table.source_rows.begin(),
                                  table.source_rows.end());
  for (const FigureColumn& column : table.columns) {
    Fill(column, rows.add_columns());
  }
  for (const Region& region : table.regions) {
    auto& added = *message->add_regions();
    added.set_name(region.id);
    added.set_title(region.title);
    added.set_kind(static_cast<v1::Region::Kind>(region.kind));
    added.set_vintage(region.vintage);
    added.set_parent(region.parent);
  }
  *message->mutable_industries() = {table.industries.begin(),
                                    table.industries.end()};
  *message->mutable_row_titles() = {table.row_titles.begin(),
                                    table.row_titles.end()};
  Fill(table.counts, message->mutable_counts());
}

absl::StatusOr<FigureColumn> ReadColumn(const v1::FigureColumn& message,
                                        size_t rows) {
  const auto statuses =
      EnumsOf(message.statuses(), FigureStatus::kWrongVintage);
  if (!statuses || statuses->size() != rows ||
      static_cast<size_t>(message.values_size()) != rows) {
    return Damaged("figures of a release");
  }
  FigureColumn column{static_cast<vocabulary::Measure>(message.measure()),
                      message.header(),
                      {}};
  column.figures.reserve(rows);
  for (size_t i = 0; i < rows; ++i) {
    column.figures.push_back(
        {(*statuses)[i], message.values(static_cast<int>(i))});
  }
  return column;
}

bool LengthsAgree(const v1::StoredFigureTable& message) {
  const int rows = message.table().codes_size();
  const auto all_or_none = [rows](int size) {
    return size == 0 || size == rows;
  };
  for (const uint32_t region : message.table().regions()) {
    if (region >= static_cast<uint32_t>(message.regions_size())) return false;
  }
  return message.table().regions_size() == rows &&
         message.table().source_rows_size() == rows &&
         message.table().levels().size() == static_cast<size_t>(rows) &&
         all_or_none(message.industries_size()) &&
         all_or_none(message.row_titles_size());
}

absl::StatusOr<FigureTable> ReadFigures(const v1::StoredFigureTable& message) {
  const v1::FigureTable& rows = message.table();
  const auto scheme = SchemeByName(rows.occupation_scheme());
  const auto levels = EnumsOf(rows.levels(), SocLevel::kDetailed);
  if (!scheme || !levels || !LengthsAgree(message)) {
    return Damaged("figures of a release");
  }
  FigureTable table;
  table.file = rows.file();
  table.sheet = rows.sheet();
  table.reference_period = rows.reference_period();
  table.horizon_years = rows.horizon_years();
  table.scheme = *scheme;
  table.industries = {message.industries().begin(), message.industries().end()};
  for (const auto& region : message.regions()) {
    table.regions.push_back({region.name(), region.title(),
                             static_cast<RegionKind>(region.kind()),
                             region.vintage(), region.parent()});
  }
  table.row_regions = {rows.regions().begin(), rows.regions().end()};
  for (const uint32_t code : rows.codes()) {
    table.row_codes.push_back(SocCode::FromDigits(static_cast<int32_t>(code)));
  }
  table.row_levels = *levels;
  table.source_rows = {rows.source_rows().begin(), rows.source_rows().end()};
  table.row_titles = {message.row_titles().begin(), message.row_titles().end()};
  for (const auto& column : rows.columns()) {
    PLUMBLINE_ASSIGN_OR_RETURN(FigureColumn read,
                               ReadColumn(column, table.row_codes.size()));
    table.columns.push_back(std::move(read));
  }
  table.counts = Read(message.counts());
  return table;
}

void Fill(const CrosswalkTable& table, v1::StoredCrosswalk* message) {
  auto& layer = *message->mutable_layer();
  layer.set_file(table.file);
  layer.set_sheet(table.sheet);
  FillLayer(table.layer, table.edges, table.unmatched_cips,
            table.unmatched_socs, &layer);
  for (const CrosswalkEdge& edge : table.edges) {
    message->mutable_cip_lengths()->push_back(
        static_cast<char>(edge.cip.length()));
  }
  for (const CipCode code : table.unmatched_cips) {
    message->mutable_unmatched_cip_lengths()->push_back(
        static_cast<char>(code.length()));
  }
  Fill(table.counts, message->mutable_counts());
}

absl::StatusOr<CrosswalkTable> ReadCrosswalk(
    const v1::StoredCrosswalk& message) {
  CrosswalkTable table;
  table.file = message.layer().file();
  table.sheet = message.layer().sheet();
  table.layer = message.layer().layer();
  if (!ReadLayer(message.layer(), &table.edges, &table.unmatched_cips,
                 &table.unmatched_socs) ||
      message.cip_lengths().size() != table.edges.size() ||
      message.unmatched_cip_lengths().size() != table.unmatched_cips.size()) {
    return Damaged("crosswalks of a release");
  }
  for (size_t i = 0; i < table.edges.size(); ++i) {
    CipCode& cip = table.edges[i].cip;
    cip = CipCode::FromDigits(cip.digits(), message.cip_lengths()[i]);
  }
  for (size_t i = 0; i < table.unmatched_cips.size(); ++i) {
    CipCode& cip = table.unmatched_cips[i];
    cip = CipCode::FromDigits(cip.digits(), message.unmatched_cip_lengths()[i]);
  }
  table.counts = Read(message.counts());
  return table;
}

template <typename Entry>
void FillTexts(const Entry& entry, v1::StoredCode* message) {
  message->set_title(entry.title);
  message->set_definition(entry.definition);
  message->set_source_row(static_cast<int32_t>(entry.source_row));
}

void Fill(const CipTable& table, v1::StoredCipTable* message) {
  message->set_file(table.file);
  message->set_vintage(static_cast<int32_t>(table.vintage));
  for (const CipTable::Entry& entry : table.entries) {
    auto& code = *message->add_codes();
    code.set_code(static_cast<uint32_t>(entry.code.digits()));
    code.set_level(entry.code.length());
    FillTexts(entry, &code);
  }
  Fill(table.counts, message->mutable_counts());
}

CipTable ReadCips(const v1::StoredCipTable& message) {
  CipTable table;
  table.file = message.file();
  table.vintage = static_cast<vocabulary::CipVintage>(message.vintage());
  for (const auto& code : message.codes()) {
    table.entries.push_back(
        {CipCode::FromDigits(static_cast<int32_t>(code.code()), code.level()),
         code.title(), code.definition(),
         static_cast<uint32_t>(code.source_row())});
  }
  table.counts = Read(message.counts());
  return table;
}

void Fill(const CourseTable& table, v1::StoredCourseTable* message) {
  message->set_file(table.file);
  for (const CourseTable::Entry& entry : table.entries) {
    auto& code = *message->add_codes();
    code.set_code(static_cast<uint32_t>(entry.code));
    code.set_title(entry.title);
    code.set_definition(entry.description);
    code.set_source_row(static_cast<int32_t>(entry.source_row));
  }
  Fill(table.counts, message->mutable_counts());
}

CourseTable ReadCourses(const v1::StoredCourseTable& message) {
  CourseTable table;
  table.file = message.file();
  for (const auto& code : message.codes()) {
    table.entries.push_back({static_cast<int32_t>(code.code()), code.title(),
                             code.definition(),
                             static_cast<uint32_t>(code.source_row())});
  }
  table.counts = Read(message.counts());
  return table;
}

void Fill(const OccupationTable& table, v1::StoredOccupationTable* message) {
  message->set_file(table.file);
  message->set_sheet(table.sheet);
  message->set_scheme(std::string(SchemeName(table.scheme)));
  for (const OccupationTable::Entry& entry : table.entries) {
    auto& code = *message->add_codes();
    code.set_code(static_cast<uint32_t>(entry.code));
    code.set_level(static_cast<int32_t>(entry.level));
    FillTexts(entry, &code);
  }
  Fill(table.counts, message->mutable_counts());
}

absl::StatusOr<OccupationTable> ReadOccupations(
    const v1::StoredOccupationTable& message) {
  const auto scheme = SchemeByName(message.scheme());
  if (!scheme) return Damaged("occupations of a release");
  OccupationTable table;
  table.file = message.file();
  table.sheet = message.sheet();
  table.scheme = *scheme;
  for (const auto& code : message.codes()) {
    table.entries.push_back({static_cast<int32_t>(code.code()),
                             static_cast<SocLevel>(code.level()), code.title(),
                             code.definition(),
                             static_cast<uint32_t>(code.source_row())});
  }
  table.counts = Read(message.counts());
  return table;
}

void Fill(const CodeChangeTable& table, v1::StoredCodeChanges* message) {
  auto& changes = *message->mutable_table();
  changes.set_file(table.file);
  changes.set_sheet(table.sheet);
  changes.set_from_scheme(table.from_scheme);
  changes.set_to_scheme(table.to_scheme);
  FillChanges(table.changes, &changes);
  Fill(table.counts, message->mutable_counts());
}

absl::StatusOr<CodeChangeTable> ReadCodeChanges(
    const v1::StoredCodeChanges& message) {
  CodeChangeTable table;
  table.file = message.table().file();
  table.sheet = message.table().sheet();
  table.from_scheme = message.table().from_scheme();
  table.to_scheme = message.table().to_scheme();
  if (!ReadChanges(message.table(), &table.changes)) {
    return Damaged("code changes of a release");
  }
  table.counts = Read(message.counts());
  return table;
}

void Fill(const DescriptorTable& table, v1::StoredDescriptors* message) {
  message->mutable_table()->set_file(table.file);
  message->mutable_table()->set_sheet(table.sheet);
  FillDescriptors(table.rows, message->mutable_table());
  for (const DescriptorElement& element : table.elements) {
    FillElement(element, message->add_elements());
  }
}

absl::StatusOr<DescriptorTable> ReadTable(
    const v1::StoredDescriptors& message) {
  DescriptorTable table;
  table.file = message.table().file();
  table.sheet = message.table().sheet();
  bool whole = true;
  for (const auto& element : message.elements()) {
    whole = ReadElement(element, &table.elements.emplace_back()) && whole;
  }
  if (!whole ||
      !ReadDescriptors(message.table(), table.elements.size(), &table.rows)) {
    return Damaged("ratings of a release");
  }
  return table;
}

void Fill(const CompletionTable& table, v1::StoredCompletions* message) {
  message->mutable_table()->set_file(table.file);
  FillCompletions(table.institutions, table.rows, message->mutable_table());
  message->set_imputations(BytesOf(table.rows.imputations));
  message->set_directory(table.directory);
  Fill(table.counts, message->mutable_counts());
  Fill(table.directory_counts, message->mutable_directory_counts());
}

absl::StatusOr<CompletionTable> ReadTable(
    const v1::StoredCompletions& message) {
  CompletionTable table;
  table.file = message.table().file();
  table.directory = message.directory();
  if (!ReadCompletions(message.table(), &table.institutions, &table.rows) ||
      message.imputations().size() != table.rows.size()) {
    return Damaged("completions of a release");
  }
  table.rows.imputations = {message.imputations().begin(),
                            message.imputations().end()};
  table.counts = Read(message.counts());
  table.directory_counts = Read(message.directory_counts());
  return table;
}

}  // namespace

std::string EncodeTables(const ReleaseTables& tables) {
  v1::StoredRelease message;
  message.set_reference_period(tables.reference_period);
  for (const auto& table : tables.figures) Fill(table, message.add_figures());
  for (const auto& table : tables.crosswalks) {
    Fill(table, message.add_crosswalks());
  }
  for (const auto& table : tables.cips) Fill(table, message.add_cips());
  for (const auto& table : tables.courses) Fill(table, message.add_courses());
  for (const auto& table : tables.credentials) {
    FillCredentials(table, message.add_credentials());
  }
  for (const auto& table : tables.occupations) {
    Fill(table, message.add_occupations());
  }
  for (const auto& table : tables.code_changes) {
    Fill(table, message.add_code_changes());
  }
  Fill(tables.onet_counts, message.mutable_onet_counts());
  for (const auto& table : tables.descriptors) {
    Fill(table, message.add_descriptors());
  }
  for (const auto& table : tables.places) {
    FillPlaces(table, message.add_places());
  }
  for (const auto& table : tables.completions) {
    Fill(table, message.add_completions());
  }
  return message.SerializeAsString();
}

absl::StatusOr<ReleaseTables> DecodeTables(absl::string_view bytes) {
  v1::StoredRelease message;
  if (bytes.size() > INT32_MAX ||
      !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Damaged("tables of a release");
  }
  ReleaseTables tables;
  tables.reference_period = message.reference_period();
  tables.onet_counts = Read(message.onet_counts());
  for (const auto& table : message.figures()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto read, ReadFigures(table));
    tables.figures.push_back(std::move(read));
  }
  for (const auto& table : message.crosswalks()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto read, ReadCrosswalk(table));
    tables.crosswalks.push_back(std::move(read));
  }
  for (const auto& table : message.cips()) {
    tables.cips.push_back(ReadCips(table));
  }
  for (const auto& table : message.courses()) {
    tables.courses.push_back(ReadCourses(table));
  }
  for (const auto& table : message.credentials()) {
    tables.credentials.push_back(ReadCredentials(table));
  }
  for (const auto& table : message.occupations()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto read, ReadOccupations(table));
    tables.occupations.push_back(std::move(read));
  }
  for (const auto& table : message.code_changes()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto read, ReadCodeChanges(table));
    tables.code_changes.push_back(std::move(read));
  }
  for (const auto& table : message.descriptors()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto read, ReadTable(table));
    tables.descriptors.push_back(std::move(read));
  }
  for (const auto& table : message.places()) {
    tables.places.push_back(ReadPlaces(table));
  }
  for (const auto& table : message.completions()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto read, ReadTable(table));
    tables.completions.push_back(std::move(read));
  }
  return tables;
}

}  // namespace plumbline::labor
