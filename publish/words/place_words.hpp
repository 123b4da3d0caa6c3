// What is said of a place: its name, its classes, and why it is on the list.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/questions/picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What to call a place: the street or area that its events share, else the name it lies at, or "350 m nordost om Torget". Empty
/// where nothing is known.
[[nodiscard]] std::string place_name(const Place& place, Language language);

/// A name for each of a list of places, no two alike: where several have one name, what is nearest stands behind it, then a number
/// in the order of the list. Without any name it is "Plats 3", going by the list.
[[nodiscard]] std::vector<std::string> place_names(std::span<const Place> places, Language language);

/// "Våldsbrott 34; Narkotika, eget bruk 12"
[[nodiscard]] std::string leading_classes_text(const Place& place, const Inputs& inputs);

/// "Polisen 34; Ronnebyhus 12", most first; empty where none is known.
[[nodiscard]] std::string sources_text(const Place& place, const Inputs& inputs);

/// "18 av 22 utomhus": where a source says so; else empty.
[[nodiscard]] std::string setting_text(const Place& place, Language language);

/// "måttlig": how sure a rank is, before a noun. Empty with too few events.
[[nodiscard]] Phrase reliability_word(Reliability reliability);

/// One paragraph: why the place is on the list, and how sure that is.
[[nodiscard]] std::string why(const Place& place, const Picture& picture, const Inputs& inputs, Language language);

}  // namespace lykta
