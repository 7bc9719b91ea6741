#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NAMED_CREDENTIALS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NAMED_CREDENTIALS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/corpus.h"
#include "services/alignment/domain/matching/text/term_table.h"

namespace plumbline::alignment {

// The public lists' licences and apprenticeships by what they are called, so
// that a program which names one leads where the list says.
//
// Immutable: const methods may be called from any thread.
class NamedCredentials {
 public:
  NamedCredentials() = default;
  explicit NamedCredentials(absl::Span<const CredentialText> credentials);

  // The places of the credentials that are called so, ascending: those with the
  // same words in any order and form, brackets and words such as "certified"
  // aside. `Practical Nurse License` names `LICENSED PRACTICAL NURSE (LPN)`.
  // None leads nowhere.
  absl::Span<const uint32_t> CalledSo(absl::string_view name,
                                      Stemmer* stemmer) const;

  // 1 in `row` for each candidate that one of the credentials leads to.
  void Fill(absl::Span<const uint32_t> credentials,
            absl::Span<float> row) const;

 private:
  std::vector<std::vector<CandidateIndex>> occupations_;
  // By stems in their order.
  absl::flat_hash_map<std::string, std::vector<uint32_t>> by_name_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NAMED_CREDENTIALS_H_
