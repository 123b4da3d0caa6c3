// Can any bytes that begin like a FlatGeobuf crash our reader, keep it busy without end, or make it say what cannot be?
//
// The first byte chooses: rows alone, header and rows against the fields of a layer as GDAL would give it, or the whole file by way
// of GDAL. The rest is what stands in the file.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/format/flatgeobuf_rows.hpp"
#include "geo/format/row_source.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

/// A file that the bytes stand in, one for the whole search.
class FuzzFile {
 public:
  FuzzFile()
      : path_(
            (std::filesystem::temp_directory_path() / ("lykta_fuzz_" + std::to_string(::getpid()) + ".fgb")).string()) {
  }
  ~FuzzFile() { static_cast<void>(std::remove(path_.c_str())); }
  FuzzFile(const FuzzFile&) = delete;
  FuzzFile& operator=(const FuzzFile&) = delete;
  FuzzFile(FuzzFile&&) = delete;
  FuzzFile& operator=(FuzzFile&&) = delete;

  const std::string& with(std::string_view bytes) const {
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path_;
  }

 private:
  std::string path_;
};

/// A layer with the fields that the seeds have.
OGRLayer& layer_of_seeds() {
  static auto* const data = [] {
    lykta::start_gdal();
    auto* made = GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr);
    auto* layer = made->CreateLayer("seed", nullptr, wkbPoint);
    for (const auto& [name, type] :
         {std::pair("typ", OFTString), std::pair("antal", OFTInteger), std::pair("nummer", OFTInteger64),
          std::pair("vikt", OFTReal), std::pair("tid", OFTDateTime)}) {
      OGRFieldDefn field(name, type);
      require(layer->CreateField(&field) == OGRERR_NONE);
    }
    return made;
  }();
  return *data->GetLayer(0);
}

void look_at(const lykta::RowBatch& batch, std::size_t columns) {
  require(batch.columns.size() == columns);
  for (const auto& column : batch.columns) {
    require(column.size() == batch.size());
  }
  require(batch.point.size() == batch.size() && batch.geometry.size() == batch.size());
}

void read_rows(const std::string& path, const lykta::FlatGeobufLayout& layout, std::vector<std::size_t> positions) {
  lykta::read_flatgeobuf_rows(
      path, layout, positions,
      [&](const lykta::RowBatch& batch) {
        look_at(batch, positions.size());
        return true;
      },
      [](std::uint64_t /*rows*/) {});
}

void read(std::uint8_t choice, const std::string& path) {
  switch (choice % 3) {
    case 0:
      return read_rows(path, {.first_row = 0, .rows = 0, .types = {11, 5, 7, 10, 13}}, {4, 0, 2, 0, 3, 1});
    case 1:
      if (const auto layout = lykta::flatgeobuf_layout(path, layer_of_seeds())) {
        require(layout->types.size() == 5);
        read_rows(path, *layout, {0, 1, 2, 3, 4});
      }
      return;
    default: {
      lykta::RowSource source({.path = path, .layer = {}, .text = {}, .wanted = {}, .allowed_hosts = {}});
      std::vector<std::size_t> positions;
      constexpr std::size_t enough = 8;
      for (std::size_t i = 0; i < source.format().columns.size() && i < enough; ++i) {
        positions.push_back(i);
      }
      source.read(positions, [&](const lykta::RowBatch& batch) {
        look_at(batch, positions.size());
        return true;
      });
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FuzzFile file;
  if (size == 0) {
    return 0;
  }
  lykta::start_gdal();
  try {
    read(data[0], file.with({reinterpret_cast<const char*>(data + 1), size - 1}));
  } catch (const lykta::DataError&) {
    // Refusing is what a reader of garbage is for.
  } catch (const lykta::InvalidOption&) {
    // Likewise: two fields of one name.
  }
  return 0;
}
