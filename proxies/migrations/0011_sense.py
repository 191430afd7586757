"""What can never be right about a pledge is held by the database: one that ends before it starts,
and one that is made toward those who make it."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

START = Coalesce("effective", "declared")
SIDES = """
CREATE FUNCTION proxies_pledge_sides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM proxies_pledge_by b JOIN proxies_pledge_toward t USING (pledge_id)
    WHERE b.pledge_id = NEW.pledge_id AND b.faction_id = t.actor_id
  ) THEN
    RAISE EXCEPTION 'pledge % is made toward one of those who make it', NEW.pledge_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pledge_not_toward_its_maker';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pledge_not_toward_its_maker
  AFTER INSERT OR UPDATE ON proxies_pledge_by DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION proxies_pledge_sides();
CREATE CONSTRAINT TRIGGER pledge_not_toward_its_maker
  AFTER INSERT OR UPDATE ON proxies_pledge_toward DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION proxies_pledge_sides();
"""


def refuse_nonsense(apps, schema_editor):
    """Name the pledges that the rules would refuse: the database names none of them."""
    pledges = apps.get_model("proxies", "Pledge").objects.using(schema_editor.connection.alias)
    late = Q(ended__lt=START) | Q(expires__lt=START) | Q(toward=F("by"))
    slugs = sorted(set(pledges.filter(late).values_list("slug", flat=True)))
    if slugs:
        raise ValueError(
            "These pledges end before they start, or are made toward one of those who make them: "
            f"{', '.join(slugs)}. Correct them in the admin of the release before, then migrate."
        )


def starts_before(name):
    return migrations.AddConstraint(
        model_name="pledge",
        constraint=models.CheckConstraint(
            condition=Q((f"{name}__isnull", True), (f"{name}__gte", START), _connector="OR"),
            name=f"pledge_starts_before_{name}",
            violation_error_message=f"“{name.capitalize()}” is before the pledge began.",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("proxies", "0010_undo")]

    operations = [
        migrations.RunPython(refuse_nonsense, migrations.RunPython.noop),
        migrations.RemoveConstraint("pledge", "pledge_effective_before_ended"),
        migrations.RemoveConstraint("pledge", "pledge_effective_before_expires"),
        starts_before("ended"),
        starts_before("expires"),
        migrations.RunSQL(SIDES, "DROP FUNCTION proxies_pledge_sides() CASCADE"),
    ]
