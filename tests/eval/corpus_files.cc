#include "tests/eval/corpus_files.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/header.h"
#include "services/common/tabular/workbook.h"
#include "services/common/tabular/zip_archive.h"
#include "services/common/vocabulary/cip_code.h"
#include "tests/eval/credential_files.h"
#include "tests/eval/tables.h"

namespace plumbline::eval {
namespace {

using alignment::CandidateIndex;
using alignment::CandidateText;
using alignment::CipText;
using alignment::Corpus;

// Candidates by code, and the O*NET zip that fills them.
struct OnetTexts {
  std::map<std::string, CandidateText> by_code;
  const tabular::ZipArchive* zip = nullptr;
  size_t code_length = 7;

  CandidateText* Find(absl::string_view onet_code) {
    const auto found =
        by_code.find(std::string(onet_code.substr(0, code_length)));
    return found == by_code.end() ? nullptr : &found->second;
  }
};

absl::Status ForEachOnetRow(const OnetTexts& texts, absl::string_view file,
                            const std::vector<absl::string_view>& columns,
                            absl::FunctionRef<void(Fields)> visit) {
  const std::string entry = absl::StrCat("db_30_1_text/", file, ".txt");
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes,
                             texts.zip->ReadEntry(entry));
  return ForEachRow(entry, bytes, tabular::kTsv, columns, visit);
}

absl::Status ReadOccupations(OnetTexts* texts) {
  return ForEachOnetRow(
      *texts, "Occupation Data", {"O*NET-SOC Code", "Title", "Description"},
      [&](Fields row) {
        const std::string code(row[0].substr(0, texts->code_length));
        CandidateText& text = texts->by_code[code];
        text.code = code;
        text.titles.emplace_back(row[1]);
        text.descriptions.emplace_back(row[2]);
      });
}

// Appends one column of a file to a field.
absl::Status ReadField(absl::string_view file, absl::string_view column,
                       std::vector<std::string> CandidateText::*field,
                       OnetTexts* texts) {
  return ForEachOnetRow(*texts, file, {"O*NET-SOC Code", column},
                        [&](Fields row) {
                          if (CandidateText* text = texts->Find(row[0]))
                            (text->*field).emplace_back(row[1]);
                        });
}

absl::Status ReadActivities(OnetTexts* texts) {
  std::map<std::string, std::string> titles;
  PLUMBLINE_RETURN_IF_ERROR(ForEachOnetRow(
      *texts, "DWA Reference", {"DWA ID", "DWA Title"},
      [&](Fields row) { titles[std::string(row[0])] = std::string(row[1]); }));
  std::set<std::pair<std::string, std::string>> seen;
  return ForEachOnetRow(*texts, "Tasks to DWAs", {"O*NET-SOC Code", "DWA ID"},
                        [&](Fields row) {
                          const std::string id(row[1]);
                          if (!seen.emplace(std::string(row[0]), id).second)
                            return;
                          if (CandidateText* text = texts->Find(row[0]))
                            text->activities.push_back(titles[id]);
                        });
}

absl::Status ReadOnet(OnetTexts* texts) {
  PLUMBLINE_RETURN_IF_ERROR(ReadOccupations(texts));
  PLUMBLINE_RETURN_IF_ERROR(ReadField("Alternate Titles", "Alternate Title",
                                      &CandidateText::alternate_titles, texts));
  PLUMBLINE_RETURN_IF_ERROR(ReadField("Sample of Reported Titles",
                                      "Reported Job Title",
                                      &CandidateText::reported_titles, texts));
  PLUMBLINE_RETURN_IF_ERROR(
      ReadField("Task Statements", "Task", &CandidateText::tasks, texts));
  PLUMBLINE_RETURN_IF_ERROR(ReadField("Technology Skills", "Example",
                                      &CandidateText::technologies, texts));
  return ReadActivities(texts);
}

// `="51.0904"` and `51.0904` are both `51.0904`; empty for what is no
// six-digit code.
std::string SixDigits(absl::string_view printed) {
  printed = absl::StripSuffix(absl::StripPrefix(printed, "=\""), "\"");
  const auto code = vocabulary::CipCode::Parse(printed);
  return code.ok() && code->length() == 6 ? code->ToString() : "";
}

absl::StatusOr<std::map<std::string, CipText>> ReadCips(
    const std::filesystem::path& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  std::map<std::string, CipText> cips;
  PLUMBLINE_RETURN_IF_ERROR(ForEachRow(
      file.string(), bytes, kLenientCsv,
      {"CIPCode", "CIPTitle", "CIPDefinition"}, [&](Fields row) {
        const std::string code = SixDigits(row[0]);
        const absl::string_view definition = absl::StripAsciiWhitespace(row[2]);
        if (code.empty() || definition.empty() ||
            absl::StartsWith(definition, "Reserved"))
          return;
        cips[code] = {code,
                      std::string(absl::StripSuffix(
                          absl::StripAsciiWhitespace(row[1]), ".")),
                      std::string(definition),
                      {}};
      }));
  return cips;
}

absl::Status ReadCrosswalk(const std::filesystem::path& file,
                           const std::map<std::string, CandidateIndex>& places,
                           std::map<std::string, CipText>* cips,
                           std::set<std::string>* listed) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  return ForEachRow(file.string(), bytes, kLenientCsv,
                    {"CIP2020Code", "SOC2018Code"}, [&](Fields row) {
                      const auto cip = cips->find(SixDigits(row[0]));
                      const std::string soc(absl::StripAsciiWhitespace(row[1]));
                      if (cip == cips->end() || soc == "99-9999") return;
                      listed->insert(cip->first);
                      const auto place = places.find(soc);
                      if (place != places.end())
                        cip->second.occupations.push_back(place->second);
                    });
}

