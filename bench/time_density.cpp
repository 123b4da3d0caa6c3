// Seconds of the density alone, without reading or writing, for one file of points; one line of JSON.
//
//   lykta_time_density POINTS.bin --raster 1000 --bandwidth 500 --kernel quartic --mode exact --threads 0 --repeat 5
//
// The raster covers the mixture's square. `floor_seconds` is one pass over the points and one fill of the raster.
// `largest_error` is that of a sample of pixels against the sum over all points, as a share of the largest density.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "bench/mixture.hpp"
#include "bench/peak_memory.hpp"
#include "engine/density/density.hpp"
#include "engine/density/fast_density.hpp"
#include "engine/density/kernel_rows.hpp"

namespace {

using namespace lykta;

struct Arguments {
  std::string points;
  std::string out;
  std::size_t raster = 1000;
  std::string kernel = "quartic";
  std::string mode = "exact";
  double tolerance = 1e-4;
  int repeat = 5;
  std::size_t check = 40;
  DensityOptions density;
};

std::vector<Point> read_points(const std::string& path) {
  std::vector<Point> points(std::filesystem::file_size(path) / sizeof(Point));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(points.data()), static_cast<std::streamsize>(points.size() * sizeof(Point)));
  if (!file) {
    throw std::runtime_error(path + ": cannot be read");
  }
  return points;
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double best_of(int repeat, const std::function<void()>& work) {
  auto best = seconds_of(work);
  for (int i = 1; i < repeat; ++i) {
    best = std::min(best, seconds_of(work));
  }
  return best;
}

/// Largest difference to the sum over all points at some pixels, half of them where points are, as a share of the
/// largest density.
double largest_error(const std::vector<Point>& points, const Grid& grid, const std::vector<float>& density,
                     const Arguments& arguments) {
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < arguments.check; ++i) {
    cells.push_back((i * 2654435761U + 12345) % grid.size());
    if (const auto cell = grid.cell_at(points[(i * 40503U + 7) % points.size()])) {
      cells.push_back(*cell);
    }
  }
  std::vector<Point> targets;
  std::ranges::transform(cells, std::back_inserter(targets), [&](std::size_t cell) { return grid.centre(cell); });
  const auto exact = density_at_points(points, {}, targets, arguments.density);
  double error = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    error = std::max(error, std::abs(exact[i] - static_cast<double>(density[cells[i]])));
  }
  return error / static_cast<double>(*std::ranges::max_element(density));
}

void run(const Arguments& arguments) {
  const auto points = read_points(arguments.points);
  const auto cell_m = bench::mixture_square.width() / static_cast<double>(arguments.raster);
  auto box = bench::mixture_square;
  box.max_x -= cell_m / 2;
  box.max_y -= cell_m / 2;
  const auto grid = Grid::covering(box, CellShape::square, cell_m);
  std::vector<float> density(grid.size());

  const auto floor = best_of(arguments.repeat, [&] {
    volatile double sum = std::transform_reduce(points.begin(), points.end(), 0.0, std::plus{},
                                                [](const Point& point) { return point.x + point.y; });
    static_cast<void>(sum);
    std::ranges::fill(density, 0.0F);
  });
  nlohmann::ordered_json result;
  const auto compute = [&] {
    if (arguments.mode == "fast") {
      const auto report =
          fast_density(points, {}, grid, arguments.density, {.tolerance = arguments.tolerance}, std::span(density));
      result["computed"] = report.exact ? std::string("exact: ") + std::string(name_of(*report.exact)) : "fast";
    } else {
      KernelRows(points, {}, {}, grid, arguments.density).write(0, grid.rows(), std::span(density));
    }
  };
  const bench::PeakMemory memory;
  const auto seconds = best_of(arguments.repeat, compute);
  result["mode"] = arguments.mode;
  result["points"] = points.size();
  result["raster"] = arguments.raster;
  result["bandwidth_m"] = arguments.density.bandwidth_m;
  result["seconds"] = seconds;
  result["floor_seconds"] = floor;
  result["added_mib"] = memory.added_mib().value_or(0);
  result["largest_error"] = largest_error(points, grid, density, arguments);
  std::puts(result.dump().c_str());
  if (!arguments.out.empty()) {
    std::ofstream(arguments.out, std::ios::binary)
        .write(reinterpret_cast<const char*>(density.data()),
               static_cast<std::streamsize>(density.size() * sizeof(float)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  arguments.density.keep_mass = false;
  CLI::App app{"Seconds of the density alone"};
  app.add_option("POINTS", arguments.points)->required();
  app.add_option("--raster", arguments.raster);
  app.add_option("--bandwidth", arguments.density.bandwidth_m);
  app.add_option("--kernel", arguments.kernel);
  app.add_option("--mode", arguments.mode)->check(CLI::IsMember({"exact", "fast"}));
  app.add_option("--tolerance", arguments.tolerance);
  app.add_option("--threads", arguments.density.threads);
  app.add_option("--repeat", arguments.repeat);
  app.add_option("--check", arguments.check);
  app.add_option("--write", arguments.out);
  app.add_flag("--keep-mass", arguments.density.keep_mass);
  CLI11_PARSE(app, argc, argv);
  for (const auto& known : kernel_names) {
    if (known.name == arguments.kernel) {
      arguments.density.kernel = known.kernel;
    }
  }
  run(arguments);
  return 0;
}
