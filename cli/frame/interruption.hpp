// Ctrl-C, a closed terminal or a request to end: the work stops at its next sign of progress and tidies up behind itself.
#pragma once

namespace lykta {

/// From now on the first such signal is remembered; a second one ends the program at once. A pipe that nobody reads and
/// a limit on the size of files become errors of the writing, so that what was begun is tidied up.
void catch_signals();

/// Whether the program is to end by itself, however long it takes: it has begun to write, or looks for signals often enough.
/// Until somebody says so, and while files are read, it ends two seconds after a signal that nobody has asked for: what waits
/// for a file, or works in a library, asks nobody.
void wait_for_tidying(bool wanted);

/// Whether one has come.
[[nodiscard]] bool interrupted();

/// The number of the signal that came; 0 for none.
[[nodiscard]] int interruption();

/// Ends the program as a pipe without a reader ends others, silently, unless whoever started it wants to see an error
/// instead (the signal was ignored).
void end_by_broken_pipe();

}  // namespace lykta
