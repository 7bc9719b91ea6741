// Spellings of words and titles, held to what is slow and plain.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/alignment/domain/matching/text/title_spellings.h"
#include "services/alignment/domain/matching/text/word_spellings.h"

namespace plumbline::alignment {
namespace {

using Vector = std::map<std::string, double>;

std::vector<std::string> WordsOf(const std::string& folded) {
  return absl::StrSplit(folded, ' ', absl::SkipEmpty());
}

// How often a word has each run of two to five characters.
std::map<std::string, int> GramsOf(const std::string& word) {
  const std::string edged = absl::StrCat(" ", word, " ");
  std::map<std::string, int> grams;
  for (size_t length = 2; length <= 5; ++length)
    for (size_t at = 0; at + length <= edged.size(); ++at)
      ++grams[edged.substr(at, length)];
  return grams;
}

double RarityAmong(double all, double having_it) {
  return std::log((1 + all) / (1 + having_it)) + 1;
}

double CosineOfVectors(const Vector& one, const Vector& other) {
  double product = 0, square = 0, other_square = 0;
  for (const auto& [gram, weight] : one) {
    square += weight * weight;
    if (other.contains(gram)) product += weight * other.at(gram);
  }
  for (const auto& [gram, weight] : other) other_square += weight * weight;
  return square == 0 ? 0 : product / std::sqrt(square * other_square);
}

// Every word and title compared with every other.
class SlowSpellings {
 public:
  explicit SlowSpellings(const std::vector<std::string>& titles)
      : titles_(titles) {
    for (const std::string& title : titles) {
      const auto words = WordsOf(title);
      for (const std::string& word : words)
        if (std::find(words_.begin(), words_.end(), word) == words_.end())
          words_.push_back(word);
      for (const std::string& word :
           std::set<std::string>(words.begin(), words.end()))
        ++titles_having_[word];
    }
    for (const std::string& word : words_)
      for (const auto& [gram, count] : GramsOf(word)) ++words_having_[gram];
    for (const std::string& word : words_) vectors_.push_back(VectorOf(word));
  }

  const std::vector<std::string>& words() const { return words_; }

  // By word.
  std::vector<double> CosinesOfWord(const std::string& word) const {
    const Vector vector = VectorOf(word);
    std::vector<double> cosines;
    for (const Vector& other : vectors_)
      cosines.push_back(CosineOfVectors(vector, other));
    return cosines;
  }

  // The nearest words with their cosines.
  std::map<std::string, double> NearestTo(const std::string& word) const {
    const auto cosines = CosinesOfWord(word);
    std::vector<std::pair<double, size_t>> near;
    for (size_t i = 0; i < words_.size(); ++i)
      if (cosines[i] >= double{WordSpellings::kLeastCosine})
        near.emplace_back(-cosines[i], i);
    std::sort(near.begin(), near.end());
    if (near.size() > WordSpellings::kMostNear)
      near.resize(WordSpellings::kMostNear);
    std::map<std::string, double> nearest;
    for (const auto& [cosine, i] : near) nearest[words_[i]] = -cosine;
    return nearest;
  }

  // By title.
  std::vector<double> CosinesOf(const std::string& text) const {
    double square = 0;
    std::map<std::string, double> of_word;
    for (const std::string& word : WordsOf(text)) {
      const double weight = WeightOf(word);
      square += weight * weight;
      for (const auto& [near, cosine] : NearestTo(word))
        of_word[near] += weight * cosine * WeightOf(near);
    }
    std::vector<double> cosines;
    for (const std::string& title : titles_) {
      double sum = 0, of_title = 0;
      for (const std::string& word : WordsOf(title)) {
        if (of_word.contains(word)) sum += of_word.at(word);
        of_title += WeightOf(word) * WeightOf(word);
      }
      cosines.push_back(
          sum == 0 ? 0 : std::min(1.0, sum / std::sqrt(square * of_title)));
    }
    return cosines;
  }

 private:
  double WeightOf(const std::string& word) const {
    const auto having_it = titles_having_.find(word);
    return RarityAmong(
        static_cast<double>(titles_.size()),
        having_it == titles_having_.end() ? 1 : having_it->second);
  }

