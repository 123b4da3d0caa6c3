#include "geo/values/position_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "geo/values/number_style.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr double most_latitude = 90;
constexpr double most_longitude = 180;

enum class Axis : std::uint8_t { unknown, latitude, longitude };

/// One coordinate of a pair.
struct Coordinate {
  double value = 0;
  Axis axis = Axis::unknown;
  bool in_degrees = false;  ///< surely: it has a degree sign, minutes or a letter
};

struct Pair {
  Coordinate first;
  Coordinate second;
};

/// A number without groups, with decimal point or comma.
std::optional<double> parse_plain(std::string_view text) {
  const auto number = parse_number(text, {.decimal = '.', .thousands = '\0'});
  return number ? number : parse_number(text, {.decimal = ',', .thousands = '\0'});
}

bool take_one_of(TextCursor& cursor, std::span<const std::string_view> signs) {
  const auto* const found =
      std::ranges::find_if(signs, [&](auto sign) { return cursor.rest().starts_with(sign); }).base();
  if (found == signs.data() + signs.size()) {
    return false;
  }
  cursor.skip(found->size());
  return true;
}

/// The degree sign and its look-alikes: masculine ordinal, ring above.
bool take_degree_sign(TextCursor& cursor) {
  constexpr std::array<std::string_view, 3> signs{"\xC2\xB0", "\xC2\xBA", "\xCB\x9A"};
  return take_one_of(cursor, signs);
}

/// Double signs and look-alikes; two of the signs for minutes do as well.
bool take_second_sign(TextCursor& cursor) {
  constexpr std::array<std::string_view, 7> signs{"\"",
                                                  "''",
                                                  "\xE2\x80\xB3",
                                                  "\xE2\x80\x9D",
                                                  "\xE2\x80\x9C",
                                                  "\xE2\x80\x99\xE2\x80\x99",
                                                  "\xE2\x80\xB2\xE2\x80\xB2"};
  return take_one_of(cursor, signs);
}

bool take_minute_sign(TextCursor& cursor) {
  constexpr std::array<std::string_view, 5> signs{"'", "\xE2\x80\xB2", "\xE2\x80\x99", "\xE2\x80\x98", "\xC2\xB4"};
  return !cursor.rest().starts_with("''") && take_one_of(cursor, signs);
}

struct Hemisphere {
  Axis axis;
  double sign;
};

std::optional<Hemisphere> take_hemisphere(TextCursor& cursor) {
  constexpr std::array<std::string_view, 2> east{"\xC3\x96", "\xC3\xB6"};  // Ö, ö: öst
  if (cursor.word("n")) {
    return Hemisphere{Axis::latitude, 1};
  }
  if (cursor.word("s")) {
    return Hemisphere{Axis::latitude, -1};
  }
  if (cursor.word("e") || take_one_of(cursor, east)) {
    return Hemisphere{Axis::longitude, 1};
  }
  if (cursor.word("w") || cursor.word("v")) {
    return Hemisphere{Axis::longitude, -1};
  }
  return std::nullopt;
}

bool take_minus(TextCursor& cursor) {
  constexpr std::array<std::string_view, 2> signs{"-", "\xE2\x88\x92"};
  return take_one_of(cursor, signs);
}

/// A number from the front of the text, with as many decimals as it has.
struct Part {
  double value = 0;
  bool has_decimals = false;
};

std::optional<Part> take_part(TextCursor& cursor) {
  const auto text = cursor.rest();
  const auto whole = cursor.digits_ahead();
  if (whole < 1 || whole > 3) {
    return std::nullopt;
  }
  cursor.skip(whole);
  auto ahead = cursor;
  if (!ahead.one_of(".,") || ahead.digits_ahead() == 0) {
    return Part{.value = parse_plain(text.substr(0, whole)).value_or(0)};
  }
  ahead.skip(ahead.digits_ahead());
  cursor = ahead;
  const auto value = parse_plain(text.substr(0, text.size() - cursor.rest().size()));
  return value ? std::optional(Part{.value = *value, .has_decimals = true}) : std::nullopt;
}

