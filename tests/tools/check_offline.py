#!/usr/bin/env python3
"""Does the program stay offline, whatever a path says and whatever a file holds?

    check_offline.py LYKTA_BINARY [CASE...]

A server on 127.0.0.1 notes each connection. The program gets files of many kinds that link to it, and paths that lead
to it. A case fails when anything arrives there, when the program crashes or does not end. PostgreSQL, object stores and
PROJ's grids lead to the server by environment variables, and a proxy catches what is meant for other hosts.
At the end, a configuration without and with `[network] allow = ["127.0.0.1"]` reads the same address: refused (exit
code 2) and offline the first time, read the second time.

CASE: only the cases whose names begin so.
"""

import http.server
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.request
from dataclasses import dataclass
from pathlib import Path

try:
    from osgeo import gdal, ogr
except ImportError as error:
    sys.exit(f"check_offline.py needs the package python3-gdal: {error}")

gdal.UseExceptions()

SECONDS_PER_RUN = 60
EXIT_CODES = {0: "done", 1: "the data cannot be used", 2: "the call cannot be used"}
BARRIER = "/barrier"

EVENTS = "x,y,when\n" + "".join(f"{500000 + 37 * i % 900},{6200000 + 53 * i % 700},2025-03-{1 + i % 28:02}\n"
                                for i in range(40))


