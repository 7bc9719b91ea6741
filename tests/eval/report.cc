#include "tests/eval/report.h"

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace plumbline::eval {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kSmallestCluster = 10;

struct MajorGroup {
  absl::string_view code;
  absl::string_view name;
};

// SOC 2018.
constexpr std::array kMajorGroups = {
    MajorGroup{"11", "management"},
    MajorGroup{"13", "business and finance"},
    MajorGroup{"15", "computers and mathematics"},
    MajorGroup{"17", "architecture and engineering"},
    MajorGroup{"19", "sciences"},
    MajorGroup{"21", "community and social service"},
    MajorGroup{"23", "law"},
    MajorGroup{"25", "education and libraries"},
    MajorGroup{"27", "arts, design, sports, media"},
    MajorGroup{"29", "health practitioners, technicians"},
    MajorGroup{"31", "health support"},
    MajorGroup{"33", "protective service"},
    MajorGroup{"35", "food"},
    MajorGroup{"37", "cleaning and grounds"},
    MajorGroup{"39", "personal care"},
    MajorGroup{"41", "sales"},
    MajorGroup{"43", "office"},
    MajorGroup{"45", "farming, fishing, forestry"},
    MajorGroup{"47", "construction"},
    MajorGroup{"49", "installation and repair"},
    MajorGroup{"51", "production"},
    MajorGroup{"53", "transport"},
    MajorGroup{"55", "military"}};

std::string NameOfGroup(const std::string& code) {
  for (const MajorGroup& group : kMajorGroups)
    if (group.code == code) return absl::StrCat(code, " ", group.name);
  return code;
}

std::string TitleOf(const Result& result) {
  return absl::StrCat(result.task, ": ", result.method);
}

// A row of headings after `first`, one for each result, and the rule below.
std::string HeadingsOf(absl::string_view first,
                       const std::vector<Result>& results) {
  std::string names = absl::StrCat("| ", first, " |");
  std::string rule = "|---|";
  for (const Result& result : results) {
    absl::StrAppend(&names, " ", TitleOf(result), " |");
    rule += "---|";
  }
  return absl::StrCat(names, "\n", rule, "\n");
}

Json BinsAsJson(const Result& result) {
  Json bins = Json::array();
  for (const CalibrationBin& bin : result.bins)
    bins.push_back({{"count", bin.count},
                    {"probability", bin.probability},
                    {"answers", bin.answers}});
  return bins;
}

Json AbstentionAsJson(const Result& result) {
  Json points = Json::array();
  for (const AbstentionPoint& point : result.abstention)
    points.push_back({{"margin", point.margin},
                      {"coverage", point.coverage},
                      {"precision", point.precision}});
  return points;
}

}  // namespace

std::string Headings() {
  return absl::StrCat(
      "| task | method | questions | groups | hit@1 (95 %) | @3 | @5 | @10 | "
      "MRR | nDCG@10 | minor | major | ECE |\n",
      "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
}

std::string RowOf(const Result& result) {
  const RankingScore& mean = result.mean;
  return absl::StrFormat(
      "| %s | %s | %d | %d | %.3f ± %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | "
      "%.3f | %.3f | %.3f |\n",
      result.task, result.method, result.questions, result.groups, mean.hit_1,
      result.half_width, mean.hit_3, mean.hit_5, mean.hit_10,
      mean.reciprocal_rank, mean.ndcg_10, mean.minor_1, mean.major_1,
      result.calibration_error);
}

std::string TableOf(const std::vector<Result>& results) {
  std::string table = Headings();
  for (const Result& result : results) table += RowOf(result);
  return table;
}

std::string CalibrationTable(const std::vector<Result>& results) {
  std::string table = HeadingsOf("said", results);
  for (size_t bin = 0; !results.empty() && bin < results[0].bins.size();
       ++bin) {
    absl::StrAppendFormat(&table, "| %.1f to %.1f |",
                          static_cast<double>(bin) / 10,
                          static_cast<double>(bin + 1) / 10);
    for (const Result& result : results) {
      const CalibrationBin& found = result.bins[bin];
      if (found.count == 0)
        table += " |";
      else
        absl::StrAppendFormat(&table, " %.2f → %.2f (%d) |", found.probability,
                              found.answers, found.count);
    }
    table += "\n";
  }
  return table;
}

std::string AbstentionTable(const std::vector<Result>& results) {
  std::string table = HeadingsOf("margin at least", results);
  for (size_t at = 0; !results.empty() && at < results[0].abstention.size();
       ++at) {
    absl::StrAppendFormat(&table, "| %.2f |", results[0].abstention[at].margin);
    for (const Result& result : results)
      absl::StrAppendFormat(&table, " %.0f %%: %.3f |",
                            100 * result.abstention[at].coverage,
                            result.abstention[at].precision);
    table += "\n";
  }
  return table;
}

std::string ClusterTable(const std::vector<Result>& results) {
  std::map<std::string, std::map<size_t, const Cluster*>> rows;
  for (size_t column = 0; column < results.size(); ++column)
    for (const Cluster& cluster : results[column].clusters)
      if (cluster.questions >= kSmallestCluster)
        rows[cluster.group][column] = &cluster;
  std::string table = HeadingsOf("SOC major group", results);
  for (const auto& [group, clusters] : rows) {
    absl::StrAppend(&table, "| ", NameOfGroup(group), " |");
    for (size_t column = 0; column < results.size(); ++column) {
      const auto found = clusters.find(column);
      if (found == clusters.end())
        table += " |";
      else
        absl::StrAppendFormat(&table, " %.2f, %.2f (%d) |",
                              found->second->hit_1, found->second->hit_5,
                              found->second->questions);
    }
    table += "\n";
  }
  return table;
}

std::string JsonOf(const Result& result) {
  const RankingScore& mean = result.mean;
  return Json{{"task", result.task},
              {"method", result.method},
              {"questions", result.questions},
              {"groups", result.groups},
              {"hit_1", mean.hit_1},
              {"hit_1_half_width", result.half_width},
              {"hit_3", mean.hit_3},
              {"hit_5", mean.hit_5},
              {"hit_10", mean.hit_10},
              {"mrr", mean.reciprocal_rank},
              {"ndcg_10", mean.ndcg_10},
              {"minor_hit_1", mean.minor_1},
              {"major_hit_1", mean.major_1},
              {"calibration_error", result.calibration_error},
              {"calibration_bins", BinsAsJson(result)},
              {"abstention", AbstentionAsJson(result)}}
      .dump();
}

}  // namespace plumbline::eval
