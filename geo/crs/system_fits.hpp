// What does a coordinate system make of the points: does it put them where they are expected?
#pragma once

#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/crs/crs_evidence.hpp"
#include "geo/crs/crs_names.hpp"
#include "geo/crs/known_systems.hpp"

namespace lykta {

class OwnDegrees;

/// The middle lies in the area, but for the datum shift that is left out.
inline constexpr double hit_km = 0.5;
/// Beyond this a system does not fit.
inline constexpr double reach_km = 100;
/// This share of the points in the area is no accident.
inline constexpr double telling_share = 0.01;

/// Where the points should be.
struct Expectation {
  Box degrees;
  Phrase name;  ///< for messages
  /// Whether a system must put the middle of the points there and into its own area of use; else near is enough.
  bool strict = false;
};

/// What a system makes of the points.
struct SystemFit {
  CrsCandidate candidate;
  bool named = false;
  bool away = false;  ///< not in the system's own area of use
  int order = 0;      ///< what the names of the columns say about x and y: 0 agrees, 1 says nothing, 2 contradicts
  SystemKind kind = SystemKind::other;
  double area_size = 0;
  Point middle;
  Phrase expected{"", ""};  ///< name of the area
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
  Weighing(std::vector<Point> sample, CoordinateNames names);

  /// Adds the system, as written and with x and y swapped, where it puts the points where they are expected. What is
  /// there already stays as it is.
  void add(const KnownSystem& system, const Expectation& expected);

  [[nodiscard]] std::vector<SystemFit>& fits() { return fits_; }
  [[nodiscard]] bool look_like_degrees() const { return std::abs(middle_.x) <= 180 && std::abs(middle_.y) <= 180; }

 private:
  [[nodiscard]] bool may_fit(const Box& numbers, bool swapped) const;
  void add_degrees(const KnownSystem& system, const Expectation& expected, bool swapped);
  void judge(const KnownSystem& system, const std::string& name, const std::vector<Point>& places,
             const Expectation& expected, bool swapped);

  std::vector<Point> plain_;
  std::vector<Point> swapped_;
  CoordinateNames names_;
  Point middle_;
  std::vector<SystemFit> fits_;
};

/// Marks the systems that put the points where they are expected. Those that do not, and those not in use where they
/// would put them, fall away when there are better ones, unless the names of the columns name them.
void keep_hits(std::vector<SystemFit>& fits);

/// Whether one of them puts half of the points where they are expected.
[[nodiscard]] bool some_hit(const std::vector<SystemFit>& fits);

}  // namespace lykta