class Listener:
    """A web server that counts connections, keeps what was asked for, and has one file to give."""

    def __init__(self):
        self.connections = 0
        self.asked = []
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            timeout = 2  # a client of PostgreSQL waits for an answer that does not come

            def do_GET(self):
                if self.path == BARRIER:
                    listener.connections -= 1
                else:
                    listener.asked.append(f"{self.command} {self.path}")
                body = EVENTS.encode() if self.path.endswith("/events.csv") else b""
                first, last = 0, len(body) - 1
                wanted = self.headers.get("Range", "")
                if body and wanted.startswith("bytes="):
                    begin, _, end = wanted.removeprefix("bytes=").partition("-")
                    first, last = int(begin or 0), min(int(end or last), last)
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
                else:
                    self.send_response(200 if body or self.path == BARRIER else 404)
                self.send_header("Content-Length", str(last - first + 1))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body[first:last + 1])

            do_HEAD = do_POST = do_PUT = do_CONNECT = do_OPTIONS = do_GET

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def process_request(self, *connection):
                listener.connections += 1
                super().process_request(*connection)

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def forget(self):
        self.connections, self.asked = 0, []

    def arrived(self):
        """What arrived since `forget`, as lines. Connections are accepted in turn: ours is the last one."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        direct.open(self.address + BARRIER, timeout=SECONDS_PER_RUN).close()
        if self.connections and not self.asked:
            return [f"{self.connections} connections"]
        return list(self.asked)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@dataclass
class Case:
    name: str
    arguments: list


def surroundings(listener):
    """An environment in which every door that is left open leads to the listener."""
    host = f"127.0.0.1:{listener.port}"
    return {
        "http_proxy": listener.address, "https_proxy": listener.address, "all_proxy": listener.address, "no_proxy": "",
        "PROJ_NETWORK": "ON", "PROJ_NETWORK_ENDPOINT": listener.address,
        "AWS_S3_ENDPOINT": host, "AWS_HTTPS": "NO", "AWS_VIRTUAL_HOSTING": "FALSE", "AWS_NO_SIGN_REQUEST": "YES",
        "OSS_ENDPOINT": host, "OSS_HTTPS": "NO", "OSS_VIRTUAL_HOSTING": "FALSE",
        "OSS_ACCESS_KEY_ID": "a", "OSS_SECRET_ACCESS_KEY": "b",
        "CPL_GS_ENDPOINT": f"{listener.address}/", "GS_NO_SIGN_REQUEST": "YES",
        "AZURE_STORAGE_CONNECTION_STRING": f"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;"
                                           f"BlobEndpoint={listener.address}/a",
        "SWIFT_STORAGE_URL": listener.address, "SWIFT_AUTH_TOKEN": "a",
        "PGHOST": "127.0.0.1", "PGPORT": str(listener.port), "PGCONNECT_TIMEOUT": "5",
        "LIBKML_EXTERNAL_STYLE": "YES", "LIBKML_RESOLVE_STYLE": "YES", "GML_DOWNLOAD_SCHEMA": "YES",
        "SPATIALITE_SECURITY": "relaxed", "ALLOW_VIRTUAL_OGR_FROM_TRIGGER_AND_VIEW": "YES",
    }


def text_files(address):
    """Files that link to the address: name -> text."""
    feature = ('{"type":"Feature","properties":{"a":"1"},"geometry":{"type":"Point","coordinates":[15.2,56.2]}}')
    collection = '{"type":"FeatureCollection","crs":%s,"features":[' + feature + "]}"
    link = '{"type":"link","properties":{"href":"%s/crs","type":"proj4"}}' % address
    files = {
        "crs_link.geojson": collection % link,
        "crs_link.json": collection % link,
        "crs_url.geojson": collection % ('{"type":"url","properties":{"url":"%s/crs"}}' % address),
        "crs_name.geojson": collection % ('{"type":"name","properties":{"name":"%s/crs"}}' % address),
        "crs_vsicurl.geojson": collection % ('{"type":"name","properties":{"name":"/vsicurl/%s/crs"}}' % address),
        "crs_link.topojson": '{"type":"Topology","crs":%s,"objects":{"a":{"type":"GeometryCollection","geometries":'
                             '[{"type":"Point","coordinates":[15.2,56.2]}]}},"arcs":[]}' % link,
        "crs_link.geojsonl": '{"type":"FeatureCollection","crs":%s,"features":[]}\n%s\n' % (link, feature),
        "landing_page.json": '{"links":[{"rel":"data","href":"%s/collections"},{"rel":"conformance","href":"%s/c"}],'
                             '"title":"t","stac_version":"1.0.0"}' % (address, address),
        "esri.json": '{"objectIdFieldName":"a","geometryType":"esriGeometryPoint","fields":[],"features":[],'
                     '"exceededTransferLimit":true,"spatialReference":{"wkt":"%s/crs"}}' % address,
        "address_only.json": '"%s/a.geojson"' % address,
        "vsicurl.vrt": '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/%s/a.csv</SrcDataSource>'
                       "</OGRVRTLayer></OGRVRTDataSource>" % address,
        "vrt_named_csv.csv": '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/%s/a.csv</SrcDataSource>'
                             "</OGRVRTLayer></OGRVRTDataSource>" % address,
        "vrt_named_xml.xml": '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>%s/a.geojson</SrcDataSource>'
                             "</OGRVRTLayer></OGRVRTDataSource>" % address,
        "raster.vrt": '<VRTDataset rasterXSize="1" rasterYSize="1"><SRS>%s/crs</SRS><VRTRasterBand dataType="Byte" '
                      'band="1"><SimpleSource><SourceFilename>/vsicurl/%s/a.tif</SourceFilename></SimpleSource>'
                      "</VRTRasterBand></VRTDataset>" % (address, address),
        "schema.gml": '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" '
                      'xmlns:gml="http://www.opengis.net/gml" xmlns:a="http://a" '
                      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                      'xmlns:xlink="http://www.w3.org/1999/xlink" '
                      'xsi:schemaLocation="http://a %s/wfs?SERVICE=WFS&amp;VERSION=1.1.0&amp;'
                      'REQUEST=DescribeFeatureType&amp;TYPENAME=a:b"><gml:featureMember><a:b gml:id="b.1"><a:n>1</a:n>'
                      '<a:other xlink:href="%s/other"/><a:g><gml:Point srsName="%s/crs"><gml:pos>15.2 56.2</gml:pos>'
                      "</gml:Point></a:g></a:b></gml:featureMember></wfs:FeatureCollection>"
                      % (address, address, address),
        "network_link.kml": '<!DOCTYPE kml SYSTEM "%s/kml.dtd"><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
                            "<NetworkLink><Link><href>%s/a.kml</href></Link></NetworkLink><Folder><name>f</name>"
                            "<Placemark><styleUrl>%s/style.kml#a</styleUrl><Point><coordinates>15.2,56.2</coordinates>"
                            "</Point></Placemark><GroundOverlay><Icon><href>%s/a.png</href></Icon></GroundOverlay>"
                            "</Folder></Document></kml>" % (address, address, address, address),
        "entity.gpx": '<!DOCTYPE gpx [<!ENTITY x SYSTEM "%s/entity">]><gpx version="1.1" creator="a" '
                      'xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                      'xsi:schemaLocation="http://www.topografix.com/GPX/1/1 %s/gpx.xsd"><wpt lat="56.2" lon="15.2">'
                      '<name>&x;</name><link href="%s/a"/></wpt></gpx>' % (address, address, address),
        "sparse.xml": '<VSISparseFile><SubfileRegion><Filename relative="0">/vsicurl/%s/events.csv</Filename>'
                      "<DestinationOffset>0</DestinationOffset><SourceOffset>0</SourceOffset>"
                      "<RegionLength>99</RegionLength></SubfileRegion></VSISparseFile>" % address,
        "wfs.xml": "<OGRWFSDataSource><URL>%s/wfs</URL></OGRWFSDataSource>" % address,
        "capabilities.xml": '<wfs:WFS_Capabilities version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs" '
                            'xmlns:ows="http://www.opengis.net/ows" xmlns:xlink="http://www.w3.org/1999/xlink">'
                            '<ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:DCP><ows:HTTP><ows:Get '
                            'xlink:href="%s/wfs?"/></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>'
                            "<FeatureTypeList><FeatureType><Name>a</Name></FeatureType></FeatureTypeList>"
                            "</wfs:WFS_Capabilities>" % address,
        "csw.xml": "<OGRCSWDataSource><URL>%s/csw</URL></OGRCSWDataSource>" % address,
        "wms.xml": '<GDAL_WMS><Service name="WMS"><ServerUrl>%s/wms?</ServerUrl><Layers>a</Layers></Service>'
                   "<DataWindow><UpperLeftX>0</UpperLeftX><UpperLeftY>1</UpperLeftY>"
                   "<LowerRightX>1</LowerRightX><LowerRightY>0</LowerRightY><SizeX>9</SizeX><SizeY>9</SizeY>"
                   "</DataWindow></GDAL_WMS>" % address,
        "wmts.xml": "<GDAL_WMTS><GetCapabilitiesUrl>%s/wmts</GetCapabilitiesUrl></GDAL_WMTS>" % address,
        "feed.xml": '<?xml-stylesheet href="%s/a.xsl"?><rss version="2.0" xmlns:georss="http://www.georss.org/georss">'
                    "<channel><item><link>%s/a</link><georss:point>56.2 15.2</georss:point></item></channel></rss>"
                    % (address, address),
        "shortcut.url": "[InternetShortcut]\nURL=%s/events.csv\n" % address,
        "address.txt": "%s/events.csv\n" % address,
        "values.csv": 'x,y,WKT,link\n15.2,56.2,"%s/a","=HYPERLINK(""%s/a"")"\n' % (address, address),
        "values.csvt": 'Real,Real,"%s/type",String\n' % address,
        "values.prj": "%s/crs" % address,
    }
    return files


def new_layer(driver, path, column="a", value="1", geometry="POINT (15.2 56.2)"):
    """One row in a new file of the driver."""
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    shape = ogr.CreateGeometryFromWkt(geometry)
    layer = dataset.CreateLayer("points", geom_type=shape.GetGeometryType())
    definition = ogr.FieldDefn(column, ogr.OFTString)
    definition.SetWidth(100)
    layer.CreateField(definition)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature[column] = value
    feature.SetGeometry(shape)
    layer.CreateFeature(feature)


def add_to_schema(path, kind, name, sql):
    """Writes into the schema what SQLite itself would refuse to make here: the modules and functions are GDAL's."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, 0, ?)",
                           (kind, name, name, sql))
        if path.suffix == ".gpkg":
            connection.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                               "VALUES (?, 'attributes', ?)", (name, name))
    connection.close()