struct Degrees {
  double value = 0;
  bool is_plain = true;  ///< neither sign nor minutes: the same as a number
};

/// The size of an angle: "56°12'25.0\"", "56 12 25", "15:16.967", "56.2069". Signs of the parts may be missing, or the
/// parts stand apart by spaces or colons.
std::optional<Degrees> take_angle(TextCursor& cursor) {
  using Sign = bool (*)(TextCursor&);
  constexpr std::array<Sign, 3> signs{take_degree_sign, take_minute_sign, take_second_sign};
  Degrees degrees;
  double unit = 1;
  bool last_has_decimals = false;
  bool needs_part = false;  // behind a colon
  for (std::size_t i = 0; i < signs.size(); ++i, unit *= 60) {
    const auto before = cursor;
    const auto part = take_part(cursor);
    if (!part && i > 0 && !needs_part) {
      cursor = before;
      break;
    }
    if (!part || last_has_decimals || (i > 0 && part->value >= 60)) {
      return std::nullopt;
    }
    degrees.value += part->value / unit;
    degrees.is_plain = degrees.is_plain && i == 0;
    last_has_decimals = part->has_decimals;
    const auto has_sign = signs[i](cursor);
    degrees.is_plain = degrees.is_plain && !has_sign;
    const auto has_space = cursor.spaces();
    needs_part = !has_sign && !has_space && i + 1 < signs.size() && cursor.one_of(":");
    if (!has_sign && !has_space && !needs_part) {
      break;
    }
  }
  return degrees;
}

/// One coordinate in degrees that fills the text.
std::optional<Coordinate> parse_angle(std::string_view text) {
  TextCursor cursor(trimmed(text));
  auto hemisphere = take_hemisphere(cursor);
  cursor.spaces();
  const auto is_negative = take_minus(cursor);
  const auto has_sign = is_negative || cursor.one_of("+");
  const auto degrees = take_angle(cursor);
  if (!degrees) {
    return std::nullopt;
  }
  if (!hemisphere) {
    hemisphere = take_hemisphere(cursor);
  }
  const auto most = hemisphere && hemisphere->axis == Axis::latitude ? most_latitude : most_longitude;
  if (!cursor.at_end() || (hemisphere && has_sign) || degrees->value > most) {
    return std::nullopt;
  }
  const auto sign = is_negative ? -1.0 : hemisphere ? hemisphere->sign : 1.0;
  return Coordinate{.value = sign * degrees->value,
                    .axis = hemisphere ? hemisphere->axis : Axis::unknown,
                    .in_degrees = hemisphere || !degrees->is_plain};
}

std::string_view without_brackets(std::string_view text) {
  const auto bracketed =
      (text.starts_with('(') && text.ends_with(')')) || (text.starts_with('[') && text.ends_with(']'));
  return bracketed ? trimmed(text.substr(1, text.size() - 2)) : text;
}

std::optional<Coordinate> parse_coordinate(std::string_view text) {
  if (const auto number = parse_plain(text)) {
    return Coordinate{.value = *number};
  }
  return parse_angle(text);
}

/// Length of the sign or space between two coordinates at the front of the text, 0 for none.
std::size_t separator_length(std::string_view text) {
  if (text.starts_with(';') || text.starts_with(',') || text.starts_with('|') || text.starts_with("/ ")) {
    return 1;  // a slash alone is more often part of a date
  }
  TextCursor cursor(text);
  return cursor.spaces() ? text.size() - cursor.rest().size() : 0;
}

