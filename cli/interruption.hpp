// Ctrl-C, a closed terminal or a request to end: the work stops at its next sign of progress and tidies up behind itself.
#pragma once

namespace lykta {

/// From now on the first such signal is remembered; a second one ends the program at once.
void catch_interruptions();

/// Whether one has come.
[[nodiscard]] bool interrupted();

}  // namespace lykta
