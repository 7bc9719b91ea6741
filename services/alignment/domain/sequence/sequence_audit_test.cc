#include "services/alignment/domain/sequence/sequence_audit.h"

#include <algorithm>
#include <random>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = SequenceFindingCode;
using Level = SequenceLevel;

constexpr absl::CivilDay kToday(2026, 11, 22);

// Longer words are rarer here; those of digits are known to nobody.
std::optional<double> ByLength(absl::string_view word) {
  if (word.find_first_of("0123456789") != absl::string_view::npos)
    return std::nullopt;
  return static_cast<double>(word.size());
}

std::vector<CheckAnswer> Audit(const SequenceProgram& program,
                               std::vector<SequenceCheck> disabled = {}) {
  return AuditSequence(program, disabled, kToday, ByLength);
}

CheckAnswer AnswerTo(SequenceCheck check, const SequenceProgram& program) {
  return Audit(program)[static_cast<size_t>(check) - 1];
}

std::vector<Code> CodesOf(const CheckAnswer& answer) {
  std::vector<Code> codes;
  for (const SequenceFinding& finding : answer.findings)
    codes.push_back(finding.code);
  return codes;
}

SequenceCourse Course(const std::string& code, Level level,
                      std::vector<std::string> prerequisites = {},
                      const std::string& description = "") {
  SequenceCourse course;
  course.code = code;
  course.title = absl::StrCat("Course ", code);
  course.level = level;
  course.prerequisites = std::move(prerequisites);
  course.description = description;
  return course;
}

SequenceProgram Sequence() {
  SequenceProgram program;
  program.level = SequenceProgramLevel::kSecondary;
  program.courses = {
      Course("A", Level::kIntroductory, {},
             "Learn about jobs, tools and how to stay safe at work all day."),
      Course("B", Level::kConcentrator, {"A"},
             "Measure blood pressure, record vital signs, draw samples."),
      Course("C", Level::kCapstone, {"B"},
             "Phlebotomy, electrocardiography, pharmacology, anticoagulant "
             "administration, documentation.")};
  program.courses[2].dual_credit = true;
  program.credentials = {
      {"Certificate", "", SequenceCredentialKind::kCertificate},
      {"Phlebotomist until 2027-01-01", "",
       SequenceCredentialKind::kCertification}};
  program.work_based_learning = {"Job shadowing", "Clinical rotation"};
  program.articulations = {"A college, until June 30, 2027"};
  return program;
}

TEST(SequenceAuditTest, AProgramThatSaysNothingYieldsNoFindingBySilence) {
  for (const CheckAnswer& answer : Audit({})) {
    if (answer.check == SequenceCheck::kCourseCount) {
      EXPECT_THAT(CodesOf(answer), ElementsAre(Code::kFewerThanTwoCourses));
      continue;
    }
    EXPECT_EQ(answer.outcome, CheckOutcome::kNotKnown) << NameOf(answer.check);
    EXPECT_THAT(answer.findings, IsEmpty()) << NameOf(answer.check);
    EXPECT_FALSE(answer.reason.empty()) << NameOf(answer.check);
  }
}

TEST(SequenceAuditTest, ListsThatAreWholeSayThatThereIsNone) {
  SequenceProgram program;
  program.level = SequenceProgramLevel::kSecondary;
  program.lists_complete = true;
  for (const auto& [check, code] :
       {std::pair{SequenceCheck::kCredential, Code::kNoCredential},
        std::pair{SequenceCheck::kWorkBasedLearning,
                  Code::kNoWorkBasedLearning},
        std::pair{SequenceCheck::kArticulation, Code::kNoArticulation},
        std::pair{SequenceCheck::kPostsecondaryLink,
                  Code::kNoPostsecondaryHalf}}) {
    EXPECT_THAT(CodesOf(AnswerTo(check, program)), ElementsAre(code));
  }
}

TEST(SequenceAuditTest, AWholeSequenceHasNothingButItsStack) {
  for (const CheckAnswer& answer : Audit(Sequence())) {
    if (answer.check == SequenceCheck::kCredentialStack) {
      EXPECT_THAT(CodesOf(answer), ElementsAre(Code::kCredentialsStack));
      EXPECT_EQ(answer.outcome, CheckOutcome::kClear);
    } else {
      EXPECT_THAT(answer.findings, IsEmpty()) << NameOf(answer.check);
    }
    // One credential does not say whether it is still awarded.
    EXPECT_EQ(answer.outcome, answer.check == SequenceCheck::kCredentialCurrency
                                  ? CheckOutcome::kNotKnown
                                  : CheckOutcome::kClear)
        << NameOf(answer.check) << ": " << answer.reason;
  }
}

