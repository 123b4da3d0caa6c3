// Who may use PROJ's object for a way between two coordinate systems, and what does it do to a point?
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/space/points.hpp"
#include "geo/crs/crs_operation.hpp"
#include "geo/crs/proj_handle.hpp"

namespace lykta {

/// PROJ's object for a way, with a context of its own: for one thread at a time. Where several operations lead there, PROJ
/// takes for each point the most accurate one whose area of use holds it; so a point moves alike whatever it is given with.
class Transformation {
 public:
  /// Throws DataError when there is no way.
  explicit Transformation(const CrsWay& way);
  /// The same for another thread; much quicker than finding the operations again.
  Transformation(const Transformation& other);
  Transformation& operator=(const Transformation&) = delete;
  Transformation(Transformation&&) = delete;
  Transformation& operator=(Transformation&&) = delete;
  ~Transformation() = default;

  /// False where the point has no place in the other system; then it stays as it was.
  [[nodiscard]] bool move(Point& point) const;
  /// What `move` does there; nothing where the point has no place.
  [[nodiscard]] std::optional<CrsOperation> operation_at(const Point& point) const;

 private:
  CrsWay way_;
  ProjContext context_;
  ProjObject operation_;
};

/// A transformation that nobody else uses meanwhile. It goes back where it came from, since finding the operations between two
/// systems takes as long as moving ten thousand points, and a run asks for the same few ways again and again.
class BorrowedTransformation {
 public:
  explicit BorrowedTransformation(const CrsWay& way);
  /// Another one for the same way.
  BorrowedTransformation(const BorrowedTransformation& other);
  BorrowedTransformation& operator=(const BorrowedTransformation&) = delete;
  BorrowedTransformation(BorrowedTransformation&&) = default;
  BorrowedTransformation& operator=(BorrowedTransformation&&) = delete;
  ~BorrowedTransformation();

  const Transformation* operator->() const { return own_.get(); }

 private:
  std::string key_;
  std::unique_ptr<Transformation> own_;
};

}  // namespace lykta