def make_databases(folder, listener):
    address = listener.address
    sources = {
        "vsicurl": f"/vsicurl/{address}/a.csv",
        "address": f"{address}/a.geojson",
        "wfs": f"WFS:{address}/wfs",
        "postgres": f"PG:host=127.0.0.1 port={listener.port} dbname=a",
    }
    calls = {
        "geocode": f"ogr_geocode('a', 'geometry', 'SERVICE=OSM_NOMINATIM', 'QUERY_TEMPLATE={address}/geocode?q=%s')",
        "load_xml": f"XB_LoadXML('{address}/a.xml')",
        "layer": f"ogr_layer_FeatureCount('/vsicurl/{address}/a.csv')",
    }
    for driver, suffix, fid in (("GPKG", "gpkg", "fid"), ("SQLite", "sqlite", "ogc_fid")):
        for name, source in sources.items():
            path = folder / f"table_of_{name}.{suffix}"
            new_layer(driver, path)
            add_to_schema(path, "table", "elsewhere", f"CREATE VIRTUAL TABLE elsewhere USING VirtualOGR('{source}')")
        for name, call in calls.items():
            path = folder / f"view_of_{name}.{suffix}"
            new_layer(driver, path)
            add_to_schema(path, "view", "elsewhere", f"CREATE VIEW elsewhere AS SELECT {fid} AS OGC_FID, {call} AS b "
                                                     "FROM points")
    path = folder / "crs.gpkg"
    new_layer("GPKG", path)
    Path(f"{path}.aux.xml").write_text(f"<PAMDataset><SRS>{address}/crs</SRS></PAMDataset>")
    connection = sqlite3.connect(path)
    with connection:
        # GDAL's triggers on this table call functions that only GDAL has; these columns have none.
        connection.execute(f"INSERT INTO gpkg_spatial_ref_sys VALUES ('u', 77777, 'NONE', 77777, '{address}/crs', '')")
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = 77777")
        connection.execute("UPDATE gpkg_contents SET srs_id = 77777")
    connection.close()


