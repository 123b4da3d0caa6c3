#include "engine/statistics/whole_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

constexpr std::size_t lanes = 8;

struct FirstPass {
  std::array<double, lanes> total{};
  std::array<double, lanes> least{};
  std::array<double, lanes> largest{};
  std::array<double, lanes> present{};
  std::array<double, lanes> not_whole{};
};

/// Sums in eight lanes whatever the registers, so that each processor adds in the same order.
LYKTA_VECTORISED void add_to(const double* values, std::size_t size, FirstPass* pass) {
  auto& p = *pass;
  for (std::size_t i = 0; i + lanes <= size; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto value = values[i + lane];
      const auto present = is_present(value);
      const auto known = present ? value : 0.0;
      p.total[lane] += known;
      p.present[lane] += present ? 1.0 : 0.0;
      p.least[lane] = present && value < p.least[lane] ? value : p.least[lane];
      p.largest[lane] = present && value > p.largest[lane] ? value : p.largest[lane];
      p.not_whole[lane] += std::trunc(known) == known ? 0.0 : 1.0;
    }
  }
}

struct SecondPass {
  std::array<double, lanes> squares{};
  std::array<double, lanes> fourths{};
};

LYKTA_VECTORISED void add_to(const double* values, std::size_t size, double mean, SecondPass* pass) {
  auto& p = *pass;
  for (std::size_t i = 0; i + lanes <= size; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto value = values[i + lane];
      const auto deviation = is_present(value) ? value - mean : 0.0;
      const auto square = deviation * deviation;
      p.squares[lane] += square;
      p.fourths[lane] += square * square;
    }
  }
}

double sum_of(const std::array<double, lanes>& lane) {
  return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

/// The values behind the last full step, filled up with missing ones.
std::array<double, lanes> rest_of(std::span<const double> values) {
  std::array<double, lanes> rest{};
  rest.fill(std::numeric_limits<double>::quiet_NaN());
  std::ranges::copy(values.last(values.size() % lanes), rest.begin());
  return rest;
}

FirstPass first_pass(std::span<const double> values) {
  constexpr auto infinity = std::numeric_limits<double>::infinity();
  FirstPass pass;
  pass.least.fill(infinity);
  pass.largest.fill(-infinity);
  const auto rest = rest_of(values);
  add_to(values.data(), values.size(), &pass);
  add_to(rest.data(), lanes, &pass);
  return pass;
}

SecondPass second_pass(std::span<const double> values, double mean) {
  SecondPass pass;
  const auto rest = rest_of(values);
  add_to(values.data(), values.size(), mean, &pass);
  add_to(rest.data(), lanes, mean, &pass);
  return pass;
}

/// Number, total, mean and limits of all parts.
void add_up(std::span<const FirstPass> parts, Moments& moments) {
  constexpr auto infinity = std::numeric_limits<double>::infinity();
  double present = 0;
  double not_whole = 0;
  auto least = infinity;
  auto largest = -infinity;
  for (const auto& part : parts) {
    present += sum_of(part.present);
    not_whole += sum_of(part.not_whole);
    moments.total += sum_of(part.total);
    least = std::min(least, *std::ranges::min_element(part.least));
    largest = std::max(largest, *std::ranges::max_element(part.largest));
  }
  if (present > 0) {
    moments.present = static_cast<std::size_t>(present);
    moments.mean = moments.total / present;
    moments.least = least;
    moments.largest = largest;
    moments.whole = not_whole == 0 && moments.magnitude() < 0x1p53;
  }
}

}  // namespace

double Moments::magnitude() const { return std::max(std::abs(least), std::abs(largest)); }

Moments moments_of(std::span<const double> values, unsigned threads) {
  // Parts are the same on any number of threads, and their sums are added in their order.
  constexpr std::size_t part_size = std::size_t{1} << 16U;
  const auto parts = (values.size() + part_size - 1) / part_size;
  const auto of_part = [&](std::size_t part) {
    return values.subspan(part * part_size, std::min(part_size, values.size() - part * part_size));
  };
  const auto each_part = [&](const auto& work) {
    for_each_part(parts, parts < 4 ? 1 : threads, [&](std::size_t part) { work(of_part(part), part); });
  };
  std::vector<FirstPass> first(parts);
  each_part([&](std::span<const double> some, std::size_t part) { first[part] = first_pass(some); });
  Moments moments;
  moments.size = values.size();
  add_up(first, moments);
  // Rounding of the mean must not give equal values a variance.
  if (!(moments.least < moments.largest)) {
    moments.mean = moments.least;
    return moments;
  }
  std::vector<SecondPass> second(parts);
  each_part([&](std::span<const double> some, std::size_t part) { second[part] = second_pass(some, moments.mean); });
  for (const auto& part : second) {
    moments.squares += sum_of(part.squares);
    moments.fourths += sum_of(part.fourths);
  }
  return moments;
}

Scale scale_for(const Moments& moments, std::size_t addends) {
  const auto number = static_cast<double>(addends);
  if (moments.whole && moments.magnitude() * number < 0x1p62) {
    return {};
  }
  const auto farthest = std::max(moments.largest - moments.mean, moments.mean - moments.least);
  if (!(farthest > 0)) {
    return {.origin = moments.mean, .unit = 1, .per_unit = 1, .error = 0};
  }
  // 2^51 units for the farthest value, fewer when so many are added that 62 bits would not hold the sum.
  const auto bits = std::min(51, 61 - std::ilogb(number));
  const auto exponent = std::clamp(bits - 1 - std::ilogb(farthest), -1000, 1000);
  const auto unit = std::ldexp(1.0, -exponent);
  // One unit for cutting; and a decimal number is itself rounded, and once more when the mean is taken off.
  const auto magnitude = std::max(moments.magnitude(), farthest);
  return {.origin = moments.mean,
          .unit = unit,
          .per_unit = std::ldexp(1.0, exponent),
          .error = 1 + 0x1p-52 * magnitude / unit};
}

}  // namespace lykta
