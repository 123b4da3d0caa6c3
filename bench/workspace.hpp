// Where do the benchmarks find their events, in memory and as files?
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "engine/events/incidents.hpp"
#include "engine/space/points.hpp"
#include "geo/read/source_description.hpp"

namespace lykta::bench {

enum class FileFormat : std::uint8_t { csv, geopackage, flatgeobuf };

/// csv, gpkg or fgb.
[[nodiscard]] const char* ending_of(FileFormat format);

/// A temporary folder with the events as files, each written when it is first asked for; the destructor removes them all.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  Workspace(Workspace&&) = delete;
  Workspace& operator=(Workspace&&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// The first events; at most `maximum_events`.
  [[nodiscard]] std::span<const Point> positions(std::size_t number);
  /// A file of the first events with the columns x, y, time and class (in a text file), or a geometry, time and class. No file has a
  /// spatial index, so the rows of all formats stand in the same order.
  [[nodiscard]] std::string file(FileFormat format, std::size_t number);
  /// How to read that file.
  [[nodiscard]] SourceDescription source(FileFormat format, std::size_t number);

  static constexpr std::size_t maximum_events = 1'000'000;

 private:
  [[nodiscard]] const Incidents& events();

  std::filesystem::path folder_;
  Incidents events_;
};

}  // namespace lykta::bench
