#include "runtime/exec/machine_memory.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

namespace snn::exec {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

// The number that is the whole of a file of the control group; none for `max` and without the file.
std::optional<std::uint64_t> number_in(const char* path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  if (file >> number) return number;
  return std::nullopt;
}

std::uint64_t left_to_the_group() {
  const auto most = number_in("/sys/fs/cgroup/memory.max");
  const auto taken = number_in("/sys/fs/cgroup/memory.current");
  if (!most || !taken) return kNoLimit;
  return *taken < *most ? *most - *taken : 0;
}

std::uint64_t left_to_the_machine() {
  constexpr std::uint64_t kKilo = 1024;
  std::ifstream file("/proc/meminfo");
  std::string name;
  std::uint64_t number = 0;
  std::string unit;
  while (file >> name >> number && std::getline(file, unit)) {
    if (name == "MemAvailable:") return number * kKilo;
  }
  return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
         static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

std::uint64_t available_memory() {
  return std::min(left_to_the_machine(), left_to_the_group());
}

}  // namespace snn::exec
