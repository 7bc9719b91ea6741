#include "services/alignment/api/matching/text_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/alignment/api/matching/matching_codec.h"
#include "services/alignment/api/runs/portfolio.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kMostRead = 20;

bool AnyReadsTexts(TextReader::Policies policies) {
  return std::any_of(policies.begin(), policies.end(), [](const auto& policy) {
    return policy->bound->policy().link_rule.reads_texts();
  });
}

// Rounded down: what is shown is never more than what was read.
int32_t MilliOf(double score) {
  return static_cast<int32_t>(std::floor(ProbabilityOf(score) * 1000));
}

void AddOccupations(const EditionMatcher& matcher, const TextMatches& matches,
                    v1::TextReading& reading) {
  for (size_t i = 0; i < std::min(kMostRead, matches.order.size()); ++i) {
    const int32_t milli = MilliOf(matches.scores[matches.order[i]]);
    if (milli < kLeastTextMilli) return;
    v1::TextOccupation& read = *reading.add_occupations();
    read.set_occupation(matcher.texts.CodeOf(matches.order[i]).ToString());
    read.set_probability_milli(milli);
  }
}

std::shared_ptr<const SubjectInUse> WithTexts(const Subject& subject,
                                              v1::TextReading texts) {
  return InUse(
      MakeSubject(subject.program, subject.provider, std::move(texts)));
}

v1::TextReading ReadingOf(const EditionMatcher& matcher,
                          const ProgramTexts& texts,
                          const TextMatches& matches) {
  v1::TextReading reading;
  reading.set_model(MatchingModelVersion());
  const Abstention abstention = matches.lead.abstention;
  reading.set_abstention(
      static_cast<v1::ProgramMatches::Abstention>(abstention));
  if (PointsNowhere(abstention)) return reading;
  AddOccupations(matcher, matches, reading);
  reading.set_cip_suspicious(matcher.matcher->Check(texts, matches).result ==
                             CipCheck::Result::kSuspicious);
  return reading;
}

}  // namespace

absl::StatusOr<TextReader::Subjects> TextReader::Read(const Edition& edition,
                                                      Policies policies,
                                                      Subjects subjects) const {
  if (!AnyReadsTexts(policies)) {
    // A run before may have read them.
    for (auto& subject : subjects)
      if (!subject->subject.texts.model().empty())
        subject = WithTexts(subject->subject, {});
    return subjects;
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto matcher, matchers_.Get(edition.name()));
  std::vector<ProgramTexts> texts;
  texts.reserve(subjects.size());
  std::vector<const ProgramTexts*> asked;
  for (const auto& subject : subjects) {
    texts.push_back(TextsOf(*matcher, subject->subject.program));
    asked.push_back(&texts.back());
  }
  matcher->matcher->MatchEach(
      asked, threads_, [&](size_t i, const TextMatches& matches, Stemmer*) {
        subjects[i] = WithTexts(subjects[i]->subject,
                                ReadingOf(*matcher, texts[i], matches));
      });
  return subjects;
}

}  // namespace plumbline::alignment
