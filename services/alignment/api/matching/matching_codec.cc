#include "services/alignment/api/matching/matching_codec.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/alignment/api/records/program_codec.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/matching/text/title_ends.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kMostEvidence = 5;
// What adds less says nothing.
constexpr double kLeastContribution = 0.005;
constexpr double kTenThousand = 10000.0;
constexpr char kIntercept[] = "intercept";

// What the features add, and the rest of the score, which is the intercept of
// the calibration's line.
void AddContributions(const TextMatches& matches, const FusionWeights& weights,
                      CandidateIndex candidate, v1::OccupationMatch& match) {
  double rest = matches.scores[candidate];
  std::vector<std::pair<std::string, double>> parts;
  for (const Contribution& one :
       ContributionsOf(matches.features, weights, matches.lines, candidate)) {
    rest -= one.score;
    parts.emplace_back(std::string(NameOf(one.feature)), one.score);
  }
  parts.emplace_back(kIntercept, rest);
  std::stable_sort(
      parts.begin(), parts.end(),
      [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [name, score] : parts) {
    if (std::abs(score) < kLeastContribution) continue;
    auto& message = *match.add_contributions();
    message.set_feature(name);
    message.set_score(score);
  }
}

void AddField(std::string path, const std::string& text,
              ProgramTexts& program) {
  if (!text.empty()) program.fields.push_back({std::move(path), text});
}

// Certifications and licences are named after what people may do with them;
// degrees and certificates of schools after their level.
bool NamesWork(const catalog::v1::Credential& credential) {
  return credential.kind() == catalog::v1::Credential::CERTIFICATION ||
         credential.kind() == catalog::v1::Credential::LICENSE;
}

// `credential` is the row of the list.
v1::MatchEvidence CredentialEvidence(const ProgramField& field,
                                     v1::OccupationText credential) {
  v1::MatchEvidence message;
  message.mutable_passage()->set_field(field.path);
  message.mutable_passage()->set_text(field.text);
  *message.mutable_occupation_text() = std::move(credential);
  // The name is the credential's as a whole.
  for (const absl::string_view word :
       absl::StrSplit(WithoutBrackets(field.text), absl::ByAnyChar(" \t\n"),
                      absl::SkipEmpty()))
    message.add_words(std::string(word));
  message.set_similarity(1);
  return message;
}

// One sentence; empty where the texts decide.
std::string ReasonOf(const TextMatches& matches) {
  const Lead& lead = matches.lead;
  const WordCounts& counts = matches.near.counts;
  switch (lead.abstention) {
    case Abstention::kNone:
      return "";
    case Abstention::kNothingSaid:
      return "The program has neither a title nor a text.";
    case Abstention::kNoKnownWord:
      return "No word of the program is in any text about an occupation.";
    case Abstention::kNotEnglish:
      return absl::StrFormat(
          "Of %d words only %d are English or known: other languages are not "
          "read.",
          counts.words, counts.familiar);
    case Abstention::kClaimsEverything:
      return "The program says that it leads to every occupation, which "
             "points to none.";
    case Abstention::kNoneStandsOut:
      return absl::StrFormat(
          "No occupation stands out: the best should be ahead by %.2f and is "
          "not even that probable.",
          lead.least_margin);
    case Abstention::kNearlyAlike:
      return absl::StrFormat(
          "The best two occupations are nearly as probable: they differ by "
          "%.3f, and %.3f is asked for.",
          lead.margin, lead.least_margin);
  }
  return "";
}

void SetLead(const TextMatches& matches, v1::ProgramMatches& answer) {
  const Lead& lead = matches.lead;
  answer.set_abstention(
      static_cast<v1::ProgramMatches::Abstention>(lead.abstention));
  answer.set_abstention_reason(ReasonOf(matches));
  answer.set_margin(lead.margin);
  answer.set_least_margin(lead.least_margin);
}

double ImportanceOf(const v1::TaskCoverage& task) {
  return task.has_importance() ? task.importance() : 0;
}

// Weighted by importance where any task is rated, else by count.
double CoveredShare(const v1::LinkExplanation& answer) {
  double all = 0;
  double covered = 0;
  const bool rated =
      std::any_of(answer.tasks().begin(), answer.tasks().end(),
                  [](const auto& task) { return task.has_importance(); });
  for (const v1::TaskCoverage& task : answer.tasks()) {
    const double weight = rated ? ImportanceOf(task) : 1;
    all += weight;
    if (task.covered()) covered += weight;
  }
  return all == 0 ? 0 : covered / all;
}

}  // namespace

