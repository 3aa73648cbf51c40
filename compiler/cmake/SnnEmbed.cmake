# Puts text files into a room, as one generated source that defines `FUNCTION`:
#
#   snn_embed(generated ROOM library FUNCTION files FOLDER ${PROJECT_SOURCE_DIR}/stdlib PATTERN *.snn)
#   snn_library(NAME library SOURCES ${generated} HEADERS library.h DEPS support)
#
# The source defines `std::span<const EmbeddedFile> snn::library::files()`, in the order of the paths; the room's
# own header `compiler/library/library.h` declares it. Files are found, not listed: a text that is
# forgotten is no link error, and tests compare what is embedded with what should be.
function(snn_embed out)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ROOM;FUNCTION;FOLDER;PATTERN" "")
  file(GLOB_RECURSE texts CONFIGURE_DEPENDS ${arg_FOLDER}/${arg_PATTERN})
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${arg_ROOM}_${arg_FUNCTION}.cpp)
  set(script ${PROJECT_SOURCE_DIR}/compiler/cmake/SnnEmbed.cmake)
  add_custom_command(OUTPUT ${generated} VERBATIM
    DEPENDS ${texts} ${script}
    COMMENT "Embedding ${arg_PATTERN} of ${arg_ROOM}"
    COMMAND ${CMAKE_COMMAND} -D ROOM=${arg_ROOM} -D FUNCTION=${arg_FUNCTION} -D FOLDER=${arg_FOLDER}
            -D PATTERN=${arg_PATTERN} -D OUT=${generated} -P ${script})
  set(${out} ${generated} PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB_RECURSE texts RELATIVE ${FOLDER} ${FOLDER}/${PATTERN})
  list(SORT texts)
  set(source "#include \"compiler/${ROOM}/${ROOM}.h\"\n\nnamespace snn::${ROOM} {\n\n")
  string(APPEND source "std::span<const EmbeddedFile> ${FUNCTION}() {\n")
  string(APPEND source "  static constexpr EmbeddedFile kFiles[] = {\n")
  foreach(path IN LISTS texts)
    file(READ ${FOLDER}/${path} text)
    string(APPEND source "{\"${path}\", R\"embedded(${text})embedded\"},\n")
  endforeach()
  string(APPEND source "  };\n  return kFiles;\n}\n\n}  // namespace snn::${ROOM}\n")
  file(WRITE ${OUT} "${source}")
endif()
