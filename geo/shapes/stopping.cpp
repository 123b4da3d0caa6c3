#include "geo/shapes/stopping.hpp"

#include <atomic>
#include <string_view>

#include <geos_c.h>

namespace lykta {

namespace {

/// GEOS keeps its own of the process, and hands nothing to the function that it calls.
std::atomic<bool (*)()> asked{nullptr};

bool is_to_stop() {
  auto* const ask = asked.load();
  return ask != nullptr && ask();
}

void pass_on_to_geos() {
  if (is_to_stop()) {
    GEOS_interruptRequest();
  }
}

}  // namespace

void stop_polygon_work_when(bool (*is_to_stop)()) {
  asked = is_to_stop;
  GEOS_interruptRegisterCallback(is_to_stop != nullptr ? &pass_on_to_geos : nullptr);
}

Progress polygon_progress() {
  return [](std::string_view, double) { return !is_to_stop(); };
}

void check_polygon_work() {
  if (is_to_stop()) {
    throw Cancelled();
  }
}

}  // namespace lykta
