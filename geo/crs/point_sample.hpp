// Which few points speak for all of a source?
#pragma once

#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

/// At most 1000 points that say something, evenly taken: (0, 0) and what is not finite is left out.
[[nodiscard]] std::vector<Point> telling_points(std::span<const Point> points);

/// The median of the x and that of the y. There must be a point.
[[nodiscard]] Point medians(std::span<const Point> points);

/// The box that holds all but the outermost share of the points on each side (of about 10 000 of them, evenly
/// taken): a few wild coordinates do not say where the data lie. There must be a point.
[[nodiscard]] Box central_box(std::span<const Point> points, double trimmed = 0.01);

}  // namespace lykta
