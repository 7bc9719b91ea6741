#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_SOURCES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_SOURCES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::labor {

// What data/sources says about a publisher's dataset family; see its README.
struct Source {
  // "oews"
  std::string id;
  std::string title;
  std::string publisher;
  std::string address;
  std::string licence;
  std::string attribution;
  std::string cadence;
};

// Every source, by id. Built into the program from data/sources.
const std::vector<Source>& AllSources();

// The source with this id; null when there is none.
const Source* FindSource(absl::string_view id);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_SOURCES_H_
