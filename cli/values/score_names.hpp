// Which scores are meant by their names?
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"

namespace lykta {

/// Those whose ranks are averaged. Throws InvalidOption for an unknown name, one that comes twice, and "mean_rank" itself.
[[nodiscard]] inline std::vector<RankBy> scores_of_names(const std::vector<std::string>& names) {
  std::vector<RankBy> scores;
  for (const auto& name : names) {
    const auto known = std::ranges::find(rank_bys, name, [](const auto& choice) { return choice.first; });
    if (known == rank_bys.end() || known->second == RankBy::mean_rank) {
      std::vector<std::string_view> others;
      for (const auto& [word, score] : rank_bys) {
        if (score != RankBy::mean_rank) {
          others.push_back(word);
        }
      }
      throw InvalidOption(fmt::format("'{}' is no score: name some of {}", name, fmt::join(others, ", ")));
    }
    if (std::ranges::count(scores, known->second) > 0) {
      throw InvalidOption(fmt::format("'{}' is named twice", name));
    }
    scores.push_back(known->second);
  }
  return scores;
}

}  // namespace lykta
