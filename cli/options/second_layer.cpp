#include "cli/options/second_layer.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "cli/frame/answer.hpp"
#include "engine/base/error.hpp"

namespace lykta {

void check_style_of_second_layer(const StepOptions& options, const std::string& path) {
  if (path.empty()) {
    return;
  }
  const auto plain = [](const std::string& file) { return std::filesystem::path(file).lexically_normal(); };
  for (const auto& style : style_files(path, {})) {
    for (const auto& of_output : style_files(options.output, {})) {
      if (plain(style.path) == plain(of_output.path)) {
        throw InvalidOption(fmt::format("{} and {} would have the same style file {}: call one of them otherwise",
                                        options.output, path, style.path));
      }
    }
  }
}

}  // namespace lykta
