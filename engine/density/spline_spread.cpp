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

}  // namespace

BandedEvents banded(std::span<const Point> points, std::span<const double> weights, const Lattice& lattice,
                    double reach, unsigned threads) {
  BandedEvents banded;
  const auto margin = static_cast<std::int64_t>(std::ceil(reach)) + 1;
  banded.first_column = -margin;
  banded.first_row = -margin;
  const auto width = static_cast<double>(lattice.columns()) + 2 * static_cast<double>(margin);
  const auto height = static_cast<double>(lattice.rows()) + 2 * static_cast<double>(margin);
  const auto bands = static_cast<std::size_t>(height) / BandedEvents::rows_per_band + 1;
  const auto parts = parts_of(points.size());
  // A product instead of two quotients: what that rounds is far below the 16 bits that are kept.
  const auto per_unit = 1 / lattice.unit_m();
  const Point corner{lattice.origin().x - static_cast<double>(margin) * lattice.unit_m(),
                     lattice.origin().y - static_cast<double>(margin) * lattice.unit_m()};
  const auto place_of = [&](std::size_t i) {
    return Point{(points[i].x - corner.x) * per_unit, (points[i].y - corner.y) * per_unit};
  };

  std::vector<std::vector<std::size_t>> places(parts, std::vector<std::size_t>(bands, 0));
  UnsetArray<std::uint16_t> band_of(points.size());
  for_each_part(parts, threads, [&](std::size_t part) {
    auto* counts = places[part].data();
    const auto end = std::min(points.size(), (part + 1) * events_per_part);
    for (auto i = part * events_per_part; i < end; ++i) {
      const auto at = place_of(i);
      const auto inside = at.x >= 0 && at.x < width && at.y >= 0 && at.y < height;
      band_of[i] = inside ? static_cast<std::uint16_t>(at.y * (1.0 / BandedEvents::rows_per_band)) : nowhere;
      if (inside) {
        ++counts[band_of[i]];
      }
    }
  });
  banded.start.resize(bands + 1);
  std::size_t next = 0;
  for (std::size_t band = 0; band < bands; ++band) {
    banded.start[band] = next;
    for (auto& place : places) {
      next += std::exchange(place[band], next);
    }
  }
  banded.start[bands] = next;
  banded.events.resize(next);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> columns(parts, {std::numeric_limits<std::uint32_t>::max(), 0});
  for_each_part(parts, threads, [&](std::size_t part) {
    auto* next_of_band = places[part].data();
    auto* events = banded.events.data();
    auto [low, high] = columns[part];
    const auto end = std::min(points.size(), (part + 1) * events_per_part);
    for (auto i = part * events_per_part; i < end; ++i) {
      if (band_of[i] == nowhere) {
        continue;
      }
      const auto at = place_of(i);
      const FixedEvent event{static_cast<std::uint32_t>(at.x * fraction), static_cast<std::uint32_t>(at.y * fraction),
                             weights.empty() ? 1.0F : static_cast<float>(weights[i])};
      events[next_of_band[band_of[i]]++] = event;
      low = std::min(low, event.x);
      high = std::max(high, event.x);
    }
    columns[part] = {low, high};
  });
  auto low = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t high = 0;
  for (const auto& [part_low, part_high] : columns) {
    low = std::min(low, part_low);
    high = std::max(high, part_high);
  }
  if (next > 0) {
    banded.lowest_column = banded.first_column + static_cast<std::int64_t>(low >> 16U);
    banded.highest_column = banded.first_column + static_cast<std::int64_t>(high >> 16U);
  }
  return banded;
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
