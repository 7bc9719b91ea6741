#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_COUNTED_INSERT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_COUNTED_INSERT_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"

namespace plumbline::alignment {

// Adds rows and counts their bytes: those of texts and blobs, 8 for a number,
// whatever the database packs them in.
class CountedInsert {
 public:
  explicit CountedInsert(std::unique_ptr<storage::BulkInsert> insert)
      : insert_(std::move(insert)) {}

  void Text(absl::string_view value) {
    bytes_ += static_cast<int64_t>(value.size());
    insert_->Text(value);
  }
  void Blob(absl::string_view bytes) {
    bytes_ += static_cast<int64_t>(bytes.size());
    insert_->Blob(bytes);
  }
  void Int64(int64_t value) {
    bytes_ += static_cast<int64_t>(sizeof(value));
    insert_->Int64(value);
  }
  absl::Status EndRow() { return insert_->EndRow(); }

  // The bytes of all rows, once they are there.
  absl::StatusOr<int64_t> Finish() {
    const absl::Status finished = insert_->Finish();
    if (!finished.ok()) return finished;
    return bytes_;
  }

 private:
  const std::unique_ptr<storage::BulkInsert> insert_;
  int64_t bytes_ = 0;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_COUNTED_INSERT_H_
