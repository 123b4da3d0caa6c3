#include "geo/write/rounded_number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace lykta {

namespace {

constexpr double smallest_plain = 1e-6;
constexpr double largest_plain = 1e15;

void drop_zeros_at_the_end(std::string& text) {
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
}

/// "-0.0" is 0.
std::string without_negative_zero(std::string text) {
  if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) {
    text.erase(0, 1);
  }
  return text;
}

}  // namespace

std::string rounded_text(double value, int decimals) {
  const auto size = std::abs(value);
  if (!std::isfinite(value)) {
    return fmt::format("{}", value);
  }
  if (size >= largest_plain || (decimals > 0 && size > 0 && size < smallest_plain)) {
    return fmt::format("{:.{}g}", value, std::max(decimals, 1));
  }
  if (decimals <= 0) {
    return without_negative_zero(fmt::format("{:.{}f}", value, -decimals));
  }
  const auto before_point = size > 0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 1;
  auto text = fmt::format("{:.{}f}", value, std::max(decimals - before_point, 0));
  drop_zeros_at_the_end(text);
  return text;
}

double rounded(double value, int decimals) {
  const auto text = rounded_text(value, decimals);
  double number = value;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace lykta
