#include "engine/questions/weekly_picture.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/weekly_events.hpp"
#include "engine/questions/weekly_weights.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

constexpr days week_days{7};
/// Sums of the watch begin so many weeks before the first one asked for.
constexpr std::size_t weeks_of_watch = 26;
constexpr std::size_t weeks_shown = 13;
constexpr std::size_t weeks_of_trend = 4;
constexpr unsigned weeks_to_come = 4;
/// Outside of each limit lies at most this.
constexpr double limit_tail = 0.05;

/// Which incidents count, and in which place they lie; where none is, in the area behind the last place.
CountedIncidents incidents_by_place(const Inputs& inputs, const Picture& picture) {
  const auto elsewhere = static_cast<std::uint32_t>(picture.places.size());
  std::vector<std::uint32_t> place_of_slot(picture.place_study.size(), elsewhere);
  for (std::uint32_t place = 0; place < elsewhere; ++place) {
    for (const auto slot : picture.places[place].slots) {
      place_of_slot[slot] = place;
    }
  }
  CountedIncidents counted{.counts = {}, .area = {}, .areas = picture.places.size() + 1};
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    const auto& slot = picture.slot[i];
    counted.counts.push_back(slot && picture.use[i] != IncidentUse::linked &&
                             counts(inputs.incidents, i, picture.options.include_discovered));
    const auto in_place = picture.place_slot(inputs.incidents, i);
    counted.area.push_back(in_place ? place_of_slot[*in_place] : slot ? elsewhere : 0);
  }
  return counted;
}

/// Weeks of the counts, and those behind them that something is said of.
std::size_t weeks_known(const WeeklyCounts& counts) { return counts.weeks() + weeks_of_coming_entries; }

std::vector<WeekFeature> features_of(const Inputs& inputs, const WeeklyPictureOptions& options,
                                     const WeeklyCounts& counts) {
  const auto first = iso_week_of(counts.first_monday);
  const auto number = weeks_known(counts);
  auto calendar = inputs.calendar;
  if (options.knows_swedish_holidays) {
    std::ranges::move(swedish_holidays(first, plus_weeks(first, static_cast<int>(number) - 1)),
                      std::back_inserter(calendar));
  }
  return calendar.empty() ? std::vector<WeekFeature>() : week_features(calendar, first, number);
}

std::optional<ExpectedInWeek> expected_in(const ExpectedCount& expected) {
  if (!expected.forecast) {
    return std::nullopt;
  }
  return ExpectedInWeek{.mean = expected.forecast->mean(),
                        .low = expected.forecast->quantile(limit_tail),
                        .high = expected.forecast->quantile(1 - limit_tail),
                        .mean_error = expected.mean_error,
                        .dispersion = expected.dispersion,
                        .baseline_events = expected.baseline_events};
}

/// The weeks that were watched, with the counts that they are of.
class WatchedWeeks {
 public:
  WatchedWeeks(const Inputs& inputs, const WeeklyPictureOptions& options, const WeeklyCounts& counts)
      : features_(features_of(inputs, options, counts)), counts_(counts) {
    const auto first = static_cast<std::size_t>((monday_of(options.first) - counts.first_monday) / week_days);
    begin_ = first - std::min(first, weeks_of_watch);
    watched_ = watch_counts(counts, features_, begin_, counts.weeks(),
                            {.false_alarms_a_year = options.false_alarms_a_year, .watches_whole = true});
  }

  /// By the index of the week in the counts: any of the weeks asked for.
  [[nodiscard]] const WatchedWeek& at(std::size_t week) const { return watched_[week - begin_]; }
  /// The place behind the last one is the whole.
  [[nodiscard]] const WatchedCount& at(std::size_t week, std::size_t area) const {
    const auto& watched = at(week);
    return area < watched.place.size() ? watched.place[area] : watched.whole;
  }
  /// Sum of what was to be expected in so many weeks up to this one; nothing where it is not known of all.
  [[nodiscard]] std::optional<double> expected(std::size_t area, std::size_t last, std::size_t weeks) const {
    if (weeks > last + 1 || last + 1 - weeks < begin_) {
      return std::nullopt;
    }
    double sum = 0;
    for (auto week = last + 1 - weeks; week <= last; ++week) {
      const auto& forecast = at(week, area).expected.forecast;
      if (!forecast) {
        return std::nullopt;
      }
      sum += forecast->mean();
    }
    return sum;
  }
  [[nodiscard]] const std::vector<WeekFeature>& features() const { return features_; }
  [[nodiscard]] ExpectedCounts coming(std::size_t ahead) const {
    return expected_counts(counts_, features_, counts_.weeks() + ahead);
  }

