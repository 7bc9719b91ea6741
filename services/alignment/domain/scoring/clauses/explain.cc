#include "services/alignment/domain/scoring/clauses/explain.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::TraitsOf;

Rational InThousandths(const Rational& number) {
  return {number.numerator * 1000, number.denominator};
}

// What is known of a value as a figure for people.
Figure Shown(const Interval& value, bool is_ratio) {
  const Rational low = is_ratio ? InThousandths(value.low) : value.low;
  const int64_t rounded = Round(low);
  return value.high ? Figure::Published(rounded) : Figure::TopCoded(rounded);
}

std::string TextOf(const Interval& value, const Quantity& quantity) {
  return vocabulary::ToText(Shown(value, quantity.is_ratio()),
                            quantity.shown_as());
}

// "regions/us-cbsa-31080, metropolitan area": a region and what it is.
std::string PlaceWithKind(const Edition& edition, RegionIndex region) {
  return absl::StrCat(edition.region_name(region), ", ",
                      KindText(edition.region_kind(region)));
}

// "the sum of 30 in regions/us-ca-kings and 200 in regions/us-ca-kern".
std::string SumText(const Edition& edition, const CellFigure& sum) {
  const std::vector<CellFigure> parts = edition.PartsOf(sum);
  const std::string texts =
      absl::StrJoin(parts, " and ", [&](std::string* out, const auto& part) {
        absl::StrAppend(out,
                        vocabulary::ToText(part.figure, sum.printed_measure),
                        " in ", edition.region_name(part.region));
      });
  return absl::StrCat("the sum of ", texts);
}

// What a reader has to know of where a figure is from: " (printed for 31-1120;
// borrowed from regions/us, the nation)".
std::string Remarks(const Edition& edition, const Measured& measured) {
  std::string remarks;
  const auto add = [&](const std::string& remark) {
    absl::StrAppend(&remarks, remarks.empty() ? " (" : "; ", remark);
  };
  const CellFigure& first = measured.cells[0];
  if (first.published_code.digits() != 0)
    add(absl::StrCat("printed for ", first.published_code.ToString()));
  if (first.divisor > 1)
    add(absl::StrCat("a yearly share of ",
                     vocabulary::ToText(first.figure, first.printed_measure),
                     " over ", first.divisor, " years"));
  if (first.sum) add(SumText(edition, first));
  if (measured.borrowed)
    add(absl::StrCat("borrowed from ", PlaceWithKind(edition, first.region)));
  return remarks.empty() ? "" : absl::StrCat(remarks, ")");
}

std::string StatisticName(const Benchmark& benchmark) {
  if (benchmark.statistic == Benchmark::Statistic::kMean) return "mean";
  if (benchmark.percentile_milli == 50000) return "median";
  return absl::StrCat(
      vocabulary::ToText(Figure::Published(benchmark.percentile_milli),
                         Measure::kEmploymentChangePercent),
      " percentile");
}

std::string DerivationOf(const Edition& edition, const Benchmark& benchmark,
                         const BenchmarkValue& value) {
  std::string text;
  switch (benchmark.kind) {
    case Benchmark::Kind::kAllOccupations:
      text = "all occupations";
      break;
    case Benchmark::Kind::kAcrossOccupations:
      text = absl::StrCat(StatisticName(benchmark), " over ",
                          value.occupation_count, " occupations");
      break;
    case Benchmark::Kind::kTableValue:
      text =
          absl::StrCat("\"", benchmark.row, "\" of the table ", benchmark.name);
      break;
    default:
      text = "stated by the rule";
      if (!benchmark.year.empty())
        absl::StrAppend(&text, ", prices of ", benchmark.year);
  }
  if (benchmark.percent_milli != 0)
    text = absl::StrCat(
        vocabulary::ToText(Figure::Published(benchmark.percent_milli),
                           Measure::kEmploymentChangePercent),
        " of ", text);
  if (value.place)
    absl::StrAppend(&text, ", ", edition.region_name(*value.place));
  return text;
}

BenchmarkRecord RecordOf(const Edition& edition, const Clause& clause,
                         const BenchmarkValue& value) {
  BenchmarkRecord record;
  record.is_ratio = clause.quantity.is_ratio();
  record.measure = clause.benchmark.measure != Measure::kUnspecified
                       ? clause.benchmark.measure
                       : clause.quantity.measure;
  record.figure = value.value ? Shown(*value.value, record.is_ratio)
                              : Figure::Without(value.missing);
  record.derivation = DerivationOf(edition, clause.benchmark, value);
  record.reference_period = value.reference_period;
  record.occupation_count = value.occupation_count;
  record.population_sha256 = value.population_sha256;
  record.cells = value.cells;
  return record;
}

