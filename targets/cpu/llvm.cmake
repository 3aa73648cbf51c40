find_package(LLVM 19.1 REQUIRED CONFIG)

# The only room that sees LLVM: its headers are foreign, so their warnings are not ours. The linker is static and
# compresses debug information, hence zlib and zstd.
find_library(SNN_LLD_ELF lldELF HINTS ${LLVM_LIBRARY_DIR} REQUIRED)
find_library(SNN_LLD_COMMON lldCommon HINTS ${LLVM_LIBRARY_DIR} REQUIRED)
find_package(ZLIB REQUIRED)
find_library(SNN_ZSTD zstd REQUIRED)
add_library(snn_llvm INTERFACE)
target_include_directories(snn_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_link_libraries(snn_llvm INTERFACE ${SNN_LLD_ELF} ${SNN_LLD_COMMON} LLVM ZLIB::ZLIB ${SNN_ZSTD})
