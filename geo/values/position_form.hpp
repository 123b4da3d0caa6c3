// How does a column hold its positions, and which coordinate of a pair comes first?
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/phrase.hpp"
#include "geo/values/position_text.hpp"

namespace lykta {

/// What the texts of a column say about their form. readable + unreadable + empty is the number of texts.
struct PositionFinding {
  std::optional<PositionForm> form;  ///< nothing when fewer than nine tenths of the filled texts are positions
  bool degrees = false;              ///< pairs written with degree signs, minutes or letters: surely degrees
  std::size_t readable = 0;          ///< texts that the form reads (or the best of forms, when there is none)
  std::size_t unreadable = 0;
  std::size_t empty = 0;
  Said why;  ///< one phrase with an example: "latitude first, as in '56.2069 N, 15.2828 E'"
};

/// The form that reads most of the texts. Which coordinate of a pair is the latitude is told by letters, else by
/// range: a value beyond 90 is a longitude; of two beyond 180, which are metres, the larger is the northing, as in all
/// systems of Sweden. Where nothing tells, latitude first is taken, as people write it, and `why` says so.
[[nodiscard]] PositionFinding find_position_form(std::span<const std::string_view> texts);

/// Whether a column of single coordinates needs parse_degrees: nine tenths of the filled texts are read by it, and most
/// of these are no plain numbers. Times of day ("15:16:58") look the same: ask only about columns of coordinates.
[[nodiscard]] bool looks_like_degrees_minutes(std::span<const std::string_view> texts);

/// Whether a column of single coordinates needs parse_lettered_metres: nine tenths of the filled texts are read by it.
[[nodiscard]] bool looks_like_lettered_metres(std::span<const std::string_view> texts);

/// Whether two columns of plain numbers hold degrees and minutes without a sign between (parse_run_together): nine tenths of the
/// filled texts of each can be that, as all minutes are below 60, most are too large for degrees, and one of these speaks for it:
/// `named`, that longitude and latitude are the names of the columns or their system; longitudes filled up with zeros ("01516.4");
/// or that the places lie in Sweden.
[[nodiscard]] bool are_run_together(std::span<const std::string_view> xs, std::span<const std::string_view> ys,
                                    bool named);

}  // namespace lykta
