#include "geo/crs/crs_evidence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <numbers>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogr_srs_api.h>

#include "engine/base/error.hpp"
#include "geo/crs/crs_names.hpp"
#include "geo/crs/own_degrees.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr Box sweden{10.5, 55.2, 24.2, 69.1};
constexpr Box world{-180, -90, 180, 90};
constexpr double hit_km = 0.5;        ///< the middle lies in the area, but for the datum shift that is left out
constexpr double near_km = 10;        ///< a declared system is believed up to here
constexpr double reach_km = 100;      ///< beyond this a system does not fit
constexpr double some = 0.01;         ///< this share of the points in the area is no accident
constexpr double area_slack = 0.25;   ///< degrees: municipalities at a zone's edge use it too
constexpr double widest_search = 20;  ///< degrees: in a larger area too many systems would fit
constexpr std::size_t sample_size = 1000;
constexpr std::size_t most_candidates = 12;

// ---- Places on the earth ----

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// On a sphere, by the haversine formula.
double great_circle_km(const Point& a, const Point& b) {
  constexpr double earth_radius_km = 6371.0088;
  const auto north = std::sin(radians(b.y - a.y) / 2);
  const auto east = std::sin(radians(b.x - a.x) / 2);
  const auto chord = north * north + std::cos(radians(a.y)) * std::cos(radians(b.y)) * east * east;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, chord)));
}

/// The same meridian, where possible within the box: boxes across the date line end beyond 180.
double longitude_towards(const Box& box, double longitude) {
  const auto middle = (box.min_x + box.max_x) / 2;
  return longitude + 360 * std::round((middle - longitude) / 360);
}

bool contains(const Box& box, const Point& degrees) {
  const auto longitude = longitude_towards(box, degrees.x);
  return box.min_x <= longitude && longitude <= box.max_x && box.min_y <= degrees.y && degrees.y <= box.max_y;
}

double distance_km(const Point& degrees, const Box& box) {
  const Point here{longitude_towards(box, degrees.x), degrees.y};
  return great_circle_km(here, {std::clamp(here.x, box.min_x, box.max_x), std::clamp(here.y, box.min_y, box.max_y)});
}

Box widened(const Box& box, double by) {
  return {box.min_x - by, std::max(-90.0, box.min_y - by), box.max_x + by, std::min(90.0, box.max_y + by)};
}

Box common(const Box& a, const Box& b) {
  // The second box may have to go once around to meet the first.
  const auto turn = longitude_towards(a, (b.min_x + b.max_x) / 2) - (b.min_x + b.max_x) / 2;
  return {std::max(a.min_x, b.min_x + turn), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x + turn),
          std::min(a.max_y, b.max_y)};
}

/// From the registered bounds, whose east is less than their west across the date line.
Box area_from(double west, double south, double east, double north) {
  return {west, south, east < west ? east + 360 : east, north};
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

Point medians(std::span<const Point> points) {
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& point : points) {
    x.push_back(point.x);
    y.push_back(point.y);
  }
  return {median(std::move(x)), median(std::move(y))};
}

/// Points that say something, evenly taken.
std::vector<Point> sample_of(std::span<const Point> points) {
  std::vector<Point> usable;
  for (const auto& point : points) {
    if (std::isfinite(point.x) && std::isfinite(point.y) && (point.x != 0 || point.y != 0)) {
      usable.push_back(point);
    }
  }
  if (usable.size() <= sample_size) {
    return usable;
  }
  std::vector<Point> sample;
  for (std::size_t i = 0; i < sample_size; ++i) {
    sample.push_back(usable[i * usable.size() / sample_size]);
  }
  return sample;
}

// ---- Systems ----

/// A system that may be meant.
struct System {
  std::string id;
  Box area;  ///< of use, degrees; may end east of 180
};

int code_of(const std::string& id) {
  int code = 0;
  std::from_chars(id.data() + id.find(':') + 1, id.data() + id.size(), code);
  return code;
}

