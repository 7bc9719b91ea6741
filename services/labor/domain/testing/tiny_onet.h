#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_TESTING_TINY_ONET_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_TESTING_TINY_ONET_H_

#include <map>
#include <string>

#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// The files of an O*NET release of three occupations, by path: 15-1252.00,
// 15-1252.02 and 29-2042.00, with every table that is read. 15-1252.00 has two
// skills (2.A.1.a, 2.B.3.e) on both scales, one of them with a suppressed
// level; 15-1252.02 has one, without precision.
std::map<std::string, std::string> TinyOnetFiles();

// The same, read.
ReleaseTables TinyOnet();

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_TESTING_TINY_ONET_H_
