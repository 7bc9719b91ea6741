#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_TINY_CORPUS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_TINY_CORPUS_H_

#include "services/alignment/domain/matching/corpus.h"

namespace plumbline::alignment::testing {

enum : CandidateIndex { kTeachers, kNurses, kWelders };

// Three occupations and two programs, in words of our own.
inline Corpus TinyCorpus() {
  Corpus corpus;
  corpus.candidates = {{"25-1072",
                        {"Nursing Teachers"},
                        {"Teach nursing in colleges."},
                        {},
                        {},
                        {"Lecture on patient care."},
                        {},
                        {}},
                       {"29-1141",
                        {"Registered Nurses"},
                        {"Care for patients."},
                        {"Staff Nurse", "Charge Nurse"},
                        {"Emergency Nurse (ER)"},
                        {"Give medicine to patients."},
                        {"Record vital signs."},
                        {}},
                       {"51-4121",
                        {"Welders"},
                        {"Join metal parts by heat."},
                        {"Pipe Welder"},
                        {},
                        {"Weld seams."},
                        {"Operate torches."},
                        {}}};
  corpus.cips = {
      {"48.0508", "Welding", "Learn to join metal with torches.", {kWelders}},
      {"51.3801",
       "Registered Nursing",
       "Learn to care for patients.",
       {kTeachers, kNurses}}};
  return corpus;
}

}  // namespace plumbline::alignment::testing

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TESTING_TINY_CORPUS_H_
