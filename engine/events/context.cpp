#include "engine/events/context.hpp"

namespace lykta {

std::string_view name_of(AccidentSeverity severity) {
  switch (severity) {
    case AccidentSeverity::fatal:
      return "fatal";
    case AccidentSeverity::severe:
      return "severe";
    case AccidentSeverity::slight:
      return "slight";
    case AccidentSeverity::unmapped:
      break;
  }
  return "unmapped";
}

std::optional<double> weight_of(AccidentSeverity severity) {
  switch (severity) {
    case AccidentSeverity::fatal:
      return 10;
    case AccidentSeverity::severe:
      return 6;
    case AccidentSeverity::slight:
      return 2;
    case AccidentSeverity::unmapped:
      break;
  }
  return std::nullopt;
}

}  // namespace lykta