 private:
  std::vector<WeekFeature> features_;
  const WeeklyCounts& counts_;
  std::size_t begin_ = 0;
  std::vector<WatchedWeek> watched_;
};

/// The areas of the picture, each with its weeks.
class AreasOfWeek {
 public:
  AreasOfWeek(const Inputs& inputs, const CountedIncidents& incidents, const CountedWeeks& weeks,
              const WatchedWeeks& watched, WeeklyPicture& weekly)
      : inputs_(inputs), incidents_(incidents), weeks_(weeks), watched_(watched), weekly_(weekly) {}

  void fill() {
    for (std::size_t area = 0; area <= incidents_.areas; ++area) {
      const auto kind = area == incidents_.areas       ? WatchedKind::whole
                        : area + 1 == incidents_.areas ? WatchedKind::elsewhere
                                                       : WatchedKind::standing;
      weekly_.areas.push_back({.kind = kind, .place = kind == WatchedKind::standing ? area : 0});
    }
    const auto first = weeks_.index_of(monday_of(weekly_.options.first));
    for (std::size_t area = 0; area < weekly_.areas.size(); ++area) {
      for (std::size_t i = 0; i < weekly_.weeks.size(); ++i) {
        weekly_.areas[area].weeks.push_back(week_in(area, first + i));
      }
      fill_recent(area);
    }
    count_events();
  }

  /// Whose weeks beside were recorded whole.
  void fill_beside(const RecordedWeeks& recorded) {
    for (const auto& week : weekly_.beside) {
      const auto monday = monday_of(week);
      constexpr double all_but_rounding = 1 - 1e-9;
      const auto is_whole = weeks_.recorded_share(recorded, monday) >= all_but_rounding;
      const auto of_week = weeks_.of_week(incidents_, monday);
      std::uint64_t whole = 0;
      for (std::size_t area = 0; area < weekly_.areas.size(); ++area) {
        const auto count = area < of_week.size() ? of_week[area] : whole;
        whole += count;
        weekly_.areas[area].beside.push_back(is_whole ? std::optional(count) : std::nullopt);
      }
    }
  }

 private:
  [[nodiscard]] std::uint64_t counted(std::size_t area, std::size_t week) const {
    const auto& counts = weeks_.counts;
    return area < counts.of_place.size() ? counts.of_place[area][week] : counts.whole[week];
  }

  [[nodiscard]] WeekInArea week_in(std::size_t area, std::size_t week) const {
    WeekInArea result{.watched = counted(area, week)};
    const auto& watched = watched_.at(week, area);
    result.expected = expected_in(watched.expected);
    if (!result.expected) {
      return result;
    }
    result.expected->p_above = watched.p_above;
    result.expected->p_below = watched.p_below;
    result.alarm = watched.alarm;
    result.alarm_count = watched.alarm_count;
    result.weeks_of_sum = watched.weeks_of_sum;
    for (auto each = week + 1 - result.weeks_of_sum; each <= week; ++each) {
      result.events_of_sum += counted(area, each);
    }
    result.expected_of_sum = watched_.expected(area, week, result.weeks_of_sum).value_or(0);
    return result;
  }

  void fill_recent(std::size_t area) const {
    const auto weeks = weeks_.counts.weeks();
    auto& filled = weekly_.areas[area];
    for (auto week = weeks - std::min(weeks, weeks_shown); week < weeks; ++week) {
      filled.recent.push_back(counted(area, week));
    }
    for (auto week = weeks - std::min(weeks, weeks_of_trend); week < weeks; ++week) {
      filled.last_four += counted(area, week);
    }
    filled.last_four_expected = watched_.expected(area, weeks - 1, weeks_of_trend);
  }

  /// All events that count, of watched sources or not.
  void count_events() const {
    const auto last = weekly_.weeks.size() - 1;
    std::vector<std::vector<std::uint64_t>> classes(weekly_.areas.size(),
                                                    std::vector<std::uint64_t>(inputs_.classes.size(), 0));
    for (const auto& event : weekly_.events) {
      if (!event.counts) {
        ++weekly_.weeks[event.week].discovered;
        continue;
      }
      for (const auto area : {event.area, weekly_.areas.size() - 1}) {
        ++weekly_.areas[area].weeks[event.week].count;
        classes[area][inputs_.incidents.class_index[event.incident]] += event.week == last ? 1 : 0;
      }
    }
    for (std::size_t area = 0; area < classes.size(); ++area) {
      auto& counted_classes = weekly_.areas[area].classes;
      for (std::size_t each = 0; each < classes[area].size(); ++each) {
        if (classes[area][each] > 0) {
          counted_classes.push_back({static_cast<std::uint16_t>(each), classes[area][each]});
        }
      }
      std::ranges::stable_sort(counted_classes, std::greater{}, &ClassCount::count);
    }
  }

