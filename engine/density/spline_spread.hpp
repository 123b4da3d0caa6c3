// Events spread over the nodes of a lattice with cubic B-splines.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/unset_array.hpp"
#include "engine/density/lattice.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// An event by the node to its lower left, counted from a corner of the lattice, and its place between the nodes: 16
/// bits each.
struct FixedEvent {
  std::uint32_t x;
  std::uint32_t y;
  float weight;
};

/// Events in bands of rows of nodes, the lowest first; within a band in the order of the input.
struct BandedEvents {
  static constexpr std::uint32_t rows_per_band = 16;

  std::int64_t first_column = 0;   ///< node column that x counts from
  std::int64_t first_row = 0;      ///< node row that y counts from
  std::vector<std::size_t> start;  ///< events of band b: start[b] .. start[b + 1]
  UnsetArray<FixedEvent> events;
  std::int64_t lowest_column = 0;  ///< node columns of the events' own, both included
  std::int64_t highest_column = -1;

  [[nodiscard]] std::size_t bands() const { return start.size() - 1; }
};

/// The events within `reach` units of the lattice, in bands. Node columns and rows are those of the cells' centres.
[[nodiscard]] BandedEvents banded(std::span<const Point> points, std::span<const double> weights,
                                  const Lattice& lattice, double reach, unsigned threads);

/// A rectangle of nodes in memory, row after row; the first is that of the lattice's `first_column`, `first_row`.
struct NodePlane {
  float* values;
  std::size_t columns;
  std::int64_t first_column;
  std::int64_t first_row;
};

/// Adds the band's events to the nodes around them, four by four; the plane must hold them. Touches the rows from one
/// below the band to two above it.
void spread_band(const BandedEvents& events, std::size_t band, const NodePlane& plane);

/// The transform of the cubic B-spline at angular frequency k.
[[nodiscard]] double spline_transform(double k);

}  // namespace lykta
