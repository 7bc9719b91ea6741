#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_SHARED_LINKS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_SHARED_LINKS_H_

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// The links of many programs, found once for all that say the same: a portfolio
// has a few thousand different codes, and hundreds of thousands of programs.
// Equal addresses are equal links, which scoring makes use of.
class SharedLinks {
 public:
  // `edition` outlives the object.
  SharedLinks(const Edition& edition, ReadTexts texts)
      : edition_(edition), texts_(texts) {}

  // FindLinks of the program; lives as long as the object.
  const LinkSet* Of(const ProgramFacts& program);

 private:
  const Edition& edition_;
  const ReadTexts texts_;
  // By all that FindLinks reads of a program.
  absl::flat_hash_map<std::string, std::unique_ptr<const LinkSet>> found_;
  std::string read_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_SHARED_LINKS_H_
