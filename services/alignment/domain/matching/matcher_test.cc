#include "services/alignment/domain/matching/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/testing/hard_programs.h"
#include "services/alignment/domain/matching/testing/tiny_corpus.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kNurses;
using testing::kTeachers;
using testing::kWelders;
using testing::TinyCorpus;

// Weights that read the whole text alone.
MatchModel TextModel() {
  MatchModel model;
  for (const Stratum stratum : kStrata) {
    FusionWeights& weights = model[std::string(NameOf(stratum))];
    weights.intercept = -2;
    weights.plain[static_cast<size_t>(MatchFeature::kTextAll)] = 8;
  }
  return model;
}

ProgramTexts Welding() {
  return {{{"title", "Pipe welding"},
           {"description", "Join pipes. Safety comes first."},
           {"courses[0].title", "Welding I"},
           {"courses[0].description", "Students weld metal seams;"}},
          "48.0508"};
}

class MatcherTest : public ::testing::Test {
 protected:
  MatcherTest() : matcher_(*Matcher::Create(TinyCorpus(), TextModel())) {}

  ReadPassages Read(const ProgramTexts& program) {
    return ReadAll(PassagesOf(program.fields), matcher_->phrases(), &stemmer_);
  }

  const std::shared_ptr<const Matcher> matcher_;
  Stemmer stemmer_;
};

TEST(PassagesTest, AreSentencesWithTheirFields) {
  const auto passages =
      PassagesOf({{"title", "EMT"},
                  {"description", "Read 2.5 charts. Drive\n• Lift"},
                  {"courses[0].title", "emt"},
                  {"courses[1].title", "12; ..."}});
  ASSERT_EQ(passages.size(), 4u);
  EXPECT_EQ(passages[0].text, "EMT");
  EXPECT_EQ(passages[1].text, "Read 2.5 charts");
  EXPECT_EQ(passages[1].field, "description");
  EXPECT_EQ(passages[2].text, "Drive");
  EXPECT_EQ(passages[3].text, "Lift");
}

TEST(PassagesTest, AreNotMoreThanTheLimit) {
  std::string text;
  for (int i = 0; i < 2000; ++i) absl::StrAppend(&text, "a", i, ". ");
  EXPECT_EQ(PassagesOf({{"description", text}}).size(), kMostPassages);
}

TEST_F(MatcherTest, WhatIsKnownDecidesTheStratum) {
  EXPECT_EQ(matcher_->Match(Welding(), &stemmer_).stratum, Stratum::kGivenCip);
  ProgramTexts program = Welding();
  program.cip = "99.9999";
  EXPECT_EQ(matcher_->Match(program, &stemmer_).stratum, Stratum::kText);
  program.fields.resize(1);
  EXPECT_EQ(matcher_->Match(program, &stemmer_).stratum, Stratum::kName);
  program.fields[0].text = "Nurse, Flight (Helicopters)";
  EXPECT_EQ(matcher_->Match(program, &stemmer_).stratum, Stratum::kJobTitle);
}

TEST_F(MatcherTest, TheBestComesFirstAndTheContributionsAreItsScore) {
  const TextMatches matches = matcher_->Match(Welding(), &stemmer_);
  ASSERT_EQ(matches.order.front(), kWelders);
  double sum = matcher_->weights(matches.stratum).intercept;
  for (const Contribution& one : ContributionsOf(
           matches.features, matcher_->weights(matches.stratum), kWelders))
    sum += one.score;
  EXPECT_NEAR(sum, matches.scores[kWelders], 1e-9);
}

