// KernelMass::at_cells: the mass around the centres of all cells.
//
// The grid is worked off in tiles. A tile out of reach of the outline is 1 or 0, as its centres lie inside or
// outside. In the others, the edges near the tile are collected once. Kernels with a support: each edge is taken for
// a run of cells of a row at once, in a loop without branches. It need not know which centres lie inside, nor take an
// arc tangent per edge: the angles are added by multiplying complex numbers, which gives the mass up to a whole
// number, and a mass lies between 0 and 1. Where that leaves a doubt (a hair from 0 or 1), the point is asked by
// itself. Gaussian: the mass is so smooth that it is computed at Chebyshev's points of each tile, and interpolated
// (Trefethen 2013, Approximation Theory and Approximation Practice, chapter 5).
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <type_traits>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"
#include "engine/density/density.hpp"
#include "engine/density/edge_correction.hpp"

namespace lykta {

namespace {

using std::numbers::pi;

/// Which centres of a grid lie inside: for each row, where the outline crosses it.
class RowCrossings {
 public:
  RowCrossings(const OutlineEdges& outline, const Grid& grid) : grid_(grid), start_(grid.rows() + 1, 0) {
    for (const auto& edge : outline.edges()) {
      const auto rows = rows_crossed_by(edge);
      for (auto row = rows.first; row < rows.last; ++row) {
        ++start_[row + 1];
      }
    }
    for (std::size_t row = 0; row < grid.rows(); ++row) {
      start_[row + 1] += start_[row];
    }
    x_.resize(start_.back());
    auto next = start_;
    for (const auto& edge : outline.edges()) {
      const auto rows = rows_crossed_by(edge);
      for (auto row = rows.first; row < rows.last; ++row) {
        x_[next[row]++] = crossing_x(edge, y_of(row));
      }
    }
    for (std::size_t row = 0; row < grid.rows(); ++row) {
      std::sort(x_.begin() + static_cast<std::ptrdiff_t>(start_[row]),
                x_.begin() + static_cast<std::ptrdiff_t>(start_[row + 1]));
    }
  }

  /// 1 for the centres of a row that lie inside, 0 for the others.
  void mark(std::size_t row, std::span<double> inside) const {
    auto crossing = start_[row];
    for (std::size_t column = 0; column < grid_.columns(); ++column) {
      const auto x = grid_.centre(row * grid_.columns() + column).x;
      while (crossing < start_[row + 1] && x_[crossing] <= x) {
        ++crossing;
      }
      inside[column] = static_cast<double>((start_[row + 1] - crossing) % 2);
    }
  }

 private:
  struct Rows {
    std::size_t first = 0;
    std::size_t last = 0;  ///< one beyond
  };

  [[nodiscard]] double y_of(std::size_t row) const { return grid_.centre(row * grid_.columns()).y; }

  /// The first row at or above y.
  [[nodiscard]] std::size_t row_above(double y) const {
    const auto row_m = grid_.shape() == CellShape::hexagon ? hexagon_row_spacing_m(grid_.cell_m()) : grid_.cell_m();
    const auto rows = static_cast<double>(grid_.rows());
    auto row = static_cast<std::size_t>(std::clamp(std::floor((y - y_of(0)) / row_m), 0.0, rows));
    while (row > 0 && y_of(row - 1) >= y) {
      --row;
    }
    while (row < grid_.rows() && y_of(row) < y) {
      ++row;
    }
    return row;
  }

  /// Rows with low <= y < high, as an edge is closed at its lower end.
  [[nodiscard]] Rows rows_crossed_by(const OutlineEdge& edge) const {
    return {row_above(std::min(edge.from.y, edge.to.y)), row_above(std::max(edge.from.y, edge.to.y))};
  }

  static double crossing_x(const OutlineEdge& edge, double y) {
    const auto& low = edge.to.y < edge.from.y ? edge.to : edge.from;
    const auto& high = edge.to.y < edge.from.y ? edge.from : edge.to;
    return low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x);
  }

