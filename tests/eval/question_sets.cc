#include "tests/eval/question_sets.h"

#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/catalog/domain/import/texas_etpl.h"
#include "services/common/base/status_macros.h"
#include "services/common/vocabulary/cip_code.h"
#include "tests/eval/tables.h"

namespace plumbline::eval {
namespace {

using alignment::CandidateIndex;
using alignment::CandidateText;
using alignment::CipText;
using alignment::Corpus;

constexpr size_t kShortestDescription = 40;

std::map<std::string, CandidateIndex> PlacesOf(const Corpus& corpus) {
  std::map<std::string, CandidateIndex> places;
  for (const CandidateText& candidate : corpus.candidates)
    places[candidate.code] = static_cast<CandidateIndex>(places.size());
  return places;
}

std::string Trimmed(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

std::string CipOf(absl::string_view printed) {
  const auto code = vocabulary::CipCode::Parse(Trimmed(printed));
  return code.ok() ? code->ToString() : "";
}

std::string Key(absl::string_view text) {
  std::string key;
  alignment::ForEachToken(
      alignment::FoldText(text),
      [&](absl::string_view token) { absl::StrAppend(&key, token, " "); });
  return key;
}

// Whether an outcome of the Texas list is a certification or a licence: only
// their names are about work.
bool NamesWork(absl::string_view outcome) {
  const catalog::CredentialKind kind = catalog::TexasCredentialKind(outcome);
  return kind == catalog::CredentialKind::kCertification ||
         kind == catalog::CredentialKind::kLicense;
}

// The stems of a text without stop words, as one string.
std::string StemKey(absl::string_view text, alignment::Stemmer* stemmer) {
  std::string key;
  alignment::ForEachToken(alignment::FoldText(text),
                          [&](absl::string_view token) {
                            if (!alignment::IsStopWord(token))
                              absl::StrAppend(&key, stemmer->Stem(token), " ");
                          });
  return key;
}

// The tenth that a title belongs to, by its letters alone (FNV-1a).
int TenthOf(absl::string_view key) {
  uint64_t hash = 14695981039346656037u;
  for (const char byte : key)
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
  return static_cast<int>((hash >> 20) % 10);
}

}  // namespace

std::vector<Question> TakeTitles(int tenth, Corpus* corpus) {
  std::map<std::string, Question> taken;
  for (CandidateIndex owner = 0; owner < corpus->candidates.size(); ++owner) {
    std::vector<std::string>& titles =
        corpus->candidates[owner].alternate_titles;
    for (const std::string& title : titles) {
      const std::string key = Key(title);
      if (key.empty() || TenthOf(key) != tenth) continue;
      Question& question = taken[key];
      question.program.name = title;
      question.group = key;
      question.answers.insert(owner);
    }
  }
  const auto is_taken = [&](const std::string& title) {
    // Reported titles end in an abbreviation in brackets that matching drops.
    return taken.contains(Key(title)) ||
           taken.contains(Key(title.substr(0, title.find('('))));
  };
  for (CandidateText& candidate : corpus->candidates) {
    std::erase_if(candidate.alternate_titles, is_taken);
    std::erase_if(candidate.reported_titles, is_taken);
  }
  std::vector<Question> questions;
  for (auto& [key, question] : taken) questions.push_back(std::move(question));
  return questions;
}

std::vector<Question> CipQuestions(const Corpus& corpus) {
  std::vector<Question> questions;
  for (const CipText& cip : corpus.cips)
    questions.push_back({{cip.title, cip.definition, ""},
                         cip.code.substr(0, 5),
                         {cip.occupations.begin(), cip.occupations.end()}});
  return questions;
}

absl::StatusOr<std::vector<Question>> TexasQuestions(
    const std::filesystem::path& file, const Corpus& corpus) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  const auto places = PlacesOf(corpus);
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  std::vector<Question> questions;
  PLUMBLINE_RETURN_IF_ERROR(ForEachRow(
      file.string(), bytes, kLenientCsv,
      {"Program Name", "Program Description", "ProviderName",
       "Instructional Program (CIP) Code", "gold_soc2018", "Program Outcome",
       "Associted Credential Name"},
      [&](Fields row) {
        Question question{{Trimmed(row[0]), Trimmed(row[1]), CipOf(row[3])},
                          std::string(row[2]),
                          {}};
        if (NamesWork(row[5]))
          question.program.credentials.push_back(Trimmed(row[6]));
        for (const auto soc : absl::StrSplit(row[4], '|')) {
          const auto place = places.find(Trimmed(soc));
          if (place != places.end()) question.answers.insert(place->second);
        }
        if (!question.answers.empty() &&
            seen.emplace(absl::AsciiStrToLower(question.program.name),
                         absl::AsciiStrToLower(question.program.description),
                         question.group)
                .second)
          questions.push_back(std::move(question));
      }));
  return questions;
}

absl::StatusOr<std::vector<Question>> NewJerseyQuestions(
    const std::filesystem::path& file, const Corpus& corpus) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  std::map<std::string, const CipText*> cips;
  for (const CipText& cip : corpus.cips) cips[cip.code] = &cip;
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Question> questions;
  PLUMBLINE_RETURN_IF_ERROR(ForEachRow(
      file.string(), bytes, kLenientCsv,
      {"officialname", "description", "cipcode"}, [&](Fields row) {
        const auto cip = cips.find(CipOf(row[2]));
        const std::string description = Trimmed(row[1]);
        if (cip == cips.end() || description.size() < kShortestDescription ||
            !seen.emplace(Key(row[0]), Key(description).substr(0, 200)).second)
          return;
        const auto& answers = cip->second->occupations;
        if (!answers.empty())
          questions.push_back({{Trimmed(row[0]), description, ""},
                               cip->first,
                               {answers.begin(), answers.end()}});
      }));
  return questions;
}

absl::StatusOr<std::vector<Question>> RapidsQuestions(
    const std::filesystem::path& file, const Corpus& corpus) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  const auto places = PlacesOf(corpus);
  alignment::Stemmer stemmer;
  std::set<std::string> known;
  for (const CandidateText& candidate : corpus.candidates) {
    for (const std::string& title : candidate.titles)
      known.insert(StemKey(title, &stemmer));
    for (const std::string& title : candidate.alternate_titles)
      known.insert(StemKey(title, &stemmer));
  }
  std::map<std::string, std::set<CandidateIndex>> answers;
  PLUMBLINE_RETURN_IF_ERROR(
      ForEachRow(file.string(), bytes, kLenientCsv,
                 {"occupational_title", "onet_code"}, [&](Fields row) {
                   const auto place = places.find(Trimmed(row[1]).substr(0, 7));
                   if (place != places.end())
                     answers[Trimmed(row[0])].insert(place->second);
                 }));
  std::vector<Question> questions;
  for (const auto& [title, found] : answers)
    if (!known.contains(StemKey(title, &stemmer)))
      questions.push_back({{title, "", ""}, title, found});
  return questions;
}

}  // namespace plumbline::eval
