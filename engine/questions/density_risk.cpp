#include "engine/questions/density_risk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/space/coverage.hpp"

namespace lykta {

namespace {

/// Adds residents one by one, each inside or outside.
class Settled {
 public:
  Settled(const StudyArea& area, double cell_m) : area_(area), cell_m_(cell_m) {}

  void add(const Point& point, double number) {
    if (!(number > 0)) {
      return;
    }
    if (!area_.holds(point)) {
      found_.outside_weight += number;
      return;
    }
    found_.points.push_back(point);
    found_.weights.push_back(number);
  }

  void add(const Area& polygon, double number) {
    // Of a polygon that reaches far beyond the study area only the part in its box is looked at.
    const auto own = bounding_box(polygon);
    const auto& study = area_.box();
    const Box both{std::max(own.min_x, study.min_x), std::max(own.min_y, study.min_y), std::min(own.max_x, study.max_x),
                   std::min(own.max_y, study.max_y)};
    const auto whole_m2 = std::abs(area_m2(oriented(polygon)));
    double given = 0;
    if (!both.empty() && whole_m2 > 0) {
      const auto local = Grid::covering(both, CellShape::square, cell_m_);
      const auto share = inside_share(local, polygon);
      for (std::size_t cell = 0; cell < share.size(); ++cell) {
        const auto part = number * share[cell] * local.cell_area_m2() / whole_m2;
        if (share[cell] > 0) {
          add(local.centre(cell), part);
          given += part;
        }
      }
    }
    found_.outside_weight += std::max(0.0, number - given);
  }

  RiskDenominator take() && { return std::move(found_); }

 private:
  const StudyArea& area_;
  double cell_m_;
  RiskDenominator found_;
};

/// Two densities on the same cells.
class Comparison {
 public:
  Comparison(const RiskSurface& surface, const DensityField& density, const WeightedPoints& events,
             const RiskDenominator& denominator, bool to_events, const Progress& progress)
      : surface_(surface), events_(events), denominator_(denominator), to_events_(to_events), field_(surface.field) {
    field_.fast.reset();
    // Both must be of one kind: the fast way gives plain kernels.
    if (density.fast() && !density.fast()->exact) {
      field_.density.keep_mass = false;
    }
    const DensityField below(denominator.points, denominator.weights, surface.grid, field_, surface.mass, progress);
    area_km2_ = inside_share(surface.grid, surface.area);
    for (auto& area : area_km2_) {
      area *= surface.grid.cell_area_m2() / m2_per_km2;
    }
    above_ = inside(density, progress);
    below_ = inside(below, progress);
    const auto& how = field_.density;
    if (surface.mass) {
      mass_ = surface.mass->at_cells(surface.grid, how.bandwidth_m, how.threads);
      squared_mass_ = KernelMass(surface.area, how.kernel, MassOf::squared_kernel)
                          .at_cells(surface.grid, how.bandwidth_m, how.threads);
    }
  }

  [[nodiscard]] const std::vector<double>& area_km2() const { return area_km2_; }

  [[nodiscard]] ComparedDensity top() const { return compared(above_, units_of(events_)); }
  [[nodiscard]] ComparedDensity bottom() const {
    return compared(below_, to_events_ ? units_of({denominator_.points, denominator_.weights}) : denominator_.weight);
  }

