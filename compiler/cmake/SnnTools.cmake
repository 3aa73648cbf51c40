# The tools around the compiler: ccache when it is found, and a compile database for clang-tidy.

find_program(SNN_CCACHE ccache)
if(SNN_CCACHE)
  # Precompiled headers hold times and definitions, which ccache would rather not compare.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${SNN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
endif()

find_program(SNN_MOLD mold)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
