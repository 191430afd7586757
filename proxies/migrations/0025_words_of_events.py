"""An index of the words of events, so that a search among a million of them takes no seconds."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models.functions import Concat

from proxies.models.folding import Folded


class Migration(migrations.Migration):
    dependencies = [("proxies", "0024_version_in_order")]

    operations = [
        migrations.AddIndex(
            model_name="attackevent",
            index=GinIndex(
                SearchVector(
                    Folded(
                        Concat(
                            "summary", models.Value(" "),
                            "note", models.Value(" "),
                            "weapon_detail", models.Value(" "),
                            output_field=models.TextField(),
                        )
                    ),
                    config="english",
                ),
                name="attackevent_words",
            ),
        ),
    ]
