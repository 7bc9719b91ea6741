#include "services/common/tabular/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::tabular {
namespace {

constexpr size_t kChunkBytes = size_t{64} << 10;

struct ZipCloser {
  // Discarding, not closing: nothing is ever written back.
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct ZipFileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipHandle = std::unique_ptr<zip_t, ZipCloser>;
using ZipFileHandle = std::unique_ptr<zip_file_t, ZipFileCloser>;

absl::Status Malformed(absl::string_view file, absl::string_view entry,
                       absl::string_view what) {
  if (entry.empty()) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
        absl::StrCat(file, ": ", what), {{"file", std::string(file)}});
  }
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
      absl::StrCat(file, ", entry ", entry, ": ", what),
      {{"file", std::string(file)}, {"entry", std::string(entry)}});
}

absl::Status TooLarge(absl::string_view file, absl::string_view entry,
                      absl::string_view what) {
  return base::Error(
      absl::StatusCode::kResourceExhausted, base::reason::kFileTooLarge,
      absl::StrCat(file, ", entry ", entry, ": ", what,
                   "; nothing of it was used"),
      {{"file", std::string(file)}, {"entry", std::string(entry)}});
}

// What is wrong with an entry's name; empty when nothing is.
absl::string_view NameFault(absl::string_view name) {
  if (name.empty()) return "an entry without a name";
  if (name[0] == '/') return "an absolute name";
  if (absl::StrContains(name, '\\')) return "a name with a backslash";
  if (absl::StrContains(name, ':')) return "a name with a colon";
  for (absl::string_view part : absl::StrSplit(name, '/')) {
    if (part == "..") return "a name that leads out of the archive";
  }
  return "";
}

uint32_t LittleEndian(absl::string_view bytes, size_t at, int width) {
  uint32_t value = 0;
  for (int i = width - 1; i >= 0; --i) {
    value = value << 8 |
            static_cast<unsigned char>(bytes[at + static_cast<size_t>(i)]);
  }
  return value;
}

// Whether a name in the central directory holds a NUL. libzip hands names out
// as C strings, so it cannot say; the directory's fixed layout
// (APPNOTE 4.3.12, 4.3.16) is walked here. Archives whose directory is not
// where a plain one is are left to libzip's own checks.
bool DirectoryNameHoldsNul(absl::string_view bytes) {
  const size_t end_record = bytes.rfind(absl::string_view("PK\5\6", 4));
  if (end_record == absl::string_view::npos || bytes.size() - end_record < 22)
    return false;
  size_t at = LittleEndian(bytes, end_record + 16, 4);
  while (at < end_record && end_record - at >= 46 &&
         bytes.substr(at, 4) == absl::string_view("PK\1\2", 4)) {
    const size_t name = LittleEndian(bytes, at + 28, 2);
    if (absl::StrContains(bytes.substr(at + 46, name), '\0')) return true;
    at += 46 + name + LittleEndian(bytes, at + 30, 2) +
          LittleEndian(bytes, at + 32, 2);
  }
  return false;
}

// libzip's word for an error, with the advice that fits it.
std::string Describe(zip_error_t* error) {
  switch (zip_error_code_zip(error)) {
    case ZIP_ER_NOZIP:
      return "not a zip archive, or cut off before its directory; fetch the "
             "file again";
    case ZIP_ER_EXISTS:
      return "the name of an entry occurs twice";
    case ZIP_ER_CRC:
      return "wrong CRC: the bytes are not those that were packed; fetch the "
             "file again";
    case ZIP_ER_EOF:
      return "cut off within the packed bytes; fetch the file again";
    default:
      return absl::StrCat(zip_error_strerror(error), "; fetch the file again");
  }
}

}  // namespace

struct ZipArchive::State {
  std::string file_name;
  int64_t archive_bytes = 0;
  ZipLimits limits;
  ZipHandle handle;
  std::vector<ZipEntry> entries;
  absl::flat_hash_map<std::string, size_t> by_name;
  std::vector<int64_t>
      produced;  // Per entry, the most that one reading of it gave.
  int64_t produced_total = 0;

  absl::Status List();
  absl::Status Add(size_t index);
  absl::Status CheckLimits(size_t index, int64_t out) const;
  void Count(size_t index, int64_t out);
  absl::Status Pump(size_t index, zip_file_t* file, ChunkSink sink);
};

absl::Status ZipArchive::State::List() {
  const int64_t count = zip_get_num_entries(handle.get(), 0);
  if (count > limits.max_entries) {
    return base::Error(
        absl::StatusCode::kResourceExhausted, base::reason::kFileTooLarge,
        absl::StrCat(file_name, ": ", count, " entries, at most ",
                     limits.max_entries, " are read"),
        {{"file", file_name}});
  }
  for (int64_t i = 0; i < count; ++i) {
    PLUMBLINE_RETURN_IF_ERROR(Add(static_cast<size_t>(i)));
  }
  produced.assign(entries.size(), 0);
  return absl::OkStatus();
}

