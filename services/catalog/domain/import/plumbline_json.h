#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PLUMBLINE_JSON_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PLUMBLINE_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

#include "services/catalog/domain/import/import_collector.h"

namespace plumbline::catalog {

// Whether this is our own document: `{"providers": [...]}`.
bool IsPlumblineJson(const nlohmann::json& document);

// Reads it. A provider's and a program's entry are a row each, numbered from 1
// as they come.
void ReadPlumblineJson(const std::string& file, const nlohmann::json& document,
                       ImportCollector& collector);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PLUMBLINE_JSON_H_
