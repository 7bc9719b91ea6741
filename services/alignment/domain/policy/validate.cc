#include "services/alignment/domain/policy/validate.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;
using vocabulary::TraitsOf;
using vocabulary::Unit;

bool IsLevel(Measure measure) { return TraitsOf(measure).unit == Unit::kLevel; }

bool IsKnown(Measure measure) {
  return TraitsOf(measure).measure != Measure::kUnspecified;
}

// Walks a policy in the order of its text and collects what is wrong.
class Validator {
 public:
  explicit Validator(const Policy& policy) : policy_(policy) {}

  std::vector<PolicyProblem> Run() {
    CheckHead();
    CheckDimensions();
    CheckLinkRule();
    return std::move(problems_);
  }

 private:
  void Say(std::string place, std::string message) {
    problems_.push_back({std::move(place), std::move(message)});
  }

  void CheckHead() {
    if (policy_.title.empty())
      Say("title", "The policy has no title; say what people call it.");
    if (policy_.citation.authority.empty() || policy_.citation.document.empty())
      Say("citation",
          "The policy does not say where it is written down; name the "
          "authority and the document.");
    if (policy_.status == Policy::Status::kUnspecified)
      Say("status", "The policy is neither DRAFT nor PUBLISHED; say which.");
    if (policy_.status == Policy::Status::kDraft &&
        policy_.draft_reasons.empty())
      Say("draft_reasons",
          "The policy is a draft without a reason; say what is not verified.");
    if (policy_.status == Policy::Status::kPublished &&
        !policy_.draft_reasons.empty())
      Say("draft_reasons",
          "The policy is published and lists what is not verified; make it a "
          "draft or verify it.");
    CheckDates();
  }

  void CheckDates() {
    const std::pair<const char*, const std::string*> dates[] = {
        {"effective_from", &policy_.effective_from},
        {"effective_until", &policy_.effective_until}};
    for (const auto& [place, date] : dates) {
      if (!date->empty() && !IsDate(*date))
        Say(place, absl::StrCat("\"", *date,
                                "\" is not a day; write it as YYYY-MM-DD."));
    }
    if (!policy_.effective_from.empty() && !policy_.effective_until.empty() &&
        policy_.effective_from >= policy_.effective_until)
      Say("effective_until",
          "The policy ends before it begins; effective_until is the first day "
          "on which it is no longer in force.");
  }

