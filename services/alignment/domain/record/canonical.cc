#include "services/alignment/domain/record/canonical.h"

#include <cstdint>
#include <optional>

namespace plumbline::alignment {
namespace {

// Little-endian integers of fixed width; texts with their length in front.
class Bytes {
 public:
  explicit Bytes(std::string* out) : out_(out) {}

  void U8(uint64_t value) { Fixed(value, 1); }
  void U32(uint64_t value) { Fixed(value, 4); }
  void I64(int64_t value) { Fixed(static_cast<uint64_t>(value), 8); }
  void I128(Int128 value) {
    Fixed(static_cast<uint64_t>(value), 8);
    Fixed(static_cast<uint64_t>(value >> 64), 8);
  }
  void Text(absl::string_view text) {
    U32(text.size());
    out_->append(text.data(), text.size());
  }
  void Raw(const base::Sha256Digest& digest) {
    out_->append(reinterpret_cast<const char*>(digest.data()), digest.size());
  }

 private:
  void Fixed(uint64_t value, int width) {
    char bytes[8];
    for (int i = 0; i < width; ++i)
      bytes[i] = static_cast<char>(value >> (8 * i));
    out_->append(bytes, static_cast<size_t>(width));
  }
  std::string* out_;
};

void Put(const Rational& number, Bytes* out) {
  out->I128(number.numerator);
  out->I128(number.denominator);
}

void Put(const std::optional<Interval>& value, Bytes* out) {
  out->U8(!value ? 0 : value->high ? 2 : 1);
  if (!value) return;
  Put(value->low, out);
  if (value->high) Put(*value->high, out);
}

void Put(const Edition& edition, const CellFigure& figure, Bytes* out) {
  out->U8(static_cast<uint64_t>(figure.measure));
  out->U8(static_cast<uint64_t>(figure.printed_measure));
  out->U8(static_cast<uint64_t>(figure.figure.status));
  out->I64(figure.figure.value);
  out->I64(figure.divisor);
  out->U8(figure.borrowed ? 1 : 0);
  out->Text(edition.region_id(figure.region));
  out->U32(static_cast<uint64_t>(figure.published_code.digits()));
  out->U8(figure.cell ? 1 : 0);
  if (!figure.cell) return;
  const FigureTableEntry& table =
      edition.tables().figure_tables[figure.cell->table];
  out->U32(figure.cell->table);
  out->U32(table.source_rows[figure.cell->row]);
  out->U32(figure.cell->column);
}

void Put(const Edition& edition, std::optional<RegionIndex> place, Bytes* out) {
  out->Text(place ? absl::string_view(edition.region_id(*place))
                  : absl::string_view());
}

void Put(const Edition& edition, const BenchmarkValue& benchmark, Bytes* out) {
  Put(benchmark.value, out);
  out->U8(static_cast<uint64_t>(benchmark.missing));
  Put(edition, benchmark.place, out);
  out->U32(benchmark.cells.size());
  for (const CellFigure& cell : benchmark.cells) Put(edition, cell, out);
  out->U32(benchmark.occupation_count);
  out->Text(benchmark.population_sha256);
}

void Put(const Edition& edition, const ClauseResult& result, Bytes* out) {
  out->Text(result.clause->id);
  out->U8(static_cast<uint64_t>(result.outcome));
  out->U8(result.measured.cell_count);
  for (const CellFigure& cell : result.measured.figures())
    Put(edition, cell, out);
  out->U8(static_cast<uint64_t>(result.measured.missing));
  out->U8(result.benchmark != nullptr ? 1 : 0);
  if (result.benchmark != nullptr) Put(edition, *result.benchmark, out);
  Put(result.sum, out);
  out->U32(result.rank);
  out->Text(result.option == nullptr ? "" : result.option->name);
  out->Text(result.entry == nullptr ? "" : result.entry->occupation);
  out->I64(result.probability_milli);
  out->U32(result.clauses.size());
  for (const ClauseResult& inner : result.clauses) Put(edition, inner, out);
}

void Put(const PolicyException* exception, Bytes* out) {
  out->U8(exception == nullptr ? 0 : static_cast<uint64_t>(exception->kind));
  if (exception == nullptr) return;
  out->Text(exception->entry.occupation);
  out->Text(exception->entry.region);
}

}  // namespace

std::string OccupationPart(const Edition& edition, OccupationIndex occupation,
                           const OccupationResult& result) {
  std::string bytes;
  bytes.reserve(1024);
  Bytes out(&bytes);
  out.U32(static_cast<uint64_t>(edition.occupation_code(occupation).digits()));
  out.U8(static_cast<uint64_t>(result.outcome));
  out.U8(result.dimension_outcomes.size());
  for (const Outcome outcome : result.dimension_outcomes)
    out.U8(static_cast<uint64_t>(outcome));
  for (const ClauseResult& clause : result.dimensions)
    Put(edition, clause, &out);
  out.U8(result.guards.size());
  for (const ClauseResult& clause : result.guards) Put(edition, clause, &out);
  out.U8(result.unrated ? 1 : 0);
  Put(result.exception, &out);
  for (const PolicyException* exception : result.dimension_exceptions)
    Put(exception, &out);
  out.U8(result.weight ? 1 : 0);
  if (result.weight) Put(edition, *result.weight, &out);
  return bytes;
}

base::Sha256Digest RecordDigest(const base::Sha256Digest& judgement,
                                absl::string_view program_revision) {
  thread_local std::string record;  // Millions are made.
  record.clear();
  Bytes bytes(&record);
  bytes.Raw(judgement);
  bytes.Text(program_revision);
  return base::Sha256(record);
}

void EncodeJudgement(const Edition& edition, const JudgementHead& head,
                     const LinkSet& links, absl::Span<const RecordLink> ruled,
                     Verdict verdict, absl::Span<const Verdict> dimensions,
                     std::string* out) {
  out->clear();
  Bytes bytes(out);
  bytes.Text("plumbline-record-3");
  bytes.Text(kModelVersion);
  bytes.Text(head.policy_name);
  bytes.Text(head.policy_digest);
  bytes.Text(head.edition_name);
  bytes.Text(head.region_id);
  bytes.U32(links.cip ? static_cast<uint64_t>(links.cip->digits()) : 0);
  bytes.U32(links.problems.size());
  for (const LinkProblem& problem : links.problems) {
    bytes.U8(static_cast<uint64_t>(problem.kind));
    bytes.Text(problem.code);
  }
  bytes.U32(ruled.size());
  for (const RecordLink& entry : ruled) {
    const Link& link = *entry.link;
    bytes.U32(static_cast<uint64_t>(
        edition.occupation_code(link.occupation).digits()));
    bytes.U8(static_cast<uint64_t>(link.basis));
    bytes.U32(link.edge ? link.edge->layer + 1 : 0);
    bytes.U32(link.edge ? edition.crosswalk()
                              .layer(link.edge->layer)
                              .source_rows[link.edge->row]
                        : 0);
    bytes.Text(link.written_code);
    bytes.Text(link.retired_code);
    if (link.basis == LinkBasis::kText) {
      bytes.U32(static_cast<uint64_t>(link.probability_milli));
      bytes.Text(links.text_model);
    }
    bytes.Text(entry.excluded_by);
    if (entry.excluded_by.empty()) bytes.Raw(entry.occupation_part);
  }
  bytes.U8(static_cast<uint64_t>(verdict));
  bytes.U8(dimensions.size());
  for (const Verdict dimension : dimensions)
    bytes.U8(static_cast<uint64_t>(dimension));
}

}  // namespace plumbline::alignment
