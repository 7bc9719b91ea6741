#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_CANONICAL_BYTES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_CANONICAL_BYTES_H_

#include <google/protobuf/message.h>

#include <string>

namespace plumbline::alignment {

// The bytes of a message as this program always writes them: fields by number,
// maps sorted. Equal messages without unknown fields give equal bytes.
std::string CanonicalBytes(const google::protobuf::Message& message);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_CANONICAL_BYTES_H_
