#include "engine/questions/weekly_weights.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lykta {

namespace {

constexpr std::uint64_t most_exact_events = 50;
constexpr double steps_of_largest = 100;

double tail_of_normal(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

/// Chances of each sum of steps, after one event more.
std::vector<double> with_one_more(const std::vector<double>& chance, const std::vector<double>& of_one) {
  std::vector<double> sums(chance.size() + of_one.size() - 1, 0);
  for (std::size_t i = 0; i < of_one.size(); ++i) {
    if (of_one[i] > 0) {
      for (std::size_t k = 0; k < chance.size(); ++k) {
        sums[i + k] += of_one[i] * chance[k];
      }
    }
  }
  return sums;
}

double exact_chance(std::span<const WeightShare> earlier, double all, double largest, std::uint64_t events,
                    double sum) {
  const auto steps = [&](double weight) {
    return static_cast<std::size_t>(std::lround(weight / largest * steps_of_largest));
  };
  std::vector<double> of_one(static_cast<std::size_t>(steps_of_largest) + 1, 0);
  for (const auto& share : earlier) {
    of_one[steps(share.weight)] += static_cast<double>(share.events) / all;
  }
  std::vector<double> chance{1};
  for (std::uint64_t i = 0; i < events; ++i) {
    chance = with_one_more(chance, of_one);
  }
  double tail = 0;
  for (auto i = std::min(steps(sum), chance.size()); i < chance.size(); ++i) {
    tail += chance[i];
  }
  return std::min(1.0, tail);
}

struct MeanWeight {
  double mean = 0;
  double variance = 0;
  double all = 0;  ///< events
};

MeanWeight mean_weight(std::span<const WeightShare> earlier) {
  MeanWeight result;
  double sum = 0;
  double squares = 0;
  for (const auto& share : earlier) {
    const auto events = static_cast<double>(share.events);
    result.all += events;
    sum += events * share.weight;
    squares += events * share.weight * share.weight;
  }
  if (result.all > 0) {
    result.mean = sum / result.all;
    result.variance = std::max(0.0, squares / result.all - result.mean * result.mean);
  }
  return result;
}

/// Events by area and class; all of it stands behind the areas.
class ClassCounts {
 public:
  ClassCounts(std::size_t areas, const std::vector<IncidentClass>& classes)
      : classes_(classes), counts_(areas + 1, std::vector<std::uint64_t>(classes.size(), 0)) {}

  void add(std::size_t area, std::size_t class_index) {
    ++counts_[area][class_index];
    ++counts_.back()[class_index];
  }
  [[nodiscard]] std::vector<WeightShare> shares(std::size_t area) const {
    std::vector<WeightShare> result;
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      result.push_back({classes_[i].weight, counts_[area][i]});
    }
    return result;
  }
  [[nodiscard]] std::size_t whole() const { return counts_.size() - 1; }

 private:
  const std::vector<IncidentClass>& classes_;
  std::vector<std::vector<std::uint64_t>> counts_;
};

}  // namespace

double chance_of_weight(std::span<const WeightShare> earlier, std::uint64_t events, double sum) {
  const auto [mean, variance, all] = mean_weight(earlier);
  double largest = 0;
  for (const auto& share : earlier) {
    largest = share.events > 0 ? std::max(largest, share.weight) : largest;
  }
  if (events == 0 || !(all > 0) || !(largest > 0)) {
    return 1;
  }
  if (events <= most_exact_events) {
    // A class that no earlier event had may be graver than all of them.
    std::vector<WeightShare> seen;
    std::ranges::copy_if(earlier, std::back_inserter(seen), [](const WeightShare& each) { return each.events > 0; });
    return exact_chance(seen, all, largest, events, sum);
  }
  const auto number = static_cast<double>(events);
  if (!(variance > 0)) {
    return sum > number * mean ? 0 : 1;
  }
  return tail_of_normal((sum - number * mean) / std::sqrt(number * variance));
}

void add_weights(const Inputs& inputs, const CountedIncidents& incidents, const CountedWeeks& weeks,
                 WeeklyPicture& weekly) {
  const auto first = monday_of(weekly.options.first);
  ClassCounts earlier(incidents.areas, inputs.classes);
  std::vector<ClassCounts> of_week(weekly.weeks.size(), ClassCounts(incidents.areas, inputs.classes));
  for (std::size_t i = 0; i < weeks.watched.size(); ++i) {
    if (!weeks.watched[i] || *weeks.monday[i] < weeks.counts.first_monday) {
      continue;
    }
    const auto monday = *weeks.monday[i];
    const auto class_index = inputs.incidents.class_index[i];
    if (monday < first) {
      earlier.add(incidents.area[i], class_index);
    } else if (monday <= monday_of(weekly.options.last)) {
      const auto week = static_cast<std::size_t>((monday - first).count() / 7);
      of_week[week].add(incidents.area[i], class_index);
    }
  }
  for (std::size_t area = 0; area < weekly.areas.size(); ++area) {
    const auto own = earlier.shares(area);
    const auto is_own = mean_weight(own).all >= static_cast<double>(events_of_own_weights);
    const auto usual = is_own ? own : earlier.shares(earlier.whole());
    for (std::size_t week = 0; week < of_week.size(); ++week) {
      const auto [mean, variance, events] = mean_weight(of_week[week].shares(area));
      const auto sum = mean * events;
      weekly.areas[area].weeks[week].weight = {
          .sum = sum,
          .usual_mean = mean_weight(usual).mean,
          .by_own_events = is_own,
          .chance = chance_of_weight(usual, static_cast<std::uint64_t>(events), sum)};
    }
  }
}

}  // namespace lykta
