#include "engine/questions/weekly_calendar.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "engine/time/recurring_name.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

/// As near to a known name a place is called by it.
constexpr double called_within_m = 150;

std::optional<std::size_t> place_that_holds(const Picture& picture, const Point& position) {
  const auto slot = picture.study.slot_at(position);
  for (std::size_t i = 0; slot && i < picture.places.size(); ++i) {
    if (std::ranges::find(picture.places[i].slots, *slot) != picture.places[i].slots.end()) {
      return i;
    }
  }
  return std::nullopt;
}

bool is_called(const Place& place, const std::string& name) {
  return compared_name(place.called.text) == name ||
         (place.nearest && place.nearest->distance_m <= called_within_m && compared_name(place.nearest->name) == name);
}

std::optional<std::size_t> place_called(const Inputs& inputs, const Picture& picture, const std::string& name) {
  for (const auto& known : inputs.names) {
    if (compared_name(known.name) == name) {
      if (const auto place = place_that_holds(picture, known.position)) {
        return place;
      }
    }
  }
  const auto called = std::ranges::find_if(picture.places, [&](const Place& place) { return is_called(place, name); });
  return called == picture.places.end() ? std::nullopt
                                        : std::optional(static_cast<std::size_t>(called - picture.places.begin()));
}

/// Calendars write "Torget, Ronneby": what stands before the comma is the place where the whole is none.
std::optional<std::size_t> place_of_text(const Inputs& inputs, const Picture& picture, const std::string& text) {
  const auto place = place_called(inputs, picture, text);
  const auto comma = text.find(',');
  return place || comma == std::string::npos ? place
                                             : place_called(inputs, picture, compared_name(text.substr(0, comma)));
}

OrdinaryWeek ordinary_of(const CountForecast& forecast) {
  constexpr double tail = 0.05;
  return {forecast.mean(), forecast.quantile(tail), forecast.quantile(1 - tail)};
}

/// Without what is of this kind in one week; breaks stay beside an event, and events beside a break.
std::vector<WeekFeature> without_kind(std::span<const WeekFeature> features, DayKind kind, std::size_t week) {
  std::vector<WeekFeature> plain(features.begin(), features.end());
  for (auto& feature : plain) {
    if (is_feature_of(feature, kind)) {
      feature.value[week] = 0;
    }
  }
  return plain;
}

auto order_of_entry(const CalendarEntry& entry) {
  return std::tuple(entry.first, entry.name, entry.place, entry.last, entry.kind);
}

/// What is known of the entries of some weeks.
class EntriesOfWeeks {
 public:
  explicit EntriesOfWeeks(const CalendarQuestion& question) : question_(question) {}

  [[nodiscard]] std::vector<EntryOfWeek> all() {
    std::vector<EntryOfWeek> found;
    const Period asked{period_of(question_.first).from, period_of(question_.last).to};
    const Period coming{asked.to, asked.to + days(7 * static_cast<int>(weeks_of_coming_entries))};
    for (std::size_t i = 0; i < question_.calendar.size(); ++i) {
      const auto& entry = question_.calendar[i];
      const auto is_on = touches(entry, asked);
      const auto comes = LocalTime(entry.first) >= coming.from && LocalTime(entry.first) < coming.to;
      if ((is_on || comes) && entry.kind != DayKind::school_term) {
        found.push_back(told(entry, question_.place_of_entry[i], !is_on));
      }
    }
    const auto order = [](const EntryOfWeek& each) { return order_of_entry(each.entry); };
    std::ranges::stable_sort(found, {}, order);
    const auto twice = std::ranges::unique(found, {}, [](const EntryOfWeek& each) {
      return std::tuple(each.entry.first, each.entry.last, each.entry.kind, compared_name(each.entry.name),
                        compared_name(each.entry.place));
    });
    found.erase(twice.begin(), twice.end());
    return found;
  }

 private:
  [[nodiscard]] const WeeklyCounts& counts() const { return question_.weeks.counts; }

