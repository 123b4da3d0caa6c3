// How is text kept from being run as a formula by the spreadsheet that opens it?
//
// A cell that begins with "=" is a formula to every spreadsheet, whoever wrote the text that stands in it; with "+", "-"
// and "@" it is one to some, and behind a tab or a line break as well (OWASP, "CSV Injection"). An apostrophe in front
// makes it text.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "geo/values/text_values.hpp"

namespace lykta {

/// Whether it begins as a formula does, the wide signs of East Asian writing included. GDAL's ODS writer makes a formula of
/// text that begins with "of:=". Signs alone ("-", "--"), as people write where there is nothing, are no formula.
[[nodiscard]] inline bool begins_like_formula(std::string_view text) {
  constexpr std::array<std::string_view, 12> beginnings{
      "of:=", "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); }) &&
         std::ranges::any_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
}

/// Whether nothing but apostrophes stands before what begins like a formula.
[[nodiscard]] inline bool begins_like_guarded(std::string_view text) {
  return begins_like_formula(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

/// The text for a cell: with an apostrophe in front where it would be taken for a formula, and where it already looks as
/// if one had been put there. Numbers stay as they are.
[[nodiscard]] inline std::string guarded(std::string text) {
  return begins_like_guarded(text) && !parse_number(text) ? "'" + std::move(text) : text;
}

/// What the text was before guarded().
[[nodiscard]] inline std::string_view unguarded(std::string_view text) {
  return text.starts_with('\'') && begins_like_guarded(text) ? text.substr(1) : text;
}

}  // namespace lykta
