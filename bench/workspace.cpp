#include "bench/workspace.hpp"

#include <cassert>
#include <chrono>
#include <fstream>
#include <stdexcept>

#include <cpl_string.h>
#include <fmt/format.h>
#include <unistd.h>

#include "bench/clustered_points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta::bench {

namespace {

struct CalendarTime {
  int year, month, day, hour, minute;
};

CalendarTime calendar_time(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count())};
}

void write_csv(const Incidents& events, std::size_t number, const std::filesystem::path& path) {
  std::ofstream out(path, std::ios::binary);
  out << "x,y,time,class\n";
  for (std::size_t i = 0; i < number; ++i) {
    const auto [year, month, day, hour, minute] = calendar_time(events.time[i]->start);
    out << fmt::format("{:.3f},{:.3f},{:04}-{:02}-{:02} {:02}:{:02}:00,{}\n", events.position[i].x,
                       events.position[i].y, year, month, day, hour, minute, event_classes[events.class_index[i]]);
  }
  if (!out.flush()) {
    throw std::runtime_error(fmt::format("{} cannot be written", path.string()));
  }
}

void write_layer(const Incidents& events, std::size_t number, const char* driver_name,
                 const std::filesystem::path& path) {
  auto* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
  GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  CPLStringList options;
  options.SetNameValue("SPATIAL_INDEX", "NO");
  auto crs = Crs::parse(events_crs).reference();
  auto* layer = dataset ? dataset->CreateLayer("events", &crs, wkbPoint, options.List()) : nullptr;
  if (layer == nullptr) {
    throw std::runtime_error(fmt::format("{} cannot be written", path.string()));
  }
  OGRFieldDefn time("time", OFTDateTime);
  OGRFieldDefn class_name("class", OFTString);
  layer->CreateField(&time);
  layer->CreateField(&class_name);
  dataset->StartTransaction();
  for (std::size_t i = 0; i < number; ++i) {
    OGRFeature feature(layer->GetLayerDefn());
    const auto [year, month, day, hour, minute] = calendar_time(events.time[i]->start);
    feature.SetField(0, year, month, day, hour, minute);
    feature.SetField(1, event_classes[events.class_index[i]].data());
    feature.SetGeometryDirectly(new OGRPoint(events.position[i].x, events.position[i].y));
    if (layer->CreateFeature(&feature) != OGRERR_NONE) {
      throw std::runtime_error(fmt::format("{} cannot be written", path.string()));
    }
  }
  dataset->CommitTransaction();
  close(std::move(dataset), path.string());
}

}  // namespace

const char* ending_of(FileFormat format) {
  switch (format) {
    case FileFormat::geopackage:
      return "gpkg";
    case FileFormat::flatgeobuf:
      return "fgb";
    case FileFormat::csv:
      break;
  }
  return "csv";
}

Workspace::Workspace() : folder_(std::filesystem::temp_directory_path() / fmt::format("lykta-bench-{}", getpid())) {
  start_gdal();
  std::filesystem::create_directories(folder_);
}

Workspace::~Workspace() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

const Incidents& Workspace::events() {
  if (events_.size() == 0) {
    events_ = clustered_events(maximum_events);
  }
  return events_;
}

std::span<const Point> Workspace::positions(std::size_t number) {
  assert(number <= maximum_events);
  return std::span(events().position).first(number);
}

std::string Workspace::file(FileFormat format, std::size_t number) {
  assert(number <= maximum_events);
  const auto path = folder_ / fmt::format("events-{}.{}", number, ending_of(format));
  if (!std::filesystem::exists(path)) {
    switch (format) {
      case FileFormat::csv:
        write_csv(events(), number, path);
        break;
      case FileFormat::geopackage:
        write_layer(events(), number, "GPKG", path);
        break;
      case FileFormat::flatgeobuf:
        write_layer(events(), number, "FlatGeobuf", path);
        break;
    }
  }
  return path.string();
}

SourceDescription Workspace::source(FileFormat format, std::size_t number) {
  SourceDescription source;
  source.name = std::string("events");
  source.path = file(format, number);
  source.path_as_written = std::filesystem::path(source.path).filename().string();
  source.crs = events_crs;
  if (format == FileFormat::csv) {
    source.columns.x = std::string("x");
    source.columns.y = std::string("y");
  }
  source.columns.date = "time";
  source.columns.class_name = "class";
  return source;
}

}  // namespace lykta::bench
