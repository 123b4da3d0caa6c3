#include "geo/crs/transformation.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

/// Transformations that wait for the next who goes their way.
class WaitingTransformations {
 public:
  std::unique_ptr<Transformation> take(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find(waiting_, key, &Waiting::first);
    if (found == waiting_.end()) {
      return nullptr;
    }
    auto own = std::move(found->second);
    waiting_.erase(found);
    return own;
  }

  void give_back(std::string key, std::unique_ptr<Transformation> own) {
    constexpr std::size_t most = 32;  // each holds some 100 kB; a run knows a handful of systems
    const std::scoped_lock lock(mutex_);
    waiting_.emplace_back(std::move(key), std::move(own));
    if (waiting_.size() > most) {
      waiting_.pop_front();
    }
  }

 private:
  using Waiting = std::pair<std::string, std::unique_ptr<Transformation>>;
  std::mutex mutex_;
  std::deque<Waiting> waiting_;
};

/// Of the process, as GDAL's own are. Never destroyed: PROJ's caches may end before it does.
WaitingTransformations& waiting_transformations() {
  static auto& waiting = *new WaitingTransformations;
  return waiting;
}

std::string key_of(const CrsWay& way) {
  return fmt::format("{}{}\n{}{}", way.swaps_from ? "yx " : "", way.from, way.swaps_to ? "yx " : "", way.to);
}

ProjObject created(PJ_CONTEXT* context, const CrsWay& way) {
  const ProjObject from(proj_create(context, way.from.c_str()));
  const ProjObject to(proj_create(context, way.to.c_str()));
  return ProjObject(from && to ? proj_create_crs_to_crs_from_pj(context, from.get(), to.get(), nullptr, nullptr)
                               : nullptr);
}

}  // namespace

Transformation::Transformation(const CrsWay& way)
    : way_(way), context_(new_proj_context()), operation_(created(context_.get(), way)) {
  if (!operation_) {
    const auto* reason = proj_context_errno_string(context_.get(), proj_context_errno(context_.get()));
    throw DataError(reason != nullptr ? reason : "PROJ knows no operation");
  }
}

Transformation::Transformation(const Transformation& other)
    : way_(other.way_), context_(new_proj_context()), operation_(proj_clone(context_.get(), other.operation_.get())) {
  if (!operation_) {
    operation_ = created(context_.get(), way_);
  }
}

bool Transformation::move(Point& point) const {
  const auto start = way_.swaps_from ? Point{point.y, point.x} : point;
  const auto end = proj_trans(operation_.get(), PJ_FWD, proj_coord(start.x, start.y, 0, HUGE_VAL)).xy;
  if (!std::isfinite(end.x) || !std::isfinite(end.y)) {
    proj_errno_reset(operation_.get());
    return false;
  }
  point = way_.swaps_to ? Point{end.y, end.x} : Point{end.x, end.y};
  return true;
}

std::optional<CrsOperation> Transformation::operation_at(const Point& point) const {
  if (auto moved = point; !move(moved)) {
    return std::nullopt;
  }
  const ProjObject used(proj_trans_get_last_used_operation(operation_.get()));
  if (!used) {
    return std::nullopt;
  }
  const auto* name = proj_get_name(used.get());
  const auto accuracy_m = proj_coordoperation_get_accuracy(context_.get(), used.get());
  return CrsOperation{.name = name != nullptr ? name : "",
                      .accuracy_m = accuracy_m >= 0 ? std::optional(accuracy_m) : std::nullopt,
                      .is_ballpark = proj_coordoperation_has_ballpark_transformation(context_.get(), used.get()) == 1};
}

BorrowedTransformation::BorrowedTransformation(const CrsWay& way)
    : key_(key_of(way)), own_(waiting_transformations().take(key_)) {
  if (!own_) {
    own_ = std::make_unique<Transformation>(way);
  }
}

BorrowedTransformation::BorrowedTransformation(const BorrowedTransformation& other)
    : key_(other.key_), own_(waiting_transformations().take(key_)) {
  if (!own_) {
    own_ = std::make_unique<Transformation>(*other.own_);
  }
}

BorrowedTransformation::~BorrowedTransformation() {
  if (own_) {
    waiting_transformations().give_back(std::move(key_), std::move(own_));
  }
}

}  // namespace lykta
