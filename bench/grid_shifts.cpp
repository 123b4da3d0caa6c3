// Does the list of places stay when the grid shifts?
//
//   lykta_grid_shifts [--origins 20] [--at-least 8] [--outlines FOLDER] CONFIGURATION.toml...
//
// Moves everything that was read, events, observations, study area and residents, by a random way of up to ten kilometres in each
// direction, and not the coordinate system that cells are anchored to. So not only the cells of the map lie otherwise, but
// every lattice that places may rest on, whatever it is. The outlines are moved back. Of the first ten places of a moved list it
// counts those that have at least half of their ground in common with one of the first ten of the list that was not moved. Exit
// code 1 where fewer than `--at-least` of ten (in proportion, where the list is shorter) are kept for any origin.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/configuration/configuration.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/questions/picture.hpp"
#include "engine/space/cell_outline.hpp"
#include "engine/space/common_area.hpp"
#include "geo/read/inputs.hpp"

namespace {

using namespace lykta;

constexpr std::size_t first_places = 10;

Area moved(Area area, const Point& by) {
  for (auto& ring : area.rings) {
    for (auto& point : ring) {
      point = {point.x + by.x, point.y + by.y};
    }
  }
  return area;
}

void move(std::vector<Point>& points, const Point& by) {
  for (auto& point : points) {
    point = {point.x + by.x, point.y + by.y};
  }
}

Inputs moved(Inputs inputs, const Point& by) {
  move(inputs.incidents.position, by);
  move(inputs.observations.position, by);
  if (inputs.study_area) {
    inputs.study_area = StudyArea(moved(inputs.study_area->area(), by));
  }
  for (auto& each : inputs.residents) {
    each.point = {each.point.x + by.x, each.point.y + by.y};
    if (each.area) {
      each.area = moved(*each.area, by);
    }
  }
  return inputs;
}

struct Listed {
  Area outline;
  std::uint64_t count = 0;
};

/// The first places that have a rank, where they would be had nothing been moved.
std::vector<Listed> listed(const Inputs& inputs, const PictureOptions& options, const Point& by) {
  const auto picture = make_picture(moved(inputs, by), options);
  std::vector<Listed> places;
  for (const auto& place : picture.places) {
    if (place.rank && places.size() < first_places) {
      places.push_back(
          {moved(oriented(outline_of_cells(picture.place_study, place.slots)), {-by.x, -by.y}), place.count});
    }
  }
  return places;
}

double kept_share(const Listed& place, const std::vector<Listed>& list) {
  double most = 0;
  for (const auto& other : list) {
    most = std::max(most, common_area_m2(place.outline.rings, other.outline.rings));
  }
  return most / area_m2(place.outline);
}

std::size_t kept(const std::vector<Listed>& places, const std::vector<Listed>& first) {
  constexpr double half = 0.5;
  return static_cast<std::size_t>(
      std::ranges::count_if(places, [&](const Listed& place) { return kept_share(place, first) >= half; }));
}

/// As GeoJSON with the coordinates of the map, to be looked at.
void write(const std::vector<Listed>& places, const std::filesystem::path& path) {
  std::ofstream file(path);
  file << R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < places.size(); ++i) {
    file << (i > 0 ? "," : "")
         << fmt::format(R"({{"type":"Feature","properties":{{"rank":{},"count":{}}},)", i + 1, places[i].count)
         << R"("geometry":{"type":"Polygon","coordinates":[)";
    for (std::size_t ring = 0; ring < places[i].outline.rings.size(); ++ring) {
      auto points = places[i].outline.rings[ring];
      points.push_back(points.front());
      file << (ring > 0 ? ",[" : "[");
      for (std::size_t k = 0; k < points.size(); ++k) {
        file << (k > 0 ? "," : "") << fmt::format("[{:.2f},{:.2f}]", points[k].x, points[k].y);
      }
      file << "]";
    }
    file << "]}}";
  }
  file << "]}\n";
}

struct Asked {
  std::size_t origins = 20;
  std::size_t at_least = 8;
  std::string outlines{};
};

/// Whether enough of the list is kept, whatever the origin.
bool holds(const std::filesystem::path& path, const Asked& asked) {
  const auto configuration = read_configuration(path);
  const auto inputs = read_inputs(configuration.inputs).inputs;
  auto options = configuration.picture;
  options.emerging_step_days.reset();
  options.map_test.reset();
  options.depth = Depth::places;
  options.places.reliability.draws = 0;
  const auto first = listed(inputs, options, {});
  if (!asked.outlines.empty()) {
    write(first, std::filesystem::path(asked.outlines) / path.stem().concat(".geojson"));
  }
  fmt::print("\n{}: {} places, the last of them with {} events\n\nkept", configuration.context.title, first.size(),
             first.empty() ? 0 : first.back().count);
  constexpr double farthest_m = 10'000;
  bool all_hold = !first.empty();
  std::size_t worst = first_places;
  double sum = 0;
  for (std::size_t origin = 0; origin < asked.origins; ++origin) {
    RandomStream random(1, origin);
    const auto x = farthest_m * random.uniform();
    const auto places = listed(inputs, options, {x, farthest_m * random.uniform()});
    const auto number = kept(places, first);
    fmt::print(" {}/{}", number, places.size());
    std::fflush(stdout);
    all_hold = all_hold && number * first_places >= asked.at_least * places.size() && !places.empty();
    worst = std::min(worst, number);
    sum += static_cast<double>(number);
  }
  fmt::print("\nworst {}, mean {:.2f}: {}\n", worst, sum / static_cast<double>(asked.origins),
             all_hold ? "enough" : "TOO FEW");
  return all_hold;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Does the list of places stay when the grid shifts?");
  Asked asked;
  app.allow_extras();
  app.add_option("--origins", asked.origins)->check(CLI::PositiveNumber);
  app.add_option("--at-least", asked.at_least);
  app.add_option("--outlines", asked.outlines, "folder for the first list as GeoJSON")->check(CLI::ExistingDirectory);
  CLI11_PARSE(app, argc, argv);
  try {
    bool all_hold = true;
    for (const auto& path : app.remaining()) {
      all_hold = holds(path, asked) && all_hold;
    }
    return all_hold ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
