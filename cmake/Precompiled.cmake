# Headers that most of our files read, read once: reading them was a fifth of a clean build.
# Only the presets that are built whole (release, asan) use them; the dev preset compiles each file with what it
# includes itself, so that a missing include is found there.

set(PLUMBLINE_COMMON_HEADERS
  <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set> <string> <utility>
  <vector> <absl/container/flat_hash_map.h> <absl/status/statusor.h> <absl/strings/ascii.h> <absl/strings/match.h>
  <absl/strings/numbers.h> <absl/strings/str_cat.h> <absl/strings/str_format.h> <absl/strings/str_join.h>
  <absl/strings/str_split.h> <absl/strings/strip.h> <absl/time/time.h> <absl/types/span.h>)
set(PLUMBLINE_COMMON_LIBRARIES absl::flat_hash_map absl::span absl::statusor absl::str_format absl::strings absl::time)

# Without the time of the header in it, ccache may keep what was compiled with it.
function(plumbline_precompiled_without_time target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# A target that keeps precompiled headers, with the flags of those that will use them; nobody runs it.
function(plumbline_keep_headers keeper kind headers libraries)
  set(source ${PROJECT_BINARY_DIR}/${keeper}.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "int main() {}\n")
  if(kind STREQUAL test)
    add_executable(${keeper} EXCLUDE_FROM_ALL ${source})
    plumbline_options_of_tests(${keeper})
  else()
    add_library(${keeper} STATIC EXCLUDE_FROM_ALL ${source})
  endif()
  target_link_libraries(${keeper} PRIVATE plumbline_options ${libraries})
  target_precompile_headers(${keeper} PRIVATE ${headers})
  plumbline_precompiled_without_time(${keeper})
endfunction()

# plumbline_precompile_ours(<target> library|test)
# The folders that speak gRPC (api, server, rpc, clients) have its headers too.
function(plumbline_precompile_ours target kind)
  if(NOT CMAKE_UNITY_BUILD)
    return()
  endif()
  set(keeper plumbline_${kind}_headers)
  set(headers ${PLUMBLINE_COMMON_HEADERS})
  set(libraries ${PLUMBLINE_COMMON_LIBRARIES})
  if(kind STREQUAL test)
    list(APPEND headers <gmock/gmock.h> <gtest/gtest.h>)
    list(APPEND libraries GTest::gmock GTest::gtest_main)
  endif()
  if(NOT PLUMBLINE_PURE_ONLY AND CMAKE_CURRENT_SOURCE_DIR MATCHES "/(api|server|rpc|plumblined|cli|cpp/[a-z]+)$")
    string(APPEND keeper _with_rpc)
    list(APPEND headers <grpcpp/grpcpp.h>)
    list(APPEND libraries gRPC::grpc++)
  endif()
  if(NOT TARGET ${keeper})
    plumbline_keep_headers(${keeper} ${kind} "${headers}" "${libraries}")
  endif()
  target_precompile_headers(${target} REUSE_FROM ${keeper})
  # GCC 12 takes the standard library's precompiled strings for ours and sees overflows where there are none.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow
                           -Wno-stringop-overread)
  endif()
  plumbline_precompiled_without_time(${target})
endfunction()
