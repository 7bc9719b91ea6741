#include "clients/cli/flag_report.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "clients/cli/override_report.h"
#include "clients/cli/text_table.h"

namespace plumbline::cli {
namespace {

using alignment::v1::Alignment;
using alignment::v1::Link;
using nlohmann::ordered_json;

std::string Id(absl::string_view name, absl::string_view collection) {
  return std::string(absl::StripPrefix(name, collection));
}

// `policies/us-or/versions/1` as its two ids.
std::pair<std::string, std::string> PolicyIds(const std::string& name) {
  const size_t versions = name.find("/versions/");
  if (versions == std::string::npos) return {Id(name, "policies/"), ""};
  return {Id(name.substr(0, versions), "policies/"),
          name.substr(versions + std::string("/versions/").size())};
}

// `providers/p/programs/g/alignments/a` without its last pair.
std::string ProgramOf(const std::string& alignment) {
  return alignment.substr(0, alignment.find("/alignments/"));
}

ordered_json OccupationsJson(const Alignment& alignment) {
  ordered_json occupations = ordered_json::array();
  for (const Link& link : alignment.links()) {
    ordered_json entry = {
        {"code", Id(link.occupation(), "occupations/")},
        {"title", link.title()},
        {"basis", Link::Basis_Name(link.basis())},
        {"counted", !link.excluded()},
        {"outcome", alignment::v1::Outcome_Name(link.outcome())}};
    if (!link.layer().empty()) entry["layer"] = link.layer();
    if (link.basis() == Link::TEXT) entry["probability"] = link.probability();
    if (link.excluded()) entry["excluded_by"] = link.excluded_by();
    occupations.push_back(std::move(entry));
  }
  return occupations;
}

ordered_json FlagsJson(const Alignment& alignment) {
  ordered_json flags = ordered_json::array();
  for (const auto& flag : alignment.flags()) {
    ordered_json occupations = ordered_json::array();
    for (const std::string& name : flag.occupations()) {
      occupations.push_back(Id(name, "occupations/"));
    }
    flags.push_back({{"reason", alignment::v1::FlagReason_Name(flag.reason())},
                     {"message", flag.message()},
                     {"occupations", std::move(occupations)}});
  }
  return flags;
}

ordered_json OverridesJson(const Alignment& alignment) {
  ordered_json overrides = ordered_json::array();
  for (const auto& shown : alignment.overrides()) {
    overrides.push_back(
        {{"override", shown.override()},
         {"decision", alignment::v1::Override::Decision_Name(shown.decision())},
         {"valid_until", shown.valid_until()}});
  }
  return overrides;
}

std::string ReasonsText(const Alignment& alignment) {
  std::string text;
  for (const auto& flag : alignment.flags()) {
    absl::StrAppend(&text, text.empty() ? "" : " ", flag.message());
  }
  const std::string beside = BesideText(alignment);
  if (beside.empty()) return text;
  return absl::StrCat(
      text, text.empty() ? "" : " ",
      absl::StrReplaceAll(absl::StripSuffix(beside, "\n"), {{"\n", ". "}}));
}

}  // namespace

std::string FlaggedJson(const Alignment& alignment) {
  const auto [policy, version] = PolicyIds(alignment.inputs().policy());
  const std::string program = ProgramOf(alignment.name());
  ordered_json dimensions = ordered_json::object();
  for (const auto& dimension : alignment.dimensions()) {
    dimensions[alignment::v1::Dimension_Name(dimension.dimension())] =
        alignment::v1::Verdict_Name(dimension.verdict());
  }
  const ordered_json line = {
      {"alignment", alignment.name()},
      {"program", program},
      {"program_title", alignment.program_title()},
      {"provider", program.substr(0, program.find("/programs/"))},
      {"provider_title", alignment.provider_title()},
      {"cip", alignment.cip()},
      {"region", alignment.region()},
      {"policy", policy},
      {"policy_version", version},
      {"edition", alignment.inputs().edition()},
      {"run", alignment.run()},
      {"verdict", alignment::v1::Verdict_Name(alignment.verdict())},
      {"dimensions", std::move(dimensions)},
      {"flags", FlagsJson(alignment)},
      {"occupations", OccupationsJson(alignment)},
      {"overrides", OverridesJson(alignment)},
      {"override_notes", alignment.override_notes()},
      {"record_sha256", alignment.record_sha256()}};
  // A provider's text that is not UTF-8 is shown with the replacement sign.
  return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

std::string FlaggedTable(const std::vector<Alignment>& alignments, size_t limit,
                         size_t width) {
  TextTable table({"VERDICT", "PROGRAM", "PROVIDER", "CIP", "WHY"}, 26);
  for (size_t i = 0; i < alignments.size() && i < limit; ++i) {
    const Alignment& alignment = alignments[i];
    table.AddRow({alignment::v1::Verdict_Name(alignment.verdict()),
                  alignment.program_title(), alignment.provider_title(),
                  alignment.cip(), ReasonsText(alignment)});
  }
  return table.Render(width);
}

int Gravity(alignment::v1::Verdict verdict) {
  switch (verdict) {
    case alignment::v1::NOT_ALIGNED:
      return 0;
    case alignment::v1::INDETERMINATE:
      return 1;
    case alignment::v1::UNRATED:
      return 2;
    default:
      return 3;
  }
}

}  // namespace plumbline::cli
