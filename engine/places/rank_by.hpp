// The scores that places can be ranked by. They stand side by side and are never added up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lykta {

enum class RankBy : std::uint8_t {
  count,           ///< the default: reported events
  weighted_count,  ///< each with the weight of its class
  density,         ///< highest kernel density of the place's cells
  z,               ///< evidence: standard deviations above an even spread
  recency,         ///< the later an event, the more it counts (place_scores.hpp)
  trend,           ///< z of the Laplace test: whether events come later than evenly
  unsafe_score,    ///< of people's observations; of no event
  mean_rank,       ///< mean of the ranks by several scores
};
[[nodiscard]] std::string_view name_of(RankBy score);

/// Those of events, each with a rank of its own for every place; their numbers as RankBy are 0, 1, 2, ...
inline constexpr std::array<RankBy, 6> side_by_side{RankBy::count, RankBy::weighted_count, RankBy::density,
                                                    RankBy::z,     RankBy::recency,        RankBy::trend};

}  // namespace lykta