  [[nodiscard]] std::optional<RiskP> p(const RiskOptions& options, const RelativeRisk& risk,
                                       const Progress& progress) const {
    switch (options.test) {
      case RiskTest::none:
        break;
      case RiskTest::asymptotic:
        return asymptotic_p(top(), bottom(), area_km2_, risk, to_events_ ? Denominator::sample : Denominator::known);
      case RiskTest::monte_carlo:
        return simulated_p(options.simulation, risk, progress);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] RiskP simulated_p(const Simulation& simulation, const RelativeRisk& risk,
                                  const Progress& progress) const {
    const DensityOf density_of = [this](std::span<const Point> points, std::span<const double> weights) {
      return inside(DensityField(points, weights, surface_.grid, field_, surface_.mass), {});
    };
    const WeightedPoints base{denominator_.points, denominator_.weights};
    // An adaptive density is no plain sum over points: both are drawn and computed anew then.
    const auto density_of_others = field_.adaptive ? density_of : DensityOf();
    return to_events_
               ? random_labelling_p(events_, base, density_of, density_of_others, area_km2_, risk, simulation, progress)
               : population_p(events_, base, density_of, below_, area_km2_, risk, simulation, progress);
  }

  /// All cells; those outside the study area have no value.
  [[nodiscard]] std::vector<double> inside(const DensityField& field, const Progress& progress) const {
    std::vector<double> density(surface_.grid.size());
    field.write_rows(0, surface_.grid.rows(), density, {}, progress);
    for (std::size_t cell = 0; cell < density.size(); ++cell) {
      density[cell] = area_km2_[cell] > 0 ? density[cell] : std::numeric_limits<double>::quiet_NaN();
    }
    return density;
  }

  [[nodiscard]] ComparedDensity compared(const std::vector<double>& per_km2, double units) const {
    const auto& how = field_.density;
    return {per_km2, how.kernel, how.bandwidth_m, units, mass_, squared_mass_};
  }

  [[nodiscard]] static double units_of(const WeightedPoints& points) {
    return points.weights.empty() ? static_cast<double>(points.points.size()) : effective_number(points.weights);
  }

  const RiskSurface& surface_;
  const WeightedPoints& events_;
  const RiskDenominator& denominator_;
  bool to_events_;
  FieldOptions field_;
  std::vector<double> area_km2_;  ///< of each cell inside the study area
  std::vector<double> above_;
  std::vector<double> below_;
  std::vector<double> mass_;
  std::vector<double> squared_mass_;
};

}  // namespace

RiskDenominator denominator_of_events(const Incidents& incidents, std::span<const std::uint32_t> others,
                                      std::size_t outside) {
  if (others.empty()) {
    throw DataError("none of the events to compare with lies in the study area and the period");
  }
  RiskDenominator found;
  for (const auto i : others) {
    found.points.push_back(incidents.position[i]);
  }
  found.weight = static_cast<double>(others.size());
  found.outside_weight = static_cast<double>(outside);
  return found;
}

RiskDenominator denominator_of_residents(const Inputs& inputs, const StudyArea& area, double cell_m) {
  Settled settled(area, cell_m);
  for (const auto& [point, polygon, number] : inputs.residents) {
    if (polygon) {
      settled.add(*polygon, number);
    } else {
      settled.add(point, number);
    }
  }
  auto found = std::move(settled).take();
  if (found.points.empty()) {
    throw DataError("no residents live in the study area: check the population file and its column");
  }
  found.weight = std::accumulate(found.weights.begin(), found.weights.end(), 0.0);
  return found;
}

RiskBands risk_bands(const RiskOptions& options, const RiskSurface& surface, const DensityField& density,
                     const WeightedPoints& events, const RiskDenominator& denominator, const Progress& progress) {
  const auto to_events = options.other_source.has_value();
  const Comparison comparison(surface, density, events, denominator, to_events, progress);
  const auto top = comparison.top();
  const auto bottom = comparison.bottom();
  auto risk = relative_risk(top, bottom, comparison.area_km2(), options.least_units);
  RiskBands bands;
  for (std::size_t cell = 0; cell < risk.gap.size(); ++cell) {
    bands.thin_cells += comparison.area_km2()[cell] > 0 && risk.gap[cell] == RiskGap::thin_denominator ? 1U : 0U;
  }
  bands.p = comparison.p(options, risk, progress);
  if (!to_events) {
    bands.per_thousand = rate_per_thousand(top, bottom, risk);
  }
  bands.ratio = std::move(risk.ratio);
  bands.log_ratio = std::move(risk.log_ratio);
  return bands;
}

}  // namespace lykta
