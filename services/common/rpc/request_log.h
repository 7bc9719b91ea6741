#ifndef PLUMBLINE_SERVICES_COMMON_RPC_REQUEST_LOG_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_REQUEST_LOG_H_

#include <grpcpp/server_builder.h>

namespace plumbline::rpc {

// Makes the server log one line per call when it ends: method, code,
// milliseconds. Never bodies.
//
// The only place that touches gRPC's interceptors, which are experimental in
// this version.
void LogRequests(grpc::ServerBuilder& builder);

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_REQUEST_LOG_H_
