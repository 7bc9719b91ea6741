#ifndef PLUMBLINE_SERVICES_RESCORING_FETCH_FETCHER_H_
#define PLUMBLINE_SERVICES_RESCORING_FETCH_FETCHER_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/common/sources/descriptor.h"
#include "services/rescoring/domain/address.h"
#include "services/rescoring/domain/waits.h"
#include "services/rescoring/fetch/http_exchange.h"

namespace plumbline::rescoring {

class SpoolFile;

// What the publisher calls a version of a file; either may be empty.
struct FileVersion {
  std::string etag;
  std::string last_modified;
};

// A file at a publisher.
struct RemoteFile {
  std::string url;
  std::vector<std::string> hosts;  // The only ones that are asked.
  sources::ContentKind content = sources::ContentKind::kText;
  int64_t max_bytes = 0;
  std::string expected_sha256;  // In hexadecimal; empty: any.
  // A header, "Name: value", that carries a key; sent to the host of `url` and
  // to no other, and never in a message.
  std::string key_header;
};

// What a look at a file found.
struct Probed {
  bool unchanged = false;
  FileVersion version;  // As it is now.
};

// A file that is whole.
struct Fetched {
  std::string sha256;
  int64_t size_bytes = 0;
};

// Asks publishers for files and trusts nothing that they say. See
// docs/rescoring.md.
//
// Errors of all:
//   kUnavailable, SOURCE_UNREACHABLE: no connection, or cut too often.
//   kUnavailable, SOURCE_REFUSED: a status of HTTP that is no answer (403, 429,
//   500, ...); kNotFound for 404 and 410. Metadata `status`, and `retry_after`
//   in seconds when the publisher says one.
//   kDeadlineExceeded, SOURCE_TOO_SLOW.
//   kResourceExhausted, SOURCE_TOO_LARGE.
//   kInvalidArgument, SOURCE_NOT_THE_FORMAT, SOURCE_ADDRESS_REFUSED,
//   SOURCE_REDIRECTS (too many).
//   kDataLoss, SOURCE_NOT_THE_FILE: another SHA-256 than expected.
//   those of SpoolFile.
//
// Thread-safe.
class Fetcher {
 public:
  struct Options {
    AddressRules rules = {};
    TimeLimits limits = {};
    BackOff back_off = {};
    // A publisher that asks to wait longer than this is not waited for here.
    absl::Duration longest_retry_after = absl::Seconds(60);
    int max_redirects = 5;
    std::string user_agent = "Plumbline/0.1";
    std::function<absl::Time()> now;
    std::function<void(absl::Duration)> sleep;
    std::function<double()> random;  // In [0, 1).
  };

  explicit Fetcher(Options options);

  // Whether the file is another one than `known`. Reads no more than the head
  // of the answer.
  absl::StatusOr<Probed> Probe(const RemoteFile& file,
                               const FileVersion& known) const;
  // The whole of a small file, such as a page that lists releases.
  absl::StatusOr<std::string> Read(const RemoteFile& file) const;
  // Brings the file to `path`, going on from what is there of it.
  absl::StatusOr<Fetched> Download(const RemoteFile& file,
                                   const std::filesystem::path& path) const;

 private:
  absl::StatusOr<HttpHead> Ask(const RemoteFile& file,
                               std::vector<std::string> headers,
                               const HttpSink& sink) const;
  absl::Status DownloadOnce(const RemoteFile& file, SpoolFile& spool) const;
  absl::Status Retried(absl::FunctionRef<absl::Status()> attempt) const;

  const Options options_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_FETCH_FETCHER_H_
