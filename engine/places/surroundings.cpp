#include "engine/places/surroundings.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <tuple>

namespace lykta {

namespace {

/// A survey area with what decides which one speaks for a place.
struct Speaking {
  const SurveyArea* survey = nullptr;
  Box box;
  double area_m2 = 0;
};

std::vector<Speaking> surveys_up_to(std::span<const SurveyArea> survey, const std::optional<Period>& period) {
  std::vector<Speaking> speaking;
  for (const auto& area : survey) {
    if (!period || !area.time || area.time->start < period->to) {
      speaking.push_back({&area, bounding_box(area.area), std::abs(area_m2(oriented(area.area)))});
    }
  }
  std::ranges::sort(speaking, [](const Speaking& a, const Speaking& b) {
    if (a.area_m2 != b.area_m2) {
      return a.area_m2 < b.area_m2;
    }
    const auto precedence = [](const SurveyArea& each) {
      return std::tuple(each.time.has_value(), each.time ? each.time->start : LocalTime{}, each.sample, each.index);
    };
    return precedence(*a.survey) > precedence(*b.survey);
  });
  return speaking;
}

bool lies_in(const Box& box, const Point& point) {
  return box.min_x <= point.x && point.x <= box.max_x && box.min_y <= point.y && point.y <= box.max_y;
}

/// The visits of one cell.
struct CellVisits {
  std::uint64_t visits = 0;
  std::uint64_t with_end = 0;
  std::chrono::seconds inside{0};  ///< whole numbers: a sum in any order
};

bool overlaps(const Period& period, LocalTime start, LocalTime end) {
  // A moment, or a visit without an end, lies where it starts.
  return start < period.to && (end > period.from || start >= period.from);
}

void add_visit(LocalTime start, const std::optional<LocalTime>& end, const std::optional<Period>& period,
               CellVisits& cell) {
  if (period && !overlaps(*period, start, end.value_or(start))) {
    return;
  }
  ++cell.visits;
  if (end) {
    const auto from = period ? std::max(start, period->from) : start;
    const auto to = period ? std::min(*end, period->to) : *end;
    ++cell.with_end;
    cell.inside += to - from;
  }
}

}  // namespace

void add_survey(std::span<const SurveyArea> survey, const std::optional<Period>& period, std::vector<Place>& places) {
  const auto speaking = surveys_up_to(survey, period);
  for (auto& place : places) {
    const auto found = std::ranges::find_if(speaking, [&](const Speaking& area) {
      return lies_in(area.box, place.position) && contains(area.survey->area, place.position);
    });
    if (found != speaking.end()) {
      place.survey_index = found->survey->index;
      place.survey_sample = found->survey->sample;
    }
  }
}

void add_visits(const Visits& visits, const std::optional<Period>& period, const StudyGrid& study,
                std::vector<Place>& places) {
  if (visits.size() == 0) {
    return;
  }
  std::vector<CellVisits> cells(study.size());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (const auto slot = study.slot_at(visits.position[i])) {
      add_visit(visits.start[i], visits.end[i], period, cells[*slot]);
    }
  }
  for (auto& place : places) {
    CellVisits sum;
    for (const auto slot : place.slots) {
      sum.visits += cells[slot].visits;
      sum.with_end += cells[slot].with_end;
      sum.inside += cells[slot].inside;
    }
    place.visits = sum.visits;
    if (sum.visits == 0 || sum.with_end > 0) {
      place.visit_minutes = std::chrono::duration<double, std::ratio<60>>(sum.inside).count();
    }
  }
}

}  // namespace lykta
