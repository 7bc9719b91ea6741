#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_UTF8_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::tabular {

// Whether every byte is below 0x80.
bool IsAscii(absl::string_view text);

// How many bytes at the start of `text` are well-formed UTF-8 (Unicode 15,
// table 3-7: no surrogates, no overlong forms, nothing above U+10FFFF). All of
// them when it is well-formed.
size_t ValidUtf8Prefix(absl::string_view text);

// The text with U+FFFD for each maximal ill-formed subsequence (Unicode 15,
// section 3.9).
std::string ReplaceInvalidUtf8(absl::string_view text);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_UTF8_H_
