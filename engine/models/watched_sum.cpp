#include "engine/models/watched_sum.hpp"

#include <algorithm>
#include <cmath>

namespace lykta {

namespace {

/// A sum of 40: far beyond any alarm.
constexpr int highest_sum = 800;

int moved_sum(int from, int by) { return std::clamp(from + by, 0, highest_sum); }

}  // namespace

SumMoves sum_moves(const CountForecast& forecast, const std::vector<double>& log_probability, double factor) {
  constexpr double largest = 40;
  const auto changed = forecast.times(factor).log_probabilities(log_probability.size());
  SumMoves moves;
  for (std::size_t count = 0; count < changed.size(); ++count) {
    const auto ratio = std::clamp(changed[count] - log_probability[count], -largest, largest);
    moves.move.push_back(static_cast<int>(std::lround(ratio / sum_step)));
    moves.probability.push_back(std::exp(log_probability[count]));
  }
  return moves;
}

void WatchedSum::go_on(const SumMoves& moves, std::size_t alarm_count) {
  std::vector<double> next(highest_sum + 1, 0.0);
  const auto all = std::min(alarm_count, moves.move.size());
  for (std::size_t from = 0; from < chance_.size(); ++from) {
    if (chance_[from] == 0) {
      continue;
    }
    for (std::size_t count = 0; count < all; ++count) {
      next[static_cast<std::size_t>(moved_sum(static_cast<int>(from), moves.move[count]))] +=
          chance_[from] * moves.probability[count];
    }
  }
  with_own_alarm_ = 0;
  for (auto count = all; count < moves.probability.size(); ++count) {
    with_own_alarm_ += moves.probability[count];
  }
  while (next.size() > 1 && next.back() == 0) {
    next.pop_back();
  }
  chance_ = std::move(next);
}

std::vector<double> WatchedSum::tail() const {
  std::vector<double> tail(chance_.size() - 1, 0.0);
  double sum = 0;
  for (auto value = chance_.size() - 1; value > 0; --value) {
    sum += chance_[value];
    tail[value - 1] = sum;
  }
  return tail;
}

bool WatchedSum::settle(const SumMoves& moves, std::uint64_t seen, std::size_t alarm_count, std::size_t threshold) {
  for (auto value = threshold; value < chance_.size(); ++value) {
    chance_[0] += chance_[value];
  }
  chance_.resize(std::min(chance_.size(), threshold));
  chance_[0] += with_own_alarm_;
  if (seen >= alarm_count) {
    value_ = 0;
    weeks_ = 0;
    return false;
  }
  value_ = moved_sum(value_, moves.of(seen));
  weeks_ = value_ > 0 ? weeks_ + 1 : 0;
  return value_ > 0 && static_cast<std::size_t>(value_) >= threshold;
}

}  // namespace lykta