  const Grid& grid_;
  std::vector<std::size_t> start_;
  std::vector<double> x_;
};

/// The part of the grid that is worked off at once.
struct Tile {
  std::size_t first_row = 0;
  std::size_t last_row = 0;  ///< one beyond
  std::size_t first_column = 0;
  std::size_t last_column = 0;  ///< one beyond
};

/// The box around the centres, a little too wide for hexagons.
Box box_of(const Tile& tile, const Grid& grid) {
  Box box;
  const auto shift = grid.shape() == CellShape::hexagon ? 0.5 * grid.cell_m() : 0.0;
  for (const auto row : {tile.first_row, tile.last_row - 1}) {
    for (const auto column : {tile.first_column, tile.last_column - 1}) {
      const auto centre = grid.centre(row * grid.columns() + column);
      box.add({centre.x - shift, centre.y});
      box.add({centre.x + shift, centre.y});
    }
  }
  return box;
}

/// What every tile needs to know.
struct Work {
  const KernelMass& mass;
  const OutlineEdges& outline;
  const Grid& grid;
  double bandwidth_m;          ///< of the kernel
  double profile_bandwidth_m;  ///< of the profile that stands for it
};

double mass_of_cell(const Work& work, std::size_t cell) {
  return work.mass.at(work.grid.centre(cell), work.bandwidth_m);
}

/// Sums for a run of cells beside each other. Their number is fixed so that the loops become vector instructions.
struct Run {
  static constexpr std::size_t cells = 16;

  std::array<double, cells> sum{};   ///< of `along`
  std::array<double, cells> seen{};  ///< length of the outline within reach
  std::array<double, cells> real{};  ///< a vector turned by the angles under which the edges are seen
  std::array<double, cells> imaginary{};

  Run() { real.fill(1); }
};

/// An edge in bandwidths, counted from the first centre of a tile.
struct NearEdge {
  Point from;
  Point direction;
  double length = 0;
};

std::vector<NearEdge> edges_near(const Work& work, const Tile& tile, double reach) {
  const auto origin = work.grid.centre(tile.first_row * work.grid.columns() + tile.first_column);
  const auto unit_m = work.profile_bandwidth_m;
  std::vector<NearEdge> edges;
  work.outline.for_each_near(box_of(tile, work.grid), reach * unit_m, [&](const OutlineEdge& edge) {
    edges.push_back({{(edge.from.x - origin.x) / unit_m, (edge.from.y - origin.y) / unit_m},
                     edge.direction,
                     edge.length_m / unit_m});
  });
  return edges;
}

LYKTA_INLINED double larger(double a, double b) { return a > b ? a : b; }
LYKTA_INLINED double smaller(double a, double b) { return a < b ? a : b; }

/// Adds an edge to the cells at `first`, `first` + (step, 0), and so on. What is out of reach adds nothing by itself:
/// its length within reach is 0.
template <class Profile>
LYKTA_INLINED void add_edge(const NearEdge& edge, const Profile& profile, const Point& first, double step, Run& run) {
  const auto u = edge.direction;
  const auto y = edge.from.y - first.y;
  const auto first_x = edge.from.x - first.x;
  for (int i = 0; i < static_cast<int>(Run::cells); ++i) {
    const auto cell = static_cast<std::size_t>(i);
    const auto x = first_x - i * step;
    const auto d = x * u.y - y * u.x;
    const auto begin = x * u.x + y * u.y;
    const auto half_chord = std::sqrt(larger(1 - d * d, 0));
    const auto from = smaller(larger(begin, -half_chord), half_chord);
    const auto to = smaller(larger(begin + edge.length, -half_chord), half_chord);
    const auto length = to - from;
    const auto seen = length > 0 ? 1.0 : 0.0;
    const auto cosine = seen * (d * d + from * to) + (1 - seen);
    const auto sine = d * length;
    const auto real = run.real[cell];
    const auto imaginary = run.imaginary[cell];
    run.real[cell] = real * cosine - imaginary * sine;
    run.imaginary[cell] = real * sine + imaginary * cosine;
    run.sum[cell] += profile.along(d, from, to);
    run.seen[cell] += length;
  }
}

/// Products of many sines and cosines would come to nothing.
LYKTA_INLINED void keep_length(Run& run) {
  for (std::size_t i = 0; i < Run::cells; ++i) {
    const auto scale = 1 / larger(std::abs(run.real[i]), std::abs(run.imaginary[i]));
    run.real[i] *= scale;
    run.imaginary[i] *= scale;
  }
}

template <class Profile>
LYKTA_INLINED void add_edges(std::span<const NearEdge> edges, const Profile& profile, const Point& first, double step,
                             Run& run) {
  for (std::size_t i = 0; i < edges.size(); ++i) {
    add_edge(edges[i], profile, first, step, run);
    if (i % 4 == 3) {
      keep_length(run);
    }
  }
}

using Edges = std::span<const NearEdge>;
void add(Edges edges, const TriangularProfile& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}
LYKTA_VECTORISED void add(Edges edges, const PowerProfile<0>& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}
LYKTA_VECTORISED void add(Edges edges, const PowerProfile<1>& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}
LYKTA_VECTORISED void add(Edges edges, const PowerProfile<2>& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}
LYKTA_VECTORISED void add(Edges edges, const PowerProfile<3>& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}
LYKTA_VECTORISED void add(Edges edges, const PowerProfile<4>& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}
LYKTA_VECTORISED void add(Edges edges, const PowerProfile<6>& profile, const Point& first, double step, Run& run) {
  add_edges(edges, profile, first, step, run);
}

/// The mass up to a whole number, or a number outside (0, 1) when there is a doubt (also NaN, at a corner).
double mass_or_doubt(const Run& run, std::size_t i) {
  const auto turns = (run.sum[i] - std::atan2(run.imaginary[i], run.real[i])) / (2 * pi);
  const auto mass = turns - std::floor(turns);
  constexpr double doubtful = 1e-7;
  return mass > doubtful && mass < 1 - doubtful ? mass : -1;
}

/// How the tiles of a kernel with a support are laid out and filled. The values in `mass` are 1 inside and 0 outside.
template <class Profile>
struct Tiles {
  static std::size_t columns(const Work& /*work*/) { return Run::cells; }
  static std::size_t rows(const Work& /*work*/) { return 16; }

