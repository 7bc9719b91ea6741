#include "services/alignment/domain/matching/shared_links.h"

#include "absl/strings/str_cat.h"

namespace plumbline::alignment {
namespace {

// With its length in front, so that two texts never read as one.
void Append(const std::string& text, std::string* out) {
  absl::StrAppend(out, text.size(), ":", text);
}

void AppendTexts(const ProgramFacts& program, std::string* out) {
  for (const TextOccupation& text : program.texts) {
    Append(text.code, out);
    absl::StrAppend(out, text.probability_milli, ";");
  }
  Append(program.text_model, out);
  absl::StrAppend(out, program.cip_suspicious ? "s" : "",
                  program.texts_undecided ? "u" : "");
}

// All that FindLinks reads.
void ReadOf(const ProgramFacts& program, ReadTexts texts, std::string* out) {
  out->clear();
  Append(program.cip, out);
  Append(program.cip_vintage, out);
  absl::StrAppend(out, program.occupations.size(), ";");
  for (const DeclaredOccupation& declared : program.occupations) {
    Append(declared.code, out);
    Append(declared.scheme, out);
  }
  if (texts == ReadTexts::kYes) AppendTexts(program, out);
}

}  // namespace

uint32_t LinkClasses::Of(const ProgramFacts& program) {
  ReadOf(program, texts_, &read_);
  const auto next = static_cast<uint32_t>(numbers_.size());
  return numbers_.try_emplace(read_, next).first->second;
}

const LinkSet* SharedLinks::Of(const ProgramFacts& program) {
  const uint32_t number = classes_.Of(program);
  if (number == found_.size())
    found_.push_back(
        std::make_unique<const LinkSet>(FindLinks(edition_, program, texts_)));
  return found_[number].get();
}

}  // namespace plumbline::alignment
