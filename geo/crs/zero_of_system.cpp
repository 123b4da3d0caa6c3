// Which projected system has its "0, 0" where suspicious points lie?
#include <array>
#include <cmath>
#include <tuple>

#include "geo/crs/crs_evidence.hpp"
#include "geo/crs/degree_boxes.hpp"
#include "geo/crs/known_systems.hpp"
#include "geo/crs/own_degrees.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

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

std::vector<std::string> zero_of_system(std::span<const Point> suspects_degrees, const Box& data_degrees) {
  start_gdal();
  constexpr double half_the_earth = 180;
  std::vector<std::string> result(suspects_degrees.size());
  // The plainest of the systems with the same zero: in feet, as what is published in America, then by name and code.
  std::vector<std::tuple<bool, std::size_t, int>> plainness(suspects_degrees.size());
  for (const auto& system : projected_systems()) {
    if (system.area.width() >= half_the_earth || common_box(data_degrees, system.area).empty()) {
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
