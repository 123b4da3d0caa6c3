#include "engine/density/level_curves.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"

namespace lykta {

namespace {

/// Crossings keep this share of a side away from its ends, so that lines through corners never touch each other there
/// and every ring is simple: a hundredth of a millimetre for cells of ten metres.
constexpr double off_corners = 1e-6;

/// Where lines begin, end and meet: a crossing of a side or a corner of a cell. What meets has the same key.
struct End {
  std::uint64_t key = 0;
  Point point{};
};

/// A piece of a line; what it bounds lies to its left.
struct Segment {
  End from, to;
};

void check_levels(std::span<const double> levels) {
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!std::isfinite(levels[i])) {
      throw InvalidOption(fmt::format("a level must be a number, not {}", levels[i]));
    }
    if (i > 0 && !(levels[i - 1] < levels[i])) {
      throw InvalidOption(fmt::format("levels must ascend: {} does not follow {}", levels[i], levels[i - 1]));
    }
  }
}

/// How many levels a value reaches.
std::size_t band_of(std::span<const double> levels, double value) {
  return static_cast<std::size_t>(std::upper_bound(levels.begin(), levels.end(), value) - levels.begin());
}

/// A corner of a square of the lattice of half cells: cells' centres are at odd, cells' corners at even numbers.
struct Corner {
  std::size_t x = 0;
  std::size_t y = 0;
  double value = 0;
  /// Which of the cells that meet here it belongs to, where two of them touch in this corner only; else 0.
  std::uint8_t cell = 0;
};

/// The side between two corners, from left to right or upwards, with the values to interpolate between.
struct CellSide {
  Corner low, high;
  bool is_rim = false;  ///< nothing has a value beyond
};

/// Four corners and the sides that follow them, counter-clockwise from the lower left.
struct Square {
  std::array<Corner, 4> corners;
  std::array<CellSide, 4> sides;
};

/// Four cells that meet, counter-clockwise from the lower left; NaN for those without a value or beyond the grid.
using Values = std::array<double, 4>;

/// Walks over the squares between the cells' centres and hands their pieces of lines to a sink:
/// `sink.curve(level, segment)` and `sink.rim(band, segment)`.
template <typename Sink>
class Walk {
 public:
  Walk(const LevelSurface& surface, std::span<const double> levels, Sink& sink)
      : surface_(surface), levels_(levels), sink_(sink) {}

  void run() {
    std::vector<double> lower(surface_.columns + 2, no_number);
    auto upper = lower;
    for (std::size_t row = 0; row <= surface_.rows; ++row) {
      std::swap(lower, upper);
      load(row, upper);
      for (std::size_t column = 0; column <= surface_.columns; ++column) {
        visit(column, row, {lower[column], lower[column + 1], upper[column + 1], upper[column]});
      }
    }
  }

 private:
  /// A row of cells with an empty one at either end.
  void load(std::size_t row, std::vector<double>& values) const {
    if (row == surface_.rows) {
      std::fill(values.begin(), values.end(), no_number);
      return;
    }
    const auto source = surface_.values.subspan(row * surface_.columns, surface_.columns);
    std::transform(source.begin(), source.end(), values.begin() + 1,
                   [](double value) { return std::isfinite(value) ? value : no_number; });
  }

  /// The four cells that meet in the lower left corner of cell (column, row).
  void visit(std::size_t column, std::size_t row, const Values& values) {
    const auto valid = 4 - std::ranges::count_if(values, [](double value) { return std::isnan(value); });
    if (valid == 4) {
      const auto [smallest, largest] = std::minmax({values[0], values[1], values[2], values[3]});
      if (band_of(levels_, smallest) != band_of(levels_, largest)) {
        add(whole_square(column, row, values));
      }
    } else if (valid > 0) {
      for (std::size_t cell = 0; cell < 4; ++cell) {
        if (!std::isnan(values[cell])) {
          add(quarter(column, row, values, cell));
        }
      }
    }
  }

  static Corner centre(std::size_t column, std::size_t row, const Values& values, std::size_t cell) {
    const auto right = cell == 1 || cell == 2;
    const auto above = cell == 2 || cell == 3;
    // Never used for cells left of or below the first, whose numbers would wrap: they have no value.
    return {2 * column + (right ? 1U : 0U) - (right ? 0U : 1U), 2 * row + (above ? 1U : 0U) - (above ? 0U : 1U),
            values[cell], 0};
  }

  static CellSide side_between(const Corner& a, const Corner& b) {
    return a.x < b.x || a.y < b.y ? CellSide{a, b, false} : CellSide{b, a, false};
  }

