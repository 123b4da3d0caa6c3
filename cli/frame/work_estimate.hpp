// Will it fit? Cells and memory of a question, before it is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What a cell costs in a question with everything that is written of it, estimated generously and not measured.
struct CellCost {
  double bytes_inside = 0;  ///< of a cell of the study area
  double bytes_in_box = 0;  ///< of any cell of the rectangle around it
  double most_cells = 0;    ///< inside; more take longer than anybody waits
};

inline constexpr CellCost run_cost{900, 40, 2e7};
inline constexpr CellCost zones_cost{900, 40, 2e7};
/// Rasters are made strip by strip.
inline constexpr CellCost raster_cost{1, 1, 4e9};

/// The same with steps of time: counts, z and p of each bin of the cube.
[[nodiscard]] CellCost with_steps(CellCost cost, std::size_t steps);

struct CellWork {
  double cells = 0;
  double bytes = 0;
};

/// An estimate: within some cells in a thousand for areas that are large beside their cells.
[[nodiscard]] CellWork cell_work(const StudyArea& area, const GridOptions& grid, const CellCost& cost);

/// Throws InvalidOption when the cells of a question are too many or do not fit into `free_bytes`, or when the bandwidth (0:
/// none) is far larger than the area. The message names the cause: the cells, a box around stray events, a file of many
/// polygons. Gives the estimate otherwise; nothing for polygons of one's own.
[[nodiscard]] std::optional<CellWork> checked_work(const ReadInputs& read, const GridOptions& grid,
                                                   const CellCost& cost, double bandwidth_m, double free_bytes);

/// "about 110 403 cells of 100 m, 120 MB of memory"
[[nodiscard]] std::string work_text(const CellWork& work, const GridOptions& grid, Language language);

/// Checks with the memory that is free, and says on standard error what is to come: always of a run, of single steps from
/// a quarter of a million cells on, never when `quiet`.
enum class Announce : std::uint8_t { always, large, never };
void announce_work(const ReadInputs& read, const GridOptions& grid, const CellCost& cost, double bandwidth_m,
                   Announce announce, Language language);

/// Bytes that this process may still take: what the machine has free, the group's limit and the process's own.
[[nodiscard]] double free_memory_bytes();

}  // namespace lykta