  const Inputs& inputs_;
  const CountedIncidents& incidents_;
  const CountedWeeks& weeks_;
  const WatchedWeeks& watched_;
  WeeklyPicture& weekly_;
};

void list_weeks(const CountedWeeks& weeks, const WatchedWeeks& watched, WeeklyPicture& weekly) {
  for (const auto& week : weeks_from_to(weekly.options.first, weekly.options.last)) {
    const auto index = weeks.index_of(monday_of(week));
    const auto& found = watched.at(index);
    weekly.weeks.push_back({.week = week,
                            .why = found.expected.why,
                            .recorded = weeks.counts.exposure[index],
                            .false_alarms = found.false_alarms});
    weekly.baseline_weeks = found.expected.recorded_weeks;
  }
}

std::vector<IsoWeek> weeks_beside(const WeeklyPictureOptions& options) {
  std::vector<IsoWeek> beside;
  for (int i = 1; i <= static_cast<int>(options.beside_weeks) && options.beside != ComparisonRule::none; ++i) {
    beside.push_back(options.beside == ComparisonRule::year_before ? same_week_in(options.last, options.last.year - i)
                                                                   : plus_weeks(options.last, -i));
  }
  return beside;
}

void look_ahead(const Inputs& inputs, const WatchedWeeks& watched, WeeklyPicture& weekly) {
  for (std::size_t ahead = 0; ahead < weeks_to_come; ++ahead) {
    const auto week = plus_weeks(weekly.options.last, static_cast<int>(ahead) + 1);
    weekly.coming.push_back({.week = week,
                             .whole = expected_in(watched.coming(ahead).whole),
                             .days = days_of_calendar(inputs.calendar, weekly.options.knows_swedish_holidays, week)});
  }
}

/// Whether something is to be said of a source that does not cover the whole of a week: it was watched, covers a part, or ended not long
/// before.
bool is_missed(const WeekSource& source, const RecordedWeeks& recorded, local_days monday) {
  const auto end = recorded.end(source.source);
  return source.is_watched || recorded.share(source.source, monday) > 0 ||
         (end && *end <= LocalTime(monday) && *end + longest_wait > LocalTime(monday));
}

/// How many of the events of a week are still to be reported.
void warn_about_delays(const Inputs& inputs, const WeekSource& source, const RecordedWeeks& recorded,
                       const IsoWeek& week, std::vector<Warning>& warnings) {
  constexpr double as_good_as_all = 0.995;
  const auto reported = recorded.reported_share(source.source, monday_of(week));
  if (source.is_watched && reported < as_good_as_all) {
    warnings.push_back({.kind = WarningKind::reports_to_come,
                        .value = reported,
                        .source = name_of_source(inputs, source.source),
                        .detail = fmt::format("{}", week.week)});
  }
}

/// What of the weeks was not recorded, and whose events could not be compared.
void warn_about_weeks(const Inputs& inputs, const CountedWeeks& weeks, const RecordedWeeks& recorded,
                      const WeeklyPicture& weekly, std::vector<Warning>& warnings) {
  if (weeks.in_no_week > 0) {
    warnings.push_back({.kind = WarningKind::between_weeks, .value = static_cast<double>(weeks.in_no_week)});
  }
  for (const auto& source : weekly.sources) {
    for (const auto& asked : weekly.weeks) {
      const auto share = recorded.days_share(source.source, monday_of(asked.week));
      warn_about_delays(inputs, source, recorded, asked.week, warnings);
      if (share < 1 && is_missed(source, recorded, monday_of(asked.week))) {
        warnings.push_back({.kind = WarningKind::week_partly_recorded,
                            .value = share * static_cast<double>(week_days.count()),
                            .limit = static_cast<double>(week_days.count()),
                            .source = name_of_source(inputs, source.source),
                            .detail = fmt::format("{}", asked.week.week)});
      }
    }
    if (!source.is_watched && source.in_asked > 0) {
      warnings.push_back({.kind = WarningKind::source_without_baseline,
                          .value = static_cast<double>(source.in_asked),
                          .source = name_of_source(inputs, source.source),
                          .detail = source.covers ? days_text(*source.covers) : ""});
    }
  }
}

}  // namespace

