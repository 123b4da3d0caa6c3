#include "geo/crs/proj_handle.hpp"

#include <utility>

#include <fmt/format.h>

#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

bool is_what_the_code_means(const OGRSpatialReference& reference, const std::string& code) {
  OGRSpatialReference official;
  // Axes as people write them on both sides: files hold them so, and it is no other system for that.
  official.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  constexpr const char* const equivalent[] = {"CRITERION=EQUIVALENT", nullptr};
  return official.SetFromUserInput(code.c_str()) == OGRERR_NONE && official.IsSame(&reference, equivalent) != 0;
}

std::string taken(char* text) {
  std::string result = text != nullptr ? text : "";
  CPLFree(text);
  return result;
}

}  // namespace

ProjContext new_proj_context() {
  ProjContext context(proj_context_create());
  proj_context_set_enable_network(context.get(), 0);
  proj_log_func(context.get(), nullptr, [](void*, int, const char*) {});
  return context;
}

ProjDefinition proj_definition(const OGRSpatialReference& reference) {
  const QuietGdal quiet;
  const auto* authority = reference.GetAuthorityName(nullptr);
  const auto* code = reference.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) {
    if (auto text = fmt::format("{}:{}", authority, code); is_what_the_code_means(reference, text)) {
      return {std::move(text)};
    }
  }
  char* text = nullptr;
  // A PROJ string that came along in old WKT says more than the WKT around it (grids of shifts).
  if (reference.GetExtension(nullptr, "PROJ4", nullptr) != nullptr) {
    reference.exportToProj4(&text);
    return {.text = taken(text) + " +type=crs", .is_proj_string = true};
  }
  constexpr const char* const newest[] = {"FORMAT=WKT2_2018", nullptr};
  reference.exportToWkt(&text, newest);
  return {taken(text)};
}

}  // namespace lykta
