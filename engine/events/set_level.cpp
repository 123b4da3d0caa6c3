#include "engine/events/set_level.hpp"

namespace lykta {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::green:
      return "green";
    case Level::yellow:
      return "yellow";
    case Level::orange:
      return "orange";
    case Level::red:
      break;
  }
  return "red";
}

}  // namespace lykta
