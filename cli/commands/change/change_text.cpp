#include "cli/commands/change/change_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/frame/zone_text.hpp"
#include "publish/layers/zone_columns.hpp"

namespace lykta {

namespace {

/// More are in the file.
constexpr std::size_t most_listed = 15;

/// First of all, for whoever reads no further.
std::string missing_text(const ChangeMap& map) {
  std::string text;
  const auto add = [&](const char* which, const Period& period, double missing) {
    if (missing > 0) {
      text += fmt::format("{} {} is recorded for {:g} of {:g} days only.\n", which, period_text(period),
                          period.days() - missing, period.days());
    }
  };
  add("The period", map.period, map.days_missing);
  for (std::size_t i = 0; i < map.comparison.size(); ++i) {
    add("The comparison period", map.comparison[i], map.comparison_days_missing[i]);
  }
  if (text.empty()) {
    return text;
  }
  std::string but_for;
  for (const auto& pause : map.pauses) {
    but_for += fmt::format(
        "{} from {}", but_for.empty() ? (map.pauses.size() > 1 ? ", but for pauses" : ", but for a pause") : " and",
        period_text(pause));
  }
  return text + fmt::format(
                    "The record goes from {}{}: a change cannot be told. Choose days within it, or state what the file "
                    "covers (--recorded-from, --recorded-to).\n",
                    period_text(map.recorded), but_for);
}

std::string periods_text(const ChangeMap& map) {
  const auto days = [](double number) { return fmt::format("{:g} {}", number, number == 1 ? "day" : "days"); };
  const auto events = [](std::uint64_t number) { return counted(number, "event", "events"); };
  auto text = fmt::format("{} in {} ({}).\n", events(map.events()), period_text(map.period), days(map.days()));
  if (map.years == 0) {
    return text + fmt::format("{} in {} ({}).\n", events(map.comparison_events()), period_text(map.comparison.front()),
                              days(map.comparison_days()));
  }
  text += fmt::format("{} in the same weeks of {}:", events(map.comparison_events()),
                      counted(map.comparison.size(), "earlier year", "earlier years"));
  for (const auto& period : map.comparison) {
    text += fmt::format(" {}{}", period_text(period), &period == &map.comparison.back() ? ".\n" : ",");
  }
  return text + fmt::format("Recorded: {}.\n", period_text(map.recorded));
}

/// "2.10 times (95 % interval 1.32 to 3.41)", or what can be said where there was nothing before.
std::string ratio_text(const PeriodChange& change, std::size_t unit) {
  const auto low = change.ratio_low[unit];
  const auto high = change.ratio_high[unit];
  if (std::isnan(change.ratio[unit])) {
    return std::isnan(low) ? "no events" : fmt::format("none before (95 %: at least {:.2f} times)", low);
  }
  return fmt::format("{:.2f} times (95 % interval {:.2f} to {:.2f})", change.ratio[unit], low, high);
}

std::string whole_text(const ChangeMap& map) {
  const auto& whole = map.whole;
  const auto* all = map.zones.cells() != nullptr ? "The whole area" : "All zones together";
  auto text = fmt::format("{}: {} against {} expected, {}", all, map.events(), expected_text(whole.expected[0]),
                          ratio_text(whole, 0));
  if (map.is_partly_recorded()) {
    return text + ".\n";
  }
  text += ": ";
  if (whole.too_few_events[0]) {
    return text + "too few events to show anything.\n";
  }
  switch (whole.direction[0]) {
    case Direction::increase:
      return text + "a clear increase.\n";
    case Direction::decrease:
      return text + "a clear decrease.\n";
    case Direction::not_clear:
      break;
  }
  return text + (whole.p[0] <= map.level ? "no clear change, as the interval includes 1.\n" : "no clear change.\n");
}

std::string tested_text(const ChangeMap& map) {
  const auto too_few = map.count.size() - map.change.tested;
  auto text = fmt::format("{}: ", zones_text(map.zones));
  if (map.change.tested == 0) {
    return text + "all have too few events to show anything, whatever happened there.\n";
  }
  text += fmt::format("{} tested", map.change.tested);
  return text + (too_few > 0 ? fmt::format("; {} with too few events to show anything.\n", too_few) : ".\n");
}

std::string clear_text(const ChangeMap& map) {
  const auto clear = map.clear_zones();
  const auto rule = fmt::format("level {:g}, {}", map.level, correction_text(map.correction));
  if (map.is_partly_recorded()) {
    return {};
  }
  if (clear.empty()) {
    return map.change.tested == 0 ? std::string() : fmt::format("No zone has a clear change ({}).\n", rule);
  }
  auto text = fmt::format("{} a clear change ({}):\n", counted(clear.size(), "zone has", "zones have"), rule);
  for (std::size_t i = 0; i < std::min(clear.size(), most_listed); ++i) {
    const auto zone = clear[i];
    text += fmt::format("  {}  {}: {} against {} expected, {}\n", name_of(map.change.direction[zone]),
                        called(map.zones, zone), map.count[zone], expected_text(map.change.expected[zone]),
                        ratio_text(map.change, zone));
  }
  if (clear.size() > most_listed) {
    text += fmt::format("  and {} more, in the file.\n", clear.size() - most_listed);
  }
  if (map.correction == Correction::benjamini_hochberg) {
    text += fmt::format(
        "Of the changes called clear, some {:g} % may be chance. Each interval stands for its zone alone.\n",
        100 * map.level);
  }
  return text;
}

}  // namespace

std::string change_text(const ChangeMap& map) {
  return missing_text(map) + periods_text(map) + whole_text(map) + tested_text(map) + clear_text(map);
}

}  // namespace lykta
