#include "engine/statistics/neighbour_sums.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

constexpr std::size_t summed_in_part = 4096;

double band_of(const Grid& grid, const CellNeighbourhood& neighbourhood) {
  if (const auto* band = std::get_if<DistanceBand>(&neighbourhood)) {
    if (!(band->distance_m > 0) || !std::isfinite(band->distance_m)) {
      throw InvalidOption(
          fmt::format("the distance band must be a positive number of metres, not {}", band->distance_m));
    }
    return band->distance_m;
  }
  // Centres of cells that share a side are 1 cell apart; that share a corner only, sqrt(2); others at least sqrt(3).
  return (std::holds_alternative<Rook>(neighbourhood) ? 1.2 : 1.5) * grid.cell_m();
}

/// Adds a piece of a row of running sums to each cell: `from` and `to` point to the sums before and behind the piece.
template <class Number>
LYKTA_INLINED void add_differences(Number* sum, const Number* from, const Number* to, std::size_t size) {
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < size; ++i) {
    sum[i] += to[i] - from[i];
  }
}

LYKTA_VECTORISED void add_piece(std::int64_t* sum, const std::int64_t* from, const std::int64_t* to, std::size_t size) {
  add_differences(sum, from, to, size);
}

LYKTA_VECTORISED void add_piece(std::uint32_t* sum, const std::uint32_t* from, const std::uint32_t* to,
                                std::size_t size) {
  add_differences(sum, from, to, size);
}

/// The values as whole numbers; false when one is missing, which counts as 0.
LYKTA_VECTORISED bool to_whole(const double* values, std::size_t size, double origin, double per_unit,
                               std::int64_t* whole) {
  std::int64_t missing = 0;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < size; ++i) {
    const auto present = is_present(values[i]);
    whole[i] = static_cast<std::int64_t>(((present ? values[i] : origin) - origin) * per_unit);
    missing += present ? 0 : 1;
  }
  return missing == 0;
}

}  // namespace

NeighbourSums::NeighbourSums(const Neighbours& neighbours) : lists_(&neighbours), size_(neighbours.size()) {
  for (std::size_t i = 0; i < size_; ++i) {
    most_ = std::max(most_, neighbours.of(i).size());
  }
}

NeighbourSums::NeighbourSums(const StudyGrid& study, const CellNeighbourhood& neighbourhood)
    : study_(&study), size_(study.size()) {
  const auto columns = study.grid.columns();
  row_start_.reserve(study.grid.rows() + 1);
  std::size_t slot = 0;
  for (std::size_t row = 0; row <= study.grid.rows(); ++row) {
    // Cells are in ascending order, so the next row starts at most one row of slots on.
    const auto end = study.cells.begin() + static_cast<std::ptrdiff_t>(std::min(size_, slot + columns));
    const auto found = std::lower_bound(study.cells.begin() + static_cast<std::ptrdiff_t>(slot), end, row * columns);
    slot = static_cast<std::size_t>(found - study.cells.begin());
    row_start_.push_back(slot);
  }
  lay_out(band_of(study.grid, neighbourhood));
}

void NeighbourSums::lay_out(double distance_m) {
  const auto& grid = study_->grid;
  const auto cell_m = grid.cell_m();
  const auto hexagonal = grid.shape() == CellShape::hexagon;
  const auto row_m = hexagonal ? hexagon_row_spacing_m(cell_m) : cell_m;
  // The rule of neighbours_of_cells(): rounding must not lose a cell whose centre lies exactly on the band.
  const auto limit = distance_m * (1 + 1e-12);
  const auto columns = static_cast<double>(grid.columns());
  reach_ = static_cast<std::int64_t>(std::min(limit / row_m, static_cast<double>(grid.rows()) - 1));
  for (const std::int64_t odd : {0, 1}) {
    std::size_t cells = 0;
    for (auto row = -reach_; row <= reach_; ++row) {
      const auto other_odd = (odd + row) & 1;
      const auto shift = hexagonal ? 0.5 * static_cast<double>(other_odd - odd) : 0.0;
      const auto within = [&](std::int64_t column) {
        return std::hypot((static_cast<double>(column) + shift) * cell_m, static_cast<double>(row) * row_m) <= limit;
      };
      const auto farthest = static_cast<std::int64_t>(std::min(limit / cell_m + 1, columns));
      Piece piece{0, -1};
      if (within(0) || within(-1)) {
        piece = {-farthest, farthest};
        while (!within(piece.low)) {
          ++piece.low;
        }
        while (!within(piece.high)) {
          --piece.high;
        }
        cells += static_cast<std::size_t>(piece.high - piece.low + 1);
        margin_ = std::max({margin_, -piece.low, piece.high});
      }
      pieces_[odd].push_back(piece);
    }
    // The cell itself is in its own row's piece.
    most_ = std::max(most_, std::min(cells, size_) - std::min<std::size_t>(1, size_));
  }
}

