#include "geo/crs/point_sample.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace lykta {

namespace {

constexpr std::size_t sample_size = 1000;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

Point medians(std::span<const Point> points) {
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& point : points) {
    x.push_back(point.x);
    y.push_back(point.y);
  }
  return {median(std::move(x)), median(std::move(y))};
}

std::vector<Point> telling_points(std::span<const Point> points) {
  std::vector<Point> usable;
  for (const auto& point : points) {
    if (std::isfinite(point.x) && std::isfinite(point.y) && (point.x != 0 || point.y != 0)) {
      usable.push_back(point);
    }
  }
  if (usable.size() <= sample_size) {
    return usable;
  }
  std::vector<Point> sample;
  for (std::size_t i = 0; i < sample_size; ++i) {
    sample.push_back(usable[i * usable.size() / sample_size]);
  }
  return sample;
}

Box central_box(std::span<const Point> points, double trimmed) {
  constexpr std::size_t enough = 10000;
  const auto stride = std::max<std::size_t>(1, points.size() / enough);
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < points.size(); i += stride) {
    x.push_back(points[i].x);
    y.push_back(points[i].y);
  }
  std::ranges::sort(x);
  std::ranges::sort(y);
  const auto trim = static_cast<std::size_t>(trimmed * static_cast<double>(x.size()));
  return {x[trim], y[trim], x[x.size() - 1 - trim], y[y.size() - 1 - trim]};
}

}  // namespace lykta