TEST_F(MatcherTest, ABatchFindsWhatEachProgramFindsOnItsOwn) {
  // Some of them say the same.
  std::vector<ProgramTexts> programs(30, Welding());
  for (size_t i = 0; i < programs.size(); ++i) {
    programs[i].fields.resize(1 + i % 4);
    if (i % 5 == 0) programs[i].fields[0].text = "Night nurses (RN)";
    if (i % 5 == 1) programs[i].fields[0].text = "Teachers, Night";
    if (i % 3 == 0) programs[i].cip = "51.3801";
    if (i % 3 == 1) programs[i].cip.clear();
  }
  std::vector<const ProgramTexts*> asked;
  for (const ProgramTexts& program : programs) asked.push_back(&program);
  for (const int threads : {1, 4}) {
    std::vector<TextMatches> found(programs.size(), TextMatches(0));
    matcher_->MatchEach(asked, threads,
                        [&](size_t at, const TextMatches& matches, Stemmer*) {
                          found[at] = matches;
                        });
    for (size_t i = 0; i < programs.size(); ++i) {
      const TextMatches expected = matcher_->Match(programs[i], &stemmer_);
      EXPECT_EQ(found[i].scores, expected.scores);
      EXPECT_EQ(found[i].order, expected.order);
      EXPECT_EQ(found[i].stratum, expected.stratum);
      EXPECT_EQ(found[i].near.similarities, expected.near.similarities);
      for (size_t at = 0; at < kMatchFeatureCount; ++at) {
        const auto feature = static_cast<MatchFeature>(at);
        EXPECT_TRUE(found[i].features.Row(feature) ==
                    expected.features.Row(feature))
            << i << NameOf(feature);
      }
    }
  }
}

TEST_F(MatcherTest, RowsOfANameAreThereWhateverWasMatchedBefore) {
  const ProgramTexts welding = Welding();
  ProgramTexts nurses = welding;
  nurses.fields[0].text = "Night nurses (RN)";
  ProgramTexts other_welding = welding;
  other_welding.fields.resize(1);
  other_welding.cip = "51.3801";
  MatchScratch scratches[2];
  std::vector<TextMatches> found(
      2, TextMatches(matcher_->index().candidate_count()));
  // By program, scratch and matches.
  constexpr size_t kSteps[][3] = {{0, 0, 0}, {2, 0, 0}, {2, 0, 1}, {1, 1, 1},
                                  {2, 0, 1}, {1, 0, 0}, {0, 1, 0}, {2, 1, 1}};
  const ProgramTexts* const programs[] = {&nurses, &other_welding, &welding};
  for (const auto& [program, scratch, matches] : kSteps) {
    matcher_->MatchInto(*programs[program], &stemmer_, &scratches[scratch],
                        &found[matches]);
    const TextMatches expected = matcher_->Match(*programs[program], &stemmer_);
    EXPECT_EQ(found[matches].scores, expected.scores);
    for (size_t at = 0; at < kMatchFeatureCount; ++at) {
      const auto feature = static_cast<MatchFeature>(at);
      EXPECT_TRUE(found[matches].features.Row(feature) ==
                  expected.features.Row(feature))
          << NameOf(feature);
    }
  }
}

TEST_F(MatcherTest, TheNearestSentenceIsTheOneOfTheGreatestCosine) {
  const ReadPassages program = Read(
      {{{"description",
         "Weld metal parts. Care for patients. Join metal parts by heat; "
         "operate torches and record signs. Metal. Seams of metal parts."}},
       ""});
  for (const CandidateIndex candidate : {kTeachers, kNurses, kWelders})
    for (const auto& phrase : matcher_->phrases().PhrasesOf(candidate)) {
      SentenceWords::Nearest expected;
      for (size_t i = 0; i < program.sentences.size(); ++i) {
        const float cosine =
            CosineOf(program.sentences[i].vector, phrase.vector);
        if (cosine > expected.similarity) expected = {i, cosine};
      }
      const auto found = program.words.NearestTo(phrase.vector);
      EXPECT_EQ(found.sentence, expected.sentence);
      EXPECT_EQ(found.similarity, expected.similarity);
    }
}

TEST_F(MatcherTest, HardProgramsGetNoLinkAndTheReasonOrTheRightOne) {
  for (const testing::HardProgram& hard : testing::HardPrograms()) {
    const TextMatches matches = matcher_->Match(hard.program, &stemmer_);
    EXPECT_EQ(matches.lead.abstention, hard.expected) << hard.what;
    if (hard.expected == Abstention::kNone) {
      EXPECT_EQ(matches.order.front(), kWelders) << hard.what;
    }
    if (PointsNowhere(hard.expected)) {
      EXPECT_EQ(matches.lead.margin, 0) << hard.what;
      EXPECT_NE(matcher_->Check(hard.program, matches).result,
                CipCheck::Result::kSuspicious);
    }
  }
}