/// The bounds that the authority gives; nothing where it gives none.
std::optional<Box> area_of_use(const Crs& crs) {
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
  if (!crs.reference().GetAreaOfUse(&west, &south, &east, &north, nullptr) || west < -180 || south < -90) {
    return std::nullopt;
  }
  return area_from(west, south, east, north);
}

std::vector<System> read_projected_systems() {
  int count = 0;
  auto** const list = OSRGetCRSInfoListFromDatabase("EPSG", nullptr, &count);
  std::vector<System> systems;
  for (const auto* info : std::span(list, static_cast<std::size_t>(count))) {
    if (info->eType == OSR_CRS_TYPE_PROJECTED && !info->bDeprecated && info->bBboxValid) {
      systems.push_back({fmt::format("{}:{}", info->pszAuthName, info->pszCode),
                         area_from(info->dfWestLongitudeDeg, info->dfSouthLatitudeDeg, info->dfEastLongitudeDeg,
                                   info->dfNorthLatitudeDeg)});
    }
  }
  OSRDestroyCRSInfoList(list);
  std::ranges::stable_sort(systems, {}, [](const System& system) { return code_of(system.id); });
  // A system with two areas of use stands there twice.
  std::vector<System> once;
  for (auto& system : systems) {
    if (!once.empty() && once.back().id == system.id) {
      once.back().area.add({system.area.min_x, system.area.min_y});
      once.back().area.add({system.area.max_x, system.area.max_y});
    } else {
      once.push_back(std::move(system));
    }
  }
  return once;
}

/// All projected systems of EPSG that are not deprecated, by code. Reading them takes a tenth of a second: once.
const std::vector<System>& projected_systems() {
  static const auto systems = read_projected_systems();
  return systems;
}

System system_with(int epsg) {
  auto id = fmt::format("EPSG:{}", epsg);
  // RT 90 2.5 gon V is registered for the municipalities around its meridian too, but was the whole country's.
  const auto area = epsg == 3021 ? std::optional(sweden) : area_of_use(Crs::parse(id));
  return {std::move(id), area.value_or(world)};
}

std::vector<System> systems_with(std::initializer_list<std::pair<int, int>> ranges_of_codes) {
  std::vector<System> systems;
  for (const auto& [first, last] : ranges_of_codes) {
    for (auto code = first; code <= last; ++code) {
      systems.push_back(system_with(code));
    }
  }
  return systems;
}

std::vector<System> degrees_and_swedish_systems() { return systems_with({{4326, 4326}, {3006, 3024}}); }

std::vector<System> other_usual_systems() {
  return systems_with({{25832, 25835}, {32632, 32635}, {27700, 27700}, {3857, 3857}});
}

/// Those that the names of the columns name and PROJ knows.
std::vector<System> named_systems(const CoordinateNames& names) {
  std::vector<System> systems;
  for (const auto& id : names.systems) {
    try {
      systems.push_back(system_with(code_of(id)));
    } catch (const InvalidOption&) {  // a number that is no code
      continue;
    }
  }
  return systems;
}

/// Kinds of systems, the more usual first; those of one kind have nothing over each other.
enum class Kind : std::uint8_t { standard, zone, old_or_web, old_zone, other };

/// Outside of Sweden the Swedish systems are nothing special.
Kind kind_of(const System& system, bool in_sweden) {
  const auto code = code_of(system.id);
  if (code == 4326 || (code == 3006 && in_sweden)) {
    return Kind::standard;
  }
  if (code >= 3007 && code <= 3018 && in_sweden) {
    return Kind::zone;
  }
  // Web Mercator of southernmost Sweden has the numbers of RT 90 in Lapland.
  if ((code == 3021 || code == 3857) && in_sweden) {
    return Kind::old_or_web;
  }
  return code >= 3019 && code <= 3024 && in_sweden ? Kind::old_zone : Kind::other;
}

/// UTM on ETRS89 or WGS 84, and the British grid.
bool is_usual(const std::string& id) {
  const auto code = code_of(id);
  return (code > 25800 && code < 25860) || (code > 32600 && code <= 32660) || (code > 32700 && code <= 32760) ||
         code == 27700;
}

