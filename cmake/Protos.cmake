# Turns .proto files into libraries. Generated code lives in the build folder only.

set(PLUMBLINE_GEN ${PROJECT_BINARY_DIR}/gen)
set(PLUMBLINE_GOOGLE_PROTOS ${PROJECT_SOURCE_DIR}/proto/node_modules/google-proto-files)
set(PLUMBLINE_PROTO_PATHS
  -I ${PROJECT_SOURCE_DIR}/proto
  -I ${PLUMBLINE_GOOGLE_PROTOS}
  -I /usr/share/grpc-proto)
file(MAKE_DIRECTORY ${PLUMBLINE_GEN})

if(NOT EXISTS ${PLUMBLINE_GOOGLE_PROTOS}/google/rpc/error_details.proto)
  message(FATAL_ERROR "google/rpc/error_details.proto is missing: run scripts/setup.sh, "
                      "which installs the pinned npm package google-proto-files into proto/node_modules")
endif()

# The first target of generated messages keeps the precompiled headers, the others use them.
function(plumbline_precompile_protobuf target)
  plumbline_precompiled_without_time(${target})
  get_property(kept GLOBAL PROPERTY plumbline_precompiled_protobuf)
  if(kept)
    target_precompile_headers(${target} REUSE_FROM ${kept})
    return()
  endif()
  target_precompile_headers(${target} PRIVATE
    <google/protobuf/any.pb.h> <google/protobuf/descriptor.pb.h> <google/protobuf/duration.pb.h>
    <google/protobuf/generated_message_reflection.h> <google/protobuf/map_entry.h> <google/protobuf/map_field_inl.h>
    <google/protobuf/timestamp.pb.h> <google/protobuf/unknown_field_set.h> <google/protobuf/wire_format.h>)
  set_property(GLOBAL PROPERTY plumbline_precompiled_protobuf ${target})
endfunction()

# plumbline_messages(NAME <target> ROOT <folder> PROTOS <files below ROOT> [DEPS <targets>])
function(plumbline_messages)
  cmake_parse_arguments(ARG "" "NAME;ROOT" "PROTOS;DEPS" ${ARGN})
  set(sources)
  foreach(proto ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(out ${PLUMBLINE_GEN}/${stem}.pb.cc ${PLUMBLINE_GEN}/${stem}.pb.h)
    add_custom_command(OUTPUT ${out}
      COMMAND protobuf::protoc ${PLUMBLINE_PROTO_PATHS} --cpp_out=${PLUMBLINE_GEN} ${proto}
      DEPENDS ${ARG_ROOT}/${proto} VERBATIM)
    list(APPEND sources ${out})
  endforeach()
  add_library(${ARG_NAME} STATIC ${sources})
  # Every generated file has its own `schemas`; what they share is the headers of protobuf, read once.
  set_target_properties(${ARG_NAME} PROPERTIES UNITY_BUILD OFF)
  plumbline_precompile_protobuf(${ARG_NAME})
  # Not instrumented, so not what the sanitizer presets are for.
  if(PLUMBLINE_SANITIZE)
    target_compile_options(${ARG_NAME} PRIVATE -O0)
  endif()
  target_include_directories(${ARG_NAME} SYSTEM PUBLIC ${PLUMBLINE_GEN})
  target_link_libraries(${ARG_NAME} PUBLIC protobuf::libprotobuf ${ARG_DEPS})
endfunction()

# plumbline_stubs(NAME <target> ROOT <folder> PROTOS <service files below ROOT> DEPS <message targets>)
function(plumbline_stubs)
  cmake_parse_arguments(ARG "" "NAME;ROOT" "PROTOS;DEPS" ${ARGN})
  set(sources)
  foreach(proto ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(out ${PLUMBLINE_GEN}/${stem}.grpc.pb.cc ${PLUMBLINE_GEN}/${stem}.grpc.pb.h
            ${PLUMBLINE_GEN}/${stem}_mock.grpc.pb.h)
    add_custom_command(OUTPUT ${out}
      COMMAND protobuf::protoc ${PLUMBLINE_PROTO_PATHS}
              --grpc_out=generate_mock_code=true:${PLUMBLINE_GEN}
              --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> ${proto}
      DEPENDS ${ARG_ROOT}/${proto} VERBATIM)
    list(APPEND sources ${out})
  endforeach()
  add_library(${ARG_NAME} STATIC ${sources})
  target_include_directories(${ARG_NAME} SYSTEM PUBLIC ${PLUMBLINE_GEN})
  target_link_libraries(${ARG_NAME} PUBLIC gRPC::grpc++ ${ARG_DEPS})
endfunction()
