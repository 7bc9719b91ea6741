#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_HARD_PROGRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_HARD_PROGRAMS_H_

#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/matching/matcher.h"

namespace plumbline::alignment::testing {

// A program as nobody should write it, and why it must be left to people: the
// same whatever the corpus, or nothing where it says who it trains: welders.
struct HardProgram {
  std::string what;
  ProgramTexts program;
  Abstention expected = Abstention::kNone;
};

inline std::string Repeated(const std::string& text, size_t bytes) {
  std::string repeated;
  while (repeated.size() < bytes) repeated += text;
  return repeated;
}

inline ProgramTexts ProgramOf(std::string title, std::string description,
                              std::string cip = "") {
  return {
      {{"title", std::move(title)}, {"description", std::move(description)}},
      std::move(cip)};
}

inline constexpr size_t kMegabyte = 1'000'000;

// Nothing that anybody could read.
inline std::vector<HardProgram> WordlessPrograms() {
  const auto said = Abstention::kNothingSaid;
  const auto known = Abstention::kNoKnownWord;
  return {
      {"no fields", {}, said},
      {"empty", ProgramOf("", ""), said},
      {"blank", ProgramOf(" \t", "\r\n \v"), said},
      {"blank with a code", ProgramOf("", "", "48.0508"), said},
      {"one unknown word", ProgramOf("Quidditch", ""), known},
      {"unknown with a code", ProgramOf("Zzyzx", "Qwrt", "48.0508"), known},
      {"one letter", ProgramOf("w", ""), known},
      {"a letter and an unknown word", ProgramOf("w Quidditch", ""), known},
      {"letters", ProgramOf("w", "e l d"), known},
      {"digits", ProgramOf("12345", Repeated("48151 62342 ", 5000)), known},
      {"a megabyte of digits", ProgramOf("1", Repeated("0123", kMegabyte)),
       known},
      {"signs", ProgramOf("?!", "... ;;; ()"), known},
      {"faces", ProgramOf("\U0001F468\u200D\U0001F3ED", "\U0001F525"), known},
      {"stop words", ProgramOf("The Which", "and of the to be or not"), known},
      {"broken bytes", ProgramOf("\xFF\xFE", "\xC3\x28\xF0\x9F"), known},
      {"zero bytes", ProgramOf(std::string(9, '\0'), std::string(99, '\0')),
       known},
      {"tags alone", ProgramOf("<br/>", "<p class=\"weld seams\"></p>"), known},
      {"a script",
       ProgramOf("<script>weld('seams')</script>",
                 "<style>.weld { join: metal }</style>"),
       known},
      {"a comment", ProgramOf("<!-- Welding -->", "<!-- weld seams -->"),
       known},
  };
}

// What is not about one occupation in English.
inline std::vector<HardProgram> ForeignPrograms() {
  const auto known = Abstention::kNoKnownWord;
  const auto english = Abstention::kNotEnglish;
  const auto everything = Abstention::kClaimsEverything;
  return {
      {"Chinese", ProgramOf("\u710A\u63A5", "\u672C\u8BFE\u7A0B\u57F9\u517B"),
       known},
      {"Russian",
       ProgramOf("\u0421\u0432\u0430\u0440\u043A\u0430",
                 "\u043C\u0435\u0442\u0430\u043B\u043B"),
       known},
      {"Cyrillic letters in English words",
       ProgramOf("W\u0435lding", "W\u0435ld s\u0435\u0430ms"), known},
      {"Spanish",
       ProgramOf("Soldadura",
                 "Curso de soldadura de tubos y "
                 "estructuras de metal con arco "
                 "el\u00E9ctrico"),
       english},
      {"German",
       ProgramOf("Schwei\u00DFen",
                 "Die Ausbildung bereitet auf das Schwei\u00DFen von "
                 "Metal und Rohren vor"),
       english},
      {"Polish",
       ProgramOf("Spawacz",
                 "Kurs spawania metal metod\u0105 MIG, "
                 "przygotowanie do pracy zawodowej"),
       english},
      {"noise", ProgramOf("Metal", Repeated("qwrtz plmokn bvcxsw ", 20'000)),
       english},
      {"every job",
       ProgramOf("Metal",
                 "This prepares for every job and all "
                 "other occupations of any kind; care for "
                 "your career."),
       everything},
  };
}

// Welding, however it is written.
inline std::vector<HardProgram> WeldingPrograms() {
  const auto none = Abstention::kNone;
  const std::string weld = "Join metal parts by heat. Weld seams.";
  return {
      {"a megabyte of welding", ProgramOf("Welding", Repeated(weld, kMegabyte)),
       none},
      {"a megabyte of lines",
       ProgramOf("Welding", Repeated("weld.\n", kMegabyte)), none},
      {"a megabyte without a space",
       ProgramOf("Welding", weld + std::string(kMegabyte, 'x')), none},
      {"one sentence again and again",
       ProgramOf("Welding", Repeated("Weld seams. ", 9'000)), none},
      {"laden with HTML",
       ProgramOf(
           "<h1>Welding</h1>",
           "<p data-job=\"nurse\">Join <b>metal</b>&nbsp;parts by heat &amp; "
           "weld&shy; seams.</p><!-- patients --><script>var nurse = 'care "
           "for patients';</script>"),
       none},
      {"of two scripts", ProgramOf("Welding \u710A\u63A5", "\u91D1" + weld),
       none},
      {"wide letters",
       ProgramOf("\uFF37\uFF45\uFF4C\uFF44\uFF49\uFF4E\uFF47", weld), none},
      {"letters that nobody sees",
       ProgramOf("Wel\u00ADding", "We\u200Bld se\uFEFFams. " + weld), none},
  };
}

inline std::vector<HardProgram> HardPrograms() {
  std::vector<HardProgram> all = WordlessPrograms();
  for (const auto& more : {ForeignPrograms(), WeldingPrograms()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace plumbline::alignment::testing

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_HARD_PROGRAMS_H_
