// Of which letters and words does a text consist?
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace lykta {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Every byte of a character beyond ASCII counts as a letter.
[[nodiscard]] constexpr bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
[[nodiscard]] constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// How many characters of UTF-8 there are.
[[nodiscard]] std::size_t characters(std::string_view text);

/// How many digits stand together from this place on.
[[nodiscard]] std::size_t digits_at(std::string_view text, std::size_t at);

[[nodiscard]] bool starts_with_capital(std::string_view word);

/// The parts between spaces and line breaks, as views of the text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text);

}  // namespace lykta
