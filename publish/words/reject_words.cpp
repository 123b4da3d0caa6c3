#include "publish/words/reject_words.hpp"

#include <fmt/format.h>

namespace lykta {

namespace {

/// In English the reading room says it, whose errors speak of causes too.
const char* swedish_cause(RejectCause cause) {
  switch (cause) {
    case RejectCause::shifted_row:
      return "med fler fält än rubrikraden har namn";
    case RejectCause::no_position:
      return "utan läge";
    case RejectCause::unreadable_position:
      return "med ett läge som inte går att läsa";
    case RejectCause::zero_position:
      return "med nollor som koordinater";
    case RejectCause::impossible_position:
      return "med ett läge som inte finns";
    case RejectCause::not_a_point:
      return "med en form som inte är en punkt";
    case RejectCause::position_class_d:
      return "av lägesklass D (en orts mittpunkt)";
    case RejectCause::no_date:
      return "utan datum";
    case RejectCause::unreadable_date:
      return "med ett datum som inte går att läsa";
    case RejectCause::unreadable_time:
      return "med ett klockslag som inte går att läsa";
    case RejectCause::end_before_start:
      return "med ett slut före början";
    case RejectCause::unreadable_number:
      return "med ett tal som inte går att läsa";
    case RejectCause::outlying_date:
      return "med ett datum utanför det som källan täcker";
    case RejectCause::no_area:
      return "utan område";
    case RejectCause::unmatched_area:
      return "med ett område som ingen polygon har";
    case RejectCause::not_a_polygon:
      return "med en form som inte är en polygon";
    case RejectCause::outside_zones:
      return "utanför alla områden";
    case RejectCause::outside_area:
      break;
  }
  return "utanför området";
}

}  // namespace

std::string cause_text(RejectCause cause, Language language) {
  return language == Language::sv ? swedish_cause(cause) : std::string(cause_words(cause));
}

std::string causes_text(const std::map<RejectCause, std::size_t>& rows_by_cause, Language language) {
  std::string text;
  for (const auto& [cause, rows] : rows_by_cause) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", rows, cause_text(cause, language));
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