/// Where the points should be.
struct Expectation {
  Box degrees;
  std::string_view name;  ///< for messages
  /// Whether a system must put the middle of the points there and into its own area of use; else near is enough.
  bool strict = false;
};

/// What a system makes of the points.
struct Fit {
  CrsCandidate candidate;
  bool named = false;
  bool away = false;  ///< not in the system's own area of use
  int order = 0;      ///< what the names of the columns say about x and y: 0 agrees, 1 says nothing, 2 contradicts
  Kind kind = Kind::other;
  double area_size = 0;
  Point middle;
  std::string_view expected;  ///< name of the area
  bool hit = false;
  std::string same_as;  ///< a better system that puts the points at the same place; empty for none

  /// Systems that nothing but taste tells apart are equal in this, smaller is better.
  [[nodiscard]] auto merit(bool place_is_known) const {
    const auto unnamed = !named;
    const auto miss = !hit;
    return std::tuple(place_is_known ? miss : unnamed, place_is_known ? unnamed : miss, away,
                      hit ? 0.0 : std::round(candidate.misfit), order, candidate.swapped, kind);
  }
};

/// Weighs systems against one sample of points and one expectation.
class Weighing {
 public:
  Weighing(std::vector<Point> sample, CoordinateNames names)
      : plain_(std::move(sample)), names_(std::move(names)), middle_(medians(plain_)) {
    for (const auto& point : plain_) {
      swapped_.push_back({point.y, point.x});
    }
  }

  /// Adds the system, as written and with x and y swapped, where it puts the points where they are expected. What is
  /// there already stays as it is.
  void add(const System& system, const Expectation& expected) {
    if (system.id == "EPSG:4326") {
      add_degrees(system, expected, false);
      add_degrees(system, expected, true);
      return;
    }
    // Far outside of its area a projection means nothing; UTM zones are in use some zones away.
    constexpr double fair_use = 12;
    const auto field = common(expected.degrees, widened(system.area, fair_use));
    if (field.empty()) {
      return;
    }
    const auto crs = Crs::parse(system.id);
    const OwnDegrees own(crs);
    const auto numbers = numbers_in(own, field, crs.reference().GetLinearUnits());
    for (const auto swapped : {false, true}) {
      if (may_fit(numbers, swapped)) {
        judge(system, crs.name(), own.to_degrees(swapped ? swapped_ : plain_), expected, swapped);
      }
    }
  }

  [[nodiscard]] std::vector<Fit>& fits() { return fits_; }
  [[nodiscard]] bool look_like_degrees() const { return std::abs(middle_.x) <= 180 && std::abs(middle_.y) <= 180; }

 private:
  /// The box of eastings and northings of a box of degrees.
  static Box numbers_in(const OwnDegrees& own, const Box& degrees, double metres_per_unit) {
    constexpr int steps = 4;
    std::vector<Point> lattice;
    for (int i = 0; i <= steps; ++i) {
      for (int j = 0; j <= steps; ++j) {
        lattice.push_back({degrees.min_x + degrees.width() * i / steps, degrees.min_y + degrees.height() * j / steps});
      }
    }
    auto numbers = bounding_box(own.from_degrees(lattice));
    const auto margin = reach_km * 1000 / metres_per_unit;
    numbers.min_x -= margin;
    numbers.min_y -= margin;
    numbers.max_x += margin;
    numbers.max_y += margin;
    return numbers;
  }

  /// Whether the numbers have the size for it: most systems fall away here, before points are projected.
  [[nodiscard]] bool may_fit(const Box& numbers, bool swapped) const {
    const auto holds = [&](const Point& point) {
      return numbers.min_x <= point.x && point.x <= numbers.max_x && numbers.min_y <= point.y &&
             point.y <= numbers.max_y;
    };
    const auto& points = swapped ? swapped_ : plain_;
    return holds(swapped ? Point{middle_.y, middle_.x} : middle_) ||
           static_cast<double>(std::ranges::count_if(points, holds)) >= some * static_cast<double>(points.size());
  }

