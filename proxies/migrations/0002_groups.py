"""The right to publish, and three groups of people: viewer, contributor, editor.

Permissions are normally made after all migrations; on a fresh database they do not exist yet
when this one runs, so it makes them itself, from the state of the models at this point.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APP = "proxies"

PUBLISHED = ("attackevent", "pledge", "assessment")
"""Records that go through draft and review."""

EVIDENCE = ("account", "attribution", "pledgebinding", "pledgecitation", "assessmentcitation")
"""Rows that are entered on the page of a record above."""

MACHINERY = ("seedrecord",)
"""Kept by the machine; nobody edits them by hand."""


def viewer(action, model):
    """May look at everything."""
    return action == "view"


def contributor(action, model):
    """Enters and corrects drafts; adds the sources, reports and places they need."""
    return viewer(action, model) or (
        action in {"add", "change"}
        and model in {*PUBLISHED, *EVIDENCE, "source", "report", "place"}
    )


def editor(action, model):
    """Everything about the record, publishing included; nothing about users."""
    return viewer(action, model) or model not in MACHINERY


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
    held = list(permissions.filter(content_type__app_label=APP).select_related("content_type"))
    for name, may in GROUPS.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.set(
            p for p in held if may(p.codename.partition("_")[0], p.content_type.model)
        )


def remove_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=GROUPS).delete()
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    permissions.filter(
        content_type__app_label=APP, codename__in=[f"publish_{model}" for model in PUBLISHED]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("proxies", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="attackevent",
            options={
                "ordering": ["-first_day", "slug"],
                "permissions": [
                    ("publish_attackevent", "Can publish and withdraw attack events")
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="pledge",
            options={
                "ordering": ["-declared", "-effective", "slug"],
                "permissions": [("publish_pledge", "Can publish and withdraw pledges")],
            },
        ),
        migrations.AlterModelOptions(
            name="assessment",
            options={
                "ordering": ["-date", "slug"],
                "permissions": [("publish_assessment", "Can publish and withdraw assessments")],
            },
        ),
        migrations.RunPython(make_groups, remove_groups),
    ]
