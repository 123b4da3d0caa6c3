#include "geo/values/coordinate_pair.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "geo/values/number_style.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

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

/// The first of the words that stands in front, and no other letter behind it.
bool take_word_of(TextCursor& cursor, std::span<const std::string_view> words) {
  for (const auto word : words) {
    auto ahead = cursor;
    if (ahead.word(word)) {
      const auto behind = ahead.rest().empty() ? ' ' : ahead.rest().front();
      const auto is_letter = (behind >= 'a' && behind <= 'z') || (behind >= 'A' && behind <= 'Z');
      if (!is_letter && static_cast<unsigned char>(behind) < 0xC3) {
        cursor = ahead;
        return true;
      }
    }
  }
  return false;
}

/// The degree sign and its look-alikes (masculine ordinal, ring above), or a word.
bool take_degree_sign(TextCursor& cursor) {
  constexpr std::array<std::string_view, 3> signs{"\xC2\xB0", "\xC2\xBA", "\xCB\x9A"};
  constexpr std::array<std::string_view, 4> words{"grader", "degrees", "deg", "d"};
  if (take_one_of(cursor, signs)) {
    return true;
  }
  auto ahead = cursor;
  ahead.spaces();
  if (take_word_of(ahead, words)) {
    cursor = ahead;
    return true;
  }
  return false;
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
  constexpr std::array<std::string_view, 4> words{"sekunder", "seconds", "sek", "sec"};
  if (take_one_of(cursor, signs)) {
    return true;
  }
  auto ahead = cursor;
  ahead.spaces();
  if (take_word_of(ahead, words)) {
    cursor = ahead;
    return true;
  }
  // "6.7s N", but not "6.7 S", which is south.
  constexpr std::array<std::string_view, 1> letter{"s"};
  if (take_word_of(ahead, letter) && !trimmed(ahead.rest()).empty()) {
    cursor = ahead;
    return true;
  }
  return false;
}

bool take_minute_sign(TextCursor& cursor) {
  constexpr std::array<std::string_view, 5> signs{"'", "\xE2\x80\xB2", "\xE2\x80\x99", "\xE2\x80\x98", "\xC2\xB4"};
  constexpr std::array<std::string_view, 4> words{"minuter", "minutes", "min", "m"};
  if (!cursor.rest().starts_with("''") && take_one_of(cursor, signs)) {
    return true;
  }
  auto ahead = cursor;
  ahead.spaces();
  if (take_word_of(ahead, words)) {
    cursor = ahead;
    return true;
  }
  return false;
}

struct Hemisphere {
  CoordinateAxis axis;
  double sign;
  bool is_axis_alone = false;  ///< "lat", "lon": the number may have a sign
};

std::optional<Hemisphere> take_hemisphere(TextCursor& cursor) {
  constexpr std::array<std::string_view, 4> east{"\xC3\x96st", "\xC3\xB6st", "\xC3\x96", "\xC3\xB6"};  // Öst, öst, Ö, ö
  constexpr std::array<std::string_view, 3> north{"north", "nord", "norr"};
  constexpr std::array<std::string_view, 4> south{"south", "syd",
                                                  "s\xC3\xB6"
                                                  "der",
                                                  "S\xC3\x96"
                                                  "DER"};
  constexpr std::array<std::string_view, 2> east_word{"east", "ost"};
  constexpr std::array<std::string_view, 3> west{"west", "v\xC3\xA4st", "V\xC3\x84ST"};
  if (take_word_of(cursor, north) || cursor.word("n")) {
    return Hemisphere{CoordinateAxis::latitude, 1};
  }
  if (take_word_of(cursor, south) || cursor.word("s")) {
    return Hemisphere{CoordinateAxis::latitude, -1};
  }
  if (take_word_of(cursor, east_word) || cursor.word("e") || take_one_of(cursor, east)) {
    return Hemisphere{CoordinateAxis::longitude, 1};
  }
  if (take_word_of(cursor, west) || cursor.word("w") || cursor.word("v")) {
    return Hemisphere{CoordinateAxis::longitude, -1};
  }
  return std::nullopt;
}

