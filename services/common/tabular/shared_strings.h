#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_SHARED_STRINGS_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_SHARED_STRINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/tabular/zip_archive.h"

namespace plumbline::tabular {

// The texts that a workbook's cells share, in one block of memory.
class SharedStrings {
 public:
  // Reads the part `entry`. Runs of rich text are joined; phonetic runs are
  // left out.
  //
  // Errors: as ZipArchive::StreamEntry and XmlParser::Feed; kResourceExhausted,
  // FILE_TOO_LARGE: more than 256 MiB or 16 million texts.
  absl::Status Read(const ZipArchive& archive, absl::string_view where,
                    absl::string_view entry);

  size_t size() const { return ends_.size(); }

  // `index` is below size().
  absl::string_view operator[](size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return {text_.data() + begin, ends_[index] - begin};
  }

 private:
  friend class SharedStringsHandler;

  std::string text_;
  std::vector<uint32_t> ends_;
};

// Replaces, from `begin` on, the escapes `_xHHHH_` that SpreadsheetML writes
// for characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19, ST_Xstring)
// by the characters.
void DecodeEscapes(std::string* text, size_t begin);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_SHARED_STRINGS_H_
