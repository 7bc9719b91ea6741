#include "services/labor/domain/projections/edd_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::labor::projections {
namespace {

using Json = nlohmann::ordered_json;

// The key of each value and the heading that the department's tables give it.
struct Field {
  const char* key;
  absl::string_view heading;
};
constexpr Field kFields[] = {
    {"area_type", "Area Type"},
    {"area_name", "Area Name"},
    {"period", "Period"},
    {"soc_code", "SOC Code"},
    {"title", "Occupational Title"},
    {"base_employment", "Base Year Employment Estimate"},
    {"projected_employment", "Projected Year Employment Estimate"},
    {"numeric_change", "Numeric Change"},
    {"percent_change", "Percentage Change"},
    {"total_job_openings", "Total Job Openings"},
    {"median_hourly_wage", "Median Hourly Wage"},
    {"median_annual_wage", "Median Annual Wage"},
    {"entry_level_education", "Entry Level Education"},
    {"work_experience", "Work Experience"},
    {"job_training", "Job Training"},
};
constexpr size_t kFieldCount = std::size(kFields);

absl::Status Malformed(absl::string_view file, absl::string_view what) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kFileMalformed,
                     absl::StrCat(file, ": ", what,
                                  "; take the file again from its publisher"),
                     {{"file", std::string(file)}});
}

// A value as a table would print it; null and absent are blank.
std::string CellText(const Json& entry, const char* key) {
  const auto found = entry.find(key);
  if (found == entry.end() || found->is_null()) return "";
  return found->is_string()
             ? found->get<std::string>()
             : found->dump(-1, ' ', false, Json::error_handler_t::replace);
}

using RowSink = absl::FunctionRef<void(
    uint32_t row, absl::Span<const absl::string_view> fields)>;

void GiveEntry(const Json& entry, bool whole_state, uint32_t row,
               RowSink take) {
  std::array<std::string, kFieldCount> texts;
  std::array<absl::string_view, kFieldCount> fields;
  for (size_t i = 0; i < kFieldCount; ++i) {
    texts[i] = CellText(entry, kFields[i].key);
  }
  if (whole_state) {
    texts[0] = "State";
    texts[1] = "California";
  }
  for (size_t i = 0; i < kFieldCount; ++i) fields[i] = texts[i];
  take(row, fields);
}

absl::Status GiveOccupations(absl::string_view file, const Json& root,
                             RowSink take) {
  const auto occupations = root.find("occupations");
  if (!root.is_object() || occupations == root.end() ||
      !occupations->is_object()) {
    return Malformed(file, "has no object 'occupations'");
  }
  uint32_t row = 0;
  for (const Json& occupation : *occupations) {
    if (!occupation.is_object()) {
      return Malformed(file, "an occupation is no object");
    }
    GiveEntry(occupation, /*whole_state=*/true, ++row, take);
    const auto regions = occupation.find("regions");
    if (regions == occupation.end() || !regions->is_array()) continue;
    for (const Json& region : *regions) {
      if (!region.is_object()) return Malformed(file, "a region is no object");
      GiveEntry(region, /*whole_state=*/false, ++row, take);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Span<const absl::string_view> EddJsonHeadings() {
  static const auto* const headings = [] {
    auto* all = new std::array<absl::string_view, kFieldCount>;
    for (size_t i = 0; i < kFieldCount; ++i) (*all)[i] = kFields[i].heading;
    return all;
  }();
  return *headings;
}

absl::Status ReadEddJson(absl::string_view file, absl::string_view bytes,
                         RowSink take) {
  Json root;
  try {
    root = Json::parse(bytes.begin(), bytes.end());
  } catch (const Json::exception& error) {
    return Malformed(file, absl::StrCat("is no JSON (", error.what(), ")"));
  }
  return GiveOccupations(file, root, take);
}

}  // namespace plumbline::labor::projections
