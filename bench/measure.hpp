// How is one piece of work timed?
//
// Benchmarks have names of four parts, GROUP/VARIANT/SIZE/WORK. The work called `floor` is the least that its neighbours of the same
// group, variant and size could do: a plain pass over the same data. `summarise.py` divides by it.
#pragma once

#include <cstddef>
#include <string_view>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/peak_memory.hpp"

namespace lykta::bench {

/// Runs `work` as often as google-benchmark asks for. `items` is what one run deals with (events or cells).
void measure(benchmark::State& state, std::size_t items, const auto& work) {
  const PeakMemory memory;
  for (auto _ : state) {
    work();
  }
  if (const auto added = memory.added_mib()) {
    state.counters["peak_mib"] = *added;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

/// Registers a benchmark whose `body` takes the state.
auto* add(std::string_view group, std::string_view variant, std::size_t size, std::string_view work, const auto& body) {
  const auto name = fmt::format("{}/{}/{}/{}", group, variant, size, work);
  return benchmark::RegisterBenchmark(name.c_str(), body)
      ->Unit(benchmark::kMillisecond)
      ->MeasureProcessCPUTime()
      ->UseRealTime();
}

}  // namespace lykta::bench