/// The only way to take the text apart into two coordinates; nothing when there are more.
class OnlySplit {
 public:
  void try_at(std::string_view left, std::string_view right) {
    const auto first = left.empty() || right.empty() ? std::nullopt : parse_coordinate(left);
    const auto second = first ? parse_coordinate(right) : std::nullopt;
    if (second) {
      ++found_;
      pair_ = {*first, *second};
    }
  }
  [[nodiscard]] std::optional<Pair> pair() const { return found_ == 1 ? std::optional(pair_) : std::nullopt; }

 private:
  Pair pair_;
  int found_ = 0;
};

/// Two numbers with one sign or with spaces between them. The decimal comma makes "56,2 15,3" look like "56" and
/// "2° 15.3'", so plain numbers are looked for before all else.
std::optional<Pair> parse_two_numbers(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto length = separator_length(text.substr(i));
    // A comma right before a digit may be a decimal one.
    const auto may_be_decimal = text[i] == ',' && i + 1 < text.size() && separator_length(text.substr(i + 1)) == 0;
    if (length == 0 || may_be_decimal) {
      continue;
    }
    const auto first = parse_plain(text.substr(0, i));
    const auto second = parse_plain(text.substr(i + length));
    if (first && second) {
      return Pair{{.value = *first}, {.value = *second}};
    }
  }
  return std::nullopt;
}

/// All ways to take the text apart: at signs and spaces, and behind a letter ("56°12'25\"N15°16'58\"E").
std::optional<Pair> parse_two_coordinates(std::string_view text) {
  OnlySplit split;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (const auto length = separator_length(text.substr(i))) {
      split.try_at(text.substr(0, i), text.substr(i + length));
      i += length - 1;
      continue;
    }
    TextCursor behind(text.substr(i));
    if (take_hemisphere(behind)) {
      const auto length = text.size() - i - behind.rest().size();
      if (!behind.at_end() && separator_length(behind.rest()) == 0) {
        split.try_at(text.substr(0, i + length), behind.rest());
        split.try_at(text.substr(0, i), text.substr(i));  // "N56°12'E15°16'"
      }
      i += length - 1;
    }
  }
  return split.pair();
}

std::optional<Pair> parse_pair(std::string_view text) {
  constexpr std::size_t longest_pair = 120;
  text = trimmed(text);
  const auto inner = without_brackets(text);
  const auto bracketed = inner.size() < text.size();
  if (inner.empty() || inner.size() > longest_pair) {
    return std::nullopt;
  }
  // "59,33", "1,234.5" and "56 12" are one number or coordinate, unless brackets hold them together as two.
  if (!bracketed && (parse_number(inner) || parse_number(inner, {.decimal = '.', .thousands = ','}) ||
                     parse_number(inner, {.decimal = ',', .thousands = '.'}) || parse_angle(inner))) {
    return std::nullopt;
  }
  auto pair = parse_two_numbers(inner);
  if (!pair) {
    pair = parse_two_coordinates(inner);
  }
  // Two latitudes are no position.
  return pair && (pair->first.axis == Axis::unknown || pair->first.axis != pair->second.axis) ? pair : std::nullopt;
}

/// Whether the letters of a pair put the latitude first; nothing without letters.
std::optional<bool> latitude_first_by_letters(const Pair& pair) {
  if (pair.first.axis != Axis::unknown) {
    return pair.first.axis == Axis::latitude;
  }
  return pair.second.axis != Axis::unknown ? std::optional(pair.second.axis == Axis::longitude) : std::nullopt;
}

/// Whether the size of the values puts the latitude (or the northing) first; nothing when it may be either.
std::optional<bool> latitude_first_by_range(const Pair& pair) {
  const auto first = std::abs(pair.first.value);
  const auto second = std::abs(pair.second.value);
  if (first > most_longitude && second > most_longitude) {
    return first != second ? std::optional(first > second) : std::nullopt;
  }
  if (first > most_longitude || second > most_longitude || (first > most_latitude) == (second > most_latitude)) {
    return std::nullopt;
  }
  return second > most_latitude;
}

