#include "engine/density/fourier.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// One butterfly over all values that share its twiddle factors: `run` neighbours in memory.
struct Butterfly {
  const float* in_real;
  const float* in_imaginary;
  std::size_t in_step;  ///< between the inputs of one butterfly
  float* out_real;
  float* out_imaginary;
  std::size_t out_step;
  std::size_t run;
  const float* cosines;  ///< of the outputs but the first
  const float* sines;
};

LYKTA_VECTORISED void butterfly_2(const Butterfly& b) {
  const auto c = b.cosines[0];
  const auto s = b.sines[0];
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < b.run; ++i) {
    const auto r0 = b.in_real[i];
    const auto i0 = b.in_imaginary[i];
    const auto r1 = b.in_real[i + b.in_step];
    const auto i1 = b.in_imaginary[i + b.in_step];
    const auto dr = r0 - r1;
    const auto di = i0 - i1;
    b.out_real[i] = r0 + r1;
    b.out_imaginary[i] = i0 + i1;
    b.out_real[i + b.out_step] = dr * c - di * s;
    b.out_imaginary[i + b.out_step] = dr * s + di * c;
  }
}

LYKTA_VECTORISED void butterfly_3(const Butterfly& b) {
  constexpr auto half_root = 0.866025403784438646763F;
  const auto c1 = b.cosines[0];
  const auto s1 = b.sines[0];
  const auto c2 = b.cosines[1];
  const auto s2 = b.sines[1];
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < b.run; ++i) {
    const auto r0 = b.in_real[i];
    const auto i0 = b.in_imaginary[i];
    const auto r1 = b.in_real[i + b.in_step];
    const auto i1 = b.in_imaginary[i + b.in_step];
    const auto r2 = b.in_real[i + 2 * b.in_step];
    const auto i2 = b.in_imaginary[i + 2 * b.in_step];
    const auto sr = r1 + r2;
    const auto si = i1 + i2;
    const auto mr = r0 - 0.5F * sr;
    const auto mi = i0 - 0.5F * si;
    const auto tr = half_root * (i1 - i2);
    const auto ti = half_root * (r2 - r1);
    b.out_real[i] = r0 + sr;
    b.out_imaginary[i] = i0 + si;
    b.out_real[i + b.out_step] = (mr + tr) * c1 - (mi + ti) * s1;
    b.out_imaginary[i + b.out_step] = (mr + tr) * s1 + (mi + ti) * c1;
    b.out_real[i + 2 * b.out_step] = (mr - tr) * c2 - (mi - ti) * s2;
    b.out_imaginary[i + 2 * b.out_step] = (mr - tr) * s2 + (mi - ti) * c2;
  }
}

LYKTA_VECTORISED void butterfly_4(const Butterfly& b) {
  const auto c1 = b.cosines[0];
  const auto s1 = b.sines[0];
  const auto c2 = b.cosines[1];
  const auto s2 = b.sines[1];
  const auto c3 = b.cosines[2];
  const auto s3 = b.sines[2];
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < b.run; ++i) {
    const auto r0 = b.in_real[i];
    const auto i0 = b.in_imaginary[i];
    const auto r1 = b.in_real[i + b.in_step];
    const auto i1 = b.in_imaginary[i + b.in_step];
    const auto r2 = b.in_real[i + 2 * b.in_step];
    const auto i2 = b.in_imaginary[i + 2 * b.in_step];
    const auto r3 = b.in_real[i + 3 * b.in_step];
    const auto i3 = b.in_imaginary[i + 3 * b.in_step];
    const auto ar = r0 + r2;
    const auto ai = i0 + i2;
    const auto br = r0 - r2;
    const auto bi = i0 - i2;
    const auto cr = r1 + r3;
    const auto ci = i1 + i3;
    const auto dr = i1 - i3;  // -i times the difference
    const auto di = r3 - r1;
    b.out_real[i] = ar + cr;
    b.out_imaginary[i] = ai + ci;
    b.out_real[i + b.out_step] = (br + dr) * c1 - (bi + di) * s1;
    b.out_imaginary[i + b.out_step] = (br + dr) * s1 + (bi + di) * c1;
    b.out_real[i + 2 * b.out_step] = (ar - cr) * c2 - (ai - ci) * s2;
    b.out_imaginary[i + 2 * b.out_step] = (ar - cr) * s2 + (ai - ci) * c2;
    b.out_real[i + 3 * b.out_step] = (br - dr) * c3 - (bi - di) * s3;
    b.out_imaginary[i + 3 * b.out_step] = (br - dr) * s3 + (bi - di) * c3;
  }
}

