-- One schema for SQLite and PostgreSQL. PostgreSQL gets COLLATE "C" after every
-- TEXT, so that both order by the bytes of UTF-8, and no WITHOUT ROWID. Times are milliseconds since
-- 1970, 0 for none.

CREATE TABLE schema_version (version BIGINT NOT NULL, complete BIGINT NOT NULL);

CREATE TABLE applications (
	id            TEXT NOT NULL PRIMARY KEY,
	version       BIGINT NOT NULL, -- grows by every write; says nothing about the application
	sequence      BIGINT NOT NULL,
	exam          TEXT NOT NULL,
	year          BIGINT NOT NULL,
	level         TEXT NOT NULL,
	city          TEXT NOT NULL,
	name          TEXT NOT NULL,
	id_number     TEXT NOT NULL, -- masked
	employer      TEXT NOT NULL,
	owner         TEXT NOT NULL,
	state         TEXT NOT NULL,
	progress      TEXT NOT NULL,
	since         BIGINT NOT NULL,
	created       BIGINT NOT NULL,
	updated       BIGINT NOT NULL,
	submitted     BIGINT NOT NULL,
	deadline      TEXT NOT NULL,
	reviewer      TEXT NOT NULL,
	claimed_until BIGINT NOT NULL,
	spoke         TEXT NOT NULL, -- accounts whose word about it does not count yet, each between commas
	disputed      BIGINT NOT NULL, -- 1: two such words differ
	outcome       TEXT NOT NULL,
	eligibility   TEXT NOT NULL,
	rank          DOUBLE PRECISION NOT NULL, -- the negative of the risk, so that every order ascends
	doubts        BIGINT NOT NULL,
	errors        BIGINT NOT NULL,
	missing       BIGINT NOT NULL,
	uploads       BIGINT NOT NULL,
	unread        BIGINT NOT NULL
);

-- How many applications there are of each sort; kept so that dashboards, and the
-- choice of runs, need not count.
CREATE TABLE counts (
	city  TEXT NOT NULL,
	exam  TEXT NOT NULL,
	year  BIGINT NOT NULL,
	state TEXT NOT NULL,
	n     BIGINT NOT NULL,
	PRIMARY KEY (city, exam, year, state)
) WITHOUT ROWID;

-- The files of applications. fingerprint is that of the result that counts;
-- empty for a file that was never read.
CREATE TABLE uploads (
	application TEXT NOT NULL,
	sha256      TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	received    BIGINT NOT NULL,
	PRIMARY KEY (application, sha256)
) WITHOUT ROWID;
CREATE INDEX uploads_sha256 ON uploads (sha256, application);

-- What people who review said of fields that were read: how many values of an
-- application they spoke of, and kept for dashboards how many of each sort there are.
CREATE TABLE looks (
	application TEXT NOT NULL,
	kind        TEXT NOT NULL,
	field       TEXT NOT NULL,
	sure        BIGINT NOT NULL, -- 1: the machine did not doubt the value
	changed     BIGINT NOT NULL, -- 1: the person said another one
	n           BIGINT NOT NULL,
	PRIMARY KEY (application, kind, field, sure, changed)
) WITHOUT ROWID;
CREATE TABLE look_counts (
	city    TEXT NOT NULL,
	exam    TEXT NOT NULL,
	year    BIGINT NOT NULL,
	kind    TEXT NOT NULL,
	field   TEXT NOT NULL,
	sure    BIGINT NOT NULL,
	changed BIGINT NOT NULL,
	n       BIGINT NOT NULL,
	PRIMARY KEY (city, exam, year, kind, field, sure, changed)
) WITHOUT ROWID;

-- What applications can be found by, and where in these texts a search may
-- begin: every suffix of a text is a key, so that whatever a text contains is
-- the beginning of a key.
CREATE TABLE terms (
	sort        TEXT NOT NULL,
	text        TEXT NOT NULL,
	place       TEXT NOT NULL, -- the application's city
	application TEXT NOT NULL,
	PRIMARY KEY (sort, text, place, application)
) WITHOUT ROWID;
CREATE INDEX terms_application ON terms (application, sort, text, place);

CREATE TABLE suffixes (
	suffix TEXT NOT NULL,
	sort   TEXT NOT NULL,
	text   TEXT NOT NULL,
	PRIMARY KEY (suffix, sort, text)
) WITHOUT ROWID;
