// Reading events, against a plain OGR pass over all features of the same file.
#include <benchmark/benchmark.h>

#include "bench/benchmarks.hpp"
#include "bench/clustered_points.hpp"
#include "bench/measure.hpp"
#include "bench/plain_pass.hpp"
#include "geo/format/source_table.hpp"
#include "geo/read/inputs.hpp"

namespace lykta::bench {

namespace {

TableRequest table_request(const SourceDescription& source) {
  TableRequest request;
  request.path = source.path;
  request.all_columns = true;
  return request;
}

InputsDescription inputs_description(const SourceDescription& source, const char* target_crs) {
  InputsDescription description;
  description.target_crs = target_crs;
  description.sources = {source};
  return description;
}

}  // namespace

void add_reading(Workspace& workspace) {
  for (const auto format : {FileFormat::csv, FileFormat::geopackage, FileFormat::flatgeobuf}) {
    for (const auto events : event_numbers) {
      const auto* const variant = ending_of(format);
      add("reading", variant, events, "floor", [&workspace, format, events](benchmark::State& state) {
        const auto path = workspace.file(format, events);
        measure(state, events, [&] { pass_over_features(path); });
      });
      add("reading", variant, events, "read_table", [&workspace, format, events](benchmark::State& state) {
        const auto request = table_request(workspace.source(format, events));
        measure(state, events, [&] { benchmark::DoNotOptimize(read_table(request)); });
      });
      add("reading", variant, events, "read_inputs", [&workspace, format, events](benchmark::State& state) {
        const auto description = inputs_description(workspace.source(format, events), events_crs);
        measure(state, events, [&] { benchmark::DoNotOptimize(read_inputs(description)); });
      });
    }
  }
  // No target system is stated, so the one that fits is looked for, and all positions are projected to it.
  for (const auto events : event_numbers) {
    add("reading", "csv", events, "read_inputs projected", [&workspace, events](benchmark::State& state) {
      const auto description = inputs_description(workspace.source(FileFormat::csv, events), "");
      measure(state, events, [&] { benchmark::DoNotOptimize(read_inputs(description)); });
    });
  }
}

}  // namespace lykta::bench
