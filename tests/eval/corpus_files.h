#ifndef PLUMBLINE_TESTS_EVAL_CORPUS_FILES_H_
#define PLUMBLINE_TESTS_EVAL_CORPUS_FILES_H_

#include <filesystem>

#include "absl/status/statusor.h"
#include "services/alignment/domain/matching/corpus.h"

namespace plumbline::eval {

// What the candidates are.
enum class Candidates {
  kSoc2018,  // Detailed occupations of SOC 2018 that O*NET has data for.
  kOnet,     // O*NET-SOC 2019 occupations.
};

// The corpus of O*NET 30.1, CIP 2020, its crosswalk and the jobs of OEWS 2024
// below a directory of official files. For O*NET candidates the crosswalk is
// left out.
absl::StatusOr<alignment::Corpus> LoadCorpus(const std::filesystem::path& data,
                                             Candidates candidates);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_CORPUS_FILES_H_
