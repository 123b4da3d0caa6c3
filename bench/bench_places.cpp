// From tested cells to ranked places, against a plain pass over the events.
#include <functional>
#include <numeric>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/benchmarks.hpp"
#include "bench/clustered_points.hpp"
#include "bench/measure.hpp"
#include "engine/questions/picture.hpp"

namespace lykta::bench {

namespace {

struct Tested {
  Inputs inputs;
  Picture picture;
  std::vector<Located> events;
};

/// 100 m cells with counts, density and test, which places are made of.
Tested tested_cells(std::size_t number) {
  Inputs inputs;
  for (const auto name : event_classes) {
    inputs.classes.push_back({.name = std::string(name), .weight = 1.0});
  }
  inputs.incidents = clustered_events(number);
  inputs.study_area = rectangle(square);
  auto picture = make_picture(inputs, {});
  std::vector<Located> events;
  for (std::size_t i = 0; i < number; ++i) {
    if (picture.slot[i]) {
      events.push_back({static_cast<std::uint32_t>(i), *picture.slot[i]});
    }
  }
  return {std::move(inputs), std::move(picture), std::move(events)};
}

}  // namespace

void add_places(Workspace& /*workspace*/) {
  for (const auto number : event_numbers) {
    add("places", "cell 100 m", number, "floor", [number](benchmark::State& state) {
      const auto tested = tested_cells(number);
      measure(state, number, [&] {
        benchmark::DoNotOptimize(std::transform_reduce(tested.events.begin(), tested.events.end(), std::uint64_t{0},
                                                       std::plus{}, [](const Located& event) { return event.slot; }));
      });
    });
    add("places", "cell 100 m", number, "rank_places", [number](benchmark::State& state) {
      const auto [inputs, picture, events] = tested_cells(number);
      const RankingInputs ranking{.study = picture.study,
                                  .cells = picture.cells,
                                  .clustering = picture.clustering,
                                  .incidents = inputs.incidents,
                                  .events = events,
                                  .classes = inputs.classes.size(),
                                  .observations = inputs.observations,
                                  .observed = {},
                                  .names = {},
                                  .period = {},
                                  .comparison = {}};
      measure(state, number, [&ranking] { benchmark::DoNotOptimize(rank_places(ranking, {})); });
    });
  }
}

}  // namespace lykta::bench
