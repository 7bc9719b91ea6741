#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_HARD_PROGRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_HARD_PROGRAMS_H_

#include <string>
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

inline std::vector<HardProgram> HardPrograms() {
  constexpr size_t kMegabyte = 1'000'000;
  const auto program = [](std::string title, std::string description,
                          std::string cip = "") {
    return ProgramTexts{
        {{"title", std::move(title)}, {"description", std::move(description)}},
        std::move(cip)};
  };
  const auto said = Abstention::kNothingSaid;
  const auto known = Abstention::kNoKnownWord;
  const auto english = Abstention::kNotEnglish;
  const auto everything = Abstention::kClaimsEverything;
  const auto none = Abstention::kNone;
  const std::string weld = "Join metal parts by heat. Weld seams.";
  return {
      {"no fields", {}, said},
      {"empty", program("", ""), said},
      {"blank", program(" \t", "\r\n \v"), said},
      {"blank with a code", program("", "", "48.0508"), said},
      {"one unknown word", program("Quidditch", ""), known},
      {"unknown with a code", program("Zzyzx", "Qwrt", "48.0508"), known},
      {"digits", program("12345", Repeated("48151 62342 ", 5000)), known},
      {"a megabyte of digits", program("1", Repeated("0123", kMegabyte)),
       known},
      {"signs", program("?!", "... ;;; ()"), known},
      {"faces", program("\U0001F468\u200D\U0001F3ED", "\U0001F525"), known},
      {"stop words", program("The Which", "and of the to be or not"), known},
      {"broken bytes", program("\xFF\xFE", "\xC3\x28\xF0\x9F"), known},
      {"zero bytes", program(std::string(9, '\0'), std::string(99, '\0')),
       known},
      {"tags alone", program("<br/>", "<p class=\"weld seams\"></p>"), known},
      {"a script",
       program("<script>weld('seams')</script>",
               "<style>.weld { join: metal }</style>"),
       known},
      {"a comment", program("<!-- Welding -->", "<!-- weld seams -->"), known},
      {"Chinese", program("\u710A\u63A5", "\u672C\u8BFE\u7A0B\u57F9\u517B"),
       known},
      {"Russian",
       program("\u0421\u0432\u0430\u0440\u043A\u0430",
               "\u043C\u0435\u0442\u0430\u043B\u043B"),
       known},
      {"Cyrillic letters in English words",
       program("W\u0435lding", "W\u0435ld s\u0435\u0430ms"), known},
      {"Spanish",
       program("Soldadura",
               "Curso de soldadura de tubos y "
               "estructuras de metal con arco "
               "el\u00E9ctrico"),
       english},
      {"German",
       program("Schwei\u00DFen",
               "Die Ausbildung bereitet auf das Schwei\u00DFen von "
               "Metal und Rohren vor"),
       english},
      {"Polish",
       program("Spawacz",
               "Kurs spawania metal metod\u0105 MIG, "
               "przygotowanie do pracy zawodowej"),
       english},
      {"noise", program("Metal", Repeated("qwrtz plmokn bvcxsw ", 20'000)),
       english},
      {"every job",
       program("Metal",
               "This prepares for every job and all "
               "other occupations of any kind; care for "
               "your career."),
       everything},
      {"a megabyte of welding", program("Welding", Repeated(weld, kMegabyte)),
       none},
      {"a megabyte of lines",
       program("Welding", Repeated("weld.\n", kMegabyte)), none},
      {"a megabyte without a space",
       program("Welding", weld + std::string(kMegabyte, 'x')), none},
      {"one sentence again and again",
       program("Welding", Repeated("Weld seams. ", 9'000)), none},
      {"laden with HTML",
       program(
           "<h1>Welding</h1>",
           "<p data-job=\"nurse\">Join <b>metal</b>&nbsp;parts by heat &amp; "
           "weld&shy; seams.</p><!-- patients --><script>var nurse = 'care "
           "for patients';</script>"),
       none},
      {"of two scripts", program("Welding \u710A\u63A5", "\u91D1" + weld),
       none},
      {"wide letters",
       program("\uFF37\uFF45\uFF4C\uFF44\uFF49\uFF4E\uFF47", weld), none},
      {"letters that nobody sees",
       program("Wel\u00ADding", "We\u200Bld se\uFEFFams. " + weld), none},
  };
}

}  // namespace plumbline::alignment::testing

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_HARD_PROGRAMS_H_
