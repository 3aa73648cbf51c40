# The lexer and parser that ANTLR writes from grammar/Snn.g4. Debian's tool (4.7.2) and runtime (4.9)
# fit together; newer tools write tables that this runtime cannot read.
find_package(antlr4-runtime CONFIG REQUIRED)
find_program(ANTLR4_TOOL antlr4 REQUIRED)

set(grammar ${PROJECT_SOURCE_DIR}/grammar/Snn.g4)
set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
set(generated_sources ${generated}/SnnLexer.cpp ${generated}/SnnParser.cpp)

# The tool repeats the folder of its argument under -o, so it is run beside the grammar.
# -encoding utf-8: without it the micro signs are lost under LC_ALL=C, and nothing but a warning says so.
add_custom_command(
  OUTPUT ${generated_sources} ${generated}/SnnLexer.h ${generated}/SnnParser.h
  COMMAND ${ANTLR4_TOOL} -encoding utf-8 -Dlanguage=Cpp -no-listener -Werror
          -package snn::syntax::generated -o ${generated} Snn.g4
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/grammar
  DEPENDS ${grammar}
  COMMENT "ANTLR reads Snn.g4"
  VERBATIM)

add_library(snn_grammar STATIC ${generated_sources})
target_include_directories(snn_grammar SYSTEM PUBLIC ${generated} ${ANTLR4_INCLUDE_DIR})
# The generated files hold u8"" literals that C++20 gives another type.
target_compile_options(snn_grammar PRIVATE -w -fno-char8_t)
target_compile_features(snn_grammar PUBLIC cxx_std_20)
# The library is named because the imported target asks for -luuid, which Debian does not bring along.
target_link_libraries(snn_grammar PRIVATE snn_instrumentation PUBLIC ${ANTLR4_LIB_DIR}/libantlr4-runtime.so)
