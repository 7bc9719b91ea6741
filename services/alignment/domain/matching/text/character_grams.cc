#include "services/alignment/domain/matching/text/character_grams.h"

#include <algorithm>
#include <utility>

#include "services/alignment/domain/matching/text/token_table.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kShortest = 2;
constexpr size_t kLongest = 5;

template <typename Visit>
void ForEachGram(absl::string_view folded, Visit visit) {
  ForEachKeyedToken(folded, [&](const KeyedToken& token) {
    const size_t size = token.text.size() + 2;
    for (size_t begin = 0; begin + kShortest <= size; ++begin) {
      uint64_t key = 0;
      const size_t end = std::min(begin + kLongest, size);
      for (size_t at = begin; at < end; ++at) {
        const bool is_edge = at == 0 || at + 1 == size;
        key = key << 8 |
              static_cast<unsigned char>(is_edge ? ' ' : token.text[at - 1]);
        if (at - begin + 1 >= kShortest) visit(key);
      }
    }
  });
}

}  // namespace

void CharacterGrams::Add(absl::string_view folded) {
  ForEachGram(folded, [this](uint64_t key) { keys_.TryAdd(key); });
}

std::vector<TermCount> CharacterGrams::Count(absl::string_view folded) const {
  std::vector<uint64_t> keys;
  keys.reserve(4 * folded.size() + 8);
  ForEachGram(folded, [&](uint64_t key) { keys.push_back(key); });
  std::vector<TermId> grams;
  grams.reserve(keys.size());
  keys_.AppendFound(keys, 0, &grams);
  return CountTerms(std::move(grams));
}

}  // namespace plumbline::alignment
