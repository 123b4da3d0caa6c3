#include "engine/statistics/likely_ranks.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>

#include "engine/base/parallel.hpp"

namespace lykta {

namespace {

/// The ranks of the foremost things, those of one thing one after the other.
std::vector<std::uint32_t> ranks_of(const ScoreDraws& draws, std::size_t foremost, unsigned threads) {
  const auto things = draws.things();
  std::vector<std::uint32_t> ranks(foremost * draws.draws);
  constexpr std::size_t together = 16;
  for_each_part((draws.draws + together - 1) / together, threads, [&](std::size_t part) {
    std::vector<double> sorted(things);
    for (auto draw = part * together; draw < std::min(draws.draws, (part + 1) * together); ++draw) {
      for (std::size_t thing = 0; thing < things; ++thing) {
        sorted[thing] = draws.of(thing)[draw];
      }
      std::ranges::sort(sorted, std::greater{});
      for (std::size_t thing = 0; thing < foremost; ++thing) {
        const auto first = std::ranges::lower_bound(sorted, draws.of(thing)[draw], std::greater{});
        ranks[thing * draws.draws + draw] = static_cast<std::uint32_t>(first - sorted.begin() + 1);
      }
    }
  });
  return ranks;
}

bool is_clearly_above(std::span<const double> first, std::span<const double> second, double level) {
  std::size_t above = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    above += first[i] > second[i] ? 1U : 0U;
  }
  return static_cast<double>(above) > (1 + level) / 2 * static_cast<double>(first.size());
}

}  // namespace

std::vector<LikelyRank> likely_ranks(const ScoreDraws& draws, std::size_t foremost, std::size_t top, double level,
                                     unsigned threads) {
  assert(draws.draws > 0 && foremost <= draws.things());
  auto ranks = ranks_of(draws, foremost, threads);
  std::vector<LikelyRank> likely(foremost);
  for_each_part(foremost, threads, [&](std::size_t thing) {
    auto& here = likely[thing];
    const auto of = std::span(ranks).subspan(thing * draws.draws, draws.draws);
    const auto in_top = std::ranges::count_if(of, [top](std::uint32_t rank) { return rank <= top; });
    here.chance_in_top = static_cast<double>(in_top) / static_cast<double>(draws.draws);
    std::ranges::sort(of);
    const auto beyond = static_cast<std::size_t>(std::floor((1 - level) / 2 * static_cast<double>(draws.draws)));
    here.low = of[beyond];
    here.high = of[draws.draws - 1 - beyond];
    for (std::size_t other = 0; other < foremost; ++other) {
      if (other != thing &&
          !is_clearly_above(draws.of(std::min(thing, other)), draws.of(std::max(thing, other)), level)) {
        here.tied_with.push_back(other);
      }
    }
  });
  return likely;
}

}  // namespace lykta
