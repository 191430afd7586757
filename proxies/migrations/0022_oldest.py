"""When the oldest item of a cluster came out, by which the inbox is ordered."""

from django.db import migrations, models

FILL = """
UPDATE proxies_cluster SET oldest = (
    SELECT min(coalesce(published_at, least((published + 1)::timestamp AT TIME ZONE 'UTC', came)))
    FROM proxies_item WHERE cluster_id = proxies_cluster.id
)
"""


class Migration(migrations.Migration):
    dependencies = [("proxies", "0021_dataset_fetch")]

    operations = [
        migrations.AddField(
            model_name="cluster",
            name="oldest",
            field=models.DateTimeField(
                editable=False, help_text="When the oldest of its items came out.", null=True
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
