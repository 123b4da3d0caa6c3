#include "publish/layers/scan_layers.hpp"

#include <cmath>
#include <memory>
#include <numbers>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "geo/gdal/gdal_handle.hpp"
#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/zone_outline.hpp"
#include "publish/words/period_record.hpp"

namespace lykta {

namespace {

/// Around the circle, not within it, so that it holds also the farthest centre.
Area circle(const Point& centre, double radius_m) {
  constexpr int corners = 72;
  const auto outer_m = radius_m / std::cos(std::numbers::pi / corners);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const auto angle = 2 * std::numbers::pi * i / corners;
    ring.push_back({centre.x + outer_m * std::cos(angle), centre.y + outer_m * std::sin(angle)});
  }
  return {{std::move(ring)}};
}

/// The polygons as one.
OGRGeometryUniquePtr union_of(const Zones& zones, const std::vector<ClusterZone>& members) {
  OGRMultiPolygon all;
  for (const auto& member : members) {
    const auto outline = outline_of_zone(zones, member.zone);
    if (wkbFlatten(outline->getGeometryType()) == wkbPolygon) {
      all.addGeometry(outline.get());
      continue;
    }
    for (const auto* part : outline->toMultiPolygon()) {
      all.addGeometry(part);
    }
  }
  OGRGeometryUniquePtr joined(all.UnionCascaded());
  return joined ? std::move(joined) : OGRGeometryUniquePtr(all.clone());
}

OGRGeometryUniquePtr outline_of(const ScanMap& map, const ScannedCluster& cluster) {
  if (cluster.zones.size() == 1) {
    return outline_of_zone(map.zones, cluster.zones.front().zone);
  }
  return map.zones.cells() != nullptr && cluster.radius_m > 0 ? geometry_of(circle(cluster.centre, cluster.radius_m))
                                                              : union_of(map.zones, cluster.zones);
}

FieldValue day_text(const std::optional<Period>& time, const char* which) {
  return time ? FieldValue(period_record(time).at(which).get<std::string>()) : FieldValue();
}

FieldValue finite_or_none(double number) { return std::isfinite(number) ? FieldValue(number) : FieldValue(); }

struct ClusterRow {
  const ScannedCluster* cluster;
  std::size_t rank;
};

struct MemberRow {
  const ScanMap* map;
  const ScannedCluster* cluster;
  const ClusterZone* zone;
  std::size_t rank;
};

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<ClusterRow>> count_columns() {
  using Row = ClusterRow;
  return {
      {"rank", "rank", FieldType::integer, "", 0, {"rang", "rank"},
       {"Rang, 1 är det minst troliga fönstret.", "Rank, 1 is the least likely window."}, [](const Row& row) { return whole(std::uint64_t{row.rank}); }},
      {"class", "class", FieldType::text, "", 0, {"klass", "class"},
       {"cluster när p är högst nivån, annars not_significant: slumpen ger så pass ofta ett lika bra fönster.", "cluster when p is at most the level, else not_significant: chance gives as good a window that often."},
       [](const Row& row) { return text(cluster_class(*row.cluster)); }},
      {"cases", "cases", FieldType::integer, "events", 0, {"antal", "events"},
       {"Händelser i fönstret.", "Events in the window."}, [](const Row& row) { return whole(row.cluster->cases); }},
      {"expected", "expected", FieldType::real, "events", -2, {"förväntat antal", "expected events"},
       {"Så många händelser väntas av slumpen i fönstret.", "Events that chance would put into the window."},
       [](const Row& row) { return FieldValue(row.cluster->expected); }},
      {"ratio", "ratio", FieldType::real, "", 3, {"antal delat med förväntat", "events over expected"},
       {"Antal delat med förväntat antal.", "Events divided by expected events."},
       [](const Row& row) { return FieldValue(static_cast<double>(row.cluster->cases) / row.cluster->expected); }},
      {"relative_risk", "rel_risk", FieldType::real, "", 3, {"relativ risk", "relative risk"},
       {"Samma kvot delad med kvoten utanför; saknas i permutationsmodellen, och när alla händelser ligger i fönstret.", "The same ratio over that of all else; none in the permutation model, and when all events are in the window."},
       [](const Row& row) { return finite_or_none(row.cluster->relative_risk); }},
      {"log_likelihood_ratio", "llr", FieldType::real, "", 5, {"log-likelihoodkvot", "log likelihood ratio"},
       {"Fönstrets log-likelihoodkvot, som rangordnar.", "Log likelihood ratio of the window, by which they are ranked."},
       [](const Row& row) { return FieldValue(row.cluster->log_likelihood_ratio); }},
      {"p", "p", FieldType::real, "", 4, {"p", "p"},
       {"Hur ofta slumpens bästa fönster i hela området är lika bra; redan justerat för att många fönster prövades.", "How often the best window of chance, anywhere in the area, is as good; adjusted for the many windows already."},
       [](const Row& row) { return value_or_none(row.cluster->p); }},
  };
}

std::vector<Column<ClusterRow>> extent_columns() {
  using Row = ClusterRow;
  return {
      {"first_day", "first_day", FieldType::text, "", 0, {"första dag", "first day"},
       {"Första dagen; saknas när tiden inte prövades.", "First day; none when time was not looked at."}, [](const Row& row) { return day_text(row.cluster->time, "from"); }},
      {"last_day", "last_day", FieldType::text, "", 0, {"sista dag", "last day"},
       {"Sista dagen, den räknas med.", "Last day, included."}, [](const Row& row) { return day_text(row.cluster->time, "to"); }},
      {"days", "days", FieldType::integer, "days", 0, {"dagar", "days"},
       {"Antal dagar.", "Number of days."}, [](const Row& row) { return row.cluster->time ? whole(std::round(row.cluster->time->days())) : FieldValue(); }},
      {"spell", "spell", FieldType::text, "", 0, {"vad dagarna säger", "what the days say"},
       {"some_periods: det bästa fönstrets dagar. longest_looked_at: så långt som --longest-share tillåter, det kan ha pågått längre. whole_time: här är det mycket hela tiden. no_time: tiden prövades inte.",
        "some_periods: the days of the best window. longest_looked_at: as long as --longest-share allows, it may have gone on longer. whole_time: busy all the time. no_time: time was not looked at."},
       [](const Row& row) { return text(name_of(row.cluster->spell)); }},
      {"recurrence_days", "recur_days", FieldType::real, "days", -1, {"återkomsttid (dagar)", "recurrence interval (days)"},
       {"Om det söks en gång per tidssteg ger slumpen ett lika bra fönster en gång på så många dagar; bara vid --prospective.", "Scanned once a period, chance gives as good a window once in so many days; only with --prospective."},
       [](const Row& row) { return value_or_none(row.cluster->recurrence_days); }},
      {"radius_m", "radius_m", FieldType::real, "m", -1, {"radie (m)", "radius (m)"},
       {"Avstånd från mitten till den mest avlägsna zonens mitt; 0 för en enda zon.", "From the centre to the centre of the farthest zone; 0 for a single one."},
       [](const Row& row) { return FieldValue(row.cluster->radius_m); }},
      {"zones", "zones", FieldType::integer, "", 0, {"zoner", "zones"},
       {"Antal rutor eller områden i klustret.", "Cells or polygons of the cluster."}, [](const Row& row) { return whole(std::uint64_t{row.cluster->zones.size()}); }},
      {"population", "population", FieldType::real, "", 6, {"befolkning", "population"},
       {"Invånare i zonerna (eller det som kolumnen i --zone-exposure räknar; med --uniform km²); saknas i permutationsmodellen.", "Residents of the zones (or what --zone-exposure counts; with --uniform km²); none in the permutation model."},
       [](const Row& row) { return value_or_none(row.cluster->population); }},
  };
}

std::vector<Column<MemberRow>> member_columns() {
  using Row = MemberRow;
  return {
      {"cluster", "cluster", FieldType::integer, "", 0, {"kluster", "cluster"},
       {"Klustrets rang.", "Rank of the cluster."}, [](const Row& row) { return whole(std::uint64_t{row.rank}); }},
      {"class", "class", FieldType::text, "", 0, {"klass", "class"},
       {"Klustrets klass: cluster eller not_significant.", "Class of the cluster: cluster or not_significant."}, [](const Row& row) { return text(cluster_class(*row.cluster)); }},
      {"zone_id", "zone_id", FieldType::text, "", 0, {"zon-id", "zone id"},
       {"Rutans eller områdets id.", "Id of the cell or polygon."}, [](const Row& row) { return text(row.map->zones.id(row.zone->zone)); }},
      {"zone_name", "zone_name", FieldType::text, "", 0, {"namn", "name"},
       {"Områdets namn; saknas för rutor.", "Name of the polygon; none for cells."},
       [](const Row& row) {
         const auto& polygons = row.map->zones.polygons();
         return polygons.empty() || polygons[row.zone->zone].name.empty() ? FieldValue() : text(polygons[row.zone->zone].name);
       }},
      {"cases", "cases", FieldType::integer, "events", 0, {"antal", "events"},
       {"Händelser i zonen under klustrets tid.", "Events in the zone within the time of the cluster."}, [](const Row& row) { return whole(row.zone->cases); }},
      {"expected", "expected", FieldType::real, "events", -2, {"förväntat antal", "expected events"},
       {"Så många händelser väntas där av slumpen.", "Events that chance would put there."}, [](const Row& row) { return FieldValue(row.zone->expected); }},
      {"population", "population", FieldType::real, "", 6, {"befolkning", "population"},
       {"Som för klustret.", "As of the cluster."}, [](const Row& row) { return value_or_none(row.zone->population); }},
  };
}
// clang-format on

}  // namespace

