# Run after a unit test executable is linked: asks it for its test cases and writes the CTest file that
# runs each as a test of its own. (doctest's own script splits names at `;` and takes one label only.)
#
#   cmake -D EXECUTABLE=… -D ROOM=units -D WORKING_DIRECTORY=… -D OUT=….cmake -P SnnDiscoverTests.cmake

execute_process(COMMAND ${EXECUTABLE} --list-test-cases --no-colors=true
  OUTPUT_VARIABLE listing RESULT_VARIABLE status WORKING_DIRECTORY ${WORKING_DIRECTORY})
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${EXECUTABLE} cannot list its test cases:\n${listing}")
endif()

set(script "")
while(listing MATCHES "^([^\n]*)\n(.*)$")
  set(name "${CMAKE_MATCH_1}")
  set(listing "${CMAKE_MATCH_2}")
  if(name MATCHES "^\\[doctest\\]|^===" OR name STREQUAL "")
    continue()
  endif()
  string(REPLACE "," "\\," filter "${name}")
  string(APPEND script
    "add_test([==[${ROOM}/${name}]==] [==[${EXECUTABLE}]==] [==[--test-case=${filter}]==])\n"
    "set_tests_properties([==[${ROOM}/${name}]==] PROPERTIES LABELS [==[unit;${ROOM}]==] TIMEOUT 300\n"
    "  FAIL_REGULAR_EXPRESSION \"test cases: +0 \" WORKING_DIRECTORY [==[${WORKING_DIRECTORY}]==])\n")
endwhile()
file(WRITE ${OUT} "${script}")
