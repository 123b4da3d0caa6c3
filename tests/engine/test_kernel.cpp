#include <cmath>
#include <numbers>
#include <set>
#include <string_view>

#include "engine/density/kernel.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_kernel {
namespace {

using std::numbers::pi;
using test::within;

/// The integral over the plane, 2 pi times that of u K(u), by Simpson's rule up to `limit`.
double integral_over_the_plane(Kernel kernel, double limit) {
  constexpr int steps = 20000;
  const auto step = limit / steps;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    const auto u = i * step;
    const auto factor = i == 0 || i == steps ? 1 : (i % 2 == 1 ? 4 : 2);
    sum += factor * u * kernel_value(kernel, u);
  }
  return 2 * pi * sum * step / 3;
}

}  // namespace

TEST_CASE("Each kernel integrates to 1 over the plane") {
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    CHECK(integral_over_the_plane(kernel, kernel == Kernel::gaussian ? 12 : 1) == within(1e-9, 1));
  }
}

TEST_CASE("Half a bandwidth away each kernel has the value of its formula") {
  // 1 - u^2 = 0.75 at u = 0.5
  CHECK(kernel_value(Kernel::uniform, 0.5) == within(1e-15, 1 / pi));
  CHECK(kernel_value(Kernel::triangular, 0.5) == within(1e-15, 1.5 / pi));
  CHECK(kernel_value(Kernel::epanechnikov, 0.5) == within(1e-15, 1.5 / pi));
  CHECK(kernel_value(Kernel::quartic, 0.5) == within(1e-15, 1.6875 / pi));                     // 3 * 0.5625
  CHECK(kernel_value(Kernel::triweight, 0.5) == within(1e-15, 1.6875 / pi));                   // 4 * 0.421875
  CHECK(kernel_value(Kernel::gaussian, 0.5) == within(1e-15, 0.8824969025845955 / (2 * pi)));  // exp(-1/8)
}

TEST_CASE("At exactly one bandwidth only the uniform kernel and the Gaussian still count") {
  CHECK(kernel_value(Kernel::uniform, 1) == within(1e-15, 1 / pi));
  for (const auto kernel : {Kernel::triangular, Kernel::epanechnikov, Kernel::quartic, Kernel::triweight}) {
    CHECK(kernel_value(kernel, 1) == 0);
  }
  const auto just_beyond = std::nextafter(1.0, 2.0);
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    CHECK((kernel_value(kernel, just_beyond) > 0) == (kernel == Kernel::gaussian));
  }
}

TEST_CASE("The Gaussian keeps its tail") {
  CHECK(kernel_value(Kernel::gaussian, 7) == within(1e-24, std::exp(-24.5) / (2 * pi)));
  // What lies beyond its support: exp(-6^2 / 2) = 1.5e-8 of its mass.
  CHECK(support_in_bandwidths(Kernel::gaussian) == 6);
  CHECK(1 - integral_over_the_plane(Kernel::gaussian, 6) == within(1e-11, std::exp(-18)));
}

TEST_CASE("No kernel rises with distance") {
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    int rises = 0;
    for (int i = 0; i < 2000; ++i) {
      rises += kernel_value(kernel, (i + 1) / 1000.0) > kernel_value(kernel, i / 1000.0) ? 1 : 0;
    }
    CHECK(rises == 0);
  }
}

TEST_CASE("Each kernel has one name") {
  std::set<std::string_view> names;
  std::set<Kernel> kernels;
  for (const auto& [kernel, name] : kernel_names) {
    names.insert(name);
    kernels.insert(kernel);
    CHECK((kernel == Kernel::gaussian || support_in_bandwidths(kernel) == 1));
  }
  CHECK(names ==
        std::set<std::string_view>{"uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian"});
  CHECK(kernels.size() == 6);
}

}  // namespace lykta::tests_of_kernel