absl::Status ZipArchive::State::Add(size_t index) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(handle.get(), index, ZIP_FL_ENC_RAW, &stat) != 0) {
    return Malformed(file_name, "", Describe(zip_get_error(handle.get())));
  }
  const ZipEntry entry{.name = stat.name != nullptr ? stat.name : "",
                       .packed_bytes = static_cast<int64_t>(stat.comp_size),
                       .listed_bytes = static_cast<int64_t>(stat.size)};
  if (const auto fault = NameFault(entry.name); !fault.empty()) {
    return Malformed(file_name, entry.name, absl::StrCat(fault, " is refused"));
  }
  if (stat.encryption_method != ZIP_EM_NONE) {
    return Malformed(file_name, entry.name,
                     "encrypted; unpack it and pack it without a password");
  }
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
    return Malformed(
        file_name, entry.name,
        absl::StrCat("packed by method ", stat.comp_method,
                     "; only stored and deflated entries are read"));
  }
  if (entry.packed_bytes < 0 || entry.packed_bytes > archive_bytes) {
    return Malformed(file_name, entry.name,
                     "its packed size is more than the archive's");
  }
  if (!by_name.emplace(entry.name, index).second) {
    return Malformed(file_name, entry.name, "the name occurs twice");
  }
  entries.push_back(entry);
  return absl::OkStatus();
}

absl::Status ZipArchive::State::CheckLimits(size_t index, int64_t out) const {
  const ZipEntry& entry = entries[index];
  if (out > limits.max_entry_bytes) {
    return TooLarge(file_name, entry.name,
                    absl::StrCat("unpacks to more than ",
                                 limits.max_entry_bytes, " bytes"));
  }
  // The quotient, not a product: packed_bytes times the ratio could overflow.
  if (out > limits.ratio_free_bytes &&
      (out - limits.ratio_free_bytes) /
              std::max<int64_t>(entry.packed_bytes, 1) >=
          limits.max_ratio) {
    return TooLarge(file_name, entry.name,
                    absl::StrCat("unpacks to more than ", limits.max_ratio,
                                 " times its packed size, as a zip bomb does"));
  }
  const int64_t more = std::max<int64_t>(0, out - produced[index]);
  if (produced_total + more > limits.max_total_bytes) {
    return TooLarge(file_name, entry.name,
                    absl::StrCat("the archive unpacks to more than ",
                                 limits.max_total_bytes, " bytes"));
  }
  return absl::OkStatus();
}

void ZipArchive::State::Count(size_t index, int64_t out) {
  if (out <= produced[index]) return;
  produced_total += out - produced[index];
  produced[index] = out;
}

absl::Status ZipArchive::State::Pump(size_t index, zip_file_t* file,
                                     ChunkSink sink) {
  const ZipEntry& entry = entries[index];
  std::vector<char> chunk(kChunkBytes);
  int64_t out = 0;
  while (true) {
    const int64_t got = zip_fread(file, chunk.data(), chunk.size());
    if (got < 0) {
      return Malformed(file_name, entry.name,
                       Describe(zip_file_get_error(file)));
    }
    if (got == 0) break;
    out += got;
    PLUMBLINE_RETURN_IF_ERROR(CheckLimits(index, out));
    Count(index, out);
    PLUMBLINE_RETURN_IF_ERROR(sink({chunk.data(), static_cast<size_t>(got)}));
  }
  if (out != entry.listed_bytes) {
    return Malformed(
        file_name, entry.name,
        absl::StrCat("unpacks to ", out,
                     " bytes, but the archive's directory says ",
                     entry.listed_bytes, "; fetch the file again"));
  }
  return absl::OkStatus();
}

absl::StatusOr<ZipArchive> ZipArchive::Open(absl::string_view file_name,
                                            absl::string_view bytes,
                                            const ZipLimits& limits) {
  // libzip takes no bytes for an archive of no entries.
  if (bytes.empty()) return Malformed(file_name, "", "an empty file");
  auto state = std::make_unique<State>();
  state->file_name = std::string(file_name);
  state->archive_bytes = static_cast<int64_t>(bytes.size());
  state->limits = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source =
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    state->handle.reset(
        zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (state->handle == nullptr) zip_source_free(source);
  }
  const std::string fault = state->handle == nullptr ? Describe(&error) : "";
  zip_error_fini(&error);
  if (!fault.empty()) return Malformed(file_name, "", fault);
  if (DirectoryNameHoldsNul(bytes)) {
    return Malformed(file_name, "",
                     "an entry's name holds a NUL and is refused");
  }
  PLUMBLINE_RETURN_IF_ERROR(state->List());
  return ZipArchive(std::move(state));
}

ZipArchive::ZipArchive(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

absl::Span<const ZipEntry> ZipArchive::entries() const {
  return state_->entries;
}

bool ZipArchive::Contains(absl::string_view name) const {
  return state_->by_name.contains(name);
}

absl::StatusOr<std::string> ZipArchive::ReadEntry(
    absl::string_view name) const {
  std::string whole;
  PLUMBLINE_RETURN_IF_ERROR(StreamEntry(name, [&](absl::string_view chunk) {
    whole.append(chunk.data(), chunk.size());
    return absl::OkStatus();
  }));
  return whole;
}

absl::Status ZipArchive::StreamEntry(absl::string_view name,
                                     ChunkSink sink) const {
  const auto found = state_->by_name.find(name);
  if (found == state_->by_name.end()) {
    return base::Error(
        absl::StatusCode::kNotFound, base::reason::kNotFound,
        absl::StrCat(state_->file_name, ": no entry named ", name),
        {{"file", state_->file_name}, {"entry", std::string(name)}});
  }
  const ZipFileHandle file(
      zip_fopen_index(state_->handle.get(), found->second, 0));
  if (file == nullptr) {
    return Malformed(state_->file_name, name,
                     Describe(zip_get_error(state_->handle.get())));
  }
  return state_->Pump(found->second, file.get(), sink);
}

}  // namespace plumbline::tabular
