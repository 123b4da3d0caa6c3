#include "geo/format/kml_names.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string_view>

#include <cpl_vsi.h>

#include "engine/base/error.hpp"
#include "geo/format/xml_stream.hpp"
#include "geo/format/zip_parts.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::string laundered_by_gdal(std::string_view name) {
  std::string text(name);
  std::ranges::replace_if(
      text, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')); }, '_');
  return text;
}

/// Names of columns in the order of the alphabet.
std::set<std::string> names_of_columns(const ByteSource& bytes, const std::string& where) {
  std::set<std::string> names;
  const auto start = [&](std::string_view element, const XmlAttributes& attributes) {
    if (element == "Data" || element == "SimpleField" || element == "SimpleData") {
      if (const auto name = attributes.value("name")) {
        names.emplace(*name);
      }
    }
  };
  read_xml(bytes, where, {start, [](std::string_view) { return true; }, [](std::string_view) {}});
  return names;
}

std::set<std::string> names_in_file(const std::string& path) {
  if (lower_case(path).ends_with(".kmz")) {
    const ZipParts zip(path, ".kml");
    std::set<std::string> names;
    for (const auto& part : zip.ending_with(".kml")) {
      zip.read(part, path, [&](const ByteSource& bytes) { names.merge(names_of_columns(bytes, path)); });
    }
    return names;
  }
  const QuietGdal quiet;
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"), &VSIFCloseL);
  if (!file) {
    return {};
  }
  return names_of_columns([&](std::span<char> block) { return VSIFReadL(block.data(), 1, block.size(), file.get()); },
                          path);
}

}  // namespace

std::vector<std::string> names_in_kml(const std::string& path, std::vector<std::string> laundered) {
  const auto is_changed = [](const std::string& name) { return name.find('_') != std::string::npos; };
  if (std::ranges::none_of(laundered, is_changed)) {
    return laundered;
  }
  std::map<std::string, std::vector<std::string>> by_laundered;
  try {
    for (const auto& name : names_in_file(path)) {
      by_laundered[laundered_by_gdal(name)].push_back(name);
    }
  } catch (const DataError&) {
    return laundered;  // GDAL reads what is beyond us, and its names are better than none
  }
  for (auto& name : laundered) {
    const auto found = by_laundered.find(name);
    if (found != by_laundered.end() && found->second.size() == 1) {
      name = trimmed(found->second.front());
    }
  }
  return laundered;
}

}  // namespace lykta
