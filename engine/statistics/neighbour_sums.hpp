// What do the values of a place's neighbours add up to?
//
// On a grid no lists are built: the neighbours of a cell are one piece of each row around it, and a piece is the
// difference of two running sums. So the cost grows with the height of the neighbourhood, not with its area.
//
// Values are added as whole multiples of a small unit, in 64 bits. Whole numbers therefore add up exactly, other values
// to about 2^-51 of the largest, and the sum does not depend on the order: lists, grids and any number of threads give
// the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "engine/space/neighbours.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/whole_values.hpp"

namespace lykta {

/// Cells that share a side (four around a square; six around a hexagon, the same as Queen).
struct Rook {};
using CellNeighbourhood = std::variant<Queen, Rook, DistanceBand>;

/// Some places that follow each other, and the sums over their neighbours.
struct SumRun {
  std::size_t part = 0;   ///< runs of one part are given in order, parts in any order
  std::size_t first = 0;  ///< the first place
  std::span<const std::int64_t> sum;
  std::span<const std::uint32_t> number;  ///< how many neighbours have a value
};

class NeighbourSums {
 public:
  /// Any neighbours; the lists must live as long as this.
  explicit NeighbourSums(const Neighbours& neighbours);
  /// Cells of a study grid; cells outside the study area are nobody's neighbours. The study grid must live as long as
  /// this. Neighbours are those of neighbours_of_cells(). Throws InvalidOption unless a band is a positive number.
  NeighbourSums(const StudyGrid& study, const CellNeighbourhood& neighbourhood);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// No place has more neighbours than this.
  [[nodiscard]] std::size_t most() const { return most_; }
  /// No sum that is formed on the way adds more values than this.
  [[nodiscard]] std::size_t addends() const;
  [[nodiscard]] std::size_t parts() const;
  /// The lists it was made from, or nothing for a grid (whose neighbours are mutual).
  [[nodiscard]] const Neighbours* lists() const { return lists_; }
  /// Whether `other` is among the neighbours of `place`, whose sum then holds its value.
  [[nodiscard]] bool is_neighbour(std::uint32_t other, std::uint32_t place) const;

  /// Sums over the neighbours that have a value, the place itself left out, given to `take` run by run from several
  /// threads at once; every place comes once. `scale` must have been made for at least addends() values.
  void for_each_run(std::span<const double> values, const Scale& scale, unsigned threads,
                    const std::function<void(const SumRun&)>& take) const;

 private:
  /// Columns from `low` to `high`, counted from that of the cell; none when high < low.
  struct Piece {
    std::int64_t low = 0;
    std::int64_t high = -1;
  };
  class RunningRows;

  void lay_out(double distance_m);
  void run_of_lists(std::size_t part, std::span<const double> values, const Scale& scale,
                    const std::function<void(const SumRun&)>& take) const;
  void run_of_rows(std::size_t part, std::span<const double> values, const Scale& scale,
                   const std::function<void(const SumRun&)>& take) const;
  [[nodiscard]] std::size_t rows_in_part() const;

  const Neighbours* lists_ = nullptr;
  const StudyGrid* study_ = nullptr;
  std::size_t size_ = 0;
  std::size_t most_ = 0;
  std::vector<std::size_t> row_start_;  ///< first slot of each row of the grid, and one more
  std::vector<Piece> pieces_[2];        ///< by row, from the lowest; for even and odd rows of the lattice
  std::int64_t reach_ = 0;              ///< rows up and down
  std::int64_t margin_ = 0;             ///< columns left and right
};

/// Sums and numbers of all places in one column each.
struct CollectedSums {
  std::vector<std::int64_t> sum;
  std::vector<std::uint32_t> number;
};
[[nodiscard]] CollectedSums collect(const NeighbourSums& sums, std::span<const double> values, const Scale& scale,
                                    unsigned threads);

/// The value of each place and those of its neighbours added up; NaN where its own is missing.
[[nodiscard]] std::vector<double> sums_with_own(const NeighbourSums& sums, std::span<const double> values,
                                                unsigned threads = 0);

}  // namespace lykta