  EntryOfWeek told(const CalendarEntry& entry, std::optional<std::size_t> area, bool is_to_come) {
    EntryOfWeek result{.entry = entry,
                       .week = std::max(iso_week_of(entry.first), question_.first),
                       .is_to_come = is_to_come,
                       .area = area};
    if (comes_back(entry.kind)) {
      result.earlier = earlier_of(entry, area);
      take_effect(result);
    } else {
      result.basis = EffectBasis::days;
    }
    return result;
  }

  /// The week in which most of the entry lies tells how it is heeded.
  void take_effect(EntryOfWeek& told) {
    const auto& entry = told.entry;
    const auto main = std::min(std::max(weeks_of_entry(entry).front(), told.week),
                               plus_weeks(question_.last, static_cast<int>(weeks_of_coming_entries)));
    const auto week = question_.weeks.index_of(monday_of(main));
    const auto& expected = expected_in(week);
    if (!expected.pattern) {
      return;
    }
    const auto& pattern = *expected.pattern;
    std::vector<double> row(pattern.columns.size(), 0.0);
    const auto take = [&](const std::string& name, EffectBasis basis) {
      const auto column = std::ranges::find(pattern.columns, name);
      const auto feature = std::ranges::find(question_.features, name, &WeekFeature::name);
      if (column != pattern.columns.end() && feature != question_.features.end()) {
        row[static_cast<std::size_t>(column - pattern.columns.begin())] = feature->value[week];
        told.basis = basis;
      }
    };
    take(feature_of_kind(entry.kind), EffectBasis::kind);
    take(feature_of_entry(entry), EffectBasis::named);
    const auto predicted = told.basis == EffectBasis::none ? std::nullopt : pattern.fit.predict(row);
    if (predicted) {
      constexpr double normal_95 = 1.959963984540054;
      const auto half = normal_95 * std::sqrt(predicted->variance);
      told.effect = {std::exp(predicted->value), std::exp(predicted->value - half), std::exp(predicted->value + half)};
    }
  }

  [[nodiscard]] std::vector<EarlierEntry> earlier_of(const CalendarEntry& entry, std::optional<std::size_t> area) {
    std::vector<const CalendarEntry*> before;
    const auto name = recurring_name(entry.name);
    for (const auto& other : question_.calendar) {
      if (other.kind == entry.kind && other.last < entry.first && recurring_name(other.name) == name) {
        before.push_back(&other);
      }
    }
    std::ranges::stable_sort(before,
                             [](const auto* a, const auto* b) { return order_of_entry(*b) < order_of_entry(*a); });
    std::vector<EarlierEntry> earlier;
    for (const auto* other : before) {
      auto weeks = weeks_of_entry(*other);
      if (weeks.back() > question_.last) {
        continue;  // not yet known, whatever the files hold
      }
      const auto is_told =
          std::ranges::any_of(earlier, [&](const EarlierEntry& each) { return each.weeks.front() == weeks.front(); });
      if (!is_told && earlier.size() < earlier_entries_shown) {
        earlier.push_back(told_earlier(*other, std::move(weeks), area));
      }
    }
    return earlier;
  }

  EarlierEntry told_earlier(const CalendarEntry& entry, std::vector<IsoWeek> weeks, std::optional<std::size_t> area) {
    EarlierEntry told{.entry = entry, .weeks = std::move(weeks)};
    std::uint64_t all = 0;
    std::uint64_t there = 0;
    for (const auto& week : told.weeks) {
      constexpr double all_but_rounding = 1 - 1e-9;
      if (question_.weeks.recorded_share(question_.recorded, monday_of(week)) < all_but_rounding) {
        return told;
      }
      const auto& count = count_of(monday_of(week));
      for (const auto each : count) {
        all += each;
      }
      there += area ? count[*area] : 0;
    }
    told.count = all;
    told.count_at_place = area ? std::optional(there) : std::nullopt;
    take_ordinary(told, area);
    return told;
  }

