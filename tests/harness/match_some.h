#pragma once
// `# match: some`: the expected lines are patterns that must be found in order, others may lie
// between.

#include <string>
#include <string_view>
#include <vector>

namespace snn::golden {

/// The first pattern that is not found, with what is wrong; empty when all are. Text between `{{`
/// and `}}` is a regular expression, all else is literal; a pattern matches anywhere in a line.
[[nodiscard]] std::string match_some(const std::vector<std::string>& patterns,
                                     std::string_view output);

}  // namespace snn::golden
