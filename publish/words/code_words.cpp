#include "publish/words/code_words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <span>
#include <string>

#include <fmt/format.h>

#include "publish/words/calendar_words.hpp"
#include "publish/words/pattern_words.hpp"

namespace lykta {

namespace {

/// A field of a layer.
struct CodedField {
  std::string_view layer;
  std::string_view field;
  std::span<const Code> codes;
};

constexpr std::array<Code, 2> yes_or_no{{{"yes", {"ja", "yes"}}, {"no", {"nej", "no"}}}};

constexpr std::array<Code, 4> bases{
    {{"significant", {"fler händelser under perioden än slumpen ger", "more events of the period than chance gives"}},
     {"both_periods",
      {"fler händelser än slumpen ger, i båda perioderna tillsammans",
       "more events than chance gives, in both periods together"}},
     {"densest", {"tätast (inte prövad)", "densest (not tested)"}},
     {"observations", {"iakttagelser av otrygghet", "observations of people feeling unsafe"}}}};

constexpr std::array<Code, 6> quadrants{
    {{"high_crime_high_unsafety", {"många händelser och otrygg", "many events and felt unsafe"}},
     {"high_crime_low_unsafety",
      {"många händelser, få eller delade tecken på otrygghet", "many events, few or mixed signs of feeling unsafe"}},
     {"too_few_observations",
      {"många händelser, för få iakttagelser för att säga något om otrygghet",
       "many events, too few observations to say anything of feeling unsafe"}},
     {"no_observations", {"många händelser, otrygghet inte undersökt", "many events, felt unsafety not surveyed"}},
     {"low_crime_high_unsafety", {"otrygg, få händelser", "felt unsafe, few events"}},
     {"low_crime_low_unsafety", {"få händelser, få tecken på otrygghet", "few events, few signs of feeling unsafe"}}}};

constexpr std::array<Code, 4> reliabilities{{{"high", {"hög", "high"}},
                                             {"moderate", {"måttlig", "moderate"}},
                                             {"low", {"låg", "low"}},
                                             {"too_few_events", {"för få händelser", "too few events"}}}};

constexpr std::array<Code, 6> changes{
    {{"increase", {"tydlig ökning", "clear increase"}},
     {"decrease", {"tydlig minskning", "clear decrease"}},
     {"not_clear", {"ingen tydlig förändring", "no clear change"}},
     {"too_few_events", {"för få händelser för att prövas", "too few events for a test"}},
     {"not_tested",
      {"inte prövad: periodens egna händelser har valt platsen",
       "not tested: the period's own events chose the place"}},
     {"cannot_be_told",
      {"går inte att säga: ingen källa täcker båda perioderna", "cannot be told: no source covers both periods"}}}};

constexpr std::array<Code, 5> findings{
    {{"clear", {"tydlig", "clear"}},
     {"not_clear", {"inte tydlig", "not clear"}},
     {"one_occasion", {"mest ett enda tillfälle", "mostly one occasion"}},
     {"too_few_events", {"för få händelser med känd tid", "too few events whose time is known"}},
     {"period_too_short", {"för kort period", "the period is too short"}}}};

constexpr std::array<Code, 4> answers{
    {{"presence", {"närvaro", "presence"}},
     {"physical", {"åtgärd i den fysiska miljön", "a fix in the physical place"}},
     {"both", {"närvaro och åtgärd i den fysiska miljön", "presence and a fix in the physical place"}},
     {"look_closer", {"titta närmare", "look closer"}}}};

constexpr std::array<Code, 5> history_states{{{"new", {"ny", "new"}},
                                              {"growing", {"växer", "growing"}},
                                              {"recurring", {"återkommande", "recurring"}},
                                              {"fading", {"avtar", "fading"}},
                                              {"first_run", {"första körningen", "first run"}}}};

constexpr std::array<Code, 4> watched_kinds{{{"standing", {"stående plats", "standing place"}},
                                             {"new", {"ny plats", "new place"}},
                                             {"elsewhere", {"resten av området", "rest of the area"}},
                                             {"whole", {"hela området", "the whole area"}}}};

constexpr std::array<Code, 7> alarms{
    {{"week_above", {"fler än förväntat under veckan", "more than expected in the week"}},
     {"rise", {"fler än förväntat under flera veckor", "more than expected over several weeks"}},
     {"fall", {"färre än förväntat under flera veckor", "fewer than expected over several weeks"}},
     {"more_than_before", {"fler än tidigare", "more than before"}},
     {"none", {"inget ovanligt", "nothing unusual"}},
     {"not_tested", {"inte prövad", "not tested"}},
     {"no_expectation", {"inget att jämföra med", "nothing to compare with"}}}};

constexpr std::array<Code, 4> levels{{{"green", {"grön", "green"}},
                                      {"yellow", {"gul", "yellow"}},
                                      {"orange", {"orange", "orange"}},
                                      {"red", {"röd", "red"}}}};

constexpr std::array<Code, 2> origins{
    {{"reported", {"anmäld", "reported"}}, {"discovered", {"upptäckt av patrull", "discovered by a patrol"}}}};

constexpr std::array<Code, 3> position_classes{{{"A", {"A: GPS eller byggnad", "A: GPS or building"}},
                                                {"B", {"B: adress", "B: address"}},
                                                {"C", {"C: gata eller ortnamn", "C: street or place name"}}}};

constexpr std::array<Code, 7> uses{
    {{"week", {"under veckan", "in the week"}},
     {"period", {"under perioden", "in the period"}},
     {"comparison", {"under jämförelseperioden", "in the comparison period"}},
     {"linked", {"räknad med en annan källas rapport", "counted with the report of another source"}},
     {"outside_periods", {"annan tid", "at another time"}},
     {"outside_zones", {"utanför de egna områdena", "outside the polygons of one's own"}},
     {"outside_area", {"utanför området", "outside the study area"}}}};

constexpr std::array<Code, 3> feelings{{{"unsafe", {"otrygg", "unsafe"}},
                                        {"neutral", {"varken trygg eller otrygg", "neither safe nor unsafe"}},
                                        {"safe", {"trygg", "safe"}}}};

constexpr std::array<Code, 5> matches{{{"history_id", {"id i historiken", "id of the history"}},
                                       {"name", {"platsens namn", "name of the place"}},
                                       {"inside", {"läget ligger i platsen", "position inside the place"}},
                                       {"near", {"läget ligger nära platsen", "position near the place"}},
                                       {"none", {"ingen plats", "no place"}}}};

constexpr std::array<Code, 5> statuses{{{"new", {"ny", "new"}},
                                        {"decided", {"beslutad", "decided"}},
                                        {"ongoing", {"pågår", "ongoing"}},
                                        {"done", {"klar", "done"}},
                                        {"declined", {"avslås", "declined"}}}};

constexpr std::array<Code, 4> states{{{"overdue", {"försenad", "overdue"}},
                                      {"open", {"öppen", "open"}},
                                      {"done", {"klar", "done"}},
                                      {"declined", {"avslagen", "declined"}}}};

constexpr std::array<Code, 2> counted_from{{{"done", {"avslutad", "done"}}, {"started", {"påbörjad", "started"}}}};

constexpr std::array<Code, 2> name_kinds{
    {{"locality", {"tätort", "locality"}}, {"own_name", {"egen namngiven plats", "named place of one's own"}}}};

constexpr std::array<Code, 2> all_steps_states{
    {{"hot", {"fler händelser än slumpen ger", "more events than chance gives"}},
     {"neither", {"inte fler än slumpen kan ge", "no more than chance can give"}}}};

constexpr std::array<CodedField, 27> coded_fields{{{"places", "basis", bases},
                                                   {"places", "quadrant", quadrants},
                                                   {"places", "rank_reliability", reliabilities},
                                                   {"places", "change", changes},
                                                   {"places", "weekday_test", findings},
                                                   {"places", "hours_test", findings},
                                                   {"places", "visit_test", findings},
                                                   {"places", "answer", answers},
                                                   {"places", "history_state", history_states},
                                                   {"week_places", "kind", watched_kinds},
                                                   {"week_places", "alarm", alarms},
                                                   {"levels", "kind", watched_kinds},
                                                   {"levels", "proposed", levels},
                                                   {"levels", "set", levels},
                                                   {"levels", "alarm", alarms},
                                                   {"incidents", "origin", origins},
                                                   {"incidents", "position_class", position_classes},
                                                   {"incidents", "use", uses},
                                                   {"observations", "feeling", feelings},
                                                   {"actions", "match", matches},
                                                   {"actions", "status", statuses},
                                                   {"actions", "state", states},
                                                   {"actions", "to_follow_up", yes_or_no},
                                                   {"actions", "counted_from", counted_from},
                                                   {"names", "kind", name_kinds},
                                                   {"names", "inside", yes_or_no},
                                                   {"emerging", "all_steps", all_steps_states}}};

/// The classes of a test: hot and cold by how sure that is, or what a cell is beside its neighbours.
constexpr std::array<Code, 8> kinds_of_class{
    {{"hot", {"fler händelser än slumpen ger", "more events than chance gives"}},
     {"cold", {"färre händelser än slumpen ger", "fewer events than chance gives"}},
     {"high_high", {"högt bland högt", "high among high"}},
     {"low_low", {"lågt bland lågt", "low among low"}},
     {"high_low", {"högt bland lågt", "high among low"}},
     {"low_high", {"lågt bland högt", "low among high"}},
     {"alike", {"lik sina grannar", "like its neighbours"}},
     {"unlike", {"olik sina grannar", "unlike its neighbours"}}}};

struct StepOfClass {
  const char* confidence;
  Phrase limit;
};
constexpr std::array<StepOfClass, 3> steps_of_class{{{"99", {"q högst 0,01", "q at most 0.01"}},
                                                     {"95", {"q högst 0,05", "q at most 0.05"}},
                                                     {"90", {"q högst 0,10", "q at most 0.10"}}}};

std::vector<CodedText> texts_of(std::span<const Code> codes, Language language) {
  std::vector<CodedText> texts;
  for (const auto& [code, words] : codes) {
    texts.push_back({code, words.in(language)});
  }
  return texts;
}

std::vector<CodedText> class_texts(Language language) {
  std::vector<CodedText> texts;
  for (const auto& kind : kinds_of_class) {
    for (const auto& step : steps_of_class) {
      texts.push_back({fmt::format("{}_{}", kind.code, step.confidence),
                       fmt::format("{} ({})", kind.words.in(language), step.limit.in(language))});
    }
  }
  texts.push_back(
      {"not_significant", Phrase{"inte mer än slumpen kan ge", "no more than chance can give"}.in(language)});
  texts.push_back(
      {"too_few_events", Phrase{"för få händelser för att prövas", "too few events for a test"}.in(language)});
  texts.push_back({"no_value", Phrase{"inget värde", "no value"}.in(language)});
  return texts;
}

std::vector<CodedText> pattern_texts(Language language) {
  std::vector<CodedText> texts;
  for (const auto& words : all_pattern_words()) {
    texts.push_back({std::string(name_of(words.pattern)), words.label.in(language)});
  }
  return texts;
}

std::vector<CodedText> weekday_texts(Language language) {
  std::vector<CodedText> texts;
  for (unsigned day = 1; day <= 7; ++day) {
    texts.push_back({std::to_string(day), weekday_name(std::chrono::weekday{day % 7}, language)});
  }
  return texts;
}

}  // namespace

std::vector<CodedText> code_texts(std::string_view layer, const FieldDefinition& field, Language language) {
  if (layer == "grid" && field.name.ends_with("_class")) {
    return class_texts(language);
  }
  if (layer == "emerging" && field.name == "pattern") {
    return pattern_texts(language);
  }
  if (field.name == "weekday" && field.type == FieldType::integer) {
    return weekday_texts(language);
  }
  const auto* const coded = std::ranges::find_if(
      coded_fields, [&](const CodedField& each) { return each.layer == layer && each.field == field.name; });
  return coded == coded_fields.end() ? std::vector<CodedText>() : texts_of(coded->codes, language);
}

void add_codes(VectorLayer& layer, std::string_view field, std::span<const Code> codes, Language language) {
  const auto found = std::ranges::find(layer.fields, field, &FieldDefinition::name);
  assert(found != layer.fields.end());
  found->codes = texts_of(codes, language);
}

void add_code_texts(VectorLayer& layer, Language language) {
  for (auto& field : layer.fields) {
    if (field.codes.empty()) {
      field.codes = code_texts(layer.name, field, language);
    }
  }
}

}  // namespace lykta
