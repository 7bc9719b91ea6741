#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CODE_CHANGES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CODE_CHANGES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/alignment/domain/edition/edition_tables.h"

namespace plumbline::alignment {

// How codes of retired vintages became codes of today's: the edition's change
// tables, searched by scheme and code. Thread-safe.
class CodeChanges {
 public:
  // `tables` outlives the object and does not move.
  void Index(const std::vector<CodeChangeEntry>* tables);

  // True when some table leads from one scheme to the other.
  bool Knows(absl::string_view from_scheme, absl::string_view to_scheme) const;
  // The successors of a code, sorted, each once; empty for a code without any
  // and for codes that the table does not list.
  std::vector<uint32_t> SuccessorsOf(absl::string_view from_scheme,
                                     absl::string_view to_scheme,
                                     uint32_t code) const;
  // True when the table lists the code, with or without successors.
  bool Lists(absl::string_view from_scheme, absl::string_view to_scheme,
             uint32_t code) const;
  // The one successor of a code that has no other, and that no other code
  // became: only then do both mean the same.
  std::optional<uint32_t> OneToOne(absl::string_view from_scheme,
                                   absl::string_view to_scheme,
                                   uint32_t code) const;

 private:
  const std::vector<CodeChangeEntry>* tables_ = nullptr;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CODE_CHANGES_H_
