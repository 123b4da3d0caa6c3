#include "geo/read/guess_crs.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "geo/crs/crs_evidence.hpp"
#include "geo/read/column_styles.hpp"
#include "geo/values/number_style.hpp"
#include "geo/values/position_text.hpp"

namespace lykta {

namespace {

std::vector<Point> some_points(RowSource& source, const ColumnMapping& columns) {
  constexpr std::size_t enough = 2000;
  SourceDescription description;
  description.columns.x = columns.x;
  description.columns.y = columns.y;
  description.columns.position = columns.position;
  const auto styles = find_styles(source, description);
  std::vector<Point> points;
  std::vector<std::string> names;
  if (!columns.position.empty()) {
    names = {columns.position};
  } else if (!columns.x.empty()) {
    names = {columns.x, columns.y};
  }
  source.read(source.positions_of(names), [&](const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.size() && points.size() < enough; ++row) {
      if (names.empty()) {
        if (!batch.geometry.empty() && batch.geometry[row] == RowGeometry::point) {
          points.push_back(batch.point[row]);
        }
        continue;
      }
      if (names.size() == 1) {
        if (const auto point = parse_position(batch.columns[0][row], styles.position)) {
          points.push_back(*point);
        }
        continue;
      }
      const auto coordinate = [&](std::size_t column, const NumberStyle& style) {
        const auto text = batch.columns[column][row];
        return styles.coordinates == CoordinateForm::number ? parse_number(text, style)
                                                            : parse_in_form(text, styles.coordinates);
      };
      const auto x = coordinate(0, styles.x);
      const auto y = coordinate(1, styles.y);
      if (x && y) {
        points.push_back({*x, *y});
      }
    }
    return points.size() < enough;
  });
  return points;
}

}  // namespace

void guess_crs(RowSource& source, const std::optional<Box>& expected_degrees, SourceGuess& guess) {
  const auto& format = source.format();
  if (format.has_geometry && format.crs) {
    guess.crs = format.crs->id();
    guess.crs_declared = true;
    guess.crs_why = said({"filen anger det", "the file declares it"});
    return;
  }
  auto& columns = guess.columns;
  const auto points = some_points(source, columns);
  const auto candidates = likely_systems(
      {.points = points, .x_name = columns.x, .y_name = columns.y, .expected_degrees = expected_degrees});
  if (candidates.empty()) {
    guess.crs_why =
        points.empty()
            ? said({"lägen saknas", "there are no positions"})
            : said({"talen passar inget system som är känt här", "the numbers fit no system that is known here"});
    return;
  }
  const auto& best = candidates.front();
  const auto rivals = std::ranges::count(candidates, best.rank, &CrsCandidate::rank);
  if (rivals > 1) {
    std::vector<std::string> ids;
    for (const auto& candidate : candidates) {
      if (candidate.rank == best.rank) {
        ids.push_back(fmt::format("{} ({})", candidate.id, candidate.name));
      }
    }
    guess.crs_is_open = true;
    constexpr std::size_t most_listed = 12;
    guess.crs_why =
        ids.size() > most_listed
            ? said({"kan vara någon av {} zoner av UTM: talen säger inte vilken (EPSG:32633 är zon 33 norr)",
                    "could be any of {} zones of UTM: the numbers do not tell which (EPSG:32633 is zone 33 north)"},
                   ids.size())
            : said({"kan vara något av {}", "could be any of {}"}, fmt::join(ids, ", "));
  } else {
    guess.crs = best.id;
    guess.crs_why = best.why;
  }
  if (best.swapped && !columns.x.empty()) {
    std::swap(columns.x, columns.y);
  }
}

}  // namespace lykta