TEST(SequenceAuditTest, ALevelThatFallsNamesBothCourses) {
  SequenceProgram program = Sequence();
  std::swap(program.courses[0], program.courses[2]);
  const CheckAnswer answer = AnswerTo(SequenceCheck::kLevels, program);
  EXPECT_THAT(CodesOf(answer),
              ElementsAre(Code::kLevelsFall, Code::kLevelsFall));
  EXPECT_THAT(answer.findings[0].message,
              HasSubstr("course 1 (\"Course C\") is capstone"));
  EXPECT_EQ(answer.findings[0].evidence[0].field, "courses[0].level");
  EXPECT_EQ(answer.findings[0].evidence[1].value, "concentrator");
}

TEST(SequenceAuditTest, LevelsOfOneKindAreNoSequence) {
  SequenceProgram program;
  program.courses = {Course("A", Level::kConcentrator),
                     Course("B", Level::kConcentrator)};
  EXPECT_THAT(CodesOf(AnswerTo(SequenceCheck::kLevels, program)),
              ElementsAre(Code::kLevelsDoNotRise, Code::kNoCapstone));
  program.courses[1].level = Level::kUnspecified;
  EXPECT_EQ(AnswerTo(SequenceCheck::kLevels, program).outcome,
            CheckOutcome::kNotKnown);
}

TEST(SequenceAuditTest, SpecificityThatFallsGivesTheFigures) {
  SequenceProgram program = Sequence();
  std::swap(program.courses[0].description, program.courses[2].description);
  const CheckAnswer answer = AnswerTo(SequenceCheck::kSpecificity, program);
  ASSERT_THAT(CodesOf(answer), ElementsAre(Code::kSpecificityDoesNotRise));
  const auto& evidence = answer.findings[0].evidence;
  ASSERT_THAT(evidence, SizeIs(2));
  EXPECT_EQ(evidence[1].field, "courses[2].level");
  // "course" and the words of five letters and more.
  EXPECT_GT(*evidence[0].figure, *evidence[1].figure);
}

TEST(SequenceAuditTest, SpecificityIsNotKnownWithoutTextOrRarity) {
  SequenceProgram program = Sequence();
  EXPECT_TRUE(ReadsRarity(program, {}));
  EXPECT_FALSE(ReadsRarity(program, {SequenceCheck::kSpecificity}));
  const auto answers = AuditSequence(
      program, {}, kToday,
      [](absl::string_view) -> std::optional<double> { return std::nullopt; });
  EXPECT_EQ(answers[2].outcome, CheckOutcome::kNotKnown);
  program.courses[0].description = "";
  EXPECT_FALSE(ReadsRarity(program, {}));
  EXPECT_EQ(AnswerTo(SequenceCheck::kSpecificity, program).outcome,
            CheckOutcome::kNotKnown);
}

TEST(SequenceAuditTest, DescriptionsThatSayTheSameAcrossLevelsAreFound) {
  SequenceProgram program = Sequence();
  program.courses[2].description =
      absl::StrCat("Again: ", program.courses[1].description);
  const CheckAnswer answer = AnswerTo(SequenceCheck::kDuplication, program);
  ASSERT_THAT(CodesOf(answer), ElementsAre(Code::kContentDuplicated));
  // Eight words, and the same with one more.
  EXPECT_NEAR(*answer.findings[0].evidence[0].figure, std::sqrt(8.0 / 9),
              1e-12);
  program.courses[2].level = Level::kConcentrator;
  EXPECT_THAT(AnswerTo(SequenceCheck::kDuplication, program).findings,
              IsEmpty());
}

TEST(SequenceAuditTest, PrerequisitesAreKnownEarlierAndWithoutCircles) {
  SequenceProgram program;
  program.courses = {Course("A", Level::kUnspecified, {"C"}),
                     Course("B", Level::kUnspecified, {"A", "ALG-1"}),
                     Course("C", Level::kUnspecified, {"B"}),
                     Course("D", Level::kUnspecified, {" A "}),
                     Course("E", Level::kUnspecified, {"E"})};
  const CheckAnswer answer = AnswerTo(SequenceCheck::kPrerequisites, program);
  EXPECT_THAT(
      CodesOf(answer),
      ElementsAre(Code::kPrerequisiteNotBefore, Code::kPrerequisiteUnknown,
                  Code::kPrerequisiteNotBefore, Code::kPrerequisiteCycle,
                  Code::kPrerequisiteCycle));
  EXPECT_EQ(answer.findings[1].evidence[0].field,
            "courses[1].prerequisites[1]");
  EXPECT_EQ(answer.findings[1].evidence[0].value, "ALG-1");
  EXPECT_THAT(answer.findings[3].evidence, SizeIs(3));
  EXPECT_THAT(answer.findings[4].evidence, SizeIs(1));
}

