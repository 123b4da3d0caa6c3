// Runs the benchmarks; all options are those of google-benchmark.
#include <cstdint>
#include <exception>

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include "bench/benchmarks.hpp"
#include "bench/clustered_points.hpp"

namespace {

/// Of the first ten thousand events. Figures from other events could not be compared.
constexpr std::uint64_t expected_fingerprint = 0x5B4A'8FDC'EC23'23FA;

bool events_are_the_same() {
  const auto found = lykta::bench::fingerprint(lykta::bench::clustered_events(10'000));
  if (found != expected_fingerprint) {
    fmt::print(stderr, "the events are not those of the other machines: fingerprint {:#x}, not {:#x}\n", found,
               expected_fingerprint);
  }
  return found == expected_fingerprint;
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv) || !events_are_the_same()) {
    return 2;
  }
  try {
    lykta::bench::Workspace workspace;
    lykta::bench::add_reading(workspace);
    lykta::bench::add_density(workspace);
    lykta::bench::add_clustering(workspace);
    lykta::bench::add_places(workspace);
    lykta::bench::add_whole_run(workspace);
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  benchmark::Shutdown();
  return 0;
}
