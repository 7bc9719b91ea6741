#include "services/alignment/api/matching/matching_texts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/declared.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using labor::v1::EditionTexts;
using labor::v1::OccupationTexts;
using labor::v1::PrintedTexts;
using vocabulary::CipCode;
using vocabulary::SocCode;

absl::Status NoTexts(const Edition& edition, absl::string_view what) {
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::reason::kTextNotPublished,
                     absl::StrCat(edition.name(), " pins no ", what,
                                  ": publish an edition that does"),
                     {{"edition", edition.name()}});
}

const PrintedTexts& Field(const OccupationTexts& texts, TextKind kind) {
  switch (kind) {
    case TextKind::kTitle:
      return texts.title();
    case TextKind::kAlternateTitle:
      return texts.alternate_titles();
    case TextKind::kReportedTitle:
      return texts.reported_titles();
    case TextKind::kDescription:
      return texts.description();
    case TextKind::kTask:
      return texts.tasks();
    case TextKind::kActivity:
      return texts.activities();
    case TextKind::kTechnology:
      return texts.technologies();
  }
  return texts.title();
}

void Append(const PrintedTexts& from, std::vector<std::string>* to) {
  to->insert(to->end(), from.texts().begin(), from.texts().end());
}

void AddTexts(const OccupationTexts& from, CandidateText* to) {
  Append(from.title(), &to->titles);
  Append(from.description(), &to->descriptions);
  Append(from.alternate_titles(), &to->alternate_titles);
  Append(from.reported_titles(), &to->reported_titles);
  Append(from.tasks(), &to->tasks);
  Append(from.activities(), &to->activities);
  Append(from.technologies(), &to->technologies);
}

bool IsDefined(const labor::v1::ProgramCodeText& program) {
  return !program.definition().empty() &&
         !absl::StartsWith(program.definition(), "Reserved");
}

// Jobs in the nation; 0 where the edition does not say.
double EmploymentOf(const Edition& edition, SocCode code) {
  const auto nation = edition.nation();
  const auto occupation = edition.FindOccupation(code);
  if (!nation || !occupation) return 0;
  const vocabulary::Figure figure =
      edition.FigureAt(vocabulary::Measure::kEmployment, *nation, *occupation)
          .figure;
  return figure.HasValue() ? static_cast<double>(figure.value) : 0;
}

SocCode PrefixOf(const OccupationTexts& texts) {
  return SocCode::FromDigits(texts.code() / 100);
}

}  // namespace

absl::StatusOr<MatchingTexts> MatchingTexts::Create(const Edition& edition,
                                                    EditionTexts texts) {
  if (texts.occupations().empty()) return NoTexts(edition, "O*NET release");
  if (texts.program_codes().empty())
    return NoTexts(edition, "list of CIP codes");
  MatchingTexts result(std::move(texts));
  const auto& occupations = result.texts_.occupations();
  for (int i = 0; i < occupations.size();) {
    const SocCode code = PrefixOf(occupations[i]);
    int end = i;
    while (end < occupations.size() && PrefixOf(occupations[end]) == code)
      ++end;
    if (edition.FindOccupation(code))
      result.candidates_.push_back({code, i, end});
    i = end;
  }
  return result;
}

std::string MatchingTexts::CourseText(absl::string_view sced) const {
  int32_t code = 0;
  if (!absl::SimpleAtoi(sced, &code)) return "";
  const auto& courses = texts_.course_codes();
  const auto found =
      std::lower_bound(courses.begin(), courses.end(), code,
                       [](const labor::v1::CourseCodeText& course,
                          int32_t wanted) { return course.code() < wanted; });
  if (found == courses.end() || found->code() != code) return "";
  return absl::StrCat(found->title(), ". ", found->description());
}

std::optional<CandidateIndex> MatchingTexts::CandidateOf(SocCode code) const {
  const auto at = std::lower_bound(
      candidates_.begin(), candidates_.end(), code,
      [](const Candidate& one, SocCode wanted) { return one.code < wanted; });
  if (at == candidates_.end() || at->code != code) return std::nullopt;
  return static_cast<CandidateIndex>(at - candidates_.begin());
}