std::optional<Point> parse_pair_position(std::string_view text, PositionForm form) {
  const auto pair = parse_pair(text);
  if (!pair) {
    return std::nullopt;
  }
  const auto latitude_first = latitude_first_by_letters(*pair).value_or(form == PositionForm::lat_lon);
  const auto& latitude = latitude_first ? pair->first : pair->second;
  const auto& longitude = latitude_first ? pair->second : pair->first;
  if (latitude.in_degrees && std::abs(latitude.value) > most_latitude) {
    return std::nullopt;
  }
  return Point{longitude.value, latitude.value};
}

/// The numbers between the brackets of well-known text.
std::optional<Point> parse_wkt_numbers(std::string_view text, std::size_t fewest, std::size_t most) {
  Point point;
  std::size_t count = 0;
  TextCursor cursor(trimmed(text));
  while (!cursor.at_end()) {
    const auto token = cursor.rest().substr(0, cursor.rest().find_first_of(" \t\r\n"));
    const auto number = parse_number(token, NumberStyle{});
    if (!number || count == most) {
      return std::nullopt;
    }
    point.x = count == 0 ? *number : point.x;
    point.y = count == 1 ? *number : point.y;
    ++count;
    cursor.skip(token.size());
    cursor.spaces();
  }
  return count >= fewest ? std::optional(point) : std::nullopt;
}

std::optional<Point> parse_wkt(std::string_view text) {
  TextCursor cursor(trimmed(text));
  if (cursor.word("srid=") && (!cursor.digits(1, 9) || !cursor.one_of(";"))) {
    return std::nullopt;
  }
  cursor.spaces();
  if (!cursor.word("point")) {
    return std::nullopt;
  }
  cursor.spaces();
  std::size_t fewest = 2;
  std::size_t most = 4;
  if (cursor.word("zm")) {
    fewest = 4;
  } else if (cursor.word("z") || cursor.word("m")) {
    fewest = most = 3;
  }
  cursor.spaces();
  const auto rest = cursor.rest();
  return rest.starts_with('(') && rest.ends_with(')') ? parse_wkt_numbers(rest.substr(1, rest.size() - 2), fewest, most)
                                                      : std::nullopt;
}

std::optional<Point> parse_geojson(std::string_view text) {
  constexpr std::size_t longest_geojson = 4096;
  text = trimmed(text);
  if (!text.starts_with('{') || text.size() > longest_geojson) {
    return std::nullopt;
  }
  const auto geometry = nlohmann::json::parse(text, nullptr, false);
  if (!geometry.is_object() || !geometry.contains("type") || geometry["type"] != "Point" ||
      !geometry.contains("coordinates")) {
    return std::nullopt;
  }
  const auto& coordinates = geometry["coordinates"];
  if (!coordinates.is_array() || coordinates.size() < 2 ||
      !std::ranges::all_of(coordinates, [](const auto& value) { return value.is_number(); })) {
    return std::nullopt;
  }
  const Point point{coordinates[0].get<double>(), coordinates[1].get<double>()};
  return std::isfinite(point.x) && std::isfinite(point.y) ? std::optional(point) : std::nullopt;
}

/// What the pairs of a column say about the order of their coordinates.
struct Votes {
  std::size_t latitude_first = 0;
  std::size_t longitude_first = 0;
  std::string_view example_of_latitude_first;
  std::string_view example_of_longitude_first;

  void add(std::optional<bool> vote, std::string_view text) {
    if (vote) {
      auto& count = *vote ? latitude_first : longitude_first;
      auto& example = *vote ? example_of_latitude_first : example_of_longitude_first;
      example = count == 0 ? text : example;
      ++count;
    }
  }
  [[nodiscard]] bool decide() const { return latitude_first != longitude_first; }
};

