#include "engine/density/edge_correction.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

#include "engine/base/parallel.hpp"
#include "engine/density/density.hpp"

namespace lykta {

namespace {

using std::numbers::pi;

/// e = inside + (sum over the edges' parts within reach of `along` - angle) / (2 pi): in and around the point's own
/// edge, both `inside` and the angle jump by the same.
template <class Profile>
double mass_at(const OutlineEdges& outline, const Profile& profile, const Point& point, double bandwidth_m) {
  const auto reach_m = Profile::reach * bandwidth_m;
  double sum = 0;
  Box place;
  place.add(point);
  outline.for_each_near(place, reach_m, [&](const OutlineEdge& edge) {
    const auto seen = seen_from(point, edge);
    const auto half_chord_squared = (reach_m - seen.away_m) * (reach_m + seen.away_m);
    if (half_chord_squared > 0) {
      const auto half_chord = std::sqrt(half_chord_squared) / bandwidth_m;
      const auto from = std::clamp(seen.begin_m / bandwidth_m, -half_chord, half_chord);
      const auto to = std::clamp(seen.end_m / bandwidth_m, -half_chord, half_chord);
      if (from < to) {
        const auto d = seen.away_m / bandwidth_m;
        sum += profile.along(d, from, to) - std::atan2(d * (to - from), d * d + from * to);
      }
    }
  });
  const auto inside = outline.contains(point);
  const auto mass = std::clamp((inside ? 1 : 0) + sum / (2 * pi), 0.0, 1.0);
  return inside ? std::max(mass, least_mass_of_inner_point) : mass;
}

}  // namespace

double roughness(Kernel kernel) {
  switch (kernel) {
    case Kernel::uniform:
      return 1 / pi;
    case Kernel::triangular:
      return 3 / (2 * pi);
    case Kernel::epanechnikov:
      return 4 / (3 * pi);
    case Kernel::quartic:
      return 9 / (5 * pi);
    case Kernel::triweight:
      return 16 / (7 * pi);
    case Kernel::gaussian:
      break;
  }
  return 1 / (4 * pi);
}

KernelMass::KernelMass(const Area& area, Kernel kernel, MassOf of) : outline_(area), kernel_(kernel), of_(of) {}

double KernelMass::at(const Point& point, double bandwidth_m) const {
  check(DensityOptions{.bandwidth_m = bandwidth_m});
  return with_profile(kernel_, of_, [&](const auto& profile, double scale) {
    return mass_at(outline_, profile, point, bandwidth_m * scale);
  });
}

std::vector<double> KernelMass::at_points(std::span<const Point> points, std::span<const double> bandwidths_m,
                                          unsigned threads, const Progress& progress) const {
  assert(bandwidths_m.size() == 1 || bandwidths_m.size() == points.size());
  for (const auto bandwidth_m : bandwidths_m) {
    check(DensityOptions{.bandwidth_m = bandwidth_m});
  }
  constexpr std::size_t points_of_a_part = 1024;
  std::vector<double> mass(points.size());
  with_profile(kernel_, of_, [&](const auto& profile, double scale) {
    const auto fill = [&](std::size_t part) {
      const auto last = std::min(points.size(), (part + 1) * points_of_a_part);
      for (auto i = part * points_of_a_part; i < last; ++i) {
        mass[i] = mass_at(outline_, profile, points[i], scale * bandwidths_m[bandwidths_m.size() == 1 ? 0 : i]);
      }
    };
    for_each_part((points.size() + points_of_a_part - 1) / points_of_a_part, threads, fill,
                  [&](double share_done) { report(progress, "edge correction", share_done); });
  });
  return mass;
}

std::vector<double> corrected_density(std::span<const double> density, std::span<const double> mass,
                                      double least_mass) {
  assert(density.size() == mass.size());
  std::vector<double> corrected(density.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < density.size(); ++i) {
    if (mass[i] >= least_mass && mass[i] > 0) {
      corrected[i] = density[i] / mass[i];
    }
  }
  return corrected;
}

std::vector<double> corrected_weights(std::span<const double> weights, std::span<const double> mass) {
  assert(weights.empty() || weights.size() == mass.size());
  std::vector<double> corrected(mass.size(), 0.0);
  for (std::size_t i = 0; i < mass.size(); ++i) {
    if (mass[i] > 0) {
      corrected[i] = (weights.empty() ? 1.0 : weights[i]) / mass[i];
    }
  }
  return corrected;
}

}  // namespace lykta
