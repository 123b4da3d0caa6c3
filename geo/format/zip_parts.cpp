#include "geo/format/zip_parts.hpp"

#include <array>
#include <memory>
#include <span>

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using OpenPart = std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)>;

OpenPart open_part(const std::string& name) { return {VSIFOpenL(name.c_str(), "rb"), &VSIFCloseL}; }

/// GDAL's name for a part of the zip, or for the zip as a folder. The braces let the file end in anything.
std::string name_in_zip(const std::string& path, const std::string& part) {
  const auto zip = path.find_first_of("{}") == std::string::npos ? "{" + path + "}" : path;
  return "/vsizip/" + zip + (part.empty() ? "" : "/" + part);
}

/// Encrypted workbooks and those of Excel 97 lie in a container of their own ([MS-CFB] 2.2), in no zip.
void refuse_other_containers(const std::string& path, std::string_view save_as) {
  const auto file = open_part(path);
  if (!file) {
    throw DataError(fmt::format("{}: no such file, or it must not be read", path));
  }
  constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::array<char, compound_file.size()> first{};
  const auto length = VSIFReadL(first.data(), 1, first.size(), file.get());
  if (length == first.size() && std::string_view(first.data(), length) == compound_file) {
    throw DataError(
        fmt::format("{}: the workbook is protected by a password, or is an old .xls: open it in a "
                    "spreadsheet program and save it as {} without a password",
                    path, save_as));
  }
}

/// Reads a part block by block. The file must outlive the source.
ByteSource source_of(VSILFILE* file, const std::string& where) {
  return [file, where](std::span<char> block) {
    CPLErrorReset();
    const auto length = VSIFReadL(block.data(), 1, block.size(), file);
    if (CPLGetLastErrorType() >= CE_Failure || (length == 0 && VSIFEofL(file) == 0)) {
      throw DataError(
          fmt::format("{} is damaged: it cannot be unpacked; fetch the file anew from where it came", where));
    }
    return length;
  };
}

}  // namespace

ZipParts::ZipParts(const std::string& path, std::string_view save_as) : path_(path) {
  const QuietGdal quiet;
  refuse_other_containers(path, save_as);
  names_ = CPLStringList(VSIReadDirRecursive(name_in_zip(path, "").c_str()));
}

std::optional<std::string> ZipParts::find(const std::string& part) const {
  // Names of parts are alike up to their case ([ECMA-376] part 2, 6.2.2.3), those of a zip not.
  const auto wanted = lower_case(part);
  for (int i = 0; i < names_.size(); ++i) {
    if (lower_case(names_[i]) == wanted) {
      return names_[i];
    }
  }
  return std::nullopt;
}

std::vector<std::string> ZipParts::ending_with(std::string_view ending) const {
  std::vector<std::string> names;
  for (int i = 0; i < names_.size(); ++i) {
    if (lower_case(names_[i]).ends_with(ending)) {
      names.emplace_back(names_[i]);
    }
  }
  return names;
}

void ZipParts::read(const std::string& name, const std::string& where,
                    const std::function<void(const ByteSource& bytes)>& reader) const {
  const QuietGdal quiet;
  const auto file = open_part(name_in_zip(path_, name));
  if (!file) {
    throw DataError(fmt::format(
        "{} is damaged: its part {} is missing or cannot be unpacked; fetch the file anew from where it came", where,
        name));
  }
  reader(source_of(file.get(), where));
}

}  // namespace lykta