const char* Relation(Comparator comparator, bool holds) {
  switch (comparator) {
    case Comparator::kGreaterThan:
      return holds ? "is above" : "is not above";
    case Comparator::kAtLeast:
      return holds ? "is at or above" : "is below";
    case Comparator::kLessThan:
      return holds ? "is below" : "is not below";
    case Comparator::kAtMost:
      return holds ? "is at or below" : "is above";
    case Comparator::kUnspecified:
      break;
  }
  return "is";
}

std::string Missing(FigureStatus status) {
  return vocabulary::ToText(Figure::Without(status), Measure::kEmployment);
}

// Why a composed region has no figure: "; regions/us-ca-kern, one of its
// members, has it withheld". Empty for other regions.
std::string HoleText(const Edition& edition, const Measured& measured) {
  const CellFigure& first = measured.cells[0];
  if (measured.cell_count == 0 || !first.sum) return "";
  const std::vector<CellFigure> parts = edition.PartsOf(first);
  if (parts.empty())
    return "; it is composed of regions whose figures cannot be added up";
  for (const CellFigure& part : parts) {
    if (part.figure.status != FigureStatus::kPublished)
      return absl::StrCat("; for ", edition.region_name(part.region),
                          ", a part of it, it is ",
                          Missing(part.figure.status));
  }
  return "; its parts are of different periods or codes";
}

std::string PlaceText(const Edition& edition, const Measured& measured) {
  return measured.place
             ? absl::StrCat(" in ", edition.region_name(*measured.place),
                            HoleText(edition, measured))
             : ": the region lies in no such place";
}

std::string Percent(int32_t milli) {
  return vocabulary::ToText(Figure::Published(milli * 100),
                            Measure::kEmploymentChangePercent);
}

std::string CompareText(const Edition& edition, const ClauseResult& result,
                        const std::optional<BenchmarkRecord>& benchmark) {
  const Clause& clause = *result.clause;
  const std::string title = DescribeQuantity(clause.quantity);
  const Measured& measured = result.measured;
  if (!measured.value)
    return absl::StrCat(title, ": ", Missing(measured.missing),
                        PlaceText(edition, measured));
  const std::string value =
      absl::StrCat(title, " ", TextOf(*measured.value, clause.quantity),
                   Remarks(edition, measured));
  if (!benchmark) return absl::StrCat(value, ", and there is no benchmark");
  if (!result.benchmark->value)
    return absl::StrCat(value, ", and the benchmark (", benchmark->derivation,
                        ") is ", Missing(result.benchmark->missing));
  const std::string against = absl::StrCat(
      "the benchmark ", TextOf(*result.benchmark->value, clause.quantity), " (",
      benchmark->derivation, ")");
  if ((result.reasons & MaskOf(FlagReason::kUncertain)) != 0)
    return absl::StrCat(
        value, " is too close to ", against, " to say: ",
        result.probability_milli < 0
            ? "its sampling error is not known"
            : absl::StrCat("the probability that it ",
                           Relation(clause.comparator, true), " it is ",
                           Percent(result.probability_milli)));
  if (result.outcome == Outcome::kUnknown)
    return absl::StrCat(value, " is a bound that does not settle whether it ",
                        Relation(clause.comparator, true), " ", against);
  // At a confidence, what is called may differ from what the figures say alone.
  return absl::StrCat(
      value, " ", Relation(clause.comparator, result.outcome == Outcome::kPass),
      " ", against,
      result.probability_milli < 0
          ? ""
          : absl::StrCat("; with their errors, the probability that it passes "
                         "is ",
                         Percent(result.probability_milli)));
}

std::string OneOfText(const Edition& edition, const ClauseResult& result) {
  const Quantity& quantity = result.clause->quantity;
  if (result.outcome == Outcome::kUnknown)
    return absl::StrCat(DescribeQuantity(quantity), ": ",
                        Missing(result.measured.missing),
                        PlaceText(edition, result.measured));
  return absl::StrCat(
      DescribeQuantity(quantity), " ",
      vocabulary::ToText(result.measured.cells[0].figure, quantity.measure),
      Remarks(edition, result.measured),
      result.outcome == Outcome::kPass ? " is" : " is not",
      " one of the levels that count");
}

std::string GroupText(const ClauseResult& result) {
  int passes = 0;
  int unknowns = 0;
  for (const ClauseResult& inner : result.clauses) {
    passes += inner.outcome == Outcome::kPass ? 1 : 0;
    unknowns += inner.outcome == Outcome::kUnknown ? 1 : 0;
  }
  const size_t size = result.clauses.size();
  const size_t needed = result.clause->kind == Clause::Kind::kAll ? size
                        : result.clause->kind == Clause::Kind::kAtLeast
                            ? static_cast<size_t>(result.clause->count)
                            : 1;
  return absl::StrCat("of ", size, " clauses ", passes, " pass and ", unknowns,
                      " are unknown; ", needed, " must pass");
}

