#include "geo/format/sheet_dates.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace lykta {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Bytes of the UTF-8 character that begins with this one.
std::size_t length_of_character(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0xC0 ? 1 : (byte < 0xE0 ? 2 : (byte < 0xF0 ? 3 : 4));
}

/// Reads the first section of a number format and gathers the kinds of its date letters in their order.
class FormatCode {
 public:
  explicit FormatCode(std::string_view code) : rest_(code) {}

  ShownTime shown() {
    while (!rest_.empty() && rest_.front() != ';') {
      take();
    }
    end_word();
    return is_number_ ? ShownTime{} : summary();
  }

 private:
  /// One thing from the front of the code: what is quoted, escaped, padding or in brackets, a letter or a sign.
  void take() {
    const auto c = rest_.front();
    if (c == '"') {
      skip_to('"');
    } else if (c == '[') {
      take_brackets();
    } else if (c == '\\' || c == '_' || c == '*') {
      end_word();
      skip(rest_.size() > 1 ? 1 + length_of_character(rest_[1]) : 1);
    } else if (starts_with("am/pm") || starts_with("a/p")) {
      end_word();
      kinds_ += 'h';
      skip(starts_with("am/pm") ? 5 : 3);
    } else if (rest_.starts_with("å") || rest_.starts_with("Å")) {
      word_ += 'y';
      rest_.remove_prefix(length_of_character(c));
    } else if (lower(c) >= 'a' && lower(c) <= 'z') {
      word_ += lower(c) == 't' ? 'h' : lower(c);
      rest_.remove_prefix(1);
    } else {
      take_sign(c);
    }
  }

  /// A sign between words. Places for digits belong to a number, unless they show parts of a second.
  void take_sign(char c) {
    end_word();
    const auto behind_second = behind_second_;
    skip(length_of_character(c));
    if (c == '0' || c == '#' || c == '?') {
      is_number_ = is_number_ || !(c == '0' && in_fraction_);
    } else {
      in_fraction_ = behind_second && (c == '.' || c == ',');
    }
  }

  /// "[h]" counts hours on; a colour, a condition and a language tell nothing about dates.
  void take_brackets() {
    end_word();
    const auto inside = rest_.substr(1, std::min(rest_.size(), rest_.find(']')) - 1);
    const auto unit = inside.empty() ? '\0' : lower(inside.front());
    const auto alike = std::ranges::all_of(inside, [&](char c) { return lower(c) == unit; });
    skip_to(']');
    if (alike && (unit == 'h' || unit == 't' || unit == 'm' || unit == 's')) {
      elapsed_ = true;
      kinds_ += unit == 't' ? 'h' : unit;
      behind_second_ = unit == 's';
    }
  }

  /// A word counts when it is made of date letters only: "UTC" and "Standard" are none, "yyyymmdd" is one.
  void end_word() {
    if (word_.empty()) {
      return;
    }
    const auto is_date_word = word_.find_first_not_of("ydhms") == std::string::npos;
    for (std::size_t i = 0; is_date_word && i < word_.size(); ++i) {
      if (i + 1 == word_.size() || word_[i + 1] != word_[i]) {
        const auto is_name = i >= 2 && word_[i] == 'm' && word_[i - 1] == 'm' && word_[i - 2] == 'm';
        kinds_ += is_name ? 'M' : word_[i];
      }
    }
    behind_second_ = is_date_word && word_.back() == 's';
    word_.clear();
  }

  /// Past the next of these signs, from the one at the front on.
  void skip_to(char closing) {
    end_word();
    const auto end = rest_.find(closing, 1);
    skip(end == std::string_view::npos ? rest_.size() : end + 1);
  }

  void skip(std::size_t bytes) {
    rest_.remove_prefix(std::min(bytes, rest_.size()));
    behind_second_ = false;
  }

  [[nodiscard]] bool starts_with(std::string_view small_letters) const {
    return rest_.size() >= small_letters.size() &&
           std::ranges::equal(rest_.substr(0, small_letters.size()), small_letters, {}, lower);
  }

  [[nodiscard]] ShownTime summary() const {
    ShownTime shown{false, false, elapsed_};
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      const auto kind = kinds_[i];
      const auto is_minute = kind == 'm' && ((i > 0 && kinds_[i - 1] == 'h') ||
                                             (i + 1 < kinds_.size() && kinds_[i + 1] == 's') || elapsed_);
      const auto is_time = kind == 'h' || kind == 's' || is_minute;
      shown.time_of_day = shown.time_of_day || is_time;
      shown.date = shown.date || !is_time;
    }
    return shown;
  }

  std::string_view rest_;
  std::string word_;
  std::string kinds_;  ///< y, d, h, m, s in the order of the code; M for a month's name
  bool elapsed_ = false;
  bool is_number_ = false;
  bool behind_second_ = false;  ///< the sign before was a second's letter
  bool in_fraction_ = false;    ///< the zeros that follow are parts of a second
};

