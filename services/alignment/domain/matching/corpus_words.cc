#include "services/alignment/domain/matching/corpus_words.h"

#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {

const std::vector<std::string>& TextsOf(const CandidateText& candidate,
                                        TextKind kind) {
  switch (kind) {
    case TextKind::kTitle:
      return candidate.titles;
    case TextKind::kAlternateTitle:
      return candidate.alternate_titles;
    case TextKind::kReportedTitle:
      return candidate.reported_titles;
    case TextKind::kDescription:
      return candidate.descriptions;
    case TextKind::kTask:
      return candidate.tasks;
    case TextKind::kActivity:
      return candidate.activities;
    case TextKind::kTechnology:
      return candidate.technologies;
  }
  return candidate.titles;
}

CorpusWords::CorpusWords(const Corpus& corpus, TermTable* terms) {
  for (const CandidateText& candidate : corpus.candidates) {
    auto& first = first_texts_.emplace_back();
    for (size_t kind = 1; kind <= kTextKinds; ++kind) {
      first[kind] = static_cast<uint32_t>(begins_.size() - 1);
      if (static_cast<TextKind>(kind) == TextKind::kReportedTitle) continue;
      for (const std::string& text :
           TextsOf(candidate, static_cast<TextKind>(kind))) {
        terms->AddWords(FoldText(text), &words_);
        begins_.push_back(static_cast<uint32_t>(words_.size()));
      }
    }
  }
}

absl::Span<const TermId> CorpusWords::Of(CandidateIndex candidate,
                                         TextKind kind, size_t text) const {
  const size_t at = first_texts_[candidate][static_cast<size_t>(kind)] + text;
  return absl::MakeConstSpan(words_).subspan(begins_[at],
                                             begins_[at + 1] - begins_[at]);
}

std::vector<TermId> CorpusWords::DocumentOf(CandidateIndex candidate,
                                            absl::Span<const TextKind> kinds,
                                            const Corpus& corpus,
                                            TermTable* terms) const {
  std::vector<TermId> document;
  // The bytes read so far, each text and each kind followed by a space.
  size_t read = 0;
  for (const TextKind kind : kinds) {
    const auto& texts = TextsOf(corpus.candidates[candidate], kind);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (read >= kLongestText) return document;
      if (read + texts[i].size() > kLongestText) {
        const absl::string_view text = texts[i];
        terms->AddWords(FoldText(text.substr(0, kLongestText - read)),
                        &document);
        return document;
      }
      const auto words = Of(candidate, kind, i);
      document.insert(document.end(), words.begin(), words.end());
      read += texts[i].size() + 1;
    }
    if (texts.empty()) ++read;
  }
  return document;
}

}  // namespace plumbline::alignment
