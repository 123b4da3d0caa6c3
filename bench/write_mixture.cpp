// Writes the mixture's points for other programs: pairs of doubles, and a table if asked.
//
//   lykta_clustered_points COUNT SEED POINTS.bin [POINTS.csv]
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "bench/mixture.hpp"

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: lykta_clustered_points COUNT SEED POINTS.bin [POINTS.csv]\n");
    return 2;
  }
  const auto points = lykta::bench::mixture_points(std::stoul(argv[1]), std::stoull(argv[2]));
  std::ofstream binary(argv[3], std::ios::binary);
  binary.write(reinterpret_cast<const char*>(points.data()),
               static_cast<std::streamsize>(points.size() * sizeof(lykta::Point)));
  if (argc > 4) {
    std::ofstream table(argv[4]);
    table << "id,x,y\n";
    std::string line;
    for (std::size_t i = 0; i < points.size(); ++i) {
      line.clear();
      fmt::format_to(std::back_inserter(line), "{},{:.3f},{:.3f}\n", i, points[i].x, points[i].y);
      table << line;
    }
    table.close();
    if (!table) {
      return 1;
    }
  }
  binary.close();
  return binary ? 0 : 1;
}
