// How does an option of a number get its bounds?
#pragma once

#include <CLI/CLI.hpp>

#include "cli/values/bounds.hpp"

namespace lykta {

/// For `CLI::Option::check`: refuses every other word before the parser makes a number of it. The help shows the bounds
/// as [1 - 1024]. Every option that takes a number has them; a test goes through all.
[[nodiscard]] CLI::Validator within(const Bounds& bounds);

}  // namespace lykta
