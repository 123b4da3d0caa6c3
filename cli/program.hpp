// The whole of the program, for its main file: without the parser of options, whose headers take long to compile.
#pragma once

namespace lykta {

/// run_lykta() with streams and signals prepared, and its last words known to have arrived.
int run_as_program(int argc, const char* const* argv);

}  // namespace lykta
