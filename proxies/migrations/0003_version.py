"""The number that changes whenever the record does, drawn once per statement by triggers.

What readers report, the queue of uploads, the history itself and the work list of possible
duplicates are no part of what pages show from memory; the runs of imports are, since they say
which days a dataset covers.
"""

from django.db import migrations

FUNCTION = """
CREATE SEQUENCE proxies_record_version_numbers;
CREATE FUNCTION proxies_record_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proxies_recordversion (id, number)
    VALUES (1, nextval('proxies_record_version_numbers'))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""
TABLES = (
    "account",
    "actor",
    "actorname",
    "assessment",
    "assessmentcitation",
    "attackevent",
    "attackevent_targets",
    "attribution",
    "attribution_accounts",
    "closurecitation",
    "dataset",
    "designation",
    "faction",
    "faction_fronts",
    "front",
    "frontclosure",
    "importrun",
    "membership",
    "membershipcitation",
    "opponent",
    "patron",
    "place",
    "pledge",
    "pledge_by",
    "pledge_depends_on",
    "pledge_fronts",
    "pledge_toward",
    "pledgebinding",
    "pledgecitation",
    "pledgeincident",
    "report",
    "source",
    "support",
    "supportcitation",
)


def make_triggers(apps, schema_editor):
    schema_editor.execute(FUNCTION, params=None)
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER record_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON proxies_{table} FOR EACH STATEMENT EXECUTE FUNCTION proxies_record_changed()",
            params=None,
        )
    apps.get_model("proxies", "RecordVersion").objects.create(pk=1)


def drop_triggers(apps, schema_editor):
    apps.get_model("proxies", "RecordVersion").objects.all().delete()
    schema_editor.execute("DROP FUNCTION proxies_record_changed() CASCADE", params=None)
    schema_editor.execute("DROP SEQUENCE proxies_record_version_numbers", params=None)


class Migration(migrations.Migration):
    dependencies = [("proxies", "0002_history")]

    operations = [migrations.RunPython(make_triggers, drop_triggers)]