/// A letter or a word in front of a coordinate, perhaps with a colon or an equals sign behind it.
std::optional<Hemisphere> take_label(TextCursor& cursor) {
  constexpr std::array<std::string_view, 3> latitude{"latitude", "latitud", "lat"};
  constexpr std::array<std::string_view, 5> longitude{"longitude", "longitud", "long", "lon", "lng"};
  auto label = take_word_of(cursor, latitude)    ? std::optional(Hemisphere{CoordinateAxis::latitude, 1, true})
               : take_word_of(cursor, longitude) ? std::optional(Hemisphere{CoordinateAxis::longitude, 1, true})
                                                 : take_hemisphere(cursor);
  if (label) {
    cursor.spaces();
    cursor.one_of(":=");
    cursor.spaces();
  }
  return label;
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
  bool is_plain = true;            ///< neither sign nor minutes: the same as a number
  bool needs_letter = false;       ///< without one it may as well be a date, or one number
  std::optional<double> digits{};  ///< the number that it would be without its letter
};

/// The size of an angle: "56°12'25.0\"", "56 12 25", "15:16.967", "56-12.1", "56.2069". Signs of the parts may be missing, or
/// the parts stand apart by spaces, colons or dashes.
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
    const auto separator = !has_sign && !has_space && i + 1 < signs.size() ? cursor.one_of(":-") : std::nullopt;
    needs_part = separator.has_value();
    degrees.needs_letter = degrees.needs_letter || separator == '-';
    if (!has_sign && !has_space && !needs_part) {
      break;
    }
  }
  return degrees;
}

/// "5612.1125", "561207", "01516.44": nothing stands between degrees, minutes and seconds.
std::optional<Degrees> take_run_together(TextCursor& cursor) {
  constexpr std::size_t fewest_digits = 4;
  constexpr std::size_t most_digits = 7;
  const auto whole = cursor.digits_ahead();
  if (whole < fewest_digits || whole > most_digits) {
    return std::nullopt;
  }
  const auto text = cursor.rest();
  auto ahead = cursor;
  ahead.skip(whole);
  if (auto behind = ahead; behind.one_of(".,") && behind.digits_ahead() > 0) {
    behind.skip(behind.digits_ahead());
    ahead = behind;
  }
  const auto written = text.substr(0, text.size() - ahead.rest().size());
  const auto value = parse_run_together(written);
  if (!value) {
    return std::nullopt;
  }
  cursor = ahead;
  return Degrees{.value = *value, .is_plain = false, .needs_letter = true, .digits = parse_plain(written)};
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
  const auto angle = parse_angle(text);
  return angle ? angle : parse_lettered_metres(text);
}

/// Degrees beside metres are no position, unless their digits can be metres too.
std::optional<CoordinatePair> of_one_unit(CoordinatePair pair) {
  const auto metres = [](const Coordinate& each) {
    return each.in_metres || (!each.in_degrees && each.value > most_longitude);
  };
  for (auto* const each : {&pair.first, &pair.second}) {
    const auto& other = each == &pair.first ? pair.second : pair.first;
    if (each->in_degrees && metres(other)) {
      if (!each->as_metres) {
        return std::nullopt;
      }
      *each = {.value = *each->as_metres, .axis = each->axis, .in_metres = true};
    }
  }
  return pair;
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
    const auto pair = second ? of_one_unit({*first, *second}) : std::nullopt;
    if (pair) {
      ++found_;
      pair_ = *pair;
    }
  }
  [[nodiscard]] std::optional<CoordinatePair> pair() const { return found_ == 1 ? std::optional(pair_) : std::nullopt; }

 private:
  CoordinatePair pair_;
  int found_ = 0;
};

/// Two numbers with one sign or with spaces between them. The decimal comma makes "56,2 15,3" look like "56" and
/// "2° 15.3'", so plain numbers are looked for before all else.
std::optional<CoordinatePair> parse_two_numbers(std::string_view text) {
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
      return CoordinatePair{{.value = *first}, {.value = *second}};
    }
  }
  return std::nullopt;
}

/// All ways to take the text apart: at signs and spaces, and behind a letter ("56°12'25\"N15°16'58\"E").
std::optional<CoordinatePair> parse_two_coordinates(std::string_view text) {
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
        if (separator_length(text.substr(i - 1)) == 0) {
          split.try_at(text.substr(0, i), text.substr(i));  // "N56°12'E15°16'"
        }
      }
      i += length - 1;
    }
  }
  return split.pair();
}

}  // namespace

