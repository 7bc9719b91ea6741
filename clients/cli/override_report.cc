#include "clients/cli/override_report.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/text_table.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Override;
using alignment::v1::OverrideInForce;

std::string DimensionText(alignment::v1::Dimension dimension) {
  return dimension == alignment::v1::DIMENSION_UNSPECIFIED
             ? ""
             : absl::StrCat(" in ", alignment::v1::Dimension_Name(dimension));
}

const std::string& SubjectOf(const Override& override) {
  return override.has_occupation() ? override.occupation() : override.program();
}

std::string MomentText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC",
                          absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

}  // namespace

std::string OverrideTable(const std::vector<Override>& overrides,
                          size_t width) {
  TextTable table({"OVERRIDE", "STATE", "STANDING", "ON", "SAYS", "ABOUT",
                   "REGION", "POLICY", "UNTIL", "BY"},
                  44);
  for (const Override& override : overrides) {
    table.AddRow({override.name(), Override::State_Name(override.state()),
                  Override::Standing_Name(override.standing()),
                  override.standing_day(),
                  absl::StrCat(Override::Decision_Name(override.decision()),
                               DimensionText(override.dimension())),
                  SubjectOf(override), override.region(), override.policy(),
                  override.valid_until(), override.author()});
  }
  return table.Render(width);
}

std::string OverrideText(const Override& override) {
  std::string text = absl::StrCat(
      override.name(), ": ", Override::Kind_Name(override.kind()), ", ",
      Override::Decision_Name(override.decision()),
      DimensionText(override.dimension()), "\n", SubjectOf(override), " in ",
      override.region(), " under ", override.policy(), "\nby ",
      override.author(), ", from ", override.valid_from(), " until before ",
      override.valid_until(), "\n", Override::State_Name(override.state()),
      "; on ", override.standing_day(), " ",
      Override::Standing_Name(override.standing()), "\n\n");
  for (const auto& evidence : override.evidence())
    absl::StrAppend(&text, evidence.text(), "\n  ", evidence.address(), "\n");
  absl::StrAppend(&text, "\n");
  for (const auto& entry : override.audit()) {
    absl::StrAppend(&text, MomentText(entry.time()), "  ",
                    Override::State_Name(entry.to()), " by ", entry.author(),
                    entry.comment().empty() ? "" : ": ", entry.comment(), "\n");
  }
  return text;
}

std::string BesideText(const alignment::v1::Alignment& alignment) {
  std::string text;
  for (const OverrideInForce& shown : alignment.overrides()) {
    absl::StrAppend(
        &text, "Beside it: ", Override::Decision_Name(shown.decision()),
        DimensionText(shown.dimension()),
        shown.occupation().empty() ? "" : " for ", shown.occupation(), ", ",
        Override::Kind_Name(shown.kind()), " by ", shown.author(),
        ", approved by ", shown.approved_by(), ", until before ",
        shown.valid_until(), " (", shown.override(), ")\n");
  }
  for (const std::string& note : alignment.override_notes())
    absl::StrAppend(&text, "EXPIRED: ", note, "\n");
  return text;
}

}  // namespace plumbline::cli