ProgramTexts TextsOf(const EditionMatcher& matcher,
                     const catalog::v1::Program& program) {
  ProgramTexts texts;
  const LinkSet links = FindLinks(*matcher.edition, FactsFromProto(program));
  if (links.cip) texts.cip = links.cip->ToString();
  texts.fields.push_back({"title", program.title()});
  AddField("description", program.description(), texts);
  for (int i = 0; i < program.courses_size(); ++i) {
    const std::string path = absl::StrCat("courses[", i, "]");
    AddField(path + ".title", program.courses(i).title(), texts);
    AddField(path + ".description", program.courses(i).description(), texts);
    if (program.courses(i).description().empty())
      AddField(path + ".sced",
               matcher.texts.CourseText(program.courses(i).sced()), texts);
  }
  for (int i = 0; i < program.credentials_size(); ++i) {
    if (NamesWork(program.credentials(i)))
      AddField(absl::StrCat("credentials[", i, "].title"),
               program.credentials(i).title(), texts);
  }
  return texts;
}

MatchingCodec::MatchingCodec(const EditionMatcher& matcher,
                             const ProgramTexts& program, bool explain,
                             WorkPlace& place)
    : matcher_(matcher),
      program_(program),
      explain_(explain),
      matches_(place.matches) {
  matcher.matcher->MatchInto(program, &place.stemmer, &place.scratch,
                             &place.matches);
  if (!explain) return;
  passages_ = ReadAll(PassagesOf(program.fields), matcher.matcher->phrases(),
                      &place.stemmer);
  ReadNamings(&place.stemmer);
}

bool MatchingCodec::HasEdge(CandidateIndex candidate) const {
  const MatchIndex& index = matcher_.matcher->index();
  const auto cip = index.FindCip(program_.cip);
  if (!cip) return false;
  const auto& occupations = index.corpus().cips[*cip].occupations;
  return std::binary_search(occupations.begin(), occupations.end(), candidate);
}

v1::MatchEvidence MatchingCodec::EvidenceOf(CandidateIndex candidate,
                                            const Evidence& evidence) const {
  v1::MatchEvidence message;
  const Passage& passage = passages_.passages[evidence.passage];
  message.mutable_passage()->set_field(passage.field);
  message.mutable_passage()->set_text(passage.text);
  *message.mutable_occupation_text() =
      matcher_.texts.TextOf(candidate, evidence.text);
  for (const std::string& word : evidence.words) message.add_words(word);
  message.set_similarity(evidence.similarity);
  return message;
}

void MatchingCodec::ReadNamings(Stemmer* stemmer) {
  const NamedCredentials& credentials = matcher_.matcher->index().credentials();
  for (const ProgramField& field : program_.fields) {
    if (field.path != "title" && !IsCredential(field)) continue;
    for (const uint32_t credential : credentials.CalledSo(field.text, stemmer))
      namings_.push_back({&field, credential});
  }
}

void MatchingCodec::AddCredentials(CandidateIndex candidate,
                                   v1::OccupationMatch& match) const {
  const auto& credentials = matcher_.matcher->index().corpus().credentials;
  const ProgramField* added = nullptr;
  for (const auto& [field, credential] : namings_) {
    const auto& occupations = credentials[credential].occupations;
    if (field == added ||
        !std::binary_search(occupations.begin(), occupations.end(), candidate))
      continue;
    *match.add_evidence() =
        CredentialEvidence(*field, matcher_.texts.CredentialOf(credential));
    added = field;
  }
}

v1::OccupationMatch MatchingCodec::MatchOf(CandidateIndex candidate) const {
  const Matcher& matcher = *matcher_.matcher;
  v1::OccupationMatch match;
  const vocabulary::SocCode code = matcher_.texts.CodeOf(candidate);
  match.set_occupation(code.ToString());
  if (const auto found = matcher_.edition->FindOccupation(code))
    match.set_title(matcher_.edition->occupation_title(*found));
  match.set_score(matches_.scores[candidate]);
  match.set_probability(ProbabilityOf(match.score()));
  match.set_crosswalk_edge(HasEdge(candidate));
  if (!explain_) return match;
  AddContributions(matches_, matcher.weights(matches_.stratum), candidate,
                   match);
  AddCredentials(candidate, match);
  for (const Evidence& evidence :
       EvidenceFor(candidate, passages_, matcher.phrases(), kMostEvidence))
    *match.add_evidence() = EvidenceOf(candidate, evidence);
  return match;
}

