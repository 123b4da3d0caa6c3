// What did the system say when GDAL failed? FlatGeobuf says no more than "Unexpected I/O failure" of a full disk, and has
// made room again before anybody can ask for it.
#pragma once

#include <cpl_error.h>

namespace lykta {

/// An error handler that prints nothing, and keeps the errno of the first failure that speaks of a disk: full, quota,
/// size limit, broken, read-only.
void CPL_STDCALL keep_errno(CPLErr kind, CPLErrorNum number, const char* message);

/// Of this thread.
void forget_errno();

/// What was kept since, else the errno of now.
[[nodiscard]] int last_gdal_errno();

}  // namespace lykta
