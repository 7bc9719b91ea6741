#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_CANONICAL_FORM_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_CANONICAL_FORM_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/catalog/domain/program.h"

// One text for each content: what a revision id is the digest of, and what the
// store keeps. docs/formats/programs.md describes it.
//
//   plumbline-program 1
//   provider_id tx-10337
//   program_id 34564
//   title Clinical Medical Assistant
//   cip 510801
//   credential
//   credential.title Certificate
//
// A line is a key, a blank and a value; `\` and line breaks in values are
// written `\\`, `\n`, `\r`. Fields that are empty, 0 or false have no line;
// `completers 0` is not empty. The order of the lines is fixed.
namespace plumbline::catalog {

std::string CanonicalText(const Provider& provider);
std::string CanonicalText(const Program& program);

// The value again: ParseX(CanonicalText(x)) == x.
//
// Errors: kDataLoss, STORAGE_FAILED: the text is not of this form.
absl::StatusOr<Provider> ParseProvider(absl::string_view text);
absl::StatusOr<Program> ParseProgram(absl::string_view text);

// SHA-256 of the canonical text, in hexadecimal.
std::string RevisionId(const Provider& provider);
std::string RevisionId(const Program& program);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_CANONICAL_FORM_H_
