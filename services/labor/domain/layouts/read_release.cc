#include "services/labor/domain/layouts/read_release.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/labor/domain/oews/read_oews.h"
#include "services/labor/domain/onet/read_onet.h"

namespace plumbline::labor {
namespace {

struct Reader {
  absl::string_view source;
  absl::StatusOr<ReleaseTables> (*read)(SourceFiles files);
};

// By source.
constexpr Reader kReaders[] = {
    {"oews", [](SourceFiles files) { return ReadOews(files); }},
    {"onet", onet::ReadOnet},
};

}  // namespace

absl::StatusOr<ReleaseTables> ReadRelease(absl::string_view source_id,
                                          SourceFiles files) {
  for (const Reader& reader : kReaders) {
    if (reader.source == source_id) return reader.read(files);
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kLayoutUnknown,
                     absl::StrCat("no reader knows the source '", source_id,
                                  "': the known ones are ",
                                  absl::StrJoin(ReadableSources(), ", ")),
                     {{"source", std::string(source_id)}});
}

std::vector<std::string> ReadableSources() {
  std::vector<std::string> sources;
  for (const Reader& reader : kReaders) {
    sources.push_back(std::string(reader.source));
  }
  return sources;
}

}  // namespace plumbline::labor
