# How our own C++ is compiled. Everything hangs on the target `snn_options`, which every room links
# privately; nothing is set globally, so third-party and generated code is left alone.

option(SNN_WERROR "Treat warnings as errors (CI)" OFF)
option(SNN_CHECKS "Check the standard library's preconditions at run time" OFF)
option(SNN_HEADER_CHECK "Compile every header alone" OFF)
option(SNN_PRECOMPILE "Read the headers of a room once for all its files" OFF)
option(SNN_COVERAGE "Count executed lines (gcov)" OFF)
option(SNN_FUZZ "Build the libFuzzer entries; needs clang" OFF)
set(SNN_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(snn_options INTERFACE)

# Results may not depend on which multiplications the compiler felt like fusing: fma is written std::fma.
target_compile_options(snn_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum
  # Designated initializers leave out what keeps its default: no oversight worth a warning.
  -Wno-missing-field-initializers
  # libstdc++ 12 uses its own deprecated buffer in std::stable_sort, and clang tells on it.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  # Where it inlines much, GCC 12 sees overlaps in `"text" + string` (its bug 105651) and moved variants
  # without a value. The other presets keep both warnings, and the sanitizers look for the real thing.
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict;-Wno-maybe-uninitialized>"
  $<$<BOOL:${SNN_WERROR}>:-Werror>
  -ffp-contract=off)
target_compile_definitions(snn_options INTERFACE $<$<BOOL:${SNN_CHECKS}>:_GLIBCXX_ASSERTIONS>)

# Sanitizers and coverage must reach every object and every link, generated parsers included.
add_library(snn_instrumentation INTERFACE)
if(SNN_SANITIZE)
  target_compile_options(snn_instrumentation INTERFACE
    -fsanitize=${SNN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(snn_instrumentation INTERFACE -fsanitize=${SNN_SANITIZE})
endif()
if(SNN_FUZZ)
  target_compile_options(snn_instrumentation INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SNN_COVERAGE)
  target_compile_options(snn_instrumentation INTERFACE --coverage)
  target_link_options(snn_instrumentation INTERFACE --coverage)
endif()
target_link_libraries(snn_options INTERFACE snn_instrumentation)

if(SNN_MOLD)
  target_link_options(snn_options INTERFACE -fuse-ld=mold)
endif()
