#include "engine/models/count_forecast.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

double part_at_least(const ForecastPart& part, std::uint64_t count) {
  if (count == 0) {
    return 1;
  }
  if (part.spread == 0) {
    return poisson_at_least(count, part.mean);
  }
  const auto swing = part.spread * part.mean;
  return regularised_beta(static_cast<double>(count), 1 / part.spread, swing / (1 + swing));
}

double part_at_most(const ForecastPart& part, std::uint64_t count) {
  const auto next = static_cast<double>(count) + 1;
  if (part.spread == 0) {
    return regularised_gamma_above(next, part.mean);
  }
  const auto swing = part.spread * part.mean;
  return regularised_beta_complement(next, 1 / part.spread, swing / (1 + swing));
}

double log_of_part(const ForecastPart& part, double count) {
  const auto common = count * std::log(part.mean) - log_gamma(count + 1);
  if (part.spread == 0) {
    return common - part.mean;
  }
  const auto size = 1 / part.spread;
  const auto swing = std::log1p(part.spread * part.mean);
  return common + log_gamma(count + size) - log_gamma(size) + count * (std::log(part.spread) - swing) - size * swing;
}

/// log P(X = k) of a part for k below the size: from the likeliest number downwards and upwards, each from its neighbour.
std::vector<double> logs_of_part(const ForecastPart& part, std::size_t size) {
  const auto mode = std::min(static_cast<double>(size) - 1, std::floor(std::max(0.0, part.mean * (1 - part.spread))));
  const auto shrink = part.mean / (1 + part.spread * part.mean);
  const auto up = [&](double k) { return std::log(shrink * (1 + part.spread * k) / (k + 1)); };  // P(k + 1) / P(k)
  const auto start = static_cast<std::size_t>(mode);
  std::vector<double> logs(size);
  logs[start] = log_of_part(part, mode);
  for (auto k = start; k + 1 < size; ++k) {
    logs[k + 1] = logs[k] + up(static_cast<double>(k));
  }
  for (auto k = start; k > 0; --k) {
    logs[k - 1] = logs[k] - up(static_cast<double>(k) - 1);
  }
  return logs;
}

/// log P(X = k) for k below the size, also where P is too small for a number.
std::vector<double> logs_of_parts(const std::vector<ForecastPart>& parts, std::size_t size) {
  std::vector<std::vector<double>> of_part;
  for (const auto& part : parts) {
    of_part.push_back(logs_of_part(part, size));
    for (auto& value : of_part.back()) {
      value += std::log(part.weight);
    }
  }
  std::vector<double> logs(size);
  for (std::size_t k = 0; k < size; ++k) {
    auto largest = of_part[0][k];
    for (const auto& part : of_part) {
      largest = std::max(largest, part[k]);
    }
    double sum = 0;
    for (const auto& part : of_part) {
      sum += std::exp(part[k] - largest);
    }
    logs[k] = largest + std::log(sum);
  }
  return logs;
}

}  // namespace

CountForecast::CountForecast(std::vector<ForecastPart> parts) : parts_(std::move(parts)) {
  std::erase_if(parts_, [](const ForecastPart& part) { return part.weight <= 0; });
  assert(!parts_.empty());
}

double CountForecast::mean() const {
  double sum = 0;
  for (const auto& part : parts_) {
    sum += part.weight * part.mean;
  }
  return sum;
}

double CountForecast::variance() const {
  double square = 0;
  for (const auto& part : parts_) {
    square += part.weight * (part.mean + (1 + part.spread) * part.mean * part.mean);
  }
  return square - mean() * mean();
}

double CountForecast::at_least(std::uint64_t count) const {
  double sum = 0;
  for (const auto& part : parts_) {
    sum += part.weight * part_at_least(part, count);
  }
  return sum;
}

double CountForecast::at_most(std::uint64_t count) const {
  double sum = 0;
  for (const auto& part : parts_) {
    sum += part.weight * part_at_most(part, count);
  }
  return sum;
}

std::uint64_t CountForecast::quantile(double probability) const {
  std::uint64_t below = 0;
  std::uint64_t enough = 1;
  if (at_most(0) >= probability) {
    return 0;
  }
  while (at_most(enough) < probability) {
    below = enough;
    enough *= 2;
  }
  while (enough - below > 1) {
    const auto middle = below + (enough - below) / 2;
    (at_most(middle) < probability ? below : enough) = middle;
  }
  return enough;
}

std::vector<double> CountForecast::log_probabilities() const {
  constexpr double nothing = -32;
  auto size = static_cast<std::size_t>(16 + mean() + 8 * std::sqrt(variance()));
  auto logs = log_probabilities(size);
  while (logs.back() > nothing) {
    size += size / 2;
    logs = log_probabilities(size);
  }
  return logs;
}

std::vector<double> CountForecast::log_probabilities(std::size_t size) const { return logs_of_parts(parts_, size); }

CountForecast CountForecast::times(double factor) const {
  auto parts = parts_;
  for (auto& part : parts) {
    part.mean *= factor;
  }
  return CountForecast(std::move(parts));
}

}  // namespace lykta
