// The density of some events as users ask for it: fixed or adaptive, exact or fast, with or without correction of edges.
//
// Prepared once, then asked for rows, so that a raster of any size can be made strip by strip.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/adaptive.hpp"
#include "engine/density/density.hpp"
#include "engine/density/edge_correction.hpp"
#include "engine/density/fast_density.hpp"
#include "engine/density/kernel_rows.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/space/grid.hpp"

namespace lykta {

/// Bandwidths that follow a pilot density (see adaptive.hpp); the global one is that of the density.
struct AdaptiveShape {
  double pilot_m = 0;  ///< 0: the global bandwidth
  double trim = 5;
};

struct FieldOptions {
  DensityOptions density{};
  EdgeTerm edges = EdgeTerm::none;
  std::optional<AdaptiveShape> adaptive{};
  std::optional<FastOptions> fast{};
};

/// Throws InvalidOption for options that contradict each other (an adaptive density has no fast way), and for a
/// tolerance that is no share.
void check(const FieldOptions& options);

class DensityField {
 public:
  /// `mass` is that of the study area for the density's kernel, shared by all fields of a map; nothing where edges are
  /// not corrected. The fast way computes everything here, the others row by row.
  DensityField(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
               const FieldOptions& options, std::shared_ptr<const KernelMass> mass, const Progress& progress = {});

  /// Density per km2 of `rows` rows from `first_row` (0 is the lowest) into `out`; NaN where too little of the kernel
  /// lies inside the area (uniform correction). `mass_of_rows` saves computing the mass again where the caller has it:
  /// one value per cell of these rows, for the fixed bandwidth.
  void write_rows(std::size_t first_row, std::size_t rows, std::span<double> out,
                  std::span<const double> mass_of_rows = {}, const Progress& progress = {}) const;

  /// What came of the fast way, where it was asked for.
  [[nodiscard]] const std::optional<FastReport>& fast() const { return fast_; }
  /// One per event where bandwidths are adaptive, metres; else none.
  [[nodiscard]] std::span<const double> bandwidths_m() const {
    return adaptive_ ? std::span(adaptive_->bandwidths.of_events()) : std::span<const double>();
  }
  /// The narrowest and the widest of them.
  [[nodiscard]] std::optional<std::pair<double, double>> bandwidth_range_m() const;

 private:
  /// The events of an adaptive field with their bandwidths: cells near the border ask for bandwidths of their own.
  struct Adaptive {
    std::vector<Point> points;
    std::vector<double> weights;
    AdaptiveBandwidths bandwidths;
    double widest_m;

    Adaptive(std::span<const Point> points, std::span<const double> weights, const FieldOptions& options,
             const std::shared_ptr<const KernelMass>& mass);
  };

  void divide_by_mass(std::size_t first_row, std::size_t rows, std::span<double> out,
                      std::span<const double> mass_of_rows) const;
  [[nodiscard]] std::vector<double> local_mass(std::size_t first_row, std::size_t rows) const;

  Grid grid_;
  FieldOptions options_;
  std::shared_ptr<const KernelMass> mass_;
  std::unique_ptr<Adaptive> adaptive_;
  std::optional<KernelRows> rows_;
  std::optional<FastReport> fast_;
  std::vector<float> fast_density_;
};

/// The grid of some rows of a grid.
[[nodiscard]] Grid rows_of(const Grid& grid, std::size_t first_row, std::size_t rows);

}  // namespace lykta