std::string_view name_of(WatchedKind kind) {
  switch (kind) {
    case WatchedKind::standing:
      return "standing";
    case WatchedKind::elsewhere:
      return "elsewhere";
    case WatchedKind::whole:
      break;
  }
  return "whole";
}

void check(const WeeklyPictureOptions& options) {
  const auto weeks = (monday_of(options.last) - monday_of(options.first)) / week_days + 1;
  if (weeks < 1 || weeks > static_cast<int>(most_weeks_asked)) {
    throw InvalidOption(fmt::format("a weekly picture looks at 1 to {} weeks, not {}", most_weeks_asked, weeks));
  }
  if (options.recent_weeks < 1) {
    throw InvalidOption("new places are looked for in at least one week");
  }
  check(CountWatchOptions{.false_alarms_a_year = options.false_alarms_a_year});
}

std::vector<IsoWeek> weeks_to_ask(const Period& period) {
  auto weeks = whole_weeks_in(period);
  const auto is_whole = !weeks.empty() && weeks.size() <= most_weeks_asked &&
                        period_of(weeks.front()).from == period.from && period_of(weeks.back()).to == period.to;
  return is_whole ? weeks : std::vector<IsoWeek>();
}

void add_weekly_picture(const Inputs& inputs, const WeeklyPictureOptions& options, Picture& picture,
                        const Progress& progress) {
  check(options);
  const auto first = monday_of(options.first);
  if (!picture.options.period || picture.options.period->to > LocalTime(first)) {
    throw InvalidOption("the window of the standing places must end before the first of the weeks");
  }
  report(progress, "watching weeks", 0);
  // Half a year of watch behind a baseline of two years.
  constexpr auto weeks_before = static_cast<int>(weeks_of_watch + ExpectedCountsOptions{}.baseline_weeks);
  const auto incidents = incidents_by_place(inputs, picture);
  const auto coverages = coverage_of(inputs);
  RecordedWeeks recorded(coverages);
  recorded.take_delays(inputs.incidents);
  auto weeks = count_weeks(
      inputs, coverages, recorded, incidents,
      {.earliest = first - week_days * weeks_before, .first_asked = first, .last_asked = monday_of(options.last)});
  const auto place_of_entry = places_of_entries(inputs, picture, inputs.calendar);
  weeks.counts.features_of_place =
      features_of_places(inputs.calendar, place_of_entry, incidents.areas, iso_week_of(weeks.counts.first_monday),
                         weeks_known(weeks.counts));
  const WatchedWeeks watched(inputs, options, weeks.counts);
  WeeklyPicture weekly{.options = options, .beside = weeks_beside(options), .sources = weeks.sources};
  // By name, and not by where a source stands in a configuration.
  std::ranges::stable_sort(weekly.sources, {},
                           [&](const WeekSource& source) { return name_of_source(inputs, source.source); });
  weekly.counts_from = iso_week_of(weeks.counts.first_monday);
  list_weeks(weeks, watched, weekly);
  weekly.events = events_of_weeks(inputs, picture, incidents, weeks, weekly);
  AreasOfWeek areas(inputs, incidents, weeks, watched, weekly);
  areas.fill();
  areas.fill_beside(recorded);
  add_weights(inputs, incidents, weeks, weekly);
  const auto expected_recent = watched
                                   .expected(incidents.areas, weeks.counts.weeks() - 1,
                                             std::min<std::size_t>(options.recent_weeks, weeks.counts.weeks()))
                                   .value_or(0);
  weekly.new_places = new_places_of_week(inputs, picture, incidents, weeks, expected_recent, weekly);
  look_ahead(inputs, watched, weekly);
  weekly.has_calendar = !inputs.calendar.empty();
  weekly.calendar = entries_of_weeks({.calendar = inputs.calendar,
                                      .place_of_entry = place_of_entry,
                                      .incidents = incidents,
                                      .weeks = weeks,
                                      .recorded = recorded,
                                      .features = watched.features(),
                                      .first = options.first,
                                      .last = options.last});
  warn_about_weeks(inputs, weeks, recorded, weekly, picture.warnings);
  for (const auto& event : weekly.events) {
    picture.use[event.incident] = IncidentUse::week;
  }
  picture.weekly = std::make_shared<const WeeklyPicture>(std::move(weekly));
}

}  // namespace lykta
