#include "services/alignment/api/policies/policy_codec.h"

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
  quantity.kind = NumberAs<Quantity::Kind>(from.kind_case());
  quantity.scope = NumberAs<Scope>(from.scope());
  quantity.horizon_years = from.horizon_years();
  switch (from.kind_case()) {
    case v1::Quantity::kMeasure:
      quantity.measure = NumberAs<Measure>(from.measure());
      break;
    case v1::Quantity::kRatio:
      quantity.measure = NumberAs<Measure>(from.ratio().numerator());
      quantity.denominator = NumberAs<Measure>(from.ratio().denominator());
      break;
    case v1::Quantity::kShare:
      quantity.measure = NumberAs<Measure>(from.share().measure());
      break;
    case v1::Quantity::kYearlyGrowth:
      quantity.measure = Measure::kEmploymentChangePercent;
      quantity.method =
          NumberAs<Quantity::YearlyMethod>(from.yearly_growth().method());
      break;
    case v1::Quantity::kDescriptorCount:
      quantity.element_prefix = from.descriptor_count().element_prefix();
      quantity.scale = from.descriptor_count().scale();
      quantity.minimum = from.descriptor_count().minimum();
      break;
    case v1::Quantity::KIND_NOT_SET:
      break;
  }
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
    case v1::Benchmark::kNamed:
      benchmark.name = from.named();
      break;
    case v1::Benchmark::kTableValue:
      benchmark.name = from.table_value().table();
      benchmark.row = from.table_value().row();
      break;
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

void ReadScore(const v1::Clause::Score& from, Clause& clause) {
  clause.comparator = NumberAs<Comparator>(from.comparator());
  clause.cut_milli = from.cut_milli();
  clause.among_guarded = from.among_guarded();
  for (const v1::Clause::Score::Component& component : from.components()) {
    clause.components.push_back(
        {QuantityFromProto(component.quantity()),
         NumberAs<ScoreComponent::Binning>(component.binning()),
         component.weight_milli()});
  }
}

void ReadClasses(const v1::Clause::Classify& from, Clause& clause) {
  for (const v1::Clause::Classify::Class& option : from.classes()) {
    clause.classes.push_back({option.name(), option.passes()});
    clause.clauses.push_back(ClauseFromProto(option.clause()));
  }
  clause.otherwise = {from.otherwise(), from.otherwise_passes()};
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
    case v1::Clause::kInList:
      clause.list = from.in_list().list();
      break;
    case v1::Clause::kCodeMatches:
      clause.levels = {from.code_matches().patterns().begin(),
                       from.code_matches().patterns().end()};
      break;
    case v1::Clause::kRank:
      clause.quantity = QuantityFromProto(from.rank().quantity());
      clause.group_digits = from.rank().group_digits();
      clause.count = from.rank().top();
      clause.unpublished_counts_nothing =
          from.rank().unpublished_counts_nothing();
      clause.clauses = ClausesFromProto(from.rank().without());
      break;
    case v1::Clause::kScore:
      ReadScore(from.score(), clause);
      break;
    case v1::Clause::kClassify:
      ReadClasses(from.classify(), clause);
      break;
    case v1::Clause::kRegionKind:
      for (const int kind : from.region_kind().kinds())
        clause.region_kinds.push_back(NumberAs<RegionKind>(kind));
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
  rule.texts = NumberAs<LinkRule::Texts>(from.texts());
  rule.text_probability_milli = from.text_probability_milli();
  return rule;
}

ListEntry EntryFromProto(const v1::ListEntry& from) {
  return {.occupation = from.occupation(),
          .region = from.region(),
          .reason = from.reason(),
          .evidence = from.evidence(),
          .expires = from.expires()};
}

OccupationList ListFromProto(const v1::OccupationList& from) {
  OccupationList list{.id = from.id(),
                      .title = from.title(),
                      .citation = CitationFromProto(from.citation()),
                      .valid_from = from.valid_from(),
                      .valid_until = from.valid_until(),
                      .entries = {}};
  for (const v1::ListEntry& entry : from.entries())
    list.entries.push_back(EntryFromProto(entry));
  return list;
}

ValueTable TableFromProto(const v1::ValueTable& from) {
  ValueTable table{.id = from.id(),
                   .citation = CitationFromProto(from.citation()),
                   .measure = NumberAs<Measure>(from.measure()),
                   .year = from.year(),
                   .rows = {}};
  for (const v1::ValueTable::Row& row : from.rows())
    table.rows.push_back({row.region(), row.name(), row.value()});
  return table;
}

// What the dimensions refer to, and what is asked before them.
void ReadSurroundings(const v1::Policy& from, Policy& policy) {
  for (const v1::NamedBenchmark& named : from.benchmarks())
    policy.benchmarks.push_back(
        {named.name(), BenchmarkFromProto(named.benchmark())});
  for (const v1::Guard& guard : from.guards())
    policy.guards.push_back({ClauseFromProto(guard.clause()),
                             NumberAs<Guard::Action>(guard.action()),
                             guard.reason()});
  for (const v1::OccupationList& list : from.lists())
    policy.lists.push_back(ListFromProto(list));
  for (const v1::Exception& exception : from.exceptions())
    policy.exceptions.push_back(
        {NumberAs<PolicyException::Kind>(exception.kind()),
         EntryFromProto(exception.entry()),
         NumberAs<Dimension>(exception.dimension())});
  for (const v1::ValueTable& table : from.tables())
    policy.tables.push_back(TableFromProto(table));
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
  ReadSurroundings(from, policy);
  policy.confidence = {from.confidence().pass_at_least_milli(),
                       from.confidence().fail_at_most_milli()};
  policy.missing_data = NumberAs<MissingData>(from.missing_data());
  policy.flag_after_editions = from.flag_after_editions();
  for (const int kind : from.borrow_from())
    policy.borrow_from.push_back(NumberAs<RegionKind>(kind));
  return policy;
}

}  // namespace plumbline::alignment
