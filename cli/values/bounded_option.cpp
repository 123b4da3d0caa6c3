#include "cli/values/bounded_option.hpp"

#include <fmt/format.h>

namespace lykta {

CLI::Validator within(const Bounds& bounds) {
  return {[bounds](std::string& word) { return fault_of(bounds, word).value_or(std::string()); },
          fmt::format("[{} - {}]", bounds.least, bounds.most)};
}

}  // namespace lykta