LYKTA_VECTORISED void butterfly_5(const Butterfly& b) {
  constexpr auto cos_1 = 0.309016994374947424102F;
  constexpr auto cos_2 = -0.809016994374947424102F;
  constexpr auto sin_1 = 0.951056516295153572116F;
  constexpr auto sin_2 = 0.587785252292473129169F;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < b.run; ++i) {
    const auto r0 = b.in_real[i];
    const auto i0 = b.in_imaginary[i];
    const auto r1 = b.in_real[i + b.in_step];
    const auto i1 = b.in_imaginary[i + b.in_step];
    const auto r2 = b.in_real[i + 2 * b.in_step];
    const auto i2 = b.in_imaginary[i + 2 * b.in_step];
    const auto r3 = b.in_real[i + 3 * b.in_step];
    const auto i3 = b.in_imaginary[i + 3 * b.in_step];
    const auto r4 = b.in_real[i + 4 * b.in_step];
    const auto i4 = b.in_imaginary[i + 4 * b.in_step];
    const auto ar = r1 + r4;
    const auto ai = i1 + i4;
    const auto br = r2 + r3;
    const auto bi = i2 + i3;
    const auto cr = i1 - i4;
    const auto ci = r4 - r1;
    const auto dr = i2 - i3;
    const auto di = r3 - r2;
    const auto mr = r0 + cos_1 * ar + cos_2 * br;
    const auto mi = i0 + cos_1 * ai + cos_2 * bi;
    const auto nr = r0 + cos_2 * ar + cos_1 * br;
    const auto ni = i0 + cos_2 * ai + cos_1 * bi;
    const auto pr = sin_1 * cr + sin_2 * dr;
    const auto pi = sin_1 * ci + sin_2 * di;
    const auto qr = sin_2 * cr - sin_1 * dr;
    const auto qi = sin_2 * ci - sin_1 * di;
    b.out_real[i] = r0 + ar + br;
    b.out_imaginary[i] = i0 + ai + bi;
    b.out_real[i + b.out_step] = (mr + pr) * b.cosines[0] - (mi + pi) * b.sines[0];
    b.out_imaginary[i + b.out_step] = (mr + pr) * b.sines[0] + (mi + pi) * b.cosines[0];
    b.out_real[i + 2 * b.out_step] = (nr + qr) * b.cosines[1] - (ni + qi) * b.sines[1];
    b.out_imaginary[i + 2 * b.out_step] = (nr + qr) * b.sines[1] + (ni + qi) * b.cosines[1];
    b.out_real[i + 3 * b.out_step] = (nr - qr) * b.cosines[2] - (ni - qi) * b.sines[2];
    b.out_imaginary[i + 3 * b.out_step] = (nr - qr) * b.sines[2] + (ni - qi) * b.cosines[2];
    b.out_real[i + 4 * b.out_step] = (mr - pr) * b.cosines[3] - (mi - pi) * b.sines[3];
    b.out_imaginary[i + 4 * b.out_step] = (mr - pr) * b.sines[3] + (mi - pi) * b.cosines[3];
  }
}

std::size_t without_factor(std::size_t value, std::size_t factor) {
  while (value % factor == 0) {
    value /= factor;
  }
  return value;
}

}  // namespace

std::size_t smooth_size(std::size_t at_least) {
  auto size = at_least < 1 ? 1 : at_least;
  while (without_factor(without_factor(without_factor(size, 2), 3), 5) != 1) {
    ++size;
  }
  return size;
}

Fourier::Fourier(std::size_t size) : size_(size) {
  auto length = size;
  while (length > 1) {
    const std::size_t radix = length % 4 == 0 ? 4 : length % 2 == 0 ? 2 : length % 3 == 0 ? 3 : 5;
    assert(length % radix == 0);
    stages_.push_back({radix, length, cosines_.size()});
    for (std::size_t p = 0; p < length / radix; ++p) {
      for (std::size_t j = 1; j < radix; ++j) {
        const auto angle = -2 * std::numbers::pi * static_cast<double>(p * j % length) / static_cast<double>(length);
        cosines_.push_back(static_cast<float>(std::cos(angle)));
        sines_.push_back(static_cast<float>(std::sin(angle)));
      }
    }
    length /= radix;
  }
}

Fourier::Values Fourier::transform(Values values, Values other) const {
  std::size_t stride = sequences;
  for (const auto& stage : stages_) {
    const auto sub = stage.length / stage.radix;
    for (std::size_t p = 0; p < sub; ++p) {
      const auto twiddle = stage.first_twiddle + p * (stage.radix - 1);
      const auto from = stride * p;
      const auto to = stride * stage.radix * p;
      const Butterfly b{values.real + from,
                        values.imaginary + from,
                        stride * sub,
                        other.real + to,
                        other.imaginary + to,
                        stride,
                        stride,
                        &cosines_[twiddle],
                        &sines_[twiddle]};
      switch (stage.radix) {
        case 2:
          butterfly_2(b);
          break;
        case 3:
          butterfly_3(b);
          break;
        case 4:
          butterfly_4(b);
          break;
        default:
          butterfly_5(b);
      }
    }
    std::swap(values, other);
    stride *= stage.radix;
  }
  return values;
}

}  // namespace lykta