std::size_t NeighbourSums::addends() const {
  return std::max(most_ + 1, study_ != nullptr ? study_->grid.columns() : 0);
}

bool NeighbourSums::is_neighbour(std::uint32_t other, std::uint32_t place) const {
  if (lists_ != nullptr) {
    const auto neighbours = lists_->of(place);
    return std::ranges::find(neighbours, other) != neighbours.end();
  }
  const auto here = study_->grid.index(study_->cells[place]);
  const auto there = study_->grid.index(study_->cells[other]);
  const auto step = there.row - here.row;
  if (other == place || std::abs(step) > reach_) {
    return false;
  }
  const auto& piece = pieces_[here.row & 1][static_cast<std::size_t>(step + reach_)];
  const auto column = there.column - here.column;
  return piece.low <= column && column <= piece.high;
}

std::size_t NeighbourSums::rows_in_part() const { return static_cast<std::size_t>(48 + 4 * reach_); }

std::size_t NeighbourSums::parts() const {
  return lists_ != nullptr ? (size_ + summed_in_part - 1) / summed_in_part
                           : (study_->grid.rows() + rows_in_part() - 1) / rows_in_part();
}

/// The running sums of the rows around the one at work; rows take each other's place.
class NeighbourSums::RunningRows {
 public:
  RunningRows(const NeighbourSums& owner, std::span<const double> values, const Scale& scale)
      : owner_(owner),
        values_(values),
        scale_(scale),
        columns_(owner.study_->grid.columns()),
        margin_(static_cast<std::size_t>(owner.margin_)),
        width_(columns_ + 2 * margin_ + 1),
        held_(static_cast<std::size_t>(2 * owner.reach_ + 1)),
        sums_(held_ * width_),
        numbers_(held_ * width_),
        kind_(held_, Kind::empty),
        whole_(columns_),
        full_numbers_(width_) {
    for (std::size_t column = 0; column < width_; ++column) {
      full_numbers_[column] =
          static_cast<std::uint32_t>(std::clamp<std::size_t>(column, margin_, margin_ + columns_) - margin_);
    }
  }

  void load(std::size_t row) {
    const auto place = row % held_;
    const auto first = owner_.row_start_[row];
    const auto size = owner_.row_start_[row + 1] - first;
    kind_[place] = size == 0 ? Kind::empty : Kind::partial;
    if (size == 0) {
      return;
    }
    const auto complete = to_whole(values_.data() + first, size, scale_.origin, scale_.per_unit, whole_.data());
    if (size == columns_ && complete) {
      kind_[place] = Kind::full;
      fill_full(&sums_[place * width_]);
    } else {
      fill_partial(row, first, size, place);
    }
  }

  /// Sums for the columns `from` to behind `to` of a row.
  void sum(std::size_t row, std::size_t from, std::size_t to, std::int64_t* sum, std::uint32_t* number) const {
    const auto size = to - from;
    const auto& pieces = owner_.pieces_[(owner_.study_->grid.first().row + static_cast<std::int64_t>(row)) & 1];
    std::fill_n(sum, size, 0);
    std::fill_n(number, size, 0U);
    for (auto step = -owner_.reach_; step <= owner_.reach_; ++step) {
      const auto there = static_cast<std::int64_t>(row) + step;
      const auto& piece = pieces[static_cast<std::size_t>(step + owner_.reach_)];
      if (there < 0 || there >= static_cast<std::int64_t>(owner_.study_->grid.rows()) || piece.high < piece.low) {
        continue;
      }
      const auto place = static_cast<std::size_t>(there) % held_;
      if (kind_[place] == Kind::empty) {
        continue;
      }
      const auto low = static_cast<std::size_t>(owner_.margin_ + piece.low) + from;
      const auto behind = static_cast<std::size_t>(owner_.margin_ + piece.high) + 1 + from;
      add_piece(sum, sums_of(place) + low, sums_of(place) + behind, size);
      add_piece(number, numbers_of(place) + low, numbers_of(place) + behind, size);
    }
    // The place itself is in its row's piece and is no neighbour: its own value, turned around, is a piece too.
    const auto place = row % held_;
    add_piece(sum, sums_of(place) + margin_ + 1 + from, sums_of(place) + margin_ + from, size);
    add_piece(number, numbers_of(place) + margin_ + 1 + from, numbers_of(place) + margin_ + from, size);
  }

 private:
  enum class Kind : std::uint8_t { empty, partial, full };

  [[nodiscard]] const std::int64_t* sums_of(std::size_t place) const { return &sums_[place * width_]; }
  [[nodiscard]] const std::uint32_t* numbers_of(std::size_t place) const {
    return kind_[place] == Kind::full ? full_numbers_.data() : &numbers_[place * width_];
  }

  void fill_full(std::int64_t* sums) {
    std::fill_n(sums, margin_ + 1, 0);
    std::int64_t running = 0;
    for (std::size_t column = 0; column < columns_; ++column) {
      running += whole_[column];
      sums[margin_ + 1 + column] = running;
    }
    std::fill_n(sums + margin_ + 1 + columns_, margin_, running);
  }

