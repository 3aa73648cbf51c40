#pragma once
// The catalogue of the library: for each room a table of its files, what they declare, what that is
// and where it comes from, all read from the files themselves.

#include <filesystem>
#include <string>
#include <string_view>

namespace snn::manual {

/// One table for each folder of the library.
[[nodiscard]] std::string catalogue_of(const std::filesystem::path& library);

/// The library's README with the part between its two markers replaced.
[[nodiscard]] std::string with_catalogue(std::string_view readme, std::string_view tables);

}  // namespace snn::manual
