#include "geo/crs/crs_evidence.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "geo/crs/crs_names.hpp"
#include "geo/crs/degree_boxes.hpp"
#include "geo/crs/known_systems.hpp"
#include "geo/crs/point_sample.hpp"
#include "geo/crs/system_fits.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

constexpr double widest_search = 20;  ///< degrees: in a larger area too many systems would fit
constexpr std::size_t most_candidates = 12;

Said reason(const SystemFit& fit) {
  auto text =
      fit.candidate.misfit <= hit_km
          ? said({"{:.0f} % av punkterna ligger i {}", "{:.0f} % of the points lie in {}"}, 100 * fit.candidate.inside,
                 fit.expected)
          : said({"punkternas mitt ligger {:.0f} km från {}", "the middle of the points lies {:.0f} km from {}"},
                 fit.candidate.misfit, fit.expected);
  if (fit.named) {
    text.add("; ", said({"kolumnernas namn säger det", "the names of the columns say so"}));
  }
  if (fit.candidate.swapped) {
    text.add("; ", said({"x innehåller nordkoordinaterna", "x holds the north coordinates"}));
  }
  if (!fit.same_as.empty()) {
    text.add("; ", said({"ungefär samma plats som i {}", "about the same place as in {}"}, fit.same_as));
  }
  return text;
}

/// The first of the better systems that puts the points where this one does; null for none.
const SystemFit* same_place(std::span<const SystemFit> better, const SystemFit& fit) {
  constexpr double same_place_km = 1;
  const auto found = std::ranges::find_if(
      better, [&](const SystemFit& other) { return great_circle_km(other.middle, fit.middle) < same_place_km; });
  return found == better.end() ? nullptr : &*found;
}

/// Best first. Of systems with equal merits those come first that put the points at a new place, with equal ranks.
std::vector<CrsCandidate> ranked(std::vector<SystemFit> fits, bool place_is_known) {
  std::ranges::sort(fits, {}, [&](const SystemFit& fit) {
    const auto& [id, name, swapped, inside, misfit, rank, why] = fit.candidate;
    return std::tuple(fit.merit(place_is_known), !is_usual(id), fit.kind == SystemKind::zone ? 0 : fit.area_size,
                      name.size(), code_of(id));
  });
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const auto* const same = same_place(std::span(fits).first(i), fits[i]);
    fits[i].same_as = same != nullptr ? same->candidate.id : "";
  }
  const auto order = [&](const SystemFit& fit) { return std::pair(fit.merit(place_is_known), !fit.same_as.empty()); };
  std::ranges::stable_sort(fits, {}, order);
  const auto best = fits.empty() ? 0 : std::ranges::count_if(fits, [&](const SystemFit& fit) {
    return fit.hit && fit.same_as.empty() && order(fit) == order(fits.front());
  });
  fits.resize(std::min(fits.size(), std::max(most_candidates, static_cast<std::size_t>(best))));
  std::map<int, std::vector<std::string>> alike;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    auto& candidate = fits[i].candidate;
    const auto equal = i > 0 && fits[i].hit && fits[i].same_as.empty() && order(fits[i]) == order(fits[i - 1]);
    candidate.rank = i == 0 ? 0 : fits[i - 1].candidate.rank + (equal ? 0 : 1);
    alike[candidate.rank].push_back(candidate.id);
  }
  std::vector<CrsCandidate> result;
  for (auto& fit : fits) {
    fit.candidate.why = reason(fit);
    if (const auto& ids = alike[fit.candidate.rank]; ids.size() > most_candidates) {
      fit.candidate.why.add("; ", said({"{} system passar lika bra, talen visar inte vilket",
                                        "{} systems fit equally well, the numbers do not tell which"},
                                       ids.size()));
    } else if (ids.size() > 1) {
      fit.candidate.why.add("; ", said({"{} passar lika bra, talen visar inte vilket",
                                        "{} fit equally well, the numbers do not tell which"},
                                       fmt::join(ids, ", ")));
    }
    result.push_back(std::move(fit.candidate));
  }
  return result;
}

std::vector<CrsCandidate> systems_near(const Box& area, Weighing weighing, const CoordinateNames& names) {
  const Expectation expected{area, {"det förväntade området", "the expected area"}};
  const auto add_all = [&](const std::vector<KnownSystem>& systems, bool in_use_there) {
    for (const auto& system : systems) {
      if (!in_use_there || !common_box(area, system.area).empty()) {
        weighing.add(system, expected);
      }
    }
  };
  add_all(degrees_and_swedish_systems(), false);
  const auto plain_case = some_hit(weighing.fits());
  for (const auto& system : other_usual_systems()) {
    // Of the zones of the whole world those that come near.
    constexpr double one_zone = 6;
    if (!common_box(area, widened(system.area, one_zone)).empty()) {
      weighing.add(system, expected);
    }
  }
  add_all(named_systems(names), false);
  if (!plain_case && std::max(area.width(), area.height()) <= widest_search) {
    add_all(projected_systems(), true);
  }
  keep_hits(weighing.fits());
  return ranked(std::move(weighing.fits()), true);
}

std::vector<CrsCandidate> systems_anywhere(Weighing weighing, const CoordinateNames& names) {
  const auto add_in = [&](const Box& area, const Phrase& name, const KnownSystem& system) {
    // Numbers of the size of degrees are degrees: in metres they would be just about any system's false origin.
    if (system.id == "EPSG:4326" || !weighing.look_like_degrees()) {
      weighing.add(system, {area, name, true});
    }
  };
  const auto add_in_own_area = [&](const KnownSystem& system) {
    add_in(system.area, {"det område där det används", "the area where it is used"}, system);
  };
  for (auto* const systems : {&degrees_and_swedish_systems, &other_usual_systems}) {
    for (const auto& system : (*systems)()) {
      add_in(sweden, {"Sverige", "Sweden"}, system);
    }
  }
  // Degrees that lie in Sweden in the order of their names need no wider search: everything on earth would fit better.
  const auto agree = std::ranges::any_of(weighing.fits(), [](const SystemFit& fit) {
    return fit.candidate.id == "EPSG:4326" && fit.order == 0 && fit.candidate.inside >= 0.5;
  });
  for (const auto& system : named_systems(names)) {
    if (!agree || system.id != "EPSG:4326") {
      add_in_own_area(system);
    }
  }
  if (weighing.fits().empty()) {
    add_in_own_area(system_with(4326));
    // Names that speak of longitudes and latitudes contradict all projected systems, and Web Mercator fits everywhere and
    // says nothing.
    for (const auto& system : other_usual_systems()) {
      if (system.id != "EPSG:3857" && !names.has("EPSG:4326")) {
        add_in_own_area(system);
      }
    }
  }
  keep_hits(weighing.fits());
  return ranked(std::move(weighing.fits()), false);
}

}  // namespace

std::vector<CrsCandidate> likely_systems(const CrsQuestion& question) {
  start_gdal();
  auto sample = telling_points(question.points);
  if (sample.empty()) {
    return {};
  }
  const auto names = read_coordinate_names(question.x_name, question.y_name);
  Weighing weighing(std::move(sample), names);
  const auto& expected = question.expected_degrees;
  return expected && !expected->empty() ? systems_near(*expected, std::move(weighing), names)
                                        : systems_anywhere(std::move(weighing), names);
}

}  // namespace lykta
