// How does a column write its dates? Which of 01/03/2024 is the month, and is 45352 a day?
//
// Where the year stands in front or the month has its name nobody can be mistaken, and every style reads it. The rest
// needs the whole column: a value over 12 is a day, and one such row tells it for all.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/values/date_text.hpp"

namespace lykta {

/// What a column says about its style. readable + unreadable + empty is the number of texts.
struct DateFinding {
  std::optional<DateStyle> style;  ///< nothing when no text is a date, or when it is ambiguous
  bool ambiguous = false;          ///< day first and month first speak equally; the counts then are those of day first
  bool may_be_year_first = false;  ///< of an ambiguous one: the year has two digits and may stand in front as well
  std::size_t readable = 0;        ///< texts that the style reads
  std::size_t unreadable = 0;
  std::size_t empty = 0;        ///< and those that say that there is no date (missing_words.hpp)
  std::size_t yearless = 0;     ///< dates without a year ("24/3", "3 mars"), read only where the year is stated
  std::string first_yearless;   ///< shortened
  std::size_t six_digits = 0;   ///< of the readable texts: "240301", which in another column would be a number
  std::size_t months_only = 0;  ///< of the readable texts; the three that follow too
  std::size_t days_only = 0;
  std::size_t at_midnight = 0;   ///< with a time of day, which is 00:00:00
  std::size_t with_zone = 0;     ///< with an offset from UTC
  std::string first_unreadable;  ///< shortened, see as_example
  Said why;                      ///< one phrase with an example: "day first, as in '13/01/2024'"
};

/// Finds the style of a column whose texts are added one by one. Keeps counts and a few examples, not the texts.
///
/// Whether the column holds dates at all is for the caller to say by the counts: one date is enough for a style.
/// The rules: plain numbers from 20000 to 60000 (1954 to 2064) are serials from 1900 when they are nine tenths of the
/// dates and numbers, and more than half of all that is there. Else dates that can be only day first (points, or a first
/// value over 12, or a weekday that only fits so) stand against those that can be only month first; the larger
/// number has it. Where neither appears, dates of both readings leave it ambiguous, unless nine tenths of the
/// texts are clear by themselves: then those few are unreadable.
///
/// Where more than half of the texts are three numbers of two digits, one of three orders must be left: one that reads
/// nine tenths of them. Of day and month the rule is that of four digits. That the year stands in front is ruled out, or
/// the only one left, when the years read so spread over 20 or more, and over 10 at most read otherwise; without that,
/// points and slashes alone speak against it, and hyphens leave it open. Six digits are days ("240301"), unless all of
/// them may be months ("200312").
class DateStyleFinder {
 public:
  /// `year` is that of dates without one; 0: it is not known.
  explicit DateStyleFinder(int year = 0) : year_(year) {}
  void add(std::string_view text);
  [[nodiscard]] DateFinding finding() const;

 private:
  struct Example {
    std::size_t count = 0;
    std::size_t first_at = 0;  ///< index among all texts
    std::string first;

    void add(std::size_t index, std::string_view text);
  };
  /// Texts of one manner of writing, read in one order.
  struct Tally {
    std::size_t months_only = 0, days_only = 0, at_midnight = 0, with_zone = 0;
    Example readable, unreadable;

    void add(std::size_t index, std::string_view text, const std::optional<WrittenTime>& written, bool has_time);
  };
  struct Decision {
    std::optional<DateOrder> order;
    Said why;
    bool may_be_year_first = false;
  };
  /// Dates of two-digit years, read in one order.
  struct ShortReading {
    Tally tally;
    int first_year = 9999;
    int last_year = 0;

    [[nodiscard]] int years() const { return last_year - first_year; }
  };

  void add_date(std::string_view text, const WrittenDate& date);
  void add_slashed(std::string_view text, const WrittenDate& date);
  void add_short(std::string_view text, const WrittenDate& date);
  void add_six_digits(std::string_view text, const WrittenDate& date);
  [[nodiscard]] const ShortReading& short_in(DateOrder order) const { return short_[static_cast<std::size_t>(order)]; }
  [[nodiscard]] std::vector<DateOrder> short_orders() const;
  [[nodiscard]] Decision decide_order() const;
  [[nodiscard]] Decision decide_short() const;
  [[nodiscard]] DateFinding counted(const DateStyle& style) const;
  [[nodiscard]] bool is_serial_column() const;
  [[nodiscard]] std::size_t filled() const { return texts_ - empty_; }

  int year_;
  std::size_t texts_ = 0;
  std::size_t empty_ = 0;
  Tally clear_;             ///< every style reads them
  Tally dotted_;            ///< 1.3.2024
  Tally slashed_by_day_;    ///< 01/03/2024 and 01-03-2024, read day first
  Tally slashed_by_month_;  ///< the same texts, read month first
  Tally serials_;
  Tally others_;
  Example only_day_first_;
  Example only_month_first_;
  Example either_order_;  ///< read either way, as different days
  Example recent_serials_;
  Example yearless_;
  std::array<ShortReading, 3> short_;  ///< the same texts in each order
  Example short_texts_;
  Example short_only_day_first_;
  Example short_only_month_first_;
  Example short_either_order_;
  std::size_t short_with_hyphens_ = 0;
  Tally six_digits_;
  std::size_t six_digits_as_months_ = 0;
};

}  // namespace lykta
