#include "geo/format/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

/// Without what XML counts as white space at its ends; text_values.hpp's `trimmed` keeps line breaks.
std::string_view without_white_space(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n";
  const auto first = text.find_first_not_of(white_space);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto is_read = error == std::errc{} && end == text.data() + text.size();
  return is_read && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Whether the text is a whole number without needless zeros, which needs no rewriting however long it is: a double
/// would lose digits of a case number of more than 15.
bool is_plain_whole_number(std::string_view text) {
  const auto digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && digits.front() != '0' &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

/// The code of "_x000D_" at the front of the text.
std::optional<std::uint32_t> escape_at(std::string_view text) {
  constexpr std::size_t length = 7;
  if (text.size() < length || !text.starts_with("_x") || text[length - 1] != '_') {
    return std::nullopt;
  }
  std::uint32_t code = 0;
  const auto* last = text.data() + length - 1;
  const auto [end, error] = std::from_chars(text.data() + 2, last, code, 16);
  return error == std::errc{} && end == last ? std::optional(code) : std::nullopt;
}

bool is_high_surrogate(std::uint32_t code) { return code >= 0xD800 && code < 0xDC00; }
bool is_low_surrogate(std::uint32_t code) { return code >= 0xDC00 && code < 0xE000; }

void append_utf8(std::string& text, std::uint32_t code) {
  const auto append = [&](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    append(code);
    return;
  }
  if (code < 0x800) {
    append(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      append(0xE0 | code >> 12);
    } else {
      append(0xF0 | code >> 18);
      append(0x80 | (code >> 12 & 0x3F));
    }
    append(0x80 | (code >> 6 & 0x3F));
  }
  append(0x80 | (code & 0x3F));
}

const std::string& shared_string(std::string_view index, const std::vector<std::string>& strings) {
  const auto number = whole_number(without_white_space(index), strings.size());
  if (!number || *number == strings.size()) {
    throw DataError(
        fmt::format("refers to text number '{}', but the workbook has {} texts: it is damaged, open it in "
                    "a spreadsheet program and save it anew",
                    index, strings.size()));
  }
  return strings[*number];
}

ShownTime shown_by_style(const std::string& style, const std::vector<ShownTime>& styles) {
  const auto number = style.empty() ? std::optional<std::size_t>(0) : whole_number(style, styles.size());
  return number && *number < styles.size() ? styles[*number] : ShownTime{};
}

/// A number or date of a cell that gives no type.
std::string numeric_text(const RawCell& cell, const CellMeanings& meanings) {
  const auto shown = shown_by_style(cell.style, meanings.styles);
  const auto number = shown.any() ? plain_number(without_white_space(cell.value)) : std::nullopt;
  const auto date = number ? date_text(*number, shown, meanings.from_1904) : std::nullopt;
  return date ? *date : number_text(cell.value);
}

}  // namespace

std::string cell_text(const RawCell& cell, const CellMeanings& meanings) {
  const auto value = without_white_space(cell.value);
  if (value.empty() && cell.type != "str") {
    return unescaped(cell.inline_string);
  }
  if (cell.type.empty() || cell.type == "n") {
    return numeric_text(cell, meanings);
  }
  if (cell.type == "s") {
    return shared_string(cell.value, meanings.shared_strings);
  }
  if (cell.type == "b") {
    const auto is_true = value == "1" || value == "true";
    return is_true ? "TRUE" : (value == "0" || value == "false" ? "FALSE" : std::string(value));
  }
  if (cell.type == "d") {
    return iso_date_text(value, shown_by_style(cell.style, meanings.styles));
  }
  return unescaped(cell.value);
}

std::string number_text(std::string_view written) {
  const auto text = without_white_space(written);
  const auto value = is_plain_whole_number(text) ? std::nullopt : plain_number(text);
  if (!value) {
    return std::string(text);
  }
  const auto size = std::abs(*value);
  if (size == 0) {
    return "0";
  }
  std::array<char, 64> digits{};
  const auto format = size >= 1e-9 && size < 1e21 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto* end = std::to_chars(digits.data(), digits.data() + digits.size(), *value, format).ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

std::string unescaped(std::string_view text) {
  constexpr std::uint32_t no_character = 0xFFFD;
  constexpr std::size_t length = 7;
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto code = escape_at(text.substr(at));
    if (!code) {
      result += text[at];
      ++at;
      continue;
    }
    at += length;
    const auto second = is_high_surrogate(*code) ? escape_at(text.substr(at)) : std::nullopt;
    if (second && is_low_surrogate(*second)) {
      code = 0x10000 + ((*code - 0xD800) << 10) + (*second - 0xDC00);
      at += length;
    }
    append_utf8(result, *code == 0 || is_high_surrogate(*code) || is_low_surrogate(*code) ? no_character : *code);
  }
  return result;
}

std::optional<std::size_t> whole_number(std::string_view text, std::size_t largest) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto is_read = !text.empty() && error == std::errc{} && end == text.data() + text.size();
  return is_read && value <= largest ? std::optional(value) : std::nullopt;
}

}  // namespace lykta
