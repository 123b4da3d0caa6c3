// Files of outputs, wherever they lie, appear all together or not at all, and what was there stays until then.
//
// Each grows in a hidden folder beside its place (see PartFolder). When all are whole, and on the disk, what they replace
// gets a second name, the moves are written down, and they are made. A move that fails takes back those before it; after
// an end of the process the next call in that folder does.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "geo/write/durable_move.hpp"
#include "geo/write/existing.hpp"

namespace lykta {

class PartFolder;

/// An output and how it is written: to a new file at the path that the function gets, and beside it what belongs to it
/// (a Shapefile is several files).
struct OutputFile {
  std::filesystem::path path;
  std::function<void(const std::filesystem::path&)> write;
};

/// Throws where the files could not be written together, before any work is done; clears what earlier calls left beside
/// them, and says so (lines for the user). So it does of styles that are kept (see `without_kept_styles`).
///
/// InvalidOption: a file, or one that belongs to it (see `sidecars_of`), is there and is to be kept; it is a folder, a
/// device, a link that leads nowhere, or mounted; two outputs are one file, or a part of each other; a style would be
/// that of two layers. DataError: nobody may write there; another program has the GeoPackage open. A link stands for the
/// file that it leads to. Empty paths are passed over.
[[nodiscard]] std::vector<std::string> prepare_output_files(std::span<const std::filesystem::path> paths,
                                                            Existing existing);

/// The files that would be written: a style that the user has saved beside a layer stays, and is no output.
[[nodiscard]] std::vector<std::filesystem::path> without_kept_styles(std::span<const std::filesystem::path> paths);

/// Writes all of them but kept styles, in their order, and moves them into place with what belongs to them; what belonged to a replaced
/// file goes with it. A replaced file's mode and owner are kept. Folders that are missing are made, and given back.
/// Throws as `prepare_output_files` does for what changed meanwhile, and what `write` throws; then nothing has changed.
std::vector<std::filesystem::path> write_output_files(std::span<const OutputFile> files, Existing existing,
                                                      const BeforeStep& before_step = {});

/// Takes back the moves of a call that was ended between them, and clears its hidden folders. Lines for the user.
[[nodiscard]] std::vector<std::string> recover_output_files(PartFolder& part);

}  // namespace lykta
