#include "engine/space/box_index.hpp"

#include <cstddef>
#include <utility>

// Of Boost 1.74, which warns of a header of its own.
#define BOOST_ALLOW_DEPRECATED_HEADERS
#include <boost/geometry/algorithms/comparable_distance.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/cartesian/distance_pythagoras.hpp>
#include <boost/geometry/strategies/cartesian/distance_pythagoras_point_box.hpp>
#include <boost/iterator/function_output_iterator.hpp>

namespace lykta {

namespace {

namespace geometry = boost::geometry;
using TreePoint = geometry::model::point<double, 2, geometry::cs::cartesian>;
using TreeBox = geometry::model::box<TreePoint>;
using Value = std::pair<TreeBox, std::uint32_t>;

constexpr std::size_t entries_of_node = 16;

TreeBox tree_box(const Box& box) { return {TreePoint(box.min_x, box.min_y), TreePoint(box.max_x, box.max_y)}; }

}  // namespace

struct BoxIndex::Tree {
  geometry::index::rtree<Value, geometry::index::quadratic<entries_of_node>> boxes;
};

BoxIndex::BoxIndex(std::span<const Box> boxes) : tree_(std::make_unique<Tree>()) {
  std::vector<Value> values;
  values.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!boxes[i].empty()) {
      values.emplace_back(tree_box(boxes[i]), static_cast<std::uint32_t>(i));
    }
  }
  tree_->boxes = decltype(tree_->boxes)(values);
}

BoxIndex::BoxIndex(BoxIndex&& other) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&& other) noexcept = default;
BoxIndex::~BoxIndex() = default;

void BoxIndex::find_touching(const Box& box, std::vector<std::uint32_t>& found) const {
  found.clear();
  tree_->boxes.query(
      geometry::index::intersects(tree_box(box)),
      boost::make_function_output_iterator([&found](const Value& value) { found.push_back(value.second); }));
}

std::optional<std::uint32_t> BoxIndex::nearest(const Point& point) const {
  std::optional<std::uint32_t> found;
  tree_->boxes.query(geometry::index::nearest(TreePoint(point.x, point.y), 1U),
                     boost::make_function_output_iterator([&found](const Value& value) { found = value.second; }));
  return found;
}

}  // namespace lykta
