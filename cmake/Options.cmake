# What a build can be asked for, and the flags that every target of ours gets.

option(PLUMBLINE_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
option(PLUMBLINE_PURE_ONLY "Build only what needs no gRPC: the sanitizer presets use it" OFF)
set(PLUMBLINE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize: address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# For all, so that precompiled headers fit those that start threads and those that do not.
add_compile_options(-pthread)
# -O3 takes longer to compile and pays in few places; those ask for it (plumbline_optimise_fully).
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# An interface target rather than global flags: generated code is not ours and is not held to them.
add_library(plumbline_options INTERFACE)
target_compile_options(plumbline_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Werror)
target_include_directories(plumbline_options INTERFACE ${PROJECT_SOURCE_DIR})

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # Debian's hardening baseline; a plain CMake release build has none of it.
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -fcf-protection)
  add_compile_definitions(_FORTIFY_SOURCE=2)
  add_link_options(-Wl,-z,relro,-z,now)
endif()

# Sanitizers and coverage for fuzzing go into our own code: generated code takes minutes to compile with them
# and is not what is tested.
if(PLUMBLINE_SANITIZE)
  target_compile_options(plumbline_options INTERFACE
    -fsanitize=${PLUMBLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PLUMBLINE_SANITIZE})
endif()
if(PLUMBLINE_FUZZ)
  target_compile_options(plumbline_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(PLUMBLINE_CCACHE ccache)
if(PLUMBLINE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PLUMBLINE_CCACHE})
endif()
find_program(PLUMBLINE_MOLD mold)
if(PLUMBLINE_MOLD AND NOT PLUMBLINE_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()