  Vector VectorOf(const std::string& word) const {
    Vector vector;
    for (const auto& [gram, count] : GramsOf(word))
      if (words_having_.contains(gram))
        vector[gram] = (1 + std::log(count)) *
                       RarityAmong(static_cast<double>(words_.size()),
                                   words_having_.at(gram));
    return vector;
  }

  std::vector<std::string> titles_;
  // In the order in which they come.
  std::vector<std::string> words_;
  std::vector<Vector> vectors_;
  std::map<std::string, int> titles_having_, words_having_;
};

// Words of few letters, so that they have much in common.
std::string WordOfFewLetters(std::mt19937* random) {
  std::string word;
  for (size_t i = 2 + (*random)() % 9; i > 0; --i)
    word.push_back(static_cast<char>('a' + (*random)() % 4));
  return word;
}

// Titles of some hundred words, of which each may stand in several.
std::vector<std::string> TitlesOfFewWords(std::mt19937* random, size_t count) {
  std::vector<std::string> words;
  for (int i = 0; i < 120; ++i) words.push_back(WordOfFewLetters(random));
  std::vector<std::string> titles;
  for (size_t i = 0; i < count; ++i) {
    std::string& title = titles.emplace_back(words[(*random)() % 120]);
    for (size_t more = (*random)() % 4; more > 0; --more)
      absl::StrAppend(&title, " ", words[(*random)() % 120]);
  }
  return titles;
}

// One of the titles, or words that no title need have.
std::string RandomQuestion(const std::vector<std::string>& titles,
                           std::mt19937* random) {
  std::string question = titles[(*random)() % titles.size()];
  if ((*random)() % 3 == 0) question.clear();
  if ((*random)() % 2 == 0)
    absl::StrAppend(&question, " ", WordOfFewLetters(random));
  return question;
}

struct Rows {
  explicit Rows(size_t candidates)
      : nearest(candidates), neighbours(candidates) {}
  bool operator==(const Rows&) const = default;
  std::vector<float> nearest, neighbours;
};

Rows RowsOf(const TitleSpellings& spellings, const std::string& text,
            size_t candidates, TitleSpellings::Scratch* scratch) {
  Rows rows(candidates);
  spellings.FillScores(text, scratch, absl::MakeSpan(rows.nearest),
                       absl::MakeSpan(rows.neighbours));
  return rows;
}

TEST(WordSpellingsTest, AreTheNearestOfAllWords) {
  std::mt19937 random(5);
  const SlowSpellings slow(TitlesOfFewWords(&random, 200));
  WordSpellings fast;
  for (const std::string& word : slow.words()) fast.Add(TokenAt(word, 0));
  fast.Finish();
  ASSERT_EQ(fast.size(), slow.words().size());
  WordSpellings::Scratch scratch;
  std::vector<std::string> asked = slow.words();
  for (int i = 0; i < 100; ++i) asked.push_back(WordOfFewLetters(&random));
  asked.push_back("zzz");
  for (const std::string& word : asked) {
    const auto expected = slow.NearestTo(word);
    const auto cosines = slow.CosinesOfWord(word);
    const auto found = fast.NearestTo(TokenAt(word, 0), &scratch);
    EXPECT_EQ(found.size(), expected.size()) << word;
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_NEAR(found[i].cosine, cosines[found[i].word], 1e-5) << word;
      if (i > 0) {
        EXPECT_LE(found[i].cosine, found[i - 1].cosine);
      }
    }
  }
}

TEST(WordSpellingsTest, AWordIsItsOwnNearest) {
  WordSpellings words;
  for (const char* word : {"phlebotomist", "welder", "welders", "x"})
    words.Add(TokenAt(word, 0));
  EXPECT_EQ(words.Add(TokenAt("welder", 0)), 1u);
  words.Finish();
  WordSpellings::Scratch scratch;
  const auto welder = words.NearestTo(TokenAt("welder", 0), &scratch);
  ASSERT_EQ(welder.size(), 2u);
  EXPECT_EQ(welder[0].word, 1u);
  EXPECT_FLOAT_EQ(welder[0].cosine, 1);
  EXPECT_EQ(welder[1].word, 2u);
  const auto unknown = words.NearestTo(TokenAt("phlebotomy", 0), &scratch);
  ASSERT_EQ(unknown.size(), 1u);
  EXPECT_EQ(unknown[0].word, 0u);
  EXPECT_LT(unknown[0].cosine, 1);
  EXPECT_TRUE(words.NearestTo(TokenAt("qqqq", 0), &scratch).empty());
}

TEST(TitleSpellingsTest, ScoresAreThoseOfEachTitleOnItsOwn) {
  std::mt19937 random(6);
  for (int round = 0; round < 4; ++round) {
    constexpr size_t kCandidates = 60;
    const auto titles = TitlesOfFewWords(&random, 240);
    std::vector<CandidateIndex> owners;
    for (size_t i = 0; i < titles.size(); ++i)
      owners.push_back(static_cast<CandidateIndex>(i / 4));
    const SlowSpellings slow(titles);
    const TitleSpellings fast(titles, owners);
    TitleSpellings::Scratch scratch;
    for (int question = 0; question < 20; ++question) {
      const std::string text = RandomQuestion(titles, &random);
      const auto cosines = slow.CosinesOf(text);
      const Rows rows = RowsOf(fast, text, kCandidates, &scratch);
      std::vector<double> nearest(kCandidates);
      for (size_t i = 0; i < titles.size(); ++i)
        nearest[owners[i]] = std::max(nearest[owners[i]], cosines[i]);
      for (size_t i = 0; i < kCandidates; ++i)
        EXPECT_NEAR(rows.nearest[i], nearest[i], 2e-5) << text;
      auto greatest = cosines;
      std::sort(greatest.rbegin(), greatest.rend());
      double expected = 0, found = 0;
      for (size_t i = 0; i < NearestTitles::kMost; ++i)
        expected += std::pow(greatest[i], 3);
      for (const float sum : rows.neighbours) found += double{sum};
      EXPECT_NEAR(found, expected, 1e-4) << text;
    }
  }
}

TEST(TitleSpellingsTest, AnswersDoNotDependOnWhatWasAskedBeforeOrBeside) {
  std::mt19937 random(7);
  constexpr size_t kCandidates = 50;
  const auto titles = TitlesOfFewWords(&random, 400);
  std::vector<CandidateIndex> owners;
  for (size_t i = 0; i < titles.size(); ++i)
    owners.push_back(static_cast<CandidateIndex>(i % kCandidates));
  std::vector<std::string> questions = {"", "zzz", titles[0]};
  for (int i = 0; i < 60; ++i)
    questions.push_back(RandomQuestion(titles, &random));
  std::vector<Rows> expected;
  for (const std::string& question : questions) {
    const TitleSpellings fresh(titles, owners);
    TitleSpellings::Scratch scratch;
    expected.push_back(RowsOf(fresh, question, kCandidates, &scratch));
  }
  const TitleSpellings shared(titles, owners);
  std::vector<std::vector<Rows>> found(4);
  std::vector<std::thread> threads;
  for (std::vector<Rows>& rows : found)
    threads.emplace_back([&] {
      TitleSpellings::Scratch scratch;
      for (const std::string& question : questions)
        rows.push_back(RowsOf(shared, question, kCandidates, &scratch));
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<Rows>& rows : found) EXPECT_EQ(rows, expected);
}

TEST(TitleSpellingsTest, ATitleIsAsNearAsCanBeToItselfAndFarFromOthers) {
  const std::vector<std::string> titles = {"arc welder", "phlebotomist",
                                           "welder welder", "baker"};
  const TitleSpellings spellings(titles,
                                 std::vector<CandidateIndex>{0, 1, 2, 3});
  TitleSpellings::Scratch scratch;
  Rows rows = RowsOf(spellings, "arc welder", 4, &scratch);
  EXPECT_FLOAT_EQ(rows.nearest[0], 1);
  EXPECT_EQ(rows.nearest[1], 0);
  EXPECT_GT(rows.nearest[2], 0.3f);
  EXPECT_EQ(rows.nearest[3], 0);
  rows = RowsOf(spellings, "phlebotomy", 4, &scratch);
  EXPECT_GT(rows.nearest[1], 0.3f);
  EXPECT_LT(rows.nearest[1], 1);
  EXPECT_FLOAT_EQ(rows.neighbours[1],
                  rows.nearest[1] * rows.nearest[1] * rows.nearest[1]);
}

}  // namespace
}  // namespace plumbline::alignment