  void fill_partial(std::size_t row, std::size_t first, std::size_t size, std::size_t place) {
    auto* const sums = &sums_[place * width_];
    auto* const numbers = &numbers_[place * width_];
    std::fill_n(sums, width_, 0);
    std::fill_n(numbers, width_, 0U);
    for (std::size_t i = 0; i < size; ++i) {
      const auto column = owner_.study_->cells[first + i] - row * columns_;
      sums[margin_ + 1 + column] = whole_[i];
      numbers[margin_ + 1 + column] = is_present(values_[first + i]) ? 1 : 0;
    }
    for (std::size_t column = margin_ + 1; column < width_; ++column) {
      sums[column] += sums[column - 1];
      numbers[column] += numbers[column - 1];
    }
  }

  const NeighbourSums& owner_;
  std::span<const double> values_;
  const Scale& scale_;
  std::size_t columns_;
  std::size_t margin_;
  std::size_t width_;
  std::size_t held_;
  std::vector<std::int64_t> sums_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Kind> kind_;
  std::vector<std::int64_t> whole_;
  std::vector<std::uint32_t> full_numbers_;
};

void NeighbourSums::run_of_rows(std::size_t part, std::span<const double> values, const Scale& scale,
                                const std::function<void(const SumRun&)>& take) const {
  const auto& grid = study_->grid;
  const auto reach = static_cast<std::size_t>(reach_);
  const auto first_row = part * rows_in_part();
  const auto behind = std::min(first_row + rows_in_part(), grid.rows());
  RunningRows rows(*this, values, scale);
  std::vector<std::int64_t> sum(grid.columns());
  std::vector<std::uint32_t> number(grid.columns());
  auto loaded = first_row - std::min(first_row, reach);
  for (auto row = first_row; row < behind; ++row) {
    for (; loaded < std::min(row + reach + 1, grid.rows()); ++loaded) {
      rows.load(loaded);
    }
    const auto first = row_start_[row];
    const auto size = row_start_[row + 1] - first;
    if (size == 0) {
      continue;
    }
    const auto column_of = [&](std::size_t slot) { return study_->cells[slot] - row * grid.columns(); };
    const auto from = column_of(first);
    const auto to = column_of(first + size - 1) + 1;
    rows.sum(row, from, to, sum.data(), number.data());
    if (to - from != size) {
      for (std::size_t i = 0; i < size; ++i) {
        const auto column = column_of(first + i) - from;
        sum[i] = sum[column];
        number[i] = number[column];
      }
    }
    take({part, first, std::span(sum).first(size), std::span(number).first(size)});
  }
}

void NeighbourSums::run_of_lists(std::size_t part, std::span<const double> values, const Scale& scale,
                                 const std::function<void(const SumRun&)>& take) const {
  const auto first = part * summed_in_part;
  const auto size = std::min(summed_in_part, size_ - first);
  std::vector<std::int64_t> sum(size);
  std::vector<std::uint32_t> number(size);
  for (std::size_t i = 0; i < size; ++i) {
    for (const auto j : lists_->of(first + i)) {
      if (is_present(values[j])) {
        sum[i] += scale.whole(values[j]);
        ++number[i];
      }
    }
  }
  take({part, first, sum, number});
}

void NeighbourSums::for_each_run(std::span<const double> values, const Scale& scale, unsigned threads,
                                 const std::function<void(const SumRun&)>& take) const {
  assert(values.size() == size_);
  for_each_part(parts(), threads, [&](std::size_t part) {
    if (lists_ != nullptr) {
      run_of_lists(part, values, scale, take);
    } else {
      run_of_rows(part, values, scale, take);
    }
  });
}

CollectedSums collect(const NeighbourSums& sums, std::span<const double> values, const Scale& scale, unsigned threads) {
  CollectedSums collected{std::vector<std::int64_t>(sums.size()), std::vector<std::uint32_t>(sums.size())};
  sums.for_each_run(values, scale, threads, [&](const SumRun& run) {
    std::ranges::copy(run.sum, collected.sum.begin() + static_cast<std::ptrdiff_t>(run.first));
    std::ranges::copy(run.number, collected.number.begin() + static_cast<std::ptrdiff_t>(run.first));
  });
  return collected;
}

std::vector<double> sums_with_own(const NeighbourSums& sums, std::span<const double> values, unsigned threads) {
  const auto scale = scale_for(moments_of(values, threads), sums.addends());
  std::vector<double> all(values.begin(), values.end());
  sums.for_each_run(values, scale, threads, [&](const SumRun& run) {
    for (std::size_t i = 0; i < run.sum.size(); ++i) {
      all[run.first + i] += static_cast<double>(run.sum[i]) * scale.unit + scale.origin * run.number[i];
    }
  });
  return all;
}

}  // namespace lykta
