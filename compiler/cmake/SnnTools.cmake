# The tools around the compiler: ccache when it is found, and a compile database for clang-tidy.

find_program(SNN_CCACHE ccache)
if(SNN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SNN_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${SNN_CCACHE})
endif()

find_program(SNN_MOLD mold)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
