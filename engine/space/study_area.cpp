#include "engine/space/study_area.hpp"

#include <utility>

#include "engine/space/point_locator.hpp"

namespace lykta {

struct StudyArea::Indexed {
  explicit Indexed(Area whole) : area(std::move(whole)), box(bounding_box(area)), locator(area) {}

  Area area;
  Box box;
  PointLocator locator;
};

StudyArea::StudyArea() : StudyArea(Area{}) {}

StudyArea::StudyArea(Area area) : indexed_(std::make_shared<const Indexed>(std::move(area))) {}

const Area& StudyArea::area() const { return indexed_->area; }

const Box& StudyArea::box() const { return indexed_->box; }

bool StudyArea::contains(const Point& point) const { return indexed_->locator.contains(point); }

bool StudyArea::holds(const Point& point) const {
  return contains(point) || indexed_->locator.outline_is_near(point, border_m);
}

}  // namespace lykta
