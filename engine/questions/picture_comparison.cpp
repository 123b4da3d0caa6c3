#include "engine/questions/picture_comparison.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace lykta {

namespace {

std::vector<double> count_by_slot(std::span<const Located> events, std::size_t slots) {
  std::vector<double> count(slots, 0.0);
  for (const auto& event : events) {
    count[event.slot] += 1;
  }
  return count;
}

/// Those of the events whose source covers both periods; the others are counted at their source.
std::vector<Located> comparable_of(const Inputs& inputs, std::span<const Located> events, ComparableEvents& choice,
                                   std::size_t ComparedSource::*left_out) {
  std::vector<Located> comparable;
  for (const auto& event : events) {
    if (choice.comparable[event.index]) {
      comparable.push_back(event);
    } else {
      const auto own = inputs.incidents.row[event.index].source;
      ++((*std::ranges::find(choice.sources, own, &ComparedSource::source)).*left_out);
    }
  }
  return comparable;
}

}  // namespace

ComparedEvents compared_events(const Inputs& inputs, const ZonedEvents& zoned, Picture& picture) {
  const auto& options = picture.options;
  auto& cells = picture.cells;
  if (!options.period || !options.comparison) {
    cells.comparison_count.assign(picture.study.size(), 0.0);
    return {};
  }
  auto choice = comparable_events(inputs, coverage_of(inputs), *options.period, std::span(&*options.comparison, 1),
                                  options.include_discovered);
  const auto events = located(zoned.chosen.events, zoned.zone);
  const auto before = located(zoned.chosen.before, zoned.before_zone);
  ComparedEvents compared{.events = comparable_of(inputs, events, choice, &ComparedSource::left_out),
                          .before = comparable_of(inputs, before, choice, &ComparedSource::comparison_left_out)};
  cells.compared_count = count_by_slot(compared.events, picture.study.size());
  cells.comparison_count = count_by_slot(compared.before, picture.study.size());
  picture.compared_sources = std::move(choice.sources);
  return compared;
}

std::optional<BothPeriods> compared_periods(const Incidents& incidents, const ComparedEvents& compared,
                                            const CellDensityOptions& density, const NeighbourSums& sums,
                                            const StrataPicture* strata, const Picture& picture) {
  if (!picture.can_compare()) {
    return std::nullopt;
  }
  const auto by_strata = strata != nullptr
                             ? std::optional(stratified(*strata, incidents, compared.events, compared.before))
                             : std::nullopt;
  return both_periods(picture.study, incidents, compared.events, compared.before, density, sums,
                      picture.options.statistics, by_strata ? &*by_strata : nullptr);
}

void withhold_changes(Picture& picture) {
  if (!picture.options.comparison) {
    return;
  }
  for (auto& place : picture.places) {
    const auto is_compared = place.compared_count.value_or(0) + place.comparison_count.value_or(0) > 0;
    if (place.basis != Basis::observations && (!picture.can_compare() || (!is_compared && place.count > 0))) {
      place.change.emplace().cannot_be_told = true;
    }
    if (!picture.can_compare()) {
      place.compared_count.reset();
      place.comparison_count.reset();
    }
  }
}

void warn_about_comparison(const Inputs& inputs, Picture& picture) {
  const auto& options = picture.options;
  if (options.period && options.comparison && options.period->days() != options.comparison->days()) {
    picture.warnings.push_back({WarningKind::unequal_periods, options.period->days(), options.comparison->days()});
  }
  for (const auto& source : picture.compared_sources) {
    if (source.left_out + source.comparison_left_out > 0) {
      picture.warnings.push_back(not_compared(inputs, source));
    }
  }
  if (options.comparison && !picture.can_compare()) {
    picture.warnings.push_back({WarningKind::nothing_comparable});
  }
}

}  // namespace lykta
