// What stands in the sections of a report? The values that the templates ask for, in one language.
#pragma once

#include <string>
#include <vector>

#include <kainjow/mustache.hpp>

#include "publish/layers/layers.hpp"
#include "publish/pictures/map_drawing.hpp"
#include "publish/records/run_record.hpp"
#include "publish/words/shown_name.hpp"

namespace lykta::page {

using Values = kainjow::mustache::data;

/// One edition in the making.
struct Edition {
  const Publication& publication;
  const RunContext& context;
  const MapDrawing& drawing;
  Language language;

  [[nodiscard]] std::string in(const Phrase& phrase) const { return phrase.in(language); }
};

[[nodiscard]] inline Values list() { return Values(Values::type::list); }

/// Places that get a card of their own; the others stand in the table alone.
inline constexpr std::size_t most_cards = 20;

/// The situation in a few sentences.
void add_short(const Edition& edition, Values& values);
void add_map(const Edition& edition, Values& values);
void add_places(const Edition& edition, Values& values);
/// Events against felt unsafety; nothing where nobody was asked.
void add_felt(const Edition& edition, Values& values);
/// Nothing where places are not tested against localities.
void add_strata(const Edition& edition, Values& values);
/// Nothing without a weekly picture.
void add_week(const Edition& edition, Values& values);
/// Nothing without a log of actions.
void add_actions(const Edition& edition, Values& values);
/// Nothing where no levels were asked for.
void add_levels(const Edition& edition, Values& values);
void add_sources(const Edition& edition, Values& values);
void add_method(const Edition& edition, Values& values);

}  // namespace lykta::page