std::optional<double> parse_run_together(std::string_view text) {
  TextCursor cursor(trimmed(text));
  const auto is_negative = take_minus(cursor);
  constexpr std::size_t most_digits = 7;
  constexpr std::size_t most_of_minutes = 5;
  const auto whole = cursor.digits_ahead();
  const auto number = whole >= 1 && whole <= most_digits ? parse_plain(cursor.rest()) : std::nullopt;
  if (!number || *number < 0) {
    return std::nullopt;
  }
  constexpr double hundred = 100;
  constexpr double sixty = 60;
  auto seconds = 0.0;
  auto minutes = *number;
  if (whole > most_of_minutes) {
    seconds = std::fmod(*number, hundred);
    minutes = std::floor(*number / hundred);
  }
  const auto degrees = std::floor(minutes / hundred);
  minutes -= hundred * degrees;
  if (minutes >= sixty || seconds >= sixty || degrees > most_longitude) {
    return std::nullopt;
  }
  const auto value = degrees + minutes / sixty + seconds / (sixty * sixty);
  return is_negative ? -value : value;
}

std::optional<Coordinate> parse_lettered_metres(std::string_view text) {
  constexpr double fewest_metres = 1000;
  TextCursor cursor(trimmed(text));
  auto hemisphere = take_label(cursor);
  auto number = cursor.rest();
  if (!hemisphere) {
    // The letter stands behind: as few bytes at the end as make one.
    constexpr std::size_t longest_word = 6;
    for (std::size_t length = 1; length <= longest_word && length < number.size() && !hemisphere; ++length) {
      TextCursor end(number.substr(number.size() - length));
      const auto found = take_hemisphere(end);
      if (found && end.at_end()) {
        hemisphere = found;
        number = trimmed(number.substr(0, number.size() - length));
      }
    }
  }
  if (!hemisphere || hemisphere->sign < 0) {
    return std::nullopt;
  }
  if (number.ends_with('m')) {
    number = trimmed(number.substr(0, number.size() - 1));
  }
  // A comma at the end stands between two coordinates.
  const auto ends_well = !number.empty() && number.back() >= '0' && number.back() <= '9';
  const auto metres = ends_well ? parse_number(number) : std::nullopt;
  return metres && *metres >= fewest_metres
             ? std::optional(Coordinate{.value = *metres, .axis = hemisphere->axis, .in_metres = true})
             : std::nullopt;
}

std::optional<Coordinate> parse_angle(std::string_view text) {
  TextCursor cursor(trimmed(text));
  auto hemisphere = take_label(cursor);
  const auto is_negative = take_minus(cursor);
  const auto has_sign = is_negative || cursor.one_of("+");
  auto degrees = take_run_together(cursor);
  if (degrees && !hemisphere) {
    // Sentences of receivers put a comma between: "5612.1125,N".
    cursor.one_of(",");
  } else if (!degrees) {
    degrees = take_angle(cursor);
  }
  if (!degrees) {
    return std::nullopt;
  }
  cursor.spaces();
  if (!hemisphere || hemisphere->is_axis_alone) {
    if (const auto behind = take_hemisphere(cursor)) {
      hemisphere = behind;
    }
  }
  const auto most = hemisphere && hemisphere->axis == CoordinateAxis::latitude ? most_latitude : most_longitude;
  const auto contradicts = hemisphere && !hemisphere->is_axis_alone && has_sign;
  if (!cursor.at_end() || contradicts || degrees->value > most || (degrees->needs_letter && !hemisphere)) {
    return std::nullopt;
  }
  const auto sign = is_negative ? -1.0 : hemisphere ? hemisphere->sign : 1.0;
  return Coordinate{.value = sign * degrees->value,
                    .axis = hemisphere ? hemisphere->axis : CoordinateAxis::unknown,
                    .in_degrees = hemisphere || !degrees->is_plain,
                    .as_metres = degrees->digits};
}

std::optional<CoordinatePair> parse_pair(std::string_view text) {
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
  return pair && (pair->first.axis == CoordinateAxis::unknown || pair->first.axis != pair->second.axis) ? pair
                                                                                                        : std::nullopt;
}

std::optional<bool> latitude_first_by_letters(const CoordinatePair& pair) {
  if (pair.first.axis != CoordinateAxis::unknown) {
    return pair.first.axis == CoordinateAxis::latitude;
  }
  return pair.second.axis != CoordinateAxis::unknown ? std::optional(pair.second.axis == CoordinateAxis::longitude)
                                                     : std::nullopt;
}

std::optional<bool> latitude_first_by_range(const CoordinatePair& pair) {
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

}  // namespace lykta