  void add_degrees(const System& system, const Expectation& expected, bool swapped) {
    std::vector<Point> places;
    std::ranges::copy_if(swapped ? swapped_ : plain_, std::back_inserter(places), on_earth);
    judge(system, "WGS 84", places, expected, swapped);
  }

  void judge(const System& system, const std::string& name, const std::vector<Point>& places,
             const Expectation& expected, bool swapped) {
    // Half of the points without a place is no fit, and the medians of the rest would be anywhere.
    if (places.size() * 2 <= plain_.size() || std::ranges::any_of(fits_, [&](const Fit& known) {
          return known.candidate.id == system.id && known.candidate.swapped == swapped;
        })) {
      return;
    }
    const auto share = [&](const Box& box) {
      const auto count = std::ranges::count_if(places, [&](const Point& place) { return contains(box, place); });
      return static_cast<double>(count) / static_cast<double>(plain_.size());
    };
    const auto own_area = widened(system.area, area_slack);
    Fit fit;
    fit.middle = medians(places);
    fit.candidate = {system.id,    name, swapped, share(expected.degrees), distance_km(fit.middle, expected.degrees), 0,
                     std::string()};
    fit.named = names_.has(system.id);
    fit.away = !contains(own_area, fit.middle) || share(own_area) < 0.5;
    fit.order = names_.order == CoordinateOrder::unknown                ? 1
                : (names_.order == CoordinateOrder::swapped) == swapped ? 0
                                                                        : 2;
    fit.kind = kind_of(system, contains(sweden, fit.middle));
    fit.area_size = system.area.width() * system.area.height();
    fit.expected = expected.name;
    const auto fits = expected.strict ? fit.candidate.misfit <= hit_km && !fit.away
                                      : fit.candidate.misfit <= reach_km || fit.candidate.inside >= some;
    if (fits) {
      fits_.push_back(std::move(fit));
    }
  }

  std::vector<Point> plain_;
  std::vector<Point> swapped_;
  CoordinateNames names_;
  Point middle_;
  std::vector<Fit> fits_;
};

/// Marks the systems that put the points where they are expected. Those that do not, and those not in use where they
/// would put them, fall away when there are better ones, unless the names of the columns name them.
void keep_hits(std::vector<Fit>& fits) {
  double best = 0;
  auto in_use = false;
  for (const auto& fit : fits) {
    if (fit.candidate.misfit <= hit_km) {
      best = std::max(best, fit.candidate.inside);
    }
  }
  constexpr double about_as_many = 0.1;
  for (auto& fit : fits) {
    fit.hit = fit.candidate.misfit <= hit_km && fit.candidate.inside >= best - about_as_many;
    in_use = in_use || (fit.hit && !fit.away);
  }
  if (best >= 0.5) {
    std::erase_if(fits, [&](const Fit& fit) { return !fit.named && (!fit.hit || (in_use && fit.away)); });
  }
}

std::string reason(const Fit& fit) {
  auto text = fit.candidate.misfit <= hit_km
                  ? fmt::format("{:.0f} % of the points lie in {}", 100 * fit.candidate.inside, fit.expected)
                  : fmt::format("the middle of the points lies {:.0f} km from {}", fit.candidate.misfit, fit.expected);
  if (fit.named) {
    text += "; the names of the columns say so";
  }
  if (fit.candidate.swapped) {
    text += "; x holds the north coordinates";
  }
  if (!fit.same_as.empty()) {
    text += fmt::format("; about the same place as in {}", fit.same_as);
  }
  return text;
}

/// The first of the better systems that puts the points where this one does; null for none.
const Fit* same_place(std::span<const Fit> better, const Fit& fit) {
  constexpr double same_place_km = 1;
  const auto found = std::ranges::find_if(
      better, [&](const Fit& other) { return great_circle_km(other.middle, fit.middle) < same_place_km; });
  return found == better.end() ? nullptr : &*found;
}

