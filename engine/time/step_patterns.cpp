#include "engine/time/step_patterns.hpp"

#include <array>
#include <cstddef>

namespace lykta {

namespace {

/// The same pattern for cold as for hot.
Pattern turned_cold(Pattern hot) {
  constexpr auto offset = static_cast<int>(Pattern::new_cold) - static_cast<int>(Pattern::new_hot);
  return static_cast<Pattern>(static_cast<int>(hot) + offset);
}

/// What is counted in the steps of a cell, for one kind of spot.
struct Spells {
  std::size_t steps = 0;      ///< that could be compared
  std::size_t spots = 0;      ///< of this kind
  std::size_t opposites = 0;  ///< of the other kind
  std::size_t last_run = 0;   ///< spots at the end without a break
  bool now = false;           ///< the last step is one
  bool too_early = false;     ///< some step could not be compared, as it is among the first

  [[nodiscard]] bool ninety_percent() const { return 10 * spots >= 9 * steps; }
};
Spells spells_of(std::span<const BinState> states, BinState kind, BinState opposite) {
  Spells spells;
  for (const auto state : states) {
    spells.too_early |= state == BinState::too_early;
    if (state == BinState::no_value || state == BinState::too_early) {
      continue;
    }
    ++spells.steps;
    spells.now = state == kind;
    spells.spots += spells.now ? 1 : 0;
    spells.opposites += state == opposite ? 1 : 0;
    spells.last_run = spells.now ? spells.last_run + 1 : 0;
  }
  return spells;
}

/// The pattern of a spot that is one in the last step.
Pattern pattern_now(const Spells& spells, Trend clustering) {
  const auto nothing_before = spells.too_early && spells.spots == spells.steps;
  if (spells.spots == 1 && !nothing_before) {
    return Pattern::new_hot;
  }
  if (spells.ninety_percent()) {
    return clustering == Trend::rising    ? Pattern::intensifying_hot
           : clustering == Trend::falling ? Pattern::diminishing_hot
                                          : Pattern::persistent_hot;
  }
  if (spells.last_run == spells.spots) {
    return Pattern::consecutive_hot;
  }
  return spells.opposites == 0 ? Pattern::sporadic_hot : Pattern::oscillating_hot;
}

Pattern pattern_before(const Spells& spells, bool sporadic_is_hot_now) {
  if (spells.spots == 0) {
    return Pattern::none;
  }
  if (spells.ninety_percent()) {
    return Pattern::historical_hot;
  }
  return spells.opposites == 0 && !sporadic_is_hot_now ? Pattern::sporadic_hot : Pattern::none;
}

}  // namespace

std::string_view name_of(BinState state) {
  constexpr std::array<std::string_view, 5> names{"no_value", "neither", "hot", "cold", "too_early"};
  return names.at(static_cast<std::size_t>(state));
}

std::string_view name_of(Pattern pattern) {
  constexpr std::array<std::string_view, 18> names{"no_value",          "none",
                                                   "new_hot",           "consecutive_hot",
                                                   "intensifying_hot",  "persistent_hot",
                                                   "diminishing_hot",   "sporadic_hot",
                                                   "oscillating_hot",   "historical_hot",
                                                   "new_cold",          "consecutive_cold",
                                                   "intensifying_cold", "persistent_cold",
                                                   "diminishing_cold",  "sporadic_cold",
                                                   "oscillating_cold",  "historical_cold"};
  return names.at(static_cast<std::size_t>(pattern));
}

Pattern pattern_of(std::span<const BinState> steps, Trend gi_star, bool sporadic_is_hot_now) {
  if (steps.empty() || steps.back() == BinState::no_value) {
    return Pattern::no_value;
  }
  const auto hot = spells_of(steps, BinState::hot, BinState::cold);
  if (hot.now) {
    return pattern_now(hot, gi_star);
  }
  const auto cold = spells_of(steps, BinState::cold, BinState::hot);
  if (cold.now) {
    const auto clustering = gi_star == Trend::rising    ? Trend::falling
                            : gi_star == Trend::falling ? Trend::rising
                                                        : Trend::none;
    return turned_cold(pattern_now(cold, clustering));
  }
  const auto was_hot = pattern_before(hot, sporadic_is_hot_now);
  if (was_hot != Pattern::none) {
    return was_hot;
  }
  const auto was_cold = pattern_before(cold, sporadic_is_hot_now);
  return was_cold == Pattern::none ? was_cold : turned_cold(was_cold);
}

}  // namespace lykta
