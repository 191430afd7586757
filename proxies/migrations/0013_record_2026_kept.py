"""History, version and permissions of the tables of 0012, and words on control set before."""

import re
from importlib import import_module

from django.db import migrations

history = import_module("proxies.migrations.0002_history")
groups = import_module("proxies.migrations.0004_groups")
ids = import_module("proxies.migrations.0008_permanent_ids")

# kind: (key, record kind, column that leads to the record, table the column refers to)
TABLES = {
    "pledge_other_side": ("id", "pledge", "pledge_id", ""),
    "pledgerepeat": ("id", "pledge", "pledge_id", ""),
    "controlspell": ("id", "controlspell", "id", ""),
    "controlcitation": ("id", "controlspell", "spell_id", ""),
    "statement": ("id", "statement", "id", ""),
    "statement_fronts": ("id", "statement", "statement_id", ""),
    "statement_about_actors": ("id", "statement", "statement_id", ""),
    "statement_about_events": ("id", "statement", "statement_id", ""),
    "statement_about_pledges": ("id", "statement", "statement_id", ""),
    "statement_about_statements": ("id", "statement", "from_statement_id", ""),
    "statementcitation": ("id", "statement", "statement_id", ""),
    "milestone": ("id", "milestone", "id", ""),
    "milestone_fronts": ("id", "milestone", "milestone_id", ""),
    "milestonecitation": ("id", "milestone", "milestone_id", ""),
    "coveragespan": ("id", "dataset", "dataset_id", ""),
}
ENTERED = {
    "statement", "statementcitation", "milestone", "milestonecitation", "pledgerepeat",
}  # fmt: skip
"""What contributors enter and correct as drafts; editors may do everything."""
NEW = {*ENTERED, "controlspell", "controlcitation", "coveragespan"}

PUBLISHABLE = "'attackevent', 'pledge', 'assessment'"
WITH_NEW = f"{PUBLISHABLE}, 'statement', 'milestone'"
SHOWN_NEW = "".join(
    f"""
    WHEN '{kind}' THEN EXISTS (
      SELECT FROM proxies_{kind} r WHERE r.id = key AND r.state <> ALL (drafts))"""
    for kind in ("statement", "milestone")
)
CITED_NEW = "".join(
    f"""
      OR EXISTS (
        SELECT FROM proxies_{kind}citation c JOIN proxies_{kind} r ON r.id = c.{kind}_id
        WHERE c.report_id = key AND r.state <> ALL (drafts))"""
    for kind in ("statement", "milestone")
)
CONTROL_CITED = """
      OR EXISTS (SELECT FROM proxies_controlcitation c WHERE c.report_id = key)"""


def replaced(function, *changes):
    """A function of 0002 with some of its text changed; each change is made once."""
    for old, new in changes:
        if function.count(old) != 1:
            raise ValueError(f"The function does not hold this once: {old}")
        function = function.replace(old, new)
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


SHOWN = replaced(
    history.SHOWN,
    ("\n    WHEN 'place' THEN", f"{SHOWN_NEW}\n    WHEN 'place' THEN"),
    ("\n    ELSE true END", f"{CITED_NEW}{CONTROL_CITED}\n    ELSE true END"),
)
NOTE = replaced(history.NOTE, (PUBLISHABLE, WITH_NEW))


def keep_history(apps, schema_editor):
    for statement in (SHOWN, NOTE):
        schema_editor.execute(statement, params=None)
    for kind, arguments in TABLES.items():
        for statement in history.triggers_of(kind, arguments):
            schema_editor.execute(statement, params=None)
        schema_editor.execute(
            f"CREATE TRIGGER record_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON proxies_{kind} FOR EACH STATEMENT EXECUTE FUNCTION proxies_record_changed()",
            params=None,
        )


def keep_names(apps, schema_editor):
    for kind in ("statement", "milestone"):
        schema_editor.execute((ids.FIRST + ids.TRIGGERS).format(kind=kind), params=None)


def drop_names(apps, schema_editor):
    for kind in ("statement", "milestone"):
        for name in re.findall(r"CREATE TRIGGER (\w+)", ids.TRIGGERS):
            schema_editor.execute(f"DROP TRIGGER {name} ON proxies_{kind}")


def drop_history(apps, schema_editor):
    for kind in TABLES:
        for name in (*(f"proxies_history_{name}" for name in history.TIMES), "record_changed"):
            schema_editor.execute(f"DROP TRIGGER {name} ON proxies_{kind}")
    for function in (history.SHOWN, history.NOTE):
        old = function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
        schema_editor.execute(old, params=None)


def may(group, action, model):
    if group == "viewer":
        return action == "view"
    if group == "contributor":
        return action == "view" or (model in ENTERED and action in {"add", "change"})
    return group == "editor"


def permit(apps, schema_editor):
    using = schema_editor.connection.alias
    groups.make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label="proxies", content_type__model__in=NEW)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=groups.GROUPS):
        allowed = (p for p in ours if may(group.name, *p.codename.split("_", 1)))
        group.permissions.add(*allowed)


def forbid(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    permissions = permissions.using(schema_editor.connection.alias)
    permissions.filter(content_type__app_label="proxies", content_type__model__in=NEW).delete()


class Migration(migrations.Migration):
    dependencies = [("proxies", "0012_record_2026")]

    operations = [
        migrations.RunPython(keep_history, drop_history),
        migrations.RunPython(keep_names, drop_names),
        migrations.RunPython(permit, forbid),
    ]
