// Several moves that are made all together: which, in what order, and how are they taken back?
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "geo/write/durable_move.hpp"
#include "geo/write/existing.hpp"

namespace lykta {

enum class MoveKind : std::uint8_t {
  take,  ///< what is at `place` goes to `saved`
  put    ///< `fresh` goes to `place`; what was there has the second name `saved`
};

/// Where a file is before and after.
struct PlannedMove {
  MoveKind kind = MoveKind::put;
  std::filesystem::path fresh;  ///< of a put
  std::filesystem::path saved;
  std::filesystem::path place;
  std::string stamp{};  ///< of the fresh file
};

/// As texts in a file, and back. Nothing for a text that is no plan.
[[nodiscard]] std::vector<std::string> fields_of(std::span<const PlannedMove> moves);
[[nodiscard]] std::vector<PlannedMove> moves_of(std::span<const std::string> fields);

/// Makes them in their order. Throws InvalidOption where a put is to keep what is there, DataError otherwise; some may be
/// made then.
void make_moves(std::span<const PlannedMove> moves, Existing existing, const BeforeStep& before_step);

/// Whether all puts are made.
[[nodiscard]] bool are_made(std::span<const PlannedMove> moves);

/// Takes back those that are made, the last first; can be called again. False where somebody has written something else
/// into a place meanwhile: that stays, and what was there before stays at `saved`.
[[nodiscard]] bool take_back_moves(std::span<const PlannedMove> moves);

/// Throws InvalidOption: the file is there, and was kept.
[[noreturn]] void refuse_existing_file(const std::filesystem::path& path);

}  // namespace lykta
