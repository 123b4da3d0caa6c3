// The least that reading can be, as a whole process: GDAL's stream of Arrow columns, looked at by nobody.
//
//   lykta_reading_floor events FOLDER    writes a million events there as CSV, GeoPackage and FlatGeobuf
//   lykta_reading_floor arrow FILE       reads all columns of the file's layer and counts its rows
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <gdal_priv.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include "bench/workspace.hpp"

namespace {

void write_events(const std::filesystem::path& folder) {
  using lykta::bench::FileFormat;
  lykta::bench::Workspace workspace;
  for (const auto format : {FileFormat::csv, FileFormat::geopackage, FileFormat::flatgeobuf}) {
    const std::filesystem::path file = workspace.file(format, lykta::bench::Workspace::maximum_events);
    std::filesystem::copy_file(file, folder / file.filename(), std::filesystem::copy_options::overwrite_existing);
  }
}

long long rows_by_arrow(const std::string& path) {
  GDALAllRegister();
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  ArrowArrayStream stream{};
  if (!dataset || !dataset->GetLayer(0)->GetArrowStream(&stream, nullptr)) {
    throw std::runtime_error(path + " cannot be read");
  }
  long long rows = 0;
  while (true) {
    ArrowArray array{};
    if (stream.get_next(&stream, &array) != 0) {
      throw std::runtime_error(path + " cannot be read");
    }
    if (array.release == nullptr) {
      break;
    }
    rows += array.length;
    array.release(&array);
  }
  stream.release(&stream);
  return rows;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 3 && std::strcmp(argv[1], "events") == 0) {
      write_events(argv[2]);
      return 0;
    }
    if (argc == 3 && std::strcmp(argv[1], "arrow") == 0) {
      std::printf("%lld\n", rows_by_arrow(argv[2]));
      return 0;
    }
    std::fputs("events FOLDER, or arrow FILE\n", stderr);
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
