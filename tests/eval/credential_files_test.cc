#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/eval/corpus_files.h"

namespace plumbline::eval {
namespace {

using ::testing::ElementsAre;

TEST(CredentialFilesTest, AreReadAsTheServicesReadThem) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const alignment::Corpus corpus,
                       LoadCorpus(data, Candidates::kSoc2018));
  std::map<std::string, std::set<std::string>> leads;
  for (const auto& credential : corpus.credentials) {
    auto& codes = leads[credential.title];
    for (const auto occupation : credential.occupations)
      codes.insert(corpus.candidates[occupation].code);
  }
  // The counts are those of docs/matching.md.
  EXPECT_EQ(corpus.credentials.size(), 203U + 1371U);
  EXPECT_EQ(
      std::count_if(corpus.credentials.begin(), corpus.credentials.end(),
                    [](const auto& one) { return one.occupations.empty(); }),
      12 + 8);
  EXPECT_THAT(leads["PARAMEDIC"], ElementsAre("29-2042", "29-2043"));
  // Withdrawn.
  EXPECT_FALSE(leads.contains("ARCHITECT"));
}

}  // namespace
}  // namespace plumbline::eval
