#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/matching/text/character_grams.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/latent_space.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/term_table.h"
#include "services/alignment/domain/matching/text/title_ends.h"
#include "services/alignment/domain/matching/text/title_space.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using Counts = std::vector<TermCount>;

std::vector<std::string> Tokens(absl::string_view text) {
  std::vector<std::string> tokens;
  ForEachToken(FoldText(text),
               [&](absl::string_view token) { tokens.emplace_back(token); });
  return tokens;
}

TEST(FoldedTextTest, KeepsLettersDigitsAndTheSignsOfLanguageNames) {
  EXPECT_THAT(Tokens("C++, C# & Résumé-Writing (2nd ed.)"),
              ElementsAre("c++", "c#", "resume", "writing", "2nd", "ed"));
}

TEST(FoldedTextTest, MarkupAndOtherScriptsAreSpaces) {
  EXPECT_THAT(Tokens("<p class=\"x\">Welding&nbsp;<b>I</b></p> сварка 溶接"),
              ElementsAre("welding", "i"));
  EXPECT_THAT(Tokens("a < b > c & d;"), ElementsAre("a", "b", "c", "d"));
}

TEST(FoldedTextTest, WhatNobodySeesIsNotRead) {
  EXPECT_THAT(Tokens("a<!-- b -- c -->d<script type=x>e</f></SCRIPT >g"),
              ElementsAre("a", "d", "g"));
  EXPECT_THAT(Tokens("a <!-- b <style>c"), ElementsAre("a", "c"));
  EXPECT_THAT(Tokens("a <style>c <b>"), ElementsAre("a"));
  EXPECT_THAT(Tokens("\xC3\x28z \xE1\xBBz"), ElementsAre("z", "z"));
  EXPECT_THAT(Tokens("<scripts>a <style/"), ElementsAre("a", "style"));
  EXPECT_THAT(Tokens("we\u00ADld we\u200Bld cafe\u0301 \uFF37eld"),
              ElementsAre("weld", "weld", "cafe", "weld"));
  EXPECT_THAT(Tokens("w\u0435ld nh\u00E2n b\u1EC7nh d"),
              ElementsAre("nhan", "d"));
}

TEST(FoldedTextTest, ReadsNoMoreThanItsLimitAndSurvivesBrokenBytes) {
  EXPECT_LE(FoldText(std::string(1'000'000, 'x')).size(), kLongestText);
  EXPECT_THAT(Tokens("a\xC3"), ElementsAre("a"));
  EXPECT_THAT(Tokens("\xF0\x9F\x98"), ElementsAre());
}

TEST(FoldedTextTest, SignsAreFoldedAlikeWhereverTheyStand) {
  std::mt19937 random(41);
  std::vector<std::string> signs = {"\xC3\xA9", "\xC2\xAD", "\xE2\x80\xA2"};
  for (char sign = 1; sign < 127; ++sign)
    if (sign != '<' && sign != '&') signs.emplace_back(1, sign);
  for (size_t length = 0; length < 150; ++length) {
    std::string text, expected;
    for (size_t i = 0; i < length; ++i) {
      // One in ten is beyond ASCII.
      const size_t at =
          random() % 10 == 0 ? random() % 3 : 3 + random() % (signs.size() - 3);
      text += signs[at];
      expected += FoldText(signs[at]);
    }
    EXPECT_EQ(FoldText(text), expected) << text;
  }
}

TEST(FoldedTextTest, KnowsWordsThatSayNothing) {
  EXPECT_TRUE(IsStopWord("the"));
  EXPECT_TRUE(IsStopWord("yours"));
  EXPECT_FALSE(IsStopWord("nurse"));
  EXPECT_FALSE(IsStopWord(""));
}

TEST(TermTableTest, FormsOfAWordAreOneTermAndNeighboursAPair) {
  TermTable table;
  const auto words = table.AddWords("nursing of nurses practical nursing");
  table.AddPairs(words);
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[0], words[1]);
  const Counts counts = table.Count(words, true);
  ASSERT_EQ(counts.size(), 5u);
  EXPECT_EQ(table.TextOf(counts[0].term), "nurs");
  EXPECT_EQ(counts[0].count, 3u);
  EXPECT_EQ(table.TextOf(counts[3].term), "nurs practic");
}

