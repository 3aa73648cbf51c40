# The few words the CMakeLists.txt of a room is written in.
#
#   snn_library(NAME units SOURCES … HEADERS … DEPS diag [PRIVATE_DEPS fmt::fmt])
#   snn_executable(NAME snn SOURCES … DEPS driver)
#   snn_unit_test(NAME units SOURCES … [DEPS …])
#   snn_fuzzer(NAME syntax CORPUS folder… SOURCES … DEPS syntax [ARGS …])
#
# A dependency without `::` is a room: `diag` means the target snn::diag.

function(_snn_targets_of out)
  set(targets)
  foreach(dep IN LISTS ARGN)
    if(dep MATCHES "::|^snn_")
      list(APPEND targets ${dep})
    else()
      list(APPEND targets snn::${dep})
    endif()
  endforeach()
  set(${out} ${targets} PARENT_SCOPE)
endfunction()

# One room. Its headers are included from the root ("compiler/units/unit.h") and each must compile alone.
function(snn_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;HEADERS;DEPS;PRIVATE_DEPS")
  _snn_targets_of(deps ${arg_DEPS})
  _snn_targets_of(private_deps ${arg_PRIVATE_DEPS})
  set(target snn_${arg_NAME})
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC ${deps} PRIVATE snn_options ${private_deps})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${deps})
    set(scope INTERFACE)
  endif()
  add_library(snn::${arg_NAME} ALIAS ${target})
  target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR})
  target_compile_features(${target} ${scope} cxx_std_20)
  if(arg_SOURCES)
    _snn_precompile(${target} SOURCES ${arg_SOURCES} FOLDERS ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  _snn_check_headers(${target} ${arg_HEADERS})
endfunction()

# Where the files of a target include much the same, it is read once: the headers of these folders, those
# named besides, and what most files use of the standard library. No source leans on that: the preset dev
# compiles without, so that the change of one header is not the change of a room, and so does `./dev lint`.
set(SNN_FILES_WORTH_PRECOMPILING 5)
function(_snn_precompile target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;FOLDERS;BESIDES")
  list(LENGTH arg_SOURCES n_sources)
  if(NOT SNN_PRECOMPILE OR n_sources LESS SNN_FILES_WORTH_PRECOMPILING)
    return()
  endif()
  set(headers)
  foreach(folder IN LISTS arg_FOLDERS)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${folder}/*.h)
    list(APPEND headers ${found})
  endforeach()
  list(TRANSFORM headers REPLACE "(.+)" "\"\\1\"")
  target_precompile_headers(${target} PRIVATE
    <algorithm> <map> <optional> <string> <variant> <vector> ${arg_BESIDES} ${headers})
  # Without these, ccache finds no two of them equal.
  target_compile_options(${target} PRIVATE
    "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>" $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# With SNN_HEADER_CHECK, as in the presets dev and ci, each header is a translation unit of its own.
function(_snn_check_headers target)
  set(sources)
  foreach(header IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE included)
    set(source ${PROJECT_BINARY_DIR}/header_check/${included}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${included}\"\n" @ONLY)
    list(APPEND sources ${source})
  endforeach()
  if(sources AND SNN_HEADER_CHECK)
    add_library(${target}_headers OBJECT ${sources})
    target_link_libraries(${target}_headers PRIVATE ${target} snn_options)
    target_compile_options(${target}_headers PRIVATE -O0 -g0)
  endif()
endfunction()

function(snn_executable)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPS")
  _snn_targets_of(deps ${arg_DEPS})
  add_executable(${arg_NAME} ${arg_SOURCES})
  target_include_directories(${arg_NAME} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${arg_NAME} PRIVATE snn_options ${deps})
endfunction()

# The unit tests of one room: one doctest executable `unit_<room>`, one CTest test for each
# TEST_CASE, labelled `unit` and with the name of the room (`ctest -L units`).
function(snn_unit_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPS")
  set(target unit_${arg_NAME})
  set(deps ${arg_DEPS})
  if(NOT deps)
    set(deps ${arg_NAME})
  endif()
  snn_executable(NAME ${target} SOURCES ${arg_SOURCES} DEPS ${deps} snn_test_main)
  _snn_precompile(${target} SOURCES ${arg_SOURCES} FOLDERS ${CMAKE_CURRENT_SOURCE_DIR} BESIDES <doctest/doctest.h>)
  set(tests ${CMAKE_CURRENT_BINARY_DIR}/${target}_tests.cmake)
  add_custom_command(TARGET ${target} POST_BUILD BYPRODUCTS ${tests} VERBATIM
    COMMAND ${CMAKE_COMMAND} -D EXECUTABLE=$<TARGET_FILE:${target}> -D ROOM=${arg_NAME}
            -D WORKING_DIRECTORY=${PROJECT_SOURCE_DIR} -D OUT=${tests}
            -P ${PROJECT_SOURCE_DIR}/compiler/cmake/SnnDiscoverTests.cmake)
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${tests})
endfunction()

# One libFuzzer entry, built in the preset `fuzz` only and run for a bounded time from seed corpora,
# which are folders of this repository. What it finds goes to build/fuzz/findings; a fixed finding is
# kept as a test.
set(SNN_FUZZ_SECONDS 60 CACHE STRING "How long each fuzzer runs")
function(snn_fuzzer)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "CORPUS;SOURCES;DEPS;ARGS")
  if(NOT SNN_FUZZ)
    return()
  endif()
  set(target fuzz_${arg_NAME})
  snn_executable(NAME ${target} SOURCES ${arg_SOURCES} DEPS ${arg_DEPS})
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  if(NOT TARGET fuzzers)
    add_custom_target(fuzzers)
  endif()
  add_dependencies(fuzzers ${target})
  set(findings ${PROJECT_BINARY_DIR}/findings/${arg_NAME})
  file(MAKE_DIRECTORY ${findings}/corpus)
  add_test(NAME ${target} COMMAND ${target} -max_total_time=${SNN_FUZZ_SECONDS} -timeout=10
    -artifact_prefix=${findings}/ ${arg_ARGS} ${findings}/corpus ${arg_CORPUS})
  math(EXPR timeout "${SNN_FUZZ_SECONDS} * 2 + 120")
  set_tests_properties(${target} PROPERTIES LABELS fuzz TIMEOUT ${timeout})
endfunction()
