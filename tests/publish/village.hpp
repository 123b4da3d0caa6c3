// A made-up village for tests: 2 km by 1 km at Ronneby, with one busy square, a quiet road, and a feared path.
#pragma once

#include <chrono>
#include <string>

#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/records/run_record.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::test {

inline constexpr Point busy_square{517550, 6229150};  ///< the middle of a cell
inline constexpr Point feared_path{518550, 6229450};  ///< the middle of another

class Village {
 public:
  Village() {
    read_.inputs.classes = {{.name = "Våld", .weight = 10}, {.name = "Stöld", .weight = 1}};
    read_.inputs.observation_categories = {"mörkt"};
    read_.inputs.source_names = {"polisen", "vandring"};
    read_.inputs.study_area = rectangle({517000, 6229000, 518990, 6229990});
    read_.inputs.names = {{"Torget", busy_square}, {"Stigen", feared_path}};
    read_.report.sources = {source("polisen", "data/polisen.csv", "CSV"),
                            source("vandring", "data/vandring.gpkg", "GPKG")};
    read_.report.files = {{"data/polisen.csv", std::string(64, 'a')}};
    for (int i = 0; i < 40; ++i) {  // on Fridays and Saturdays of 2024, at 22
      add({busy_square.x + i % 5, busy_square.y},
          at(2024, 1, 5 + static_cast<unsigned>(i % 2), 22) + std::chrono::weeks{i / 2},
          static_cast<std::uint16_t>(i % 4 == 0 ? 1 : 0));
    }
    for (int i = 0; i < 20; ++i) {  // all over, in 2024 and 2023
      add({517050.0 + 90 * i, 6229750}, at(i % 2 == 0 ? 2024 : 2023, 3, 1, 12), 1);
    }
    for (int i = 0; i < 10; ++i) {
      add({busy_square.x, busy_square.y + i}, at(2023, 1, 6, 22), 0);
    }
    for (int i = 0; i < 3; ++i) {
      add(busy_square, at(2024, 1, 5, 23), 0, Origin::discovered);
    }
    add({519500, 6229500}, at(2024, 1, 5, 22), 0);  // outside
    for (int i = 0; i < 5; ++i) {
      observe({feared_path.x + i, feared_path.y}, 2, Feeling::unsafe);
    }
    observe(busy_square, 1, Feeling::safe);
    read_.inputs.sources = {{.name = "polisen", .covers = {.from = at(2023, 1, 1), .to = at(2025, 1, 1)}}};
    auto& report = read_.report;
    report.sources[0].rows = incidents().size() + 1;
    report.sources[0].used = incidents().size();
    report.sources[0].unmapped_values = {{"Övrigt", 2}};
    report.sources[0].defaults = {said({"teckenkodning: UTF-8 enligt texten", "encoding: UTF-8 found in the text"})};
    report.sources[1].rows = report.sources[1].used = read_.inputs.observations.size();
    report.rejects = {
        {.source = 0, .row = 7, .column = "datum; från", .cause = RejectCause::unreadable_date, .value = "31 \"maj\""}};
  }

  [[nodiscard]] static PictureOptions options() {
    PictureOptions options;
    options.period = Period{at(2024, 1, 1), at(2025, 1, 1)};
    options.comparison = Period{at(2023, 1, 1), at(2024, 1, 1)};
    options.depth = Depth::whole;
    return options;
  }

  [[nodiscard]] static RunContext context(Language language = Language::sv) {
    return {.title = "Byn", .time_zone = "Europe/Stockholm", .language = language, .defaults = {"grid.cell_m = 100"}};
  }

  [[nodiscard]] const ReadInputs& read() const { return read_; }
  [[nodiscard]] ReadInputs& read() { return read_; }
  [[nodiscard]] Picture picture(const PictureOptions& options = Village::options()) const {
    return make_picture(read_.inputs, options);
  }

 private:
  [[nodiscard]] Incidents& incidents() { return read_.inputs.incidents; }

  static SourceReport source(const char* name, const char* path, const char* driver) {
    SourceReport report;
    report.name = name;
    report.path = path;
    report.layer = name;
    report.driver = driver;
    report.crs = "EPSG:3006";
    return report;
  }

  void add(const Point& position, LocalTime time, std::uint16_t class_index, Origin origin = Origin::reported) {
    // Another minute of its hour for each: the same of many would be one that a form fills in.
    const auto moment = time + std::chrono::minutes{7 * incidents().size() % 60};
    incidents().position.push_back(position);
    incidents().time.emplace_back(TimeSpan{moment, moment});
    incidents().class_index.push_back(class_index);
    incidents().origin.push_back(origin);
    incidents().position_class.push_back(PositionClass::b);
    incidents().row.push_back({0, static_cast<std::int64_t>(incidents().size() + 1)});
  }

  void observe(const Point& position, double severity, Feeling feeling) {
    auto& observations = read_.inputs.observations;
    observations.position.push_back(position);
    observations.time.emplace_back();
    observations.category_index.push_back(0);
    observations.severity.push_back(severity);
    observations.feeling.push_back(feeling);
    observations.row.push_back({1, static_cast<std::int64_t>(observations.size())});
  }

  ReadInputs read_{
      .inputs = {}, .report = {}, .crs = Crs::parse("EPSG:3006"), .crs_reason = said({"angivet", "stated"})};
};

}  // namespace lykta::test
