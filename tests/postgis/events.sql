-- Synthetic events for the tests of PostgreSQL as a source: no event in it has happened. Fixed formulas, no random
-- numbers, so that the same rows come each time. Positions in SWEREF 99 TM, around 500000, 6228000.
CREATE EXTENSION IF NOT EXISTS postgis;

-- 200 rows, of which number 200 has no position. Code is text with leading zeros. Happened is local time without a
-- zone, reported the same moment with its zone (two hours ahead of UTC in the summer).
CREATE TABLE incidents (
    id integer PRIMARY KEY,
    code text NOT NULL,
    class text NOT NULL,
    happened timestamp NOT NULL,
    reported timestamptz NOT NULL,
    day date NOT NULL,
    clock time NOT NULL,
    amount numeric(10, 2),
    discovered boolean NOT NULL,
    geom geometry(Point, 3006)
);

INSERT INTO incidents
SELECT
    n,
    lpad((n * 7 % 1000)::text, 6, '0'),
    (ARRAY['stöld', 'misshandel', 'skadegörelse', 'rån'])[1 + n % 4],
    moment,
    moment AT TIME ZONE 'Europe/Stockholm',
    moment::date,
    moment::time,
    CASE WHEN n % 10 = 0 THEN NULL ELSE n * 12.25 END,
    n % 5 = 0,
    CASE WHEN n < 200 THEN ST_SetSRID(ST_MakePoint(
        -- Two in three lie close together, the others over the whole square.
        500000 + CASE WHEN n % 3 = 0 THEN n * 131 % 2000 ELSE 400 + n * 17 % 150 END,
        6228000 + CASE WHEN n % 3 = 0 THEN n * 173 % 2000 ELSE 600 + n * 29 % 150 END), 3006) END
FROM generate_series(1, 200) AS n,
    LATERAL (SELECT timestamp '2025-01-01 00:30:00' + n * interval '1 day 7 hours' AS moment) AS moments;

CREATE INDEX incidents_geom ON incidents USING gist (geom);

-- Observations of safety walks: 40 rows in degrees.
CREATE TABLE walks (
    id integer PRIMARY KEY,
    walked date NOT NULL,
    category text NOT NULL,
    severity integer NOT NULL,
    position geometry(Point, 4326) NOT NULL
);

INSERT INTO walks
SELECT
    n,
    date '2025-10-01' + n % 3,
    (ARRAY['belysning', 'sikt', 'klotter'])[1 + n % 3],
    1 + n % 3,
    ST_Transform(ST_SetSRID(ST_MakePoint(500000 + n * 47 % 1900, 6228000 + n * 61 % 1900), 3006), 4326)
FROM generate_series(1, 40) AS n;

-- 50 rows: every fourth incident. A view declares its geometry by the column it comes from.
CREATE VIEW thefts AS
SELECT id, code, happened, geom FROM incidents WHERE class = 'stöld';

-- The same name in another schema; 12 rows.
CREATE SCHEMA archive;
CREATE TABLE archive.incidents AS SELECT * FROM incidents WHERE id <= 12;

-- No geometry column, but coordinates as numbers; 30 rows.
CREATE TABLE archive.plain AS
SELECT id, code, happened, ST_X(geom) AS east, ST_Y(geom) AS north FROM incidents WHERE id <= 30;
