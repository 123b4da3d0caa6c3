#include "geo/values/date_style.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "geo/values/letters.hpp"
#include "geo/values/written_date.hpp"

namespace lykta {

namespace {

using std::chrono::days;

/// "'01/03/2024' may be 1 March or January 3".
Said two_readings(const std::string& text) {
  constexpr std::array<Phrase, 12> names{{{"januari", "January"},
                                          {"februari", "February"},
                                          {"mars", "March"},
                                          {"april", "April"},
                                          {"maj", "May"},
                                          {"juni", "June"},
                                          {"juli", "July"},
                                          {"augusti", "August"},
                                          {"september", "September"},
                                          {"oktober", "October"},
                                          {"november", "November"},
                                          {"december", "December"}}};
  const auto date = read_date(text);
  if (!date || std::min(date->first, date->second) < 1 || std::max(date->first, date->second) > 12) {
    return said({"'{}' kan vara dag först eller månad först", "'{}' may be day first or month first"}, text);
  }
  const auto name = [&](int month) { return names[static_cast<std::size_t>(month) - 1]; };
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
  days_only += length == days{1} ? 1U : 0U;
  months_only += length > days{1} ? 1U : 0U;
  at_midnight += has_time && written->span.start == std::chrono::floor<days>(written->span.start) ? 1U : 0U;
  with_zone += written->utc_offset ? 1U : 0U;
}

void DateStyleFinder::add(std::string_view text) {
  const auto index = texts_++;
  text = trimmed(text);
  if (text.empty()) {
    ++empty_;
    return;
  }
  auto date = read_date(text);
  if (!date) {
    date = read_serial(text);
  }
  if (!date) {
    others_.add(index, text, std::nullopt, false);
    return;
  }
  const auto has_time = date->has_time;
  const auto by_day = time_of(*date, {DateOrder::day_first, SerialDays::from_1900});
  switch (date->manner) {
    case DateManner::clear:
      clear_.add(index, text, by_day, has_time);
      break;
    case DateManner::dotted:
      dotted_.add(index, text, by_day, has_time);
      break;
    case DateManner::slashed:
      add_slashed(text, by_day, time_of(*date, {DateOrder::month_first, SerialDays::none}), has_time);
      break;
    case DateManner::serial:
      serials_.add(index, text, by_day, has_time);
      if (date->first >= 20000 && date->first <= 60000) {
        recent_serials_.add(index, text);
      }
      break;
  }
}

void DateStyleFinder::add_slashed(std::string_view text, const std::optional<WrittenTime>& by_day,
                                  const std::optional<WrittenTime>& by_month, bool has_time) {
  const auto index = texts_ - 1;
  slashed_by_day_.add(index, text, by_day, has_time);
  slashed_by_month_.add(index, text, by_month, has_time);
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

bool DateStyleFinder::is_serial_column() const { return filled() > 0 && recent_serials_.count * 10 >= filled() * 9; }

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

DateFinding DateStyleFinder::counted(DateOrder order, bool has_serials) const {
  DateFinding finding;
  finding.empty = empty_;
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
  count(clear_, true);
  count(dotted_, order == DateOrder::day_first);
  count(order == DateOrder::month_first ? slashed_by_month_ : slashed_by_day_, order != DateOrder::year_first);
  count(serials_, has_serials);
  count(others_, false);
  return finding;
}

DateFinding DateStyleFinder::finding() const {
  auto [order, why] = decide_order();
  const auto has_serials = is_serial_column();
  if (has_serials) {
    why =
        said({"ett kalkylblads löpande dagar, som i '{}', räknade från 1900 (1904 går inte att se på talen: ange det)",
              "serial numbers of a sheet, as in '{}', taken from the 1900 epoch (1904 cannot be told from the numbers: "
              "state it)"},
             recent_serials_.first);
    order = order.value_or(DateOrder::year_first);  // a few dates of unclear order stay unread
  }
  auto finding = counted(order.value_or(DateOrder::day_first), has_serials);
  finding.ambiguous = !order.has_value();
  finding.why = std::move(why);
  if (finding.readable == 0) {
    finding.why = filled() == 0 ? said({"ingen text alls", "no text at all"})
                                : said({"inget datum, som i '{}'", "no date, as in '{}'"}, finding.first_unreadable);
  } else if (order) {
    finding.style = DateStyle{*order, has_serials ? SerialDays::from_1900 : SerialDays::none};
  }
  return finding;
}

}  // namespace lykta
