#ifndef PLUMBLINE_TESTS_EVAL_CREDENTIAL_FILES_H_
#define PLUMBLINE_TESTS_EVAL_CREDENTIAL_FILES_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/matching/corpus.h"

namespace plumbline::eval {

// New Jersey's licences, then the registered apprenticeships, below a directory
// of official files: read, and led to the candidates, as the services do.
// `places` are the candidates by their code, `29-2042`.
//
// Errors: those of the files, and of their readers.
absl::StatusOr<std::vector<alignment::CredentialText>> ReadCredentials(
    const std::filesystem::path& data,
    const std::map<std::string, alignment::CandidateIndex>& places);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_CREDENTIAL_FILES_H_