// Time is bounded because what is read is.
TEST_F(MatcherTest, WhatIsBeyondTheLimitChangesNothing) {
  ProgramTexts program = Welding();
  program.fields[1].text = testing::Repeated("Join pipes and seams. ", 30'000);
  const TextMatches limited = matcher_->Match(program, &stemmer_);
  program.fields[1].text += testing::Repeated("Care for patients. ", 900'000);
  for (int i = 0; i < 5000; ++i)
    program.fields.push_back({absl::StrCat("courses[", 2 + i, "].title"),
                              "Registered nurses give medicine"});
  const TextMatches flooded = matcher_->Match(program, &stemmer_);
  EXPECT_EQ(flooded.scores, limited.scores);
  EXPECT_LE(Read(program).sentences.size(), kMostPassages);
}

TEST_F(MatcherTest, ANearTieIsLeftToPeopleAndNamesItsMargin) {
  MatchModel model = TextModel();
  for (auto& [stratum, weights] : model) weights.least_margin = 0.2;
  const auto careful = *Matcher::Create(TinyCorpus(), model);
  const ProgramTexts both = {
      {{"title", "Weld seams"}, {"description", "Give medicine to patients"}},
      ""};
  const TextMatches tie = careful->Match(both, &stemmer_);
  EXPECT_EQ(tie.lead.abstention, Abstention::kNearlyAlike);
  EXPECT_EQ(tie.lead.margin, ProbabilityOf(tie.scores[tie.order[0]]) -
                                 ProbabilityOf(tie.scores[tie.order[1]]));
  EXPECT_LT(tie.lead.margin, tie.lead.least_margin);
  EXPECT_EQ(careful->Match(Welding(), &stemmer_).lead.abstention,
            Abstention::kNone);
  for (auto& [stratum, weights] : model) weights.intercept = -9;
  const auto timid = *Matcher::Create(TinyCorpus(), model);
  EXPECT_EQ(timid->Match(Welding(), &stemmer_).lead.abstention,
            Abstention::kNoneStandsOut);
}

TEST_F(MatcherTest, AModelWithoutAStratumIsRefused) {
  for (const Stratum stratum : kStrata) {
    MatchModel model = TextModel();
    model.erase(std::string(NameOf(stratum)));
    EXPECT_FALSE(Matcher::Create(TinyCorpus(), model).ok());
  }
}

TEST_F(MatcherTest, EvidenceNamesWordsAsTheProgramWritesThem) {
  const auto evidence =
      EvidenceFor(kWelders, Read(Welding()), matcher_->phrases(), 5);
  ASSERT_FALSE(evidence.empty());
  // Two of its three words are the whole task.
  EXPECT_EQ(evidence[0].text, (TextRef{TextKind::kTask, 0}));
  EXPECT_EQ(evidence[0].passage, 4u);
  EXPECT_GT(evidence[0].similarity, 0.8);
  EXPECT_THAT(evidence[0].words, ElementsAre("weld", "seams"));
  for (size_t i = 1; i < evidence.size(); ++i)
    EXPECT_LE(evidence[i].similarity, evidence[i - 1].similarity);
}

TEST_F(MatcherTest, EvidenceIsWhatComparingAllWithAllSays) {
  const ReadPassages program = Read(
      {{{"title", "Registered pipe welders"},
        {"description",
         "Weld metal parts. Care for patients. Join metal parts by heat; "
         "operate torches and record signs. Metal. Seams of metal parts. "
         "Nurses give medicine! Weld seams and give medicine to patients."}},
       ""});
  for (const CandidateIndex candidate : {kTeachers, kNurses, kWelders}) {
    const auto phrases = matcher_->phrases().PhrasesOf(candidate);
    // The strongest meeting of each sentence with the texts nearest to it.
    std::map<size_t, std::pair<float, TextRef>> best;
    for (const auto& phrase : phrases) {
      const auto nearest = program.words.NearestTo(phrase.vector);
      if (nearest.similarity > best[nearest.sentence].first)
        best[nearest.sentence] = {nearest.similarity, phrase.ref};
    }
    const auto evidence =
        EvidenceFor(candidate, program, matcher_->phrases(), 100);
    size_t met = 0;
    for (const auto& [sentence, meeting] : best) met += meeting.first > 0;
    EXPECT_EQ(evidence.size(), met);
    for (const Evidence& one : evidence) {
      EXPECT_EQ(one.similarity, best[one.passage].first);
      EXPECT_EQ(one.text, best[one.passage].second);
    }
  }
}

TEST_F(MatcherTest, NothingSharedIsNoEvidence) {
  EXPECT_THAT(EvidenceFor(kWelders, Read({{{"title", "Quidditch"}}, ""}),
                          matcher_->phrases(), 5),
              IsEmpty());
}

TEST_F(MatcherTest, ChanceIsWhatCountingSays) {
  const auto phrases = matcher_->phrases().PhrasesOf(kWelders);
  const RandomCourses& random = matcher_->random();
  ASSERT_EQ(random.size(), 2u);
  for (const auto& phrase : phrases) {
    if (phrase.ref.kind != TextKind::kActivity) continue;
    // "Operate torches.": one of the two definitions has torches, none has all.
    EXPECT_NEAR(random.ChanceOf(phrase, 0.1, 1), 2.0 / 3, 1e-9);
    EXPECT_NEAR(random.ChanceOf(phrase, 1, 1), 1.0 / 3, 1e-9);
    EXPECT_NEAR(random.ChanceOf(phrase, 1, 3), 1 - std::pow(2.0 / 3, 3), 1e-9);
  }
}

TEST_F(MatcherTest, ATaskThatNoSentenceMeetsIsNotCovered) {
  const auto tasks = CoverageOf(kNurses, TextKind::kTask, Read(Welding()),
                                matcher_->phrases(), matcher_->random());
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_FALSE(tasks[0].nearest.has_value());
  EXPECT_EQ(tasks[0].random_chance, 1);
  EXPECT_FALSE(tasks[0].covered);
}

TEST_F(MatcherTest, OneWordOfSeveralIsNotATask) {
  const ReadPassages program = Read({{{"title", "Weld"}}, ""});
  const auto tasks = CoverageOf(kWelders, TextKind::kTask, program,
                                matcher_->phrases(), matcher_->random());
  ASSERT_EQ(tasks.size(), 1u);
  ASSERT_TRUE(tasks[0].nearest.has_value());
  EXPECT_GT(tasks[0].nearest->met_share, 0);
  EXPECT_LT(tasks[0].nearest->met_share, 1);
  EXPECT_FALSE(tasks[0].covered);
}

TEST_F(MatcherTest, ACodeThatFitsIsNotSuspicious) {
  const CipCheck check =
      matcher_->Check(Welding(), matcher_->Match(Welding(), &stemmer_));
  EXPECT_EQ(check.result, CipCheck::Result::kTooLittleText);
  ProgramTexts program = Welding();
  program.fields.push_back(
      {"courses[1].title", "Learn to join metal with torches"});
  const CipCheck fits =
      matcher_->Check(program, matcher_->Match(program, &stemmer_));
  EXPECT_EQ(fits.result, CipCheck::Result::kFits);
  EXPECT_EQ(fits.definition_rank, 1u);
  EXPECT_EQ(fits.occupation_rank, 1u);
  ASSERT_FALSE(fits.nearest.empty());
  EXPECT_EQ(matcher_->index().corpus().cips[fits.nearest[0].cip].code,
            "48.0508");
}

// Many programs, so that one can be far down.
TEST(CipCheckTest, ACodeFarFromTheTextsIsSuspicious) {
  Corpus corpus = TinyCorpus();
  for (int i = 0; i < 100; ++i) {
    const auto candidate =
        static_cast<CandidateIndex>(corpus.candidates.size());
    CandidateText text;
    text.code = absl::StrCat("53-", 1000 + i);
    text.titles = {absl::StrCat("Metal torch joiners k", i)};
    corpus.candidates.push_back(text);
    corpus.cips.push_back({absl::StrCat("52.", 1000 + i),
                           "Metal torch joining",
                           absl::StrCat("Learn to join metal k", i),
                           {candidate}});
  }
  const auto matcher = *Matcher::Create(corpus, TextModel());
  Stemmer stemmer;
  ProgramTexts program = {
      {{"title", "Welding"},
       {"description", "Learn to join metal with torches."}},
      "51.3801"};
  EXPECT_EQ(matcher->Check(program, matcher->Match(program, &stemmer)).result,
            CipCheck::Result::kSuspicious);
  program.cip = "48.0508";
  EXPECT_EQ(matcher->Check(program, matcher->Match(program, &stemmer)).result,
            CipCheck::Result::kFits);
  program.cip = "11.0101";
  EXPECT_EQ(matcher->Check(program, matcher->Match(program, &stemmer)).result,
            CipCheck::Result::kNotChecked);
}

}  // namespace
}  // namespace plumbline::alignment
