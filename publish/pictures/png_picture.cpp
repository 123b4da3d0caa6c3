#include "publish/pictures/png_picture.hpp"

#include <cmath>
#include <cstdint>
#include <memory>
#include <string_view>

#include <cairo.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>

#include "engine/base/error.hpp"
#include "publish/tables/csv_table.hpp"

namespace lykta {

namespace {

template <auto release>
struct Release {
  template <typename Object>
  void operator()(Object* object) const {
    release(object);
  }
};

using Handle = std::unique_ptr<RsvgHandle, Release<g_object_unref>>;
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Release<cairo_destroy>>;

/// What a library said, and its own error let go.
DataError drawing_failure(GError* error) {
  const std::string said = error != nullptr ? error->message : "no reason given";
  g_clear_error(&error);
  return DataError(fmt::format("the map could not be drawn: {}", said));
}

Handle opened(const std::string& svg) {
  const std::unique_ptr<GInputStream, Release<g_object_unref>> stream(
      g_memory_input_stream_new_from_data(svg.data(), static_cast<gssize>(svg.size()), nullptr));
  GError* error = nullptr;
  // A large area is one long path: the usual limits of a document are meant for those of strangers.
  Handle handle(rsvg_handle_new_from_stream_sync(stream.get(), nullptr, RSVG_HANDLE_FLAG_UNLIMITED, nullptr, &error));
  if (!handle) {
    throw drawing_failure(error);
  }
  return handle;
}

Surface drawn(RsvgHandle& handle, double pixels_per_inch) {
  rsvg_handle_set_dpi(&handle, pixels_per_inch);
  double width = 0;
  double height = 0;
  if (rsvg_handle_get_intrinsic_size_in_pixels(&handle, &width, &height) == FALSE) {
    throw DataError("the map could not be drawn: it has no size");
  }
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width)),
                                             static_cast<int>(std::lround(height))));
  const Context context(cairo_create(surface.get()));
  // Paper is no whole number of pixels: what the last ones lack is white, too.
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  const RsvgRectangle all{0, 0, width, height};
  GError* error = nullptr;
  if (rsvg_handle_render_document(&handle, context.get(), &all, &error) == FALSE) {
    throw drawing_failure(error);
  }
  if (const auto status = cairo_status(context.get()); status != CAIRO_STATUS_SUCCESS) {
    throw DataError(fmt::format("the map could not be drawn: {}", cairo_status_to_string(status)));
  }
  return surface;
}

cairo_status_t append(void* text, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

void append_number(std::uint32_t number, std::string& bytes) {
  for (const auto shift : {24U, 16U, 8U, 0U}) {
    bytes += static_cast<char>(number >> shift & 0xFFU);
  }
}

/// ISO 15948, annex D.
std::uint32_t checksum(std::string_view bytes) {
  constexpr std::uint32_t polynomial = 0xEDB88320U;
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const auto byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      sum = (sum & 1U) != 0 ? sum >> 1U ^ polynomial : sum >> 1U;
    }
  }
  return ~sum;
}

/// How large the picture is on paper, which cairo does not write: its size in pixels comes first in a PNG, and this next.
void add_paper_size(double pixels_per_inch, std::string& png) {
  constexpr double metres_of_an_inch = 0.0254;
  const auto pixels_a_metre = static_cast<std::uint32_t>(std::lround(pixels_per_inch / metres_of_an_inch));
  std::string content = "pHYs";
  append_number(pixels_a_metre, content);
  append_number(pixels_a_metre, content);
  content += '\1';  // metres
  std::string chunk;
  constexpr std::size_t length_of_name = 4;
  append_number(static_cast<std::uint32_t>(content.size() - length_of_name), chunk);
  chunk += content;
  append_number(checksum(content), chunk);
  constexpr std::size_t end_of_header = 33;
  png.insert(end_of_header, chunk);
}

}  // namespace

void write_png(const std::string& svg, double pixels_per_inch, const std::filesystem::path& path) {
  const auto handle = opened(svg);
  const auto surface = drawn(*handle, pixels_per_inch);
  std::string png;
  if (const auto status = cairo_surface_write_to_png_stream(surface.get(), append, &png);
      status != CAIRO_STATUS_SUCCESS) {
    throw DataError(fmt::format("the map could not be drawn: {}", cairo_status_to_string(status)));
  }
  add_paper_size(pixels_per_inch, png);
  write_text_file(png, path);
}

bool has_fonts() {
  const auto* const fonts = FcConfigGetFonts(nullptr, FcSetSystem);
  return fonts != nullptr && fonts->nfont > 0;
}

}  // namespace lykta
