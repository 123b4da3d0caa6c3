#include <cmath>
#include <numbers>

#include "geo/crs/projection_scale.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_projection_scale {
namespace {

using test::near;

const Point ronneby{15.28, 56.2};

ProjectionScale scale_in(const char* crs, const Point& degrees = ronneby) {
  const auto scale = scale_at(Crs::parse(crs), degrees);
  REQUIRE(scale.has_value());
  return *scale;
}

double cosine(double degrees) { return std::cos(degrees * std::numbers::pi / 180); }

/// Of the radius of a parallel on the ellipsoid of WGS 84 to that of a sphere of its equator.
double parallel_radius(double latitude) {
  constexpr double squared_eccentricity = 0.00669437999014;
  const auto sine = std::sin(latitude * std::numbers::pi / 180);
  return cosine(latitude) / std::sqrt(1 - squared_eccentricity * sine * sine);
}

double deviation(const char* crs, const Box& degrees) {
  const auto over = scale_over(Crs::parse(crs), degrees);
  REQUIRE(over.has_value());
  return over->deviation();
}

Box around(const Point& place, double degrees) {
  return {place.x - degrees, place.y - degrees, place.x + degrees, place.y + degrees};
}

}  // namespace

TEST_CASE("Web Mercator makes a metre in Ronneby almost 1.8 metres") {
  for (const auto* crs : {"EPSG:3857", "ESRI:102100"}) {
    CAPTURE(crs);
    const auto scale = scale_in(crs);
    // A sphere's Mercator of ellipsoidal latitudes: 1 / radius of the parallel along it (1.7934); along the meridian
    // sec(56.2) times a / M = 0.99977, which is 1.7972: so it is not even conformal.
    CHECK(scale.parallel == near(1e-5, 1 / parallel_radius(56.2)));
    CHECK(scale.meridional == near(1e-4, 1.7972));
    CHECK(scale.areal == near(1e-3, 3.2231));
    CHECK(scale.angular_distortion_degrees == near(0.01, 0.12));
  }
}

TEST_CASE("Mercator is true along its standard parallel only") {
  CHECK(scale_in("EPSG:3395").parallel == near(1e-5, 1 / parallel_radius(56.2)));
  CHECK(scale_in("EPSG:3994", {175, -41}).largest == near(1e-6, 1));  // Mercator 2SP, standard parallel 41 S
  CHECK(scale_in("EPSG:3994").largest == near(1e-5, parallel_radius(41) / parallel_radius(56.2)));
  CHECK(scale_in("+proj=merc +lat_ts=56.2 +datum=WGS84 +units=m +type=crs").largest == near(1e-6, 1));
}

TEST_CASE("Plate carrée is true along the meridian and stretched along the parallel") {
  for (const auto* crs : {"EPSG:32662", "ESRI:54001", "EPSG:4087"}) {
    CAPTURE(crs);
    const auto scale = scale_in(crs);
    CHECK(scale.meridional == near(1e-6, 1));
    CHECK(scale.parallel == near(1e-6, 1 / cosine(56.2)));  // 1.7976
    CHECK(scale.areal == near(1e-6, 1 / cosine(56.2)));
    CHECK(scale.smallest == near(1e-6, 1));
    CHECK(scale.largest == near(1e-6, 1 / cosine(56.2)));
    // Snyder 1987, equation 4-1: sin(w / 2) = (a - b) / (a + b)
    const auto sine = (1 / cosine(56.2) - 1) / (1 / cosine(56.2) + 1);
    CHECK(scale.angular_distortion_degrees == near(1e-4, 2 * std::asin(sine) * 180 / std::numbers::pi));
  }
}

TEST_CASE("Mollweide keeps areas and neither lengths nor angles") {
  const auto middle = scale_in("ESRI:54009", {0, 0});
  CHECK(middle.meridional == near(1e-6, std::numbers::pi / (2 * std::numbers::sqrt2)));  // 1.1107
  CHECK(middle.parallel == near(1e-6, 2 * std::numbers::sqrt2 / std::numbers::pi));      // 0.9003
  CHECK(middle.areal == near(1e-6, 1));
  const auto here = scale_in("ESRI:54009");
  CHECK(here.areal == near(1e-5, 1));
  CHECK(here.largest > 1.1);
  CHECK(here.smallest < 0.9);
  CHECK(here.largest * here.smallest == near(1e-5, 1));
}

