// How does a column write its dates? Which of 01/03/2024 is the month, and is 45352 a day?
//
// Where the year stands in front or the month has its name nobody can be mistaken, and every style reads it. The rest
// needs the whole column: a value over 12 is a day, and one such row tells it for all.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/phrase.hpp"
#include "geo/values/date_text.hpp"

namespace lykta {

/// What a column says about its style. readable + unreadable + empty is the number of texts.
struct DateFinding {
  std::optional<DateStyle> style;  ///< nothing when no text is a date, or when it is ambiguous
  bool ambiguous = false;          ///< day first and month first speak equally; the counts then are those of day first
  std::size_t readable = 0;        ///< texts that the style reads
  std::size_t unreadable = 0;
  std::size_t empty = 0;
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
/// The rules: nine tenths plain numbers from 20000 to 60000 (1954 to 2064) are serials from 1900. Else dates that can be
/// only day first (points, or a first value over 12) stand against those that can be only month first; the larger
/// number has it. Where neither appears, dates of both readings leave it ambiguous, unless nine tenths of the
/// texts are clear by themselves: then those few are unreadable.
class DateStyleFinder {
 public:
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
  };

  void add_slashed(std::string_view text, const std::optional<WrittenTime>& by_day,
                   const std::optional<WrittenTime>& by_month, bool has_time);
  [[nodiscard]] Decision decide_order() const;
  [[nodiscard]] DateFinding counted(DateOrder order, bool has_serials) const;
  [[nodiscard]] bool is_serial_column() const;
  [[nodiscard]] std::size_t filled() const { return texts_ - empty_; }

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
};

}  // namespace lykta
