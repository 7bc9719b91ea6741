#include <string>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

// Every text with its length in front and every list with its count, so that no
// two policies have one canonical form.
class Canonical {
 public:
  void Number(int64_t number) { absl::StrAppend(&text_, number, ";"); }
  template <typename Enum>
  void Enumerator(Enum value) {
    Number(static_cast<int64_t>(value));
  }
  void Text(const std::string& text) {
    absl::StrAppend(&text_, text.size(), ":", text, ";");
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void Append(const Quantity& quantity, Canonical* out) {
  out->Enumerator(quantity.kind);
  out->Enumerator(quantity.method);
  out->Text(quantity.element_prefix);
  out->Text(quantity.scale);
  out->Number(quantity.minimum);
  out->Enumerator(quantity.measure);
  out->Enumerator(quantity.denominator);
  out->Enumerator(quantity.scope);
  out->Number(quantity.horizon_years);
}

void Append(const Benchmark& benchmark, Canonical* out) {
  out->Enumerator(benchmark.kind);
  out->Number(benchmark.value);
  out->Text(benchmark.year);
  out->Enumerator(benchmark.measure);
  out->Enumerator(benchmark.statistic);
  out->Number(benchmark.percentile_milli);
  out->Enumerator(benchmark.scope);
  out->Text(benchmark.name);
  out->Text(benchmark.row);
  out->Number(benchmark.percent_milli);
}

void Append(const std::vector<std::string>& texts, Canonical* out) {
  out->Number(static_cast<int64_t>(texts.size()));
  for (const std::string& text : texts) out->Text(text);
}

void Append(const ScoreComponent& component, Canonical* out) {
  Append(component.quantity, out);
  out->Enumerator(component.binning);
  out->Number(component.weight_milli);
}

void Append(const ClassOption& option, Canonical* out) {
  out->Text(option.name);
  out->Number(option.passes ? 1 : 0);
}

template <typename Item>
void AppendAll(const std::vector<Item>& items, Canonical* out) {
  out->Number(static_cast<int64_t>(items.size()));
  for (const Item& item : items) Append(item, out);
}

void Append(const Clause& clause, Canonical* out) {
  out->Text(clause.id);
  out->Enumerator(clause.kind);
  out->Number(clause.count);
  Append(clause.quantity, out);
  out->Enumerator(clause.comparator);
  Append(clause.benchmark, out);
  Append(clause.levels, out);
  out->Text(clause.list);
  out->Number(clause.group_digits);
  out->Number(clause.unpublished_counts_nothing ? 1 : 0);
  AppendAll(clause.components, out);
  out->Number(clause.cut_milli);
  AppendAll(clause.classes, out);
  Append(clause.otherwise, out);
  AppendAll(clause.clauses, out);
  // What came later stands at the end and only where it is said, so that the
  // digests of older policies stay.
  if (clause.kind == Clause::Kind::kRegionKind) {
    out->Number(static_cast<int64_t>(clause.region_kinds.size()));
    for (const RegionKind kind : clause.region_kinds) out->Enumerator(kind);
  }
  if (clause.among_guarded) out->Text("among-guarded");
}

// Reasons and evidence are prose and decide nothing.
void Append(const ListEntry& entry, Canonical* out) {
  out->Text(entry.occupation);
  out->Text(entry.region);
  out->Text(entry.expires);
}

void Append(const NamedBenchmark& named, Canonical* out) {
  out->Text(named.name);
  Append(named.benchmark, out);
}

void Append(const Guard& guard, Canonical* out) {
  Append(guard.clause, out);
  out->Enumerator(guard.action);
}

void Append(const OccupationList& list, Canonical* out) {
  out->Text(list.id);
  out->Text(list.valid_from);
  out->Text(list.valid_until);
  AppendAll(list.entries, out);
}

void Append(const PolicyException& exception, Canonical* out) {
  out->Enumerator(exception.kind);
  Append(exception.entry, out);
  out->Enumerator(exception.dimension);
}

void Append(const ValueTable::Row& row, Canonical* out) {
  out->Text(row.region);
  out->Text(row.name);
  out->Number(row.value);
}

void Append(const ValueTable& table, Canonical* out) {
  out->Text(table.id);
  out->Enumerator(table.measure);
  AppendAll(table.rows, out);
}

void Append(const DimensionRule& rule, Canonical* out) {
  out->Enumerator(rule.dimension);
  Append(rule.clause, out);
}

void Append(const LinkRule& rule, Canonical* out) {
  out->Enumerator(rule.kind);
  out->Number(rule.share_milli);
  out->Enumerator(rule.weight);
  Append(rule.excluded_prefixes, out);
  out->Number(rule.declared_first ? 1 : 0);
  out->Number(rule.declared_only ? 1 : 0);
  // Absent where texts are not read, so that such a policy's digest stays.
  if (!rule.reads_texts()) return;
  out->Enumerator(rule.texts);
  out->Number(rule.text_probability_milli);
}

}  // namespace

std::string PolicyDigest(const Policy& policy) {
  Canonical canonical;
  canonical.Text("plumbline-policy-2");
  AppendAll(policy.dimensions, &canonical);
  canonical.Number(policy.dimensions_required);
  Append(policy.link_rule, &canonical);
  canonical.Number(policy.borrow ? 1 : 0);
  AppendAll(policy.benchmarks, &canonical);
  AppendAll(policy.guards, &canonical);
  AppendAll(policy.lists, &canonical);
  AppendAll(policy.exceptions, &canonical);
  AppendAll(policy.tables, &canonical);
  canonical.Number(policy.confidence.pass_at_least_milli);
  canonical.Number(policy.confidence.fail_at_most_milli);
  canonical.Enumerator(policy.missing_data);
  canonical.Number(static_cast<int64_t>(policy.borrow_from.size()));
  for (const RegionKind kind : policy.borrow_from) canonical.Enumerator(kind);
  return base::Sha256Hex(canonical.text());
}

}  // namespace plumbline::alignment
