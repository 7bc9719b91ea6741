#include "services/alignment/domain/matching/text/side_by_side_spaces.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kSpaces = SideBySideSpaces::kSpaces;
constexpr size_t kPairSpaces = kSpaces - SideBySideSpaces::kFirstWithPairs;
using Lengths = std::array<double, kSpaces>;

// In how many documents each term stands, by space.
template <size_t kWidth>
using Frequency = std::vector<std::array<uint32_t, kWidth>>;

// A term of one document: how often it stands there, by space.
template <size_t kWidth>
struct Row {
  uint32_t term = 0;
  std::array<uint32_t, kWidth> counts = {};
};

// Counts the terms of one document after the other.
template <size_t kWidth>
class Counter {
 public:
  explicit Counter(size_t terms) : counts_(terms), frequency_(terms) {}

  void Add(uint32_t term, size_t space) {
    auto& counts = counts_[term];
    if (std::all_of(counts.begin(), counts.end(),
                    [](uint32_t count) { return count == 0; }))
      touched_.push_back(term);
    ++counts[space];
  }
  void EndDocument() {
    for (const uint32_t term : touched_) {
      rows_.push_back({term, counts_[term]});
      for (size_t i = 0; i < kWidth; ++i)
        if (counts_[term][i] > 0) ++frequency_[term][i];
      counts_[term] = {};
    }
    touched_.clear();
    ends_.push_back(rows_.size());
  }
  absl::Span<const Row<kWidth>> RowsOf(size_t document) const {
    const size_t begin = document == 0 ? 0 : ends_[document - 1];
    return absl::MakeConstSpan(rows_).subspan(begin, ends_[document] - begin);
  }
  Frequency<kWidth>& frequency() { return frequency_; }

 private:
  std::vector<std::array<uint32_t, kWidth>> counts_;
  std::vector<uint32_t> touched_;
  Frequency<kWidth> frequency_;
  std::vector<Row<kWidth>> rows_;
  // By document.
  std::vector<size_t> ends_;
};

// Adds one to the spaces in which each of the texts' terms counts.
template <size_t kWidth>
void CountBackground(absl::Span<const std::vector<TermCount>> texts,
                     TermId first, size_t begin, size_t end,
                     Frequency<kWidth>* frequency) {
  for (const std::vector<TermCount>& text : texts)
    for (const TermCount& term : text) {
      if (term.term < first || term.term - first >= frequency->size()) continue;
      for (size_t space = begin; space < end; ++space)
        ++(*frequency)[term.term - first][space];
    }
}

// Adds the squares of a document's weights to `squares`.
template <size_t kWidth>
void AddSquares(absl::Span<const Row<kWidth>> rows,
                absl::Span<const float> rarity, double* squares) {
  for (const Row<kWidth>& row : rows)
    for (size_t i = 0; i < kWidth; ++i) {
      const double weight =
          DampedCount(row.counts[i]) * rarity[row.term * kWidth + i];
      squares[i] += weight * weight;
    }
}

// The last places of a row of all spaces: those that have pairs.
template <size_t kWidth>
constexpr size_t kOffset = kSpaces - kWidth;

PLUMBLINE_ALSO_WIDE
void AddWord(const uint32_t* documents, const float* weights, size_t count,
             float times, float* sums) {
  for (size_t i = 0; i < count; ++i) {
    Eight part;
    Load(weights + i * kSpaces, &part);
    AddEight(part, times, sums + documents[i] * kSpaces);
  }
}

void AddPair(const uint32_t* documents, const float* weights, size_t count,
             float times, float* sums) {
  for (size_t i = 0; i < count; ++i) {
    float* sum = sums + documents[i] * kSpaces + kOffset<kPairSpaces>;
    sum[0] += weights[i * 2] * times;
    sum[1] += weights[i * 2 + 1] * times;
  }
}

