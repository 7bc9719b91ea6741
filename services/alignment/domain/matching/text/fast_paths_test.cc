// What is fast is held to what is slow and plain, on random texts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/matching/nearest.h"
#include "services/alignment/domain/matching/text/direction_table.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/greatest.h"
#include "services/alignment/domain/matching/text/key_table.h"
#include "services/alignment/domain/matching/text/latent_space.h"
#include "services/alignment/domain/matching/text/nearest_titles.h"
#include "services/alignment/domain/matching/text/side_by_side_spaces.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/term_table.h"
#include "services/alignment/domain/matching/text/token_table.h"

namespace plumbline::alignment {
namespace {

using Counts = std::vector<TermCount>;
using Words = std::vector<TermId>;

// Words of few letters, so that they have much in common.
std::string RandomWord(std::mt19937* random) {
  std::string word;
  const size_t length = 1 + (*random)() % 7;
  for (size_t i = 0; i < length; ++i)
    word.push_back(static_cast<char>('a' + (*random)() % 3));
  return word;
}

TEST(NearestTitlesTest, KeepsThirtyAndTheFirstOfEqualOnes) {
  NearestTitles nearest;
  const std::vector<CandidateIndex> owners(200, 0);
  for (uint32_t i = 0; i < 100; ++i) nearest.Offer(199 - i, 0.5f);
  EXPECT_EQ(nearest.least(), 0.5f);
  nearest.Offer(0, 0.25f);
  std::vector<float> sum(1);
  nearest.AddCubes(owners, absl::MakeSpan(sum));
  EXPECT_NEAR(sum[0], 30 * 0.125, 1e-6);
}

// Random words over few; a document in every space.
Words RandomWords(const Words& vocabulary, std::mt19937* random) {
  Words words;
  for (size_t i = (*random)() % 14; i > 0; --i)
    words.push_back(vocabulary[(*random)() % vocabulary.size()]);
  return words;
}

TEST(SideBySideSpacesTest, AreEightSpacesOfTheirOwn) {
  using Spaces = SideBySideSpaces;
  std::mt19937 random(9);
  for (int round = 0; round < 20; ++round) {
    TermTable terms;
    const Words vocabulary =
        terms.AddWords("bolt cable drill engine forge gear hinge iron joint");
    std::vector<Spaces::Document> documents(7);
    for (Spaces::Document& document : documents) {
      for (Words& words : document.words)
        words = RandomWords(vocabulary, &random);
      for (size_t i = 0; i < document.pairs.size(); ++i)
        document.pairs[i] =
            terms.AddPairs(document.words[Spaces::kFirstWithPairs + i]);
    }
    std::vector<Counts> background_words, background_terms;
    for (int i = 0; i < 4; ++i) {
      const Words words = RandomWords(vocabulary, &random);
      terms.AddPairs(words);
      background_words.push_back(terms.Count(words, false));
      background_terms.push_back(terms.Count(words, true));
    }
    const Spaces fast(documents, terms, background_words, background_terms);
    Spaces::Sums sums;
    for (int question = 0; question < 10; ++question) {
      const Words asked = RandomWords(vocabulary, &random);
      std::vector<float> cosines(Spaces::kSpaces * documents.size(), -1);
      fast.FillCosines(terms.Count(asked, true), &sums,
                       absl::MakeSpan(cosines));
      for (size_t space = 0; space < Spaces::kSpaces; ++space) {
        const bool pairs = space >= Spaces::kFirstWithPairs;
        std::vector<Counts> counts;
        for (const Spaces::Document& document : documents)
          counts.push_back(terms.Count(document.words[space], pairs));
        const TermSpace slow = TermSpace::Build(
            counts, pairs ? background_terms : background_words);
        std::vector<float> expected(documents.size());
        slow.AddScores(terms.Count(asked, pairs), absl::MakeSpan(expected));
        for (size_t i = 0; i < documents.size(); ++i)
          EXPECT_NEAR(cosines[space * documents.size() + i], expected[i], 1e-5)
              << space;
      }
    }
  }
}

std::vector<std::vector<TermWeight>> RandomVectors(size_t count, TermId terms,
                                                   std::mt19937* random) {
  std::vector<Counts> texts;
  for (size_t i = 0; i < count; ++i) {
    Words words = {static_cast<TermId>(i % terms)};
    for (size_t j = (*random)() % 9; j > 0; --j)
      words.push_back(static_cast<TermId>((*random)() % terms));
    texts.push_back(CountTerms(words));
  }
  const TermSpace space = TermSpace::Build(texts, {});
  std::vector<std::vector<TermWeight>> vectors;
  for (const Counts& text : texts) vectors.push_back(space.VectorOf(text));
  return vectors;
}

double InnerProduct(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * b[i];
  return sum;
}

TEST(LatentSpaceTest, TheNumberOfThreadsChangesNoByte) {
  std::mt19937 random(2);
  const auto vectors = RandomVectors(203, 90, &random);
  const LatentSpace one = LatentSpace::Build(vectors, 90, 40, 1);
  const LatentSpace three = LatentSpace::Build(vectors, 90, 40, 3);
  for (size_t i = 0; i < vectors.size(); ++i) {
    EXPECT_EQ(one.DirectionOfBuilt(i), three.DirectionOfBuilt(i));
    EXPECT_EQ(one.DirectionOf(vectors[i]), three.DirectionOf(vectors[i]));
  }
}

TEST(LatentSpaceTest, ATextThatWasBuiltFromIsFoundAgain) {
  std::mt19937 random(4);
  const auto vectors = RandomVectors(120, 70, &random);
  const LatentSpace space = LatentSpace::Build(vectors, 70, 30);
  for (size_t i = 0; i < vectors.size(); ++i)
    EXPECT_NEAR(
        InnerProduct(space.DirectionOfBuilt(i), space.DirectionOf(vectors[i])),
        1, 1e-3);
}

TEST(LatentSpaceTest, TextsOfTwoTrainsOfThoughtNeedTwoDirections) {
  // Terms 0 to 4 and 5 to 9 never meet.
  std::mt19937 random(8);
  std::vector<Counts> texts;
  for (TermId i = 0; i < 40; ++i) {
    Words words;
    for (int j = 0; j < 6; ++j)
      words.push_back(static_cast<TermId>(random() % 5) + (i % 2) * 5);
    texts.push_back(CountTerms(words));
  }
  const TermSpace space = TermSpace::Build(texts, {});
  std::vector<std::vector<TermWeight>> vectors;
  for (const Counts& text : texts) vectors.push_back(space.VectorOf(text));
  const LatentSpace latent = LatentSpace::Build(vectors, 10, 2);
  for (size_t a = 0; a < texts.size(); ++a)
    for (size_t b = 0; b < texts.size(); ++b)
      EXPECT_NEAR(
          InnerProduct(latent.DirectionOfBuilt(a), latent.DirectionOfBuilt(b)),
          a % 2 == b % 2 ? 1 : 0, 0.02);
}

TEST(DirectionTableTest, CosinesAreWithinTheirRounding) {
  std::mt19937 random(12);
  std::normal_distribution<float> normal;
  std::vector<std::vector<float>> directions;
  for (int i = 0; i < 45; ++i) {
    std::vector<float> direction(45);
    for (float& value : direction) value = normal(random);
    const double length = std::sqrt(InnerProduct(direction, direction));
    for (float& value : direction) value = static_cast<float>(value / length);
    directions.push_back(direction);
  }
  DirectionTable table;
  for (const auto& direction : directions) table.Add(direction);
  EXPECT_EQ(table.RowOf(13), DirectionTable::Round(directions[13]));
  for (const auto& direction : directions) {
    std::vector<float> cosines(directions.size());
    table.FillCosines(DirectionTable::Round(direction).data(),
                      absl::MakeSpan(cosines));
    for (size_t i = 0; i < cosines.size(); ++i)
      EXPECT_NEAR(cosines[i], InnerProduct(direction, directions[i]), 1e-4);
  }
  std::vector<std::vector<float>> together(11, std::vector<float>(45));
  std::vector<DirectionTable::Rounded> rounded;
  std::vector<const int16_t*> asked;
  std::vector<float*> filled;
  for (size_t i = 0; i < 11; ++i)
    rounded.push_back(DirectionTable::Round(directions[i]));
  for (size_t i = 0; i < 11; ++i) {
    asked.push_back(rounded[i].data());
    filled.push_back(together[i].data());
  }
  table.FillCosines(asked, filled);
  for (size_t i = 0; i < 11; ++i) {
    std::vector<float> alone(45);
    table.FillCosines(asked[i], absl::MakeSpan(alone));
    EXPECT_EQ(together[i], alone);
  }
}

TEST(RankFirstTest, RanksAsSortingDoes) {
  std::mt19937 random(31);
  std::normal_distribution<double> normal;
  for (const size_t count : {0u, 1u, 7u, 100u, 129u, 255u, 300u, 867u, 2000u})
    for (const size_t values : {1u, 3u, 90u, 1000000u}) {
      std::vector<double> numbers;
      for (size_t i = 0; i < count; ++i)
        numbers.push_back(values > 1000
                              ? normal(random)
                              : static_cast<double>(random() % values));
      std::vector<uint32_t> expected(count), found = {3};
      std::iota(expected.begin(), expected.end(), 0u);
      std::stable_sort(
          expected.begin(), expected.end(),
          [&](uint32_t a, uint32_t b) { return numbers[a] > numbers[b]; });
      expected.resize(std::min<size_t>(count, 100));
      RankFirst(numbers, 100, &found);
      EXPECT_EQ(found, expected) << count << " of " << values;
    }
}

TEST(TokenTableTest, FindsWhatWasAddedAndNothingElse) {
  std::mt19937 random(21);
  TokenTable table;
  std::map<std::string, uint32_t> expected;
  std::string text;
  for (uint32_t i = 0; i < 5000; ++i) {
    std::string token = RandomWord(&random);
    // Of every length around the edges of what is kept in place.
    for (size_t more = random() % 4; more > 0; --more)
      token += RandomWord(&random);
    text += token + std::string(1 + i % 3, ' ');
    ForEachKeyedToken(token, [&](const KeyedToken& keyed) {
      const auto [number, is_new] = table.TryAdd(keyed, i);
      const auto [known, is_first] = expected.try_emplace(token, i);
      EXPECT_EQ(is_new, is_first) << token;
      EXPECT_EQ(*number, known->second) << token;
    });
  }
  std::vector<std::string> tokens, plain;
  ForEachKeyedToken(text, [&](const KeyedToken& keyed) {
    tokens.emplace_back(keyed.text);
    ASSERT_NE(table.Find(keyed), nullptr) << keyed.text;
    EXPECT_EQ(*table.Find(keyed), expected[tokens.back()]);
  });
  ForEachToken(text,
               [&](absl::string_view token) { plain.emplace_back(token); });
  EXPECT_EQ(tokens, plain);
  ForEachKeyedToken("zabc zabcabcabcabcabca zabcabcabcabcabcabc",
                    [&](const KeyedToken& keyed) {
                      EXPECT_EQ(table.Find(keyed), nullptr) << keyed.text;
                    });
}

TEST(KeyTableTest, FindsWhatWasAddedAndNothingElse) {
  std::mt19937_64 random(22);
  KeyTable table;
  std::map<uint64_t, uint32_t> expected;
  std::vector<uint64_t> asked;
  for (int i = 0; i < 5000; ++i) {
    const uint64_t key = (random() % 60) << 32 | random() % 60;
    if (i % 2 == 0) {
      const auto next = static_cast<uint32_t>(expected.size());
      const auto [known, is_new] = expected.try_emplace(key, next);
      EXPECT_EQ(table.TryAdd(key), std::pair(known->second, is_new));
    }
    asked.push_back(key);
  }
  std::vector<uint32_t> found, places;
  for (const uint64_t key : asked) {
    const auto known = expected.find(key);
    EXPECT_EQ(table.Find(key), known == expected.end()
                                   ? std::nullopt
                                   : std::optional(known->second));
    if (known != expected.end()) places.push_back(known->second + 7);
  }
  table.AppendFound(asked, 7, &found);
  EXPECT_EQ(found, places);
}

TEST(CountTermsTest, IsWhatAMapCounts) {
  std::mt19937 random(23);
  for (const TermId limit : {3u, 300u, 70'000u, 20'000'000u})
    for (const size_t size : {0u, 1u, 7u, 8u, 60u, 96u, 97u, 200u, 1000u}) {
      Words words;
      std::map<TermId, uint32_t> expected;
      for (size_t i = 0; i < size; ++i) {
        words.push_back(static_cast<TermId>(random()) % limit);
        ++expected[words.back()];
      }
      std::map<TermId, uint32_t> found;
      TermId last = 0;
      for (const TermCount& one : CountTerms(words)) {
        EXPECT_TRUE(found.empty() || one.term > last);
        last = one.term;
        found[one.term] = one.count;
      }
      EXPECT_EQ(found, expected) << size;
    }
}

TEST(PlacesOfGreatestTest, AreTheFirstOfAllSorted) {
  std::mt19937 random(24);
  for (int round = 0; round < 200; ++round) {
    std::vector<float> numbers(random() % 300);
    const auto different = static_cast<uint32_t>(2 + random() % 200);
    for (float& number : numbers)
      number = static_cast<float>(random() % different) / 8 - 1;
    std::vector<uint32_t> expected;
    for (uint32_t i = 0; i < numbers.size(); ++i)
      if (numbers[i] > 0) expected.push_back(i);
    std::stable_sort(
        expected.begin(), expected.end(),
        [&](uint32_t a, uint32_t b) { return numbers[a] > numbers[b]; });
    const size_t kept = random() % 40;
    expected.resize(std::min(kept, expected.size()));
    EXPECT_EQ(PlacesOfGreatest(numbers, kept), expected);
  }
}

TEST(CountAboveTest, LeavesOutEqualOnes) {
  std::mt19937 random(25);
  for (const size_t count : {0u, 1u, 7u, 8u, 33u, 867u}) {
    std::vector<float> numbers;
    for (size_t i = 0; i < count; ++i)
      numbers.push_back(static_cast<float>(random() % 19) / 8 - 1);
    const std::vector<double> wide(numbers.begin(), numbers.end());
    for (const float least : {-1.0f, 0.0f, 0.125f, 2.0f}) {
      const auto expected =
          std::count_if(numbers.begin(), numbers.end(),
                        [&](float number) { return number > least; });
      EXPECT_EQ(CountAbove(numbers, least), expected) << count;
      EXPECT_EQ(CountAbove(wide, least), expected) << count;
    }
  }
}

TEST(SpreadNearestTest, IsWhatSortingAllSays) {
  std::mt19937 random(15);
  for (int round = 0; round < 200; ++round) {
    std::vector<float> likeness(random() % 50);
    for (float& value : likeness)
      value = static_cast<float>(random() % 9) / 8 - 0.25f;
    std::vector<std::vector<CandidateIndex>> occupations(likeness.size());
    for (auto& some : occupations)
      for (CandidateIndex i = 0; i < 4; ++i)
        if (random() % 2 == 0) some.push_back(i);
    const size_t kept = random() % 12;
    std::vector<size_t> order;
    for (size_t i = 0; i < likeness.size(); ++i)
      if (likeness[i] > 0) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return likeness[a] > likeness[b];
    });
    order.resize(std::min(kept, order.size()));
    std::vector<double> expected(4);
    double sum = 1e-9;
    for (const size_t at : order) {
      const double weight = std::pow(likeness[at], 3);
      sum += weight;
      for (const CandidateIndex one : occupations[at]) expected[one] += weight;
    }
    std::vector<float> found(4);
    SpreadNearest(
        likeness, kept, 3,
        [&](size_t at) -> const std::vector<CandidateIndex>& {
          return occupations[at];
        },
        absl::MakeSpan(found));
    for (size_t i = 0; i < 4; ++i)
      EXPECT_NEAR(found[i], expected[i] / sum, 1e-5);
  }
}

}  // namespace
}  // namespace plumbline::alignment
