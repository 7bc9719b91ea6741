#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_DESCRIPTOR_TABLE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_DESCRIPTOR_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// How occupations are rated on skills, knowledge, abilities and work
// activities: what policies can count. Source: O*NET database (U.S. Department
// of Labor, Employment and Training Administration).

namespace plumbline::labor {

// The numbers are those of DescriptorElement.Domain.
enum class DescriptorDomain : uint8_t {
  kSkills = 1,
  kKnowledge = 2,
  kAbilities = 3,
  kWorkActivities = 4,
};

enum class DescriptorScale : uint8_t {
  kImportance = 0,  // IM, 1 to 5.
  kLevel = 1,       // LV, 0 to 7.
};

// An element of O*NET's content model.
struct DescriptorElement {
  // "2.A.1.a"
  std::string id;
  std::string name;
  DescriptorDomain domain = DescriptorDomain::kSkills;
  friend bool operator==(const DescriptorElement&,
                         const DescriptorElement&) = default;
};

// The part of the content model that an element stands in: the first two parts
// of its id, such as 2.A (basic skills) and 2.B (cross-functional skills).
std::string GroupOf(const std::string& element_id);

// Ratings in columns; all have the same length. In the order of code, element
// id and scale.
struct DescriptorRows {
  // O*NET-SOC 2019: 15125200.
  std::vector<uint32_t> onet_codes;
  // Indexes into a list of elements.
  std::vector<uint32_t> elements;
  std::vector<DescriptorScale> scales;
  // The value in hundredths: 412 for 4.12.
  std::vector<uint32_t> hundredths;
  // The standard error in ten-thousandths plus 1; 0 where none is given.
  std::vector<uint32_t> standard_errors;
  // 0 not given, 1 no, 2 yes: too imprecise to rely on, says the publisher.
  std::vector<uint8_t> recommend_suppress;
  // 0 not given, 1 no, 2 yes: the element does not matter for the occupation,
  // so its level means nothing.
  std::vector<uint8_t> not_relevant;
  // The row in the publisher's file, from 1.
  std::vector<uint32_t> source_rows;

  size_t size() const { return onet_codes.size(); }
  friend bool operator==(const DescriptorRows&,
                         const DescriptorRows&) = default;
};

// The ratings of one file.
struct DescriptorTable {
  std::string file;
  std::string sheet;
  // Sorted by id.
  std::vector<DescriptorElement> elements;
  DescriptorRows rows;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_DESCRIPTOR_TABLE_H_
