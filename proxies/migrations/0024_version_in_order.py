"""A version is drawn while its row is locked, so that numbers become visible in order.

It was drawn before: of two writers at once the one that drew first could commit last. A reader
between them had the higher number already, and never heard of what the lower one changed.
"""

from importlib import import_module

from django.db import migrations

NEXT = """
CREATE FUNCTION proxies_next_version() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    drawn bigint;
BEGIN
    PERFORM 1 FROM proxies_recordversion WHERE id = 1 FOR UPDATE;
    drawn := nextval('proxies_record_version_numbers');
    INSERT INTO proxies_recordversion (id, number) VALUES (1, drawn)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN drawn;
END $$;
"""
CHANGED = """
CREATE OR REPLACE FUNCTION proxies_record_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM proxies_next_version();
    RETURN NULL;
END $$;
"""
DRAWN = "drawn bigint := nextval('proxies_record_version_numbers');"
SET = """    INSERT INTO proxies_recordversion (id, number) VALUES (1, drawn)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
"""
EVENTS = import_module("proxies.migrations.0014_event_changes").EVENTS


def in_order() -> str:
    """The functions that note events, with a number that is drawn where it was set."""
    noted = EVENTS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    return noted.replace(DRAWN, "drawn bigint;").replace(SET, "    drawn := proxies_next_version();\n")


def draw_in_order(apps, schema_editor):
    schema_editor.execute(NEXT + CHANGED + in_order(), params=None)


class Migration(migrations.Migration):
    dependencies = [("proxies", "0023_led_by")]

    operations = [migrations.RunPython(draw_in_order, migrations.RunPython.noop)]
