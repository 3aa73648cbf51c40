// The libFuzzer entry: any bytes through lexer, parser, checker and renderers.

#include "compiler/library/library.h"
#include "tests/fuzz/program_mutator.h"
#include "tests/fuzz/reader.h"
#include "tests/fuzz/vocabulary.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using snn::fuzz::ProgramMutator;

const ProgramMutator& program_mutator() {
  static const ProgramMutator mutator = [] {
    std::ifstream grammar(SNN_GRAMMAR, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(grammar), {}};
    std::vector<std::string_view> donors;
    for (const snn::EmbeddedFile& file : snn::library::files())
      donors.push_back(file.text);
    return ProgramMutator(snn::fuzz::vocabulary_of(text), donors);
  }();
  return mutator;
}

std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::size_t store(std::string_view text, std::uint8_t* out, std::size_t max_size) {
  const std::size_t size = std::min(text.size(), max_size);
  std::copy_n(text.begin(), size, out);
  return size;
}

}  // namespace

/// Stacks are kept short and checked less, for twice as many inputs a second.
extern "C" const char* __asan_default_options() {
  return "detect_stack_use_after_return=0:malloc_context_size=8";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static snn::fuzz::Reader reader;
  reader.read(view(data, size));
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  // Bytes must change too: they are what gets past no lexer.
  if (seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  return store(program_mutator().mutate(view(data, size), seed), data, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* out,
                                                 std::size_t max_size, unsigned int seed) {
  const std::string crossed =
      program_mutator().cross(view(first, first_size), view(second, second_size), seed);
  return store(crossed, out, max_size);
}
