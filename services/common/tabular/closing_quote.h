#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_CLOSING_QUOTE_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_CLOSING_QUOTE_H_

#include <cstring>

#include "services/common/tabular/delimited.h"

namespace plumbline::tabular {

// Where a quoted field ends, and what was met on the way.
struct QuotedField {
  const char* close;     // The closing quote; null when there is none.
  bool doubled = false;  // Two quotes that stand for one.
  bool stray = false;  // A quote that neither closes nor is doubled; it is part
                       // of the field.
};

// Finds the end of the quoted field whose text starts at `text`. A quote closes
// it when a separator, a line end or the end of the bytes follows.
inline QuotedField FindClosingQuote(const char* text, const char* end,
                                    char separator) {
  QuotedField field{.close = nullptr};
  while (text != end) {
    const auto* quote = static_cast<const char*>(
        std::memchr(text, '"', static_cast<size_t>(end - text)));
    if (quote == nullptr) return field;
    const char* after = quote + 1;
    if (after == end || *after == separator || *after == '\n' ||
        *after == '\r') {
      field.close = quote;
      return field;
    }
    const bool doubled = *after == '"';
    field.doubled |= doubled;
    field.stray |= !doubled;
    text = doubled ? after + 1 : after;
  }
  return field;
}

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_CLOSING_QUOTE_H_
