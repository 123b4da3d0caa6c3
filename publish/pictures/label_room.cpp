#include "publish/pictures/label_room.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace lykta {

namespace {

bool lies_in(const Point& point, const Box& box) {
  return point.x > box.min_x && point.x < box.max_x && point.y > box.min_y && point.y < box.max_y;
}

Point between(const Point& from, const Point& to, double share) {
  return {from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
}

/// Points along a line, as near to each other as the smallest label is high.
constexpr int steps_of_a_leader = 24;

}  // namespace

Box box_around(const Point& middle, const LabelSize& size) {
  return {middle.x - size.width / 2, middle.y - size.height / 2, middle.x + size.width / 2, middle.y + size.height / 2};
}

bool overlap(const Box& one, const Box& other) {
  return one.min_x < other.max_x && other.min_x < one.max_x && one.min_y < other.max_y && other.min_y < one.max_y;
}

bool LabelRoom::is_free(const Box& box) const {
  const auto is_inside =
      box.min_x >= room_.min_x && box.max_x <= room_.max_x && box.min_y >= room_.min_y && box.max_y <= room_.max_y;
  return is_inside && std::ranges::none_of(taken_, [&](const Box& each) { return overlap(each, box); });
}

bool LabelRoom::is_quiet(const Box& box) const {
  return std::ranges::none_of(avoided_, [&](const Box& each) { return overlap(each, box); });
}

bool LabelRoom::leads_over_a_label(const Point& anchor, const Point& middle) const {
  return std::ranges::any_of(taken_, [&](const Box& each) {
    if (lies_in(anchor, each)) {
      return false;  // it has to get out of there
    }
    for (int i = 1; i < steps_of_a_leader; ++i) {
      if (lies_in(between(anchor, middle, double{1} * i / steps_of_a_leader), each)) {
        return true;
      }
    }
    return false;
  });
}

bool LabelRoom::take_at(const Point& anchor, const LabelSize& size) {
  const auto box = box_around(anchor, size);
  if (!is_free(box)) {
    return false;
  }
  take(box);
  return true;
}

std::optional<Point> LabelRoom::take_near(const Point& anchor, const LabelSize& size, double furthest) {
  constexpr int directions = 16;
  constexpr double first_direction = -std::numbers::pi / 4;  // to the upper right
  // Away from what is to be avoided first, else anywhere.
  for (const auto asks_for_quiet : {true, false}) {
    for (auto distance = size.height; distance <= furthest; distance += size.height / 2) {
      for (int i = 0; i < directions; ++i) {
        const auto turn = (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2);
        const auto angle = first_direction + 2 * std::numbers::pi * turn / directions;
        const Point middle{anchor.x + distance * std::cos(angle), anchor.y + distance * std::sin(angle)};
        const auto box = box_around(middle, size);
        if (!is_free(box) || (asks_for_quiet && !is_quiet(box)) || leads_over_a_label(anchor, middle)) {
          continue;
        }
        take(box);
        constexpr double width = 0.3;
        for (int step = 1; step < steps_of_a_leader; ++step) {
          const auto box_of_line =
              box_around(between(anchor, middle, double{1} * step / steps_of_a_leader), {width, width});
          if (!overlap(box, box_of_line)) {
            take(box_of_line);
          }
        }
        return middle;
      }
    }
  }
  return std::nullopt;
}

std::optional<Box> LabelRoom::take_beside(const Box& box, const LabelSize& size, double gap) {
  const Point middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  const auto right = box.max_x + gap + size.width / 2;
  const auto left = box.min_x - gap - size.width / 2;
  const auto above = box.min_y - gap - size.height / 2;
  const auto below = box.max_y + gap + size.height / 2;
  const std::array<Point, 8> middles{{{right, middle.y},
                                      {left, middle.y},
                                      {middle.x, above},
                                      {middle.x, below},
                                      {right, above},
                                      {left, above},
                                      {right, below},
                                      {left, below}}};
  for (const auto asks_for_quiet : {true, false}) {
    for (const auto& each : middles) {
      const auto label = box_around(each, size);
      if (is_free(label) && (!asks_for_quiet || is_quiet(label))) {
        take(label);
        return label;
      }
    }
  }
  return std::nullopt;
}

}  // namespace lykta
