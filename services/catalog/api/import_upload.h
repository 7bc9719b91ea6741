#ifndef PLUMBLINE_SERVICES_CATALOG_API_IMPORT_UPLOAD_H_
#define PLUMBLINE_SERVICES_CATALOG_API_IMPORT_UPLOAD_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plumbline/catalog/v1/catalog_service.pb.h"
#include "services/catalog/domain/import/program_import.h"

namespace plumbline::catalog {

// How much may be uploaded.
struct UploadLimits {
  size_t max_bytes = size_t{64} << 20;  // Of all files together.
  size_t max_files = 64;
  size_t max_chunk_bytes = size_t{1} << 20;
};

// The parts of one import as they come over the wire, put together to files.
class ImportUpload {
 public:
  explicit ImportUpload(const UploadLimits& limits = {}) : limits_(limits) {}

  // Takes the next part.
  //
  // Errors: kInvalidArgument, ARGUMENT_INVALID: the parts are out of order, a
  // chunk is too long or a path is not one; kInvalidArgument, FILE_TOO_LARGE: a
  // limit is passed.
  absl::Status Add(const v1::ImportProgramsRequest& part);

  bool has_target() const { return has_target_; }
  const v1::ImportProgramsRequest::Target& target() const { return target_; }

  // The files, in the order of their coming. They point into this object.
  std::vector<ImportFile> Files() const;

  // A digest of the target, without its request id, and of the files.
  std::string Fingerprint() const;

 private:
  struct File {
    std::string path;
    std::string bytes;
  };

  absl::Status AddChunk(const v1::ImportProgramsRequest::Chunk& chunk);
  absl::Status OpenFile(const std::string& path);

  UploadLimits limits_;
  bool has_target_ = false;
  v1::ImportProgramsRequest::Target target_;
  std::vector<File> files_;
  size_t total_bytes_ = 0;
};

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_API_IMPORT_UPLOAD_H_