  static Square whole_square(std::size_t column, std::size_t row, const Values& values) {
    Square square;
    for (std::size_t k = 0; k < 4; ++k) {
      square.corners[k] = centre(column, row, values, k);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      square.sides[k] = side_between(square.corners[k], square.corners[(k + 1) % 4]);
    }
    return square;
  }

  /// Mean of the cells that meet in a point, of those only that hang together with `cell` there.
  static double mean_around(const Values& values, std::size_t cell, bool alone) {
    if (alone) {
      return values[cell];
    }
    double sum = 0;
    double count = 0;
    auto smallest = values[cell];
    auto largest = values[cell];
    for (const auto value : values) {
      if (!std::isnan(value)) {
        sum += value;
        count += 1;
        smallest = std::min(smallest, value);
        largest = std::max(largest, value);
      }
    }
    // Rounding must not make a peak or a pit where there is none.
    return std::clamp(sum / count, smallest, largest);
  }

  /// The quarter of a cell that lies in a square of which some other cell has no value.
  static Square quarter(std::size_t column, std::size_t row, const Values& values, std::size_t cell) {
    const auto own = centre(column, row, values, cell);
    // Counter-clockwise from the cell's centre the next corner lies towards cell + 1, the last towards cell - 1; for
    // a cell at the lower left these are its right and its upper neighbour.
    const auto next = (cell + 1) % 4;
    const auto last = (cell + 3) % 4;
    const auto next_valid = !std::isnan(values[next]);
    const auto last_valid = !std::isnan(values[last]);
    const auto alone = !next_valid && !last_valid;
    const auto touches = alone && !std::isnan(values[(cell + 2) % 4]);
    const auto middle = [&](std::size_t neighbour, bool valid) {
      const auto across = neighbour == next ? cell % 2 == 0 : cell % 2 == 1;
      return Corner{across ? 2 * column : own.x, across ? own.y : 2 * row,
                    valid ? 0.5 * (own.value + values[neighbour]) : own.value, 0};
    };
    const Corner meeting{2 * column, 2 * row, mean_around(values, cell, alone),
                         static_cast<std::uint8_t>(touches ? cell + 1 : 0)};
    Square square;
    square.corners = {own, middle(next, next_valid), meeting, middle(last, last_valid)};
    for (std::size_t k = 0; k < 4; ++k) {
      square.sides[k] = side_between(square.corners[k], square.corners[(k + 1) % 4]);
    }
    // Half a side between two centres is interpolated as the whole, as the square beyond it does.
    if (next_valid) {
      square.sides[0] = side_between(own, centre(column, row, values, next));
    }
    if (last_valid) {
      square.sides[3] = side_between(own, centre(column, row, values, last));
    }
    square.sides[1].is_rim = !next_valid;
    square.sides[2].is_rim = !last_valid;
    return square;
  }

  void add(const Square& square) {
    const auto [smallest, largest] = std::minmax(
        {square.corners[0].value, square.corners[1].value, square.corners[2].value, square.corners[3].value});
    const auto first = band_of(levels_, smallest);
    const auto last = band_of(levels_, largest);
    for (auto level = first; level < last; ++level) {
      add_curves(square, level);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      if (square.sides[k].is_rim) {
        add_rim(square, k);
      }
    }
  }

