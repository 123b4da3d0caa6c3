#include "geo/values/position_form.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/values/coordinate_pair.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/plain_number.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// What the pairs of a column say about the order of their coordinates.
struct Votes {
  std::size_t latitude_first = 0;
  std::size_t longitude_first = 0;
  std::string_view example_of_latitude_first;
  std::string_view example_of_longitude_first;

  void add(std::optional<bool> vote, std::string_view text) {
    if (vote) {
      auto& count = *vote ? latitude_first : longitude_first;
      auto& example = *vote ? example_of_latitude_first : example_of_longitude_first;
      example = count == 0 ? text : example;
      ++count;
    }
  }
  [[nodiscard]] bool decide() const { return latitude_first != longitude_first; }
};

void decide_order(std::span<const std::string_view> texts, PositionFinding& finding) {
  Votes by_letters;
  Votes by_range;
  std::size_t in_degrees = 0;
  std::string_view example;
  for (const auto text : texts) {
    if (const auto pair = parse_pair(text)) {
      by_letters.add(latitude_first_by_letters(*pair), text);
      by_range.add(latitude_first_by_range(*pair), text);
      in_degrees += pair->first.in_degrees && pair->second.in_degrees ? 1U : 0U;
      example = example.empty() ? text : example;
    }
  }
  finding.degrees = in_degrees * 2 > finding.readable;
  const auto& votes = by_letters.decide() ? by_letters : by_range;
  if (!votes.decide()) {
    finding.form = PositionForm::lat_lon;
    finding.why = said({"latitud först, som det brukar skrivas; inget visar ordningen i '{}'",
                        "latitude first taken, as people write it; nothing tells the order of '{}'"},
                       as_example(example));
    return;
  }
  const auto latitude_first = votes.latitude_first > votes.longitude_first;
  finding.form = latitude_first ? PositionForm::lat_lon : PositionForm::lon_lat;
  constexpr Phrase latitude{"latitud", "latitude"};
  constexpr Phrase longitude{"longitud", "longitude"};
  constexpr Phrase northing{"nordkoordinat", "northing"};
  constexpr Phrase easting{"östkoordinat", "easting"};
  const auto is_metric = &votes == &by_letters && !finding.degrees;
  finding.why =
      said({"{} först enligt {}, som i '{}'", "{} first by the {}, as in '{}'"},
           is_metric ? (latitude_first ? northing : easting) : (latitude_first ? latitude : longitude),
           &votes == &by_letters ? Phrase{"bokstäverna", "letters"} : Phrase{"talens storlek", "size of the numbers"},
           as_example(latitude_first ? votes.example_of_latitude_first : votes.example_of_longitude_first));
}

std::size_t count_empty(std::span<const std::string_view> texts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(texts, [](auto text) { return trimmed(text).empty() || says_missing(text); }));
}

std::size_t count_plain(std::span<const std::string_view> texts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(texts, [](auto text) { return is_plain_number(trimmed(text)); }));
}

}  // namespace

PositionFinding find_position_form(std::span<const std::string_view> texts) {
  PositionFinding finding;
  finding.empty = count_empty(texts);
  const auto filled = texts.size() - finding.empty;
  if (filled == 0) {
    finding.why = said({"ingen text alls", "no text at all"});
    return finding;
  }
  const auto readable_as = [&](PositionForm form) {
    return static_cast<std::size_t>(
        std::ranges::count_if(texts, [&](auto text) { return parse_position(text, form).has_value(); }));
  };
  constexpr std::array<PositionForm, 4> forms{PositionForm::lat_lon, PositionForm::lon_lat, PositionForm::wkt,
                                              PositionForm::geojson};
  auto best = forms[0];
  for (const auto form : forms) {
    if (const auto readable = readable_as(form); readable > finding.readable) {
      finding.readable = readable;
      best = form;
    }
  }
  if (finding.readable * 10 >= filled * 9) {
    finding.form = best;
    finding.why = best == PositionForm::wkt
                      ? said({"WKT, POINT (longitud latitud)", "well-known text, POINT (longitude latitude)"})
                      : said({"GeoJSON-punkter", "GeoJSON points"});
    if (best == PositionForm::lat_lon || best == PositionForm::lon_lat) {
      decide_order(texts, finding);
      finding.readable = readable_as(*finding.form);
    }
  } else {
    finding.why =
        said({"bara {} av {} texter är lägen", "only {} of {} texts are positions"}, finding.readable, filled);
  }
  finding.unreadable = filled - finding.readable;
  return finding;
}

bool looks_like_degrees_minutes(std::span<const std::string_view> texts) {
  // Of nine tenths that are degrees more than half would have to be nothing else.
  if (20 * count_plain(texts) > 11 * texts.size()) {
    return false;
  }
  const auto filled = texts.size() - count_empty(texts);
  std::size_t readable = 0;
  std::size_t only_as_degrees = 0;
  for (const auto text : texts) {
    if (parse_degrees(text)) {
      ++readable;
      only_as_degrees += parse_number(text) ? 0U : 1U;
    }
  }
  return filled > 0 && readable * 10 >= filled * 9 && only_as_degrees * 2 > readable;
}

bool looks_like_lettered_metres(std::span<const std::string_view> texts) {
  if (10 * count_plain(texts) > texts.size()) {
    return false;
  }
  const auto filled = texts.size() - count_empty(texts);
  const auto readable = static_cast<std::size_t>(
      std::ranges::count_if(texts, [](auto text) { return parse_lettered_metres(text).has_value(); }));
  return filled > 0 && readable * 10 >= filled * 9;
}

bool are_run_together(std::span<const std::string_view> xs, std::span<const std::string_view> ys, bool named) {
  std::size_t filled = 0;
  std::size_t readable = 0;
  std::size_t too_large = 0;  // for degrees
  std::size_t padded = 0;
  std::size_t in_sweden = 0;
  const auto lies_there = [](double longitude, double latitude) {
    return longitude > 10.5 && longitude < 24.2 && latitude > 55.2 && latitude < 69.1;
  };
  for (std::size_t i = 0; i < std::min(xs.size(), ys.size()); ++i) {
    const auto text_x = trimmed(xs[i]);
    const auto text_y = trimmed(ys[i]);
    if (text_x.empty() || text_y.empty()) {
      continue;
    }
    ++filled;
    const auto x = parse_run_together(text_x);
    const auto y = x ? parse_run_together(text_y) : std::nullopt;
    if (!x || !y) {
      if (10 * (filled - readable) > xs.size()) {
        return false;  // more than a tenth, whatever the others are
      }
      continue;
    }
    ++readable;
    const auto is_too_large = [](std::string_view text) {
      return std::abs(parse_number(text).value_or(0)) > most_longitude;
    };
    too_large += is_too_large(text_x) || is_too_large(text_y) ? 1U : 0U;
    const auto is_padded = [](std::string_view text) {
      return text.size() > 4 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
    };
    padded += is_padded(text_x) || is_padded(text_y) ? 1U : 0U;
    in_sweden += lies_there(*x, *y) || lies_there(*y, *x) ? 1U : 0U;
  }
  const auto most = [&](std::size_t count) { return count * 10 >= filled * 9; };
  return filled > 0 && most(readable) && too_large * 2 > filled && (named || padded * 2 > filled || most(in_sweden));
}

}  // namespace lykta
