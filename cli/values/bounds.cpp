#include "cli/values/bounds.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>

#include <fmt/format.h>

namespace lykta {

namespace {

/// The whole word, or nothing. What no value can hold is no number.
template <typename Value>
std::optional<double> number_of(std::string_view word) {
  Value value{};
  const auto* end = word.data() + word.size();
  const auto [read_to, error] = std::from_chars(word.data(), end, value);
  return error == std::errc() && read_to == end && !word.empty() ? std::optional(static_cast<double>(value))
                                                                 : std::nullopt;
}

}  // namespace

std::string words_of(const Bounds& bounds) {
  const auto what =
      fmt::format("a {}number{}{}", bounds.whole ? "whole " : "", bounds.unit.empty() ? "" : " of ", bounds.unit);
  return bounds.ends == Ends::belong ? fmt::format("{} from {} to {}", what, bounds.least, bounds.most)
                                     : fmt::format("{} between {} and {}", what, bounds.least, bounds.most);
}

bool holds(const Bounds& bounds, double value) {
  return bounds.ends == Ends::belong ? value >= bounds.least && value <= bounds.most
                                     : value > bounds.least && value < bounds.most;
}

std::optional<std::string> fault_of(const Bounds& bounds, std::string_view word) {
  const auto value = bounds.whole ? number_of<std::int64_t>(word) : number_of<double>(word);
  if (value && holds(bounds, *value)) {
    return std::nullopt;
  }
  return fmt::format("give {}{}", words_of(bounds), word.empty() ? "" : fmt::format(", not {}", word));
}

}  // namespace lykta
