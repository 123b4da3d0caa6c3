#include "cli/program.hpp"

int main(int argc, char** argv) { return lykta::run_as_program(argc, argv); }
