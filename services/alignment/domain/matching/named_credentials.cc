#include "services/alignment/domain/matching/named_credentials.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_join.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/title_ends.h"

namespace plumbline::alignment {
namespace {

// Words that say that it is a credential, not of what.
bool SaysCredential(absl::string_view token) {
  constexpr std::array<absl::string_view, 9> kWords = {
      "apprentice",    "apprenticeship", "certificate",
      "certification", "certified",      "license",
      "licensed",      "licensure",      "registration"};
  return std::binary_search(kWords.begin(), kWords.end(), token);
}

// Each stem once; empty where nothing says what it is.
std::string CredentialKey(absl::string_view name, Stemmer* stemmer) {
  std::vector<std::string> stems;
  ForEachToken(FoldText(WithoutBrackets(name)), [&](absl::string_view token) {
    if (!IsStopWord(token) && !SaysCredential(token))
      stems.emplace_back(stemmer->Stem(token));
  });
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return absl::StrJoin(stems, " ");
}

}  // namespace

NamedCredentials::NamedCredentials(
    absl::Span<const CredentialText> credentials) {
  Stemmer stemmer;
  for (uint32_t i = 0; i < credentials.size(); ++i) {
    occupations_.push_back(credentials[i].occupations);
    if (credentials[i].occupations.empty()) continue;
    const std::string key = CredentialKey(credentials[i].title, &stemmer);
    if (!key.empty()) by_name_[key].push_back(i);
  }
}

absl::Span<const uint32_t> NamedCredentials::CalledSo(absl::string_view name,
                                                      Stemmer* stemmer) const {
  if (by_name_.empty()) return {};
  const auto found = by_name_.find(CredentialKey(name, stemmer));
  if (found == by_name_.end()) return {};
  return found->second;
}

void NamedCredentials::Fill(absl::Span<const uint32_t> credentials,
                            absl::Span<float> row) const {
  for (const uint32_t credential : credentials)
    for (const CandidateIndex candidate : occupations_[credential])
      row[candidate] = 1;
}

}  // namespace plumbline::alignment
