#include "engine/questions/picture_strata.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/statistics/map_statistics.hpp"

namespace lykta {

namespace {

/// The stratum of each of these events.
std::vector<std::uint32_t> strata_at(const Strata& strata, const Incidents& incidents,
                                     std::span<const Located> events) {
  std::vector<std::uint32_t> of;
  of.reserve(events.size());
  for (const auto& event : events) {
    of.push_back(strata.at(incidents.position[event.index]));
  }
  return of;
}

/// Whole numbers by stratum.
std::vector<std::uint64_t> counted(const Strata& strata, const Incidents& incidents, std::span<const Located> events) {
  std::vector<std::uint64_t> number(strata.size(), 0);
  for (const auto stratum : strata_at(strata, incidents, events)) {
    ++number[stratum];
  }
  return number;
}

/// Cells that a stratum has a part of, with its share of each and its own events in it.
struct CellsOfStratum {
  std::vector<double> share;
  std::vector<double> count;
};

std::vector<CellsOfStratum> cells_by_stratum(const Strata& strata, const Incidents& incidents,
                                             std::span<const Located> events) {
  const auto stratum_of = strata_at(strata, incidents, events);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lying;  // by slot and stratum
  for (std::size_t k = 0; k < events.size(); ++k) {
    lying.emplace_back(events[k].slot, stratum_of[k]);
  }
  std::ranges::sort(lying);
  std::vector<CellsOfStratum> cells(strata.size());
  auto next = lying.begin();
  for (std::uint32_t slot = 0; slot < strata.slots(); ++slot) {
    const auto first = next;
    next = std::find_if(first, lying.end(), [&](const auto& event) { return event.first != slot; });
    for (const auto& [stratum, share] : strata.parts(slot)) {
      cells[stratum].share.push_back(share);
      cells[stratum].count.push_back(static_cast<double>(std::count(first, next, std::pair(slot, stratum))));
    }
  }
  return cells;
}

std::vector<double> residents_by_stratum(const StrataPicture& picture, const StudyGrid& study,
                                         const std::vector<double>& residents) {
  std::vector<double> number(picture.strata.size(), 0.0);
  for (std::uint32_t slot = 0; slot < study.size(); ++slot) {
    for (const auto& [stratum, share] : picture.strata.parts(slot)) {
      number[stratum] += residents[slot] * share / study.share[slot];
    }
  }
  return number;
}

/// Which stratum each listed place belongs to.
void place_in_strata(const StrataPicture& strata, const Incidents& incidents, std::span<const Located> events,
                     Picture& picture) {
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> place_of(picture.place_study.size(), none);
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    for (const auto slot : picture.places[i].slots) {
      place_of[slot] = i;
    }
  }
  std::vector<std::map<std::uint32_t, std::uint64_t>> count(picture.places.size());
  for (const auto& event : events) {
    const auto slot = picture.place_slot(incidents, event.index);
    if (slot && place_of[*slot] != none) {
      ++count[place_of[*slot]][strata.strata.at(incidents.position[event.index])];
    }
  }
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    auto& place = picture.places[i];
    const auto most = std::ranges::max_element(count[i], {}, [](const auto& each) { return each.second; });
    place.stratum = most != count[i].end() ? most->first : strata.strata.at(place.position);
  }
}

void warn(const Inputs& inputs, std::span<const Located> events, const StrataPicture& strata, Picture& picture) {
  std::string names;
  double thin = 0;
  for (std::size_t i = 0; i < strata.figures.size(); ++i) {
    const auto& figures = strata.figures[i];
    if (!figures.is_tested && figures.events > 0 && i != strata.strata.outside()) {
      ++thin;
      names += (names.empty() ? "" : ", ") + strata.strata.polygon(i).id;
    }
  }
  const auto minimum = static_cast<double>(strata.minimum_events);
  if (thin > 0) {
    picture.warnings.push_back({WarningKind::thin_strata, thin, minimum, {}, names});
  }
  if (const auto& outside = strata.figures.back(); !outside.is_tested && outside.events > 0) {
    picture.warnings.push_back({WarningKind::thin_outside, static_cast<double>(outside.events), minimum});
  }
  const auto several = std::ranges::count_if(events, [&](const Located& event) {
    return strata.strata.polygons_at(inputs.incidents.position[event.index]) > 1;
  });
  if (several > 0) {
    picture.warnings.push_back({WarningKind::in_several_strata, static_cast<double>(several)});
  }
}

}  // namespace

