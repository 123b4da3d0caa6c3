#include "geo/read/text_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <date/tz.h>
#include <fmt/format.h>

#include "engine/error.hpp"

namespace lykta {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view narrow_no_break_space = "\xE2\x80\xAF";

/// Length of the space at the front of the text, 0 for none.
std::size_t leading_space(std::string_view text) {
  if (text.starts_with(' ') || text.starts_with('\t') || text.starts_with('\r')) {
    return 1;
  }
  if (text.starts_with(no_break_space)) {
    return no_break_space.size();
  }
  return text.starts_with(narrow_no_break_space) ? narrow_no_break_space.size() : 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) {
    return 1;
  }
  if (text.ends_with(no_break_space)) {
    return no_break_space.size();
  }
  return text.ends_with(narrow_no_break_space) ? narrow_no_break_space.size() : 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a space between these two stands between thousands: digits before it, just three behind it.
bool separates_thousands(std::string_view before, std::string_view behind) {
  const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(behind, is_digit) - behind.begin());
  return digits == 3 && !before.empty() && is_digit(before.back()) && before.find('.') == std::string_view::npos;
}

/// Reads from the front of a text, part by part.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  /// A whole number of `fewest` to `most` digits.
  std::optional<int> digits(std::size_t fewest, std::size_t most) {
    std::size_t length = 0;
    while (length < most && length < rest_.size() && is_digit(rest_[length])) {
      ++length;
    }
    if (length < fewest) {
      return std::nullopt;
    }
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + length, value);
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

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Hours, minutes and perhaps seconds from the front of the text; a fraction of a second is read and dropped.
std::optional<std::chrono::seconds> take_time_of_day(Cursor& cursor) {
  const auto hours = cursor.digits(1, 2);
  const auto separator = hours ? cursor.one_of(":.") : std::nullopt;
  const auto minutes = separator ? cursor.digits(2, 2) : std::nullopt;
  if (!minutes) {
    return std::nullopt;
  }
  int seconds = 0;
  if (cursor.one_of(std::string_view(&*separator, 1))) {
    const auto read = cursor.digits(2, 2);
    if (!read) {
      return std::nullopt;
    }
    seconds = *read;
    if (cursor.one_of(".,") && !cursor.digits(1, 9)) {
      return std::nullopt;
    }
  }
  const auto total = std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{seconds};
  if (*minutes > 59 || seconds > 59 || total > std::chrono::hours{24}) {
    return std::nullopt;
  }
  return total;
}

/// "PT23H15M30S": how a sheet of OpenDocument stores a time of day.
std::optional<std::chrono::seconds> take_stored_time(Cursor& cursor) {
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
  return total > std::chrono::hours{24} ? std::nullopt : std::optional<std::chrono::seconds>(total);
}

/// "Z", "+01", "+0100", "-05:30" at the front of the text.
std::optional<std::chrono::seconds> take_utc_offset(Cursor& cursor) {
  if (cursor.one_of("Zz")) {
    return std::chrono::seconds{0};
  }
  const auto sign = cursor.one_of("+-");
  const auto hours = sign ? cursor.digits(2, 2) : std::nullopt;
  if (!hours || *hours > 14) {
    return std::nullopt;
  }
  int minutes = 0;
  const auto colon = cursor.one_of(":");
  if (colon || !cursor.at_end()) {
    const auto read = cursor.digits(2, 2);
    if (!read || *read > 59) {
      return std::nullopt;
    }
    minutes = *read;
  }
  const auto offset = std::chrono::hours{*hours} + std::chrono::minutes{minutes};
  return *sign == '-' ? -offset : offset;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
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
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    } else if (i > 0 && result[i - 1] == '\xC3' && static_cast<unsigned char>(c) >= 0x80 &&
               static_cast<unsigned char>(c) <= 0x9E && c != '\x97') {
      c = static_cast<char>(static_cast<unsigned char>(c) + 0x20);  // À to Þ, but not the multiplication sign
    }
  }
  return result;
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (const auto space = leading_space(text.substr(i))) {
      i += space;
      if (!separates_thousands(plain, text.substr(i))) {
        return std::nullopt;
      }
      continue;
    }
    plain.push_back(text[i] == ',' ? '.' : text[i]);
    ++i;
  }
  if (plain.starts_with("+-")) {
    return std::nullopt;
  }
  const std::string_view digits = plain.starts_with('+') ? std::string_view(plain).substr(1) : plain;
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::chrono::seconds> parse_time_of_day(std::string_view text) {
  Cursor cursor(trimmed(text));
  const auto time = cursor.rest().starts_with("PT") ? take_stored_time(cursor) : take_time_of_day(cursor);
  return time && cursor.at_end() ? time : std::nullopt;
}

std::optional<WrittenTime> parse_date_time(std::string_view text) {
  using namespace std::chrono;
  Cursor cursor(trimmed(text));
  const auto written_year = cursor.digits(4, 4);
  const auto separator = written_year ? cursor.one_of("-/") : std::nullopt;
  const auto written_month = separator ? cursor.digits(1, 2) : std::nullopt;
  if (!written_month || *written_month < 1 || *written_month > 12) {
    return std::nullopt;
  }
  const auto month_of_year = year{*written_year} / month{static_cast<unsigned>(*written_month)};
  if (cursor.at_end()) {
    const auto next = month_of_year + months{1};
    return WrittenTime{{local_days{month_of_year / 1}, local_days{next / 1}}, {}};
  }
  const auto written_day = cursor.one_of(std::string_view(&*separator, 1)) ? cursor.digits(1, 2) : std::nullopt;
  if (!written_day) {
    return std::nullopt;
  }
  const auto date = month_of_year / day{static_cast<unsigned>(*written_day)};
  if (!date.ok()) {
    return std::nullopt;
  }
  const LocalTime midnight = local_days{date};
  if (cursor.at_end()) {
    return WrittenTime{{midnight, midnight + days{1}}, {}};
  }
  const auto time_of_day = cursor.one_of(" T") ? take_time_of_day(cursor) : std::nullopt;
  if (!time_of_day) {
    return std::nullopt;
  }
  WrittenTime result{{midnight + *time_of_day, midnight + *time_of_day}, {}};
  static_cast<void>(cursor.one_of(" "));
  if (!cursor.at_end()) {
    result.utc_offset = take_utc_offset(cursor);
    if (!result.utc_offset || !cursor.at_end()) {
      return std::nullopt;
    }
  }
  return result;
}

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
