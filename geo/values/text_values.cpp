#include "geo/values/text_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include <date/tz.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/values/date_style.hpp"
#include "geo/values/number_style.hpp"

namespace lykta {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view narrow_no_break_space = "\xE2\x80\xAF";

/// Whether the character is no part of any space; most are not, so this is asked first.
bool is_no_space(char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; }

/// Length of the space at the front of the text, 0 for none.
std::size_t leading_space(std::string_view text) {
  if (text.empty() || is_no_space(text.front())) {
    return 0;
  }
  if (text.starts_with(' ') || text.starts_with('\t') || text.starts_with('\r')) {
    return 1;
  }
  if (text.starts_with(no_break_space)) {
    return no_break_space.size();
  }
  return text.starts_with(narrow_no_break_space) ? narrow_no_break_space.size() : 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty() || is_no_space(text.back())) {
    return 0;
  }
  if (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) {
    return 1;
  }
  if (text.ends_with(no_break_space)) {
    return no_break_space.size();
  }
  return text.ends_with(narrow_no_break_space) ? narrow_no_break_space.size() : 0;
}

char lower_case_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::chrono::seconds whole_day = std::chrono::hours{24};

/// Minutes and seconds as far as they are written, behind the hours; a fraction of a second is read and dropped.
std::optional<std::chrono::seconds> take_minutes(TextCursor& cursor) {
  const auto separator = cursor.one_of(":.");
  if (!separator) {
    return std::chrono::seconds{0};
  }
  const auto minutes = cursor.digits(2, 2);
  int seconds = 0;
  if (minutes && cursor.one_of(std::string_view(&*separator, 1))) {
    const auto read = cursor.digits(2, 2);
    if (!read || (cursor.one_of(".,") && !cursor.digits(1, 9))) {
      return std::nullopt;
    }
    seconds = *read;
  }
  if (!minutes || *minutes > 59 || seconds > 59) {
    return std::nullopt;
  }
  return std::chrono::minutes{*minutes} + std::chrono::seconds{seconds};
}

enum class HalfOfDay : std::uint8_t { none, before_noon, after_noon };

/// "PM", "p.m.", "em" and the like, perhaps behind a space.
HalfOfDay take_half_of_day(TextCursor& cursor) {
  cursor.spaces();
  if (cursor.at_end()) {
    return HalfOfDay::none;
  }
  for (const std::string_view word : {"am", "a.m.", "a.m", "fm", "f.m.", "f.m"}) {
    if (cursor.word(word)) {
      return HalfOfDay::before_noon;
    }
  }
  for (const std::string_view word : {"pm", "p.m.", "p.m", "em", "e.m.", "e.m"}) {
    if (cursor.word(word)) {
      return HalfOfDay::after_noon;
    }
  }
  return HalfOfDay::none;
}

/// "2315", as a column of times of day writes it.
std::optional<std::chrono::seconds> parse_four_digits(std::string_view text) {
  TextCursor cursor(text);
  const auto hours = cursor.digits(2, 2);
  const auto minutes = hours ? cursor.digits(2, 2) : std::nullopt;
  if (!minutes || !cursor.at_end() || *minutes > 59) {
    return std::nullopt;
  }
  const auto total = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  return total > whole_day ? std::nullopt : std::optional<std::chrono::seconds>(total);
}

/// The fraction of a day with which a sheet stores a time of day. Two decimals would be hours and minutes.
std::optional<std::chrono::seconds> parse_fraction_of_day(std::string_view text) {
  constexpr std::size_t shortest = std::string_view("0.968").size();
  const auto has_exponent = text.find_first_of("eE") != std::string_view::npos;
  const auto is_fraction = (text.starts_with("0.") || text.starts_with("0,")) && text.size() >= shortest;
  const auto fraction = has_exponent || is_fraction ? parse_number(text) : std::nullopt;
  if (!fraction || *fraction < 0 || *fraction >= 1) {
    return std::nullopt;
  }
  return std::chrono::seconds{std::llround(*fraction * static_cast<double>(whole_day.count()))};
}

