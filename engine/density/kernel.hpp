// How does the weight of an event fall off with distance?
//
// Radial kernels in the plane, each integrating to 1 over it. The bandwidth is the radius of the support (the
// distance at which the kernel reaches 0); for the Gaussian, which has no such radius, it is the standard deviation.
// Constants: Silverman, Density Estimation (1986), section 4.2; a quartic kernel is what QGIS and CrimeStat draw by
// default.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string_view>

namespace lykta {

enum class Kernel : std::uint8_t { uniform, triangular, epanechnikov, quartic, triweight, gaussian };

/// All kernels by the name that configuration and command line use.
struct KernelName {
  Kernel kernel;
  std::string_view name;
};
inline constexpr std::array<KernelName, 6> kernel_names{{{Kernel::uniform, "uniform"},
                                                         {Kernel::triangular, "triangular"},
                                                         {Kernel::epanechnikov, "epanechnikov"},
                                                         {Kernel::quartic, "quartic"},
                                                         {Kernel::triweight, "triweight"},
                                                         {Kernel::gaussian, "gaussian"}}};

/// The list is in the order of the kernels.
[[nodiscard]] constexpr std::string_view kernel_name(Kernel kernel) {
  return kernel_names[static_cast<std::size_t>(kernel)].name;
}

/// Beyond how many bandwidths a kernel counts as 0. A Gaussian has lost 1.5e-8 of its mass at six.
[[nodiscard]] constexpr double support_in_bandwidths(Kernel kernel) { return kernel == Kernel::gaussian ? 6.0 : 1.0; }

/// p where the kernel is a multiple of (1 - u²)^p inside its support; nothing for the others.
[[nodiscard]] constexpr std::optional<int> polynomial_power(Kernel kernel) {
  switch (kernel) {
    case Kernel::uniform:
      return 0;
    case Kernel::epanechnikov:
      return 1;
    case Kernel::quartic:
      return 2;
    case Kernel::triweight:
      return 3;
    case Kernel::triangular:
    case Kernel::gaussian:
      break;
  }
  return std::nullopt;
}

/// Kernel value at `u` bandwidths from the event, times the squared bandwidth (so without unit). Closed: the uniform
/// kernel counts an event at exactly one bandwidth. No truncation here: the Gaussian is given its tail.
[[nodiscard]] inline double kernel_value(Kernel kernel, double u) {
  constexpr auto pi = std::numbers::pi;
  if (kernel == Kernel::gaussian) {
    return std::exp(-0.5 * u * u) / (2 * pi);
  }
  if (u > 1) {
    return 0;
  }
  const auto left = 1 - u * u;
  switch (kernel) {
    case Kernel::uniform:
      return 1 / pi;
    case Kernel::triangular:
      return 3 / pi * (1 - u);
    case Kernel::epanechnikov:
      return 2 / pi * left;
    case Kernel::quartic:
      return 3 / pi * left * left;
    case Kernel::triweight:
      return 4 / pi * left * left * left;
    case Kernel::gaussian:
      break;
  }
  return 0;
}

}  // namespace lykta
