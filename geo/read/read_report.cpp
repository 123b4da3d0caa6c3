#include "geo/read/read_report.hpp"

#include <fmt/format.h>

namespace lykta {

std::string_view name_of(RejectCause cause) {
  switch (cause) {
    case RejectCause::shifted_row:
      return "shifted_row";
    case RejectCause::no_position:
      return "no_position";
    case RejectCause::unreadable_position:
      return "unreadable_position";
    case RejectCause::zero_position:
      return "zero_position";
    case RejectCause::placeholder_position:
      return "placeholder_position";
    case RejectCause::other_system:
      return "other_system";
    case RejectCause::impossible_position:
      return "impossible_position";
    case RejectCause::not_a_point:
      return "not_a_point";
    case RejectCause::position_class_d:
      return "position_class_d";
    case RejectCause::no_date:
      return "no_date";
    case RejectCause::unreadable_date:
      return "unreadable_date";
    case RejectCause::unreadable_time:
      return "unreadable_time";
    case RejectCause::end_before_start:
      return "end_before_start";
    case RejectCause::unreadable_number:
      return "unreadable_number";
    case RejectCause::outlying_date:
      return "outlying_date";
    case RejectCause::no_area:
      return "no_area";
    case RejectCause::unmatched_area:
      return "unmatched_area";
    case RejectCause::unknown_address:
      return "unknown_address";
    case RejectCause::not_a_polygon:
      return "not_a_polygon";
    case RejectCause::outside_zones:
      return "outside_zones";
    case RejectCause::outside_area:
      break;
  }
  return "outside_area";
}

Phrase cause_words(RejectCause cause) {
  switch (cause) {
    case RejectCause::shifted_row:
      return {"med fler fält än rubrikraden har namn", "with more fields than the header has names"};
    case RejectCause::no_position:
      return {"utan läge", "without a position"};
    case RejectCause::unreadable_position:
      return {"med ett läge som inte går att läsa", "with a position that cannot be read"};
    case RejectCause::zero_position:
      return {"med nollor som koordinater", "with zeros as coordinates"};
    case RejectCause::placeholder_position:
      return {"med ett värde som står för att läget saknas", "with a value that stands for no position"};
    case RejectCause::other_system:
      return {"med ett läge i ett annat koordinatsystem", "with a position in another coordinate system"};
    case RejectCause::impossible_position:
      return {"med ett läge som inte finns", "with a position that does not exist"};
    case RejectCause::not_a_point:
      return {"med en form som inte är en punkt", "with a shape that is no point"};
    case RejectCause::position_class_d:
      return {"av lägesklass D (en orts mittpunkt)", "of position class D (the middle of a locality)"};
    case RejectCause::no_date:
      return {"utan datum", "without a date"};
    case RejectCause::unreadable_date:
      return {"med ett datum som inte går att läsa", "with a date that cannot be read"};
    case RejectCause::unreadable_time:
      return {"med ett klockslag som inte går att läsa", "with a time of day that cannot be read"};
    case RejectCause::end_before_start:
      return {"med ett slut före början", "with an end before the start"};
    case RejectCause::unreadable_number:
      return {"med ett tal som inte går att läsa", "with a number that cannot be read"};
    case RejectCause::outlying_date:
      return {"med ett datum utanför det som källan täcker", "dated outside of what the source covers"};
    case RejectCause::no_area:
      return {"utan område", "without an area"};
    case RejectCause::unmatched_area:
      return {"med ett område som ingen polygon har", "with an area that no polygon has"};
    case RejectCause::unknown_address:
      return {"med en adress utan känt läge", "with an address whose position is not known"};
    case RejectCause::not_a_polygon:
      return {"med en form som inte är en polygon", "with a shape that is no polygon"};
    case RejectCause::outside_zones:
      return {"utanför alla områden", "outside all zones"};
    case RejectCause::outside_area:
      break;
  }
  return {"utanför området", "outside the study area"};
}

std::string causes_text(const std::map<RejectCause, std::size_t>& rows_by_cause, Language language) {
  std::string text;
  for (const auto& [cause, rows] : rows_by_cause) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", rows, cause_words(cause).in(language));
  }
  return text;
}

std::string causes_text(std::span<const Reject> rejects, Language language) {
  std::map<RejectCause, std::size_t> rows_by_cause;
  for (const auto& reject : rejects) {
    ++rows_by_cause[reject.cause];
  }
  return causes_text(rows_by_cause, language);
}

}  // namespace lykta
