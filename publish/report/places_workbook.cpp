#include "publish/report/places_workbook.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/questions/weekly_picture.hpp"
#include "geo/write/vector_file.hpp"
#include "geo/write/workbook.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/layers/week_calendar_table.hpp"
#include "publish/layers/weekly_layers.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/log_words.hpp"
#include "publish/words/place_summary.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta {

namespace {

struct FirstRow {
  const Publication& publication;
  const Place& place;
  const std::string& name;
};

struct LossRow {
  std::string file;
  std::int64_t row = 0;
  std::string column;
  std::string cause;
  std::string value;
  std::string class_name;
};

struct NoteRow {
  std::string what;
  std::string text;
};

/// A table that keeps its rows itself.
template <typename Row>
VectorLayer table_of_rows(const Publication& publication, std::vector<Column<Row>> columns, std::vector<Row> rows) {
  const auto kept = std::make_shared<const std::vector<Row>>(std::move(rows));
  auto layer =
      layer_of<Row>(publication, std::move(columns), kept->size(), [kept](std::size_t i) { return (*kept)[i]; });
  layer.geometry = LayerGeometry::none;
  return layer;
}

template <typename Row>
Column<Row> text_column(const char* name, Phrase label, std::function<std::string(const Row&)> value) {
  return {name, name, FieldType::text, "", 0, label, {"", ""}, [value = std::move(value)](const Row& row) {
            auto text = value(row);
            return text.empty() ? FieldValue() : FieldValue(std::move(text));
          }};
}

std::vector<Column<FirstRow>> first_columns(Language language) {
  using Row = FirstRow;
  return {
      {"rank",
       "rank",
       FieldType::integer,
       "",
       0,
       {"Rang", "Rank"},
       {"", ""},
       [](const Row& row) { return optional_whole(row.place.rank); }},
      text_column<Row>("place", {"Plats", "Place"}, [](const Row& row) { return row.name; }),
      {"count",
       "count",
       FieldType::integer,
       "",
       0,
       {"Antal händelser", "Events"},
       {"", ""},
       [](const Row& row) { return whole(row.place.count); }},
      text_column<Row>("reliability", {"Hur säker ordningen är", "How sure the order is"},
                       [language](const Row& row) { return rank_briefly(row.place, language); }),
      text_column<Row>("when", {"När", "When"},
                       [language](const Row& row) { return when_briefly(row.place, language); }),
      text_column<Row>("what", {"Vad", "What"},
                       [](const Row& row) { return leading_classes_text(row.place, row.publication.read.inputs); }),
      text_column<Row>("change", {"Förändring", "Change"},
                       [language](const Row& row) { return change_briefly(row.place, language); }),
      text_column<Row>("felt", {"Upplevs", "Feels"},
                       [language](const Row& row) { return felt_briefly(row.place, language); }),
      text_column<Row>(
          "answer", {"Underlaget talar för", "The evidence suggests"},
          [language](const Row& row) { return row.place.rank ? answer_word(row.place.answer).in(language) : ""; }),
      text_column<Row>(
          "why", {"Varför platsen finns med", "Why it is listed"},
          [language](const Row& row) { return why_briefly(row.publication.picture, row.place, language); }),
  };
}

VectorLayer first_table(const Publication& publication) {
  const auto& places = publication.picture.places;
  const auto names = std::make_shared<const std::vector<std::string>>(place_names(places, publication.language));
  auto layer = layer_of<FirstRow>(publication, first_columns(publication.language), places.size(),
                                  [&publication, names](std::size_t i) {
                                    return FirstRow{publication, publication.picture.places[i], (*names)[i]};
                                  });
  layer.geometry = LayerGeometry::none;
  return layer;
}

VectorLayer losses_table(const Publication& publication) {
  const auto& report = publication.read.report;
  const auto language = publication.language;
  std::vector<LossRow> rows;
  for (const auto& reject : all_rejects(publication.read, publication.picture.use)) {
    rows.push_back({report.sources[reject.source].path, static_cast<std::int64_t>(reject.row), reject.column,
                    cause_words(reject.cause).in(language), reject.value, reject.class_name});
  }
  for (const auto* log : {&report.actions, &report.levels}) {
    if (*log) {
      for (const auto& fault : (*log)->faults) {
        rows.push_back({(*log)->path, static_cast<std::int64_t>(fault.row), fault.column,
                        fault_words(fault.kind).in(language), fault.value, ""});
      }
    }
  }
  using Row = LossRow;
  return table_of_rows<Row>(
      publication,
      {text_column<Row>("file", {"Fil", "File"}, [](const Row& row) { return row.file; }),
       {"row",
        "row",
        FieldType::integer,
        "",
        0,
        {"Rad", "Row"},
        {"", ""},
        [](const Row& row) { return FieldValue(row.row); }},
       text_column<Row>("column", {"Kolumn", "Column"}, [](const Row& row) { return row.column; }),
       text_column<Row>("cause", {"Orsak", "Cause"}, [](const Row& row) { return row.cause; }),
       text_column<Row>("value", {"Värde", "Value"}, [](const Row& row) { return row.value; }),
       text_column<Row>("class", {"Klass", "Class"}, [](const Row& row) { return row.class_name; })},
      std::move(rows));
}

/// What the picture rests on, and what the columns mean.
VectorLayer notes_table(const Publication& publication, const RunContext& context, const VectorLayer& places) {
  const auto language = publication.language;
  const auto in = [language](const Phrase& phrase) { return std::string(phrase.in(language)); };
  const auto& options = publication.picture.options;
  std::vector<NoteRow> rows{{in({"Titel", "Title"}), context.title},
                            {in({"Får ses av", "May be seen by"}), internal_stamp(language)}};
  if (options.period) {
    rows.push_back({in({"Period", "Period"}), period_text(*options.period, language)});
  }
  if (options.comparison) {
    rows.push_back({in({"Jämförelseperiod", "Comparison period"}), period_text(*options.comparison, language)});
  }
  rows.push_back({in({"Koordinatsystem", "Coordinate system"}), publication.read.crs.name()});
  rows.push_back({in({"Program", "Program"}), "Lykta " + program_version()});
  for (const auto& source : publication.read.report.sources) {
    rows.push_back({in({"Källa", "Source"}), say(language, {"{}: {} av {}", "{}: {} of {}"}, source.name, source.used,
                                                 rows_text(source.rows, language))});
  }
  for (const auto& field : places.fields) {
    rows.push_back({field.label, field.meaning});
  }
  using Row = NoteRow;
  return table_of_rows<Row>(
      publication,
      {text_column<Row>("what", {"Vad", "What"}, [](const Row& row) { return row.what; }),
       text_column<Row>("meaning", {"Betydelse", "Meaning"}, [](const Row& row) { return row.text; })},
      std::move(rows));
}

}  // namespace