TEST(SequenceAuditTest, CredentialsAreOutdatedOnlyWhereTheySaySo) {
  SequenceProgram program = Sequence();
  program.credentials[0].title = "Network+ (expires 2026-11-21)";
  program.credentials[1].title = "Network+ (expires 2026-11-22)";
  CheckAnswer answer = AnswerTo(SequenceCheck::kCredentialCurrency, program);
  ASSERT_THAT(CodesOf(answer), ElementsAre(Code::kCredentialNotCurrent));
  EXPECT_THAT(answer.findings[0].message, HasSubstr("ended on 2026-11-21"));
  program.credentials[0].title = "Network+ (retired)";
  answer = AnswerTo(SequenceCheck::kCredentialCurrency, program);
  EXPECT_THAT(answer.findings[0].message, HasSubstr("is called retired"));
}

TEST(SequenceAuditTest, IntensityRisesOrDoesNotOrIsNotKnown) {
  SequenceProgram program;
  program.work_based_learning = {"internship", "registered apprenticeship"};
  CheckAnswer answer = AnswerTo(SequenceCheck::kWorkBasedIntensity, program);
  ASSERT_THAT(CodesOf(answer), ElementsAre(Code::kIntensityDoesNotRise));
  EXPECT_THAT(answer.findings[0].message, HasSubstr("training"));
  program.work_based_learning = {"internship", "Rotary afternoon"};
  answer = AnswerTo(SequenceCheck::kWorkBasedIntensity, program);
  EXPECT_EQ(answer.outcome, CheckOutcome::kNotKnown);
  EXPECT_THAT(answer.reason, HasSubstr("Rotary afternoon"));
  program.work_based_learning = {"Pre-Apprenticeship", "Co-op"};
  answer = AnswerTo(SequenceCheck::kWorkBasedIntensity, program);
  EXPECT_EQ(answer.outcome, CheckOutcome::kClear);
  EXPECT_EQ(answer.reason, "It rises from preparation to training.");
}

TEST(SequenceAuditTest, AnArticulationEndsOnItsDay) {
  SequenceProgram program = Sequence();
  program.articulations = {"A until 2026-11-21", "B until 2026-11-22", "C"};
  const CheckAnswer answer =
      AnswerTo(SequenceCheck::kArticulationCurrency, program);
  ASSERT_THAT(CodesOf(answer), ElementsAre(Code::kArticulationExpired));
  EXPECT_EQ(answer.findings[0].evidence[0].field, "articulations[0]");
  EXPECT_THAT(answer.reason, HasSubstr("Of 3 articulations, 1 states"));
}

TEST(SequenceAuditTest, OnlySecondaryProgramsLackAPostsecondaryHalf) {
  SequenceProgram program;
  program.lists_complete = true;
  program.level = SequenceProgramLevel::kAdult;
  EXPECT_EQ(AnswerTo(SequenceCheck::kPostsecondaryLink, program).outcome,
            CheckOutcome::kNotApplicable);
}

TEST(SequenceAuditTest, NamesAndChecksAreEachOthers) {
  EXPECT_THAT(SequenceCheckNames(), SizeIs(kSequenceChecks));
  for (const absl::string_view name : SequenceCheckNames())
    EXPECT_EQ(NameOf(*SequenceCheckOf(name)), name);
  EXPECT_FALSE(SequenceCheckOf("sequence").has_value());
}

TEST(SequenceAuditTest, EvidenceIsCutBetweenCharacters) {
  SequenceProgram program = Sequence();
  program.courses[1].description.clear();
  for (int i = 0; i < 90; ++i)
    absl::StrAppend(&program.courses[1].description, "é", i, " ");
  program.courses[2].description = program.courses[1].description;
  const CheckAnswer answer = AnswerTo(SequenceCheck::kDuplication, program);
  ASSERT_THAT(answer.findings, SizeIs(1));
  const std::string& value = answer.findings[0].evidence[0].value;
  EXPECT_LE(value.size(), 200u);
  EXPECT_NE(static_cast<unsigned char>(value.back()), 0xC3);
}

