#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_LIBCSV_RECORDS_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_LIBCSV_RECORDS_H_

#include <csv.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::testing {

using Records = std::vector<std::vector<std::string>>;

// What libcsv, an implementation that is not ours, reads; nothing when the last
// field's quote is open, which libcsv itself reports in its strict mode only,
// where it refuses stray quotes too. It is told that no byte is a blank, since
// it would cut blanks off, which is for our callers to decide.
inline std::optional<Records> ReadWithLibcsv(absl::string_view bytes,
                                             char separator = ',') {
  struct Collector {
    Records records;
    std::vector<std::string> current;
  } read;
  const auto take_field = [](void* text, size_t size, void* to) {
    static_cast<Collector*>(to)->current.emplace_back(
        static_cast<const char*>(text), size);
  };
  const auto take_record = [](int, void* to) {
    auto* collector = static_cast<Collector*>(to);
    collector->records.push_back(std::move(collector->current));
    collector->current.clear();
  };
  csv_parser parser;
  csv_init(&parser, 0);
  csv_set_delim(&parser, static_cast<unsigned char>(separator));
  csv_set_space_func(&parser, [](unsigned char) { return 0; });
  csv_parse(&parser, bytes.data(), bytes.size(), take_field, take_record,
            &read);
  // libcsv's state (of its csv_parser::pstate) when a field has begun and has
  // not ended.
  constexpr int kFieldBegun = 2;
  const bool open = parser.pstate == kFieldBegun && parser.quoted != 0;
  csv_fini(&parser, take_field, take_record, &read);
  csv_free(&parser);
  if (open) return std::nullopt;
  return std::move(read.records);
}

}  // namespace plumbline::testing

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_LIBCSV_RECORDS_H_