  static void fill(const Work& work, const Profile& profile, const Tile& tile, std::vector<double>& mass) {
    const auto edges = edges_near(work, tile, Profile::reach);
    if (edges.empty()) {
      return;
    }
    const auto unit_m = work.profile_bandwidth_m;
    const auto columns = work.grid.columns();
    const auto origin = work.grid.centre(tile.first_row * columns + tile.first_column);
    for (auto row = tile.first_row; row < tile.last_row; ++row) {
      const auto first_cell = row * columns + tile.first_column;
      const auto centre = work.grid.centre(first_cell);
      Run run;
      add(edges, profile, {(centre.x - origin.x) / unit_m, (centre.y - origin.y) / unit_m}, work.grid.cell_m() / unit_m,
          run);
      for (std::size_t i = 0; i < tile.last_column - tile.first_column; ++i) {
        if (!(run.seen[i] <= 0)) {
          const auto value = mass_or_doubt(run, i);
          mass[first_cell + i] = value > 0 ? value : mass_of_cell(work, first_cell + i);
        }
      }
    }
  }
};

/// Interpolation of a smooth function of one variable between its values at Chebyshev's points.
class Chebyshev {
 public:
  /// Enough for 2e-10 over three standard deviations of a Gaussian.
  static constexpr std::size_t points = 16;
  using Values = std::array<double, points>;

  Chebyshev(double low, double high) : middle_((low + high) / 2), half_((high - low) / 2) {}

  [[nodiscard]] double at(std::size_t i) const { return middle_ + half_ * std::cos(angle_of(i)); }

  /// What each of the values counts at x (the barycentric formula).
  [[nodiscard]] Values weights_at(double x) const {
    Values weights{};
    double sum = 0;
    for (std::size_t i = 0; i < points; ++i) {
      const auto away = x - at(i);
      if (away == 0) {
        weights.fill(0);
        weights[i] = 1;
        return weights;
      }
      weights[i] = (i % 2 == 0 ? 1 : -1) * std::sin(angle_of(i)) / away;
      sum += weights[i];
    }
    for (auto& weight : weights) {
      weight /= sum;
    }
    return weights;
  }

 private:
  static double angle_of(std::size_t i) { return pi * (static_cast<double>(i) + 0.5) / static_cast<double>(points); }

