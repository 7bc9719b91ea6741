#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_DESCRIPTOR_TABLES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_DESCRIPTOR_TABLES_H_

#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::alignment {

// How O*NET-SOC codes are rated on skills, knowledge, abilities and work
// activities: the snapshot's tables as plain columns.

// The numbers are those of labor's DescriptorElement.Domain.
enum class DescriptorDomain : uint8_t {
  kUnspecified = 0,
  kSkills = 1,
  kKnowledge = 2,
  kAbilities = 3,
  kWorkActivities = 4,
};

// The numbers are those of DescriptorTable.scales.
enum class DescriptorScale : uint8_t {
  kImportance = 0,  // IM, 1 to 5.
  kLevel = 1,       // LV, 0 to 7.
};

struct ElementEntry {
  // "2.A.1.a"
  std::string id;
  std::string name;
  DescriptorDomain domain = DescriptorDomain::kUnspecified;
  // The part of the content model that it stands in: "2.A" are the basic
  // skills, "2.B" the cross-functional ones.
  std::string group;
};

struct DescriptorTableEntry {
  uint32_t release = 0;
  std::string file;
  std::string sheet;
  // O*NET-SOC 2019, sorted: 15125200.
  std::vector<uint32_t> onet_codes;
  // Where the rows of each code end.
  std::vector<uint32_t> row_ends;
  // One for each row, as all below.
  std::vector<uint32_t> elements;
  // A DescriptorScale for each row.
  std::string scales;
  // 412 for 4.12.
  std::vector<uint32_t> hundredths;
  // In ten-thousandths plus 1; 0 where none is given.
  std::vector<uint32_t> standard_errors;
  // 0 not given, 1 no, 2 yes.
  std::string recommend_suppress;
  std::string not_relevant;
  std::vector<uint32_t> source_rows;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_DESCRIPTOR_TABLES_H_