std::string cluster_class(const ScannedCluster& cluster) { return cluster.significant ? "cluster" : "not_significant"; }

std::string zone_label(const Zones& zones, std::size_t zone) {
  const auto& polygons = zones.polygons();
  return polygons.empty() || polygons[zone].name.empty() ? zones.id(zone) : polygons[zone].name;
}

VectorLayer scan_clusters_layer(const ScanMap& map, const Crs& crs, Language language) {
  auto columns = count_columns();
  std::ranges::move(extent_columns(), std::back_inserter(columns));
  auto layer = layer_of<ClusterRow>(crs, language, std::move(columns), map.clusters.size(), [&map](std::size_t i) {
    return ClusterRow{&map.clusters[i], i + 1};
  });
  layer.name = "clusters";
  layer.title = stamped(Phrase{"Kluster", "Clusters"}.in(language), language);
  const auto of_cells = Phrase{
      "Cirklar (och tider) med fler händelser än slumpen ger, den minst troliga först. Cirkeln "
      "är ungefärlig: kanten har ingen säkerhet.",
      "Circles (and times) with more events than chance gives, the least likely first. The "
      "circle is rough: nothing is known of how sure its edge is."};
  const auto of_polygons = Phrase{
      "Områden (och tider) som tillsammans har fler händelser än slumpen ger, den minst troliga gruppen först. "
      "Gruppen är ungefärlig: områdena i kanten är inte säkra.",
      "Zones (and times) that together have more events than chance gives, the least likely group first. The "
      "group is rough: the zones at its edge are not sure."};
  layer.description = (map.zones.cells() != nullptr ? of_cells : of_polygons).in(language);
  layer.geometry = geometry_of_zones(map.zones);
  layer.geometry_of = [&map](std::size_t i) { return outline_of(map, map.clusters[i]); };
  return layer;
}

VectorLayer scan_members_layer(const ScanMap& map, const Crs& crs, Language language) {
  const auto rows = std::make_shared<std::vector<MemberRow>>();
  for (std::size_t i = 0; i < map.clusters.size(); ++i) {
    for (const auto& zone : map.clusters[i].zones) {
      rows->push_back({&map, &map.clusters[i], &zone, i + 1});
    }
  }
  auto layer =
      layer_of<MemberRow>(crs, language, member_columns(), rows->size(), [rows](std::size_t i) { return (*rows)[i]; });
  layer.name = "cluster_zones";
  layer.title = stamped(Phrase{"Klustrens zoner", "Zones of the clusters"}.in(language), language);
  layer.description =
      Phrase{
          "Rutor eller områden i varje kluster; de utan befolkning (i permutationsmodellen utan "
          "händelser) är inte med.",
          "Cells or polygons of each cluster; those without population (permutation model: without "
          "events) are not here."}
          .in(language);
  layer.geometry = geometry_of_zones(map.zones);
  layer.geometry_of = [&map, rows](std::size_t i) { return outline_of_zone(map.zones, (*rows)[i].zone->zone); };
  return layer;
}

}  // namespace lykta