/// Best first. Of systems with equal merits those come first that put the points at a new place, with equal ranks.
std::vector<CrsCandidate> ranked(std::vector<Fit> fits, bool place_is_known) {
  std::ranges::sort(fits, {}, [&](const Fit& fit) {
    const auto& [id, name, swapped, inside, misfit, rank, why] = fit.candidate;
    return std::tuple(fit.merit(place_is_known), !is_usual(id), fit.kind == Kind::zone ? 0 : fit.area_size, name.size(),
                      code_of(id));
  });
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const auto* const same = same_place(std::span(fits).first(i), fits[i]);
    fits[i].same_as = same != nullptr ? same->candidate.id : "";
  }
  const auto order = [&](const Fit& fit) { return std::pair(fit.merit(place_is_known), !fit.same_as.empty()); };
  std::ranges::stable_sort(fits, {}, order);
  fits.resize(std::min(fits.size(), most_candidates));
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
    if (const auto& ids = alike[fit.candidate.rank]; ids.size() > 1) {
      fit.candidate.why += fmt::format("; {} fit equally well, the numbers do not tell which", fmt::join(ids, ", "));
    }
    result.push_back(std::move(fit.candidate));
  }
  return result;
}

bool some_hit(const std::vector<Fit>& fits) {
  return std::ranges::any_of(
      fits, [](const Fit& fit) { return fit.candidate.misfit <= hit_km && fit.candidate.inside >= 0.5; });
}

std::vector<CrsCandidate> systems_near(const Box& area, Weighing weighing, const CoordinateNames& names) {
  const Expectation expected{area, "the expected area"};
  const auto add_all = [&](const std::vector<System>& systems, bool in_use_there) {
    for (const auto& system : systems) {
      if (!in_use_there || !common(area, system.area).empty()) {
        weighing.add(system, expected);
      }
    }
  };
  add_all(degrees_and_swedish_systems(), false);
  const auto plain_case = some_hit(weighing.fits());
  add_all(other_usual_systems(), false);
  add_all(named_systems(names), false);
  if (!plain_case && std::max(area.width(), area.height()) <= widest_search) {
    add_all(projected_systems(), true);
  }
  keep_hits(weighing.fits());
  return ranked(std::move(weighing.fits()), true);
}

std::vector<CrsCandidate> systems_anywhere(Weighing weighing, const CoordinateNames& names) {
  const auto add_in = [&](const Box& area, std::string_view name, const System& system) {
    // Numbers of the size of degrees are degrees: in metres they would be just about any system's false origin.
    if (system.id == "EPSG:4326" || !weighing.look_like_degrees()) {
      weighing.add(system, {area, name, true});
    }
  };
  const auto add_in_own_area = [&](const System& system) { add_in(system.area, "the area where it is used", system); };
  for (auto* const systems : {&degrees_and_swedish_systems, &other_usual_systems}) {
    for (const auto& system : (*systems)()) {
      add_in(sweden, "Sweden", system);
    }
  }
  std::ranges::for_each(named_systems(names), add_in_own_area);
  if (weighing.fits().empty()) {
    add_in_own_area(system_with(4326));
    for (const auto& system : other_usual_systems()) {
      if (system.id != "EPSG:3857") {  // which fits everywhere and says nothing
        add_in_own_area(system);
      }
    }
  }
  keep_hits(weighing.fits());
  return ranked(std::move(weighing.fits()), false);
}

// ---- Declared systems ----

std::string spoken(const Point& degrees) {
  return fmt::format("{:.1f} {} {:.1f} {}", std::abs(degrees.x), degrees.x < 0 ? "W" : "E", std::abs(degrees.y),
                     degrees.y < 0 ? "S" : "N");
}

/// Where the declared system puts the points that it has a place for.
std::vector<Point> declared_places(const Crs& declared, std::vector<Point> points) {
  if (declared.reference().IsGeographic()) {
    std::erase_if(points, [](const Point& point) { return !on_earth(point); });
  }
  std::vector<Point> places;
  for (const auto& place : Projection(declared, wgs84()).points(points)) {
    if (place && on_earth(*place)) {
      places.push_back(*place);
    }
  }
  return places;
}

