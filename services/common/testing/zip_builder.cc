#include "services/common/testing/zip_builder.h"

#include <zip.h>

#include <cstdio>
#include <cstdlib>

namespace plumbline::testing {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "zip_builder: %s failed\n", what);
  std::abort();
}

void Add(zip_t* archive, const ZipContent& content) {
  zip_source_t* source =
      zip_source_buffer(archive, content.bytes.data(), content.bytes.size(), 0);
  Require(source != nullptr, "zip_source_buffer");
  const int64_t index =
      zip_file_add(archive, content.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  Require(index >= 0, "zip_file_add");
  const auto at = static_cast<zip_uint64_t>(index);
  zip_set_file_compression(archive, at,
                           content.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6);
  // A fixed time, so that the same contents give the same bytes.
  zip_file_set_dostime(archive, at, 0, 33, 0);
  if (content.password.empty()) return;
  Require(zip_file_set_encryption(archive, at, ZIP_EM_AES_256,
                                  content.password.c_str()) == 0,
          "zip_file_set_encryption");
}

std::string BytesOf(zip_source_t* source) {
  Require(zip_source_open(source) == 0, "zip_source_open");
  zip_source_seek(source, 0, SEEK_END);
  std::string bytes(static_cast<size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  Require(zip_source_read(source, bytes.data(), bytes.size()) ==
              static_cast<int64_t>(bytes.size()),
          "zip_source_read");
  zip_source_close(source);
  return bytes;
}

}  // namespace

std::string BuildZip(const std::vector<ZipContent>& contents) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  Require(target != nullptr, "zip_source_buffer_create");
  zip_source_keep(target);
  zip_t* archive =
      zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  Require(archive != nullptr, "zip_open_from_source");
  for (const ZipContent& content : contents) Add(archive, content);
  Require(zip_close(archive) == 0, "zip_close");
  std::string bytes = BytesOf(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

}  // namespace plumbline::testing