std::string RankText(const Edition& edition, const ClauseResult& result) {
  const Clause& clause = *result.clause;
  const std::string what =
      absl::StrCat("its group by ", DescribeQuantity(clause.quantity),
                   PlaceText(edition, result.measured));
  if (!result.sum) return absl::StrCat(what, " has no sum");
  const std::string value =
      absl::StrCat(what, ", ", TextOf(*result.sum, clause.quantity));
  const std::string place = result.rank == 0
                                ? ", is taken out of the ranking"
                                : absl::StrCat(" ranks ", result.rank);
  return absl::StrCat(value, place, ", and the first ", clause.count,
                      result.outcome == Outcome::kUnknown
                          ? " pass: unknown groups may come before it"
                          : " pass");
}

std::string ScoreText(const ClauseResult& result) {
  const auto points = [](const Rational& milli) {
    return vocabulary::ToText(Figure::Published(Round(milli)),
                              Measure::kLocationQuotient);
  };
  if (!result.sum) return "the points cannot be added up: a figure is missing";
  const Interval& sum = *result.sum;
  const bool exact = sum.high && Compare(sum.low, *sum.high) == 0;
  return absl::StrCat(
      "the points add up to ", points(sum.low),
      exact ? "" : absl::StrCat(" to ", sum.high ? points(*sum.high) : "more"),
      ", and the cut is ", points({result.clause->cut_milli, 1}));
}

std::string ListText(const ClauseResult& result) {
  if (result.outcome == Outcome::kUnknown)
    return absl::StrCat("the list ", result.clause->list,
                        " is not in force on the day of the run");
  if (result.entry == nullptr)
    return absl::StrCat("not on the list ", result.clause->list);
  return absl::StrCat("on the list ", result.clause->list,
                      result.entry->reason.empty() ? "" : ": ",
                      result.entry->reason);
}

std::string ClassText(const ClauseResult& result) {
  return result.option == nullptr
             ? "the class is not known"
             : absl::StrCat("the class is ", result.option->name);
}

std::string TextOf(const Edition& edition, const ClauseResult& result,
                   const std::optional<BenchmarkRecord>& benchmark) {
  switch (result.clause->kind) {
    case Clause::Kind::kCompare:
      return CompareText(edition, result, benchmark);
    case Clause::Kind::kOneOf:
      return OneOfText(edition, result);
    case Clause::Kind::kNot:
      return "the opposite of the clause inside";
    case Clause::Kind::kInList:
      return ListText(result);
    case Clause::Kind::kCodeMatches:
      return absl::StrCat(
          "the code ", result.outcome == Outcome::kPass ? "fits" : "fits none",
          " of ", absl::StrJoin(result.clause->levels, ", "));
    case Clause::Kind::kRegionKind:
      return absl::StrCat(
          "the region is ",
          RegionKindTitle(edition.region_kind(*result.measured.place)));
    case Clause::Kind::kRank:
      return RankText(edition, result);
    case Clause::Kind::kScore:
      return ScoreText(result);
    case Clause::Kind::kClassify:
      return ClassText(result);
    default:
      return GroupText(result);
  }
}

std::string Sentence(std::string text) {
  if (!text.empty())
    text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  return absl::StrCat(text, ".");
}

}  // namespace

ClauseRecord ExplainClause(const Edition& edition, const ClauseResult& result) {
  ClauseRecord record;
  record.clause = result.clause->id;
  record.outcome = result.outcome;
  record.reasons = result.reasons;
  record.measured.assign(result.measured.figures().begin(),
                         result.measured.figures().end());
  if (result.benchmark != nullptr)
    record.benchmark = RecordOf(edition, *result.clause, *result.benchmark);
  record.explanation = Sentence(TextOf(edition, result, record.benchmark));
  record.probability_milli = result.probability_milli;
  for (const ErrorModel model :
       {result.measured_model, result.benchmark_model}) {
    if (model != ErrorModel::kExact)
      record.error_models.push_back(std::string(ErrorModelName(model)));
  }
  if (result.option != nullptr) record.class_name = result.option->name;
  for (const ClauseResult& inner : result.clauses)
    record.clauses.push_back(ExplainClause(edition, inner));
  return record;
}

std::string ExplainException(const PolicyException& exception,
                             const char* what) {
  const ListEntry& entry = exception.entry;
  return absl::StrCat(
      exception.kind == PolicyException::Kind::kInclude ? "Let in" : "Kept out",
      " by name, ", what, ": ", entry.reason,
      entry.evidence.empty() ? "" : absl::StrCat(" (", entry.evidence, ")"),
      entry.expires.empty() ? "" : absl::StrCat(", until ", entry.expires),
      ".");
}

const ClauseRecord* FailingClause(const ClauseRecord& record) {
  if (record.outcome != Outcome::kFail) return nullptr;
  for (const ClauseRecord& inner : record.clauses) {
    if (const ClauseRecord* failing = FailingClause(inner)) return failing;
  }
  return &record;
}

}  // namespace plumbline::alignment
