#include "services/alignment/api/policy_codec.h"

#include <utility>

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;

// A number of the API as the same number of the domain; unspecified when the
// domain's type is too narrow for it.
template <typename Enum>
Enum NumberAs(int number) {
  return number < 0 || number > 255 ? static_cast<Enum>(0)
                                    : static_cast<Enum>(number);
}

Citation CitationFromProto(const v1::Citation& citation) {
  return {.authority = citation.authority(),
          .document = citation.document(),
          .address = citation.address(),
          .vintage = citation.vintage()};
}

Quantity QuantityFromProto(const v1::Quantity& from) {
  Quantity quantity;
  if (from.has_ratio()) {
    quantity.measure = NumberAs<Measure>(from.ratio().numerator());
    quantity.denominator = NumberAs<Measure>(from.ratio().denominator());
  } else {
    quantity.measure = NumberAs<Measure>(from.measure());
  }
  quantity.scope = NumberAs<Scope>(from.scope());
  quantity.horizon_years = from.horizon_years();
  return quantity;
}

Benchmark BenchmarkFromProto(const v1::Benchmark& from) {
  Benchmark benchmark;
  benchmark.kind = NumberAs<Benchmark::Kind>(from.kind_case());
  benchmark.percent_milli = from.percent_milli();
  switch (from.kind_case()) {
    case v1::Benchmark::kConstant:
      benchmark.value = from.constant().value();
      benchmark.year = from.constant().year();
      break;
    case v1::Benchmark::kAllOccupations:
      benchmark.measure = NumberAs<Measure>(from.all_occupations().measure());
      benchmark.scope = NumberAs<Scope>(from.all_occupations().scope());
      break;
    case v1::Benchmark::kAcrossOccupations: {
      const auto& across = from.across_occupations();
      benchmark.statistic = NumberAs<Benchmark::Statistic>(across.statistic());
      benchmark.percentile_milli = across.percentile_milli();
      benchmark.scope = NumberAs<Scope>(across.scope());
      break;
    }
    case v1::Benchmark::KIND_NOT_SET:
      break;
  }
  return benchmark;
}

Clause ClauseFromProto(const v1::Clause& from);

template <typename Clauses>
std::vector<Clause> ClausesFromProto(const Clauses& from) {
  std::vector<Clause> clauses;
  clauses.reserve(static_cast<size_t>(from.size()));
  for (const v1::Clause& clause : from) {
    clauses.push_back(ClauseFromProto(clause));
  }
  return clauses;
}

void ReadKind(const v1::Clause& from, Clause& clause) {
  switch (from.kind_case()) {
    case v1::Clause::kAll:
      clause.clauses = ClausesFromProto(from.all().clauses());
      break;
    case v1::Clause::kAny:
      clause.clauses = ClausesFromProto(from.any().clauses());
      break;
    case v1::Clause::kAtLeast:
      clause.count = from.at_least().count();
      clause.clauses = ClausesFromProto(from.at_least().clauses());
      break;
    case v1::Clause::kNot:
      clause.clauses.push_back(ClauseFromProto(from.not_()));
      break;
    case v1::Clause::kCompare:
      clause.quantity = QuantityFromProto(from.compare().quantity());
      clause.comparator = NumberAs<Comparator>(from.compare().comparator());
      clause.benchmark = BenchmarkFromProto(from.compare().benchmark());
      break;
    case v1::Clause::kOneOf:
      clause.quantity.measure = NumberAs<Measure>(from.one_of().measure());
      clause.quantity.scope = NumberAs<Scope>(from.one_of().scope());
      clause.levels = {from.one_of().levels().begin(),
                       from.one_of().levels().end()};
      break;
    case v1::Clause::KIND_NOT_SET:
      break;
  }
}

Clause ClauseFromProto(const v1::Clause& from) {
  Clause clause;
  clause.id = from.id();
  if (from.has_citation()) clause.citation = CitationFromProto(from.citation());
  clause.kind = NumberAs<Clause::Kind>(from.kind_case());
  ReadKind(from, clause);
  return clause;
}

LinkRule LinkRuleFromProto(const v1::LinkRule& from) {
  LinkRule rule;
  rule.kind = NumberAs<LinkRule::Kind>(from.kind());
  rule.share_milli = from.share_milli();
  rule.weight = NumberAs<Measure>(from.weight());
  rule.excluded_prefixes = {from.excluded_prefixes().begin(),
                            from.excluded_prefixes().end()};
  rule.declared_first = from.declared_first();
  rule.declared_only = from.declared_only();
  return rule;
}

}  // namespace

Policy PolicyFromProto(const v1::Policy& from) {
  Policy policy;
  policy.name = from.name();
  policy.title = from.title();
  policy.jurisdiction = from.jurisdiction();
  policy.citation = CitationFromProto(from.citation());
  policy.effective_from = from.effective_from();
  policy.effective_until = from.effective_until();
  policy.status = NumberAs<Policy::Status>(from.status());
  policy.draft_reasons = {from.draft_reasons().begin(),
                          from.draft_reasons().end()};
  for (const v1::DimensionRule& rule : from.dimensions()) {
    policy.dimensions.push_back({NumberAs<Dimension>(rule.dimension()),
                                 ClauseFromProto(rule.clause())});
  }
  policy.dimensions_required = from.dimensions_required();
  policy.link_rule = LinkRuleFromProto(from.link_rule());
  policy.borrow = from.borrow();
  policy.readings = {from.readings().begin(), from.readings().end()};
  return policy;
}

}  // namespace plumbline::alignment
