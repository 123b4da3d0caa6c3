#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "publish/styles/qml.hpp"
#include "publish/styles/styles.hpp"
#include "publish/tables/csv_table.hpp"

namespace lykta {

namespace {

double to_one_digit(double value) {
  if (value <= 0) {
    return 0;
  }
  const auto magnitude = std::pow(10, std::floor(std::log10(value)));
  return std::round(value / magnitude) * magnitude;
}

/// A clear class up to the first break, where single events spread their density, and from there on ever darker ones.
std::vector<qml::RasterClass> density_classes(const std::vector<double>& breaks, Language language, Phrase of_values) {
  const auto* unit = of_values.in(language);
  const auto said = [&](double value) { return short_number(value, language); };
  const auto* below = breaks.front() > 0 ? Phrase{"under ", "below "}.in(language) : "";
  std::vector<qml::RasterClass> classes{
      {breaks.front(), fmt::format("{}{} {}", below, said(breaks.front()), unit), palette::heat.front().at(0)}};
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const auto last = i + 1 == breaks.size();
    // The highest class has the darkest colour, however many there are.
    const auto& colour = palette::heat[palette::heat.size() - breaks.size() + i];
    const auto range = last ? fmt::format("{} {}", Phrase{"över", "above"}.in(language), said(breaks[i]))
                            : fmt::format("{}–{}", said(breaks[i]), said(breaks[i + 1]));
    classes.push_back({last ? std::numeric_limits<double>::infinity() : breaks[i + 1],
                       fmt::format("{} {}", range, unit), colour.at(0.5 + 0.08 * static_cast<double>(i))});
  }
  return classes;
}

}  // namespace

std::vector<double> density_breaks(std::span<const double> per_km2) {
  std::vector<double> ascending(per_km2.begin(), per_km2.end());
  std::ranges::sort(ascending);
  const auto all = std::accumulate(ascending.begin(), ascending.end(), 0.0);
  std::vector<double> breaks;
  double below = 0;
  std::size_t i = 0;
  for (const auto share : {0.1, 0.25, 0.5, 0.75, 0.9}) {
    while (i < ascending.size() && below + ascending[i] < share * all) {
      below += ascending[i++];
    }
    const auto rounded = i < ascending.size() ? to_one_digit(ascending[i]) : 0;
    if (rounded > (breaks.empty() ? 0 : breaks.back()) && rounded < ascending.back()) {
      breaks.push_back(rounded);
    }
  }
  return breaks;
}

std::string raster_style(std::span<const double> values, Language language, Phrase unit) {
  auto breaks = density_breaks(values);
  if (breaks.empty()) {
    breaks.push_back(0);
  }
  return qml::raster_document(density_classes(breaks, language, unit));
}

void write_raster_style(std::span<const double> values, Language language, const std::filesystem::path& raster,
                        Phrase unit) {
  auto file = raster;
  write_text_file(raster_style(values, language, unit), file.replace_extension(".qml"));
}

void write_ratio_style(std::size_t band, Language language, const std::filesystem::path& raster) {
  const auto said = [&](double value) { return short_number(value, language); };
  const auto below = std::string(Phrase{"under ", "below "}.in(language));
  const auto above = std::string(Phrase{"över ", "above "}.in(language));
  const std::vector<qml::RasterClass> classes{
      {0.5, below + said(0.5), palette::fewer_than_chance.at(0.8)},
      {0.8, fmt::format("{}–{}", said(0.5), said(0.8)), palette::fewer_than_chance.at(0.4)},
      {1.25, fmt::format("{}–{}", said(0.8), said(1.25)), palette::heat.front().at(0)},
      {2, fmt::format("{}–{}", said(1.25), said(2)), palette::heat.at(1).at(0.7)},
      {4, fmt::format("{}–{}", said(2), said(4)), palette::heat.at(3).at(0.8)},
      {std::numeric_limits<double>::infinity(), above + said(4), palette::heat.back().at(0.9)}};
  auto file = raster;
  write_text_file(qml::raster_document(classes, band), file.replace_extension(".qml"));
}

}  // namespace lykta
