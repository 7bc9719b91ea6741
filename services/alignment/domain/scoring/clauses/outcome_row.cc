#include "services/alignment/domain/scoring/clauses/outcome_row.h"

namespace plumbline::alignment {
namespace {

// `join` of the bits of two rows, byte by byte.
template <typename Join>
void JoinInto(const OutcomeRow& other, OutcomeRow* row, const Join& join) {
  const Outcome* __restrict a = other.data();
  Outcome* __restrict b = row->data();
  for (size_t i = 0; i < row->size(); ++i)
    b[i] = OutcomeOfBits(join(BitsOf(a[i]), BitsOf(b[i])));
}

}  // namespace

void AndInto(const OutcomeRow& other, OutcomeRow* row) {
  JoinInto(other, row, [](int a, int b) {
    return (a & b & kMayPass) | ((a | b) & kMayFail);
  });
}

void OrInto(const OutcomeRow& other, OutcomeRow* row) {
  JoinInto(other, row, [](int a, int b) {
    return ((a | b) & kMayPass) | (a & b & kMayFail);
  });
}

void Negate(OutcomeRow* row) {
  for (Outcome& outcome : *row) {
    const int bits = BitsOf(outcome);
    outcome = OutcomeOfBits((bits >> 1) | ((bits & kMayPass) << 1));
  }
}

void OutcomeCounts::Add(const OutcomeRow& row) {
  ++rows_;
  const Outcome* __restrict outcomes = row.data();
  uint16_t* __restrict passes = passes_.data();
  uint16_t* __restrict fails = fails_.data();
  for (size_t i = 0; i < passes_.size(); ++i) {
    const uint8_t bits = BitsOf(outcomes[i]);
    passes[i] = static_cast<uint16_t>(passes[i] + (bits & kMayPass));
    fails[i] = static_cast<uint16_t>(fails[i] + (bits >> 1));
  }
}

// Enough may pass, and more may fail than can be spared.
OutcomeRow OutcomeCounts::AtLeast(int32_t count) const {
  OutcomeRow joined(passes_.size(), Outcome::kFail);
  if (count > rows_) return joined;
  const auto enough = static_cast<uint16_t>(count);
  const auto spare = static_cast<uint16_t>(rows_ - count);
  for (size_t i = 0; i < joined.size(); ++i) {
    const uint8_t may_pass = passes_[i] >= enough ? kMayPass : 0;
    const uint8_t may_fail = fails_[i] > spare ? kMayFail : 0;
    joined[i] = OutcomeOfBits(may_pass | may_fail);
  }
  return joined;
}

void ClassCandidates::Add(const OutcomeRow& holds, bool passes) {
  const Outcome* __restrict outcomes = holds.data();
  uint8_t* __restrict some = (passes ? passes_ : fails_).data();
  uint8_t* __restrict open = open_.data();
  // Bytes may be anything, this object's size among it: it is read once.
  const size_t count = open_.size();
  for (size_t i = 0; i < count; ++i) {
    const uint8_t bits = BitsOf(outcomes[i]);
    some[i] = static_cast<uint8_t>(some[i] | (bits & kMayPass & open[i]));
    open[i] = static_cast<uint8_t>(open[i] & (bits >> 1));
  }
}

OutcomeRow ClassCandidates::Otherwise(bool passes) const {
  const uint8_t if_pass = passes ? 1 : 0;
  const uint8_t if_fail = passes ? 0 : 1;
  const uint8_t* __restrict some_passes = passes_.data();
  const uint8_t* __restrict some_fails = fails_.data();
  const uint8_t* __restrict open = open_.data();
  OutcomeRow row(open_.size());
  Outcome* __restrict joined = row.data();
  const size_t count = row.size();
  for (size_t i = 0; i < count; ++i) {
    const int may_pass = some_passes[i] | (open[i] & if_pass);
    const int may_fail = some_fails[i] | (open[i] & if_fail);
    joined[i] = OutcomeOfBits(may_pass | (may_fail << 1));
  }
  return row;
}

}  // namespace plumbline::alignment
