// How far along is it? A callback that the caller may leave out, and that can stop the work.
#pragma once

#include <functional>
#include <stdexcept>
#include <string_view>

namespace lykta {

/// Called with the stage's name ("reading incidents") and the share done, 0 to 1. Return false to cancel.
using Progress = std::function<bool(std::string_view stage, double share_done)>;

/// Thrown by the work itself when the callback asked to stop. Nothing has been written then.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("cancelled") {}
};

inline void report(const Progress& progress, std::string_view stage, double share_done) {
  if (progress && !progress(stage, share_done)) {
    throw Cancelled();
  }
}

}  // namespace lykta