/// Whether the points come into the area, or nearly.
bool agrees(const std::vector<Point>& places, std::size_t all, const Box& area) {
  const auto inside = std::ranges::count_if(places, [&](const Point& place) { return contains(area, place); });
  return distance_km(medians(places), area) <= near_km ||
         static_cast<double>(inside) >= some * static_cast<double>(all);
}

/// The other systems that hit the expectation and of which none is better than another, the likeliest first.
std::vector<CrsCandidate> better_than(const Crs& declared, const CrsQuestion& question) {
  std::vector<CrsCandidate> better;
  for (auto& candidate : likely_systems(question)) {
    const auto hits = candidate.misfit <= hit_km && candidate.inside >= 0.5;
    if (hits && (candidate.id != declared.id() || candidate.swapped) &&
        (better.empty() || candidate.rank == better.front().rank)) {
      better.push_back(std::move(candidate));
    }
  }
  return better;
}

CrsContradiction contradiction_of(std::string what, std::vector<CrsCandidate> likely) {
  CrsContradiction found{std::move(what), std::nullopt, {}};
  for (auto& candidate : likely) {
    if (found.likely) {
      found.rivals.push_back(candidate.id);
    } else {
      found.likely = std::move(candidate);
    }
  }
  return found;
}

/// Degrees that lie in Sweden only the other way round, and the best that can be made of them.
std::optional<CrsCandidate> sweden_turned_round(const CrsQuestion& question) {
  auto candidates = likely_systems(question);
  const auto turned = !candidates.empty() && candidates.front().id == "EPSG:4326" && candidates.front().swapped;
  return turned ? std::optional(std::move(candidates.front())) : std::nullopt;
}

// ---- Zeros ----

constexpr double us_survey_foot = 1200.0 / 3937.0;

/// Where the "0, 0" of a projected system lies on the earth.
class ZeroPoint {
 public:
  explicit ZeroPoint(const Crs& crs) : crs_(crs), about_(OwnDegrees(crs).to_degrees(zero)) {}

  [[nodiscard]] bool is_at(const Point& degrees) const {
    constexpr double as_rounded = 1e-4;   // degrees
    constexpr double datum_shift = 0.02;  // degrees; the largest are about a kilometre
    if (about_.empty() || !close(about_[0], degrees, datum_shift)) {
      return false;
    }
    if (close(about_[0], degrees, as_rounded)) {
      return true;
    }
    // The exact way is slow, so it is taken only here.
    const auto exact = Projection(crs_, wgs84()).points(zero)[0];
    return exact && close(*exact, degrees, as_rounded);
  }

 private:
  static constexpr std::array zero{Point{0, 0}};

  static bool close(const Point& a, const Point& b, double degrees) {
    return std::abs(a.x - b.x) <= degrees && std::abs(a.y - b.y) <= degrees;
  }

  const Crs& crs_;
  std::vector<Point> about_;
};

}  // namespace

std::vector<CrsCandidate> likely_systems(const CrsQuestion& question) {
  start_gdal();
  auto sample = sample_of(question.points);
  if (sample.empty()) {
    return {};
  }
  const auto names = read_coordinate_names(question.x_name, question.y_name);
  Weighing weighing(std::move(sample), names);
  const auto& expected = question.expected_degrees;
  return expected && !expected->empty() ? systems_near(*expected, std::move(weighing), names)
                                        : systems_anywhere(std::move(weighing), names);
}

