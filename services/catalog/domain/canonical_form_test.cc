#include "services/catalog/domain/canonical_form.h"

#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::catalog {
namespace {

using ::plumbline::testing::StatusIs;
using ::testing::_;

// Texts with everything that the form has to escape, of a fixed seed.
class Values {
 public:
  explicit Values(unsigned seed) : random_(seed) {}

  int Number(int below) {
    return static_cast<int>(random_() % static_cast<unsigned>(below));
  }
  std::string Text() {
    static const std::vector<std::string> kParts = {
        "a", "\\", "\n", "\r", "n", " ", "title", "\xC3\xA9", "course"};
    std::string text;
    for (int i = Number(5); i > 0; --i) {
      text += kParts[static_cast<size_t>(Number(9))];
    }
    return text;
  }
  std::vector<std::string> Texts() {
    std::vector<std::string> texts(static_cast<size_t>(Number(3)));
    for (std::string& text : texts) text = Text();
    return texts;
  }

 private:
  std::mt19937 random_;
};

Program AnyProgram(unsigned seed) {
  Values any(seed);
  Program program;
  program.key = {any.Text(), any.Text()};
  program.title = any.Text();
  program.description = any.Text();
  program.cip = any.Text();
  program.level = static_cast<ProgramLevel>(any.Number(4));
  for (int i = any.Number(3); i > 0; --i) {
    program.courses.push_back({any.Text(), any.Text(), any.Text(), any.Text(),
                               static_cast<CourseLevel>(any.Number(4)),
                               any.Number(3), any.Number(3), any.Number(2) == 1,
                               any.Texts()});
  }
  for (int i = any.Number(3); i > 0; --i) {
    program.credentials.push_back(
        {any.Text(), any.Text(), static_cast<CredentialKind>(any.Number(5))});
  }
  for (int i = any.Number(3); i > 0; --i) {
    program.occupations.push_back({any.Text(), any.Text()});
  }
  program.region = any.Text();
  program.work_based_learning = any.Texts();
  program.articulations = any.Texts();
  program.clock_hours = any.Number(3);
  if (any.Number(2) == 1) program.completers = any.Number(2);
  program.city = any.Text();
  program.county = any.Text();
  program.completers_suppressed = any.Number(2) == 1;
  program.completers_year = any.Number(3);
  program.completers_source = any.Text();
  return program;
}

TEST(CanonicalFormTest, EveryProgramComesBackFromItsText) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const Program program = AnyProgram(seed);
    const std::string text = CanonicalText(program);
    ASSERT_OK_AND_ASSIGN(const Program read, ParseProgram(text));
    EXPECT_EQ(read, program) << text;
    EXPECT_EQ(CanonicalText(read), text);
  }
}

TEST(CanonicalFormTest, TextIsTheDocumentedOne) {
  Program program;
  program.key = {"tx-1", "7"};
  program.title = "Welding\nat night";
  program.credentials = {{"Welder", "", CredentialKind::kCertification}};
  program.completers = 0;
  EXPECT_EQ(CanonicalText(program),
            "plumbline-program 1\n"
            "provider_id tx-1\n"
            "program_id 7\n"
            "title Welding\\nat night\n"
            "credential\n"
            "credential.title Welder\n"
            "credential.kind certification\n"
            "completers 0\n");
}

TEST(CanonicalFormTest, OtherContentIsAnotherRevision) {
  Program program = AnyProgram(1);
  const std::string before = RevisionId(program);
  EXPECT_EQ(before.size(), 64u);
  program.completers = program.completers.value_or(0) + 1;
  EXPECT_NE(RevisionId(program), before);
}

TEST(CanonicalFormTest, ProviderComesBackFromItsText) {
  const Provider provider = {"tx-1",  "Caddo\\College", "TX",           "Smith",
                             "Tyler", "Public",         "regions/us-tx"};
  ASSERT_OK_AND_ASSIGN(const Provider read,
                       ParseProvider(CanonicalText(provider)));
  EXPECT_EQ(read, provider);
}

TEST(CanonicalFormTest, DamagedTextIsDataLoss) {
  for (const char* text :
       {"", "plumbline-program 2\n", "plumbline-program 1\nnonsense 1\n",
        "plumbline-program 1\ntitle a\\x\n", "plumbline-program 1\ntitle a",
        "plumbline-program 1\nlevel high\n"}) {
    EXPECT_THAT(ParseProgram(text), StatusIs(absl::StatusCode::kDataLoss, _))
        << text;
  }
}

}  // namespace
}  // namespace plumbline::catalog
