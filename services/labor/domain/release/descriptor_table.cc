#include "services/labor/domain/release/descriptor_table.h"

namespace plumbline::labor {

std::string GroupOf(const std::string& element_id) {
  const size_t first = element_id.find('.');
  if (first == std::string::npos) return element_id;
  return element_id.substr(0, element_id.find('.', first + 1));
}

}  // namespace plumbline::labor
