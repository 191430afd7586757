"""The permanent id of every record that has a slug, and the slugs that it had before.

Triggers keep both. What is there already takes its slug as its permanent id: no Atom id changes.
"""

from django.db import migrations, models

import proxies.models.slugs

KINDS = (
    "actor", "assessment", "attackevent", "dataset", "front", "place", "pledge", "report", "source",
)  # fmt: skip

FUNCTIONS = """
CREATE FUNCTION proxies_give_permanent_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.permanent_id := NEW.slug;
  RETURN NEW;
END $$;

CREATE FUNCTION proxies_keep_permanent_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING
    MESSAGE = format('The permanent id of %s “%s” cannot be changed.', TG_ARGV[0], OLD.permanent_id),
    HINT = 'Change the slug.';
END $$;

CREATE FUNCTION proxies_former_slug_taken(kind text, slug text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE unique_violation USING
    MESSAGE = format('“%s” was the slug of another %s, and links to it lead there.', slug, kind),
    HINT = 'Choose another slug.';
END $$;

CREATE FUNCTION proxies_refuse_former_slugs() RETURNS trigger LANGUAGE plpgsql AS $$
-- After the rows, since a rename of somebody else that they waited for is seen only then.
DECLARE
  taken text;
BEGIN
  SELECT n.slug INTO taken FROM new_rows n JOIN proxies_formerslug f USING (slug)
  WHERE f.kind = TG_ARGV[0] LIMIT 1;
  IF FOUND THEN
    PERFORM proxies_former_slug_taken(TG_ARGV[0], taken);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION proxies_note_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM proxies_formerslug f
  WHERE f.kind = TG_ARGV[0] AND f.slug = NEW.slug AND f.record_key = NEW.id;
  IF EXISTS (SELECT FROM proxies_formerslug f WHERE f.kind = TG_ARGV[0] AND f.slug = NEW.slug) THEN
    PERFORM proxies_former_slug_taken(TG_ARGV[0], NEW.slug);
  END IF;
  INSERT INTO proxies_formerslug (kind, slug, record_key) VALUES (TG_ARGV[0], OLD.slug, NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION proxies_forget_former_slugs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM proxies_formerslug f USING old_rows o
  WHERE f.kind = TG_ARGV[0] AND f.record_key = o.id;
  RETURN NULL;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER permanent_id_given BEFORE INSERT ON proxies_{kind}
  FOR EACH ROW EXECUTE FUNCTION proxies_give_permanent_id();
CREATE TRIGGER permanent_id_kept BEFORE UPDATE ON proxies_{kind}
  FOR EACH ROW WHEN (NEW.permanent_id IS DISTINCT FROM OLD.permanent_id)
  EXECUTE FUNCTION proxies_keep_permanent_id('{kind}');
CREATE TRIGGER former_slugs_refused AFTER INSERT ON proxies_{kind}
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION proxies_refuse_former_slugs('{kind}');
CREATE TRIGGER former_slug_noted AFTER UPDATE ON proxies_{kind}
  FOR EACH ROW WHEN (NEW.slug IS DISTINCT FROM OLD.slug)
  EXECUTE FUNCTION proxies_note_former_slug('{kind}');
CREATE TRIGGER former_slugs_forgotten AFTER DELETE ON proxies_{kind}
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION proxies_forget_former_slugs('{kind}');
"""
FIRST = """
ALTER TABLE proxies_{kind} DISABLE TRIGGER USER;
UPDATE proxies_{kind} SET permanent_id = slug;
ALTER TABLE proxies_{kind} ENABLE TRIGGER USER;
"""
"""Rows that are there take their slug, past the history: nothing that it records has changed."""
DROPPED = (
    "give_permanent_id", "keep_permanent_id", "refuse_former_slugs", "note_former_slug",
    "forget_former_slugs",
)  # fmt: skip


def make_triggers(apps, schema_editor):
    schema_editor.execute(FUNCTIONS, params=None)
    for kind in KINDS:
        schema_editor.execute((FIRST + TRIGGERS).format(kind=kind), params=None)


def drop_triggers(apps, schema_editor):
    for name in DROPPED:
        schema_editor.execute(f"DROP FUNCTION proxies_{name}() CASCADE", params=None)
    schema_editor.execute("DROP FUNCTION proxies_former_slug_taken(text, text)", params=None)


class Migration(migrations.Migration):
    dependencies = [("proxies", "0007_entered_in_error")]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="The model of the record.", max_length=40)),
                ("slug", models.CharField(max_length=120)),
                ("record_key", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["kind", "record_key"], name="formerslug_of_record")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"),
                        name="formerslug_once",
                        violation_error_message=(
                            "This was the slug of another record of this kind."
                        ),
                    )
                ],
            },
        ),
        *(
            migrations.AddField(kind, "permanent_id", proxies.models.slugs.PermanentId())
            for kind in KINDS
        ),
        migrations.RunPython(make_triggers, drop_triggers),
        migrations.AddConstraint(
            model_name="dataset",
            constraint=models.CheckConstraint(
                condition=models.Q(("permanent_id", "curated"), _negated=True)
                | models.Q(("slug", "curated")),
                name="dataset_curated_keeps_its_slug",
                violation_error_message=(
                    "The curated record is known by its slug: leave it “curated”."
                ),
            ),
        ),
    ]
