#include "engine/questions/picture_times.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/questions/covered_steps.hpp"

namespace lykta {

EmergingMapOptions emerging_options_of(const Inputs& inputs, const PictureOptions& options) {
  using std::chrono::days;
  constexpr std::size_t most_steps = 60;
  const auto step = days(options.emerging_step_days.value_or(0));
  EventChoice choice;
  choice.include_discovered = options.include_discovered;
  const auto to = options.period ? std::optional(options.period->to) : std::nullopt;
  const auto covered =
      covered_window(inputs, coverage_of(inputs), choice,
                     {.to = to, .step_days = static_cast<unsigned>(step.count()), .fewest = enough_steps});
  const auto steps = step > days(0) && covered ? static_cast<std::size_t>((covered->to - covered->from) / step) : 0;
  if (steps < enough_steps) {
    throw DataError(
        fmt::format("emerging patterns need {} steps of {} days, and the events before the end of the period fill {}: "
                    "leave out [emerging], or choose shorter steps",
                    enough_steps, step.count(), steps));
  }
  EmergingMapOptions emerging;
  emerging.choice = std::move(choice);
  emerging.choice.period = Period{covered->to - step * std::min(steps, most_steps), covered->to};
  emerging.step_days = static_cast<unsigned>(step.count());
  emerging.grid = options.grid;
  emerging.neighbours = options.statistics.neighbours;
  emerging.emerging.correction = options.statistics.correction;
  emerging.emerging.trend_correction = options.statistics.correction;
  return emerging;
}

WeekOptions week_options_of(const PictureOptions& options) {
  WeekOptions week;
  week.choice.period = options.period;
  week.choice.comparison = options.comparison;
  week.choice.include_discovered = options.include_discovered;
  return week;
}

void look_at_times(const Inputs& inputs, std::span<const std::uint32_t> events, const std::vector<Warning>& about_data,
                   const Progress& progress, Picture& picture) {
  const auto& options = picture.options;
  picture.week = week_of(inputs, events, about_data, week_options_of(options), progress);
  if (options.emerging_step_days) {
    auto emerging = emerging_map(inputs, emerging_options_of(inputs, options), progress);
    std::ranges::copy_if(emerging.warnings, std::back_inserter(picture.warnings),
                         [](const Warning& warning) { return warning.kind == WarningKind::source_without_all_steps; });
    picture.emerging = std::make_shared<const EmergingMap>(std::move(emerging));
  }
}

}  // namespace lykta
