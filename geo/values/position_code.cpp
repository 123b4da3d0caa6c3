#include "geo/values/position_code.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// A letter of UTM's bands or of MGRS's squares: neither I nor O.
bool take_grid_letter(TextCursor& cursor, char first, char last) {
  const auto text = cursor.rest();
  if (text.empty()) {
    return false;
  }
  const auto letter = capital(text.front());
  if (letter < first || letter > last || letter == 'I' || letter == 'O') {
    return false;
  }
  cursor.skip(1);
  return true;
}

bool take_zone(TextCursor& cursor) {
  constexpr int most_zones = 60;
  const auto zone = cursor.digits(1, 2);
  return zone && *zone >= 1 && *zone <= most_zones;
}

bool is_mgrs(std::string_view text) {
  TextCursor cursor(text);
  if (!take_zone(cursor) || !take_grid_letter(cursor, 'C', 'X')) {
    return false;
  }
  cursor.spaces();
  if (!take_grid_letter(cursor, 'A', 'Z') || !take_grid_letter(cursor, 'A', 'V')) {
    return false;
  }
  cursor.spaces();
  const auto first = cursor.digits_ahead();
  cursor.skip(first);
  cursor.spaces();
  const auto second = cursor.digits_ahead();
  cursor.skip(second);
  constexpr std::size_t most_digits = 10;
  const auto digits = first + second;
  return cursor.at_end() && digits <= most_digits && (second == 0 ? digits % 2 == 0 : first == second);
}

/// A number of five to seven digits, perhaps with decimals, and perhaps with a letter or m around it.
bool take_metres(TextCursor& cursor) {
  cursor.spaces();
  cursor.one_of(",;");
  cursor.spaces();
  cursor.one_of("ENen");
  cursor.spaces();
  constexpr std::size_t fewest = 5;
  constexpr std::size_t most = 7;
  const auto digits = cursor.digits_ahead();
  if (digits < fewest || digits > most) {
    return false;
  }
  cursor.skip(digits);
  if (auto ahead = cursor; ahead.one_of(".,") && ahead.digits_ahead() > 0) {
    ahead.skip(ahead.digits_ahead());
    cursor = ahead;
  }
  cursor.one_of("m");
  cursor.spaces();
  cursor.one_of("ENen");
  return true;
}

bool is_utm(std::string_view text) {
  TextCursor cursor(text);
  static_cast<void>(cursor.word("utm"));
  cursor.spaces();
  static_cast<void>(cursor.word("zone") || cursor.word("zon"));
  cursor.spaces();
  if (!take_zone(cursor)) {
    return false;
  }
  cursor.spaces();
  return take_grid_letter(cursor, 'C', 'X') && take_metres(cursor) && take_metres(cursor) && cursor.at_end();
}

bool is_plus_code(std::string_view text) {
  constexpr std::string_view alphabet = "23456789CFGHJMPQRVWX01";
  const auto is_sign = [&](char c) { return alphabet.find(capital(c)) != std::string_view::npos; };
  const auto plus = text.find('+');
  constexpr std::size_t fewest_before = 2;
  constexpr std::size_t most_before = 8;
  constexpr std::size_t most_behind = 7;
  if (plus == std::string_view::npos || plus < fewest_before || plus > most_before || plus % 2 != 0 ||
      !std::ranges::all_of(text.substr(0, plus), is_sign)) {
    return false;
  }
  // A short code needs the name of a town behind it.
  auto behind = text.substr(plus + 1);
  behind = behind.substr(0, behind.find(' '));
  return behind.size() <= most_behind && (behind.size() >= 2 || plus == most_before) &&
         std::ranges::all_of(behind, is_sign);
}

bool is_three_words(std::string_view text) {
  if (!text.starts_with("///")) {
    return false;
  }
  const auto words = text.substr(3);
  return std::ranges::count(words, '.') == 2 && !words.starts_with('.') && !words.ends_with('.') &&
         words.find(' ') == std::string_view::npos && words.find("..") == std::string_view::npos;
}

}  // namespace

std::optional<PositionCode> position_code(std::span<const std::string_view> texts) {
  struct Notation {
    PositionCode code;
    bool (*is_one)(std::string_view);
  };
  constexpr std::array notations{Notation{PositionCode::mgrs, is_mgrs}, Notation{PositionCode::utm, is_utm},
                                 Notation{PositionCode::plus_code, is_plus_code},
                                 Notation{PositionCode::three_words, is_three_words}};
  for (const auto& [code, is_one] : notations) {
    std::size_t filled = 0;
    std::size_t such = 0;
    for (const auto text : texts) {
      const auto written = trimmed(text);
      filled += written.empty() ? 0U : 1U;
      such += !written.empty() && is_one(written) ? 1U : 0U;
    }
    if (filled > 0 && such * 10 >= filled * 9) {
      return code;
    }
  }
  return std::nullopt;
}

Phrase words_for(PositionCode code) {
  switch (code) {
    case PositionCode::mgrs:
      return {"innehåller MGRS-rutor, som Lykta inte läser: räkna om dem till koordinater i två kolumner",
              "holds MGRS references, which Lykta does not read: turn them into coordinates in two columns"};
    case PositionCode::utm:
      return {
          "innehåller UTM-koordinater efter sin zon, som Lykta inte läser så: dela dem i två kolumner och ange zonen "
          "som koordinatsystem (EPSG:32633 för zon 33 norr)",
          "holds UTM coordinates behind their zone, which Lykta does not read so: split them into two columns and "
          "state the zone as coordinate system (EPSG:32633 for zone 33 north)"};
    case PositionCode::plus_code:
      return {
          "innehåller pluskoder (Open Location Code), som Lykta inte läser: räkna om dem till latitud och longitud",
          "holds plus codes (Open Location Code), which Lykta does not read: turn them into latitudes and longitudes"};
    case PositionCode::three_words:
      break;
  }
  return {"innehåller what3words-adresser, som bara den tjänsten kan räkna om: hämta latitud och longitud där",
          "holds what3words addresses, which that service alone can turn into positions: get latitudes and longitudes "
          "there"};
}

}  // namespace lykta
