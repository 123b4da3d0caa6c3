#include "geo/values/date_style.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "engine/base/month_names.hpp"
#include "geo/values/letters.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/written_date.hpp"

namespace lykta {

namespace {

using std::chrono::days;

/// "'01/03/2024' may be 1 March or January 3".
Said two_readings(const std::string& text) {
  const auto date = read_date(text);
  if (!date || std::min(date->first, date->second) < 1 || std::max(date->first, date->second) > 12) {
    return said({"'{}' kan vara dag först eller månad först", "'{}' may be day first or month first"}, text);
  }
  const auto name = [&](int month) { return month_names[static_cast<std::size_t>(month) - 1]; };
  return said({"'{0}' kan vara {1} {2} eller {4} {3}", "'{}' may be {} {} or {} {}"}, text, date->first,
              name(date->second), name(date->first), date->second);
}

}  // namespace

void DateStyleFinder::Example::add(std::size_t index, std::string_view text) {
  if (count == 0) {
    first_at = index;
    first = as_example(text);
  }
  ++count;
}

void DateStyleFinder::Tally::add(std::size_t index, std::string_view text, const std::optional<WrittenTime>& written,
                                 bool has_time) {
  if (!written) {
    unreadable.add(index, text);
    return;
  }
  readable.add(index, text);
  const auto length = written->span.length();
  // A part of a day ("kväll") is neither a day nor a month.
  days_only += length == days{1} ? 1U : 0U;
  months_only += length > days{1} ? 1U : 0U;
  at_midnight += has_time && written->span.start == std::chrono::floor<days>(written->span.start) ? 1U : 0U;
  with_zone += written->utc_offset ? 1U : 0U;
}

void DateStyleFinder::add(std::string_view text) {
  ++texts_;
  text = trimmed(text);
  if (text.empty() || says_missing(text)) {
    ++empty_;
    return;
  }
  auto date = read_date(text);
  if (date && (date->manner == DateManner::yearless || date->manner == DateManner::named_yearless)) {
    yearless_.add(texts_ - 1, text);
    date = year_ > 0 ? date : std::nullopt;  // a number, perhaps
  }
  if (!date) {
    date = read_serial(text);
  }
  if (date) {
    add_date(text, *date);
  } else {
    others_.add(texts_ - 1, text, std::nullopt, false);
  }
}

void DateStyleFinder::add_date(std::string_view text, const WrittenDate& date) {
  const auto index = texts_ - 1;
  const DateStyle by_day{.order = DateOrder::day_first, .serials = SerialDays::from_1900, .year = year_};
  switch (date.manner) {
    case DateManner::clear:
    case DateManner::named_yearless:
      clear_.add(index, text, time_of(date, by_day), date.has_time);
      break;
    case DateManner::dotted:
      dotted_.add(index, text, time_of(date, by_day), date.has_time);
      break;
    case DateManner::slashed:
      add_slashed(text, date);
      break;
    case DateManner::yearless:
      if (date.sign == '.') {
        dotted_.add(index, text, time_of(date, by_day), date.has_time);
      } else {
        add_slashed(text, date);
      }
      break;
    case DateManner::short_year:
      add_short(text, date);
      break;
    case DateManner::six_digits:
      add_six_digits(text, date);
      break;
    case DateManner::serial:
      serials_.add(index, text, time_of(date, by_day), date.has_time);
      if (date.first >= 20000 && date.first <= 60000) {
        recent_serials_.add(index, text);
      }
      break;
  }
}

namespace {

bool falls_on(const WrittenTime& time, std::chrono::weekday weekday) {
  return std::chrono::weekday{std::chrono::floor<days>(time.span.start)} == weekday;
}

/// Takes away the reading whose day is another weekday than the one that stands beside the date.
void hold_against_weekday(const WrittenDate& date, std::optional<WrittenTime>& by_day,
                          std::optional<WrittenTime>& by_month) {
  if (!date.weekday || !by_day || !by_month || falls_on(*by_day, *date.weekday) == falls_on(*by_month, *date.weekday)) {
    return;
  }
  (falls_on(*by_day, *date.weekday) ? by_month : by_day).reset();
}

}  // namespace

void DateStyleFinder::add_slashed(std::string_view text, const WrittenDate& date) {
  const auto index = texts_ - 1;
  auto by_day = time_of(date, {.order = DateOrder::day_first, .year = year_});
  auto by_month = time_of(date, {.order = DateOrder::month_first, .year = year_});
  slashed_by_day_.add(index, text, by_day, date.has_time);
  slashed_by_month_.add(index, text, by_month, date.has_time);
  hold_against_weekday(date, by_day, by_month);
  if (by_day && by_month) {
    if (by_day->span != by_month->span) {
      either_order_.add(index, text);
    }
  } else if (by_day) {
    only_day_first_.add(index, text);
  } else if (by_month) {
    only_month_first_.add(index, text);
  }
}

void DateStyleFinder::add_short(std::string_view text, const WrittenDate& date) {
  const auto index = texts_ - 1;
  short_texts_.add(index, text);
  short_with_hyphens_ += date.sign == '-' ? 1U : 0U;
  std::array<std::optional<WrittenTime>, 3> times;
  for (const auto order : {DateOrder::year_first, DateOrder::day_first, DateOrder::month_first}) {
    const auto at = static_cast<std::size_t>(order);
    // Points are not written month first.
    const auto is_written_so = order != DateOrder::month_first || date.sign != '.';
    times[at] = is_written_so ? time_of(date, {.order = order, .short_years = true}) : std::nullopt;
    auto& reading = short_[at];
    reading.tally.add(index, text, times[at], date.has_time);
    if (times[at]) {
      const std::chrono::year_month_day day{std::chrono::floor<days>(times[at]->span.start)};
      reading.first_year = std::min(reading.first_year, static_cast<int>(day.year()));
      reading.last_year = std::max(reading.last_year, static_cast<int>(day.year()));
    }
  }
  auto& by_day = times[static_cast<std::size_t>(DateOrder::day_first)];
  auto& by_month = times[static_cast<std::size_t>(DateOrder::month_first)];
  hold_against_weekday(date, by_day, by_month);
  if (by_day && by_month) {
    if (by_day->span != by_month->span) {
      short_either_order_.add(index, text);
    }
  } else if (by_day || by_month) {
    (by_day ? short_only_day_first_ : short_only_month_first_).add(index, text);
  }
}

void DateStyleFinder::add_six_digits(std::string_view text, const WrittenDate& date) {
  six_digits_.add(texts_ - 1, text, time_of(date, {.short_years = true}), date.has_time);
  TextCursor cursor(text);
  const auto year = cursor.digits(4, 4);
  const auto month = cursor.digits(2, 2);
  six_digits_as_months_ +=
      year && month && *year >= 1900 && *year <= 2099 && *month >= 1 && *month <= 12 && cursor.at_end() ? 1U : 0U;
}

bool DateStyleFinder::is_serial_column() const {
  // Words among the numbers do not make them anything else.
  const auto dates_and_numbers = filled() - others_.unreadable.count;
  return recent_serials_.count * 2 > filled() && recent_serials_.count * 10 >= dates_and_numbers * 9;
}

std::vector<DateOrder> DateStyleFinder::short_orders() const {
  std::vector<DateOrder> orders;
  for (const auto order : {DateOrder::year_first, DateOrder::day_first, DateOrder::month_first}) {
    if (short_in(order).tally.readable.count * 10 >= short_texts_.count * 9) {
      orders.push_back(order);
    }
  }
  const auto drop = [&](DateOrder order) {
    if (orders.size() > 1) {
      std::erase(orders, order);
    }
  };
  const auto has = [&](DateOrder order) { return std::ranges::find(orders, order) != orders.end(); };
  if (has(DateOrder::day_first) && has(DateOrder::month_first) &&
      short_only_day_first_.count != short_only_month_first_.count) {
    drop(short_only_day_first_.count > short_only_month_first_.count ? DateOrder::month_first : DateOrder::day_first);
  } else if (short_either_order_.count == 0 && has(DateOrder::day_first)) {
    drop(DateOrder::month_first);  // day and month are the same number
  }
  if (has(DateOrder::year_first) && orders.size() > 1) {
    constexpr int many_years = 20;
    constexpr int few_years = 10;
    const auto in_front = short_in(DateOrder::year_first).years();
    const auto behind = short_in(orders.back()).years();  // the same for day and month first
    if (behind >= many_years && in_front <= few_years) {
      orders = {DateOrder::year_first};
    } else if ((in_front >= many_years && behind <= few_years) || short_with_hyphens_ == 0) {
      drop(DateOrder::year_first);
    }
  }
  return orders;
}

DateStyleFinder::Decision DateStyleFinder::decide_short() const {
  const auto orders = short_orders();
  const auto example = short_texts_.first;
  if (orders.size() == 1) {
    const auto words = orders.front() == DateOrder::year_first  ? Phrase{"år först", "year first"}
                       : orders.front() == DateOrder::day_first ? Phrase{"dag först", "day first"}
                                                                : Phrase{"månad först", "month first"};
    return {orders.front(),
            said({"{} med två siffror för året, som i '{}'", "{} with two digits for the year, as in '{}'"}, words,
                 example)};
  }
  const auto may_be_year_first = std::ranges::find(orders, DateOrder::year_first) != orders.end();
  return {std::nullopt,
          may_be_year_first
              ? said({"'{}' kan ha året först eller sist", "'{}' may have its year in front or at its end"}, example)
              : two_readings(example),
          may_be_year_first};
}

DateStyleFinder::Decision DateStyleFinder::decide_order() const {
  const auto& day_example = only_day_first_.count > 0 ? only_day_first_ : dotted_.readable;
  const auto by_day = only_day_first_.count + dotted_.readable.count;
  const auto by_month = only_month_first_.count;
  if (by_day > 0 && by_month > 0) {
    auto why = said({"dag först, som i '{}' ({} texter), mot månad först, som i '{}' ({} texter)",
                     "day first, as in '{}' ({} texts), against month first, as in '{}' ({} texts)"},
                    day_example.first, by_day, only_month_first_.first, by_month);
    if (by_day == by_month) {
      return {std::nullopt, std::move(why)};
    }
    return {by_day > by_month ? DateOrder::day_first : DateOrder::month_first,
            said({"{}: det större antalet gäller", "{}: the larger number taken"}, why)};
  }
  if (by_day > 0) {
    return {DateOrder::day_first, said({"dag först, som i '{}'", "day first, as in '{}'"}, day_example.first)};
  }
  if (by_month > 0) {
    return {DateOrder::month_first,
            said({"månad först, som i '{}'", "month first, as in '{}'"}, only_month_first_.first)};
  }
  const auto clear = clear_.readable.count;
  const auto few_unclear = clear * 10 >= filled() * 9;
  if (either_order_.count > 0 && !few_unclear) {
    return {std::nullopt, two_readings(either_order_.first)};
  }
  if (either_order_.count == 0 && slashed_by_day_.readable.count > 0) {
    return {DateOrder::day_first,
            said({"dag och månad är samma tal, som i '{}'", "day and month are the same number, as in '{}'"},
                 slashed_by_day_.readable.first)};
  }
  const auto by_name = clear > 0 && std::ranges::any_of(clear_.readable.first.substr(0, 8), is_ascii_letter);
  auto why = said({"{}, som i '{}'", "{}, as in '{}'"},
                  by_name ? Phrase{"månaden med namn", "month by name"} : Phrase{"år först", "year first"},
                  clear_.readable.first);
  if (either_order_.count > 0) {
    why.add("; ", said({"{}, läses inte", "{}, not read"}, two_readings(either_order_.first)));
  }
  return {DateOrder::year_first, std::move(why)};
}

DateFinding DateStyleFinder::counted(const DateStyle& style) const {
  DateFinding finding;
  finding.empty = empty_;
  finding.yearless = yearless_.count;
  finding.first_yearless = yearless_.first;
  std::size_t first_unreadable_at = texts_;
  const auto miss = [&](const Example& example) {
    finding.unreadable += example.count;
    if (example.count > 0 && example.first_at < first_unreadable_at) {
      first_unreadable_at = example.first_at;
      finding.first_unreadable = example.first;
    }
  };
  const auto count = [&](const Tally& tally, bool is_read) {
    miss(tally.unreadable);
    if (!is_read) {
      miss(tally.readable);
      return;
    }
    finding.readable += tally.readable.count;
    finding.months_only += tally.months_only;
    finding.days_only += tally.days_only;
    finding.at_midnight += tally.at_midnight;
    finding.with_zone += tally.with_zone;
  };
  const auto order = style.order;
  count(clear_, true);
  count(dotted_, order == DateOrder::day_first);
  count(order == DateOrder::month_first ? slashed_by_month_ : slashed_by_day_, order != DateOrder::year_first);
  count(serials_, style.serials != SerialDays::none);
  count(short_in(order).tally, style.short_years);
  count(six_digits_, style.short_years);
  finding.six_digits = style.short_years ? six_digits_.readable.count : 0;
  count(others_, false);
  return finding;
}

DateFinding DateStyleFinder::finding() const {
  auto [order, why, may_be_year_first] = decide_order();
  auto short_years = false;
  const auto sixes = six_digits_.readable.count;
  if (short_texts_.count > 0 && !short_orders().empty()) {
    auto by_short = decide_short();
    const auto are_most = short_texts_.count * 2 > filled();
    short_years = by_short.order && (are_most || by_short.order == order);
    if (are_most) {
      order = by_short.order;
      why = std::move(by_short.why);
      may_be_year_first = by_short.may_be_year_first;
    }
  } else if (sixes > 0 && six_digits_as_months_ < sixes) {
    short_years = true;
    if (sixes * 2 > filled()) {
      order = order.value_or(DateOrder::year_first);
      why = said(
          {"år, månad och dag med två siffror var, som i '{}'", "year, month and day of two digits each, as in '{}'"},
          six_digits_.readable.first);
    }
  }
  const auto has_serials = is_serial_column();
  if (has_serials) {
    why =
        said({"ett kalkylblads löpande dagar, som i '{}', räknade från 1900 (1904 går inte att se på talen: ange det)",
              "serial numbers of a sheet, as in '{}', taken from the 1900 epoch (1904 cannot be told from the numbers: "
              "state it)"},
             recent_serials_.first);
    order = order.value_or(DateOrder::year_first);  // a few dates of unclear order stay unread
  }
  const DateStyle style{.order = order.value_or(DateOrder::day_first),
                        .serials = has_serials ? SerialDays::from_1900 : SerialDays::none,
                        .short_years = short_years || (!order && short_texts_.count > 0),
                        .year = year_};
  auto finding = counted(style);
  finding.ambiguous = !order.has_value();
  finding.may_be_year_first = finding.ambiguous && may_be_year_first;
  finding.why = std::move(why);
  if (finding.readable == 0) {
    finding.ambiguous = false;
    finding.why = filled() == 0 ? said({"ingen text alls", "no text at all"})
                                : said({"inget datum, som i '{}'", "no date, as in '{}'"}, finding.first_unreadable);
  } else if (order) {
    finding.style = style;
  }
  return finding;
}

}  // namespace lykta
