// Small towns whose picture can be told by hand, for the tests of make_picture.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::test::picture_town {

inline const Period january{at(2024, 1, 1), at(2024, 2, 1)};
inline const Period december{at(2023, 12, 1), at(2024, 1, 1)};
inline const TimeSpan in_january{at(2024, 1, 15, 22), at(2024, 1, 15, 22)};
inline const TimeSpan in_december{at(2023, 12, 15, 22), at(2023, 12, 15, 22)};

inline constexpr std::uint16_t theft = 0;
inline constexpr std::uint16_t assault = 1;  // weighs 3

struct Event {
  Point position;
  std::optional<TimeSpan> time = in_january;
  std::uint16_t class_index = theft;
  Origin origin = Origin::reported;
};

/// A moment later within its hour for each event: the same minute of many would be one that a form fills in.
inline std::optional<TimeSpan> spread(std::optional<TimeSpan> time, std::size_t number) {
  if (time && time->start == time->end) {
    time->start += std::chrono::minutes{7 * number % 60};
    time->end = time->start;
  }
  return time;
}

inline void add(Inputs& inputs, const Event& event) {
  auto& incidents = inputs.incidents;
  incidents.time.push_back(spread(event.time, incidents.size()));
  incidents.position.push_back(event.position);
  incidents.class_index.push_back(event.class_index);
  incidents.origin.push_back(event.origin);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

inline void observe(Inputs& inputs, const Point& position, double severity, Feeling feeling = Feeling::unsafe,
                    std::optional<TimeSpan> time = std::nullopt) {
  auto& observations = inputs.observations;
  observations.position.push_back(position);
  observations.time.push_back(time);
  observations.category_index.push_back(0);
  observations.severity.push_back(severity);
  observations.feeling.push_back(feeling);
  observations.row.push_back({1, static_cast<std::int64_t>(observations.size())});
}

inline Inputs empty_town(double size_m) {
  Inputs inputs;
  inputs.classes = {{"theft", 1}, {"assault", 3}};
  inputs.observation_categories = {"dark"};
  inputs.study_area = rectangle({0, 0, size_m, size_m});
  return inputs;
}

/// 2 km x 2 km with 60 events of January around (550, 650), 40 anywhere, and one found by a patrol before Christmas.
inline Inputs busy_town() {
  auto inputs = empty_town(2000);
  test::Random random(60);
  for (int i = 0; i < 60; ++i) {
    add(inputs, {.position = random.in({505, 605, 595, 695})});
  }
  for (int i = 0; i < 40; ++i) {
    add(inputs, {.position = random.in({0, 0, 2000, 2000})});
  }
  add(inputs, {.position = {1050, 1050}, .time = in_december, .origin = Origin::discovered});
  return inputs;
}

/// The same, from a source that was kept throughout these days.
inline Inputs kept(Inputs inputs, LocalTime from, LocalTime to) {
  inputs.sources = {{.name = "police", .covers = {.from = from, .to = to}}};
  return inputs;
}

/// The usual options but for what `change` changes.
template <class Change>
PictureOptions with(Change change) {
  PictureOptions options;
  change(options);
  return options;
}

inline PictureOptions over(std::optional<Period> period, std::optional<Period> comparison = std::nullopt) {
  return with([&](PictureOptions& options) {
    options.period = period;
    options.comparison = comparison;
  });
}

inline PictureOptions january_only() { return over(january); }

inline PictureOptions on(CellShape shape, double cell_m = 100, std::optional<Period> period = std::nullopt) {
  return with([&](PictureOptions& options) {
    options.period = period;
    options.grid = {.shape = shape, .cell_m = cell_m};
  });
}

inline std::vector<WarningKind> kinds(const Picture& picture) {
  std::vector<WarningKind> result;
  for (const auto& warning : picture.warnings) {
    result.push_back(warning.kind);
  }
  return result;
}

inline bool warns(const Picture& picture, WarningKind kind) { return std::ranges::count(kinds(picture), kind) > 0; }

/// The one warning of its kind.
inline Warning warning_of(const Picture& picture, WarningKind kind) {
  const auto found = std::ranges::find(picture.warnings, kind, &Warning::kind);
  REQUIRE(found != picture.warnings.end());
  REQUIRE(std::ranges::count(kinds(picture), kind) == 1);
  return *found;
}

inline double value_at(const Picture& picture, const std::vector<double>& values, const Point& point) {
  return values.at(picture.study.slot_at(point).value());
}

inline std::vector<std::string> ids(const Picture& picture) {
  std::vector<std::string> result;
  for (const auto& place : picture.places) {
    result.push_back(place.id);
  }
  return result;
}

inline std::string refusal(const PictureOptions& options) {
  try {
    check(options);
  } catch (const InvalidOption& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace lykta::test::picture_town
