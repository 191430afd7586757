"""Three groups of people: viewer, contributor, editor, and what each may do.

Permissions are normally made after all migrations; on a fresh database they do not exist yet
when this one runs, so it makes them itself, from the state of the models at this point.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APP = "proxies"

EVIDENCE = ("account", "attribution", "pledgebinding", "pledgecitation", "assessmentcitation")
"""Rows that are entered on the page of an event, a pledge or an assessment."""

PRIVATE = ("errorreport", "upload", "uploadpart", "trialreject", "recordversion")
"""What readers wrote, and the machinery: not even to be looked at by all."""

KEPT_BY_PROGRAMS = ("seedrecord", "change", "importrun", "reject", *PRIVATE)
"""Nobody edits these by hand."""

OF_EDITORS = {
    "errorreport": {"view", "change", "delete"},
    "events": {"import"},
    "duplicatepair": {"view", "change"},
    "unknownname": {"view", "change"},
}
"""What editors may do where it is not everything."""


def viewer(action, model):
    """May look at everything but what readers wrote."""
    return action == "view" and model not in PRIVATE


def contributor(action, model):
    """Enters and corrects drafts; adds the sources, reports and places they need."""
    entered = {"attackevent", "pledge", "assessment", *EVIDENCE, "source", "report", "place"}
    return viewer(action, model) or (action in {"add", "change"} and model in entered)


def editor(action, model):
    """Everything about the record, publishing and importing included; nothing about users."""
    if model in OF_EDITORS:
        return action in OF_EDITORS[model]
    return viewer(action, model) or model not in KEPT_BY_PROGRAMS


GROUPS = {"viewer": viewer, "contributor": contributor, "editor": editor}


def make_permissions(apps, using):
    app = apps.get_app_config(APP)
    if not getattr(app, "models_module", None):
        app.models_module = True  # a historical app has none, and would be skipped
    create_permissions(app, apps=apps, verbosity=0, using=using)


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    ours = list(permissions.filter(content_type__app_label=APP))
    for name, may in GROUPS.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.set(p for p in ours if may(*p.codename.split("_", 1)))


def remove_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=GROUPS).delete()
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    permissions.filter(content_type__app_label=APP, codename__startswith="publish_").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("proxies", "0003_version"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
