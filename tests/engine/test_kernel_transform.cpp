#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/bessel.hpp>

#include "engine/density/kernel_transform.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_kernel_transform {
namespace {

using test::within;

const std::vector<Kernel> smooth_kernels{Kernel::uniform, Kernel::epanechnikov, Kernel::quartic, Kernel::triweight,
                                         Kernel::gaussian};

/// The Hankel transform of the kernel, 2 pi times the integral of K(u) J0(z u) u du, by Gauss's rule on short pieces.
double hankel_transform(Kernel kernel, double z) {
  const auto integrand = [&](double u) { return kernel_value(kernel, u) * boost::math::cyl_bessel_j(0, z * u) * u; };
  const auto end = kernel == Kernel::gaussian ? 9.0 : 1.0;
  constexpr int pieces = 50;
  double sum = 0;
  for (int i = 0; i < pieces; ++i) {
    sum += boost::math::quadrature::gauss<double, 20>::integrate(integrand, end * i / pieces, end * (i + 1) / pieces);
  }
  return 2 * std::numbers::pi * sum;
}

/// Largest difference between the table and the transform at frequencies from `low` to `high`.
double error_of_spectrum(Kernel kernel, const KernelSpectrum& spectrum, double low, double high, std::size_t places) {
  double error = 0;
  for (std::size_t i = 0; i <= places; ++i) {
    const auto z = static_cast<float>(low + (high - low) * static_cast<double>(i) / static_cast<double>(places));
    const auto expected = kernel_transform(kernel, static_cast<double>(z)).value();
    error = std::max(error, std::abs(static_cast<double>(spectrum.at(z)) - expected));
  }
  return error;
}

}  // namespace

TEST_CASE("The transform of a kernel is its Hankel integral") {
  for (const auto kernel : smooth_kernels) {
    for (const auto z : {0.0, 1e-5, 9e-4, 1.1e-3, 0.01, 0.3, 1.0, 2.4048, 3.8317, 5.1356, 6.3802, 12.0, 25.0, 80.0}) {
      CAPTURE(static_cast<int>(kernel), z);
      CHECK(kernel_transform(kernel, z).value() == within(1e-11, hankel_transform(kernel, z)));
    }
  }
}

TEST_CASE("The transform at frequency 0 is the kernel's mass") {
  for (const auto kernel : smooth_kernels) {
    CHECK(kernel_transform(kernel, 0).value() == 1);
  }
}

TEST_CASE("The transform goes on smoothly where its series ends") {
  // At 0.001 the value is 1 - z^2 / (4 (p + 2)), and changes by 2 z / (4 (p + 2)) per unit.
  for (const auto kernel : smooth_kernels) {
    const auto below = kernel_transform(kernel, std::nextafter(1e-3, 0)).value();
    const auto above = kernel_transform(kernel, 1e-3).value();
    CAPTURE(static_cast<int>(kernel));
    CHECK(above == within(2e-13, below));
  }
}

TEST_CASE("Zeros of the transforms are those of Bessel's functions") {
  // First zeros of J1, J2, J3, J4: Abramowitz & Stegun, table 9.5.
  CHECK(kernel_transform(Kernel::uniform, 3.8317059702075).value() == within(1e-13, 0));
  CHECK(kernel_transform(Kernel::epanechnikov, 5.1356223018407).value() == within(1e-13, 0));
  CHECK(kernel_transform(Kernel::quartic, 6.3801618959239).value() == within(1e-13, 0));
  CHECK(kernel_transform(Kernel::triweight, 7.5883424345038).value() == within(1e-13, 0));
}

TEST_CASE("A triangular kernel has no transform in closed form") {
  CHECK_FALSE(kernel_transform(Kernel::triangular, 1).has_value());
}

TEST_CASE("The table of a spectrum is as close as it says") {
  for (const auto kernel : smooth_kernels) {
    // The Gaussian bends most sharply at 0.
    const auto tolerance = kernel == Kernel::gaussian ? 1.2e-6 : 1e-7;
    const KernelSpectrum spectrum(kernel, 500);
    CAPTURE(static_cast<int>(kernel));
    CHECK(error_of_spectrum(kernel, spectrum, 0, 20, 20'000) <= tolerance);
    CHECK(error_of_spectrum(kernel, spectrum, 20, 500, 20'000) <= tolerance);
  }
}

TEST_CASE("The table of a spectrum reaches up to its highest frequency") {
  for (const auto highest : {0.0, 0.01, 0.0625, 1.0, 22.2144}) {
    const KernelSpectrum spectrum(Kernel::quartic, highest);
    CAPTURE(highest);
    CHECK(error_of_spectrum(Kernel::quartic, spectrum, 0, highest, 100) <= 1e-7);
  }
}

}  // namespace lykta::tests_of_kernel_transform