void decide_order(std::span<const std::string_view> texts, PositionFinding& finding) {
  Votes by_letters;
  Votes by_range;
  std::size_t in_degrees = 0;
  std::string_view example;
  for (const auto text : texts) {
    if (const auto pair = parse_pair(text)) {
      by_letters.add(latitude_first_by_letters(*pair), text);
      by_range.add(latitude_first_by_range(*pair), text);
      in_degrees += pair->first.in_degrees && pair->second.in_degrees ? 1U : 0U;
      example = example.empty() ? text : example;
    }
  }
  finding.degrees = in_degrees * 2 > finding.readable;
  const auto& votes = by_letters.decide() ? by_letters : by_range;
  if (!votes.decide()) {
    finding.form = PositionForm::lat_lon;
    finding.why =
        fmt::format("latitude first taken, as people write it; nothing tells the order of '{}'", as_example(example));
    return;
  }
  const auto latitude_first = votes.latitude_first > votes.longitude_first;
  finding.form = latitude_first ? PositionForm::lat_lon : PositionForm::lon_lat;
  finding.why =
      fmt::format("{} first by the {}, as in '{}'", latitude_first ? "latitude" : "longitude",
                  &votes == &by_letters ? "letters" : "size of the numbers",
                  as_example(latitude_first ? votes.example_of_latitude_first : votes.example_of_longitude_first));
}

std::size_t count_empty(std::span<const std::string_view> texts) {
  return static_cast<std::size_t>(std::ranges::count_if(texts, [](auto text) { return trimmed(text).empty(); }));
}

}  // namespace

std::optional<Point> parse_position(std::string_view text, PositionForm form) {
  switch (form) {
    case PositionForm::lat_lon:
    case PositionForm::lon_lat:
      return parse_pair_position(text, form);
    case PositionForm::wkt:
      return parse_wkt(text);
    case PositionForm::geojson:
      return parse_geojson(text);
  }
  return std::nullopt;
}

std::optional<double> parse_degrees(std::string_view text) {
  const auto coordinate = parse_angle(text);
  return coordinate ? std::optional(coordinate->value) : std::nullopt;
}

PositionFinding find_position_form(std::span<const std::string_view> texts) {
  PositionFinding finding;
  finding.empty = count_empty(texts);
  const auto filled = texts.size() - finding.empty;
  if (filled == 0) {
    finding.why = "no text at all";
    return finding;
  }
  const auto readable_as = [&](PositionForm form) {
    return static_cast<std::size_t>(
        std::ranges::count_if(texts, [&](auto text) { return parse_position(text, form).has_value(); }));
  };
  constexpr std::array<PositionForm, 4> forms{PositionForm::lat_lon, PositionForm::lon_lat, PositionForm::wkt,
                                              PositionForm::geojson};
  auto best = forms[0];
  for (const auto form : forms) {
    if (const auto readable = readable_as(form); readable > finding.readable) {
      finding.readable = readable;
      best = form;
    }
  }
  if (finding.readable * 10 >= filled * 9) {
    finding.form = best;
    finding.why = best == PositionForm::wkt ? "well-known text, POINT (longitude latitude)" : "GeoJSON points";
    if (best == PositionForm::lat_lon || best == PositionForm::lon_lat) {
      decide_order(texts, finding);
      finding.readable = readable_as(*finding.form);
    }
  } else {
    finding.why = fmt::format("only {} of {} texts are positions", finding.readable, filled);
  }
  finding.unreadable = filled - finding.readable;
  return finding;
}

bool looks_like_degrees_minutes(std::span<const std::string_view> texts) {
  const auto filled = texts.size() - count_empty(texts);
  std::size_t readable = 0;
  std::size_t only_as_degrees = 0;
  for (const auto text : texts) {
    if (parse_degrees(text)) {
      ++readable;
      only_as_degrees += parse_number(text) ? 0U : 1U;
    }
  }
  return filled > 0 && readable * 10 >= filled * 9 && only_as_degrees * 2 > readable;
}

}  // namespace lykta
