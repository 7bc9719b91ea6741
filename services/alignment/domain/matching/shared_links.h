#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_SHARED_LINKS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_SHARED_LINKS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// Programs by all that FindLinks reads of them: those of one class have the
// same links, on any edition. A portfolio has a few thousand classes, and
// hundreds of thousands of programs.
class LinkClasses {
 public:
  explicit LinkClasses(ReadTexts texts) : texts_(texts) {}

  // The number of the program's class, from 0 in the order of their first
  // programs.
  uint32_t Of(const ProgramFacts& program);

 private:
  const ReadTexts texts_;
  absl::flat_hash_map<std::string, uint32_t> numbers_;
  std::string read_;
};

// The links of many programs, found once for each class. Equal addresses are
// equal links, which scoring makes use of.
class SharedLinks {
 public:
  // `edition` outlives the object.
  SharedLinks(const Edition& edition, ReadTexts texts)
      : edition_(edition), texts_(texts), classes_(texts) {}

  // FindLinks of the program; lives as long as the object.
  const LinkSet* Of(const ProgramFacts& program);

 private:
  const Edition& edition_;
  const ReadTexts texts_;
  LinkClasses classes_;
  // By class.
  std::vector<std::unique_ptr<const LinkSet>> found_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_SHARED_LINKS_H_
