// The commands of the program. Each adds itself to the parser; the function that it hands back runs it when it was
// chosen.
//
// A command parses first and works later: adding a command reads no file.
#pragma once

#include <array>

#include <CLI/CLI.hpp>

namespace lykta {

using AddCommand = void (*)(CLI::App& app);

void add_command_run(CLI::App& app);
void add_command_inspect(CLI::App& app);
void add_command_init(CLI::App& app);
void add_command_check(CLI::App& app);
void add_command_density(CLI::App& app);
void add_command_repeats(CLI::App& app);
void add_command_hours(CLI::App& app);
void add_command_grid(CLI::App& app);
void add_command_change(CLI::App& app);
void add_command_emerging(CLI::App& app);
void add_command_scan(CLI::App& app);
void add_command_places(CLI::App& app);
void add_command_completion(CLI::App& app);

/// All of them, in the order of the help.
inline constexpr std::array<AddCommand, 13> all_commands{
    add_command_run,     add_command_inspect, add_command_init,      add_command_check,  add_command_density,
    add_command_repeats, add_command_hours,   add_command_grid,      add_command_change, add_command_emerging,
    add_command_scan,    add_command_places,  add_command_completion};

/// Everything that `lykta` understands.
void add_commands(CLI::App& app);

/// Parses and runs; returns the exit code: 0, 1 (data, or standard output that cannot be written), 2 (usage), or 128 and
/// the number of the signal that stopped it. Messages go to standard error.
int run_lykta(int argc, const char* const* argv);

}  // namespace lykta
