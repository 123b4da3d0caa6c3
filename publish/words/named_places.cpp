#include "publish/words/named_places.hpp"

#include "geo/read/log_table.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

NamedPlaces named_places(const Picture& picture) {
  NamedPlaces named{.keys = {}, .key = log_key};
  for (const auto language : {Language::sv, Language::en}) {
    const auto names = picture.weekly ? area_names(picture, language) : place_names(picture.places, language);
    named.keys.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      named.keys[i].push_back(log_key(names[i]));
    }
  }
  return named;
}

}  // namespace lykta