// The sums of eight documents, scaled: rows of spaces become rows of documents.
PLUMBLINE_WITHIN_WIDE void ScaleAndTurn(const Eight& scale, const float* sums,
                                        Eight* rows) {
  Eight pairs[kLanes];
#pragma GCC unroll 8
  for (size_t i = 0; i < kLanes; ++i) {
    Eight row;  // An array that is copied to would stay in memory.
    Load(sums + i * kSpaces, &row);
    rows[i] = row * scale;
  }
#pragma GCC unroll 8
  for (size_t i = 0; i < kLanes; i += 2) {
    pairs[i] =
        __builtin_shufflevector(rows[i], rows[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[i + 1] = __builtin_shufflevector(rows[i], rows[i + 1], 2, 10, 3, 11,
                                           6, 14, 7, 15);
  }
  // By spaces of each half, those of four documents.
#pragma GCC unroll 8
  for (size_t i = 0; i < kLanes; i += 4)
#pragma GCC unroll 2
    for (size_t j = 0; j < 2; ++j) {
      rows[i + 2 * j] = __builtin_shufflevector(pairs[i + j], pairs[i + j + 2],
                                                0, 1, 8, 9, 4, 5, 12, 13);
      rows[i + 2 * j + 1] = __builtin_shufflevector(
          pairs[i + j], pairs[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
#pragma GCC unroll 8
  for (size_t i = 0; i < kLanes / 2; ++i) {
    const Eight first = rows[i];
    rows[i] =
        __builtin_shufflevector(first, rows[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    rows[i + 4] =
        __builtin_shufflevector(first, rows[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

// Turns sums into cosines, space after space, and leaves 0 behind.
PLUMBLINE_ALSO_WIDE
void Spread(const float* scales, size_t documents, float* sums,
            float* cosines) {
  Eight scale;
  Load(scales, &scale);
  size_t document = 0;
  for (; document + kLanes <= documents; document += kLanes) {
    Eight rows[kLanes];
    ScaleAndTurn(scale, sums + document * kSpaces, rows);
#pragma GCC unroll 8
    for (size_t space = 0; space < kSpaces; ++space) {
      const Eight row = rows[space];
      Store(row, cosines + space * documents + document);
    }
  }
  for (; document < documents; ++document)
    for (size_t space = 0; space < kSpaces; ++space)
      cosines[space * documents + document] =
          sums[document * kSpaces + space] * scales[space];
  std::fill_n(sums, documents * kSpaces, 0.0f);
}

// Adds the squares of a term's weights.
PLUMBLINE_WITHIN_WIDE void AddSquaresOf(const float* rarity, size_t count,
                                        float times, double* squares) {
  for (size_t i = 0; i < count; ++i) {
    const double weight = times * rarity[i];
    squares[i] += weight * weight;
  }
}

}  // namespace

template <size_t kWidth>
void SideBySideSpaces::Postings<kWidth>::SetRarity(
    const std::vector<std::array<uint32_t, kWidth>>& frequency, size_t texts) {
  rarity.resize(frequency.size() * kWidth);
  for (size_t term = 0; term < frequency.size(); ++term)
    for (size_t i = 0; i < kWidth; ++i)
      rarity[term * kWidth + i] =
          InverseDocumentFrequency(texts, frequency[term][i]);
}

template <size_t kWidth, typename PostingsT>
void Scatter(const Counter<kWidth>& counter,
             const std::vector<Lengths>& lengths, PostingsT* postings) {
  auto& begins = postings->begins;
  begins.assign(postings->rarity.size() / kWidth + 1, 0);
  for (size_t document = 0; document < lengths.size(); ++document)
    for (const Row<kWidth>& row : counter.RowsOf(document))
      ++begins[row.term + 1];
  for (size_t term = 1; term < begins.size(); ++term)
    begins[term] += begins[term - 1];
  postings->documents.resize(begins.back());
  postings->weights.resize(begins.back() * kWidth);
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  for (uint32_t document = 0; document < lengths.size(); ++document)
    for (const Row<kWidth>& row : counter.RowsOf(document)) {
      const uint32_t at = next[row.term]++;
      postings->documents[at] = document;
      for (size_t i = 0; i < kWidth; ++i) {
        const double rarity = postings->rarity[row.term * kWidth + i];
        if (row.counts[i] > 0)
          postings->weights[at * kWidth + i] = static_cast<float>(
              DampedCount(row.counts[i]) * rarity /
              lengths[document][kOffset<kWidth> + i] * rarity);
      }
    }
}

SideBySideSpaces::SideBySideSpaces(absl::Span<const Document> documents,
                                   const TermTable& terms,
                                   absl::Span<const Counts> background_words,
                                   absl::Span<const Counts> background_terms)
    : document_count_(documents.size()),
      words_(static_cast<TermId>(terms.word_count())) {
  Counter<kSpaces> words(terms.word_count());
  Counter<kPairSpaces> pairs(terms.size() - terms.word_count());
  for (const Document& document : documents) {
    for (size_t space = 0; space < kSpaces; ++space)
      for (const TermId word : document.words[space]) words.Add(word, space);
    for (size_t space = 0; space < kPairSpaces; ++space)
      for (const TermId pair : document.pairs[space])
        pairs.Add(pair - words_, space);
    words.EndDocument();
    pairs.EndDocument();
  }
  CountBackground(background_words, 0, 0, kFirstWithPairs, &words.frequency());
  CountBackground(background_terms, 0, kFirstWithPairs, kSpaces,
                  &words.frequency());
  CountBackground(background_terms, words_, 0, kPairSpaces, &pairs.frequency());
  const size_t texts = documents.size() + background_terms.size();
  of_words_.SetRarity(words.frequency(), texts);
  of_pairs_.SetRarity(pairs.frequency(), texts);
  std::vector<Lengths> lengths(documents.size());
  for (size_t document = 0; document < documents.size(); ++document) {
    Lengths squares = {};
    AddSquares(words.RowsOf(document), of_words_.rarity, squares.data());
    AddSquares(pairs.RowsOf(document), of_pairs_.rarity,
               squares.data() + kFirstWithPairs);
    for (size_t space = 0; space < kSpaces; ++space)
      lengths[document][space] = std::sqrt(squares[space]);
  }
  Scatter(words, lengths, &of_words_);
  Scatter(pairs, lengths, &of_pairs_);
}

float SideBySideSpaces::RarityIn(size_t space, TermId term) const {
  if (term < words_) return of_words_.rarity[term * kSpaces + space];
  if (space < kFirstWithPairs) return 0;
  const size_t at = (term - words_) * kPairSpaces + space - kFirstWithPairs;
  return at < of_pairs_.rarity.size() ? of_pairs_.rarity[at] : 0;
}

// What a term is looked up in, then its first postings: fetched ahead of their
// use.
void SideBySideSpaces::Fetch(absl::Span<const TermCount> text,
                             size_t at) const {
  constexpr size_t kTermsAhead = 12;
  constexpr size_t kPostingsAhead = 4;
  const auto fetch = [](const auto& postings, size_t width, TermId term,
                        bool first) {
    if (term + 1 >= postings.begins.size()) return;
    if (first) {
      __builtin_prefetch(&postings.begins[term]);
      __builtin_prefetch(&postings.rarity[term * width]);
      return;
    }
    const uint32_t begin = postings.begins[term];
    __builtin_prefetch(postings.documents.data() + begin);
    __builtin_prefetch(postings.weights.data() + begin * width);
  };
  for (const size_t ahead : {kTermsAhead, kPostingsAhead}) {
    if (at + ahead >= text.size()) continue;
    const TermId term = text[at + ahead].term;
    const bool first = ahead == kTermsAhead;
    if (term < words_)
      fetch(of_words_, kSpaces, term, first);
    else
      fetch(of_pairs_, kPairSpaces, term - words_, first);
  }
}

void SideBySideSpaces::FillCosines(absl::Span<const TermCount> text, Sums* sums,
                                   absl::Span<float> cosines) const {
  sums->values_.resize(
      std::max(sums->values_.size(), document_count_ * kSpaces));
  float* values = sums->values_.data();
  std::array<double, kSpaces> squares = {};
  for (size_t i = 0; i < text.size(); ++i) {
    Fetch(text, i);
    const TermCount& term = text[i];
    const float times = DampedCount(term.count);
    if (term.term < words_) {
      AddSquaresOf(&of_words_.rarity[term.term * kSpaces], kSpaces, times,
                   squares.data());
      const uint32_t begin = of_words_.begins[term.term];
      AddWord(&of_words_.documents[begin], &of_words_.weights[begin * kSpaces],
              of_words_.begins[term.term + 1] - begin, times, values);
    } else if (term.term - words_ + 1 < of_pairs_.begins.size()) {
      const TermId pair = term.term - words_;
      AddSquaresOf(&of_pairs_.rarity[pair * kPairSpaces], kPairSpaces, times,
                   squares.data() + kFirstWithPairs);
      const uint32_t begin = of_pairs_.begins[pair];
      AddPair(&of_pairs_.documents[begin],
              &of_pairs_.weights[begin * kPairSpaces],
              of_pairs_.begins[pair + 1] - begin, times, values);
    }
  }
  std::array<float, kSpaces> scales;
  for (size_t space = 0; space < kSpaces; ++space)
    scales[space] = squares[space] > 0
                        ? static_cast<float>(1 / std::sqrt(squares[space]))
                        : 0;
  Spread(scales.data(), document_count_, values, cosines.data());
}

std::vector<TermWeight> SideBySideSpaces::LastVectorOf(
    absl::Span<const TermCount> text) const {
  std::vector<TermWeight> vector;
  vector.reserve(text.size());
  double squares = 0;
  for (const TermCount& term : text) {
    const float weight =
        DampedCount(term.count) * RarityIn(kSpaces - 1, term.term);
    if (weight == 0) continue;
    squares += static_cast<double>(weight) * weight;
    vector.push_back({term.term, weight});
  }
  const auto scale = static_cast<float>(1 / std::sqrt(squares));
  for (TermWeight& term : vector) term.weight *= scale;
  return vector;
}

template <size_t kWidth, typename PostingsT>
void AddLast(const PostingsT& postings, TermId first,
             std::vector<std::vector<TermWeight>>* vectors) {
  for (TermId term = 0; term + 1 < postings.begins.size(); ++term)
    for (uint32_t at = postings.begins[term]; at < postings.begins[term + 1];
         ++at) {
      const float weight = postings.weights[(at + 1) * kWidth - 1];
      if (weight > 0)
        (*vectors)[postings.documents[at]].push_back(
            {first + term, weight / postings.rarity[(term + 1) * kWidth - 1]});
    }
}

std::vector<std::vector<TermWeight>> SideBySideSpaces::LastVectors() const {
  std::vector<std::vector<TermWeight>> vectors(document_count_);
  AddLast<kSpaces>(of_words_, 0, &vectors);
  AddLast<kPairSpaces>(of_pairs_, words_, &vectors);
  return vectors;
}

}  // namespace plumbline::alignment
