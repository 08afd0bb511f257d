"""The step of the database that brings the history: its list, and the indexes of words, kept in step by triggers."""

from __future__ import annotations

# A turn of an interpreted talk: its two wordings stand in two lines (U+2028); the lookup that opened it has one.
INTERPRETED = "(tool = 'start_interpreter' AND instr(text, char(8232)) > 0)"
_KIND = INTERPRETED.replace("tool", "{0}.tool").replace("(text", "({0}.text")
_NEW, _OLD = (f"CASE WHEN {_KIND.format(row)} THEN 'interpreted' ELSE 'talk' END" for row in ("new", "old"))
# Seconds of Unix time: texts with different offsets from UTC cannot be compared.
_SECONDS = "CAST(strftime('%s', {0}) AS INTEGER)"
_CALLED = "{0}.name || ' ' || {0}.number || ' ' || {0}.goal || ' ' || {0}.sentence || ' ' || {0}.said"
_INDEX = "CREATE VIRTUAL TABLE {0} USING fts5(words, tokenize='ascii', prefix='2 3')"

HISTORY: tuple[str, ...] = (
    """CREATE TABLE history (
        kind TEXT NOT NULL,
        number INTEGER NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        said_last INTEGER NOT NULL,
        turns INTEGER NOT NULL,
        PRIMARY KEY (kind, number)
    )""",
    "CREATE INDEX history_in_order ON history (said_last DESC, kind, number)",
    "CREATE INDEX history_named ON history (name) WHERE name != ''",
    f"CREATE INDEX turns_interpreted ON turns (conversation, position) WHERE {INTERPRETED}",
    f"""INSERT INTO history (kind, number, said_last, turns)
        SELECT CASE WHEN {INTERPRETED} THEN 'interpreted' ELSE 'talk' END AS kind, conversation,
            max({_SECONDS.format("at")}), count(*)
        FROM turns GROUP BY kind, conversation""",
    f"""INSERT INTO history (kind, number, said_last, turns)
        SELECT 'call', id, {_SECONDS.format("at")}, json_array_length(captions) FROM calls""",
    # The index splits at blanks alone: the words were parted and folded before.
    _INDEX.format("turn_words"),
    _INDEX.format("call_words"),
    "INSERT INTO turn_words (rowid, words) SELECT position, searchable(text) FROM turns",
    f"INSERT INTO call_words (rowid, words) SELECT id, searchable({_CALLED.format('calls')}) FROM calls",
    f"""CREATE TRIGGER turn_added AFTER INSERT ON turns BEGIN
        INSERT INTO turn_words (rowid, words) VALUES (new.position, searchable(new.text));
        INSERT INTO history (kind, number, said_last, turns)
            VALUES ({_NEW}, new.conversation, {_SECONDS.format("new.at")}, 1)
            ON CONFLICT (kind, number) DO UPDATE
            SET said_last = max(said_last, excluded.said_last), turns = turns + 1;
    END""",
    """CREATE TRIGGER turn_changed AFTER UPDATE OF text ON turns WHEN new.text IS NOT old.text BEGIN
        UPDATE turn_words SET words = searchable(new.text) WHERE rowid = new.position;
    END""",
    f"""CREATE TRIGGER turn_gone AFTER DELETE ON turns BEGIN
        DELETE FROM turn_words WHERE rowid = old.position;
        UPDATE history SET turns = turns - 1 WHERE kind = {_OLD} AND number = old.conversation;
        DELETE FROM history WHERE kind = {_OLD} AND number = old.conversation AND turns < 1;
    END""",
    f"""CREATE TRIGGER call_added AFTER INSERT ON calls BEGIN
        INSERT INTO call_words (rowid, words) VALUES (new.id, searchable({_CALLED.format("new")}));
        INSERT INTO history (kind, number, said_last, turns)
            VALUES ('call', new.id, {_SECONDS.format("new.at")}, json_array_length(new.captions));
    END""",
    """CREATE TRIGGER call_gone AFTER DELETE ON calls BEGIN
        DELETE FROM call_words WHERE rowid = old.id;
        DELETE FROM history WHERE kind = 'call' AND number = old.id;
    END""",
)