void write_places_workbook(const Publication& publication, const RunContext& context, const std::filesystem::path& path,
                           const Progress& progress) {
  const auto& picture = publication.picture;
  const auto language = publication.language;
  const auto places = as_table(places_layer(publication));
  std::vector<Sheet> sheets;
  const auto add = [&](const Phrase& name, VectorLayer table) {
    sheets.push_back({name.in(language), std::move(table)});
  };
  add({"Platser", "Places"}, first_table(publication));
  add({"Alla kolumner", "All columns"}, places);
  if (picture.weekly) {
    add({"Veckan", "The week"}, week_table(publication));
    add({"Veckans händelser", "Events of the week"}, week_events_table(publication));
    if (picture.weekly->has_calendar) {
      add({"Kalender", "Calendar"}, week_calendar_table(publication));
    }
  }
  if (picture.levels) {
    add({"Nivåer", "Levels"}, levels_table(publication));
  }
  if (picture.actions) {
    add({"Åtgärder", "Actions"}, as_table(actions_layer(publication)));
  }
  if (auto losses = losses_table(publication); losses.features > 0) {
    add({"Bortfall", "Losses"}, std::move(losses));
  }
  add({"Om", "About"}, notes_table(publication, context, places));
  write_workbook(sheets, {.title = context.title, .stamp = internal_stamp(language)}, path, progress);
}

}  // namespace lykta
