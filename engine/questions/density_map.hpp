// A density as a map that stands alone: which events, at which time, how smoothed, in which unit, against what.
//
// `make_picture` answers one question for a meeting; this one answers every question that a density can. It is made in
// strips of rows, so a raster may be far larger than memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/density_field.hpp"
#include "engine/density/density_unit.hpp"
#include "engine/density/time_slices.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/event_weights.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/questions/density_risk.hpp"
#include "engine/space/grid.hpp"

namespace lykta {

/// One map, or one for each part of the time.
enum class TimeStack : std::uint8_t { none, hours, weeks };

struct DensityMapOptions {
  std::optional<Period> period;
  bool include_discovered = false;
  std::vector<bool> classes{};  ///< by class, whether its events count; empty: all do
  bool weighted = false;        ///< by the weights of the classes
  GridOptions grid;
  FieldOptions field;
  std::optional<BandwidthRule> rule;  ///< chooses the bandwidth; nothing: that of `field`
  std::size_t k = usual_k;            ///< of k_nearest_mean
  std::optional<HourWindow> hours;
  std::optional<double> half_life_days;
  TimeStack stack = TimeStack::none;
  DensityUnit unit = DensityUnit::per_km2;
  std::optional<RiskOptions> risk;
};

/// Throws InvalidOption for options that contradict each other.
void check(const DensityMapOptions& options);

/// What a band holds.
enum class BandKind : std::uint8_t {
  density,
  slice,  ///< density of one part of the time
  ratio,
  log_ratio,
  rate,  ///< events per 1 000 residents
  p_upper,
  p_two_sided
};

struct DensityBand {
  BandKind kind = BandKind::density;
  std::string label;  ///< of a slice: "Mon 00", "2025-W07"
};

class DensityMap {
 public:
  /// More cells than this are made strip by strip only (fixed bandwidth, no relative risk).
  static constexpr std::size_t whole_at_most = 50'000'000;
  /// More than this are refused.
  static constexpr double cells_at_most = 4e9;

  /// Chooses the events and the bandwidth and prepares everything. Throws InvalidOption, and DataError when no event is
  /// left.
  DensityMap(const Inputs& inputs, const DensityMapOptions& options, const Progress& progress = {});

  [[nodiscard]] const DensityMapOptions& options() const { return options_; }
  [[nodiscard]] const Area& study_area() const { return area_.area(); }
  [[nodiscard]] const Grid& grid() const { return grid_; }
  [[nodiscard]] const std::vector<DensityBand>& bands() const { return bands_; }
  [[nodiscard]] double bandwidth_m() const { return options_.field.density.bandwidth_m; }
  /// The curve that the bandwidth was chosen from, where a rule chose it.
  [[nodiscard]] const std::optional<ChosenBandwidth>& chosen() const { return chosen_; }
  [[nodiscard]] std::size_t events() const { return weighed_.events.size(); }
  /// Sum of the weights of the events, over all slices.
  [[nodiscard]] double weight() const { return weight_; }
  /// What became of each incident.
  [[nodiscard]] const std::vector<IncidentUse>& uses() const { return uses_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }
  [[nodiscard]] const TimeCounts& time_counts() const { return weighed_.counts; }
  [[nodiscard]] const std::optional<FastReport>& fast() const { return fast_; }
  /// Narrowest and widest bandwidth of an adaptive density.
  [[nodiscard]] std::optional<std::pair<double, double>> adaptive_range_m() const { return adaptive_range_m_; }
  /// Cells without a relative risk because the denominator is too thin there.
  [[nodiscard]] std::size_t thin_cells() const { return thin_cells_; }

  /// What a relative risk divides by.
  struct DenominatorFacts {
    std::size_t places = 0;
    double weight = 0;          ///< residents or events inside the study area
    double outside_weight = 0;  ///< and outside, left out
  };
  [[nodiscard]] const DenominatorFacts& denominator() const { return denominator_; }

  /// Rows that a strip should hold: whole tiles of a raster, and few enough to stay small in memory.
  [[nodiscard]] std::size_t rows_per_strip() const;

  /// All bands of a strip of rows, from `first_row` (0 is the lowest): values of band b are values[b]; NaN outside the
  /// study area and where there is no value.
  [[nodiscard]] std::vector<std::vector<double>> strip(std::size_t first_row, std::size_t rows,
                                                       const Progress& progress = {}) const;

 private:
  [[nodiscard]] ChosenEvents choose_events(const Inputs& inputs);
  void choose_bandwidth(const Progress& progress);
  void refuse_what_is_too_large() const;
  void make_field(const Progress& progress);
  void make_slices(const Progress& progress);
  void compare(const Inputs& inputs, const ChosenEvents& chosen, const Progress& progress);

  DensityMapOptions options_;
  StudyArea area_;
  Grid grid_;
  std::vector<DensityBand> bands_;
  WeighedEvents weighed_;  ///< events that are shown
  std::optional<ChosenBandwidth> chosen_;
  double weight_ = 0;
  std::vector<IncidentUse> uses_;
  std::vector<Warning> warnings_;
  std::shared_ptr<const KernelMass> mass_;
  std::vector<DensityField> fields_;             ///< of densities and slices
  std::vector<std::vector<double>> risk_bands_;  ///< one value per cell of the grid
  std::optional<FastReport> fast_;
  std::optional<std::pair<double, double>> adaptive_range_m_;
  std::size_t thin_cells_ = 0;
  DenominatorFacts denominator_;
};

}  // namespace lykta
