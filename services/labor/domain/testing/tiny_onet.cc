#include "services/labor/domain/testing/tiny_onet.h"

#include <vector>

#include "services/labor/domain/onet/read_onet.h"

namespace plumbline::labor {
namespace {

constexpr char kRatings[] =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\t"
    "Standard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\t"
    "Not Relevant\tDate\tDomain Source\n";

std::map<std::string, std::string> RatedFiles() {
  const std::string headings = kRatings;
  return {{"Skills.txt",
           headings +
               "15-1252.02\t2.B.3.e\tProgramming\tIM\t3.50\tn/a\tn/a\tn/a\t"
               "n/a\tn/a\tn/a\tn/a\tn/a\n"
               "15-1252.00\t2.B.3.e\tProgramming\tIM\t4.12\t8\t0.1250\t3.88\t"
               "4.37\tN\tn/a\t08/2023\tAnalyst\n"
               "15-1252.00\t2.B.3.e\tProgramming\tLV\t5.00\t8\t0.2673\t4.48\t"
               "5.52\tY\tN\t08/2023\tAnalyst\n"
               "15-1252.00\t2.A.1.a\tReading\tIM\t3.88\t8\t0\t3.5\t4.2\tN\t"
               "n/a\t08/2023\tAnalyst\n"
               "15-1252.00\t2.A.1.a\tReading\tLV\t0.00\t8\t0\t0\t0\tN\tY\t"
               "08/2023\tAnalyst\n"},
          {"Knowledge.txt",
           headings +
               "29-2042.00\t2.C.5.a\tMedicine\tIM\t4.73\t30\t0.11\t4.5\t4.9\t"
               "N\tn/a\t08/2022\tIncumbent\n"},
          {"Education, Training, and Experience Categories.txt",
           "Element ID\tElement Name\tScale ID\tCategory\t"
           "Category Description\n"
           "2.D.1\tRequired Level\tRL\t5\tA certificate\n"},
          {"Education, Training, and Experience.txt",
           "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tCategory\t"
           "Data Value\tN\tStandard Error\tLower CI Bound\tUpper CI Bound\t"
           "Recommend Suppress\tDate\tDomain Source\n"
           "29-2042.00\t2.D.1\tRequired Level\tRL\t5\t61.5\t30\t9.1\t43\t77\t"
           "N\t08/2022\tIncumbent\n"}};
}

std::map<std::string, std::string> ReferenceFiles() {
  return {{"Occupation Data.txt",
           "O*NET-SOC Code\tTitle\tDescription\n"
           "15-1252.00\tSoftware Developers\tThey write software.\n"
           "15-1252.02\tGame Developers\tThey write games.\n"
           "29-2042.00\tEmergency Medical Technicians\tThey help.\n"},
          {"Scales Reference.txt",
           "Scale ID\tScale Name\tMinimum\tMaximum\n"
           "IM\tImportance\t1\t5\nLV\tLevel\t0\t7\nRT\tRelevance\t0\t100\n"
           "FT\tFrequency\t0\t100\nRL\tRequired Level\t0\t100\n"},
          {"IWA Reference.txt",
           "Element ID\tIWA ID\tIWA Title\n"
           "4.A.2\t4.A.2.I01\tWrite.\n"},
          {"DWA Reference.txt",
           "Element ID\tIWA ID\tDWA ID\tDWA Title\n"
           "4.A.2\t4.A.2.I01\t4.A.2.I01.D03\tWrite programs.\n"},
          {"Job Zone Reference.txt",
           "Job Zone\tName\tExperience\tEducation\tJob Training\tExamples\t"
           "SVP Range\n"
           "4\tZone Four\ta\tA degree\tc\td\t(7.0 to < 8.0)\n"},
          {"Job Zones.txt",
           "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n"
           "15-1252.00\t4\t08/2023\tAnalyst\n"}};
}

std::map<std::string, std::string> ContentFiles() {
  return {{"Task Statements.txt",
           "O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\t"
           "Date\tDomain Source\n"
           "15-1252.00\t21\tWrite programs.\tCore\t40\t08/2023\tIncumbent\n"
           "15-1252.02\t22\tDraw worlds.\tn/a\tn/a\t08/2023\tAnalyst\n"},
          {"Task Categories.txt",
           "Scale ID\tCategory\tCategory Description\n"
           "FT\t5\tDaily\n"},
          {"Task Ratings.txt",
           "O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\tN\t"
           "Standard Error\tLower CI Bound\tUpper CI Bound\t"
           "Recommend Suppress\tDate\tDomain Source\n"
           "15-1252.00\t21\tFT\t5\t63.2\t40\t7.5\t47\t77\tN\t08/2023\tI\n"
           "15-1252.00\t21\tIM\tn/a\t4.41\t40\t0.12\t4.1\t4.6\tN\t08/2023\t"
           "I\n"
           "15-1252.00\t21\tRT\tn/a\t98.0\t40\t2.1\t90\t99\tY\t08/2023\tI\n"},
          {"Tasks to DWAs.txt",
           "O*NET-SOC Code\tTask ID\tDWA ID\tDate\tDomain Source\n"
           "15-1252.00\t21\t4.A.2.I01.D03\t08/2023\tAnalyst\n"},
          {"Alternate Titles.txt",
           "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
           "15-1252.00\tProgram Writer\tn/a\t02,08\n"
           "15-1252.02\tGame Coder\tCoder\t09\n"},
          {"Sample of Reported Titles.txt",
           "O*NET-SOC Code\tReported Job Title\tShown in My Next Move\n"
           "15-1252.00\tDeveloper\tY\n"},
          {"Technology Skills.txt",
           "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\t"
           "Hot Technology\tIn Demand\n"
           "15-1252.00\tC++\t43232402\tDevelopment software\tY\tN\n"},
          {"Tools Used.txt",
           "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\n"
           "29-2042.00\tSplints\t42241500\tCasts and splints\n"},
          {"Related Occupations.txt",
           "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n"
           "15-1252.00\t15-1252.02\tPrimary-Short\t1\n"}};
}

}  // namespace

std::map<std::string, std::string> TinyOnetFiles() {
  std::map<std::string, std::string> files;
  for (const auto& part : {ReferenceFiles(), ContentFiles(), RatedFiles()}) {
    for (const auto& [name, text] : part) files["db_30_1_text/" + name] = text;
  }
  return files;
}

ReleaseTables TinyOnet() {
  const std::map<std::string, std::string> texts = TinyOnetFiles();
  std::vector<SourceFile> files;
  for (const auto& [path, text] : texts) files.push_back({path, text});
  auto release = onet::ReadOnet(files);
  return release.ok() ? *std::move(release) : ReleaseTables();
}

}  // namespace plumbline::labor