CipText MatchingTexts::MakeCip(const Edition& edition,
                               const labor::v1::ProgramCodeText& program,
                               const CrosswalkEdges& edges) const {
  CipText cip;
  cip.title = program.title();
  cip.definition = program.definition();
  cip.code = CipCode::FromDigits(program.code()).ToString();
  const auto& layer = edition.crosswalk().layer(edges.layer);
  for (size_t row = edges.begin; row < edges.end; ++row) {
    const auto code =
        SocCode::FromDigits(static_cast<int32_t>(layer.soc_codes[row]));
    if (const auto candidate = CandidateOf(code))
      cip.occupations.push_back(*candidate);
  }
  return cip;
}

CredentialText MatchingTexts::MakeCredential(
    const Edition& edition, const labor::v1::CredentialText& credential) const {
  CredentialText text;
  text.title = credential.title();
  for (const OccupationIndex occupation :
       ReadListed(edition, credential.occupation())) {
    if (const auto candidate = CandidateOf(edition.occupation_code(occupation)))
      text.occupations.push_back(*candidate);
  }
  return text;
}

Corpus MatchingTexts::MakeCorpus(const Edition& edition) const {
  Corpus corpus;
  for (const Candidate& candidate : candidates_) {
    CandidateText& text = corpus.candidates.emplace_back();
    text.code = candidate.code.ToString();
    text.employment = EmploymentOf(edition, candidate.code);
    for (int i = candidate.begin; i < candidate.end; ++i)
      AddTexts(texts_.occupations(i), &text);
  }
  for (const auto& program : texts_.program_codes()) {
    const CipCode code = CipCode::FromDigits(program.code());
    const auto edges = edition.crosswalk().EdgesOf(code);
    if (!IsDefined(program) ||
        (!edges && !edition.crosswalk().IsUnmatched(code)))
      continue;
    corpus.cips.push_back(
        MakeCip(edition, program, edges.value_or(CrosswalkEdges{})));
  }
  for (const auto& credential : texts_.credentials())
    corpus.credentials.push_back(MakeCredential(edition, credential));
  return corpus;
}

MatchingTexts::Place MatchingTexts::Find(CandidateIndex candidate,
                                         TextRef ref) const {
  int left = static_cast<int>(ref.index);
  int occupation = candidates_[candidate].begin;
  while (left >= Field(texts_.occupations(occupation), ref.kind).texts_size())
    left -= Field(texts_.occupations(occupation++), ref.kind).texts_size();
  return {occupation, left};
}

v1::OccupationText MatchingTexts::TextOf(CandidateIndex candidate,
                                         TextRef ref) const {
  const Place place = Find(candidate, ref);
  const OccupationTexts& occupation = texts_.occupations(place.occupation);
  const PrintedTexts& field = Field(occupation, ref.kind);
  v1::OccupationText text = InFile(field.file());
  text.set_kind(static_cast<v1::OccupationText::Kind>(ref.kind));
  text.set_text(field.texts(place.text));
  text.set_onet_code(
      vocabulary::OnetSocCode::FromDigits(occupation.code()).ToString());
  text.set_row(field.rows(place.text));
  return text;
}

v1::OccupationText MatchingTexts::CredentialOf(size_t credential) const {
  const auto& listed = texts_.credentials(static_cast<int>(credential));
  v1::OccupationText text = InFile(listed.file());
  text.set_kind(listed.kind() == labor::v1::CredentialText::LICENSE
                    ? v1::OccupationText::LICENSE
                    : v1::OccupationText::APPRENTICESHIP);
  text.set_text(listed.title());
  text.set_onet_code(listed.occupation());
  text.set_row(listed.row());
  return text;
}

v1::OccupationText MatchingTexts::InFile(int32_t file) const {
  const auto& found = texts_.files(file);
  v1::OccupationText text;
  text.set_release(texts_.releases(found.release()).name());
  text.set_file(found.file());
  text.set_sheet(found.sheet());
  return text;
}

int32_t MatchingTexts::ImportanceOf(CandidateIndex candidate,
                                    uint32_t task) const {
  const Place place = Find(candidate, {TextKind::kTask, task});
  return texts_.occupations(place.occupation).task_importances(place.text);
}

}  // namespace plumbline::alignment
