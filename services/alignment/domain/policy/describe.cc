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
  std::string text = DescribeQuantity(quantity);
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
      text = vocabulary::ToText(Figure::Published(benchmark.value),
                                quantity.shown_as());
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
    case Benchmark::Kind::kNamed:
      text = absl::StrCat("the benchmark \"", benchmark.name, "\"");
      break;
    case Benchmark::Kind::kTableValue:
      text =
          absl::StrCat("\"", benchmark.row, "\" of the table ", benchmark.name);
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
        const bool plain = inner.clauses.empty();
        absl::StrAppend(out, plain ? "" : "(", DescribeClause(inner),
                        plain ? "" : ")");
      });
}

std::string RankText(const Clause& clause) {
  std::string text = absl::StrCat("its group of ", clause.group_digits,
                                  " digits among the first ", clause.count,
                                  " by ", TextOf(clause.quantity));
  if (!clause.clauses.empty())
    absl::StrAppend(&text, ", without (", Joined(clause, " or "), ")");
  return text;
}

std::string ScoreText(const Clause& clause) {
  const auto component = [](std::string* out, const ScoreComponent& part) {
    absl::StrAppend(out,
                    vocabulary::ToText(Figure::Published(part.weight_milli),
                                       Measure::kLocationQuotient),
                    part.binning == ScoreComponent::Binning::kDecile
                        ? " x decile of "
                        : " x standard deviations of ",
                    TextOf(part.quantity));
  };
  return absl::StrCat("the sum of ",
                      absl::StrJoin(clause.components, " and ", component),
                      clause.among_guarded ? ", among the occupations that are "
                                             "not left out, "
                                           : " ",
                      TextOf(clause.comparator), " ",
                      vocabulary::ToText(Figure::Published(clause.cut_milli),
                                         Measure::kLocationQuotient));
}

std::string RegionKindText(const Clause& clause) {
  return absl::StrCat("the region is ",
                      absl::StrJoin(clause.region_kinds, " or ",
                                    [](std::string* out, RegionKind kind) {
                                      out->append(RegionKindTitle(kind));
                                    }));
}

std::string ClassText(const Clause& clause) {
  std::string text;
  for (size_t i = 0; i < clause.classes.size(); ++i)
    absl::StrAppend(&text, clause.classes[i].name,
                    clause.classes[i].passes ? " (passes)" : "", " when ",
                    DescribeClause(clause.clauses[i]), "; ");
  return absl::StrCat(text, "otherwise ", clause.otherwise.name,
                      clause.otherwise.passes ? " (passes)" : "");
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
  if (rule.reads_texts())
    absl::StrAppend(
        &text, "; occupations that its texts point to with a probability of ",
        Milli(rule.text_probability_milli * 100), " or more count",
        rule.texts == LinkRule::Texts::kWhereNothingElse
            ? " where no code leads to one that counts"
            : " too");
  return absl::StrCat(text, ".");
}

}  // namespace

std::string DescribeQuantity(const Quantity& quantity) {
  const std::string title(TraitsOf(quantity.measure).title);
  switch (quantity.kind) {
    case Quantity::Kind::kRatio:
      return absl::StrCat(title, " divided by ",
                          TraitsOf(quantity.denominator).title);
    case Quantity::Kind::kShare:
      return absl::StrCat("share of all ", title);
    case Quantity::Kind::kYearlyGrowth:
      return quantity.method == Quantity::YearlyMethod::kCompound
                 ? "compound yearly growth of employment"
                 : "average yearly growth of employment";
    case Quantity::Kind::kDescriptorCount:
      return absl::StrCat(
          "number of O*NET descriptors ", quantity.element_prefix, " with ",
          quantity.scale, " at or above ",
          vocabulary::ToText(Figure::Published(quantity.minimum * 10),
                             Measure::kLocationQuotient));
    case Quantity::Kind::kMeasure:
    case Quantity::Kind::kUnspecified:
      break;
  }
  return title;
}

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
    case Clause::Kind::kInList:
      return absl::StrCat("on the list ", clause.list);
    case Clause::Kind::kCodeMatches:
      return absl::StrCat("a code like ", absl::StrJoin(clause.levels, " or "));
    case Clause::Kind::kRank:
      return RankText(clause);
    case Clause::Kind::kScore:
      return ScoreText(clause);
    case Clause::Kind::kClassify:
      return ClassText(clause);
    case Clause::Kind::kRegionKind:
      return RegionKindText(clause);
    case Clause::Kind::kUnspecified:
      break;
  }
  return "nothing";
}

std::vector<std::string> DescribePolicy(const Policy& policy) {
  std::vector<std::string> sentences;
  for (const Guard& guard : policy.guards)
    sentences.push_back(absl::StrCat(
        "An occupation ",
        guard.action == Guard::Action::kFail ? "does not pass" : "is not rated",
        " unless: ", DescribeClause(guard.clause), " (", guard.reason, ")."));
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
  if (!policy.exceptions.empty())
    sentences.push_back(absl::StrCat(policy.exceptions.size(),
                                     " occupation(s) are let in or kept out by "
                                     "name, with reasons."));
  if (policy.confidence.is_set())
    sentences.push_back(absl::StrCat(
        "A comparison of figures with a sampling error passes from a "
        "probability of ",
        Milli(policy.confidence.pass_at_least_milli * 100), " on, fails up to ",
        Milli(policy.confidence.fail_at_most_milli * 100),
        " and is unknown between."));
  sentences.push_back(LinkRuleText(policy.link_rule));
  sentences.push_back(
      policy.borrow
          ? "A figure that the region lacks is taken from the next larger "
            "region and says so."
          : "A figure that the region lacks stays unknown.");
  if (policy.flag_after_editions > 1)
    sentences.push_back(absl::StrCat(
        "A program that counts as aligned is at risk until ",
        policy.flag_after_editions,
        " editions in a row say otherwise; then it no longer counts as such."));
  return sentences;
}

}  // namespace plumbline::alignment