def make_other_layers(folder, address):
    new_layer("ESRI Shapefile", folder / "crs.shp")
    (folder / "crs.prj").write_text(f"{address}/crs")
    new_layer("FlatGeobuf", folder / "plain.fgb")
    # A seamless table of MapInfo names other tables in its first column.
    new_layer("MapInfo File", folder / "seamless.tab", "Table", f"/vsicurl/{address}/a.tab",
              "POLYGON ((0 0,1 0,1 1,0 0))")
    with open(folder / "seamless.tab", "a", encoding="latin-1") as table:
        table.write('begin_metadata\n"\\IsSeamless" = "TRUE"\nend_metadata\n')


def link_to(folder, target, name):
    """A symbolic link is local, whatever it is called."""
    (folder / name).symlink_to(target)


def path_cases(listener):
    """Paths that lead to the listener: name -> path."""
    address, port = listener.address, listener.port
    encoded = address.replace(":", "%3A").replace("/", "%2F")
    return {
        "http": f"{address}/events.csv",
        "http_geojson": f"{address}/a.geojson",
        "http_upper_case": f"HTTP://127.0.0.1:{port}/a.geojson",
        "http_one_slash": f"http:/127.0.0.1:{port}/a.geojson",
        "ftp": f"ftp://127.0.0.1:{port}/events.csv",
        "vsicurl": f"/vsicurl/{address}/events.csv",
        "vsicurl_option": f"/vsicurl?use_head=no&url={encoded}%2Fevents.csv",
        "vsicurl_streaming": f"/vsicurl_streaming/{address}/events.csv",
        "vsicurl_in_zip": f"/vsizip//vsicurl/{address}/a.zip/a.shp",
        "vsicurl_in_zip_braces": f"/vsizip/{{/vsicurl/{address}/a.zip}}/a.shp",
        "vsicurl_in_tar_gz": f"/vsitar//vsigzip//vsicurl/{address}/a.tgz/a.csv",
        "vsicurl_in_gzip": f"/vsigzip//vsicurl/{address}/events.csv.gz",
        "http_in_gzip": f"/vsigzip/{address}/events.csv.gz",
        "vsicurl_in_subfile": f"/vsisubfile/0_99,/vsicurl/{address}/events.csv",
        "vsicurl_in_crypt": f"/vsicrypt/key=abcdefghabcdefgh,file=/vsicurl/{address}/events.csv",
        "sparse": "/vsisparse/sparse.xml",
        "vsis3": "/vsis3/bucket/events.csv",
        "vsis3_streaming": "/vsis3_streaming/bucket/events.csv",
        "vsigs": "/vsigs/bucket/events.csv",
        "vsiaz": "/vsiaz/bucket/events.csv",
        "vsiadls": "/vsiadls/bucket/events.csv",
        "vsioss": "/vsioss/bucket/events.csv",
        "vsiswift": "/vsiswift/bucket/events.csv",
        "vsiwebhdfs": f"/vsiwebhdfs/{address}/webhdfs/v1/events.csv",
        "csv_prefix": f"CSV:/vsicurl/{address}/events.csv",
        "geojson_prefix": f"GeoJSON:{address}/a.geojson",
        "topojson_prefix": f"TopoJSON:{address}/a.json",
        "esrijson_prefix": f"ESRIJSON:{address}/FeatureServer/0/query?f=json&resultRecordCount=1",
        "wfs": f"WFS:{address}/wfs",
        "wfs_lower_case": f"wfs:{address}/wfs",
        "oapif": f"OAPIF:{address}/",
        "csw": f"CSW:{address}/csw",
        "elasticsearch": f"ES:{address}",
        "gmlas": f"GMLAS:/vsicurl/{address}/a.gml",
        "gmlas_file": "GMLAS:schema.gml",
        "carto": "CARTO:anna",
        "plscenes": "PLSCENES:",
        "amigocloud": "AmigoCloud:1234 datasets=1",
        "postgres": f"PG:host=127.0.0.1 port={port} dbname=a",
        "postgres_by_environment": "PG:dbname=a",
        "postgres_address": f"postgresql://anna:a@127.0.0.1:{port}/a",
        "mysql": f"MYSQL:a,host=127.0.0.1,port={port}",
        "mssql": f"MSSQL:server=127.0.0.1,{port};database=a;UID=a;PWD=b;driver=FreeTDS",
        "text_of_a_vrt": "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/%s/a.csv</SrcDataSource>"
                         "</OGRVRTLayer></OGRVRTDataSource>" % address,
        "text_of_a_wfs": "<OGRWFSDataSource><URL>%s/wfs</URL></OGRWFSDataSource>" % address,
        "text_of_a_geojson": text_files(address)["crs_link.geojson"],
    }