std::string clock_text(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

constexpr std::int64_t seconds_per_day = 86400;

/// A day with its time of day, as far as there is one or the format shows it.
std::string moment_text(std::chrono::local_days day, std::int64_t second_of_day, ShownTime shown) {
  const std::chrono::year_month_day date(day);
  const auto text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                static_cast<unsigned>(date.day()));
  return second_of_day == 0 && !shown.time_of_day ? text : text + " " + clock_text(second_of_day);
}

/// The day of a whole number of days; nothing where there is none.
std::optional<std::chrono::local_days> day_of(std::int64_t number, bool from_1904) {
  using namespace std::chrono;
  constexpr auto last = local_days{year{9999} / December / 31};
  constexpr std::int64_t false_leap_day = 60;
  auto first = local_days{year{1904} / January / 1};
  if (!from_1904) {
    if (number < 1 || number == false_leap_day) {
      return std::nullopt;
    }
    first = local_days{year{1899} / December / (number < false_leap_day ? 31 : 30)};
  }
  const auto day = first + days{number};
  return number < 0 || day > last ? std::nullopt : std::optional(day);
}

/// Digits at the front of the text, just so many, and the sign behind them, if there is to be one.
std::optional<int> take_digits(std::string_view& text, std::size_t count, std::string_view sign = {}) {
  int value = 0;
  if (text.size() < count + sign.size() || !text.substr(count).starts_with(sign) || text.front() == '-') {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
  if (error != std::errc{} || end != text.data() + count) {
    return std::nullopt;
  }
  text.remove_prefix(count + sign.size());
  return value;
}

/// "2024-03-01" at the front of the text; nothing, and the text as it was, for other text and days that are none.
std::optional<std::chrono::local_days> take_iso_day(std::string_view& text) {
  auto rest = text;
  const auto year = take_digits(rest, 4, "-");
  const auto month = year ? take_digits(rest, 2, "-") : std::nullopt;
  const auto day = month ? take_digits(rest, 2) : std::nullopt;
  if (!day) {
    return std::nullopt;
  }
  const auto date = std::chrono::year{*year} / *month / *day;
  if (!date.ok()) {
    return std::nullopt;
  }
  text = rest;
  return std::chrono::local_days{date};
}

/// "23:15", "23:15:30" or "23:15:30.25" at the front of the text as seconds after midnight, rounded.
std::optional<std::int64_t> take_iso_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2, ":");
  const auto minute = hour ? take_digits(text, 2) : std::nullopt;
  if (!minute || *hour > 24 || *minute > 59) {
    return std::nullopt;
  }
  std::int64_t seconds = *hour * 3600 + *minute * 60;
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    const auto second = take_digits(text, 2);
    if (!second || *second > 59) {
      return std::nullopt;
    }
    seconds += *second;
  }
  if (text.starts_with('.') || text.starts_with(',')) {
    seconds += text.size() > 1 && text[1] >= '5' && text[1] <= '9' ? 1 : 0;
    text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
  }
  return seconds <= seconds_per_day ? std::optional(seconds) : std::nullopt;
}

}  // namespace

ShownTime shown_by_code(std::string_view code) { return FormatCode(code).shown(); }

ShownTime shown_by_builtin(int format) {
  constexpr ShownTime date{true, false, false};
  constexpr ShownTime time{false, true, false};
  if (format == 22) {
    return {true, true, false};
  }
  if (format == 46) {
    return {false, true, true};
  }
  if ((format >= 18 && format <= 21) || format == 32 || format == 33 || format == 45 || format == 47) {
    return time;
  }
  const auto is_date =
      (format >= 14 && format <= 17) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
  return is_date ? date : ShownTime{};
}

std::optional<std::string> date_text(double days, ShownTime shown, bool from_1904) {
  constexpr double days_to_10000 = 2958466;
  if (!(days >= 0 && days < days_to_10000)) {
    return std::nullopt;
  }
  const std::int64_t seconds = std::llround(days * static_cast<double>(seconds_per_day));
  const auto is_time_only = shown.time_of_day && !shown.date;
  const auto has_no_day = !from_1904 && seconds > 0;  // only below one day
  if ((shown.elapsed && !shown.date) || (days < 1 && (is_time_only || has_no_day))) {
    return clock_text(seconds);
  }
  const auto day = day_of(seconds / seconds_per_day, from_1904);
  return day ? std::optional(moment_text(*day, seconds % seconds_per_day, shown)) : std::nullopt;
}

std::string iso_date_text(std::string_view written, ShownTime shown) {
  auto rest = written;
  const auto day = take_iso_day(rest);
  if (day && rest.empty()) {
    return moment_text(*day, 0, shown);
  }
  if (rest.starts_with('T') || (day && rest.starts_with(' '))) {
    rest.remove_prefix(1);
  }
  const auto second = take_iso_clock(rest);
  const auto states_offset = rest.starts_with('Z') || rest.starts_with('+') || rest.starts_with('-');
  if (!second || !(rest.empty() || (day && states_offset))) {
    return std::string(written);
  }
  if (!day) {
    return clock_text(*second);
  }
  const auto shown_here = shown.any() && !states_offset ? shown : ShownTime{true, true, false};
  return moment_text(*day + std::chrono::days{*second / seconds_per_day}, *second % seconds_per_day, shown_here) +
         std::string(rest);
}

}  // namespace lykta
