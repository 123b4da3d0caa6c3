#include "cli/frame/step_questions.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "cli/values/score_names.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

LocalTime day_of(const std::string& text, std::string_view option, bool last) {
  const auto written = parse_date_time(text);
  if (!written || written->span.start == written->span.end) {
    throw InvalidOption(fmt::format("{} {}: give a day such as 2025-01-31, or a month such as 2025-01", option, text));
  }
  return last ? written->span.end : written->span.start;
}

std::optional<Period> period_of(const std::string& from, const std::string& to, std::string_view option_from,
                                std::string_view option_to) {
  if (from.empty() != to.empty()) {
    throw InvalidOption(fmt::format("{} and {} go together", option_from, option_to));
  }
  if (from.empty()) {
    return std::nullopt;
  }
  return Period{day_of(from, option_from, false), day_of(to, option_to, true)};
}

/// Metres of a bandwidth that must be a number.
double metres_of(const std::string& bandwidth) {
  const auto metres = parse_number(bandwidth);
  if (!metres) {
    throw InvalidOption(
        fmt::format("--bandwidth {}: give metres; rules that choose one belong to `lykta density`", bandwidth));
  }
  return *metres;
}

}  // namespace

EventChoice event_choice_of(const StepOptions& options) {
  EventChoice choice;
  choice.period = period_of(options.from, options.to, "--from", "--to");
  choice.comparison = period_of(options.comparison_from, options.comparison_to, "--comparison-from", "--comparison-to");
  choice.include_discovered = options.picture.include_discovered;
  if (choice.period && !options.guess && !tells_date(options.source.columns)) {
    throw InvalidOption("--from and --to need --date: which column holds the date?");
  }
  check(choice);
  return choice;
}

GridOptions grid_of(const StepOptions& options) {
  auto grid = options.picture.grid;
  grid.shape = chosen<CellShape>("--shape", options.shape, shapes);
  check_length("cell size", grid.cell_m);
  return grid;
}

DensityOptions kernel_of(const StepOptions& options) {
  auto density = options.picture.density;
  density.kernel = chosen<Kernel>("--kernel", options.kernel, kernels);
  check(density);
  return density;
}

DensityOptions density_of(const StepOptions& options) {
  auto density = kernel_of(options);
  density.bandwidth_m = metres_of(options.bandwidth);
  check(density);
  return density;
}

PictureOptions picture_of(const StepOptions& options) {
  auto picture = options.picture;
  const auto choice = event_choice_of(options);
  picture.period = choice.period;
  picture.comparison = choice.comparison;
  picture.grid = grid_of(options);
  picture.density = density_of(options);
  picture.statistics.alternative = chosen<Alternative>("--alternative", options.alternative, alternatives);
  picture.statistics.neighbours = neighbour_rule_of(options);
  picture.statistics.correction = correction_of(options);
  picture.places.method = chosen<PlaceMethod>("--place-method", options.place_method, place_methods);
  picture.places.rank_by = chosen<RankBy>("--rank-by", options.rank_by, rank_bys);
  if (!options.mean_rank_of.empty()) {
    if (picture.places.rank_by != RankBy::mean_rank) {
      throw InvalidOption("--mean-rank-of belongs to --rank-by mean_rank");
    }
    picture.places.mean_rank_of = scores_of_names(options.mean_rank_of);
  }
  check(picture);
  return picture;
}

}  // namespace lykta
