#include "services/alignment/domain/scoring/programs/kernel.h"

#include <algorithm>
#include <limits>

#include "services/alignment/domain/scoring/programs/weighted.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kWordBits = 64;

size_t WordsFor(size_t regions) {
  return (regions + kWordBits - 1) / kWordBits;
}

// The bits of a row beyond the last region.
uint64_t LastWordMask(size_t regions) {
  const size_t used = regions % kWordBits;
  return used == 0 ? ~uint64_t{0} : (uint64_t{1} << used) - 1;
}

// For each occupation the regions where it passes, then those where it may.
struct BitRows {
  BitRows(const OutcomeTable& table, size_t plane)
      : words(WordsFor(table.regions().size())),
        bits(table.occupation_count() * 2 * words) {
    for (size_t position = 0; position < table.regions().size(); ++position) {
      const uint64_t bit = uint64_t{1} << (position % kWordBits);
      for (size_t i = 0; i < table.occupation_count(); ++i) {
        const Outcome outcome =
            table.At(plane, position, static_cast<OccupationIndex>(i));
        uint64_t* row = &bits[i * 2 * words + position / kWordBits];
        if (outcome == Outcome::kPass) row[0] |= bit;
        if (outcome != Outcome::kFail) row[words] |= bit;
      }
    }
  }
  const uint64_t* row(OccupationIndex occupation) const {
    return &bits[size_t{occupation} * 2 * words];
  }

  size_t words;
  std::vector<uint64_t> bits;
};

// ANY and ALL: the rows of a program's occupations joined bit by bit.
template <bool kAll>
void JoinRows(const BitRows& rows, absl::Span<const OccupationIndex> counted,
              uint64_t* joined) {
  const size_t width = rows.words * 2;
  std::copy_n(rows.row(counted[0]), width, joined);
  for (size_t i = 1; i < counted.size(); ++i) {
    const uint64_t* row = rows.row(counted[i]);
    for (size_t word = 0; word < width; ++word) {
      if constexpr (kAll)
        joined[word] &= row[word];
      else
        joined[word] |= row[word];
    }
  }
}

// SHARE that counts each occupation once: one counter for each region.
template <typename Counter>
struct CountRows {
  CountRows(const OutcomeTable& table, size_t plane)
      : width(WordsFor(table.regions().size()) * kWordBits),
        counts(table.occupation_count() * 2 * width) {
    for (size_t position = 0; position < table.regions().size(); ++position) {
      for (size_t i = 0; i < table.occupation_count(); ++i) {
        const Outcome outcome =
            table.At(plane, position, static_cast<OccupationIndex>(i));
        Counter* row = &counts[i * 2 * width + position];
        row[0] = outcome == Outcome::kPass ? 1 : 0;
        row[width] = outcome != Outcome::kFail ? 1 : 0;
      }
    }
  }
  const Counter* row(OccupationIndex occupation) const {
    return &counts[size_t{occupation} * 2 * width];
  }

  size_t width;
  std::vector<Counter> counts;
};

// Eight bytes of 0 or 1 as eight bits, the first byte lowest.
uint64_t PackBytes(const uint8_t* bytes) {
  uint64_t packed = 0;
  for (int i = 0; i < 8; ++i) packed |= uint64_t{bytes[i]} << (8 * i);
  return packed * 0x0102040810204080U >> 56;
}

void PackWord(const uint8_t* bytes, uint64_t* word) {
  *word = 0;
  for (int i = 0; i < 8; ++i) *word |= PackBytes(bytes + 8 * i) << (8 * i);
}

// A verdict plane by plane: what holds for certain and what may hold.
void StoreRow(VerdictMatrix* matrix, size_t program, const uint64_t* certain,
              const uint64_t* possible) {
  const absl::Span<uint64_t> aligned = matrix->AlignedRow(program);
  const absl::Span<uint64_t> open = matrix->IndeterminateRow(program);
  for (size_t word = 0; word < aligned.size(); ++word) {
    aligned[word] = certain[word];
    open[word] = possible[word] & ~certain[word];
  }
  if (!aligned.empty()) {
    const uint64_t mask = LastWordMask(matrix->region_count());
    aligned.back() &= mask;
    open.back() &= mask;
  }
}

