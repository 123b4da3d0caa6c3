#include "publish/pictures/sheet_extent.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace lykta {

namespace {

/// The place in the middle of the list by size is to be so large on paper: less and its number hides it, more and it fills the map.
constexpr double least_place_mm = 8;
constexpr double good_place_mm = 13;
constexpr double most_place_mm = 28;

constexpr double margin_of_places = 0.16;

double to_round_scale(double metres_per_mm) {
  constexpr std::array<double, 9> steps{1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7.5};
  const auto power = std::pow(10, std::floor(std::log10(metres_per_mm)));
  for (const auto step : steps) {
    if (step * power >= metres_per_mm * (1 - 1e-9)) {
      return step * power;
    }
  }
  return 10 * power;
}

Box widened(const Box& box, double share) {
  const auto by = share * std::max(box.width(), box.height());
  return {box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

void add_box(Box& all, const Box& box) {
  all.add({box.min_x, box.min_y});
  all.add({box.max_x, box.max_y});
}

bool lies_within(const Box& inner, const Box& outer) {
  return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
         inner.max_y <= outer.max_y;
}

double usual_size_m(const std::vector<Box>& grounds) {
  std::vector<double> sizes;
  sizes.reserve(grounds.size());
  for (const auto& ground : grounds) {
    sizes.push_back(std::max(ground.width(), ground.height()));
  }
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, middle);
  return *middle;
}

/// Those that a reader looks for: the first of the list.
constexpr std::size_t looked_for = 12;

/// Places of observations alone count a little, too.
std::uint64_t importance(const Place& place) { return place.count + 1; }

struct Part {
  Box ground;
  std::uint64_t importance = 0;
};

/// Around those of the first places that lie in a window about one of them; the window that holds the most events.
Part busiest_part(const Picture& picture, const std::vector<Box>& grounds, double width_m, double height_m) {
  const auto places = std::span(picture.places).first(std::min(looked_for, picture.places.size()));
  Part best;
  for (const auto& each : places) {
    const auto window = box_around(each.position, {width_m, height_m});
    Part part;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (lies_within(grounds[i], window)) {
        part.importance += importance(places[i]);
        add_box(part.ground, grounds[i]);
      }
    }
    if (part.importance > best.importance) {
      best = part;
    }
  }
  return best;
}

/// Whether a part is worth more than seeing all places small: it holds a good deal of what is looked for.
bool is_worth_a_closer_look(const Part& part, const Picture& picture) {
  std::uint64_t all = 0;
  for (const auto& place : std::span(picture.places).first(std::min(looked_for, picture.places.size()))) {
    all += importance(place);
  }
  constexpr double good_deal = 0.5;
  return static_cast<double>(part.importance) >= good_deal * static_cast<double>(all);
}

}  // namespace

Box ground_of(const Place& place, const StudyGrid& study) {
  Box ground;
  const auto half = study.grid.cell_m() / 2;
  for (const auto slot : place.slots) {
    const auto middle = study.grid.centre(study.cells[slot]);
    add_box(ground, {middle.x - half, middle.y - half, middle.x + half, middle.y + half});
  }
  ground.add(place.position);
  return ground;
}

MapScale fitting(const Box& ground, const Box& paper, double least_metres_per_mm) {
  MapScale scale;
  scale.paper = paper;
  constexpr double finest = 0.01;
  const auto needed = std::max({ground.width() / paper.width(), ground.height() / paper.height(), finest});
  scale.metres_per_mm = to_round_scale(std::max(needed, least_metres_per_mm));
  scale.shown = box_around({(ground.min_x + ground.max_x) / 2, (ground.min_y + ground.max_y) / 2},
                           {scale.metres_per_mm * paper.width(), scale.metres_per_mm * paper.height()});
  return scale;
}

MapScale scale_of_area(const Picture& picture, const Box& paper) {
  constexpr double margin = 0.03;
  return fitting(widened(picture.study_area.box(), margin), paper);
}

MapScale scale_of_places(const Picture& picture, const Box& paper) {
  const auto whole = scale_of_area(picture, paper);
  if (picture.places.empty()) {
    return whole;
  }
  std::vector<Box> grounds;
  Box all;
  for (const auto& place : picture.places) {
    grounds.push_back(ground_of(place, picture.place_study));
    add_box(all, grounds.back());
  }
  const auto size_m = usual_size_m(grounds);
  const auto nearest = size_m / most_place_mm;
  auto scale = fitting(widened(all, margin_of_places), paper, nearest);
  if (size_m / scale.metres_per_mm < least_place_mm) {
    const auto window = size_m / good_place_mm;
    const auto part = busiest_part(picture, grounds, window * paper.width(), window * paper.height());
    if (is_worth_a_closer_look(part, picture)) {
      scale = fitting(widened(part.ground, margin_of_places), paper, nearest);
    }
  }
  // A little more, and all of the area is to be seen.
  constexpr double nearly_all = 0.6;
  return scale.metres_per_mm >= nearly_all * whole.metres_per_mm ? whole : scale;
}

double round_length_m(const MapScale& scale, double most_mm) {
  const auto most = scale.metres_per_mm * most_mm;
  const auto power = std::pow(10, std::floor(std::log10(most)));
  return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
}

}  // namespace lykta
