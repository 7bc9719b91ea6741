#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::Measure;
using vocabulary::TraitsOf;

std::string Milli(int64_t milli) {
  return vocabulary::ToText(Figure::Published(milli),
                            Measure::kEmploymentChangePercent);
}

std::string PlaceOf(Scope scope) {
  switch (scope) {
    case Scope::kState:
      return " in the state";
    case Scope::kNation:
      return " in the nation";
    default:
      return " in the region";
  }
}

std::string TextOf(const Quantity& quantity) {
  std::string text(TraitsOf(quantity.measure).title);
  if (quantity.is_ratio())
    absl::StrAppend(&text, " divided by ",
                    TraitsOf(quantity.denominator).title);
  if (quantity.horizon_years != 0)
    absl::StrAppend(&text, " (over ", quantity.horizon_years, " years)");
  return absl::StrCat(text, PlaceOf(quantity.scope));
}

const char* TextOf(Comparator comparator) {
  switch (comparator) {
    case Comparator::kGreaterThan:
      return "above";
    case Comparator::kAtLeast:
      return "at or above";
    case Comparator::kLessThan:
      return "below";
    case Comparator::kAtMost:
      return "at or below";
    case Comparator::kUnspecified:
      break;
  }
  return "compared with";
}

std::string StatisticOf(const Benchmark& benchmark) {
  if (benchmark.statistic == Benchmark::Statistic::kMean) return "mean";
  if (benchmark.percentile_milli == 50000) return "median";
  return absl::StrCat(Milli(benchmark.percentile_milli), " percentile");
}

std::string TextOf(const Benchmark& benchmark, const Quantity& quantity) {
  std::string text;
  switch (benchmark.kind) {
    case Benchmark::Kind::kConstant:
      text = vocabulary::ToText(
          Figure::Published(benchmark.value),
          quantity.is_ratio() ? Measure::kLocationQuotient : quantity.measure);
      if (!benchmark.year.empty())
        absl::StrAppend(&text, " (prices of ", benchmark.year, ")");
      break;
    case Benchmark::Kind::kAllOccupations:
      text = absl::StrCat(
          benchmark.measure == Measure::kUnspecified
              ? "that"
              : absl::StrCat("the ", TraitsOf(benchmark.measure).title),
          " of all occupations", PlaceOf(benchmark.scope));
      break;
    case Benchmark::Kind::kAcrossOccupations:
      text = absl::StrCat("its ", StatisticOf(benchmark),
                          " across the occupations", PlaceOf(benchmark.scope));
      break;
    case Benchmark::Kind::kUnspecified:
      text = "nothing";
  }
  if (benchmark.percent_milli == 0) return text;
  return absl::StrCat(Milli(benchmark.percent_milli), " of ", text);
}

std::string Joined(const Clause& clause, absl::string_view joint) {
  return absl::StrJoin(
      clause.clauses, joint, [](std::string* out, const Clause& inner) {
        const bool plain = inner.kind == Clause::Kind::kCompare ||
                           inner.kind == Clause::Kind::kOneOf;
        absl::StrAppend(out, plain ? "" : "(", DescribeClause(inner),
                        plain ? "" : ")");
      });
}

std::string LinkRuleText(const LinkRule& rule) {
  std::string text;
  switch (rule.kind) {
    case LinkRule::Kind::kAll:
      text = "A program is aligned when every linked occupation passes";
      break;
    case LinkRule::Kind::kShare:
      text = absl::StrCat(
          "A program is aligned when at least ", Milli(rule.share_milli),
          " of its linked occupations pass",
          rule.weight == Measure::kUnspecified
              ? ""
              : absl::StrCat(", weighted by ", TraitsOf(rule.weight).title));
      break;
    default:
      text = "A program is aligned when any linked occupation passes";
  }
  if (!rule.excluded_prefixes.empty())
    absl::StrAppend(&text, "; occupations whose code begins with ",
                    absl::StrJoin(rule.excluded_prefixes, " or "),
                    " do not count");
  if (rule.declared_only)
    absl::StrAppend(&text,
                    "; only occupations that the provider declares count");
  else if (rule.declared_first)
    absl::StrAppend(&text,
                    "; where the provider declares occupations, only those "
                    "count");
  return absl::StrCat(text, ".");
}

}  // namespace

std::string DescribeClause(const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::kAll:
      return Joined(clause, " and ");
    case Clause::Kind::kAny:
      return Joined(clause, " or ");
    case Clause::Kind::kAtLeast:
      return absl::StrCat("at least ", clause.count, " of ",
                          clause.clauses.size(), ": ", Joined(clause, "; "));
    case Clause::Kind::kNot:
      return absl::StrCat("not (", Joined(clause, ""), ")");
    case Clause::Kind::kCompare:
      return absl::StrCat(TextOf(clause.quantity), " ",
                          TextOf(clause.comparator), " ",
                          TextOf(clause.benchmark, clause.quantity));
    case Clause::Kind::kOneOf:
      return absl::StrCat(TextOf(clause.quantity), " one of ",
                          absl::StrJoin(clause.levels, ", "));
    case Clause::Kind::kUnspecified:
      break;
  }
  return "nothing";
}

std::vector<std::string> DescribePolicy(const Policy& policy) {
  std::vector<std::string> sentences;
  for (const DimensionRule& rule : policy.dimensions)
    sentences.push_back(
        absl::StrCat("An occupation is ", DimensionTitle(rule.dimension),
                     " when: ", DescribeClause(rule.clause), "."));
  const size_t count = policy.dimensions.size();
  const auto required = static_cast<size_t>(policy.dimensions_required);
  sentences.push_back(absl::StrCat(
      "An occupation passes when ",
      required == count
          ? (count == 1 ? "that holds" : "all of these hold")
          : absl::StrCat("at least ", required, " of these ", count, " hold"),
      "."));
  sentences.push_back(LinkRuleText(policy.link_rule));
  sentences.push_back(
      policy.borrow
          ? "A figure that the region lacks is taken from the next larger "
            "region and says so."
          : "A figure that the region lacks stays unknown.");
  return sentences;
}

}  // namespace plumbline::alignment
