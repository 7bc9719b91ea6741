#include "services/labor/domain/testing/tiny_releases.h"

#include <algorithm>
#include <utility>

#include "services/common/base/sha256.h"
#include "services/labor/domain/regions/region_id.h"

namespace plumbline::labor {
namespace {

using vocabulary::CipCode;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;
using vocabulary::SocLevel;

constexpr char kNewYork[] = "us-cbsa-35620";

Region TinyRegion(const std::string& id) {
  if (id == "us") return NationRegion("oews-2024");
  return {id, "New York-Newark-Jersey City, NY-NJ", RegionKind::kMetropolitan,
          "oews-2024", "us-ny"};
}

uint32_t RegionIndex(const std::string& id, std::vector<Region>* regions) {
  for (uint32_t i = 0; i < regions->size(); ++i) {
    if ((*regions)[i].id == id) return i;
  }
  regions->push_back(TinyRegion(id));
  return static_cast<uint32_t>(regions->size() - 1);
}

CodeChangeTable Changes(const std::string& from, const std::string& to,
                        const std::vector<std::pair<int, int>>& pairs) {
  CodeChangeTable table;
  table.file = from + ".csv";
  table.from_scheme = from;
  table.to_scheme = to;
  for (const auto& [before, after] : pairs) {
    const auto row = static_cast<uint32_t>(table.changes.size() + 2);
    table.changes.push_back({before, after, row});
  }
  table.counts.read = table.counts.accepted =
      static_cast<int64_t>(pairs.size());
  return table;
}

CrosswalkTable Layer(const std::string& layer,
                     const std::vector<std::pair<int, int>>& pairs) {
  CrosswalkTable table;
  table.file = layer + ".xlsx";
  table.sheet = "CIP-SOC";
  table.layer = layer;
  for (const auto& [cip, soc] : pairs) {
    const auto row = static_cast<uint32_t>(table.edges.size() + 2);
    table.edges.push_back(
        {CipCode::FromDigits(cip), SocCode::FromDigits(soc), row});
  }
  table.counts.read = table.counts.accepted =
      static_cast<int64_t>(pairs.size());
  return table;
}

}  // namespace

FigureTable TinyFigures(const std::string& file, const std::string& period,
                        OccupationScheme scheme,
                        const std::vector<Measure>& measures,
                        const std::vector<TinyRow>& rows) {
  FigureTable table;
  table.file = file;
  table.sheet = "Sheet";
  table.reference_period = period;
  table.scheme = scheme;
  for (const Measure measure : measures) {
    table.columns.push_back({measure, std::string(TraitsOf(measure).name), {}});
  }
  for (const TinyRow& row : rows) {
    table.row_regions.push_back(RegionIndex(row.region, &table.regions));
    table.row_codes.push_back(SocCode::FromDigits(row.code));
    table.row_levels.push_back(row.level);
    table.source_rows.push_back(
        static_cast<uint32_t>(table.source_rows.size() + 2));
    for (size_t c = 0; c < row.figures.size(); ++c) {
      table.columns[c].figures.push_back(row.figures[c]);
    }
  }
  table.counts.read = table.counts.accepted = static_cast<int64_t>(rows.size());
  return table;
}

ReleaseTables TinySoc() {
  OccupationTable table;
  table.file = "soc.csv";
  const std::pair<int, const char*> occupations[] = {
      {111031, "Legislators"},
      {151252, "Software Developers"},
      {251194, "Career/Technical Education Teachers, Postsecondary"},
      {292042, "Emergency Medical Technicians"},
      {311120, "Home Health and Personal Care Aides"},
      {311121, "Home Health Aides"},
      {311122, "Personal Care Aides"}};
  for (const auto& [code, title] : occupations) {
    const auto row = static_cast<uint32_t>(table.entries.size() + 2);
    table.entries.push_back(
        {code, SocCode::FromDigits(code).level(), title, "", row});
  }
  table.counts.read = table.counts.accepted =
      static_cast<int64_t>(table.entries.size());
  ReleaseTables release;
  release.reference_period = "soc-2018";
  release.occupations.push_back(std::move(table));
  return release;
}

ReleaseTables TinyOews() {
  const Figure withheld = Figure::Without(FigureStatus::kWithheld);
  const Figure none = Figure::Without(FigureStatus::kNotApplicable);
  ReleaseTables release;
  release.reference_period = "2024-05";
  const std::vector<Measure> measures = {
      Measure::kEmployment, Measure::kHourlyMedian, Measure::kAnnualMedian};
  const auto number = [](int64_t value) { return Figure::Published(value); };
  release.figures.push_back(TinyFigures(
      "national.xlsx", "2024-05", OccupationScheme::kOews2018, measures,
      {{"us",
        0,
        SocLevel::kTotal,
        {number(154187380), number(2380), number(4950000)}},
       {"us",
        151252,
        SocLevel::kDetailed,
        {number(1654440), number(6399), number(13308000)}},
       {"us",
        251194,
        SocLevel::kDetailed,
        {number(108760), none, number(6199000)}},
       {"us",
        292042,
        SocLevel::kDetailed,
        {number(172260), number(1989), number(4138000)}},
       {"us",
        311120,
        SocLevel::kBroad,
        {number(3988140), number(1682), number(3498000)}},
       {"us",
        311120,
        SocLevel::kDetailed,
        {number(3988140), number(1682), number(3498000)}}}));
  release.figures.push_back(TinyFigures(
      "metropolitan.xlsx", "2024-05", OccupationScheme::kOews2018, measures,
      {{kNewYork,
        0,
        SocLevel::kTotal,
        {number(9500000), number(2900), number(6032000)}},
       {kNewYork,
        151252,
        SocLevel::kDetailed,
        {number(120000), withheld, withheld}}}));
  return release;
}

ReleaseTables TinyOews2018() {
  ReleaseTables release;
  release.reference_period = "2018-05";
  release.figures.push_back(TinyFigures(
      "national_2018.xlsx", "2018-05", OccupationScheme::kSoc2010,
      {Measure::kAnnualMedian},
      {{"us", 111031, SocLevel::kDetailed, {Figure::Published(2414000)}},
       {"us", 151132, SocLevel::kDetailed, {Figure::Published(10362000)}},
       {"us", 151133, SocLevel::kDetailed, {Figure::Published(11000000)}}}));
  return release;
}

ReleaseTables TinyProjections() {
  ReleaseTables release;
  release.reference_period = "2024/2034";
  release.figures.push_back(
      TinyFigures("occupation.xlsx", "2024/2034", OccupationScheme::kOews2018,
                  {Measure::kEmploymentChange, Measure::kAnnualOpenings},
                  {{"us",
                    151252,
                    SocLevel::kDetailed,
                    {Figure::Published(267700), Figure::Published(115200)}},
                   {"us",
                    292042,
                    SocLevel::kDetailed,
                    {Figure::Published(0), Figure::Published(14000)}}}));
  release.figures.back().horizon_years = 10;
  return release;
}

ReleaseTables TinySocChanges() {
  ReleaseTables release;
  release.code_changes.push_back(
      Changes("soc-2010", "soc-2018",
              {{111031, 111031}, {151132, 151252}, {151133, 151252}}));
  return release;
}

ReleaseTables TinyOnetSoc() {
  ReleaseTables release;
  release.code_changes.push_back(Changes(
      "onet-soc-2019", "soc-2018", {{15125200, 151252}, {29204200, 292042}}));
  return release;
}

ReleaseTables TinyCrosswalk() {
  ReleaseTables release;
  release.crosswalks.push_back(
      Layer("federal", {{110701, 151252}, {510904, 251194}, {510904, 292042}}));
  return release;
}

ReleaseTables TinyStateCrosswalk() {
  ReleaseTables release;
  release.crosswalks.push_back(Layer("state", {{510904, 292042}}));
  return release;
}

ReleaseToPin TinyPin(const std::string& name, const ReleaseTables& tables) {
  std::vector<ReleaseFile> files;
  for (const FigureTable& table : tables.figures) {
    files.push_back({table.file, base::Sha256Hex(table.file), 10});
  }
  std::sort(files.begin(), files.end(),
            [](const ReleaseFile& a, const ReleaseFile& b) {
              return a.path < b.path;
            });
  return {{name, tables.reference_period, std::move(files)}, &tables};
}

}  // namespace plumbline::labor
