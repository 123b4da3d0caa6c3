#include "geo/write/zip_text.hpp"

#include <cassert>
#include <cstdint>
#include <limits>
#include <memory>

#include <boost/crc.hpp>
#include <cpl_conv.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

void append_number(std::string& bytes, std::uint64_t number, int width) {
  for (int i = 0; i < width; ++i) {
    bytes += static_cast<char>((number >> (8 * i)) & 0xFF);
  }
}

/// What both headers of a file say of it.
struct Entry {
  std::uint16_t method = 0;
  std::uint32_t crc = 0;
  std::string packed;
  std::size_t size = 0;
  std::size_t offset = 0;
};

/// Deflated without the header of two bytes and the sum of four that zlib puts around it.
std::string deflated(const std::string& bytes) {
  constexpr int best = 9;
  constexpr std::size_t header = 2;
  constexpr std::size_t sum = 4;
  std::size_t size = 0;
  const std::unique_ptr<void, decltype(&CPLFree)> packed(
      CPLZLibDeflate(bytes.data(), bytes.size(), best, nullptr, 0, &size), CPLFree);
  if (!packed) {
    throw DataError("not enough memory to pack an output");
  }
  assert(size >= header + sum);
  return {static_cast<const char*>(packed.get()) + header, size - header - sum};
}

Entry packed_entry(const PackedFile& file, std::size_t offset) {
  constexpr std::uint16_t deflate = 8;
  boost::crc_32_type crc;
  crc.process_bytes(file.bytes.data(), file.bytes.size());
  return {.method = deflate,
          .crc = static_cast<std::uint32_t>(crc.checksum()),
          .packed = deflated(file.bytes),
          .size = file.bytes.size(),
          .offset = offset};
}

/// From the version that is needed to the length of the extra field: the same in both headers.
void append_common(std::string& bytes, const Entry& entry, const std::string& name) {
  constexpr std::uint64_t version = 20;
  constexpr std::uint64_t names_are_utf8 = 0x0800;
  constexpr std::uint64_t midnight = 0;
  constexpr std::uint64_t first_day = 0x0021;  // 1980-01-01, the earliest that the format knows
  append_number(bytes, version, 2);
  append_number(bytes, names_are_utf8, 2);
  append_number(bytes, entry.method, 2);
  append_number(bytes, midnight, 2);
  append_number(bytes, first_day, 2);
  append_number(bytes, entry.crc, 4);
  append_number(bytes, entry.packed.size(), 4);
  append_number(bytes, entry.size, 4);
  append_number(bytes, name.size(), 2);
  append_number(bytes, 0, 2);
}

void append_central_header(std::string& bytes, const Entry& entry, const std::string& name) {
  constexpr std::uint64_t signature = 0x02014b50;
  constexpr std::uint64_t made_by = 20;
  append_number(bytes, signature, 4);
  append_number(bytes, made_by, 2);
  append_common(bytes, entry, name);
  append_number(bytes, 0, 2);  // length of the comment
  append_number(bytes, 0, 2);  // disk
  append_number(bytes, 0, 2);  // internal attributes
  append_number(bytes, 0, 4);  // external attributes
  append_number(bytes, entry.offset, 4);
  bytes += name;
}

void append_end(std::string& bytes, std::size_t files, std::size_t size, std::size_t offset) {
  constexpr std::uint64_t signature = 0x06054b50;
  append_number(bytes, signature, 4);
  append_number(bytes, 0, 2);
  append_number(bytes, 0, 2);
  append_number(bytes, files, 2);
  append_number(bytes, files, 2);
  append_number(bytes, size, 4);
  append_number(bytes, offset, 4);
  append_number(bytes, 0, 2);
}

}  // namespace

std::string zip_text(std::span<const PackedFile> files) {
  constexpr std::uint64_t signature = 0x04034b50;
  std::string bytes;
  std::string central;
  for (const auto& file : files) {
    const auto entry = packed_entry(file, bytes.size());
    append_number(bytes, signature, 4);
    append_common(bytes, entry, file.name);
    bytes += file.name;
    bytes += entry.packed;
    append_central_header(central, entry, file.name);
  }
  const auto offset = bytes.size();
  assert(offset + central.size() < std::numeric_limits<std::uint32_t>::max());
  bytes += central;
  append_end(bytes, files.size(), central.size(), offset);
  return bytes;
}

}  // namespace lykta
