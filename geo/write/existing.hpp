// May something that is already there be replaced?
#pragma once

namespace lykta {

/// Whether something that is already there may be replaced.
enum class Existing : bool { keep, overwrite };

}  // namespace lykta