  void take_ordinary(EarlierEntry& told, std::optional<std::size_t> area) const {
    constexpr std::size_t year_weeks = 52;
    const auto monday = monday_of(told.weeks.front());
    if (told.weeks.size() != 1 || monday < counts().first_monday) {
      return;
    }
    const auto week = question_.weeks.index_of(monday);
    if (week >= counts().weeks() || week < year_weeks) {
      return;
    }
    auto plain = counts();
    for (auto& of_place : plain.features_of_place) {
      of_place = without_kind(of_place, told.entry.kind, week);
    }
    const auto expected = expected_counts(plain, without_kind(question_.features, told.entry.kind, week), week);
    if (expected.recorded_weeks < year_weeks || !expected.whole.forecast) {
      return;
    }
    told.ordinary = ordinary_of(*expected.whole.forecast);
    if (area && expected.place[*area].forecast) {
      told.ordinary_at_place = ordinary_of(*expected.place[*area].forecast);
    }
  }

  /// Watched events of a week by area, each week counted once.
  const std::vector<std::uint64_t>& count_of(local_days monday) {
    const auto known = count_.find(monday);
    return known != count_.end()
               ? known->second
               : count_.emplace(monday, question_.weeks.of_week(question_.incidents, monday)).first->second;
  }

  const ExpectedCounts& expected_in(std::size_t week) {
    const auto known = expected_.find(week);
    return known != expected_.end()
               ? known->second
               : expected_.emplace(week, expected_counts(counts(), question_.features, week)).first->second;
  }

  const CalendarQuestion& question_;
  std::map<local_days, std::vector<std::uint64_t>> count_;
  std::map<std::size_t, ExpectedCounts> expected_;
};

}  // namespace

std::string_view name_of(EffectBasis basis) {
  switch (basis) {
    case EffectBasis::days:
      return "days";
    case EffectBasis::kind:
      return "kind";
    case EffectBasis::named:
      return "name";
    case EffectBasis::none:
      break;
  }
  return "none";
}

std::vector<std::optional<std::size_t>> places_of_entries(const Inputs& inputs, const Picture& picture,
                                                          std::span<const CalendarEntry> calendar) {
  std::map<std::string, std::optional<std::size_t>> known;
  std::vector<std::optional<std::size_t>> places;
  for (const auto& entry : calendar) {
    const auto name = compared_name(entry.place);
    if (!name.empty() && !known.contains(name)) {
      known[name] = place_of_text(inputs, picture, name);
    }
    places.push_back(name.empty() ? std::nullopt : known[name]);
  }
  return places;
}

std::vector<std::vector<WeekFeature>> features_of_places(std::span<const CalendarEntry> calendar,
                                                         std::span<const std::optional<std::size_t>> place_of_entry,
                                                         std::size_t areas, const IsoWeek& first, std::size_t weeks) {
  std::vector<std::vector<CalendarEntry>> held(areas);
  auto is_any = false;
  for (std::size_t i = 0; i < calendar.size(); ++i) {
    if (place_of_entry[i] && comes_back(calendar[i].kind)) {
      held[*place_of_entry[i]].push_back(calendar[i]);
      is_any = true;
    }
  }
  std::vector<std::vector<WeekFeature>> features;
  for (const auto& entries : held) {
    features.push_back(recurring_features(entries, first, weeks));
  }
  return is_any ? features : std::vector<std::vector<WeekFeature>>();
}

std::vector<CalendarEntry> days_of_calendar(std::span<const CalendarEntry> calendar, bool knows_swedish_holidays,
                                            const IsoWeek& week) {
  std::vector<CalendarEntry> all(calendar.begin(), calendar.end());
  if (knows_swedish_holidays) {
    std::ranges::move(swedish_holidays(week, week), std::back_inserter(all));
  }
  const auto period = period_of(week);
  std::erase_if(
      all, [&](const CalendarEntry& entry) { return entry.kind == DayKind::school_term || !touches(entry, period); });
  std::ranges::stable_sort(all, {}, [](const CalendarEntry& entry) { return std::tie(entry.first, entry.name); });
  const auto twice = std::ranges::unique(
      all, {}, [](const CalendarEntry& entry) { return std::pair(entry.first, compared_name(entry.name)); });
  all.erase(twice.begin(), twice.end());
  return all;
}

std::vector<EntryOfWeek> entries_of_weeks(const CalendarQuestion& question) { return EntriesOfWeeks(question).all(); }

}  // namespace lykta