std::shared_ptr<StrataPicture> strata_of(const Inputs& inputs, const Picture& picture) {
  if (inputs.strata.empty()) {
    return nullptr;
  }
  return std::make_shared<StrataPicture>(StrataPicture{.strata = {inputs.strata, picture.study, picture.study_area},
                                                       .minimum_events = picture.options.strata.minimum_events});
}

StratifiedEvents stratified(const StrataPicture& strata, const Incidents& incidents, std::span<const Located> events,
                            std::span<const Located> more) {
  StratifiedEvents result{.strata = strata.strata,
                          .events = std::vector<double>(strata.strata.size(), 0.0),
                          .minimum_events = static_cast<double>(strata.minimum_events)};
  for (const auto& some : {events, more}) {
    for (const auto stratum : strata_at(strata.strata, incidents, some)) {
      result.events[stratum] += 1;
    }
  }
  return result;
}

void test_places(const Incidents& incidents, std::span<const Located> events, const NeighbourSums& sums,
                 const StrataPicture* strata, Picture& picture) {
  const auto own = strata != nullptr ? std::optional(stratified(*strata, incidents, events)) : std::nullopt;
  picture.clustering =
      test_clustering(picture.study, picture.cells.count, sums, picture.options.statistics, own ? &*own : nullptr);
}

void warn_about_test(Picture& picture, bool both_were_tested, const StrataPicture* strata) {
  const auto& options = picture.options.statistics;
  auto& warnings = picture.warnings;
  const auto events = static_cast<double>(picture.counted_events);
  if (picture.counted_events < options.minimum_events) {
    warnings.push_back({both_were_tested ? WarningKind::too_few_in_period : WarningKind::too_few_events, events,
                        static_cast<double>(options.minimum_events)});
    return;
  }
  if (!picture.clustering.tested) {
    // Where there are strata these are too thin, which is said of each.
    if (strata == nullptr) {
      warnings.push_back({WarningKind::equal_counts});
    }
    return;
  }
  if (std::ranges::none_of(picture.clustering.is_hot, [](bool is_hot) { return is_hot; })) {
    const auto rests_on_both = [](const Place& place) { return place.basis == Basis::both_periods; };
    const auto on_both = std::ranges::any_of(picture.places, rests_on_both);
    warnings.push_back({on_both ? WarningKind::significant_together : WarningKind::nothing_significant});
  }
}

void describe_strata(const Inputs& inputs, std::span<const Located> events, const StrataComparison& compared,
                     StrataPicture& strata, Picture& picture) {
  place_in_strata(strata, inputs.incidents, events, picture);
  const auto& of = strata.strata;
  const auto& incidents = inputs.incidents;
  const auto number = counted(of, incidents, events);
  const auto cells = cells_by_stratum(of, incidents, events);
  const auto& residents = picture.cells.residents;
  const auto living =
      residents.empty() ? std::vector<double>() : residents_by_stratum(strata, picture.study, residents);
  const auto now = counted(of, incidents, compared.events);
  const auto before = counted(of, incidents, compared.before);
  const auto can_compare = picture.can_compare();
  strata.figures.resize(of.size());
  for (std::size_t i = 0; i < of.size(); ++i) {
    auto& figures = strata.figures[i];
    figures.area_km2 = of.cells(i) * picture.study.grid.cell_area_m2() / 1e6;
    figures.residents = living.empty() ? std::nullopt : std::optional(living[i]);
    figures.events = number[i];
    figures.compared = can_compare ? std::optional(now[i]) : std::nullopt;
    figures.before = can_compare ? std::optional(before[i]) : std::nullopt;
    figures.is_tested = number[i] >= strata.minimum_events &&
                        picture.counted_events >= picture.options.statistics.minimum_events && of.cells(i) > 0;
    if (number[i] > 0 && !cells[i].share.empty()) {
      figures.concentration = half_of_the_events(cells[i].count, cells[i].share);
    }
  }
  for (std::uint32_t slot = 0; slot < picture.study.size(); ++slot) {
    strata.figures[of.own(slot)].hot_cells += picture.clustering.is_hot[slot] ? 1U : 0U;
  }
  for (const auto& place : picture.places) {
    ++strata.figures[*place.stratum].places;
  }
  warn(inputs, events, strata, picture);
}

}  // namespace lykta
