#include "engine/density/bandwidth_choice.hpp"

#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/edge_correction.hpp"

namespace lykta {

namespace {

ChosenBandwidth by_likelihood(std::span<const Point> points, std::span<const double> weights, const Area& area,
                              const BandwidthChoice& choice, const BandwidthSearch& search) {
  const KernelMass gaussian(area, Kernel::gaussian);
  const MassInside inside = [&](std::span<const Point> places, Kernel, double width) {
    return gaussian.at_points(places, std::span(&width, 1), choice.threads);
  };
  const auto edges = choice.edges == EdgeTerm::none ? EdgeTerm::uniform : choice.edges;
  return likelihood_bandwidth(points, weights, area, choice.kernel, search, inside, edges);
}

}  // namespace

ChosenBandwidth choose_bandwidth(std::span<const Point> points, std::span<const double> weights, const Area& area,
                                 const BandwidthChoice& choice, const Progress& progress) {
  report(progress, "bandwidth", 0);
  BandwidthSearch search;
  search.threads = choice.threads;
  search.progress = progress;
  switch (choice.rule) {
    case BandwidthRule::scott:
      return scott_bandwidth(points, weights, choice.kernel);
    case BandwidthRule::silverman:
      return silverman_bandwidth(points, weights, choice.kernel);
    case BandwidthRule::diggle:
      if (!weights.empty()) {
        throw InvalidOption("Diggle's bandwidth is not defined for weighted events");
      }
      return diggle_bandwidth(points, area, choice.kernel, choice.threads);
    case BandwidthRule::likelihood:
      return by_likelihood(points, weights, area, choice, search);
    case BandwidthRule::cronie_van_lieshout:
      return cronie_van_lieshout_bandwidth(points, weights, area, choice.kernel, search);
    case BandwidthRule::k_nearest_mean:
      break;
  }
  return k_nearest_mean_bandwidth(points, weights, choice.k, choice.kernel);
}

}  // namespace lykta
