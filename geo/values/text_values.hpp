// What number, what moment does a piece of text mean?
//
// Strict on purpose: text that is not wholly understood is no value, so that it is counted and shown and not guessed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/events/time_window.hpp"

namespace lykta {

/// Text without spaces, tabs and no-break spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Lower case, Swedish letters included (UTF-8).
[[nodiscard]] std::string lower_case(std::string_view text);

/// The text as an example in a message: trimmed, and cut at a whole character ("...") when it has more than 60 bytes.
[[nodiscard]] std::string as_example(std::string_view text);

/// Reads from the front of a text, part by part. The text must outlive it.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : rest_(text) {}

  /// How many digits stand in front.
  [[nodiscard]] std::size_t digits_ahead() const {
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') {
      ++length;
    }
    return length;
  }

  /// A whole number of `fewest` to `most` digits; at most 9. More digits than that stay in the rest.
  std::optional<int> digits(std::size_t fewest, std::size_t most) {
    const auto length = std::min(digits_ahead(), most);
    if (length < fewest) {
      return std::nullopt;
    }
    int value = 0;
    for (const auto digit : rest_.substr(0, length)) {
      value = value * 10 + (digit - '0');
    }
    rest_.remove_prefix(length);
    return value;
  }

  std::optional<char> one_of(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
      return std::nullopt;
    }
    const auto found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }

  /// Whether this word, given in lower case, stood in front in whatever case (of the letters a to z).
  bool word(std::string_view lower_case_word);

  /// Whether spaces of any kind stood in front.
  bool spaces();

  void skip(std::size_t length) { rest_.remove_prefix(length); }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// A number with decimal point or decimal comma, perhaps with spaces or no-break spaces between thousands: "1 234,5".
/// Nothing for anything else, NaN and infinities included. Where a whole column is at hand, find_number_style says
/// more about its decimal sign.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// A count, where a point or comma before just three digits stands between thousands: "1,234" and "1.234.567" people.
/// Nothing as parse_number.
[[nodiscard]] std::optional<double> parse_count(std::string_view text);

/// A stretch of time as written down: a month is a month long, a date a day, "23:15" a moment.
/// `utc_offset` is set when the text states its offset from UTC ("Z", "+01", "+0100", "+01:00").
struct WrittenTime {
  TimeSpan span;
  std::optional<std::chrono::seconds> utc_offset;
};

/// A date that needs no knowledge of its column: the year first ("2024-03-01", "2024-03", "20240301") or the month by
/// name, perhaps with a time of day, perhaps with an offset. The same as parse_date_time(text, DateStyle{}), see
/// date_style.hpp. Nothing for other forms and for days that do not exist.
[[nodiscard]] std::optional<WrittenTime> parse_date_time(std::string_view text);

/// A time of day that shows itself to be one, so that it may stand behind a date: "23:15", "9:36:54", "23.15",
/// "kl 23.15", "kl. 23", "11:15 PM", "11 p.m.", "9.15 fm" (förmiddag, AM), "9.15 em" (eftermiddag, PM). Seconds after
/// midnight, at most 24:00; a fraction of a second is dropped. Hours with a half of the day run from 1 to 12, and 12 is
/// the first of its half (12 AM is midnight).
[[nodiscard]] std::optional<std::chrono::seconds> parse_clock_time(std::string_view text);

/// A time of day in a column of its own: as parse_clock_time, further "2315" and "0915" (four digits), "PT23H15M30S"
/// (as ODS stores a time) and the fraction of a day of a sheet, "0.96875", rounded to the second.
/// "0.25" is 25 minutes past midnight: a fraction has three decimals or more, or an exponent ("9.027E-2").
[[nodiscard]] std::optional<std::chrono::seconds> parse_time_of_day(std::string_view text);

/// Wall-clock time in a zone ("Europe/Stockholm") of a time that states its offset. Throws InvalidOption for an
/// unknown zone.
[[nodiscard]] LocalTime in_zone(LocalTime written, std::chrono::seconds utc_offset, const std::string& time_zone);

/// Throws InvalidOption unless the zone is in the system's time-zone database.
void check_time_zone(const std::string& time_zone);

}  // namespace lykta
