// Questions about time cannot do without a date.
#pragma once

#include "cli/frame/step_options.hpp"

namespace lykta {

/// Throws InvalidOption without `--date`, naming the column that looks like it where there is one.
void require_date(const StepOptions& options);

}  // namespace lykta
