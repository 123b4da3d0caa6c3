// Is the work to stop while polygons are checked and joined?
//
// GEOS reports no progress: it asks a function of the process now and then whether to give up (its C API,
// GEOS_interruptRegisterCallback). What it gives up looks like any other failure, so it is asked again behind each call.
#pragma once

#include "engine/base/progress.hpp"

namespace lykta {

/// From now on long work on polygons asks this function, from any thread. To be called once, by the program.
void stop_polygon_work_when(bool (*is_to_stop)());

/// The same question as a sign of progress.
[[nodiscard]] Progress polygon_progress();

/// Throws Cancelled when the work is to stop.
void check_polygon_work();

}  // namespace lykta
