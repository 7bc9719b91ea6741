#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_PASSAGES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_PASSAGES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::alignment {

// A field of a program: `title`, `description`, `courses[2].description`.
struct ProgramField {
  std::string path;
  std::string text;
};

// `credentials[0].title`: what a certification or licence is called.
bool IsCredential(const ProgramField& field);

// A sentence of a program, where it stands, and how it is read.
struct Passage {
  std::string field;
  std::string text;
  // FoldText of `text`.
  std::string folded = {};
};

// The most sentences that are read of one program.
inline constexpr size_t kMostPassages = 400;

// The sentences of the fields in order, at most kMostPassages: split at line
// ends, semicolons, bullets, and at full stops before a space. Sentences
// without a letter are left out, those that repeat an earlier one too.
std::vector<Passage> PassagesOf(const std::vector<ProgramField>& fields);

// The sentences of one text.
std::vector<absl::string_view> SentencesOf(absl::string_view text);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_PASSAGES_H_
