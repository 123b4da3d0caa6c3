#include "engine/places/place.hpp"

namespace lykta {

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::both_periods:
      return "both_periods";
    case Basis::densest:
      return "densest";
    case Basis::observations:
      return "observations";
    case Basis::significant:
      break;
  }
  return "significant";
}

std::string_view name_of(const PlaceChange& change) {
  if (change.cannot_be_told) {
    return "cannot_be_told";
  }
  return change.not_tested ? "not_tested" : change.too_few_events ? "too_few_events" : name_of(change.direction);
}

std::string_view name_of(Reliability reliability) {
  switch (reliability) {
    case Reliability::high:
      return "high";
    case Reliability::moderate:
      return "moderate";
    case Reliability::low:
      return "low";
    case Reliability::too_few_events:
      break;
  }
  return "too_few_events";
}

std::string_view name_of(Quadrant quadrant) {
  switch (quadrant) {
    case Quadrant::high_crime_high_unsafety:
      return "high_crime_high_unsafety";
    case Quadrant::high_crime_low_unsafety:
      return "high_crime_low_unsafety";
    case Quadrant::low_crime_high_unsafety:
      return "low_crime_high_unsafety";
    case Quadrant::low_crime_low_unsafety:
      return "low_crime_low_unsafety";
    case Quadrant::too_few_observations:
      return "too_few_observations";
    case Quadrant::no_observations:
      break;
  }
  return "no_observations";
}

}  // namespace lykta
