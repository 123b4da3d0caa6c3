// Questions about time cannot do without a date.
#pragma once

#include "cli/frame/single_step.hpp"

namespace lykta {

/// Throws InvalidOption without `--date`, naming the column that looks like it where there is one.
void require_date(const StepOptions& options);

}  // namespace lykta