TEST_CASE("Systems made for a country are true to scale, whatever the order of their axes and their units") {
  CHECK(scale_in("EPSG:32633", {15, 56.2}).largest == near(1e-6, 0.9996));  // on the central meridian of UTM
  CHECK(scale_in("EPSG:3006", {15, 56.2}).largest == near(1e-6, 0.9996));   // northing comes first
  CHECK(scale_in("EPSG:3009").largest == near(2e-5, 1));
  CHECK(scale_in("EPSG:3021").largest == near(2e-5, 1));
  CHECK(scale_in("EPSG:27572", {2.337229, 46.8}).largest == near(1e-6, 0.99987742));  // longitudes in gon from Paris
  CHECK(scale_in("EPSG:3435", {-88.333333, 41.8}).largest == near(1e-6, 0.999975));   // US survey feet
  CHECK(scale_in("EPSG:5972", {15, 56.2}).largest < 1.01);                            // with heights
}

TEST_CASE("Tolerance: national systems pass at home, maps of the world do not") {
  const Box sweden{10.9, 55.3, 24.2, 69.1};
  CHECK(deviation("EPSG:3006", sweden) < 0.004);  // in the corner of the box, at sea
  CHECK(deviation("EPSG:3006", {24.1, 65.8, 24.1, 65.8}) == near(1e-4, 0.0017));
  CHECK(deviation("EPSG:32633", {12, 0, 18, 80}) < 0.001);
  CHECK(deviation("EPSG:25833", {4.5, 57.9, 31.1, 71.2}) < scale_tolerance);  // Norway as its agencies draw it
  CHECK(deviation("EPSG:3067", {19, 59.5, 31.6, 70.1}) < scale_tolerance);
  CHECK(deviation("EPSG:3035", around({20.2, 67.85}, 0.2)) < scale_tolerance);  // ETRS89-LAEA at Kiruna
  CHECK(deviation("EPSG:2154", {-5, 42, 9, 51}) < scale_tolerance);
  CHECK(deviation("EPSG:2193", {166, -47, 179, -34}) < scale_tolerance);
  for (const auto* crs : {"EPSG:3857", "EPSG:3395", "EPSG:32662", "ESRI:54001", "ESRI:54009", "ESRI:54030", "EPSG:8857",
                          "EPSG:3034", "EPSG:3994"}) {
    CAPTURE(crs);
    CHECK(deviation(crs, around(ronneby, 0.2)) > scale_tolerance);
  }
}

TEST_CASE("The worst of middle and corners counts, and says where it is") {
  const auto over = scale_over(Crs::parse("EPSG:32633"), {15, 55, 40, 57});
  REQUIRE(over.has_value());
  CHECK(over->worst_degrees == Point{40, 55});
  CHECK(over->largest == near(1e-9, scale_in("EPSG:32633", {40, 55}).largest));
  CHECK(over->smallest == near(1e-9, scale_in("EPSG:32633", {15, 57}).smallest));
  CHECK(over->middle.largest == near(1e-9, scale_in("EPSG:32633", {27.5, 56}).largest));
}

TEST_CASE("What is not projected has no scale") {
  CHECK_FALSE(scale_at(Crs::parse("EPSG:4326"), ronneby));
  CHECK_FALSE(scale_at(Crs::parse("EPSG:4978"), ronneby));
  // A gnomonic map about the pole ends at the equator.
  const auto gnomonic = Crs::parse("+proj=gnom +lat_0=90 +datum=WGS84 +units=m +type=crs");
  CHECK(scale_over(gnomonic, {0, 80, 1, 81}));
  CHECK_FALSE(scale_over(gnomonic, {0, -20, 1, -10}));
}

}  // namespace lykta::tests_of_projection_scale
