#include "geo/values/clock_style.hpp"

#include <algorithm>
#include <vector>

#include "geo/values/missing_words.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// A whole number of one to six digits, perhaps with ".0" behind, as programs write whole numbers that they keep as real.
std::optional<int> clock_number(std::string_view text) {
  constexpr std::size_t most_digits = 6;
  text = trimmed(text);
  if (text.ends_with(".0") || text.ends_with(",0")) {
    text.remove_suffix(2);
  }
  TextCursor cursor(text);
  const auto number = cursor.digits_ahead() <= most_digits ? cursor.digits(1, most_digits) : std::nullopt;
  return number && cursor.at_end() ? number : std::nullopt;
}

std::optional<TimeOfDay> time_of_number(int number, ClockNumbers numbers) {
  if (numbers == ClockNumbers::hours) {
    if (number > 24) {
      return std::nullopt;
    }
    return TimeOfDay{std::chrono::hours{number},
                     number == 24 ? std::chrono::hours{24} : std::chrono::hours{number + 1}};
  }
  const auto has_seconds = numbers == ClockNumbers::hours_minutes_seconds;
  const auto second = has_seconds ? number % 100 : 0;
  const auto rest = has_seconds ? number / 100 : number;
  if (second > 59 || rest % 100 > 59) {
    return std::nullopt;
  }
  const std::chrono::seconds total =
      std::chrono::hours{rest / 100} + std::chrono::minutes{rest % 100} + std::chrono::seconds{second};
  return total <= std::chrono::hours{24} ? std::optional(TimeOfDay{total, total}) : std::nullopt;
}

Phrase name_of_clock_numbers(ClockNumbers numbers) {
  switch (numbers) {
    case ClockNumbers::hours:
      return {"hela timmar", "whole hours"};
    case ClockNumbers::hours_minutes:
      return {"timmar och minuter som ett tal", "hours and minutes as one number"};
    case ClockNumbers::hours_minutes_seconds:
      return {"timmar, minuter och sekunder som ett tal", "hours, minutes and seconds as one number"};
    case ClockNumbers::none:
      break;
  }
  return {"klockslag", "clock times"};
}

/// The first kind that nine tenths of the numbers are.
ClockNumbers kind_of_numbers(std::span<const int> numbers) {
  for (const auto kind : {ClockNumbers::hours, ClockNumbers::hours_minutes, ClockNumbers::hours_minutes_seconds}) {
    const auto fit = static_cast<std::size_t>(
        std::ranges::count_if(numbers, [&](int number) { return time_of_number(number, kind).has_value(); }));
    if (!numbers.empty() && fit * 10 >= numbers.size() * 9) {
      return kind;
    }
  }
  return ClockNumbers::none;
}

}  // namespace

std::optional<TimeOfDay> parse_time(std::string_view text, ClockNumbers numbers) {
  if (numbers != ClockNumbers::none) {
    if (const auto number = clock_number(text)) {
      return time_of_number(*number, numbers);
    }
  }
  if (const auto moment = parse_time_of_day(text)) {
    return TimeOfDay{*moment, *moment};
  }
  const auto part = parse_part_of_day(text);
  return part ? part : parse_clock_range(text);
}

ClockFinding find_clock_numbers(std::span<const std::string_view> texts) {
  ClockFinding finding;
  std::vector<int> numbers;
  std::string_view example;
  for (const auto text : texts) {
    if (const auto number = clock_number(text)) {
      // The shortest shows best what is meant, where it is no zero.
      example = example.empty() || (*number > 0 && trimmed(text).size() < example.size()) ? trimmed(text) : example;
      numbers.push_back(*number);
    }
  }
  // Four digits each are clock times that say so by themselves.
  const auto all_have_four = std::ranges::all_of(texts, [](std::string_view text) {
    return !clock_number(text) || (trimmed(text).size() == 4 && parse_time_of_day(text));
  });
  finding.numbers = all_have_four ? ClockNumbers::none : kind_of_numbers(numbers);
  for (const auto text : texts) {
    if (trimmed(text).empty() || says_missing(text)) {
      ++finding.empty;
    } else if (parse_time(text, finding.numbers)) {
      ++finding.readable;
    } else {
      ++finding.unreadable;
    }
  }
  if (finding.numbers != ClockNumbers::none) {
    finding.why =
        said({"{}, som i '{}'", "{}, as in '{}'"}, name_of_clock_numbers(finding.numbers), as_example(example));
  }
  return finding;
}

}  // namespace lykta