TEST(TermTableTest, AnUnknownWordStandsBetweenItsNeighbours) {
  TermTable table;
  table.AddPairs(table.AddWords("practical nursing"));
  Stemmer stemmer;
  std::vector<TermId> words;
  table.ReadWords("practical zebra nursing", &stemmer, &words);
  EXPECT_THAT(words, ElementsAre(0u, kNoTerm, 1u));
  EXPECT_EQ(table.Count(words, true).size(), 2u);
}

TEST(TermTableTest, AStemmerTellsTablesApartAndOneThatGrewFromWhatItWas) {
  TermTable table, other;
  table.AddWords("welder nursing");
  other.AddWords("nursing");
  Stemmer stemmer;
  const auto read = [&](const TermTable& from, const char* text) {
    std::vector<TermId> words;
    from.ReadWords(text, &stemmer, &words);
    return words;
  };
  for (int again = 0; again < 2; ++again) {
    EXPECT_THAT(read(table, "nurses zebras"), ElementsAre(1u, kNoTerm));
    EXPECT_THAT(read(other, "nurses zebras"), ElementsAre(0u, kNoTerm));
  }
  table.AddWords("zebra");
  other.AddWords("ox");
  EXPECT_THAT(read(table, "nurses zebras"), ElementsAre(1u, 2u));
  EXPECT_THAT(read(other, "zebras nurses"), ElementsAre(kNoTerm, 0u));
  const TermTable moved = std::move(table);
  EXPECT_THAT(read(moved, "zebras nurses"), ElementsAre(2u, 1u));
}

TEST(CharacterGramsTest, MeetWithinWords) {
  CharacterGrams grams;
  grams.Add("phlebotomist");
  EXPECT_GT(grams.Count("phlebotomy").size(), 20u);
  EXPECT_TRUE(grams.Count("zzz").empty());
}

// Random documents over few terms.
std::vector<Counts> RandomTexts(size_t count, uint32_t terms,
                                std::mt19937* random) {
  std::vector<Counts> texts;
  for (size_t i = 0; i < count; ++i) {
    std::vector<TermId> words;
    const size_t length = (*random)() % 12;
    for (size_t j = 0; j < length; ++j)
      words.push_back(static_cast<TermId>((*random)() % terms));
    texts.push_back(CountTerms(words));
  }
  return texts;
}

// The cosine as its definition says it, one pair at a time.
double SlowCosine(const Counts& a, const Counts& b,
                  const std::vector<Counts>& all) {
  std::map<TermId, double> frequency;
  for (const Counts& text : all)
    for (const TermCount& term : text) ++frequency[term.term];
  const auto vector = [&](const Counts& text) {
    std::map<TermId, double> weights;
    double squares = 0;
    for (const TermCount& term : text) {
      if (!frequency.contains(term.term)) continue;
      const double idf = std::log((1.0 + static_cast<double>(all.size())) /
                                  (1.0 + frequency[term.term])) +
                         1;
      weights[term.term] = (1 + std::log(term.count)) * idf;
      squares += weights[term.term] * weights[term.term];
    }
    for (auto& [term, weight] : weights) weight /= std::sqrt(squares);
    return weights;
  };
  auto first = vector(a);
  double sum = 0;
  for (const auto& [term, weight] : vector(b))
    if (first.contains(term)) sum += weight * first[term];
  return sum;
}

TEST(TermSpaceTest, ScoresAreTheCosinesOfTheDefinition) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    const auto documents = RandomTexts(8, 20, &random);
    const auto background = RandomTexts(5, 20, &random);
    const auto questions = RandomTexts(4, 25, &random);
    const TermSpace space = TermSpace::Build(documents, background);
    std::vector<Counts> all = documents;
    all.insert(all.end(), background.begin(), background.end());
    for (const Counts& question : questions) {
      std::vector<float> scores(documents.size());
      space.AddScores(question, absl::MakeSpan(scores));
      for (size_t i = 0; i < documents.size(); ++i)
        EXPECT_NEAR(scores[i], SlowCosine(question, documents[i], all), 1e-5);
    }
  }
}

