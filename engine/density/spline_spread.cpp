#include "engine/density/spline_spread.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/parallel.hpp"

namespace lykta {

namespace {

constexpr std::size_t events_per_part = 65536;
constexpr double fraction = 65536;
constexpr std::uint16_t nowhere = std::numeric_limits<std::uint16_t>::max();

using Four = float __attribute__((vector_size(16)));

/// Values of the cubic B-spline at the four nodes around a place t between two of them.
Four spline_at(float t) {
  const auto s = 1 - t;
  const auto t3 = t * t * t * (1.0F / 6);
  const auto s3 = s * s * s * (1.0F / 6);
  const auto b = 2.0F / 3 - t * t + 3 * t3;
  const auto c = 2.0F / 3 - s * s + 3 * s3;
  return Four{s3, b, c, t3};
}

std::size_t parts_of(std::size_t events) { return (events + events_per_part - 1) / events_per_part; }

/// Lays events into bands of rows: which band holds each of them, where the bands begin, and the events themselves.
class Banding {
 public:
  Banding(std::span<const Point> points, std::span<const double> weights, const Lattice& lattice, double reach,
          unsigned threads)
      : points_(points),
        weights_(weights),
        threads_(threads),
        margin_(static_cast<std::int64_t>(std::ceil(reach)) + 1),
        width_(static_cast<double>(lattice.columns()) + 2 * static_cast<double>(margin_)),
        height_(static_cast<double>(lattice.rows()) + 2 * static_cast<double>(margin_)),
        per_unit_(1 / lattice.unit_m()),
        corner_{lattice.origin().x - static_cast<double>(margin_) * lattice.unit_m(),
                lattice.origin().y - static_cast<double>(margin_) * lattice.unit_m()},
        bands_(static_cast<std::size_t>(height_) / BandedEvents::rows_per_band + 1),
        parts_(parts_of(points.size())),
        places_(parts_, std::vector<std::size_t>(bands_, 0)),
        band_of_(points.size()) {}

  BandedEvents banded() {
    BandedEvents banded;
    banded.first_column = -margin_;
    banded.first_row = -margin_;
    count();
    banded.start = starts();
    banded.events.resize(banded.start.back());
    const auto [low, high] = write(banded.events);
    if (banded.start.back() > 0) {
      banded.lowest_column = banded.first_column + static_cast<std::int64_t>(low >> 16U);
      banded.highest_column = banded.first_column + static_cast<std::int64_t>(high >> 16U);
    }
    return banded;
  }

 private:
  /// Lowest and highest x.
  using Ends = std::pair<std::uint32_t, std::uint32_t>;
  static constexpr Ends no_ends{std::numeric_limits<std::uint32_t>::max(), 0};

  [[nodiscard]] Point place_of(std::size_t i) const {
    // A product instead of two quotients: what that rounds is far below the 16 bits that are kept.
    return {(points_[i].x - corner_.x) * per_unit_, (points_[i].y - corner_.y) * per_unit_};
  }

  [[nodiscard]] std::size_t behind(std::size_t part) const {
    return std::min(points_.size(), (part + 1) * events_per_part);
  }

  /// The band of each event, and how many of each part a band has.
  void count() {
    for_each_part(parts_, threads_, [&](std::size_t part) {
      auto* counts = places_[part].data();
      const auto end = behind(part);
      for (auto i = part * events_per_part; i < end; ++i) {
        const auto at = place_of(i);
        const auto inside = at.x >= 0 && at.x < width_ && at.y >= 0 && at.y < height_;
        band_of_[i] = inside ? static_cast<std::uint16_t>(at.y * (1.0 / BandedEvents::rows_per_band)) : nowhere;
        if (inside) {
          ++counts[band_of_[i]];
        }
      }
    });
  }

  /// Where each band begins, and one more; from here on `places_` say where each part writes.
  std::vector<std::size_t> starts() {
    std::vector<std::size_t> start(bands_ + 1);
    std::size_t next = 0;
    for (std::size_t band = 0; band < bands_; ++band) {
      start[band] = next;
      for (auto& place : places_) {
        next += std::exchange(place[band], next);
      }
    }
    start[bands_] = next;
    return start;
  }

  Ends write(UnsetArray<FixedEvent>& events) {
    std::vector<Ends> of_parts(parts_, no_ends);
    for_each_part(parts_, threads_, [&](std::size_t part) { of_parts[part] = write_part(part, events.data()); });
    auto all = no_ends;
    for (const auto& [low, high] : of_parts) {
      all = {std::min(all.first, low), std::max(all.second, high)};
    }
    return all;
  }

  Ends write_part(std::size_t part, FixedEvent* events) {
    auto* next_of_band = places_[part].data();
    auto [low, high] = no_ends;
    const auto end = behind(part);
    for (auto i = part * events_per_part; i < end; ++i) {
      if (band_of_[i] == nowhere) {
        continue;
      }
      const auto at = place_of(i);
      const FixedEvent event{static_cast<std::uint32_t>(at.x * fraction), static_cast<std::uint32_t>(at.y * fraction),
                             weights_.empty() ? 1.0F : static_cast<float>(weights_[i])};
      events[next_of_band[band_of_[i]]++] = event;
      low = std::min(low, event.x);
      high = std::max(high, event.x);
    }
    return {low, high};
  }

  std::span<const Point> points_;
  std::span<const double> weights_;
  unsigned threads_;
  std::int64_t margin_;  ///< columns and rows around the cells
  double width_;
  double height_;
  double per_unit_;
  Point corner_;
  std::size_t bands_;
  std::size_t parts_;
  std::vector<std::vector<std::size_t>> places_;  ///< by part and band
  UnsetArray<std::uint16_t> band_of_;
};

}  // namespace

BandedEvents banded(std::span<const Point> points, std::span<const double> weights, const Lattice& lattice,
                    double reach, unsigned threads) {
  return Banding(points, weights, lattice, reach, threads).banded();
}

void spread_band(const BandedEvents& events, std::size_t band, const NodePlane& plane) {
  constexpr auto between = 1.0F / static_cast<float>(fraction);
  for (auto i = events.start[band]; i < events.start[band + 1]; ++i) {
    const auto& event = events.events[i];
    const auto across = spline_at(static_cast<float>(event.x & 0xffffU) * between) * event.weight;
    const auto up = spline_at(static_cast<float>(event.y & 0xffffU) * between);
    const auto column = events.first_column + static_cast<std::int64_t>(event.x >> 16U) - 1 - plane.first_column;
    const auto row = events.first_row + static_cast<std::int64_t>(event.y >> 16U) - 1 - plane.first_row;
    auto* to = plane.values + static_cast<std::size_t>(row) * plane.columns + static_cast<std::size_t>(column);
    for (int k = 0; k < 4; ++k, to += plane.columns) {
      Four four;
      __builtin_memcpy(&four, to, sizeof four);
      four += across * up[k];
      __builtin_memcpy(to, &four, sizeof four);
    }
  }
}

double spline_transform(double k) {
  const auto half = 0.5 * k;
  const auto sinc = half == 0 ? 1.0 : std::sin(half) / half;
  return sinc * sinc * sinc * sinc;
}

}  // namespace lykta
