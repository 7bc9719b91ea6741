#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CITATION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CITATION_H_

#include <string>

namespace plumbline::alignment {

// Where a rule or a number is written down.
struct Citation {
  std::string authority;
  std::string document;
  std::string address;
  std::string vintage;
  bool operator==(const Citation&) const = default;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_CITATION_H_