def offers(binary, command):
    return run([binary, command, "--help"], Path.cwd(), {})[0] == 0


def run(command, folder, environment):
    """Exit code and everything that was printed; no code when the program had to be ended."""
    try:
        done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=False,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=SECONDS_PER_RUN)
    except subprocess.TimeoutExpired as late:
        return None, (late.stdout or b"").decode(errors="backslashreplace")
    return done.returncode, done.stdout.decode(errors="backslashreplace")


def prepare(folder, listener):
    """Writes all files and gives the cases."""
    for name, text in text_files(listener.address).items():
        (folder / name).write_text(text, encoding="utf-8")
    make_databases(folder, listener)
    make_other_layers(folder, listener.address)
    link_to(folder, "vsicurl.vrt", "symbolic_link.csv")
    files = sorted(path.name for path in folder.iterdir() if path.suffix not in (".csvt", ".prj", ".xsd", ".gfs"))

    (folder / "events.csv").write_text(EVENTS)
    (folder / "nad27.csv").write_text("x,y\n-93.1,45.1\n-93.2,45.2\n")
    plain = ["events.csv", "--x", "x", "--y", "y", "--source-crs", "EPSG:3006"]
    paths = path_cases(listener)
    to_raster = ["out.tif", "--overwrite", "--quiet"]
    cases = []
    for name, path in {**{f"file.{name}": name for name in files},
                       **{f"path.{name}": path for name, path in paths.items()}}.items():
        cases.append(Case(f"density.{name}", ["density", path, *to_raster]))
        cases.append(Case(f"inspect.{name}", ["inspect", path]))
        if path.endswith((".gpkg", ".sqlite")):
            cases.append(Case(f"layer.{name}", ["density", path, *to_raster, "--layer", "elsewhere"]))
    for name in ("crs_link.geojson", "vsicurl.vrt", "schema.gml", paths["http"], paths["vsicurl"], paths["postgres"]):
        cases.append(Case(f"area.{name}", ["density", *plain, *to_raster, "--area", name]))
    # The SQLite driver, once used, makes GDAL's virtual tables known to GeoPackages as well.
    cases.append(Case("area.sqlite_then_layer", ["density", "table_of_vsicurl.gpkg", *to_raster, "--layer", "elsewhere",
                                                 "--area", "table_of_vsicurl.sqlite"]))
    for name, path in paths.items():
        cases.append(Case(f"output.{name}", ["density", *plain, path, "--overwrite", "--quiet"]))
    for option in ("--crs", "--source-crs"):
        cases.append(Case(f"option{option}", ["density", *plain[:-2], *to_raster, option, f"{listener.address}/crs"]))
    cases.append(Case("grids_of_proj", ["density", "nad27.csv", *to_raster, "--x", "x", "--y", "y",
                                        "--source-crs", "EPSG:4267", "--crs", "EPSG:26915"]))
    return cases


