// Would an output be written over what is read?
//
// A file is told by what it is, not by its name: through another spelling, a link, or as a part of a Shapefile it is the
// same file. Both are all of their files: writing e.shp writes e.dbf.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/read/inputs.hpp"
#include "geo/write/own_names.hpp"

namespace lykta {

/// The paths of everything that is read, the ones that are not given left out.
[[nodiscard]] std::vector<std::string> paths_read(const InputsDescription& description);

/// Throws InvalidOption, before anything is read or written: an output, or a file that goes with it, is one of the inputs
/// or goes with one; it lies in a folder that is an input (a .gdb); two outputs are one file, or one goes with the other;
/// an output is a device or a pipe. Empty paths are passed over.
void refuse_to_write_over_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

/// Throws InvalidOption for an input inside of the folder of outputs that has the name of one of them, and for a folder
/// inside of an input. Other files of the user in that folder are kept by the run.
void refuse_to_replace_inputs(const std::string& folder, const std::vector<std::string>& inputs, const OwnNames& own);

}  // namespace lykta
