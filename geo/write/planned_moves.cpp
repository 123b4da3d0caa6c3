#include "geo/write/planned_moves.hpp"

#include <algorithm>
#include <ranges>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t fields_per_move = 5;

[[noreturn]] void refuse_move(const PlannedMove& move, const std::error_code& error) {
  throw DataError(fmt::format("{}: cannot be {}: {}", move.place.string(),
                              move.kind == MoveKind::take ? "taken away" : "put in its place", error.message()));
}

void make(const PlannedMove& move, Existing existing) {
  std::error_code error;
  if (move.kind == MoveKind::take) {
    fs::rename(move.place, move.saved, error);
  } else if (existing == Existing::keep) {
    error = rename_to_new_name(move.fresh, move.place);
    if (error == std::errc::file_exists) {
      refuse_existing_file(move.place);
    }
  } else {
    fs::rename(move.fresh, move.place, error);
  }
  if (error) {
    refuse_move(move, error);
  }
}

/// False where the place holds something that is not of this plan.
bool take_back(const PlannedMove& move) {
  std::error_code error;
  const auto has_saved = is_there(move.saved);
  const auto is_made = move.kind == MoveKind::put && !is_there(move.fresh);
  if (!is_there(move.place)) {
    if (has_saved) {
      fs::rename(move.saved, move.place, error);
    }
    return !error;
  }
  if (move.kind == MoveKind::take) {
    return !has_saved;
  }
  if (!is_made) {
    return true;
  }
  if (stamp_of(move.place) != move.stamp) {
    // Already put back, or somebody else's.
    return !has_saved || stamp_of(move.place) == stamp_of(move.saved);
  }
  fs::rename(has_saved ? move.saved : move.place, has_saved ? move.place : move.fresh, error);
  return !error;
}

}  // namespace

std::vector<std::string> fields_of(std::span<const PlannedMove> moves) {
  std::vector<std::string> fields;
  for (const auto& move : moves) {
    for (auto&& field : {std::string(move.kind == MoveKind::take ? "take" : "put"), move.fresh.string(),
                         move.saved.string(), move.place.string(), move.stamp}) {
      fields.push_back(field);
    }
  }
  return fields;
}

std::vector<PlannedMove> moves_of(std::span<const std::string> fields) {
  std::vector<PlannedMove> moves;
  for (std::size_t i = 0; i + fields_per_move <= fields.size(); i += fields_per_move) {
    moves.push_back({.kind = fields[i] == "take" ? MoveKind::take : MoveKind::put,
                     .fresh = fields[i + 1],
                     .saved = fields[i + 2],
                     .place = fields[i + 3],
                     .stamp = fields[i + 4]});
  }
  return moves;
}

void make_moves(std::span<const PlannedMove> moves, Existing existing, const BeforeStep& before_step) {
  for (const auto& move : moves) {
    if (before_step) {
      before_step(move.kind == MoveKind::take ? "take" : "put");
    }
    make(move, existing);
  }
}

bool are_made(std::span<const PlannedMove> moves) {
  return std::ranges::none_of(moves,
                              [](const auto& move) { return move.kind == MoveKind::put && is_there(move.fresh); });
}

bool take_back_moves(std::span<const PlannedMove> moves) {
  bool all = true;
  for (const auto& move : moves | std::views::reverse) {
    all = take_back(move) && all;
  }
  return all;
}

void refuse_existing_file(const fs::path& path) {
  throw InvalidOption(fmt::format("{}: is already there and was kept: try --overwrite", path.string()));
}

}  // namespace lykta
