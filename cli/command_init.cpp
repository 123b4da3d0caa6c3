#include "cli/commands.hpp"
namespace lykta {
void add_command_init(CLI::App& /*app*/) {}
}  // namespace lykta