  /// What lies to the left of a line is at or above the level. Going round, a line leaves the square where the corners
  /// fall below it and comes back where they rise again.
  void add_curves(const Square& square, std::size_t level) {
    const auto limit = levels_[level];
    std::array<std::size_t, 2> falls{};
    std::array<std::size_t, 2> rises{};
    std::size_t fallen = 0;
    std::size_t risen = 0;
    double sum = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const auto inside = square.corners[k].value >= limit;
      const auto inside_next = square.corners[(k + 1) % 4].value >= limit;
      sum += square.corners[k].value;
      if (inside && !inside_next) {
        falls[fallen++] = k;
      } else if (!inside && inside_next) {
        rises[risen++] = k;
      }
    }
    assert(fallen == risen && fallen > 0);
    if (fallen == 1) {
      sink_.curve(level, {crossing(square.sides[falls[0]], level), crossing(square.sides[rises[0]], level)});
      return;
    }
    // Two high corners face each other. Joined across the middle, the lines cut off the low corners; else the high.
    const auto joined = sum / 4 >= limit;
    for (const auto fall : falls) {
      const auto rise = (fall + (joined ? 1 : 3)) % 4;
      sink_.curve(level, {crossing(square.sides[fall], level), crossing(square.sides[rise], level)});
    }
  }

  /// The rim of all that has a value, cut where it crosses levels.
  void add_rim(const Square& square, std::size_t k) {
    const auto& from = square.corners[k];
    const auto& to = square.corners[(k + 1) % 4];
    const auto last = band_of(levels_, to.value);
    auto band = band_of(levels_, from.value);
    auto begin = corner(from);
    while (band != last) {
      const auto rising = band < last;
      const auto end = crossing(square.sides[k], rising ? band : band - 1);
      sink_.rim(band, {begin, end});
      begin = end;
      band = rising ? band + 1 : band - 1;
    }
    sink_.rim(band, {begin, corner(to)});
  }

  /// Where the corner lies, as the sum of whole half cells.
  [[nodiscard]] Point position(const Corner& corner) const {
    return {surface_.low.x + 0.5 * surface_.cell_m * static_cast<double>(corner.x),
            surface_.low.y + 0.5 * surface_.cell_m * static_cast<double>(corner.y)};
  }

  [[nodiscard]] std::uint64_t key(const Corner& corner, std::size_t kind) const {
    constexpr std::size_t kinds = 8;
    return (corner.y * (2 * surface_.columns + 1) + corner.x) * kinds + kind;
  }

  [[nodiscard]] End corner(const Corner& corner) const {
    auto point = position(corner);
    if (corner.cell != 0) {
      // Cells that touch in a corner do not hang together: a gap nobody sees keeps their rings apart.
      const auto right = corner.cell == 2 || corner.cell == 3;
      const auto above = corner.cell == 3 || corner.cell == 4;
      point.x += (right ? 0.5 : -0.5) * off_corners * surface_.cell_m;
      point.y += (above ? 0.5 : -0.5) * off_corners * surface_.cell_m;
    }
    return {key(corner, 2U + corner.cell), point};
  }

  /// Levels share sides but not keys: the pieces of one line, or of one band, never mix.
  [[nodiscard]] End crossing(const CellSide& side, std::size_t level) const {
    const auto share = (levels_[level] - side.low.value) / (side.high.value - side.low.value);
    const auto kept = off_corners + (1 - 2 * off_corners) * share;
    const auto low = corner(side.low).point;
    const auto high = corner(side.high).point;
    const auto level_bit = static_cast<std::uint64_t>(level % 2) << 63U;
    return {key(side.low, side.low.y == side.high.y ? 0 : 1) | level_bit,
            {low.x + kept * (high.x - low.x), low.y + kept * (high.y - low.y)}};
  }

  const LevelSurface& surface_;
  std::span<const double> levels_;
  Sink& sink_;
};

template <typename Sink>
void walk(const LevelSurface& surface, std::span<const double> levels, Sink& sink) {
  assert(surface.values.size() == surface.columns * surface.rows);
  check_levels(levels);
  Walk<Sink>(surface, levels, sink).run();
}

struct CurveSink {
  std::vector<std::vector<Segment>> levels;

  void curve(std::size_t level, const Segment& segment) { levels[level].push_back(segment); }
  void rim(std::size_t /*band*/, const Segment& /*segment*/) {}
};

/// A band has the lines of its lower level, those of its upper level the other way round, and its part of the rim.
struct BandSink {
  std::vector<std::vector<Segment>> bands;

  void curve(std::size_t level, const Segment& segment) {
    bands[level + 1].push_back(segment);
    bands[level].push_back({segment.to, segment.from});
  }
  void rim(std::size_t band, const Segment& segment) { bands[band].push_back(segment); }
};

/// Segments put together where they meet.
class Chains {
 public:
  explicit Chains(std::vector<Segment> segments) : segments_(std::move(segments)), used_(segments_.size(), 0) {
    std::ranges::sort(segments_, {}, [](const Segment& segment) { return segment.from.key; });
  }

  /// All chains: those with loose ends first, each from its beginning; a closed one repeats its first point.
  std::vector<std::vector<Point>> take() {
    std::vector<std::uint64_t> ends;
    ends.reserve(segments_.size());
    for (const auto& segment : segments_) {
      ends.push_back(segment.to.key);
    }
    std::ranges::sort(ends);
    std::vector<std::vector<Point>> chains;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (!std::ranges::binary_search(ends, segments_[i].from.key)) {
        chains.push_back(chain_from(i));
      }
    }
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (used_[i] == 0) {
        chains.push_back(chain_from(i));
      }
    }
    return chains;
  }

 private:
  std::vector<Point> chain_from(std::size_t first) {
    std::vector<Point> points{segments_[first].from.point};
    auto current = first;
    while (current < segments_.size() && used_[current] == 0) {
      used_[current] = 1;
      points.push_back(segments_[current].to.point);
      current = segment_at(segments_[current].to.key);
    }
    return points;
  }

  /// The segment that begins there, or one past the last.
  [[nodiscard]] std::size_t segment_at(std::uint64_t key) const {
    const auto found =
        std::ranges::lower_bound(segments_, key, {}, [](const Segment& segment) { return segment.from.key; });
    return found != segments_.end() && found->from.key == key ? static_cast<std::size_t>(found - segments_.begin())
                                                              : segments_.size();
  }

  std::vector<Segment> segments_;
  std::vector<std::uint8_t> used_;
};

