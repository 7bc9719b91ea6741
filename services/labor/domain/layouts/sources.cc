#include "services/labor/domain/layouts/sources.h"

#include <algorithm>

#include "services/common/sources/descriptor.h"
#include "services/labor/domain/layouts/source_descriptors.h"

namespace plumbline::labor {
namespace {

// A test reads every descriptor; one that cannot be read is an empty one here.
Source Parse(const char* text) {
  const auto read = sources::ParseDescriptor("descriptor", text);
  if (!read.ok()) return {};
  return {read->source,  read->title,       read->publisher, read->address,
          read->licence, read->attribution, read->cadence};
}

std::vector<Source> ParseAll() {
  std::vector<Source> sources;
  for (const char* descriptor : kSourceDescriptors) {
    sources.push_back(Parse(descriptor));
  }
  std::sort(sources.begin(), sources.end(),
            [](const Source& a, const Source& b) { return a.id < b.id; });
  return sources;
}

}  // namespace

const std::vector<Source>& AllSources() {
  static const auto* const sources = new std::vector<Source>(ParseAll());
  return *sources;
}

const Source* FindSource(absl::string_view id) {
  for (const Source& source : AllSources()) {
    if (absl::string_view(source.id) == id) return &source;
  }
  return nullptr;
}

}  // namespace plumbline::labor
