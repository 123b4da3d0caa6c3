#include "engine/density/kernel_transform.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

constexpr double entry_width = 0.0625;

}  // namespace

std::optional<double> kernel_transform(Kernel kernel, double z) {
  if (kernel == Kernel::gaussian) {
    return std::exp(-0.5 * z * z);
  }
  const auto power = polynomial_power(kernel);
  if (!power) {
    return std::nullopt;
  }
  const auto order = *power + 1;
  double constant = 1;
  for (int k = 1; k <= order; ++k) {
    constant *= 2.0 * k;
  }
  // Near 0 the quotient loses its digits; two terms of its series are exact to 1e-12 there.
  if (z < 1e-3) {
    return 1 - z * z / (4.0 * (order + 1));
  }
  return constant * bessel_j(order, z) / std::pow(z, order);
}

KernelSpectrum::KernelSpectrum(Kernel kernel, double highest) : per_entry_(static_cast<float>(1 / entry_width)) {
  const auto entries = static_cast<std::size_t>(std::ceil(highest / entry_width)) + 2;
  std::vector<double> values(entries + 3);
  for (std::size_t i = 0; i < values.size(); ++i) {
    // One entry before 0, where the transform goes on as its mirror image.
    const auto z = std::abs(static_cast<double>(i) - 1) * entry_width;
    const auto value = kernel_transform(kernel, z);
    assert(value);
    values[i] = value.value_or(0);
  }
  cubics_.resize(4 * entries);
  for (std::size_t i = 0; i < entries; ++i) {
    // Lagrange's cubic through four neighbours, in powers of the place between the middle two.
    const auto a = values[i];
    const auto b = values[i + 1];
    const auto c = values[i + 2];
    const auto d = values[i + 3];
    cubics_[4 * i] = static_cast<float>(b);
    cubics_[4 * i + 1] = static_cast<float>(c - a / 3 - b / 2 - d / 6);
    cubics_[4 * i + 2] = static_cast<float>((a + c) / 2 - b);
    cubics_[4 * i + 3] = static_cast<float>((d - a) / 6 + (b - c) / 2);
  }
}

}  // namespace lykta
