#include "geo/write/open_elsewhere.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool has_lock(const std::filesystem::path& path, off_t first, off_t bytes) {
  const auto file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    return false;
  }
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = first;
  lock.l_len = bytes;
  const auto answered = fcntl(file, F_OFD_GETLK, &lock) == 0;
  ::close(file);
  return answered && lock.l_type != F_UNLCK;
}

}  // namespace

bool is_open_elsewhere(const std::filesystem::path& file) {
  constexpr off_t pending_byte = 0x40000000;
  constexpr off_t bytes_from_pending = 512;
  constexpr off_t first_of_index = 120;
  constexpr off_t bytes_of_index = 9;
  if (lower_case(file.extension().string()) != ".gpkg") {
    return false;
  }
  auto index = file;
  index += "-shm";
  return has_lock(file, pending_byte, bytes_from_pending) || has_lock(index, first_of_index, bytes_of_index);
}

void refuse_open_elsewhere(const std::filesystem::path& file) {
  if (is_open_elsewhere(file)) {
    throw DataError(
        fmt::format("{}: is open in another program (QGIS?) and was kept: close it in the other program, and try again",
                    file.string()));
  }
}

}  // namespace lykta
