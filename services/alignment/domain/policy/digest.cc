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
  out->Number(benchmark.percent_milli);
}

void Append(const std::vector<std::string>& texts, Canonical* out) {
  out->Number(static_cast<int64_t>(texts.size()));
  for (const std::string& text : texts) out->Text(text);
}

void Append(const Clause& clause, Canonical* out) {
  out->Text(clause.id);
  out->Enumerator(clause.kind);
  out->Number(clause.count);
  Append(clause.quantity, out);
  out->Enumerator(clause.comparator);
  Append(clause.benchmark, out);
  Append(clause.levels, out);
  out->Number(static_cast<int64_t>(clause.clauses.size()));
  for (const Clause& inner : clause.clauses) Append(inner, out);
}

void Append(const LinkRule& rule, Canonical* out) {
  out->Enumerator(rule.kind);
  out->Number(rule.share_milli);
  out->Enumerator(rule.weight);
  Append(rule.excluded_prefixes, out);
  out->Number(rule.declared_first ? 1 : 0);
  out->Number(rule.declared_only ? 1 : 0);
}

}  // namespace

std::string PolicyDigest(const Policy& policy) {
  Canonical canonical;
  canonical.Text("plumbline-policy-1");
  canonical.Number(static_cast<int64_t>(policy.dimensions.size()));
  for (const DimensionRule& rule : policy.dimensions) {
    canonical.Enumerator(rule.dimension);
    Append(rule.clause, &canonical);
  }
  canonical.Number(policy.dimensions_required);
  Append(policy.link_rule, &canonical);
  canonical.Number(policy.borrow ? 1 : 0);
  return base::Sha256Hex(canonical.text());
}

}  // namespace plumbline::alignment