/// A closed chain as a ring, without the corners that only prolong an upright or level side of the rim.
Ring ring_of(const std::vector<Point>& chain) {
  assert(chain.size() > 3 && chain.front() == chain.back());
  const auto corners = chain.size() - 1;
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const auto& before = chain[(i + corners - 1) % corners];
    const auto& after = chain[i + 1];
    const auto upright = before.x == chain[i].x && chain[i].x == after.x;
    const auto level = before.y == chain[i].y && chain[i].y == after.y;
    if (!upright && !level) {
      ring.push_back(chain[i]);
    }
  }
  return ring;
}

std::vector<double> positive_values(std::span<const double> values) {
  std::vector<double> positive;
  std::ranges::copy_if(values, std::back_inserter(positive),
                       [](double value) { return value > 0 && std::isfinite(value); });
  return positive;
}

}  // namespace

std::vector<std::vector<LevelCurve>> level_curves(const LevelSurface& surface, std::span<const double> levels) {
  CurveSink sink{std::vector<std::vector<Segment>>(levels.size())};
  walk(surface, levels, sink);
  std::vector<std::vector<LevelCurve>> curves(levels.size());
  for (std::size_t level = 0; level < levels.size(); ++level) {
    for (auto& chain : Chains(std::move(sink.levels[level])).take()) {
      curves[level].push_back({std::move(chain)});
    }
  }
  return curves;
}

std::vector<LevelBand> level_bands(const LevelSurface& surface, std::span<const double> levels) {
  BandSink sink{std::vector<std::vector<Segment>>(levels.size() + 1)};
  walk(surface, levels, sink);
  std::vector<LevelBand> bands(levels.size() + 1);
  for (std::size_t band = 0; band < bands.size(); ++band) {
    bands[band].from = band == 0 ? std::nullopt : std::optional(levels[band - 1]);
    bands[band].to = band == levels.size() ? std::nullopt : std::optional(levels[band]);
    for (const auto& chain : Chains(std::move(sink.bands[band])).take()) {
      bands[band].area.rings.push_back(ring_of(chain));
    }
  }
  return bands;
}

std::vector<double> quantile_levels(std::span<const double> values, std::size_t number) {
  auto positive = positive_values(values);
  std::vector<double> levels;
  if (positive.empty()) {
    return levels;
  }
  std::ranges::sort(positive);
  for (std::size_t i = 1; i <= number; ++i) {
    const auto place =
        static_cast<double>(positive.size() - 1) * static_cast<double>(i) / static_cast<double>(number + 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, positive.size() - 1);
    const auto level = std::lerp(positive[below], positive[above], place - static_cast<double>(below));
    if (levels.empty() || level > levels.back()) {
      levels.push_back(level);
    }
  }
  return levels;
}

std::vector<double> volume_levels(std::span<const double> values, std::size_t number) {
  auto positive = positive_values(values);
  std::ranges::sort(positive);
  double total = 0;
  for (const auto value : positive) {
    total += value;
  }
  std::vector<double> levels;
  double below = 0;
  std::size_t next = 0;
  for (std::size_t i = 1; i <= number; ++i) {
    const auto wanted = total * static_cast<double>(i) / static_cast<double>(number + 1);
    while (next < positive.size() && below + positive[next] <= wanted) {
      below += positive[next++];
    }
    if (next < positive.size() && (levels.empty() || positive[next] > levels.back())) {
      levels.push_back(positive[next]);
    }
  }
  return levels;
}

std::vector<double> equal_levels(std::span<const double> values, std::size_t number) {
  double largest = 0;
  for (const auto value : values) {
    largest = std::isfinite(value) ? std::max(largest, value) : largest;
  }
  std::vector<double> levels;
  for (std::size_t i = 1; largest > 0 && i <= number; ++i) {
    levels.push_back(largest * static_cast<double>(i) / static_cast<double>(number + 1));
  }
  return levels;
}

}  // namespace lykta
