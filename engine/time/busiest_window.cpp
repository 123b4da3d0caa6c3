#include "engine/time/busiest_window.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "engine/time/busy_time.hpp"

namespace lykta::busy {

BusiestWindow::BusiestWindow(const Dial& dial, const std::vector<Alike>& alike, const Sums& seen) : dial_(dial) {
  for (const auto& sum : seen) {
    all_ += static_cast<double>(sum) / grains_per_event;
  }
  expect(alike);
  constexpr std::uint32_t enough = 8;
  for (const auto& each : alike) {
    if (each.number >= enough) {
      many_.push_back({each.profile, Scatter(each.number, std::span(each.beginnings->shares).first(dial_.cells))});
    } else {
      add_singles(each);
    }
  }
  seen_ = highest(seen);
  windows_ = windows_of(seen, dial_);
}

double BusiestWindow::share_seen() const {
  return static_cast<double>(windows_[seen_.first]) / grains_per_event / all_;
}

double BusiestWindow::ratio_of_chance(RandomStream& random) const {
  Sums sums{};
  for (const auto& single : singles_) {
    const auto cell = (*single.draw)(random);
    for (auto step = single.first_step; step < single.last_step; ++step) {
      sums[cell + steps_[step].offset] += steps_[step].change;
    }
  }
  std::partial_sum(sums.begin(), sums.end(), sums.begin());
  std::array<std::uint32_t, most_cells> begin{};
  for (const auto& many : many_) {
    const auto cells = std::span(begin).first(dial_.cells);
    many.scatter(cells, random);
    add_moved(many.profile, cells, sums);
  }
  return highest(sums).ratio;
}

void BusiestWindow::add_singles(const Alike& alike) {
  const auto first = steps_.size();
  Grains before = 0;
  for (const auto& part : alike.profile) {
    if (part.weight != before) {
      steps_.push_back({part.offset, part.weight - before});
    }
    before = part.weight;
  }
  steps_.push_back({alike.profile.back().offset + 1, -before});
  for (std::uint32_t i = 0; i < alike.number; ++i) {
    singles_.push_back({&alike.beginnings->draw, first, steps_.size()});
  }
}

/// Mean of each window in the runs, and how much they vary against events that fall one by one.
void BusiestWindow::expect(const std::vector<Alike>& all_alike) {
  double variance = 0;
  double of_single_events = 0;
  for (const auto& alike : all_alike) {
    std::array<double, most_cells> mean{};
    std::array<double, most_cells> square{};
    for (std::size_t cell = 0; cell < dial_.cells; ++cell) {
      Sums sums{};
      std::array<std::uint32_t, most_cells> begin{};
      begin[cell] = 1;
      add_moved(alike.profile, std::span(begin).first(dial_.cells), sums);
      const auto windows = windows_of(sums, dial_);
      for (std::size_t i = 0; i < dial_.cells; ++i) {
        const auto weight = static_cast<double>(windows[i]) / grains_per_event;
        mean[i] += alike.beginnings->shares[cell] * weight;
        square[i] += alike.beginnings->shares[cell] * weight * weight;
      }
    }
    for (std::size_t i = 0; i < dial_.cells; ++i) {
      expected_[i] += alike.number * mean[i];
      variance += alike.number * (square[i] - mean[i] * mean[i]);
    }
  }
  for (std::size_t i = 0; i < dial_.cells; ++i) {
    of_single_events += expected_[i] * (1 - expected_[i] / all_);
  }
  constexpr double rounding = 1e-9;
  varies_ = variance > rounding * of_single_events ? variance / of_single_events : 0;
  const auto [least, most] = std::ranges::minmax(std::span(expected_).first(dial_.cells));
  is_even_ = most - least <= rounding * most;
}

double BusiestWindow::ratio(Grains window, double expected) const {
  return surprise(static_cast<double>(window) / grains_per_event, expected, all_) / varies_;
}

Highest BusiestWindow::highest(const Sums& sums) const {
  Highest highest;
  if (varies_ == 0) {
    return highest;
  }
  const auto windows = windows_of(sums, dial_);
  const auto of_dial = std::span(windows).first(dial_.cells);
  // Weights that are rounded to grains: a tie must stay a tie.
  const auto grain_error = static_cast<Grains>(all_) + 1;
  if (is_even_) {
    const auto most = *std::ranges::max_element(of_dial);
    const auto first = std::ranges::find_if(of_dial, [&](Grains window) { return window >= most - grain_error; });
    return {static_cast<std::size_t>(first - of_dial.begin()), ratio(most, expected_[0])};
  }
  constexpr double clearly_more = 1e-9;
  for (std::size_t first = 0; first < dial_.cells; ++first) {
    const auto here = ratio(of_dial[first], expected_[first]);
    if (here > highest.ratio * (1 + clearly_more) + clearly_more) {
      highest = {first, here};
    }
  }
  return highest;
}

}  // namespace lykta::busy