template <typename Counter>
class CountingScorer {
 public:
  CountingScorer(const CountRows<Counter>& rows, int32_t share_milli)
      : rows_(rows),
        share_milli_(share_milli),
        sums_(2 * rows.width),
        reached_(2 * rows.width),
        words_(2 * rows.width / kWordBits) {}

  void Score(absl::Span<const OccupationIndex> counted, size_t program,
             VerdictMatrix* matrix) {
    const size_t width = sums_.size();
    std::copy_n(rows_.row(counted[0]), width, sums_.begin());
    for (size_t i = 1; i < counted.size(); ++i) {
      const Counter* row = rows_.row(counted[i]);
      for (size_t k = 0; k < width; ++k)
        sums_[k] = static_cast<Counter>(sums_[k] + row[k]);
    }
    // The least number of passes that is the share of all.
    const auto needed = static_cast<Counter>(
        (static_cast<int64_t>(counted.size()) * share_milli_ +
         LinkRule::kWholeShare - 1) /
        LinkRule::kWholeShare);
    for (size_t k = 0; k < width; ++k)
      reached_[k] = static_cast<uint8_t>(sums_[k] >= needed);
    for (size_t word = 0; word < words_.size(); ++word)
      PackWord(&reached_[word * kWordBits], &words_[word]);
    StoreRow(matrix, program, words_.data(), words_.data() + words_.size() / 2);
  }

 private:
  const CountRows<Counter>& rows_;
  const int32_t share_milli_;
  std::vector<Counter> sums_;
  std::vector<uint8_t> reached_;
  std::vector<uint64_t> words_;
};

template <bool kAll>
void ScoreBits(const OutcomeTable& table, const CountedLinks& links,
               size_t plane, int threads, VerdictMatrix* matrix) {
  const BitRows rows(table, plane);
  base::ForRanges(
      links.program_count(), threads, [&](size_t begin, size_t end) {
        std::vector<uint64_t> joined(2 * rows.words);
        for (size_t program = begin; program < end; ++program) {
          const auto counted = links.counted(program);
          if (counted.empty()) {
            matrix->SetUnrated(program);
            continue;
          }
          JoinRows<kAll>(rows, counted, joined.data());
          StoreRow(matrix, program, joined.data(), joined.data() + rows.words);
        }
      });
}

template <typename Counter>
void ScoreCounts(const OutcomeTable& table, const CountedLinks& links,
                 size_t plane, int threads, VerdictMatrix* matrix) {
  const CountRows<Counter> rows(table, plane);
  const int32_t share = table.policy().policy().link_rule.share_milli;
  base::ForRanges(links.program_count(), threads,
                  [&](size_t begin, size_t end) {
                    CountingScorer<Counter> scorer(rows, share);
                    for (size_t program = begin; program < end; ++program) {
                      const auto counted = links.counted(program);
                      if (counted.empty())
                        matrix->SetUnrated(program);
                      else
                        scorer.Score(counted, program, matrix);
                    }
                  });
}

// For each occupation the regions where it is left without a rating.
struct UnratedRows {
  explicit UnratedRows(const OutcomeTable& table)
      : words(WordsFor(table.regions().size())),
        bits(table.occupation_count() * words) {
    for (size_t position = 0; position < table.regions().size(); ++position) {
      for (size_t i = 0; i < table.occupation_count(); ++i) {
        if (!table.IsUnrated(position, static_cast<OccupationIndex>(i)))
          continue;
        bits[i * words + position / kWordBits] |= uint64_t{1}
                                                  << (position % kWordBits);
      }
    }
  }
  const uint64_t* row(OccupationIndex occupation) const {
    return &bits[size_t{occupation} * words];
  }

  size_t words;
  std::vector<uint64_t> bits;
};

// Takes out of `open` the regions where the occupation is rated; false when
// none is left.
bool KeepUnrated(const uint64_t* row, std::vector<uint64_t>* open) {
  uint64_t left = 0;
  for (size_t word = 0; word < open->size(); ++word)
    left |= (*open)[word] &= row[word];
  return left != 0;
}

