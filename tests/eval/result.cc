#include "tests/eval/result.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace plumbline::eval {
namespace {

using alignment::CandidateIndex;

size_t LengthOf(Level level) {
  if (level == Level::kMajor) return 2;
  return level == Level::kMinor ? 4 : std::string::npos;
}

// The groups of candidates at a level, in the order of their codes.
struct Groups {
  std::vector<std::string> codes;
  // By candidate.
  std::vector<CandidateIndex> group_of;
};

Groups GroupsOf(const alignment::Corpus& corpus, Level level) {
  Groups groups;
  for (const auto& candidate : corpus.candidates) {
    std::string code = candidate.code.substr(0, LengthOf(level));
    if (groups.codes.empty() || groups.codes.back() != code)
      groups.codes.push_back(std::move(code));
    groups.group_of.push_back(
        static_cast<CandidateIndex>(groups.codes.size() - 1));
  }
  return groups;
}

// One question at a level.
struct Asked {
  std::vector<double> scores;
  std::vector<double> probabilities;
  std::set<CandidateIndex> answers;
};

Asked AskedAt(const Groups& groups, const std::vector<double>& scores,
              const std::set<CandidateIndex>& answers) {
  Asked asked{std::vector<double>(groups.codes.size(), -HUGE_VAL),
              std::vector<double>(groups.codes.size()),
              {}};
  for (size_t i = 0; i < scores.size(); ++i) {
    const CandidateIndex group = groups.group_of[i];
    asked.scores[group] = std::max(asked.scores[group], scores[i]);
    asked.probabilities[group] =
        std::min(1.0, asked.probabilities[group] + ProbabilityOf(scores[i]));
  }
  for (const CandidateIndex answer : answers)
    asked.answers.insert(groups.group_of[answer]);
  return asked;
}

void AddToClusters(const Asked& asked, const RankingScore& grade,
                   const std::vector<std::string>& codes,
                   std::map<std::string, Cluster>* clusters) {
  std::set<std::string> majors;
  for (const CandidateIndex answer : asked.answers)
    majors.insert(codes[answer].substr(0, 2));
  for (const std::string& major : majors) {
    Cluster& cluster = (*clusters)[major];
    cluster.group = major;
    ++cluster.questions;
    cluster.hit_1 += grade.hit_1;
    cluster.hit_5 += grade.hit_5;
    cluster.major_1 += grade.major_1;
  }
}

std::vector<Cluster> MeansOf(const std::map<std::string, Cluster>& sums) {
  std::vector<Cluster> means;
  for (const auto& [major, sum] : sums) {
    const auto count = static_cast<double>(sum.questions);
    means.push_back({major, sum.questions, sum.hit_1 / count, sum.hit_5 / count,
                     sum.major_1 / count});
  }
  return means;
}

}  // namespace

absl::string_view NameOf(Level level) {
  if (level == Level::kMajor) return "major";
  return level == Level::kMinor ? "minor" : "detailed";
}

Result Summarise(std::string task, std::string method,
                 const alignment::Corpus& corpus,
                 const std::vector<Question>& questions,
                 const std::vector<std::vector<double>>& scores, Level level) {
  const Groups groups = GroupsOf(corpus, level);
  Result result{std::move(task), std::move(method), 0, 0, {}, 0, 0};
  std::vector<RankingScore> grades;
  std::vector<std::string> asked_by;
  std::vector<Graded> graded;
  std::vector<Decision> decisions;
  std::map<std::string, Cluster> clusters;
  for (size_t i = 0; i < questions.size(); ++i) {
    if (questions[i].answers.empty()) continue;
    const Asked asked = AskedAt(groups, scores[i], questions[i].answers);
    const RankingScore grade = Grade(asked.scores, asked.answers, groups.codes);
    for (CandidateIndex at = 0; at < asked.probabilities.size(); ++at)
      graded.push_back({asked.probabilities[at], asked.answers.contains(at)});
    decisions.push_back(DecisionOf(asked.scores, asked.answers));
    AddToClusters(asked, grade, groups.codes, &clusters);
    asked_by.push_back(questions[i].group);
    grades.push_back(grade);
  }
  result.questions = grades.size();
  result.groups =
      std::set<std::string>(asked_by.begin(), asked_by.end()).size();
  result.mean = MeanOf(grades);
  result.half_width = HalfWidth(grades, asked_by);
  result.bins = BinsOf(graded);
  result.calibration_error = CalibrationError(result.bins);
  result.abstention = AbstentionCurve(decisions);
  result.clusters = MeansOf(clusters);
  return result;
}

}  // namespace plumbline::eval
