#include "services/labor/domain/layouts/sources.h"

#include <algorithm>

#include "nlohmann/json.hpp"
#include "services/labor/domain/layouts/source_descriptors.h"

namespace plumbline::labor {
namespace {

// A test reads every descriptor; a field that is missing stays empty here.
Source Parse(const char* descriptor) {
  const nlohmann::json json = nlohmann::json::parse(descriptor, /*cb=*/nullptr,
                                                    /*allow_exceptions=*/false);
  const auto text = [&](const char* field) {
    const auto found = json.is_object() ? json.find(field) : json.end();
    return found != json.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
  };
  return {text("source"),  text("title"),   text("publisher"),
          text("address"), text("licence"), text("attribution"),
          text("cadence")};
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