// What is open and all counted occupations are left unrated: OrUnrated. Few
// programs are asked for more than their first occupation.
void LeaveUnrated(const OutcomeTable& table, const CountedLinks& links,
                  int threads, VerdictMatrix* matrix) {
  const UnratedRows rows(table);
  base::ForRanges(
      links.program_count(), threads, [&](size_t begin, size_t end) {
        std::vector<uint64_t> open(rows.words);
        for (size_t program = begin; program < end; ++program) {
          const auto counted = links.counted(program);
          const auto indeterminate = matrix->IndeterminateRow(program);
          std::copy(indeterminate.begin(), indeterminate.end(), open.begin());
          bool any = !counted.empty();
          for (size_t i = 0; i < counted.size() && any; ++i)
            any = KeepUnrated(rows.row(counted[i]), &open);
          if (!any) continue;
          const auto aligned = matrix->AlignedRow(program);
          for (size_t word = 0; word < open.size(); ++word)
            aligned[word] |= open[word];
        }
      });
}

}  // namespace

void CountedLinks::Add(absl::Span<const OccupationIndex> counted) {
  occupations.insert(occupations.end(), counted.begin(), counted.end());
  starts.push_back(static_cast<uint32_t>(occupations.size()));
}

size_t CountedLinks::longest() const {
  size_t longest = 0;
  for (size_t program = 0; program < program_count(); ++program)
    longest = std::max(longest, counted(program).size());
  return longest;
}

VerdictMatrix::VerdictMatrix(size_t programs, size_t regions)
    : programs_(programs),
      regions_(regions),
      words_(WordsFor(regions)),
      bits_(programs * 2 * words_) {}

Verdict VerdictMatrix::At(size_t program, size_t position) const {
  const uint64_t* row = &bits_[program * 2 * words_ + position / kWordBits];
  const uint64_t bit = uint64_t{1} << (position % kWordBits);
  const bool is_open = (row[words_] & bit) != 0;
  if ((row[0] & bit) != 0)
    return is_open ? Verdict::kUnrated : Verdict::kAligned;
  return is_open ? Verdict::kIndeterminate : Verdict::kNotAligned;
}

void VerdictMatrix::SetUnrated(size_t program) {
  if (words_ == 0) return;
  uint64_t* row = &bits_[program * 2 * words_];
  std::fill_n(row, 2 * words_, ~uint64_t{0});
  row[words_ - 1] = row[2 * words_ - 1] = LastWordMask(regions_);
}

absl::Span<uint64_t> VerdictMatrix::AlignedRow(size_t program) {
  return absl::MakeSpan(bits_).subspan(program * 2 * words_, words_);
}

absl::Span<uint64_t> VerdictMatrix::IndeterminateRow(size_t program) {
  return absl::MakeSpan(bits_).subspan((program * 2 + 1) * words_, words_);
}

std::array<int64_t, 5> VerdictMatrix::Counts() const {
  int64_t aligned = 0;
  int64_t open = 0;
  int64_t unrated = 0;
  for (size_t program = 0; program < programs_; ++program) {
    const uint64_t* row = bits_.data() + program * 2 * words_;
    for (size_t word = 0; word < words_; ++word) {
      const uint64_t both = row[word] & row[words_ + word];
      aligned += __builtin_popcountll(row[word] & ~both);
      open += __builtin_popcountll(row[words_ + word] & ~both);
      unrated += __builtin_popcountll(both);
    }
  }
  const auto all = static_cast<int64_t>(programs_ * regions_);
  return {0, aligned, all - aligned - open - unrated, open, unrated};
}

VerdictMatrix ScoreMatrix(const OutcomeTable& table, const CountedLinks& links,
                          size_t plane, int threads) {
  VerdictMatrix matrix(links.program_count(), table.regions().size());
  const LinkRule& rule = table.policy().policy().link_rule;
  if (rule.kind == LinkRule::Kind::kShare) {
    if (table.is_weighted()) {
      ScoreWeights(table, links, plane, threads, &matrix);
    } else if (links.longest() <= std::numeric_limits<uint8_t>::max()) {
      ScoreCounts<uint8_t>(table, links, plane, threads, &matrix);
    } else {
      ScoreCounts<uint16_t>(table, links, plane, threads, &matrix);
    }
  } else if (rule.kind == LinkRule::Kind::kAll) {
    ScoreBits<true>(table, links, plane, threads, &matrix);
  } else {
    ScoreBits<false>(table, links, plane, threads, &matrix);
  }
  if (plane == 0 && table.leaves_unrated())
    LeaveUnrated(table, links, threads, &matrix);
  return matrix;
}

}  // namespace plumbline::alignment
