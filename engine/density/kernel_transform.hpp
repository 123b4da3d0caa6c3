// A kernel as a function of frequency.
#pragma once

#include <optional>
#include <vector>

#include "engine/density/kernel.hpp"

namespace lykta {

/// The two-dimensional Fourier transform of the kernel of bandwidth 1 at angular frequency z, 1 at 0. For the powers
/// (1 - u²)^p it is 2^(p+1) (p+1)! J_{p+1}(z) / z^(p+1) (Sonine's first integral: Watson, Theory of Bessel Functions,
/// section 12.11), for the Gaussian exp(-z²/2). Nothing for the triangular kernel.
[[nodiscard]] std::optional<double> kernel_transform(Kernel kernel, double z);

/// The same as a table that is read off in a few operations: cubic between its entries, off by less than 1e-7 (the
/// Gaussian, which bends more sharply at 0, by 1.2e-6).
class KernelSpectrum {
 public:
  /// For frequencies up to `highest`. The kernel must have a transform.
  KernelSpectrum(Kernel kernel, double highest);

  [[nodiscard]] float at(float z) const {
    const auto place = z * per_entry_;
    const auto entry = static_cast<std::size_t>(place);
    const auto t = place - static_cast<float>(entry);
    const auto* c = &cubics_[4 * entry];
    return ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
  }

 private:
  float per_entry_;
  std::vector<float> cubics_;
};

}  // namespace lykta