// Programs of all kinds of gaps.
class AnySequence {
 public:
  SequenceProgram Make() {
    SequenceProgram program;
    program.level = static_cast<SequenceProgramLevel>(Below(4));
    program.lists_complete = Below(2) == 0;
    for (int n = Below(6); n > 0; --n) program.courses.push_back(MakeCourse());
    for (int n = Below(4); n > 0; --n)
      program.credentials.push_back(
          {Text(), "", static_cast<SequenceCredentialKind>(Below(5))});
    for (int n = Below(4); n > 0; --n)
      program.work_based_learning.push_back(Text());
    for (int n = Below(4); n > 0; --n) program.articulations.push_back(Text());
    return program;
  }
  SequenceCourse MakeCourse() {
    SequenceCourse course = Course(std::string(1, 'A' + char(Below(6))),
                                   static_cast<Level>(Below(4)), {}, Text());
    course.description += Text() + Text() + Text() + Text() + Text() + Text();
    course.dual_credit = Below(4) == 0;
    for (int n = Below(3); n > 0; --n)
      course.prerequisites.emplace_back(1, 'A' + char(Below(7)));
    return course;
  }
  std::vector<SequenceCheck> Checks() {
    std::vector<SequenceCheck> checks;
    for (int n = Below(8); n > 0; --n)
      checks.push_back(static_cast<SequenceCheck>(1 + Below(kSequenceChecks)));
    return checks;
  }
  template <typename T>
  void Shuffle(std::vector<T>& values) {
    std::shuffle(values.begin(), values.end(), random_);
  }

 private:
  int Below(int end) { return static_cast<int>(random_() % unsigned(end)); }
  std::string Text() {
    constexpr const char* kTexts[] = {"internship ",
                                      "none ",
                                      "n/a ",
                                      "job shadow ",
                                      "retired ",
                                      "anatomy ",
                                      "phlebotomy ",
                                      "expires 2020-01-01 ",
                                      "welding ",
                                      "measure ",
                                      "until 2030 ",
                                      "field trip ",
                                      "safety ",
                                      "practice ",
                                      "",
                                      "<b>élan</b> "};
    return kTexts[Below(16)];
  }

  std::mt19937 random_{17};
};

auto Told(const std::vector<CheckAnswer>& answers) {
  std::vector<std::tuple<SequenceCheck, CheckOutcome, std::string>> told;
  for (const CheckAnswer& answer : answers) {
    told.emplace_back(answer.check, answer.outcome, answer.reason);
    for (const SequenceFinding& finding : answer.findings)
      told.emplace_back(answer.check, answer.outcome, finding.message);
  }
  return told;
}

TEST(SequenceAuditProperty, TheOrderOfDisabledChecksChangesNothing) {
  AnySequence any;
  for (int i = 0; i < 300; ++i) {
    const SequenceProgram program = any.Make();
    std::vector<SequenceCheck> disabled = any.Checks();
    const auto told = Told(Audit(program, disabled));
    disabled.insert(disabled.end(), disabled.begin(), disabled.end());
    any.Shuffle(disabled);
    EXPECT_EQ(Told(Audit(program, disabled)), told);
  }
}

TEST(SequenceAuditProperty, ADisabledCheckIsSilentAndTheOthersAreAsBefore) {
  AnySequence any;
  for (int i = 0; i < 300; ++i) {
    const SequenceProgram program = any.Make();
    const std::vector<SequenceCheck> disabled = any.Checks();
    const auto all = Audit(program);
    const auto some = Audit(program, disabled);
    for (size_t j = 0; j < all.size(); ++j) {
      if (std::count(disabled.begin(), disabled.end(), all[j].check) == 0) {
        EXPECT_EQ(Told({all[j]}), Told({some[j]}));
        continue;
      }
      EXPECT_EQ(some[j].outcome, CheckOutcome::kDisabled);
      EXPECT_THAT(some[j].findings, IsEmpty());
    }
  }
}

TEST(SequenceAuditProperty, AnotherCourseNeverMakesTooFew) {
  AnySequence any;
  for (int i = 0; i < 300; ++i) {
    SequenceProgram program = any.Make();
    const bool few = !Audit(program)[0].findings.empty();
    EXPECT_EQ(few, program.courses.size() < 2);
    program.courses.push_back(any.MakeCourse());
    EXPECT_LE(!Audit(program)[0].findings.empty(), few);
  }
}

TEST(SequenceAuditProperty, AnOutcomeIsFoundExactlyWhereAFindingIsAgainstIt) {
  AnySequence any;
  for (int i = 0; i < 300; ++i) {
    for (const CheckAnswer& answer : Audit(any.Make())) {
      const bool found = std::any_of(
          answer.findings.begin(), answer.findings.end(),
          [](const auto& finding) { return !IsInformational(finding.code); });
      EXPECT_EQ(answer.outcome == CheckOutcome::kFound, found);
      EXPECT_TRUE(answer.outcome != CheckOutcome::kNotKnown ||
                  !answer.reason.empty());
      for (const SequenceFinding& finding : answer.findings)
        EXPECT_FALSE(finding.evidence.empty());
    }
  }
}

}  // namespace
}  // namespace plumbline::alignment