v1::CipCheck MatchingCodec::CheckOf() const {
  const Matcher& matcher = *matcher_.matcher;
  const CipCheck check = matcher.Check(program_, matches_);
  v1::CipCheck message;
  message.set_cip(program_.cip);
  message.set_result(static_cast<v1::CipCheck::Result>(check.result));
  for (const NearDefinition& near : check.nearest) {
    const CipText& cip = matcher.index().corpus().cips[near.cip];
    auto& row = *message.add_nearest();
    row.set_cip(cip.code);
    row.set_title(cip.title);
    row.set_similarity(near.similarity);
  }
  message.set_definition_rank(static_cast<int32_t>(check.definition_rank));
  message.set_occupation_rank(static_cast<int32_t>(check.occupation_rank));
  return message;
}

v1::ProgramMatches MatchingCodec::AllMatches(size_t most,
                                             double min_probability) const {
  v1::ProgramMatches answer;
  answer.set_edition(matcher_.edition->name());
  answer.set_model(MatchingModelVersion());
  answer.set_stratum(
      static_cast<v1::ProgramMatches::Stratum>(matches_.stratum));
  *answer.mutable_cip_check() = CheckOf();
  SetLead(matches_, answer);
  if (PointsNowhere(matches_.lead.abstention)) {
    answer.set_no_match_reason(answer.abstention_reason());
    return answer;
  }
  for (size_t i = 0; i < std::min(most, matches_.order.size()); ++i) {
    const CandidateIndex candidate = matches_.order[i];
    if (ProbabilityOf(matches_.scores[candidate]) < min_probability) break;
    *answer.add_matches() = MatchOf(candidate);
  }
  if (answer.matches().empty())
    answer.set_no_match_reason(absl::StrCat(
        "No occupation reaches the probability ", min_probability, "."));
  return answer;
}

v1::TaskCoverage MatchingCodec::CoverageOf(CandidateIndex candidate,
                                           const Coverage& coverage) const {
  v1::TaskCoverage message;
  *message.mutable_task() = matcher_.texts.TextOf(candidate, coverage.text);
  if (coverage.text.kind == TextKind::kTask) {
    const int32_t importance =
        matcher_.texts.ImportanceOf(candidate, coverage.text.index);
    if (importance > 0) message.set_importance(importance / kTenThousand);
  }
  if (coverage.nearest)
    *message.mutable_nearest() = EvidenceOf(candidate, *coverage.nearest);
  message.set_random_chance(coverage.random_chance);
  message.set_covered(coverage.covered);
  return message;
}

void MatchingCodec::AddTasks(CandidateIndex candidate,
                             v1::LinkExplanation& answer) const {
  const Matcher& matcher = *matcher_.matcher;
  std::vector<v1::TaskCoverage> tasks;
  for (const Coverage& coverage :
       alignment::CoverageOf(candidate, TextKind::kTask, passages_,
                             matcher.phrases(), matcher.random()))
    tasks.push_back(CoverageOf(candidate, coverage));
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const v1::TaskCoverage& a, const v1::TaskCoverage& b) {
                     return ImportanceOf(a) > ImportanceOf(b);
                   });
  for (v1::TaskCoverage& task : tasks) *answer.add_tasks() = std::move(task);
  if (!answer.tasks().empty()) answer.set_covered_share(CoveredShare(answer));
  answer.set_random_share(kCoveredBelow);
  for (const Coverage& coverage :
       alignment::CoverageOf(candidate, TextKind::kTechnology, passages_,
                             matcher.phrases(), matcher.random()))
    if (coverage.covered)
      *answer.add_technologies() = CoverageOf(candidate, coverage);
}

v1::LinkExplanation MatchingCodec::Explain(CandidateIndex candidate) const {
  v1::LinkExplanation answer;
  answer.set_edition(matcher_.edition->name());
  answer.set_model(MatchingModelVersion());
  answer.set_stratum(
      static_cast<v1::ProgramMatches::Stratum>(matches_.stratum));
  *answer.mutable_match() = MatchOf(candidate);
  answer.set_rank(static_cast<int32_t>(RankOf(matches_.scores, candidate)));
  AddTasks(candidate, answer);
  *answer.mutable_releases() = matcher_.texts.texts().releases();
  return answer;
}

}  // namespace plumbline::alignment
