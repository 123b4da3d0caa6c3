#include "cli/configuration/paths.hpp"

#include <cstdlib>
#include <regex>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"

namespace lykta {

std::string with_environment(const std::string& text) {
  static const std::regex variable(R"(\$\{([A-Za-z_][A-Za-z0-9_]*)\})");
  std::string result;
  auto rest = text.cbegin();
  for (std::sregex_iterator found(text.begin(), text.end(), variable), end; found != end; ++found) {
    const auto name = (*found)[1].str();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, and nothing in this program changes the environment
    const auto* value = std::getenv(name.c_str());
    if (value == nullptr) {
      throw InvalidOption(fmt::format("{}: the environment variable {} is not set", text, name));
    }
    result.append(rest, (*found)[0].first);
    result += value;
    rest = (*found)[0].second;
  }
  result.append(rest, text.cend());
  return result;
}

std::string Paths::resolve(const std::string& as_written) const {
  const std::filesystem::path path = with_environment(as_written);
  if (location_of(path.string()).kind != LocationKind::local_file) {
    return path.string();
  }
  // What the environment names is seen from where the command is given; the rest, from the configuration's folder.
  const auto seen_from_here = path.is_absolute() || as_written.starts_with("${");
  return (seen_from_here ? path : folder / path).lexically_normal().string();
}

}  // namespace lykta
