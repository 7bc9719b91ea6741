#include "services/alignment/domain/matching/text/character_grams.h"

#include <algorithm>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kShortest = 2;
constexpr size_t kLongest = 5;

void ForEachGram(absl::string_view folded,
                 absl::FunctionRef<void(uint64_t)> visit) {
  ForEachToken(folded, [&](absl::string_view token) {
    const std::string word = absl::StrCat(" ", token, " ");
    for (size_t begin = 0; begin + kShortest <= word.size(); ++begin) {
      uint64_t key = 0;
      const size_t end = std::min(begin + kLongest, word.size());
      for (size_t at = begin; at < end; ++at) {
        key = key << 8 | static_cast<unsigned char>(word[at]);
        if (at - begin + 1 >= kShortest) visit(key);
      }
    }
  });
}

}  // namespace

void CharacterGrams::Add(absl::string_view folded) {
  ForEachGram(folded, [this](uint64_t key) {
    ids_.try_emplace(key, static_cast<TermId>(ids_.size()));
  });
}

std::vector<TermCount> CharacterGrams::Count(absl::string_view folded) const {
  std::vector<TermId> grams;
  ForEachGram(folded, [&](uint64_t key) {
    const auto gram = ids_.find(key);
    if (gram != ids_.end()) grams.push_back(gram->second);
  });
  return CountTerms(std::move(grams));
}

}  // namespace plumbline::alignment
