#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_FOLDED_TEXT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_FOLDED_TEXT_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::alignment {

// The most bytes of one text that are read; what follows is left out. A
// megabyte of description costs no more than this.
inline constexpr size_t kLongestText = 20'000;

// Lower case, one byte for each letter of the Latin script (`é` is `e`), a
// space for everything that is neither letter, digit, `+` nor `#`. Tags,
// comments, scripts, style sheets and character references of HTML are spaces;
// soft hyphens, joiners and combining marks are nothing. Letters of other
// scripts are spaces: no occupation's text has them; and so is every word with
// a letter of Greek, Cyrillic or rarer Latin, which may only look like one.
std::string FoldText(absl::string_view text);

// Calls `visit` for each run of letters and digits of a folded text, in order.
void ForEachToken(absl::string_view folded,
                  absl::FunctionRef<void(absl::string_view)> visit);

// Nothing but white space.
bool IsBlank(absl::string_view text);

// Words of English that say nothing of what is taught: articles, pronouns,
// auxiliaries.
bool IsStopWord(absl::string_view token);
absl::Span<const absl::string_view> StopWords();

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_FOLDED_TEXT_H_
