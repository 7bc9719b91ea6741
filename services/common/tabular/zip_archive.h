#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_ZIP_ARCHIVE_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_ZIP_ARCHIVE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::tabular {

// How much an archive may unpack to. Counted while unpacking: what the
// archive's own headers claim is not believed.
struct ZipLimits {
  int64_t max_total_bytes = int64_t{1}
                            << 30;  // Over all entries, each counted once.
  int64_t max_entry_bytes = int64_t{512} << 20;  // Of one entry.
  int64_t max_ratio = 100;  // Bytes out per byte in, after `ratio_free_bytes`.
  int64_t ratio_free_bytes =
      int64_t{1} << 20;  // So much may come out of an entry at any ratio.
  int64_t max_entries = 1000;
};

// One entry as the archive's directory lists it.
struct ZipEntry {
  std::string name;  // Relative, separated by '/'; never "..", never absolute.
                     // May end in '/'.
  int64_t packed_bytes = 0;  // What it takes in the archive.
  int64_t listed_bytes = 0;  // What the directory claims that it unpacks to.
};

// Takes one piece of an entry's bytes; an error stops the reading and is
// returned from there.
using ChunkSink = absl::FunctionRef<absl::Status(absl::string_view chunk)>;

// A zip archive in memory, read only.
//
// Movable. Not safe for use by two threads at once; two objects over the same
// bytes are independent.
class ZipArchive {
 public:
  // Opens the archive in `bytes`, which must outlive the object. `file_name` is
  // for error messages.
  //
  // Errors:
  //   kInvalidArgument, FILE_MALFORMED: not a zip, truncated, inconsistent, an
  //   encrypted entry, a name twice, or a name that is absolute, empty or holds
  //   "..", a backslash, a colon or a NUL. kResourceExhausted, FILE_TOO_LARGE:
  //   too many entries.
  static absl::StatusOr<ZipArchive> Open(absl::string_view file_name,
                                         absl::string_view bytes,
                                         const ZipLimits& limits = {});

  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  // The entries in the order of the archive's directory.
  absl::Span<const ZipEntry> entries() const;

  // Whether there is an entry of exactly this name.
  bool Contains(absl::string_view name) const;

  // The whole of one entry.
  //
  // Errors: as StreamEntry.
  absl::StatusOr<std::string> ReadEntry(absl::string_view name) const;

  // Gives the bytes of one entry to `sink`, piece by piece and in order.
  //
  // The CRC is known to be right only when this returns OK: a sink must not
  // publish what it was given before that.
  //
  // Errors:
  //   kNotFound, NOT_FOUND: no such entry.
  //   kInvalidArgument, FILE_MALFORMED: wrong CRC, wrong size, broken or
  //   truncated compressed bytes. kResourceExhausted, FILE_TOO_LARGE: a limit
  //   is passed. Whatever `sink` returns.
  absl::Status StreamEntry(absl::string_view name, ChunkSink sink) const;

 private:
  struct State;
  explicit ZipArchive(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_ZIP_ARCHIVE_H_
