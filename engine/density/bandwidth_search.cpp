// The cross-validations: criteria that are computed for one bandwidth after the other.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>

#include "engine/density/bandwidth.hpp"
#include "engine/density/bandwidth_events.hpp"
#include "engine/density/gaussian_sums.hpp"
#include "engine/space/point_index.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

namespace {

/// What one event of weight 1 gives at its own place, per m2.
double peak(double bandwidth_m) { return 1 / (2 * std::numbers::pi * bandwidth_m * bandwidth_m); }

constexpr double km2_per_m2 = 1e-6;

/// The events by their places: sums are needed once for each place only.
struct Places {
  CoincidentPoints points;
  std::vector<double> weight;  ///< of all events at a place
};

double weight_of(std::span<const double> weights, std::size_t i) { return weights.empty() ? 1.0 : weights[i]; }

Places places_of(std::span<const Point> points, std::span<const double> weights) {
  Places places{coincident(points), {}};
  places.weight.assign(places.points.locations.size(), 0.0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    places.weight[places.points.location[i]] += weight_of(weights, i);
  }
  return places;
}

/// Density per m2 at each place that the events of the other places give.
std::vector<double> from_others(const Places& places, std::span<const double> weight, double bandwidth_m,
                                unsigned threads) {
  auto density = gaussian_sums(places.points.locations, weight, places.points.locations,
                               {.bandwidth_m = bandwidth_m, .leave_own_out = true, .threads = threads});
  std::ranges::transform(density, density.begin(), [](double value) { return value * km2_per_m2; });
  return density;
}

std::vector<double> usual_candidates(const Places& places, const Area& area) {
  const auto box = area.empty() ? bounding_box(places.points.locations) : bounding_box(area);
  const auto high = std::hypot(box.width(), box.height()) / 2;
  const PointIndex index(places.points.locations);
  std::vector<double> nearest;
  auto low = high;
  for (const auto& place : places.points.locations) {
    index.nearest_distances_m(place, 2, nearest);
    low = std::min(low, nearest.back());
  }
  low = std::clamp(low, high / 10'000, high / 100);
  constexpr double widest_step = 1.5;
  const auto steps = static_cast<int>(std::ceil(std::log(high / low) / std::log(widest_step)));
  std::vector<double> candidates;
  for (int i = 0; i <= steps; ++i) {
    candidates.push_back(low * std::pow(high / low, static_cast<double>(i) / steps));
  }
  return candidates;
}

using Criterion = std::function<double(double bandwidth_m)>;

/// Golden section (Kiefer 1953) in the logarithm for the smallest cost between two bandwidths; what is tried goes to
/// the curve.
void refine_between(double low_m, double high_m, const Criterion& cost, std::vector<BandwidthCandidate>& curve) {
  constexpr double precision = 0.002;
  constexpr auto share = 1 / std::numbers::phi;
  auto low = std::log(low_m);
  auto high = std::log(high_m);
  const auto tried = [&](double at) {
    curve.push_back({std::exp(at), cost(std::exp(at))});
    return curve.back().criterion;
  };
  auto left = high - share * (high - low);
  auto right = low + share * (high - low);
  auto left_cost = tried(left);
  auto right_cost = tried(right);
  while (high - low > precision) {
    if (left_cost <= right_cost) {
      high = right;
      right = left;
      right_cost = left_cost;
      left = high - share * (high - low);
      left_cost = tried(left);
    } else {
      low = left;
      left = right;
      left_cost = right_cost;
      right = low + share * (high - low);
      right_cost = tried(right);
    }
  }
}

/// The Gaussian's bandwidth with the smallest cost.
ChosenBandwidth search_smallest(const Criterion& cost, std::vector<double> candidates_m,
                                const BandwidthSearch& search) {
  ChosenBandwidth chosen;
  for (std::size_t i = 0; i < candidates_m.size(); ++i) {
    report(search.progress, "bandwidth", static_cast<double>(i) / static_cast<double>(candidates_m.size()));
    chosen.curve.push_back({candidates_m[i], cost(candidates_m[i])});
  }
  take_best(chosen, std::ranges::less());
  if (!search.refine || chosen.at_lower_end || chosen.at_upper_end) {
    return chosen;
  }
  const auto best = std::ranges::find(candidates_m, chosen.bandwidth_m);
  refine_between(*std::prev(best), *std::next(best), cost, chosen.curve);
  std::ranges::sort(chosen.curve, {}, &BandwidthCandidate::bandwidth_m);
  take_best(chosen, std::ranges::less());
  return chosen;
}

void for_kernel(ChosenBandwidth& chosen, Kernel kernel) {
  chosen.bandwidth_m = equivalent_bandwidth(chosen.bandwidth_m, Kernel::gaussian, kernel);
  for (auto& candidate : chosen.curve) {
    candidate.bandwidth_m = equivalent_bandwidth(candidate.bandwidth_m, Kernel::gaussian, kernel);
  }
}

std::vector<double> candidates_for(const Places& places, const Area& area, const BandwidthSearch& search) {
  assert(std::ranges::is_sorted(search.candidates_m));
  return search.candidates_m.empty() ? usual_candidates(places, area) : search.candidates_m;
}

/// The likelihood of all bandwidths.
class Likelihood {
 public:
  Likelihood(std::span<const Point> points, std::span<const double> weights, const Area& area, const MassInside& inside,
             EdgeTerm edges, unsigned threads)
      : weights_(weights),
        area_(area),
        inside_(inside),
        edges_(edges),
        threads_(threads),
        places_(places_of(points, weights)),
        total_(std::accumulate(places_.weight.begin(), places_.weight.end(), 0.0)) {}

  [[nodiscard]] const Places& places() const { return places_; }

  [[nodiscard]] double operator()(double bandwidth_m) const {
    const auto& locations = places_.points.locations;
    const auto mass = inside_ ? inside_(locations, Kernel::gaussian, bandwidth_m) : std::vector<double>();
    const auto divisor = [&](std::size_t place, EdgeTerm term) {
      return !mass.empty() && edges_ == term ? mass[place] : 1.0;
    };
    auto given = places_.weight;
    for (std::size_t place = 0; place < given.size(); ++place) {
      given[place] /= divisor(place, EdgeTerm::diggle);
    }
    const auto others = from_others(places_, given, bandwidth_m, threads_);
    double sum = 0;
    for (std::size_t i = 0; i < places_.points.location.size(); ++i) {
      const auto place = places_.points.location[i];
      const auto weight = weight_of(weights_, i);
      if (!(weight > 0)) {
        continue;
      }
      const auto beside = places_.points.count[place] > 1 ? (places_.weight[place] - weight) * peak(bandwidth_m) : 0.0;
      const auto density =
          (others[place] + beside / divisor(place, EdgeTerm::diggle)) / divisor(place, EdgeTerm::uniform);
      sum += weight * std::log(density);
    }
    return sum - integral(mass, bandwidth_m);
  }

 private:
  /// What the kernels have outside the area.
  [[nodiscard]] double lost(const std::vector<double>& mass) const {
    double sum = 0;
    for (std::size_t place = 0; place < mass.size(); ++place) {
      sum += places_.weight[place] * (1 - mass[place]);
    }
    return sum;
  }

  [[nodiscard]] double integral(const std::vector<double>& mass, double bandwidth_m) const {
    if (!inside_ || edges_ == EdgeTerm::diggle) {
      return total_;
    }
    return edges_ == EdgeTerm::none ? total_ - lost(mass) : total_ + gained_at_edges(bandwidth_m, lost(mass));
  }

  /// The integral of density / mass is that of the density, total_ - lost, and that of density * (1 / mass - 1), which
  /// only has something near the edges. Where squares would be too many to look at, 0.
  [[nodiscard]] double gained_at_edges(double bandwidth_m, double lost) const {
    const auto box = bounding_box(area_);
    constexpr double fewest_squares_a_side = 64;
    constexpr double most_squares_a_side = 512;
    const auto side = std::max(box.width(), box.height());
    const auto square_m = std::min(bandwidth_m / 2, side / fewest_squares_a_side);
    if (side > most_squares_a_side * square_m) {
      return 0;
    }
    const auto study = cover(area_, CellShape::square, square_m);
    std::vector<Point> centres;
    centres.reserve(study.size());
    for (const auto cell : study.cells) {
      centres.push_back(study.grid.centre(cell));
    }
    const auto mass = inside_(centres, Kernel::gaussian, bandwidth_m);
    const auto density = gaussian_sums(places_.points.locations, places_.weight, centres,
                                       {.bandwidth_m = bandwidth_m, .leave_own_out = false, .threads = threads_});
    double sum = 0;
    for (std::size_t slot = 0; slot < study.size(); ++slot) {
      sum += mass[slot] > 0 ? study.share[slot] * density[slot] * (1 / mass[slot] - 1) : 0.0;
    }
    return sum * study.grid.cell_area_m2() * km2_per_m2 - lost;
  }

  std::span<const double> weights_;
  const Area& area_;
  const MassInside& inside_;
  EdgeTerm edges_;
  unsigned threads_;
  Places places_;
  double total_;
};

}  // namespace

ChosenBandwidth likelihood_bandwidth(std::span<const Point> points, std::span<const double> weights, const Area& area,
                                     Kernel kernel, const BandwidthSearch& search, const MassInside& inside,
                                     EdgeTerm edges) {
  require_events(points);
  assert(weights.empty() || weights.size() == points.size());
  const Likelihood likelihood(points, weights, area, inside, edges, search.threads);
  auto chosen = search_smallest([&](double bandwidth_m) { return -likelihood(bandwidth_m); },
                                candidates_for(likelihood.places(), area, search), search);
  for (auto& candidate : chosen.curve) {
    candidate.criterion = -candidate.criterion;
  }
  for_kernel(chosen, kernel);
  return chosen;
}

ChosenBandwidth cronie_van_lieshout_bandwidth(std::span<const Point> points, std::span<const double> weights,
                                              const Area& area, Kernel kernel, const BandwidthSearch& search) {
  require_events(points);
  assert(weights.empty() || weights.size() == points.size());
  const auto size_m2 = area_m2(oriented(area));
  if (!(size_m2 > 0)) {
    throw DataError("the bandwidth of Cronie and van Lieshout needs a study area, and this one encloses nothing");
  }
  const auto places = places_of(points, weights);
  const auto difference_squared = [&](double bandwidth_m) {
    const auto others = from_others(places, places.weight, bandwidth_m, search.threads);
    double sum = 0;
    for (std::size_t place = 0; place < others.size(); ++place) {
      if (places.weight[place] > 0) {
        sum += places.weight[place] / (others[place] + places.weight[place] * peak(bandwidth_m));
      }
    }
    const auto difference = (sum - size_m2) * km2_per_m2;
    return difference * difference;
  };
  auto chosen = search_smallest(difference_squared, candidates_for(places, area, search), search);
  for_kernel(chosen, kernel);
  return chosen;
}

}  // namespace lykta
