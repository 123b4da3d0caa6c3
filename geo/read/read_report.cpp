#include "geo/read/read_report.hpp"

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
    case RejectCause::not_a_polygon:
      return "not_a_polygon";
    case RejectCause::outside_zones:
      return "outside_zones";
    case RejectCause::outside_area:
      break;
  }
  return "outside_area";
}

}  // namespace lykta