  double middle_;
  double half_;
};

double sum_of_products(const Chebyshev::Values& a, const Chebyshev::Values& b) {
  double sum = 0;
  for (std::size_t i = 0; i < Chebyshev::points; ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

/// The mass around a tile's centres, interpolated.
class TileSurface {
 public:
  TileSurface(const Work& work, const Tile& tile)
      : box_(box_of(tile, work.grid)), x_(box_.min_x, box_.max_x), y_(box_.min_y, box_.max_y) {
    for (std::size_t i = 0; i < Chebyshev::points; ++i) {
      for (std::size_t j = 0; j < Chebyshev::points; ++j) {
        values_[i][j] = work.mass.at({x_.at(i), y_.at(j)}, work.bandwidth_m);
      }
    }
  }

  [[nodiscard]] Chebyshev::Values column_weights_at(double x) const { return x_.weights_at(x); }
  /// The values along a row of cells, at the points of x.
  [[nodiscard]] Chebyshev::Values along_row_at(double y) const {
    const auto weights = y_.weights_at(y);
    Chebyshev::Values values{};
    for (std::size_t i = 0; i < Chebyshev::points; ++i) {
      values[i] = sum_of_products(weights, values_[i]);
    }
    return values;
  }

 private:
  Box box_;
  Chebyshev x_;
  Chebyshev y_;
  std::array<Chebyshev::Values, Chebyshev::points> values_{};
};

/// Tiles of up to three standard deviations.
template <>
struct Tiles<GaussianProfile> {
  static std::size_t columns(const Work& work) {
    return at_least_one(3 * work.profile_bandwidth_m / work.grid.cell_m());
  }
  static std::size_t rows(const Work& work) {
    const auto hexagonal = work.grid.shape() == CellShape::hexagon;
    const auto row_m = hexagonal ? hexagon_row_spacing_m(work.grid.cell_m()) : work.grid.cell_m();
    return at_least_one(3 * work.profile_bandwidth_m / row_m);
  }

  static void fill(const Work& work, const GaussianProfile& /*profile*/, const Tile& tile, std::vector<double>& mass) {
    bool near = false;
    work.outline.for_each_near(box_of(tile, work.grid), GaussianProfile::reach * work.profile_bandwidth_m,
                               [&](const OutlineEdge&) { near = true; });
    if (!near) {
      return;
    }
    const auto rows_here = tile.last_row - tile.first_row;
    const auto columns_here = tile.last_column - tile.first_column;
    if (rows_here == 1 || columns_here == 1 || rows_here * columns_here <= Chebyshev::points * Chebyshev::points) {
      fill_one_by_one(work, tile, mass);
    } else {
      interpolate(work, tile, mass);
    }
  }

 private:
  static std::size_t at_least_one(double cells) { return static_cast<std::size_t>(std::clamp(cells, 1.0, 1e6)); }

  static void fill_one_by_one(const Work& work, const Tile& tile, std::vector<double>& mass) {
    for (auto row = tile.first_row; row < tile.last_row; ++row) {
      for (auto column = tile.first_column; column < tile.last_column; ++column) {
        const auto cell = row * work.grid.columns() + column;
        mass[cell] = mass_of_cell(work, cell);
      }
    }
  }

  static void interpolate(const Work& work, const Tile& tile, std::vector<double>& mass) {
    const TileSurface surface(work, tile);
    // Rows of hexagons alternate between two sets of centres.
    std::array<std::vector<Chebyshev::Values>, 2> weights;
    for (auto row = tile.first_row; row < tile.last_row; ++row) {
      auto& weights_of_row = weights[row % 2];
      const auto first_cell = row * work.grid.columns() + tile.first_column;
      if (weights_of_row.empty()) {
        for (std::size_t i = 0; i < tile.last_column - tile.first_column; ++i) {
          weights_of_row.push_back(surface.column_weights_at(work.grid.centre(first_cell + i).x));
        }
      }
      const auto values = surface.along_row_at(work.grid.centre(first_cell).y);
      for (std::size_t i = 0; i < weights_of_row.size(); ++i) {
        auto& here = mass[first_cell + i];
        here = std::clamp(sum_of_products(weights_of_row[i], values), here > 0 ? least_mass_of_inner_point : 0.0, 1.0);
      }
    }
  }
};

/// The values of a band of rows: 1 or 0 first, then the tiles.
template <class Profile>
void fill_band(const Work& work, const Profile& profile, const RowCrossings& crossings, std::size_t band,
               std::vector<double>& mass) {
  const auto& grid = work.grid;
  const auto rows = Tiles<Profile>::rows(work);
  const auto columns = Tiles<Profile>::columns(work);
  Tile tile{band * rows, std::min(grid.rows(), (band + 1) * rows), 0, 0};
  for (auto row = tile.first_row; row < tile.last_row; ++row) {
    crossings.mark(row, std::span(mass).subspan(row * grid.columns(), grid.columns()));
  }
  while (tile.last_column < grid.columns()) {
    tile.first_column = tile.last_column;
    tile.last_column = std::min(grid.columns(), tile.first_column + columns);
    Tiles<Profile>::fill(work, profile, tile, mass);
  }
}

}  // namespace

std::vector<double> KernelMass::at_cells(const Grid& grid, double bandwidth_m, unsigned threads,
                                         const Progress& progress) const {
  check(DensityOptions{.bandwidth_m = bandwidth_m});
  std::vector<double> mass(grid.size());
  const RowCrossings crossings(outline_, grid);
  with_profile(kernel_, of_, [&](const auto& profile, double scale) {
    using Profile = std::decay_t<decltype(profile)>;
    const Work work{*this, outline_, grid, bandwidth_m, bandwidth_m * scale};
    const auto rows = Tiles<Profile>::rows(work);
    for_each_part((grid.rows() + rows - 1) / rows, threads,
                  [&](std::size_t band) { fill_band(work, profile, crossings, band, mass); },
                  [&](double share_done) { report(progress, "edge correction", share_done); });
  });
  return mass;
}

}  // namespace lykta
