#ifndef PLUMBLINE_SERVICES_ALIGNMENT_SERVER_TESTING_TINY_TEXTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_SERVER_TESTING_TINY_TEXTS_H_

#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "plumbline/labor/v1/texts.pb.h"

namespace plumbline::alignment {

inline void AddText(const std::string& text, int32_t row,
                    labor::v1::PrintedTexts* to) {
  to->set_file(1);
  to->add_texts(text);
  to->add_rows(row);
}

// Of the tiny edition: a list of CIP codes, file 0, and tasks of O*NET, file 1.
// Nothing is written in them yet.
inline labor::v1::EditionTexts TextsOfTwoFiles() {
  labor::v1::EditionTexts texts;
  texts.set_edition("editions/e1");
  texts.add_releases()->set_name("sources/cip/releases/2020");
  texts.add_releases()->set_name("sources/onet/releases/30.1");
  texts.add_files()->set_file("CIPCode2020.csv");
  auto& file = *texts.add_files();
  file.set_release(1);
  file.set_file("db_30_1_text.zip");
  file.set_sheet("Task Statements.txt");
  return texts;
}

// The first of further occupations, in SOC 2018.
inline constexpr int32_t kFirstOther = 514001;

// What a publisher might write about the occupations of the tiny edition, in
// words of our own, and about so many others: weights were learned among
// hundreds of occupations.
inline labor::v1::EditionTexts TinyTexts(int32_t others = 0) {
  labor::v1::EditionTexts texts = TextsOfTwoFiles();
  for (const auto& [code, title, task, row] :
       {std::tuple{25107100, "Health Teachers", "Lecture on health", 2},
        std::tuple{29204200, "Emergency Medical Technicians",
                   "Drive the ambulance to the scene", 3},
        std::tuple{29204300, "Paramedics", "Give drugs to patients", 4}}) {
    auto& occupation = *texts.add_occupations();
    occupation.set_code(code);
    AddText(title, row, occupation.mutable_title());
    AddText(task, row, occupation.mutable_tasks());
    occupation.add_task_importances(45000);
  }
  for (int32_t other = 0; other < others; ++other) {
    auto& occupation = *texts.add_occupations();
    occupation.set_code((kFirstOther + other) * 100);
    AddText(absl::StrCat("Operators of machine ", other), 100 + other,
            occupation.mutable_title());
    AddText(absl::StrCat("Set up machine ", other, " and clean it"),
            100 + other, occupation.mutable_tasks());
  }
  auto& course = *texts.add_course_codes();
  course.set_code(14057);
  course.set_title("Rescue");
  course.set_description("Give drugs to patients. Help at the scene.");
  auto& program = *texts.add_program_codes();
  program.set_code(510904);
  program.set_title("Emergency Care");
  program.set_definition("Learn to help at the scene of accidents.");
  program.set_row(9);
  return texts;
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_SERVER_TESTING_TINY_TEXTS_H_
