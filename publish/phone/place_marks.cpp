#include "publish/phone/place_marks.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "publish/words/place_summary.hpp"
#include "publish/words/place_words.hpp"

namespace lykta {

namespace {

std::string text_of(const Place& place, const Publication& publication) {
  const auto language = publication.language;
  auto text = events_text(place.count, language);
  if (place.rank) {
    text += "\n" + rank_briefly(place, language);
    text += say(language, {"\nNär: {}", "\nWhen: {}"}, when_briefly(place, language));
  }
  if (const auto what = leading_classes_text(place, publication.read.inputs); !what.empty()) {
    text += say(language, {"\nVad: {}", "\nWhat: {}"}, what);
  }
  text += say(language, {"\nUpplevs: {}", "\nFeels: {}"}, felt_briefly(place, language));
  return text + "\n" + why_briefly(publication.picture, place, language) + "\n" + internal_stamp(language);
}

}  // namespace

std::vector<PlaceMark> place_marks(const Publication& publication) {
  const auto& places = publication.picture.places;
  std::vector<Point> positions;
  for (const auto& place : places) {
    positions.push_back(place.position);
  }
  const auto degrees = Projection(publication.read.crs, wgs84()).points(positions);
  const auto names = place_names(places, publication.language);
  std::vector<PlaceMark> marks;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!degrees[i]) {
      throw DataError(fmt::format("the place {} has no longitude and latitude", names[i]));
    }
    marks.push_back({.name = places[i].rank ? fmt::format("{} {}", *places[i].rank, names[i]) : names[i],
                     .text = text_of(places[i], publication),
                     .degrees = *degrees[i]});
  }
  return marks;
}

}  // namespace lykta
