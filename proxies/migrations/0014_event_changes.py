"""Which events each statement changed, noted beside the version that it made.

`events` is null where a statement changed more than `MOST`, where a table was emptied, and where a
dataset changed, whose release day tells from when on its events are known.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

MOST = 1000
KEPT = 100_000

EVENTS = f"""
CREATE FUNCTION proxies_events_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    drawn bigint := nextval('proxies_record_version_numbers');
    told bigint[];
    rows text;
BEGIN
    IF TG_OP <> 'TRUNCATE' THEN
        rows := 'SELECT * FROM changed';
        IF TG_OP = 'UPDATE' THEN
            rows := rows || ' UNION ALL SELECT * FROM former';
        END IF;
        EXECUTE format('SELECT array_agg(key) FROM (%s LIMIT %s) AS few',
            format(TG_ARGV[0], rows), {2 * MOST + 1}) INTO told;
        IF told IS NULL THEN
            told := ARRAY[]::bigint[];
        ELSIF cardinality(told) > {2 * MOST} THEN
            told := NULL;
        END IF;
    END IF;
    INSERT INTO proxies_recordversion (id, number) VALUES (1, drawn)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    INSERT INTO proxies_eventchange (number, events, tables) VALUES (drawn, told, false);
    DELETE FROM proxies_eventchange WHERE number < drawn - {KEPT};
    RETURN NULL;
END $$;

CREATE FUNCTION proxies_tables_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    drawn bigint := nextval('proxies_record_version_numbers');
BEGIN
    INSERT INTO proxies_recordversion (id, number) VALUES (1, drawn)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    INSERT INTO proxies_eventchange (number, events, tables)
    VALUES (drawn, CASE WHEN TG_TABLE_NAME <> 'proxies_dataset' OR TG_OP = 'INSERT'
        THEN ARRAY[]::bigint[] END, true);
    RETURN NULL;
END $$;
"""

KEYS = {
    "attackevent": "SELECT id AS key FROM (%s) AS touched",
    "account": "SELECT event_id AS key FROM (%s) AS touched",
    "attribution": "SELECT event_id AS key FROM (%s) AS touched",
    "attackevent_targets": "SELECT attackevent_id AS key FROM (%s) AS touched",
    "attribution_accounts": "SELECT named.event_id AS key FROM (%s) AS touched "
    "JOIN proxies_attribution AS named ON named.id = touched.attribution_id",
    "report": "SELECT cited.event_id AS key FROM (%s) AS touched "
    "JOIN proxies_account AS cited ON cited.report_id = touched.id",
}
"""The events that the rows of a table belong to."""

TABLES = ("actor", "dataset", "faction", "front", "place")
"""What events lead to."""

SEEN = {
    "INSERT": "REFERENCING NEW TABLE AS changed",
    "UPDATE": "REFERENCING NEW TABLE AS changed OLD TABLE AS former",
    "DELETE": "REFERENCING OLD TABLE AS changed",
    "TRUNCATE": "",
}


def note_changes(apps, schema_editor):
    schema_editor.execute(EVENTS, params=None)
    for table in (*KEYS, *TABLES):
        schema_editor.execute(f"DROP TRIGGER record_changed ON proxies_{table}", params=None)
    for table, keys in KEYS.items():
        for operation, seen in SEEN.items():
            schema_editor.execute(
                f"CREATE TRIGGER record_changed_{operation.lower()} AFTER {operation} "
                f"ON proxies_{table} {seen} FOR EACH STATEMENT "
                f"EXECUTE FUNCTION proxies_events_changed('{keys}')",
                params=None,
            )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER record_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON proxies_{table} FOR EACH STATEMENT EXECUTE FUNCTION proxies_tables_changed()",
            params=None,
        )


def note_no_more(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION proxies_events_changed() CASCADE", params=None)
    schema_editor.execute("DROP FUNCTION proxies_tables_changed() CASCADE", params=None)
    for table in (*KEYS, *TABLES):
        schema_editor.execute(
            f"CREATE TRIGGER record_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON proxies_{table} FOR EACH STATEMENT EXECUTE FUNCTION proxies_record_changed()",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("proxies", "0013_record_2026_kept")]

    operations = [
        migrations.CreateModel(
            name="EventChange",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        help_text="The version it made.", primary_key=True, serialize=False
                    ),
                ),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("tables", models.BooleanField(default=False)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(note_changes, note_no_more),
    ]
