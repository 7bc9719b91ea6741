#ifndef PLUMBLINE_TESTS_FUZZ_CATALOG_FUZZ_PROGRAMS_H_
#define PLUMBLINE_TESTS_FUZZ_CATALOG_FUZZ_PROGRAMS_H_

#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "services/catalog/domain/canonical_form.h"
#include "services/catalog/domain/import/program_import.h"
#include "services/catalog/domain/validation.h"

namespace plumbline::catalog {

// Reads `bytes` as a file and holds what every import promises: all rows are
// counted, what was taken is valid and comes back from its canonical form.
inline void CheckImportOf(absl::string_view bytes) {
  const ImportFile file = {"fuzz", bytes};
  const auto import = ReadPrograms(ProgramFormat::kUnspecified, {&file, 1});
  if (!import.ok()) return;
  if (import->rows_accepted + import->rows_rejected != import->rows_read) {
    std::abort();
  }
  for (const ReadProgram& read : import->programs) {
    if (!Violations(read.program).empty()) std::abort();
    const auto again = ParseProgram(CanonicalText(read.program));
    if (!again.ok() || !(*again == read.program)) std::abort();
  }
}

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_TESTS_FUZZ_CATALOG_FUZZ_PROGRAMS_H_
