#ifndef PLUMBLINE_CLIENTS_CPP_CALL_CHANNEL_H_
#define PLUMBLINE_CLIENTS_CPP_CALL_CHANNEL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace plumbline::client_call {

// A plain-text channel to `address` (host:port, unix-abstract:NAME, ...) that
// takes answers of up to 64 MiB: a page of a thousand programs is larger than
// gRPC's own 4 MiB. Connects with the first call.
std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address);

}  // namespace plumbline::client_call

#endif  // PLUMBLINE_CLIENTS_CPP_CALL_CHANNEL_H_