std::optional<CrsContradiction> contradiction(const Crs& declared, const CrsQuestion& question) {
  start_gdal();
  const auto sample = sample_of(question.points);
  if (sample.empty()) {
    return std::nullopt;
  }
  std::vector<Point> places;
  try {
    places = declared_places(declared, sample);
  } catch (const DataError&) {  // a local system, of no known place
    return std::nullopt;
  }
  if (places.size() * 2 <= sample.size()) {
    return contradiction_of(fmt::format("in {} most of the points have no place on the earth", declared.id()),
                            better_than(declared, question));
  }
  const auto middle = medians(places);
  const auto says = [&](const Box& area, std::string_view name) {
    return fmt::format("in {} the middle of the points lies at {}, {:.0f} km from {}", declared.id(), spoken(middle),
                       distance_km(middle, area), name);
  };
  const auto expected = question.expected_degrees && !question.expected_degrees->empty();
  if (!expected && declared.reference().IsGeographic()) {
    auto likely = sweden_turned_round(question);
    return likely ? std::optional(CrsContradiction{says(sweden, "Sweden"), std::move(likely), {}}) : std::nullopt;
  }
  const auto area = expected ? *question.expected_degrees : area_of_use(declared).value_or(world);
  if (agrees(places, sample.size(), area)) {
    return std::nullopt;
  }
  auto likely = better_than(declared, question);
  if (likely.empty() && distance_km(middle, area) <= reach_km) {
    return std::nullopt;
  }
  return contradiction_of(says(area, expected ? question.expected_name : "where that system is used"),
                          std::move(likely));
}

std::string words_for(const CrsContradiction& contradiction, const Crs& declared, const CrsWords& words) {
  const auto& option = words.crs_option;
  if (!contradiction.likely) {
    return fmt::format("{}; check {} and {}", contradiction.what, option.empty() ? "crs" : option, words.columns);
  }
  const auto& likely = *contradiction.likely;
  if (likely.swapped && likely.id == declared.id()) {
    return fmt::format("{}; x and y are likely exchanged ({}): exchange {}{}", contradiction.what, likely.why,
                       words.columns, option.empty() ? ", or state position_form" : "");
  }
  if (!contradiction.rivals.empty()) {
    return fmt::format("{}; {} and {} fit equally well: state which it is ({}), or give a study area that tells",
                       contradiction.what, likely.id, fmt::join(contradiction.rivals, ", "),
                       option.empty() ? "crs" : option);
  }
  const auto statement =
      option.empty() ? fmt::format("crs = \"{}\"", likely.id) : fmt::format("{} {}", option, likely.id);
  return fmt::format("{}; it is likely {}{} ({}): state {}{}", contradiction.what, likely.id,
                     likely.swapped ? " with x and y exchanged" : "", likely.why, statement,
                     likely.swapped ? fmt::format(" and exchange {}", words.columns) : "");
}

Box central_box(std::span<const Point> points, double trimmed) {
  constexpr std::size_t enough = 10000;
  const auto stride = std::max<std::size_t>(1, points.size() / enough);
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < points.size(); i += stride) {
    x.push_back(points[i].x);
    y.push_back(points[i].y);
  }
  std::ranges::sort(x);
  std::ranges::sort(y);
  const auto trim = static_cast<std::size_t>(trimmed * static_cast<double>(x.size()));
  return {x[trim], y[trim], x[x.size() - 1 - trim], y[y.size() - 1 - trim]};
}

std::vector<std::string> zero_of_system(std::span<const Point> suspects_degrees, const Box& data_degrees) {
  start_gdal();
  constexpr double half_the_earth = 180;
  std::vector<std::string> result(suspects_degrees.size());
  // The plainest of the systems with the same zero: in feet, as what is published in America, then by name and code.
  std::vector<std::tuple<bool, std::size_t, int>> plainness(suspects_degrees.size());
  for (const auto& system : projected_systems()) {
    if (system.area.width() >= half_the_earth || common(data_degrees, system.area).empty()) {
      continue;
    }
    const auto crs = Crs::parse(system.id);
    const ZeroPoint zero(crs);
    const std::tuple found(std::abs(crs.reference().GetLinearUnits() - us_survey_foot) > 1e-9, crs.name().size(),
                           code_of(system.id));
    for (std::size_t i = 0; i < suspects_degrees.size(); ++i) {
      const auto& suspect = suspects_degrees[i];
      if (!contains(data_degrees, suspect) && (result[i].empty() || found < plainness[i]) && zero.is_at(suspect)) {
        result[i] = system.id;
        plainness[i] = found;
      }
    }
  }
  return result;
}

}  // namespace lykta
