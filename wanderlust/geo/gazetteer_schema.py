"""The tables of ``places.sqlite`` and the version stamp that writer and reader share."""

from __future__ import annotations

VERSION = 1  # raise it whenever a table or its meaning changes; set-up then builds the file anew
APPLICATION_ID = 0x574C5054  # "WLPT", so that another SQLite file is not taken for ours

# Class of an alias: what kind of name it is.
USUAL_NAME = 0  # the name on the map
OTHER_NAME = 1  # another name people write: endonyms, old names, other languages
MACHINE_NAME = 2  # romanisations made by rule ("jing dou") and codes; found only when met exactly

# Rows of ``place`` and ``name`` are ordered by fame, so the smallest ids are the best known.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,        -- gn:1857910, iata:KIX, wl:louvre, cc:JP, rg:US.TX
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    country TEXT NOT NULL,
    division TEXT NOT NULL,   -- first-level division as GeoNames codes it: TX, ENG, 08
    admin TEXT NOT NULL,      -- the division's name, or the town of a sight
    population INTEGER NOT NULL,
    timezone TEXT NOT NULL,
    native_name TEXT NOT NULL,
    capital INTEGER NOT NULL, -- 1 for the capital of a country
    fame REAL NOT NULL        -- added to the score of a match: 0 to about 0.3
);
CREATE TABLE name (id INTEGER PRIMARY KEY, folded TEXT NOT NULL);
CREATE TABLE alias (
    name INTEGER NOT NULL, place INTEGER NOT NULL, class INTEGER NOT NULL, PRIMARY KEY (name, place)
) WITHOUT ROWID;
CREATE TABLE trigram (code INTEGER PRIMARY KEY, names BLOB NOT NULL); -- ascending name ids, uint32
CREATE TABLE sound (key TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE prior (lengths BLOB NOT NULL, fames BLOB NOT NULL); -- of names 0..n-1 that can be misspelt: uint8
"""

INDEXES = """
CREATE UNIQUE INDEX name_folded ON name (folded);
CREATE UNIQUE INDEX place_key ON place (key);
CREATE INDEX place_city_lat ON place (lat, lon) WHERE kind = 'city';
CREATE INDEX place_other ON place (kind, lat, lon) WHERE kind <> 'city';
"""
