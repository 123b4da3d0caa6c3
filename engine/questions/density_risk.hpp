// Where is the density of events higher than that of the residents, or of other events?
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/density_field.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/density/relative_risk.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/space/grid.hpp"
#include "engine/space/study_area.hpp"

namespace lykta {

/// How the p-values of a relative risk are found.
enum class RiskTest : std::uint8_t { none, asymptotic, monte_carlo };

struct RiskOptions {
  /// The source (RowReference::source) whose events are the denominator; nothing: the residents.
  std::optional<std::uint32_t> other_source;
  double least_units = 10;
  RiskTest test = RiskTest::asymptotic;
  Simulation simulation;
};

/// What a relative risk divides by: events or residents at their places.
struct RiskDenominator {
  std::vector<Point> points;
  std::vector<double> weights;  ///< empty: 1 each
  double weight = 0;            ///< residents or events inside the study area
  double outside_weight = 0;    ///< and outside, left out
};

/// Of the events of another source that were chosen (see ChosenEvents::others). Throws DataError without any.
[[nodiscard]] RiskDenominator denominator_of_events(const Incidents& incidents, std::span<const std::uint32_t> others,
                                                    std::size_t outside);

/// Residents as weighted points: those of polygons stand evenly on the centres of the cells they cover. Throws DataError
/// when nobody lives in the study area.
[[nodiscard]] RiskDenominator denominator_of_residents(const Inputs& inputs, const StudyArea& area, double cell_m);

/// The map that densities are compared on. All must outlive the call.
struct RiskSurface {
  const Area& area;
  const Grid& grid;
  const FieldOptions& field;
  std::shared_ptr<const KernelMass> mass;  ///< nothing where edges are not corrected
};

/// Columns have one value per cell of the grid; NaN for no value.
struct RiskBands {
  std::vector<double> ratio;
  std::vector<double> log_ratio;
  std::optional<std::vector<double>> per_thousand;  ///< of residents only
  std::optional<RiskP> p;                           ///< nothing where none was asked for
  std::size_t thin_cells = 0;                       ///< without a value because the denominator is too thin there
};

/// `density` is that of `events` on the same surface.
[[nodiscard]] RiskBands risk_bands(const RiskOptions& options, const RiskSurface& surface, const DensityField& density,
                                   const WeightedPoints& events, const RiskDenominator& denominator,
                                   const Progress& progress = {});

}  // namespace lykta
