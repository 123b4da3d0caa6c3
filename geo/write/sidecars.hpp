// Which files belong to an output?
//
// Programs leave files beside a layer: a journal, an index, statistics. They are read with it without a word, so that a
// new layer beside an old index looks empty, and a new database beside an old journal is broken. A format owns them:
// they go when the layer goes.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace lykta {

/// Whether a file called `name` belongs to the file called `main` in the same folder, by their names alone:
/// "a.gpkg-wal" to "a.gpkg", "a.qix" and "a.shp.xml" to "a.shp", "a.tif.aux.xml" and "a.ovr" to "a.tif". Endings count in
/// any case. A style (.qml) is a file of its own.
[[nodiscard]] bool belongs_to(const std::string& name, const std::string& main);

/// The files on the disk that belong to `main`, which itself need not be there; sorted. Also a style of ours (see
/// `own_style_mark`) that belongs to no other layer.
[[nodiscard]] std::vector<std::filesystem::path> sidecars_of(const std::filesystem::path& main);

/// Stands in every style that Lykta writes, and goes when somebody saves the style anew from QGIS.
inline constexpr const char* own_style_mark = "<!-- Lykta -->";
/// The same as the text of a comment.
inline constexpr const char* own_style_comment = " Lykta ";

/// Whether a file is a style that the user has saved: it is there, holds something, and is not ours. Such a style stays,
/// whatever is written beside it.
[[nodiscard]] bool is_users_style(const std::filesystem::path& path);

/// Whether an output is the style of another one of them, and the user's: then it is not written.
[[nodiscard]] bool is_kept_style(std::span<const std::filesystem::path> outputs, const std::filesystem::path& output);

/// Throws InvalidOption where a style file, one of `outputs` or one that is there, would be applied to two layers:
/// QGIS goes by the name without its ending. The paths are those of `resolved_output`.
void check_styles(std::span<const std::filesystem::path> outputs);

}  // namespace lykta