def faults_of(case, binary, folder, listener):
    listener.forget()
    code, printed = run([binary, *case.arguments], folder, surroundings(listener))
    faults = [f"arrived at the server: {line}" for line in listener.arrived()]
    if code not in EXIT_CODES:
        faults.append(f"did not end within {SECONDS_PER_RUN} s" if code is None else f"ended with exit code {code}")
    return faults + ([f"it printed: {printed.strip()}"] if faults and printed.strip() else [])


def configuration_of(address, network):
    return f"""crs = "EPSG:3006"
{network}
[period]
from = 2025-01-01
to = 2025-12-31
[[sources]]
path = "{address}/events.csv"
kind = "incidents"
crs = "EPSG:3006"
[sources.columns]
x = "x"
y = "y"
date = "when"
"""


def faults_of_configuration(binary, folder, listener, allowed):
    """A configuration reads from the server if and only if it allows it."""
    network = '[network]\nallow = ["127.0.0.1"]\n' if allowed else ""
    (folder / "lykta.toml").write_text(configuration_of(listener.address, network))
    listener.forget()
    code, printed = run([binary, "run", "lykta.toml", "--output", f"out_{allowed}", "--quiet"], folder, {})
    arrived = listener.arrived()
    faults = []
    if code != (0 if allowed else 2):
        faults.append(f"exit code {code}, expected {0 if allowed else 2}")
    if allowed and not any("/events.csv" in line for line in arrived):
        faults.append("the file was not asked for")
    if not allowed:
        faults += [f"arrived at the server: {line}" for line in arrived]
        if "127.0.0.1" not in printed or "[network]" not in printed:
            faults.append("the message names neither the host nor the key [network]")
    return faults + ([f"it printed: {printed.strip()}"] if faults else [])


def check(binary, wanted):
    """Runs the cases; gives the names of those that failed, and how many ran."""
    failed, ran = [], 0
    listener = Listener()
    try:
        with tempfile.TemporaryDirectory(prefix="lykta-offline-") as name:
            folder = Path(name)
            has_inspect = offers(binary, "inspect")
            cases = {case.name: lambda case=case: faults_of(case, binary, folder, listener)
                     for case in prepare(folder, listener) if has_inspect or not case.name.startswith("inspect.")}
            if not has_inspect:
                print("note    there is no command inspect, so only the others are looked at")
            for word, allowed in (("not_allowed", False), ("allowed", True)):
                cases[f"configuration.{word}"] = lambda allowed=allowed: faults_of_configuration(
                    binary, folder, listener, allowed)
            for case_name, faults_of_case in cases.items():
                if wanted and not case_name.startswith(tuple(wanted)):
                    continue
                ran += 1
                faults = faults_of_case()
                if faults:
                    failed.append(case_name)
                    print(f"FAILED  {case_name}")
                    print("\n".join(f"        {fault}" for fault in faults))
    finally:
        listener.close()
    return failed, ran


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    binary = Path(arguments[0]).resolve()
    if not os.access(binary, os.X_OK):
        print(f"{binary}: not a program")
        return 1
    failed, ran = check(str(binary), arguments[1:])
    print(f"{len(failed)} of {ran} cases failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
