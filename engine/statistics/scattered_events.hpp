// How many events are at each place when chance alone puts them there?
//
// N events, each at a place of its own drawing with a probability in proportion to the place's weight: the counts are
// multinomial. Throwing them one by one costs N draws, which is little where events are fewer than places. Where places
// hold several each, the counts are drawn instead: a Poisson number for each place, somewhat fewer in all than are
// wanted, and what is missing is thrown. Poisson numbers are multinomial given their sum, and so they are with further
// independent throws added, so the counts are exactly those of N throws (Devroye 1986, Non-uniform random variate
// generation, section XI.1.4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/random_stream.hpp"

namespace lykta {

/// Draws Poisson numbers of one mean by looking up where a uniform number lies among the summed probabilities.
class PoissonDraw {
 public:
  /// `mean` is above 0 and finite. The table is some 18 standard deviations long.
  explicit PoissonDraw(double mean);

  [[nodiscard]] std::uint32_t operator()(RandomStream& random) const;

 private:
  std::uint32_t lowest_ = 0;
  std::vector<double> up_to_;         ///< probability of lowest_ + i or less
  std::vector<std::uint32_t> guide_;  ///< where to begin, by equal parts of [0, 1)
};

class ScatteredEvents {
 public:
  /// Weights are not negative, and one of them at least is positive.
  ScatteredEvents(std::span<const double> weights, std::uint64_t events);

  /// The number at each place; they add up to the events.
  [[nodiscard]] std::vector<std::uint32_t> counts(RandomStream& random) const;

 private:
  void prepare_numbers(std::span<const double> weights);
  void throw_more(const WeightedDraw& draw, std::uint64_t events, RandomStream& random,
                  std::vector<std::uint32_t>& counts) const;

  std::uint64_t events_;
  WeightedDraw draw_;
  /// Weights are rounded down to steps of a twelfth of an octave and less, so that few tables serve all places; what
  /// rounding took from them is thrown. Empty where all events are thrown.
  std::vector<std::uint16_t> step_;
  std::vector<std::optional<PoissonDraw>>
      number_;  ///< by step; none where so few are expected that throwing is quicker
  std::optional<PoissonDraw> rest_number_;
  std::optional<WeightedDraw> rest_;
};

}  // namespace lykta