/// "PT23H15M30S": how a sheet of OpenDocument stores a time of day.
std::optional<std::chrono::seconds> take_stored_time(TextCursor& cursor) {
  const auto part = [&](std::string_view unit) {
    const auto value = cursor.digits(1, 2);
    if (unit == "S" && cursor.one_of(".,")) {
      static_cast<void>(cursor.digits(0, 9));
    }
    return value && cursor.one_of(unit) ? value : std::nullopt;
  };
  if (!cursor.one_of("P") || !cursor.one_of("T")) {
    return std::nullopt;
  }
  const auto hours = part("H");
  const auto minutes = hours ? part("M") : std::nullopt;
  const auto seconds = minutes ? part("S") : std::nullopt;
  if (!seconds || *minutes > 59 || *seconds > 59) {
    return std::nullopt;
  }
  const auto total = std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds};
  return total > whole_day ? std::nullopt : std::optional<std::chrono::seconds>(total);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  if (text.empty() || (is_no_space(text.front()) && is_no_space(text.back()))) {
    return text;
  }
  while (const auto length = leading_space(text)) {
    text.remove_prefix(length);
  }
  while (const auto length = trailing_space(text)) {
    text.remove_suffix(length);
  }
  return text;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    auto& c = result[i];
    c = lower_case_letter(c);
    if (i > 0 && result[i - 1] == '\xC3' && static_cast<unsigned char>(c) >= 0x80 &&
        static_cast<unsigned char>(c) <= 0x9E && c != '\x97') {
      c = static_cast<char>(static_cast<unsigned char>(c) + 0x20);  // À to Þ, but not the multiplication sign
    }
  }
  return result;
}

std::string as_example(std::string_view text) {
  constexpr std::size_t longest = 60;
  text = trimmed(text);
  if (text.size() <= longest) {
    return std::string(text);
  }
  auto length = longest;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    --length;  // within a character of UTF-8
  }
  return std::string(text.substr(0, length)) + "...";
}

bool TextCursor::word(std::string_view lower_case_word) {
  if (rest_.size() < lower_case_word.size() ||
      !std::ranges::equal(rest_.substr(0, lower_case_word.size()), lower_case_word, {},
                          [](char c) { return lower_case_letter(c); })) {
    return false;
  }
  rest_.remove_prefix(lower_case_word.size());
  return true;
}

bool TextCursor::spaces() {
  const auto before = rest_.size();
  while (const auto length = leading_space(rest_)) {
    rest_.remove_prefix(length);
  }
  return rest_.size() < before;
}

std::optional<double> parse_number(std::string_view text) {
  const auto number = parse_number(text, {.decimal = '.', .thousands = ' '});
  return number ? number : parse_number(text, {.decimal = ',', .thousands = ' '});
}

std::optional<std::chrono::seconds> parse_clock_time(std::string_view text) {
  TextCursor cursor(trimmed(text));
  const auto says_clock = cursor.word("kl");
  if (says_clock) {
    static_cast<void>(cursor.one_of("."));
    cursor.spaces();
  }
  auto hours = cursor.digits(1, 2);
  const auto hours_alone = !cursor.rest().starts_with(':') && !cursor.rest().starts_with('.');
  const auto minutes = hours ? take_minutes(cursor) : std::nullopt;
  const auto half = take_half_of_day(cursor);
  if (!minutes || !cursor.at_end() || (hours_alone && !says_clock && half == HalfOfDay::none)) {
    return std::nullopt;
  }
  if (half != HalfOfDay::none) {
    if (*hours < 1 || *hours > 12) {
      return std::nullopt;
    }
    hours = *hours % 12 + (half == HalfOfDay::after_noon ? 12 : 0);
  }
  const auto total = std::chrono::hours{*hours} + *minutes;
  return total > whole_day ? std::nullopt : std::optional<std::chrono::seconds>(total);
}

std::optional<double> parse_count(std::string_view text) {
  for (const auto thousands : {',', '.'}) {
    const auto decimal = thousands == ',' ? '.' : ',';
    if (text.find(thousands) != std::string_view::npos && text.find(decimal) == std::string_view::npos) {
      if (const auto number = parse_number(text, NumberStyle{.decimal = decimal, .thousands = thousands})) {
        return number;
      }
    }
  }
  return parse_number(text);
}

std::optional<std::chrono::seconds> parse_time_of_day(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("PT")) {
    TextCursor cursor(text);
    const auto time = take_stored_time(cursor);
    return time && cursor.at_end() ? time : std::nullopt;
  }
  if (const auto time = parse_clock_time(text)) {
    return time;
  }
  const auto time = parse_four_digits(text);
  return time ? time : parse_fraction_of_day(text);
}

std::optional<WrittenTime> parse_date_time(std::string_view text) { return parse_date_time(text, DateStyle{}); }

void check_time_zone(const std::string& time_zone) {
  try {
    static_cast<void>(date::locate_zone(time_zone));
  } catch (const std::runtime_error&) {
    throw InvalidOption(fmt::format("unknown time zone '{}': give a name such as Europe/Stockholm", time_zone));
  }
}

LocalTime in_zone(LocalTime written, std::chrono::seconds utc_offset, const std::string& time_zone) {
  check_time_zone(time_zone);
  const auto* zone = date::locate_zone(time_zone);
  const date::sys_seconds utc{written.time_since_epoch() - utc_offset};
  return LocalTime{zone->to_local(utc).time_since_epoch()};
}

}  // namespace lykta
