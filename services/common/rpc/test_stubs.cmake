# Stubs of two public services to test with: health, which every server has, and operations, whose
# messages are here already. In a folder of their own, so that no other target's output is meant.
set(PLUMBLINE_RPC_TEST_GEN ${CMAKE_CURRENT_BINARY_DIR}/gen)
set(PLUMBLINE_GRPC_PROTOS /usr/share/grpc-proto)  # Debian's package grpc-proto.
file(MAKE_DIRECTORY ${PLUMBLINE_RPC_TEST_GEN})

add_custom_command(
  OUTPUT ${PLUMBLINE_RPC_TEST_GEN}/grpc/health/v1/health.pb.cc
         ${PLUMBLINE_RPC_TEST_GEN}/grpc/health/v1/health.pb.h
         ${PLUMBLINE_RPC_TEST_GEN}/grpc/health/v1/health.grpc.pb.cc
         ${PLUMBLINE_RPC_TEST_GEN}/grpc/health/v1/health.grpc.pb.h
         ${PLUMBLINE_RPC_TEST_GEN}/google/longrunning/operations.grpc.pb.cc
         ${PLUMBLINE_RPC_TEST_GEN}/google/longrunning/operations.grpc.pb.h
  COMMAND protobuf::protoc -I ${PLUMBLINE_GRPC_PROTOS}
          --cpp_out=${PLUMBLINE_RPC_TEST_GEN} --grpc_out=${PLUMBLINE_RPC_TEST_GEN}
          --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> grpc/health/v1/health.proto
  COMMAND protobuf::protoc -I ${PLUMBLINE_GOOGLE_PROTOS} --grpc_out=${PLUMBLINE_RPC_TEST_GEN}
          --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> google/longrunning/operations.proto
  VERBATIM)

add_library(plumbline_rpc_test_stubs STATIC
  ${PLUMBLINE_RPC_TEST_GEN}/grpc/health/v1/health.pb.cc
  ${PLUMBLINE_RPC_TEST_GEN}/grpc/health/v1/health.grpc.pb.cc
  ${PLUMBLINE_RPC_TEST_GEN}/google/longrunning/operations.grpc.pb.cc)
target_include_directories(plumbline_rpc_test_stubs SYSTEM PUBLIC ${PLUMBLINE_RPC_TEST_GEN})
target_link_libraries(plumbline_rpc_test_stubs PUBLIC plumbline_google_messages gRPC::grpc++)
