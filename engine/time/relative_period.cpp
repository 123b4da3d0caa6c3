#include "engine/time/relative_period.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

using std::chrono::days;

namespace {

struct UnitWord {
  std::string_view word;
  PeriodUnit unit;
};

constexpr std::array unit_words{
    UnitWord{"day", PeriodUnit::days},       UnitWord{"days", PeriodUnit::days},
    UnitWord{"dagen", PeriodUnit::days},     UnitWord{"dagarna", PeriodUnit::days},
    UnitWord{"dygnet", PeriodUnit::days},    UnitWord{"dygnen", PeriodUnit::days},
    UnitWord{"week", PeriodUnit::weeks},     UnitWord{"weeks", PeriodUnit::weeks},
    UnitWord{"veckan", PeriodUnit::weeks},   UnitWord{"veckorna", PeriodUnit::weeks},
    UnitWord{"month", PeriodUnit::months},   UnitWord{"months", PeriodUnit::months},
    UnitWord{"månaden", PeriodUnit::months}, UnitWord{"månaderna", PeriodUnit::months},
    UnitWord{"year", PeriodUnit::years},     UnitWord{"years", PeriodUnit::years},
    UnitWord{"året", PeriodUnit::years},     UnitWord{"åren", PeriodUnit::years},
};
constexpr std::array last_words{"last", "past", "senaste", "sista"};
constexpr std::array articles{"the", "de", "den", "det"};

/// Small letters of A to Z and of Å, Ä, Ö in UTF-8.
std::string in_small_letters(std::string_view text) {
  std::string small;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto letter = text[i];
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    } else if (i > 0 && text[i - 1] == '\xc3' && (letter == '\x85' || letter == '\x84' || letter == '\x96')) {
      letter = static_cast<char>(static_cast<unsigned char>(letter) + 0x20);
    }
    small += letter;
  }
  return small;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) {
      return words;
    }
    const auto end = std::min(text.find_first_of(" \t", start), text.size());
    words.push_back(text.substr(start, end - start));
    text.remove_prefix(end);
  }
}

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
  return std::ranges::find(words, word) != words.end();
}

[[noreturn]] void refuse_period(std::string_view text) {
  throw InvalidOption(
      fmt::format("'{}' is no period; write it as 'last 4 weeks', 'last 24 months', 'senaste 4 veckorna'", text));
}

std::chrono::local_days months_before(std::chrono::local_days day, unsigned months) {
  const std::chrono::year_month_day date{day};
  const auto month = date.year() / date.month() - std::chrono::months(static_cast<int>(months));
  const auto last = (month / std::chrono::last).day();
  return std::chrono::local_days{month / std::min(date.day(), last)};
}

/// The first moment from which on the source is silent longer than chance leaves it, but not after `latest`.
LocalTime end_of_source(const SourceCoverage& coverage, LocalTime latest) {
  const auto end = coverage.covers->to;
  const auto silent_days = std::chrono::duration<double, days::period>(latest - end).count();
  const auto may_be_chance = !coverage.stated.to && silent_days * coverage.events_a_day < -std::log(0.01);
  return may_be_chance ? std::max(end, latest) : end;
}

LocalTime monday_at_or_before(LocalTime time) { return monday_of(iso_week_of(time)); }

}  // namespace

RelativePeriod parse_relative_period(std::string_view text) {
  constexpr unsigned most_days = 73'050;
  const auto small = in_small_letters(text);
  auto words = words_of(small);
  if (!words.empty() && is_one_of(words[0], articles)) {
    words.erase(words.begin());
  }
  if (words.size() < 2 || words.size() > 3 || !is_one_of(words[0], last_words)) {
    refuse_period(text);
  }
  RelativePeriod period;
  if (words.size() == 3) {
    const auto* const end = words[1].data() + words[1].size();
    const auto [behind, error] = std::from_chars(words[1].data(), end, period.number);
    if (error != std::errc{} || behind != end) {
      refuse_period(text);
    }
  }
  const auto unit = std::ranges::find(unit_words, words.back(), &UnitWord::word);
  if (unit == unit_words.end()) {
    refuse_period(text);
  }
  period.unit = unit->unit;
  const auto in_days = period.unit == PeriodUnit::days     ? 1U
                       : period.unit == PeriodUnit::weeks  ? 7U
                       : period.unit == PeriodUnit::months ? 30U
                                                           : 365U;
  if (period.number == 0 || period.number > most_days / in_days) {
    throw InvalidOption(
        fmt::format("'{}': a period is at least 1 and at most {} of these long", text, most_days / in_days));
  }
  return period;
}

Period period_ending_with(const RelativePeriod& length, const IsoWeek& last) {
  return period_before(length, monday_of(last) + days(7));
}

Period period_before(const RelativePeriod& length, std::chrono::local_days end) {
  const auto number = static_cast<int>(length.number);
  switch (length.unit) {
    case PeriodUnit::days:
      return {end - days(number), end};
    case PeriodUnit::months:
      return {months_before(end, length.number), end};
    case PeriodUnit::years:
      return {months_before(end, 12 * length.number), end};
    case PeriodUnit::weeks:
      break;
  }
  return {end - days(7 * number), end};
}

CoveredWeek last_covered_week(std::span<const SourceCoverage> coverages) {
  CoveredWeek covered;
  std::optional<LocalTime> latest;
  for (const auto& coverage : coverages) {
    if (coverage.covers) {
      latest = std::max(latest.value_or(coverage.covers->to), coverage.covers->to);
    }
  }
  if (!latest) {
    return covered;
  }
  auto end = *latest;
  for (const auto& coverage : coverages) {
    if (!coverage.covers) {
      continue;
    }
    const auto own_end = end_of_source(coverage, *latest);
    end = std::min(end, own_end);
    if (own_end < *latest) {
      covered.ends_before.push_back(coverage.source);
      if (monday_at_or_before(own_end) != own_end) {
        covered.in_mid_week.push_back(coverage.source);
      }
    }
  }
  const auto monday = monday_at_or_before(end);
  const auto week = iso_week_of(LocalTime(monday - days(7)));
  const auto is_covered = [&](const SourceCoverage& coverage) {
    return !coverage.covers || coverage.covers->from <= period_of(week).from;
  };
  if (std::ranges::all_of(coverages, is_covered)) {
    covered.week = week;
  }
  return covered;
}

}  // namespace lykta
