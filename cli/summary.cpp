#include "cli/summary.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/quality_text.hpp"
#include "publish/layers.hpp"
#include "publish/rejects.hpp"

namespace lykta {

namespace {

std::string places_text(const Picture& picture, Language language) {
  std::string text;
  const auto names = place_names(picture, language);
  constexpr std::size_t longest_name = 44;
  std::size_t width = 5;
  for (const auto& name : names) {
    width = std::max(width, std::min(longest_name, name.size()));
  }
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto& place = picture.places[i];
    const auto change = place.change ? fmt::format("  {}", name_of(place.change->direction)) : "";
    const auto rank = place.rank ? fmt::format("{}", *place.rank) : "-";
    const auto q = place.q && place.rank
                       ? (*place.q < 0.001 ? std::string("  q < 0.001") : fmt::format("  q = {:.3f}", *place.q))
                       : "";
    const auto quadrant =
        place.quadrant == Quadrant::no_observations ? "" : fmt::format("  {}", name_of(place.quadrant));
    text +=
        fmt::format("  {:>3}  {:<{}}  {:>5} events{}{}{}\n", rank, names[i], width, place.count, q, change, quadrant);
  }
  return text;
}

std::string rejects_text(const ReadInputs& read, std::span<const IncidentUse> uses, const std::string& rejects_file) {
  std::map<std::string_view, std::size_t> by_cause;
  const auto rejects = all_rejects(read, uses);
  for (const auto& reject : rejects) {
    ++by_cause[name_of(reject.cause)];
  }
  if (rejects.empty()) {
    return "All rows could be used.\n";
  }
  std::vector<std::string> causes;
  for (const auto& [cause, count] : by_cause) {
    causes.push_back(fmt::format("{} {}", cause, count));
  }
  return fmt::format("{} rows could not be used ({}): {}.\n", rejects.size(),
                     rejects_file.empty() ? "--rejects FILE lists them" : rejects_file, fmt::join(causes, ", "));
}

}  // namespace

std::string summary_text(const ReadInputs& read, const Picture& picture, const RunContext& context,
                         const std::string& rejects_file) {
  auto text =
      fmt::format("{}\n{} events counted in {} cells of {:g} m; {} ({}, {}).\n", context.title, picture.counted_events,
                  picture.study.size(), picture.options.grid.cell_m, read.crs.id(), read.crs.name(), read.crs_reason);
  if (picture.options.depth == Depth::places) {
    text += picture.places.empty() ? "No place reaches the minimum number of events.\n"
                                   : places_text(picture, context.language);
  }
  return text + losses_text(read, picture.use, picture.warnings, rejects_file);
}

std::string losses_text(const ReadInputs& read, std::span<const IncidentUse> uses, std::span<const Warning> warnings,
                        const std::string& rejects_file) {
  auto text = rejects_text(read, uses, rejects_file);
  for (const auto& source : read.report.sources) {
    for (const auto& line : quality_lines(source)) {
      text += fmt::format("{}: {}.\n", source.name, line);
    }
  }
  if (const auto& zones = read.report.zones) {
    for (const auto& line : quality_lines(*zones)) {
      text += fmt::format("{}: {}.\n", std::filesystem::path(zones->path).filename().string(), line);
    }
  }
  for (const auto& warning : warnings) {
    text += fmt::format("Note: {}\n", warning_text(warning, Language::en));
  }
  return text;
}

}  // namespace lykta