TEST(TitleSpaceTest, TheNearestTitleSpeaksForItsOwner) {
  std::mt19937 random(11);
  const auto titles = RandomTexts(40, 15, &random);
  std::vector<CandidateIndex> owners;
  for (uint32_t i = 0; i < 40; ++i) owners.push_back(i % 6);
  const TitleSpace space = TitleSpace::Build(titles, owners, 6);
  for (const Counts& question : RandomTexts(20, 15, &random)) {
    const auto scores = space.ScoresOf(question);
    std::vector<double> best(6);
    for (size_t i = 0; i < titles.size(); ++i)
      best[owners[i]] =
          std::max(best[owners[i]], SlowCosine(question, titles[i], titles));
    for (size_t owner = 0; owner < 6; ++owner)
      EXPECT_NEAR(scores.nearest[owner], best[owner], 1e-5);
  }
}

TEST(InSpokenOrderTest, LeavesOutBracketsAndTurnsWhatACommaTurned) {
  EXPECT_EQ(FoldText(InSpokenOrder("PAINTER, SIGN (Construction)")),
            FoldText(" sign  painter"));
  EXPECT_EQ(InSpokenOrder("Nurse (ER) Aide"), "Nurse  Aide");
  EXPECT_EQ(InSpokenOrder("Baker (Hotel (Resort))"), "Baker ");
  // Nothing else is there to read.
  EXPECT_EQ(InSpokenOrder("(CNA)"), "(CNA)");
  EXPECT_EQ(InSpokenOrder("Sign painter"), "Sign painter");
  EXPECT_EQ(InSpokenOrder(""), "");
  EXPECT_EQ(InSpokenOrder("Cutters, Solderers, and Brazers"),
            "Cutters, Solderers, and Brazers");
}

TEST(TitleEndsTest, ANameEndsLikeATitleWhereTwoTitlesEndSo) {
  Stemmer stemmer;
  TitleEnds ends;
  for (const char* title :
       {"staff nurse", "charge nurse ii", "dean of nursing"})
    ends.Add(title, 0, &stemmer);
  ends.Finish();
  EXPECT_TRUE(ends.EndsLikeATitle("flight nurse"));
  EXPECT_TRUE(ends.EndsLikeATitle("flight nurse level 2"));
  // The same stem, but a field; a single title ends in it.
  EXPECT_FALSE(ends.EndsLikeATitle("practical nursing"));
  EXPECT_FALSE(ends.EndsLikeATitle("nurse training"));
  EXPECT_FALSE(ends.EndsLikeATitle(""));
}

TEST(TitleBayesTest, PrefersTheCandidateWhoseTitlesHaveTheWords) {
  const std::vector<Counts> titles = {CountTerms({0, 1}), CountTerms({0, 2}),
                                      CountTerms({3, 4})};
  const TitleSpace space = TitleSpace::Build(titles, {0, 0, 1}, 2);
  const TitleBayes bayes(titles, space, 2, 0.3);
  const auto first = bayes.LogProbabilitiesOf(CountTerms({0}), space);
  EXPECT_GT(first[0], first[1]);
  const auto second = bayes.LogProbabilitiesOf(CountTerms({4}), space);
  EXPECT_GT(second[1], second[0]);
  double sum = 0;
  for (const float value : first) sum += std::exp(value);
  EXPECT_NEAR(sum, 1, 1e-5);
}

double InnerProduct(const std::vector<float>& a, const std::vector<float>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

TEST(LatentSpaceTest, WithAllDirectionsKeepsEveryAngle) {
  std::mt19937 random(3);
  auto texts = RandomTexts(6, 9, &random);
  for (Counts& text : texts)
    if (text.empty()) text = CountTerms({1});
  const TermSpace space = TermSpace::Build(texts, {});
  std::vector<std::vector<TermWeight>> vectors;
  for (const Counts& text : texts) vectors.push_back(space.VectorOf(text));
  const LatentSpace latent = LatentSpace::Build(vectors, 9, 6);
  for (size_t a = 0; a < texts.size(); ++a)
    for (size_t b = 0; b < texts.size(); ++b)
      EXPECT_NEAR(InnerProduct(latent.DirectionOf(vectors[a]),
                               latent.DirectionOf(vectors[b])),
                  SlowCosine(texts[a], texts[b], texts), 1e-3);
}

TEST(LatentSpaceTest, AnUnknownTextHasNoDirection) {
  const std::vector<std::vector<TermWeight>> texts = {{{0, 1.0f}}};
  const LatentSpace latent = LatentSpace::Build(texts, 1, 300);
  EXPECT_THAT(latent.DirectionOf({}), ::testing::Each(0));
}

}  // namespace
}  // namespace plumbline::alignment
