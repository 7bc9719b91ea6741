#ifndef PLUMBLINE_SERVICES_COMMON_SOURCES_DESCRIPTOR_H_
#define PLUMBLINE_SERVICES_COMMON_SOURCES_DESCRIPTOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// The descriptors of data/sources: one JSON object for each publisher's dataset
// family. data/sources/README.md says what each field means.
namespace plumbline::sources {

// Which files of a directory make a release.
struct DirectoryRule {
  std::string path;     // RE2: a file's whole path below the directory.
  std::string release;  // The release's id; \1 is the first group of `path`.
};

enum class ContentKind { kZip, kXlsx, kCsv, kJson, kText };

// "zip", "xlsx", ...
absl::string_view NameOf(ContentKind kind);

// A page that names the releases.
struct Listing {
  std::string url;
  std::string pattern;  // RE2: each match on the page is a release.
  std::string release;  // Its id; \1 is the first group of `pattern`.
  int64_t max_bytes = 0;
};

// Releases that come by the calendar: one for each year from `first_year`.
struct Calendar {
  int first_year = 0;
  std::string release;  // Its id; {year} is 2024, {yy} is 24.
};

// A file of a release at the publisher.
struct WatchedFile {
  // \1 is the first group of the listing's pattern; {year} and {yy} are the
  // calendar's.
  std::string url;
  ContentKind content = ContentKind::kZip;
  int64_t max_bytes = 0;
  // The name inside the release; empty is the last part of the address.
  std::string name;
  // RE2: only members of the archive whose whole path matches are imported, by
  // their names without folders. Empty: the file as it is.
  std::string members;
  // What it must be, in hexadecimal; empty: whatever comes.
  std::string sha256;
};

// A key that the publisher wants to see.
struct AccessKey {
  std::string environment;  // PLUMBLINE_..._KEY: where the key is.
  std::string header;       // The header that carries it.
};

// How the publisher is asked for something new.
struct Watch {
  // host, or host:port: the only ones that are asked, redirects included.
  std::vector<std::string> hosts;
  // One of the two.
  std::optional<Listing> listing;
  std::optional<Calendar> calendar;
  std::vector<WatchedFile> files;
  std::optional<AccessKey> key;
};

struct Descriptor {
  std::string source;  // "oews"
  std::string title;
  std::string publisher;
  std::string address;
  std::string licence;
  std::string attribution;
  std::string cadence;
  std::vector<std::string> layouts;
  std::vector<DirectoryRule> releases;
  std::optional<Watch> watch;  // Nothing: watched by hand.
};

// Reads the descriptor in `text`; `file` is for messages.
//
// Errors: kInvalidArgument, FILE_MALFORMED: not a JSON object, a field that is
// unknown, missing or of another kind, an expression that is none, or an
// address on a host that is not listed. The message names file and field.
absl::StatusOr<Descriptor> ParseDescriptor(absl::string_view file,
                                           absl::string_view text);

}  // namespace plumbline::sources

#endif  // PLUMBLINE_SERVICES_COMMON_SOURCES_DESCRIPTOR_H_
