// Who is next to whom, for cells of a grid and for polygons of one's own?
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "engine/space/zones.hpp"
#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

/// The `number` zones whose centres are the nearest (all others, when there are fewer); of equally near ones those that
/// come first. Not mutual: the nearest of a lonely zone may have nearer ones themselves.
struct Nearest {
  std::size_t number = 8;
};

using NeighbourRule = std::variant<Queen, Rook, DistanceBand, Nearest>;

/// Throws InvalidOption for a distance that is no positive number and for 0 nearest.
void check(const NeighbourRule& rule);

/// The neighbours of zones under a rule, and sums over them. The zones must live as long as this.
///
/// Polygons of one's own touch (Queen) when they share a point of their outlines, and share a side (Rook) when they
/// share a piece of it. Corners of a neighbour that lie on a side, as outlines of different detail have them, count
/// as touching too; `tolerance_m` says how far apart two outlines may be drawn and still touch.
class ZoneNeighbours {
 public:
  static constexpr double tolerance_m = 0.5;

  /// Throws InvalidOption as check().
  ZoneNeighbours(const Zones& zones, const NeighbourRule& rule, unsigned threads = 1);

  [[nodiscard]] const NeighbourSums& sums() const { return *sums_; }
  /// Zones without any neighbour.
  [[nodiscard]] std::size_t islands() const { return islands_; }
  [[nodiscard]] const std::vector<std::uint32_t>& number() const { return number_; }  ///< of neighbours, by zone

 private:
  std::unique_ptr<const Neighbours> lists_;  ///< nothing for rules that a grid answers by itself
  std::optional<NeighbourSums> sums_;
  std::vector<std::uint32_t> number_;
  std::size_t islands_ = 0;
};

}  // namespace lykta
