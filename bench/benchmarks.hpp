// Which benchmarks are there? One function per file registers its own; the workspace must outlive the run.
#pragma once

#include <array>
#include <cstddef>

#include "bench/workspace.hpp"

namespace lykta::bench {

inline constexpr std::array<std::size_t, 3> event_numbers{10'000, 100'000, 1'000'000};

void add_reading(Workspace& workspace);
void add_density(Workspace& workspace);
void add_clustering(Workspace& workspace);
void add_places(Workspace& workspace);
void add_whole_run(Workspace& workspace);

}  // namespace lykta::bench
