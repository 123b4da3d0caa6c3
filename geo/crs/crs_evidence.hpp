// In which coordinate system are these coordinates, and does what is declared agree?
//
// Numbers are taken for what they can be: each system that may be meant puts the points somewhere on the earth, and
// that place is compared with where the points are expected. Names of columns ("E (SWEREF 99 15 00)") count too.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/phrase.hpp"
#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/crs/point_sample.hpp"

namespace lykta {

struct CrsCandidate {
  std::string id;        ///< "EPSG:3009"
  std::string name;      ///< as the authority calls it: "SWEREF 99 15 00"
  bool swapped = false;  ///< x holds northings or latitudes, y eastings or longitudes
  double inside = 0;     ///< share of the points (zeros left out) in the expected area
  double misfit = 0;     ///< kilometres from the middle of the points to the expected area, 0 inside
  /// 0 for the best. Candidates with the same rank put the points at different places, and nothing tells which is
  /// right: then somebody has to say it.
  int rank = 0;
  Said why;  ///< for a person
};

struct CrsQuestion {
  std::span<const Point> points;  ///< as written, (x, y) columns; zeros and outliers may be among them
  std::string x_name;             ///< names of the columns; empty for geometry
  std::string y_name;
  /// Where the study area or other sources lie, in longitudes and latitudes. Nothing: Sweden first, else anywhere.
  std::optional<Box> expected_degrees;
  std::string expected_name = "the study area";  ///< what to call that place in messages
};

/// The systems that the numbers (and the names of their columns) speak for, best first, at most twelve unless more fit equally
/// well; empty when nothing fits. At most 1000 points, evenly taken, are looked at; (0, 0) and what is not finite is left out.
///
/// With an expected area: WGS 84, the Swedish systems, UTM zones in or beside it, Web Mercator and the British grid; where
/// none of WGS 84 and the Swedish ones puts half of the points into it, and it is at most 20 degrees wide and high,
/// also each projected system of EPSG (in PROJ's database, not deprecated) that is in use there. A system fits when the
/// middle of the points (medians) comes within 100 km of the area or at least 1 % of the points come into it; those
/// which miss it fall away when others hit it.
///
/// Without: systems that put the points into Sweden's land box (10.5 to 24.2 E, 55.2 to 69.1 N) and into their own area
/// of use, so that the zones of SWEREF 99 keep apart as far as they can, and those which the names of the columns name;
/// when there is neither, WGS 84, all zones of UTM and the British grid, each in its own area of use, unless the columns are
/// called longitude and latitude, which no numbers of these are.
///
/// Places are good to some hundred metres only: the shift between datums is left out, which is much quicker. Systems
/// that differ by no more (SWEREF 99 TM and UTM 33) therefore all fit: in Sweden the national one comes first,
/// elsewhere UTM on WGS 84 or ETRS89, then the smaller area of use, the shorter name and the lower code.
[[nodiscard]] std::vector<CrsCandidate> likely_systems(const CrsQuestion& question);

/// Why a declared system cannot be believed.
struct CrsContradiction {
  /// A sentence without its full stop, in English: "in EPSG:3006 the middle of the points lies at 12.3 E 4.5 N, 5800 km
  /// from the study area".
  std::string what;
  std::optional<CrsCandidate> likely;  ///< what it probably is; has at least half of the points in the expected area
  std::vector<std::string> rivals;     ///< ids of further systems of the same rank: nothing tells them from `likely`
};

/// Whether the declared system puts the points far from where they are expected: nothing when it agrees, or when there
/// are no points, or no way from the system to longitudes and latitudes.
///
/// It agrees when the middle of the points comes within 10 km of the expected area or at least 1 % of them come into
/// it. Otherwise it is contradicted when another system fits, or when the middle is more than 100 km away. Without an
/// expected area the system's own area of use is the expectation; and longitudes and latitudes that would lie in Sweden
/// the other way round are contradicted, unless the names of the columns say that they are right.
[[nodiscard]] std::optional<CrsContradiction> contradiction(const Crs& declared, const CrsQuestion& question);

/// How a message calls what states a coordinate system and the columns: the keys of a configuration, or options.
struct CrsWords {
  std::string crs_option{};                     ///< "--source-crs"; empty: the key crs
  std::string columns = "the columns x and y";  ///< or "--x and --y"
};
/// The contradiction in words for an error message, with what to do about it.
[[nodiscard]] std::string words_for(const CrsContradiction& contradiction, const Crs& declared,
                                    const CrsWords& words = {});

/// For each suspect (longitude, latitude) the id of the projected system in use where the data lie whose "0, 0" it is,
/// within 1e-4 degrees; else "". Such points come from empty coordinates that somebody reprojected: the zero of
/// Chicago's state plane is at 91.686566 W, 36.619446 N. Of several systems with the same zero one in US survey feet is
/// given, then that with the shorter name and the lower code. Suspects among the data are none, and systems for half
/// the earth or more are left out: (0, 0) stays "".
[[nodiscard]] std::vector<std::string> zero_of_system(std::span<const Point> suspects_degrees, const Box& data_degrees);

}  // namespace lykta
