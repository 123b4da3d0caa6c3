#include "engine/density/adaptive.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/density/density_at_points.hpp"

namespace lykta {

namespace {

void check(double global_m, double trim) {
  if (!(global_m > 0) || !std::isfinite(global_m)) {
    throw InvalidOption(fmt::format("the global bandwidth must be a positive number of metres, not {}", global_m));
  }
  if (!(trim > 0)) {
    throw InvalidOption(fmt::format("the widest bandwidth (trim) must be a positive multiple, not {}", trim));
  }
}

AdaptiveOptions with_pilot(AdaptiveOptions options) {
  check(options.global_m, options.trim);
  if (options.pilot_m != 0) {
    check_length("the pilot's bandwidth", options.pilot_m);
  }
  if (options.pilot_m == 0) {
    options.pilot_m = options.global_m;
  }
  return options;
}

/// Each value by the mass beside it; where there is none nothing is divided.
void divide(std::vector<double>& values, const std::vector<double>& mass) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = mass[i] > 0 ? values[i] / mass[i] : values[i];
  }
}

/// The weights of the pilot's events; those of Diggle's correction count more at the edges.
std::vector<double> pilot_weights(std::span<const Point> points, std::span<const double> weights,
                                  const AdaptiveOptions& options, const MassInside& inside) {
  auto result =
      weights.empty() ? std::vector<double>(points.size(), 1.0) : std::vector<double>(weights.begin(), weights.end());
  if (inside && options.edges == EdgeTerm::diggle) {
    divide(result, inside(points, options.kernel, options.pilot_m));
  }
  return result;
}

}  // namespace

AbramsonRule::AbramsonRule(std::span<const double> pilot_at_events, double global_m, double trim)
    : global_m_(global_m), trim_(trim) {
  check(global_m, trim);
  double log_sum = 0;
  std::size_t counted = 0;
  for (const auto density : pilot_at_events) {
    if (density > 0) {
      log_sum += std::log(density);
      ++counted;
    }
  }
  known_ = counted > 0;
  mean_log_ = known_ ? log_sum / static_cast<double>(counted) : 0;
}

double AbramsonRule::bandwidth_m(double pilot_density) const {
  if (!known_) {
    return global_m_;
  }
  if (!(pilot_density > 0)) {
    return std::isfinite(trim_) ? global_m_ * trim_ : global_m_;
  }
  return global_m_ * std::min(std::exp(-0.5 * (std::log(pilot_density) - mean_log_)), trim_);
}

AdaptiveBandwidths::AdaptiveBandwidths(std::span<const Point> points, std::span<const double> weights,
                                       const AdaptiveOptions& options, MassInside inside)
    : points_(points),
      options_(with_pilot(options)),
      inside_(std::move(inside)),
      weights_(pilot_weights(points, weights, options_, inside_)),
      pilot_(pilot_at(points)),
      rule_(pilot_, options_.global_m, options_.trim),
      of_events_(bandwidths(pilot_)) {}

std::vector<double> AdaptiveBandwidths::at(std::span<const Point> places) const { return bandwidths(pilot_at(places)); }

std::vector<double> AdaptiveBandwidths::pilot_at(std::span<const Point> places) const {
  auto pilot = kernel_sums_at(
      points_, weights_, {}, places,
      {.kernel = options_.kernel, .bandwidth_m = options_.pilot_m, .left_out = {}, .threads = options_.threads});
  if (inside_ && options_.edges == EdgeTerm::uniform) {
    divide(pilot, inside_(places, options_.kernel, options_.pilot_m));
  }
  return pilot;
}

std::vector<double> AdaptiveBandwidths::bandwidths(std::span<const double> pilot) const {
  std::vector<double> result(pilot.size());
  std::ranges::transform(pilot, result.begin(), [&](double density) { return rule_.bandwidth_m(density); });
  return result;
}

std::vector<double> adaptive_bandwidths(std::span<const Point> points, std::span<const double> weights,
                                        const AdaptiveOptions& options, const MassInside& inside) {
  return AdaptiveBandwidths(points, weights, options, inside).of_events();
}

}  // namespace lykta