// Jobs in the nation by code, detailed and broad.
absl::StatusOr<std::map<std::string, double>> ReadEmployment(
    const std::filesystem::path& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto workbook,
                             tabular::Workbook::Open(file.string(), bytes));
  std::map<std::string, double> jobs;
  PLUMBLINE_RETURN_IF_ERROR(tabular::ReadSheetTable(
      workbook, "national_M2024_dl", {"OCC_CODE", "TOT_EMP"},
      [&](const tabular::HeaderMap& header, const tabular::SheetRow& row) {
        double count = 0;
        if (absl::SimpleAtod(row.Text(*header.Find("TOT_EMP")), &count))
          jobs[std::string(row.Text(*header.Find("OCC_CODE")))] = count;
        return absl::OkStatus();
      }));
  return jobs;
}

// An occupation that the survey prints only with its broad group has the
// group's jobs.
double JobsOf(const std::map<std::string, double>& jobs,
              absl::string_view code) {
  for (const std::string& key :
       {std::string(code.substr(0, 7)), absl::StrCat(code.substr(0, 6), "0")}) {
    const auto found = jobs.find(key);
    if (found != jobs.end()) return found->second;
  }
  return 0;
}

}  // namespace

absl::StatusOr<Corpus> LoadCorpus(const std::filesystem::path& data,
                                  Candidates candidates) {
  const auto zip_path = data / "onet/30.1/db_30_1_text.zip";
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string zip_bytes, ReadFile(zip_path));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto zip, tabular::ZipArchive::Open(zip_path.string(), zip_bytes));
  OnetTexts texts;
  texts.zip = &zip;
  texts.code_length = candidates == Candidates::kOnet ? 10 : 7;
  PLUMBLINE_RETURN_IF_ERROR(ReadOnet(&texts));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto jobs,
      ReadEmployment(data / "oews/2024/national_M2024_dl.xlsx"));
  Corpus corpus;
  std::map<std::string, CandidateIndex> places;
  for (auto& [code, text] : texts.by_code) {
    text.employment = JobsOf(jobs, code);
    places[code] = static_cast<CandidateIndex>(corpus.candidates.size());
    corpus.candidates.push_back(std::move(text));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(auto cips,
                             ReadCips(data / "cip/2020/CIPCode2020.csv"));
  std::set<std::string> listed;
  PLUMBLINE_RETURN_IF_ERROR(
      ReadCrosswalk(data / "cip/2020/csv/CIP2020_SOC2018_Crosswalk.SOC-CIP.csv",
                    places, &cips, &listed));
  for (auto& [code, cip] : cips) {
    if (!listed.contains(code)) continue;
    std::sort(cip.occupations.begin(), cip.occupations.end());
    cip.occupations.erase(
        std::unique(cip.occupations.begin(), cip.occupations.end()),
        cip.occupations.end());
    corpus.cips.push_back(std::move(cip));
  }
  if (candidates == Candidates::kOnet) return corpus;
  PLUMBLINE_ASSIGN_OR_RETURN(corpus.credentials, ReadCredentials(data, places));
  return corpus;
}

}  // namespace plumbline::eval
