#ifndef PLUMBLINE_TESTS_LINT_CONTRACT_RULES_H_
#define PLUMBLINE_TESTS_LINT_CONTRACT_RULES_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace plumbline::lint {

// What in `file` departs from the contract rules that buf does not know, one
// sentence each:
//
//   methods   Get of a resource, and Delete, take `name` (AIP-131, 135); List
//   takes page_size and
//             page_token and answers with next_page_token (158); Create with a
//             resource in its request takes `<resource>_id` and, below another
//             resource, `parent` (133); Update takes the resource and an
//             update_mask (134); what changes state takes a request_id (155);
//             what is kept is read as of a time: Get, BatchGet, List and
//             Download take `as_of`, or `pins` that hold one; no request is
//             google.protobuf.Empty
//   enums     the zero value ends in _UNSPECIFIED (126)
//   fields    no unsigned integers (140)
//   messages  a resource has `name` and a pattern that starts with its
//   collection (123)
std::vector<std::string> FindViolations(
    const google::protobuf::FileDescriptor& file);

}  // namespace plumbline::lint

#endif  // PLUMBLINE_TESTS_LINT_CONTRACT_RULES_H_
