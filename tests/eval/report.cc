#include "tests/eval/report.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace plumbline::eval {

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

std::string JsonOf(const Result& result) {
  const RankingScore& mean = result.mean;
  return nlohmann::ordered_json{{"task", result.task},
                                {"method", result.method},
                                {"questions", result.questions},
                                {"groups", result.groups},
                                {"hit_1", mean.hit_1},
                                {"hit_1_half_width", result.half_width},
                                {"hit_3", mean.hit_3},
                                {"hit_10", mean.hit_10},
                                {"mrr", mean.reciprocal_rank},
                                {"ndcg_10", mean.ndcg_10},
                                {"minor_hit_1", mean.minor_1},
                                {"major_hit_1", mean.major_1},
                                {"calibration_error", result.calibration_error}}
      .dump();
}

}  // namespace plumbline::eval
