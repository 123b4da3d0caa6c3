#include "geo/gdal/gdal_errno.hpp"

#include <cerrno>

namespace lykta {

namespace {

thread_local int errno_of_failure = 0;

bool is_of_a_disk(int number) {
  return number == ENOSPC || number == EDQUOT || number == EFBIG || number == EIO || number == EROFS;
}

}  // namespace

void CPL_STDCALL keep_errno(CPLErr kind, CPLErrorNum /*number*/, const char* /*message*/) {
  if (kind >= CE_Failure && errno_of_failure == 0 && is_of_a_disk(errno)) {
    errno_of_failure = errno;
  }
}

void forget_errno() { errno_of_failure = 0; }

int last_gdal_errno() { return errno_of_failure != 0 ? errno_of_failure : errno; }

}  // namespace lykta
