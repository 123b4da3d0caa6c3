// Where does a path of a configuration lead?
#pragma once

#include <filesystem>
#include <string>

namespace lykta {

/// Text with `${NAME}` replaced by the environment. Throws InvalidOption for a variable that is not set.
[[nodiscard]] std::string with_environment(const std::string& text);

/// Paths are relative to the folder of their configuration, and those that begin with a variable to the folder where the
/// command is given.
struct Paths {
  std::filesystem::path folder;

  [[nodiscard]] std::string resolve(const std::string& as_written) const;
};

}  // namespace lykta