  static bool IsDate(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (const size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
      if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i])))
        return false;
    }
    const int month = (text[5] - '0') * 10 + (text[6] - '0');
    const int day = (text[8] - '0') * 10 + (text[9] - '0');
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  void CheckDimensions() {
    const auto count = static_cast<int32_t>(policy_.dimensions.size());
    if (count == 0)
      Say("dimensions",
          "The policy has no dimension; give it at least one of HIGH_WAGE, "
          "HIGH_SKILL and IN_DEMAND.");
    std::set<Dimension> seen;
    for (size_t i = 0; i < policy_.dimensions.size(); ++i) {
      const DimensionRule& rule = policy_.dimensions[i];
      const std::string place = absl::StrCat("dimensions[", i, "]");
      if (rule.dimension < Dimension::kHighWage ||
          rule.dimension > Dimension::kInDemand)
        Say(place, "The dimension is not HIGH_WAGE, HIGH_SKILL or IN_DEMAND.");
      if (!seen.insert(rule.dimension).second)
        Say(place, absl::StrCat("The dimension ", DimensionName(rule.dimension),
                                " comes twice; join its clauses with `all` or "
                                "`any`."));
      CheckClause(rule.clause, absl::StrCat(place, ".clause"), 1);
    }
    if (count > 0 && (policy_.dimensions_required < 1 ||
                      policy_.dimensions_required > count))
      Say("dimensions_required",
          absl::StrCat("The policy has ", count, " dimension(s) and asks for ",
                       policy_.dimensions_required,
                       "; ask for a number from 1 to ", count, "."));
  }

  void CheckClause(const Clause& clause, const std::string& place, int depth) {
    // Ids name the place once they are there: that is what analysts look for.
    const std::string here = clause.id.empty() ? place : clause.id;
    if (depth > kMaxClauseDepth) {
      if (depth == kMaxClauseDepth + 1)
        Say(here, absl::StrCat("Clauses nest more than ", kMaxClauseDepth,
                               " deep; write the rule flatter."));
      return;
    }
    if (++clause_count_ > kMaxClauses) {
      if (clause_count_ == kMaxClauses + 1)
        Say(here, absl::StrCat("The policy has more than ", kMaxClauses,
                               " clauses."));
      return;
    }
    if (clause.id.empty())
      Say(place, "The clause has no id; records and flags name clauses by id.");
    else if (!ids_.insert(clause.id).second)
      Say(here, absl::StrCat("The id \"", clause.id,
                             "\" comes twice; give each clause its own."));
    CheckKind(clause, here, depth);
  }

  void CheckKind(const Clause& clause, const std::string& here, int depth) {
    switch (clause.kind) {
      case Clause::Kind::kAll:
      case Clause::Kind::kAny:
      case Clause::Kind::kAtLeast:
        CheckGroup(clause, here, depth);
        return;
      case Clause::Kind::kNot:
        if (clause.clauses.size() != 1)
          Say(here, "`not` takes exactly one clause.");
        for (const Clause& inner : clause.clauses)
          CheckClause(inner, absl::StrCat(here, ".not"), depth + 1);
        return;
      case Clause::Kind::kCompare:
        CheckCompare(clause, here);
        return;
      case Clause::Kind::kOneOf:
        CheckOneOf(clause, here);
        return;
      case Clause::Kind::kUnspecified:
        break;
    }
    Say(here,
        "The clause says nothing; give it one of all, any, at_least, not, "
        "compare and one_of.");
  }

  void CheckGroup(const Clause& clause, const std::string& here, int depth) {
    const auto size = static_cast<int32_t>(clause.clauses.size());
    if (size == 0) Say(here, "The clause joins no clauses; list at least one.");
    if (clause.kind == Clause::Kind::kAtLeast && size > 0 &&
        (clause.count < 1 || clause.count > size))
      Say(here, absl::StrCat("At least ", clause.count, " of ", size,
                             " clauses can never be a choice; ask for a number "
                             "from 1 to ",
                             size, "."));
    for (int32_t i = 0; i < size; ++i)
      CheckClause(clause.clauses[static_cast<size_t>(i)],
                  absl::StrCat(here, ".clauses[", i, "]"), depth + 1);
  }

  void CheckMeasure(Measure measure, const std::string& here,
                    const char* role) {
    if (!IsKnown(measure))
      Say(here,
          absl::StrCat("The ", role,
                       " is not a measure that is known; docs/policies.md "
                       "lists them."));
  }

  void CheckCompare(const Clause& clause, const std::string& here) {
    const Quantity& quantity = clause.quantity;
    CheckMeasure(quantity.measure, here, "quantity");
    if (quantity.is_ratio()) {
      CheckMeasure(quantity.denominator, here, "divisor");
      if (IsLevel(quantity.measure) || IsLevel(quantity.denominator))
        Say(here, "Levels cannot be divided; compare them, or use one_of.");
    }
    if (quantity.horizon_years < 0 || quantity.horizon_years > 50)
      Say(here, "The horizon is not a number of years from 0 to 50.");
    if (clause.comparator < Comparator::kGreaterThan ||
        clause.comparator > Comparator::kAtMost)
      Say(here,
          "The clause does not say which side passes; choose GREATER_THAN, "
          "AT_LEAST, LESS_THAN or AT_MOST, since it decides ties.");
    CheckBenchmark(clause, here);
  }

  void CheckBenchmark(const Clause& clause, const std::string& here) {
    const Benchmark& benchmark = clause.benchmark;
    if (benchmark.percent_milli < 0 || benchmark.percent_milli > 10'000'000)
      Say(here,
          "The share of the benchmark is not between 0 and 10,000 %; write 80 "
          "% as 80000.");
    switch (benchmark.kind) {
      case Benchmark::Kind::kConstant:
        if (benchmark.value < 0 && benchmark.percent_milli != 0)
          Say(here, "A share of a negative number has no meaning.");
        return;
      case Benchmark::Kind::kAllOccupations:
        CheckAllOccupations(clause, here);
        return;
      case Benchmark::Kind::kAcrossOccupations:
        CheckAcross(clause, here);
        return;
      case Benchmark::Kind::kUnspecified:
        break;
    }
    Say(here,
        "The clause compares with nothing; give the benchmark one of constant, "
        "all_occupations and across_occupations.");
  }

  void CheckAllOccupations(const Clause& clause, const std::string& here) {
    const Measure measure = clause.benchmark.measure;
    if (IsLevel(clause.quantity.measure))
      Say(here,
          "Publishers give no level for all occupations together; compare with "
          "a constant, or use one_of.");
    if (measure == Measure::kUnspecified) return;
    CheckMeasure(measure, here, "benchmark's measure");
    if (clause.quantity.is_ratio())
      Say(here,
          "A ratio is compared with the same ratio of all occupations; leave "
          "the benchmark's measure unset.");
    else if (TraitsOf(measure).unit != TraitsOf(clause.quantity.measure).unit)
      Say(here, absl::StrCat(
                    TraitsOf(clause.quantity.measure).name, " and ",
                    TraitsOf(measure).name,
                    " are in different units and cannot be compared; compare "
                    "hourly with hourly and annual with annual."));
  }

  void CheckAcross(const Clause& clause, const std::string& here) {
    const Benchmark& benchmark = clause.benchmark;
    if (benchmark.statistic == Benchmark::Statistic::kMean) {
      if (clause.quantity.is_ratio())
        Say(here,
            "A mean of ratios is not supported; use a percentile: 50000 is the "
            "median.");
      return;
    }
    if (benchmark.statistic != Benchmark::Statistic::kPercentile)
      Say(here, "The statistic is neither MEAN nor PERCENTILE.");
    else if (benchmark.percentile_milli < 1 ||
             benchmark.percentile_milli > 100000)
      Say(here,
          "The percentile is not above 0 and at most 100 %; write the median "
          "as 50000 and the upper quartile as 75000.");
  }

  void CheckOneOf(const Clause& clause, const std::string& here) {
    const Measure measure = clause.quantity.measure;
    if (!IsLevel(measure)) {
      Say(here,
          "one_of takes a measure on an ordered scale: TYPICAL_EDUCATION, "
          "WORK_EXPERIENCE, JOB_TRAINING, JOB_ZONE or SVP_FLOOR.");
      return;
    }
    if (clause.levels.empty())
      Say(here, "one_of lists no level; nothing could pass.");
    for (const std::string& level : clause.levels) {
      if (!LevelNamed(measure, level))
        Say(here, absl::StrCat("\"", level, "\" is not a level of ",
                               TraitsOf(measure).name, "."));
    }
  }

  void CheckLinkRule() {
    const LinkRule& rule = policy_.link_rule;
    if (rule.kind < LinkRule::Kind::kAny || rule.kind > LinkRule::Kind::kShare)
      Say("link_rule",
          "The policy does not say how linked occupations make a program's "
          "verdict; choose ANY, ALL or SHARE: the same program can be aligned "
          "or not by this alone.");
    if (rule.kind == LinkRule::Kind::kShare &&
        (rule.share_milli < 1 || rule.share_milli > 100000))
      Say("link_rule.share_milli",
          "The share is not above 0 and at most 100 %; write half as 50000.");
    if (rule.kind != LinkRule::Kind::kShare &&
        (rule.share_milli != 0 || rule.weight != Measure::kUnspecified))
      Say("link_rule", "A share and a weight belong to SHARE only.");
    CheckWeight(rule);
    for (const std::string& prefix : rule.excluded_prefixes) {
      if (!IsPrefix(prefix))
        Say("link_rule.excluded_prefixes",
            absl::StrCat("\"", prefix,
                         "\" is not the beginning of an occupation code; write "
                         "it as in 25-1."));
    }
  }

  void CheckWeight(const LinkRule& rule) {
    switch (rule.weight) {
      case Measure::kUnspecified:
      case Measure::kEmployment:
      case Measure::kBaseEmployment:
      case Measure::kProjectedEmployment:
      case Measure::kAnnualOpenings:
      case Measure::kTotalOpenings:
        return;
      default:
        Say("link_rule.weight",
            "Only jobs and openings weigh occupations: EMPLOYMENT, "
            "BASE_EMPLOYMENT, PROJECTED_EMPLOYMENT, ANNUAL_OPENINGS or "
            "TOTAL_OPENINGS.");
    }
  }

  static bool IsPrefix(const std::string& text) {
    if (text.empty() || text.size() > 7) return false;
    for (size_t i = 0; i < text.size(); ++i) {
      const bool fits =
          i == 2 ? text[i] == '-'
                 : absl::ascii_isdigit(static_cast<unsigned char>(text[i]));
      if (!fits) return false;
    }
    return true;
  }

  const Policy& policy_;
  std::vector<PolicyProblem> problems_;
  std::set<std::string> ids_;
  int clause_count_ = 0;
};

void CollectMeasures(const Clause& clause, std::set<Measure>* found) {
  if (clause.kind == Clause::Kind::kCompare ||
      clause.kind == Clause::Kind::kOneOf) {
    found->insert(clause.quantity.measure);
    if (clause.kind == Clause::Kind::kCompare) {
      found->insert(clause.quantity.denominator);
      if (clause.benchmark.kind == Benchmark::Kind::kAllOccupations)
        found->insert(clause.benchmark.measure);
    }
  }
  for (const Clause& inner : clause.clauses) CollectMeasures(inner, found);
}

}  // namespace

std::vector<PolicyProblem> ValidatePolicy(const Policy& policy) {
  return Validator(policy).Run();
}

std::vector<Measure> MeasuresNeeded(const Policy& policy) {
  std::set<Measure> found;
  for (const DimensionRule& rule : policy.dimensions)
    CollectMeasures(rule.clause, &found);
  if (policy.link_rule.kind == LinkRule::Kind::kShare)
    found.insert(policy.link_rule.weight);
  found.erase(Measure::kUnspecified);
  return {found.begin(), found.end()};
}

}  // namespace plumbline::alignment
