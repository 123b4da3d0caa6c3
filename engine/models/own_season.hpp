// Has a place a season of its own, or events that come just there, beside the pattern of the whole?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/models/design_matrix.hpp"

namespace lykta {

struct OwnSeason {
  std::vector<double> factor;  ///< of the pattern, by week, the forecast's last
  double variance = 0;         ///< of the log of (factor of the forecast's week / factor of the baseline)
};

struct OwnSeasonWeeks {
  std::span<const std::uint64_t> count;  ///< by week of the baseline
  std::span<const double> level;         ///< what the pattern gives them, above 0
  const DesignMatrix* season =
      nullptr;  ///< columns of the season, or of events; a row for each of these weeks and one for the forecast's
  std::size_t guarded = 0;  ///< so many of the last weeks tell nothing: a change that is going on is no season
};

/// Poisson or negative binomial regression (by the dispersion) on the season with a normal prior of this standard deviation.
/// Nothing, where it does not lower the AIC, or where no week tells.
[[nodiscard]] std::optional<OwnSeason> own_season(const OwnSeasonWeeks& weeks, double dispersion, double prior_sd);

}  // namespace lykta
